//! PDF files: text with its place on the page becomes columns, lines and
//! paragraphs.
//!
//! The library reads the file and its fonts; the order in which a page is read
//! is worked out here, for a sentence that runs across two columns by mistake
//! is worse than none. Pages that are pictures, or whose letters cannot be
//! read, are named in a warning and left out.

mod furniture;
mod lines;
mod loss;
mod order;
mod paragraphs;
mod pieces;
mod source;
#[cfg(test)]
mod tests;
mod words;

use super::ReadOptions;
use super::blocks::Blocks;
use super::meta::{Meta, parse_date};
use crate::error::{Error, Result};
use lines::Part;
use paragraphs::{Item, Writer};
use pieces::Piece;
use rayon::prelude::*;
use source::{Loss, Refused};
use words::Words;

/// A page on the way from pieces to blocks.
#[derive(Debug, Default)]
struct Sheet {
    number: u32,
    height: f32,
    left: f32,
    width: f32,
    pieces: Vec<Piece>,
    /// Text that is turned.
    turned: Vec<Piece>,
    /// Running heads.
    head: Vec<String>,
    /// Running feet, page numbers and tabs.
    foot: Vec<String>,
}

/// Reads a PDF file into blocks; the warnings say what is missing.
pub(super) fn read(
    path: &str,
    bytes: &[u8],
    options: &ReadOptions,
    blocks: &mut Blocks,
) -> Result<(Meta, Vec<String>)> {
    let source = source::read(bytes, options.limits.max_pages, options.deadline).map_err(|refused| match refused {
        Refused::Locked => {
            let hint = "take the password off first, for example with qpdf --decrypt --password=… IN OUT";
            Error::file(path, "is a PDF file that is locked with a password", hint)
        }
        Refused::Late => Error::too_slow(path, options.deadline),
        Refused::Damaged => {
            let hint = "download or export it again; a program that opens it may also save a sound copy";
            Error::file(path, "is a damaged PDF file, or none", hint)
        }
    })?;
    let mut pages = source.pages;
    loss::drop_garbled(&mut pages);
    let losses: Vec<(u32, Loss)> = pages.iter().filter_map(|page| page.loss.map(|loss| (page.number, loss))).collect();
    let count = pages.len();
    if let Some(problem) = loss::of_all(&losses, count) {
        return Err(problem(path));
    }
    let mut sheets: Vec<Sheet> = pages
        .into_par_iter()
        .map(|mut page| {
            let (pieces, turned) = pieces::pieces(&mut page);
            let (number, height, left, width) = (page.number, page.height, page.left, page.width);
            Sheet { number, height, left, width, pieces, turned, ..Sheet::default() }
        })
        .collect();
    furniture::remove(&mut sheets);
    for item in items(sheets) {
        blocks.page = Some(item.page);
        blocks.write(&item.text, item.kind, item.level, item.cell);
    }
    let mut warnings = loss::warnings(&losses);
    if source.declared > count {
        warnings.push(format!("{} of {} pages were read", count, source.declared));
    }
    let title = source.title.filter(|title| is_title(title));
    Ok((Meta { title, date: None, saved: source.date.as_deref().and_then(date) }, warnings))
}

/// The blocks of all pages.
fn items(mut sheets: Vec<Sheet>) -> Vec<Item> {
    let parts: Vec<Vec<Part>> = sheets
        .par_iter_mut()
        .map(|sheet| {
            let pieces = std::mem::take(&mut sheet.pieces);
            let turned = std::mem::take(&mut sheet.turned).into_iter().map(|piece| vec![piece]);
            order::regions(pieces).into_iter().chain(turned).flat_map(lines::parts).collect()
        })
        .collect();
    let words = Words::of(parts.iter().flatten());
    let mut writer = Writer::new(&words);
    for (sheet, parts) in sheets.into_iter().zip(parts) {
        let page = sheet.number;
        writer.items.extend(sheet.head.into_iter().map(|text| Item::furniture(text, page)));
        for part in parts {
            writer.add(part, page);
        }
        writer.items.extend(sheet.foot.into_iter().map(|text| Item::furniture(text, page)));
    }
    writer.items
}

/// Many programs put the name of a file where the title belongs.
fn is_title(title: &str) -> bool {
    let title = title.trim();
    let is_file =
        title.rsplit_once('.').is_some_and(|(_, ending)| (2..=5).contains(&ending.len()) && !ending.contains(' '));
    !is_file && title.contains(' ') && !title.contains(" - ")
}

/// The date of a PDF file: `D:20161123120000Z`.
fn date(written: &str) -> Option<jiff::civil::Date> {
    let digits = written.trim().trim_start_matches("D:").get(..8)?;
    parse_date(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
}
