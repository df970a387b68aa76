//! Markdown: CommonMark with tables, and the headings and attribute lists of
//! kramdown, in which many government texts are written.
//!
//! Only what a reader of the rendered text would see is kept: no link
//! targets, no code fences, no comments.

use super::blocks::Blocks;
use super::html;
use super::kramdown::Prepared;
use super::meta::{Meta, parse_date};
use crate::model::BlockKind;
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Reads a Markdown file.
pub(super) fn read(text: &str, blocks: &mut Blocks) -> Meta {
    let (meta, start) = front_matter(text);
    let prepared = Prepared::new(&text[start..]);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut walker = Walker {
        prepared: &prepared,
        source: text,
        base: start,
        blocks,
        lists: 0,
        items: 0,
        hidden: 0,
        cell: (0, 0, 0),
        tables: 0,
    };
    for (event, range) in Parser::new_ext(&prepared.text, options).into_offset_iter() {
        walker.event(&event, range);
    }
    walker.end_block();
    meta
}

/// Title and date from YAML between two `---` lines at the very start, and
/// where the text after it begins. Other keys are passed over.
fn front_matter(text: &str) -> (Meta, usize) {
    let mut lines = text.split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| line.trim_end() == "---") else { return (Meta::default(), 0) };
    let mut meta = Meta::default();
    let mut at = opening.len();
    let mut has_keys = false;
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return if has_keys { (meta, at) } else { (Meta::default(), 0) };
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        has_keys = true;
        let value = value.trim().trim_matches(['"', '\'']);
        match key {
            "title" if !value.is_empty() => meta.title = Some(value.to_owned()),
            "date" => meta.date = parse_date(value),
            _ => {}
        }
    }
    (Meta::default(), 0)
}

struct Walker<'a> {
    prepared: &'a Prepared<'a>,
    source: &'a str,
    base: usize,
    blocks: &'a mut Blocks,
    /// Open lists and open items.
    lists: u8,
    items: u8,
    /// Open elements whose text is not shown.
    hidden: usize,
    /// Table, row and column of the cell that is read.
    cell: (u32, u32, u32),
    tables: u32,
}

impl Walker<'_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                // The range holds the backticks.
                let inside = self.prepared.text.get(range.clone()).and_then(|code| code.find(&**text));
                let range = inside.map_or(range.clone(), |at| range.start + at..range.start + at + text.len());
                self.text(text, range);
            }
            Event::SoftBreak | Event::HardBreak => self.blocks.space(self.place(&range)),
            Event::InlineHtml(tag) if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) => {
                self.blocks.space(self.place(&range));
            }
            Event::Rule => self.end_block(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::List(_) => {
                self.end_block();
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Item => {
                self.end_block();
                self.items = self.items.saturating_add(1);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::Image { .. } => {
                if matches!(tag, Tag::CodeBlock(_)) {
                    self.end_block();
                }
                self.hidden += 1;
            }
            Tag::HtmlBlock => {
                self.end_block();
                let place = self.place(&range);
                html::read_fragment(place.of(self.source), place.start, self.blocks);
            }
            Tag::Table(_) => {
                self.end_block();
                self.cell = (self.tables, 0, 0);
                self.tables += 1;
            }
            Tag::Heading { .. }
            | Tag::Paragraph
            | Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.blocks.end(BlockKind::Heading, *level as u8, None),
            TagEnd::TableCell => {
                self.blocks.end(BlockKind::TableCell, 0, Some(self.cell));
                self.cell.2 += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.cell = (self.cell.0, self.cell.1 + 1, 0),
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::CodeBlock => {
                self.end_block();
                self.hidden = 0;
            }
            TagEnd::List(_) => {
                self.end_block();
                self.lists = self.lists.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_block();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        let place = self.place(&range);
        // Of the same length, it differs by spaces in place of attribute lists at most.
        if place.len() == text.len() {
            self.blocks.push(text, place.start);
        } else {
            self.blocks.replace(text, place);
        }
    }

    fn place(&self, range: &Range<usize>) -> Span {
        let place = self.prepared.original(range);
        Span::new(place.start + self.base, place.end + self.base)
    }

    fn end_block(&mut self) {
        if self.items > 0 {
            self.blocks.end(BlockKind::ListItem, self.lists, None);
        } else {
            self.blocks.end(BlockKind::Paragraph, 0, None);
        }
    }
}
