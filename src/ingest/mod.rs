//! Reading: the bytes of a file become a [`Document`], and a document becomes
//! sentences.
//!
//! One file per format, all of which push what a reader would see into one
//! `blocks::Blocks`. Nothing here knows what the words mean.

mod blocks;
mod decode;
mod elements;
mod html;
mod kramdown;
mod limits;
mod lines;
mod markdown;
mod meta;
mod plain;
mod segment;
mod stops;

pub use limits::Limits;
pub use segment::sentences;

use crate::error::{Error, Result};
use crate::model::{Block, BlockKind, Document, Format};
use crate::text::LineIndex;
use jiff::civil::Date;
use meta::Meta;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// So many blocks may stand before the end of a title page, with the date on it.
const HEAD_BLOCKS: usize = 12;
/// The title of a plain text is among so many blocks.
const TITLE_BLOCKS: usize = 3;

/// What the caller knows about a file before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where the name of the file should not decide.
    pub format: Option<Format>,
    /// The date of the document, where it does not say.
    pub date: Option<Date>,
    /// How much of it is read.
    pub limits: Limits,
}

/// Reads the file at `path`.
///
/// # Errors
/// Where it cannot be opened, is too large, is not text, or holds none.
pub fn read_path(path: &Path, options: &ReadOptions) -> Result<Document> {
    let io = |error| Error::io(path, &error);
    let file = File::open(path).map_err(io)?;
    let known = file.metadata().map_or(0, |about| about.len());
    let limit = options.limits.max_bytes as u64;
    let mut bytes = Vec::with_capacity(usize::try_from(known.min(limit)).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    read_bytes(&path.to_string_lossy(), &bytes, options)
}

/// Reads a file that is already in memory. `path` is shown in messages, and
/// its ending says which format it is; `-` is standard input.
///
/// # Errors
/// As [`read_path`], without those of the disk.
pub fn read_bytes(path: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    if bytes.len() > options.limits.max_bytes {
        let problem = format!("is larger than {} MB", options.limits.max_bytes >> 20);
        return Err(Error::file(path, problem, "split it into smaller files"));
    }
    decode::refuse_binary(path, bytes)?;
    let format = options.format.or_else(|| format_of_name(path)).unwrap_or_else(|| sniff(bytes));
    let decoded = decode::decode(path, bytes, format)?;
    let text = decoded.text.as_ref();
    let mut blocks = blocks::Blocks::new(text.len());
    let meta = match format {
        Format::Text => {
            plain::read(text, &mut blocks);
            Meta::default()
        }
        Format::Markdown => markdown::read(text, &mut blocks),
        Format::Html => html::read(text, &mut blocks),
    };
    let (clean, blocks, source) = blocks.finish(text, decoded.base);
    if blocks.is_empty() {
        return Err(Error::file(path, "holds no text", "name a file with text in it"));
    }
    let title = meta.title.or_else(|| first_heading(format, &blocks).map(|block| block.span.of(&clean).to_owned()));
    let of_head = || blocks.iter().take(HEAD_BLOCKS).find_map(|block| meta::date_of_line(block.span.of(&clean)));
    let date = meta.date.or_else(|| meta::date_of_name(path)).or_else(of_head).or(options.date);
    let lines = LineIndex::new(if decoded.base > 0 { bytes } else { text.as_bytes() });
    let warnings = Vec::new();
    Ok(Document { path: path.to_owned(), format, title, date, text: clean, blocks, source, lines, warnings })
}

/// The heading that is the title. In plain text a heading is a guess, and one
/// far from the top is that of a chapter.
fn first_heading(format: Format, blocks: &[Block]) -> Option<&Block> {
    let near = if format == Format::Text { TITLE_BLOCKS } else { blocks.len() };
    blocks.iter().take(near).find(|block| block.kind == BlockKind::Heading)
}

/// The format that the name of a file says; `None` where it says none.
pub fn format_of_name(path: &str) -> Option<Format> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" => Some(Format::Html),
        _ => None,
    }
}

/// HTML where the file opens like a web page, otherwise plain text.
fn sniff(bytes: &[u8]) -> Format {
    let head = decode::head(bytes).to_ascii_lowercase();
    let opens = head.trim_start_matches('\u{feff}').trim_start();
    let is_page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| opens.starts_with(tag));
    let is_xhtml = opens.starts_with("<?xml") && opens.contains("<html");
    if is_page || is_xhtml { Format::Html } else { Format::Text }
}

#[cfg(test)]
mod tests;
