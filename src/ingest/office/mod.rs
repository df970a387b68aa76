//! DOCX and ODT files: an archive of XML files, walked by one reader for both.
//!
//! Text is read as it stands with all tracked changes accepted. Notes follow
//! the paragraph that they belong to, text boxes the paragraph they hang on.
//! Places are those in the clean text, and a line is a block.

mod about;
mod archive;
mod elements;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use super::blocks::Blocks;
use super::limits::Limits;
use super::meta::Meta;
use crate::error::Result;
use archive::{Archive, Kind};
use std::collections::BTreeMap;
use styles::Styles;
use walk::Walker;

/// Reads a DOCX or ODT file into blocks.
pub(super) fn read(path: &str, bytes: &[u8], limits: &Limits, blocks: &mut Blocks) -> Result<(Meta, Vec<String>)> {
    let mut archive = Archive::open(path, bytes, limits)?;
    let mut styles = Styles::default();
    let mut notes = BTreeMap::new();
    let (styles_part, text_part, about_part) = match archive.kind {
        Kind::Docx => ("word/styles.xml", archive.main_part(), "docProps/core.xml"),
        Kind::Odt => ("styles.xml", "content.xml".to_owned(), "meta.xml"),
    };
    archive.walk(styles_part, |event| styles.read(event))?;
    if archive.kind == Kind::Docx {
        for (part, name) in [("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")] {
            let mut walker = Walker::of_notes(&styles, name);
            archive.walk(part, |event| walker.read(event))?;
            notes.extend(walker.into_notes());
        }
    }
    let mut automatic = styles.clone();
    if archive.kind == Kind::Odt {
        archive.walk(&text_part, |event| automatic.read(event))?;
    }
    let mut walker = Walker::new(&automatic, archive.kind, notes, blocks);
    archive.walk_text(&text_part, |event| walker.read(event))?;
    let title = walker.finish();
    let mut about = about::About::default();
    archive.walk(about_part, |event| about.read(event))?;
    Ok((about.into_meta(title), archive.warnings))
}
