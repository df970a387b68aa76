//! From lines to headings, paragraphs and items of lists: what is joined, what
//! is parted, and which hyphens at the end of a line belong to the word.

use super::lines::{Line, Part};
use super::words::Words;
use crate::ingest::lines::{Line as PlainLine, Opening};
use crate::model::BlockKind;
use crate::text::Span;

/// A heading has at most so many words.
const HEADING_WORDS: usize = 20;
/// A line in bold that is a heading has at most so many words.
const BOLD_WORDS: usize = 12;

/// A block of text.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: BlockKind,
    pub(super) level: u8,
    pub(super) cell: Option<(u32, u32, u32)>,
    /// Page on which it begins.
    pub(super) page: u32,
    pub(super) text: String,
    size: f32,
    /// True while the next page may go on with it.
    open: bool,
}

impl Item {
    /// A running head, foot or page number.
    pub(super) fn furniture(text: String, page: u32) -> Self {
        let kind = BlockKind::Furniture;
        Self { kind, level: 0, cell: None, page, text, size: 0.0, open: false }
    }
}

/// Collects the blocks of a document.
pub(super) struct Writer<'a> {
    pub(super) items: Vec<Item>,
    words: &'a Words,
    tables: u32,
}

impl<'a> Writer<'a> {
    pub(super) fn new(words: &'a Words) -> Self {
        Self { items: Vec::new(), words, tables: 0 }
    }

    /// Adds a part of a page.
    pub(super) fn add(&mut self, part: Part, page: u32) {
        match part {
            Part::Text(lines) => self.text(&lines, page),
            Part::Table(rows) => {
                for (row, cells) in (0..).zip(rows) {
                    for (column, text) in cells {
                        let cell = Some((self.tables, row, column));
                        let kind = BlockKind::TableCell;
                        self.items.push(Item { kind, level: 0, cell, page, text, size: 0.0, open: false });
                    }
                }
                self.tables += 1;
            }
        }
    }

    fn text(&mut self, lines: &[Line], page: u32) {
        let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
        let pitch = pitch(lines);
        let mut from = 0;
        for at in 1..=lines.len() {
            let ends = lines.get(at).is_none_or(|line| begins(&lines[at - 1], line, pitch, right));
            if ends {
                self.paragraph(&lines[from..at], from == 0, page);
                from = at;
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line], is_first: bool, page: u32) {
        let Some(first) = lines.first() else { return };
        let mut text = String::new();
        for line in lines {
            self.words.append(&mut text, &line.text());
        }
        let (opening, marker) = opening(first, &text);
        let is_bold = lines.iter().all(|line| line.bold);
        let size = first.size;
        text.drain(..marker);
        if text.is_empty() {
            return;
        }
        if is_first && opening == Opening::None && self.resume(&text, size) {
            return;
        }
        let is_item = !matches!(opening, Opening::Numbered | Opening::None);
        let level = if is_item { None } else { self.words.heading(size, is_bold) };
        let words = text.split_whitespace().count();
        let most = if is_bold {
            BOLD_WORDS.max(HEADING_WORDS * usize::from(self.words.is_large(size)))
        } else {
            HEADING_WORDS
        };
        let is_heading =
            words <= most && !text.ends_with(['.', ';', ',', ':']) && text.chars().any(char::is_alphabetic);
        let (kind, level) = match level.filter(|_| is_heading) {
            Some(level) => (BlockKind::Heading, level),
            None if is_item => (BlockKind::ListItem, 1),
            None => (BlockKind::Paragraph, 0),
        };
        let open = kind != BlockKind::Heading && !text.ends_with(['.', '!', '?', ':', ';', '”', '’']);
        self.items.push(Item { kind, level, cell: None, page, text, size, open });
    }

    /// Goes on with a paragraph that broke off at the end of a column or page.
    fn resume(&mut self, text: &str, size: f32) -> bool {
        /// Footnotes, furniture and quotations in large letters may stand between.
        const BETWEEN: usize = 12;
        let goes_on = text.starts_with(char::is_lowercase);
        let same = |item: &Item| (item.size - size).abs() < 0.06 * size;
        let texts = self.items.iter_mut().rev().take(BETWEEN).filter(|item| item.kind != BlockKind::Furniture);
        let is_between = |item: &Item| item.size < 0.94 * size || item.kind == BlockKind::Heading && goes_on;
        let mut texts = texts.skip_while(|item| item.size > 0.0 && is_between(item));
        let Some(last) = texts.next() else { return false };
        if !last.open || !same(last) || !(goes_on || last.text.ends_with(['-', ',', '–'])) {
            return false;
        }
        self.words.append(&mut last.text, text);
        last.open = !last.text.ends_with(['.', '!', '?', ':', ';', '”', '’']);
        true
    }
}

/// The usual way from one line to the next.
fn pitch(lines: &[Line]) -> f32 {
    let mut steps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| (pair[0].size - pair[1].size).abs() < 0.1 * pair[0].size)
        .map(|pair| (pair[1].base - pair[0].base) / pair[0].size)
        .filter(|step| (0.8..2.2).contains(step))
        .collect();
    steps.sort_by(f32::total_cmp);
    // Where paragraphs of one line abound, half of all steps lead to a new one.
    steps.get(steps.len() * 2 / 5).copied().unwrap_or(1.25)
}

/// True where `line` begins a new paragraph.
fn begins(before: &Line, line: &Line, pitch: f32, right: f32) -> bool {
    let size = before.size.max(line.size);
    let step = (line.base - before.base) / size;
    if (before.size - line.size).abs() > 0.09 * size || step > pitch * 1.28 || step < 0.0 {
        return true;
    }
    if opening(line, &line.text()).0 != Opening::None {
        return true;
    }
    let text = before.text();
    let ends = text.ends_with(['.', '!', '?', ':', ';', '”', '’', ')']);
    if before.bold != line.bold && !text.ends_with(['-', ',']) && !line.text().starts_with(char::is_lowercase) {
        return true;
    }
    // Indented: as text, and not as the second line of an item.
    let indent = (line.left - before.left) / size;
    if ends && (0.8..4.0).contains(&indent) && opening(before, &text).0 == Opening::None {
        return true;
    }
    // The next word would have fitted.
    let next =
        line.pieces.first().and_then(|piece| piece.text.split(' ').next()).map_or(0, |word| word.chars().count());
    let room = (right - before.right) / size;
    let begins_anew = line.text().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“‘(£".contains(c));
    ends && begins_anew && room > 1.5 + 0.55 * f32::from(u16::try_from(next).unwrap_or(u16::MAX))
}

/// How a paragraph opens, and the bytes of its bullet. A mark that stands
/// apart from the text after it is a bullet, whatever letter its font has for it.
fn opening(line: &Line, text: &str) -> (Opening, usize) {
    if let [mark, rest, ..] = line.pieces.as_slice() {
        let is_mark = mark.text.chars().count() <= 2 && mark.text.chars().all(|c| !c.is_ascii_digit());
        if is_mark && !rest.is_figure() && text.starts_with(&mark.text) {
            let marker = (mark.text.len() + 1).min(text.len());
            return (Opening::Bullet(marker), marker);
        }
    }
    let plain = PlainLine { span: Span::new(0, text.len()), new_pages: 0 };
    match plain.opening(text) {
        Opening::Bullet(marker) => (Opening::Bullet(marker), marker),
        Opening::Dash(marker) => (Opening::Dash(marker), marker),
        opening => (opening, 0),
    }
}
