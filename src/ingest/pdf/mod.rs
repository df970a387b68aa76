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
use crate::model::BlockKind;
use lines::Part;
use paragraphs::{Item, Writer};
use pieces::Piece;
use rayon::prelude::*;
use source::{Loss, Refused};
use std::collections::BTreeMap;
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
    let title = source.title.filter(|title| is_title(title)).or_else(|| running_title(blocks));
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

/// The running head of a document whose first heading stands over its table of contents: pictures
/// have the title on the cover, and the heading says "Contents".
fn running_title(blocks: &Blocks) -> Option<String> {
    const LEADER: &str = "....";
    const LEAST: usize = 3;
    let list = blocks.list();
    let first = list.iter().position(|block| block.kind == BlockKind::Heading)?;
    let is_contents = (first + 1..list.len().min(first + 3)).any(|at| blocks.text(at).contains(LEADER));
    if !is_contents {
        return None;
    }
    let is_page = |word: &&str| word.len() < 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut heads: BTreeMap<String, usize> = BTreeMap::new();
    for at in (0..list.len()).filter(|&at| list[at].kind == BlockKind::Furniture) {
        let words: Vec<&str> = blocks.text(at).split_whitespace().filter(|word| !is_page(word)).collect();
        if words.len() > 1 {
            *heads.entry(words.join(" ")).or_default() += 1;
        }
    }
    let (head, count) = heads.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= LEAST).then_some(head)
}

/// The date of a PDF file: `D:20161123120000Z`.
fn date(written: &str) -> Option<jiff::civil::Date> {
    let digits = written.trim().trim_start_matches("D:").get(..8)?;
    parse_date(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?))
}

#[cfg(test)]
mod title_tests {
    use super::*;

    fn blocks(heading: &str, below: &str) -> Blocks {
        let mut blocks = Blocks::new(0);
        for page in 1..=4 {
            blocks.write(&format!("The Party Manifesto 2015 {page}"), BlockKind::Furniture, 0, None);
        }
        blocks.write(heading, BlockKind::Heading, 1, None);
        blocks.write(below, BlockKind::Paragraph, 0, None);
        blocks
    }

    #[test]
    fn the_heading_of_a_table_of_contents_is_no_title() {
        let found = |heading, below| running_title(&blocks(heading, below));
        assert_eq!(found("Contents", "Foreword .......... 5").as_deref(), Some("The Party Manifesto 2015"));
        assert_eq!(found("A plan", "We will act."), None);
    }
}
