//! Web pages: what a reader of the page would see, block by block.
//!
//! A walk over the tokens of the page, without a tree. Scripts, form
//! controls, hidden elements and navigation are left out; tables keep the
//! place of each cell.

use super::article;
use super::blocks::Blocks;
use super::elements::{attribute, decode_each, heading_level, is_block, is_skipped, may_stay_open};
use super::meta::{Meta, about_of_data, parse_date};
use crate::model::BlockKind;
use crate::text::Span;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// True for a script that says what the page is.
fn is_data(tag: &StartTag<usize>) -> bool {
    *tag.name == b"script"[..] && attribute(tag, b"type").is_some_and(|kind| kind.contains("ld+json"))
}

/// Deeper nesting than this is read as if it were on this level.
const MAX_DEPTH: usize = 200;

/// Reads a page: its article, or all that is shown where `whole` is asked for.
pub(super) fn read(text: &str, whole: bool, blocks: &mut Blocks) -> Meta {
    let mut walker = Walker::new(text, 0, blocks);
    walker.left_out = if whole { Vec::new() } else { article::left_out(text) };
    walker.walk();
    let title = [walker.headline, walker.other_title, walker.title].into_iter().find(|title| !title.trim().is_empty());
    Meta {
        title: title.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" ")),
        date: walker.published.or(walker.date),
        saved: None,
    }
}

/// Reads a piece of HTML inside another format. `base` is where it begins in the source.
pub(super) fn read_fragment(text: &str, base: usize, blocks: &mut Blocks) {
    Walker::new(text, base, blocks).walk();
}

/// What the text that is being read stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    List,
    Item,
    Table { table: u32, row: Option<u32>, column: u32 },
    Cell { table: u32, row: u32, column: u32 },
}

struct Walker<'a> {
    text: &'a str,
    base: usize,
    blocks: &'a mut Blocks,
    within: Vec<Within>,
    heading: Option<u8>,
    tables: u32,
    /// Element whose content is not shown, and how many of its name are open.
    skipped: Option<(Vec<u8>, usize)>,
    in_title: bool,
    /// True right after a line break: a second one ends the block.
    broken: bool,
    title: String,
    other_title: String,
    /// The title that the page gives to search engines.
    headline: String,
    /// Parts of the page that are no part of the text, in order.
    left_out: Vec<Span>,
    /// True in a script with metadata.
    in_data: bool,
    date: Option<jiff::civil::Date>,
    /// The date of a script with metadata.
    published: Option<jiff::civil::Date>,
}

impl<'a> Walker<'a> {
    fn new(text: &'a str, base: usize, blocks: &'a mut Blocks) -> Self {
        Self {
            text,
            base,
            blocks,
            within: Vec::new(),
            heading: None,
            tables: 0,
            skipped: None,
            in_title: false,
            broken: false,
            title: String::new(),
            other_title: String::new(),
            headline: String::new(),
            left_out: Vec::new(),
            in_data: false,
            date: None,
            published: None,
        }
    }

    fn walk(&mut self) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut left_out = std::mem::take(&mut self.left_out).into_iter().peekable();
        for token in Tokenizer::new_with_emitter(self.text, emitter).flatten() {
            let place = match &token {
                Token::StartTag(tag) => tag.span.start,
                Token::EndTag(tag) => tag.span.start,
                Token::String(string) => string.span.start,
                _ => continue,
            };
            while left_out.peek().is_some_and(|span| span.end <= place) {
                left_out.next();
            }
            if left_out.peek().is_some_and(|span| span.start <= place) {
                self.outside(&token);
                continue;
            }
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag.name),
                Token::String(string) => self.string(Span::new(string.span.start, string.span.end)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.end_block();
    }

    /// A token of a part that is left out: only what it says of the page counts.
    fn outside(&mut self, token: &Token<usize>) {
        self.end_block();
        match token {
            Token::StartTag(tag) if *tag.name == b"meta"[..] => self.meta(tag),
            Token::StartTag(tag) => self.in_data = is_data(tag),
            Token::EndTag(_) => self.in_data = false,
            Token::String(string) => self.data(Span::new(string.span.start, string.span.end)),
            _ => {}
        }
    }

    /// Title and date of a script with metadata.
    fn data(&mut self, span: Span) {
        if !self.in_data {
            return;
        }
        let about = self.text.get(span.start..span.end).and_then(about_of_data).unwrap_or_default();
        if let Some(title) = about.title.filter(|_| self.headline.is_empty()) {
            self.headline = title;
        }
        self.published = self.published.or(about.date);
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if let Some((skipped, open)) = &mut self.skipped {
            // An end tag that HTML lets authors leave out must not hide the rest of the page.
            let reopened = skipped == name && may_stay_open(name);
            if !(reopened || skipped == b"p" && is_block(name)) {
                *open += usize::from(skipped == name);
                return;
            }
            self.skipped = None;
        }
        match name {
            b"meta" => self.meta(tag),
            b"time" => self.date = self.date.or_else(|| parse_date(&attribute(tag, b"datetime")?)),
            b"title" => self.in_title = true,
            _ => {}
        }
        if is_block(name) {
            self.end_block();
        }
        self.in_data = is_data(tag);
        if is_skipped(tag) {
            self.skipped = Some((name.to_vec(), 1));
            return;
        }
        match name {
            b"br" if self.broken => self.end_block(),
            b"br" => {
                self.blocks.space(Span::new(self.base + tag.span.start, self.base + tag.span.end));
                self.broken = true;
            }
            b"ul" | b"ol" | b"dl" | b"menu" => self.open(Within::List),
            b"li" => {
                self.close(|within| *within == Within::Item, |within| *within == Within::List);
                self.open(Within::Item);
            }
            b"table" => {
                self.open(Within::Table { table: self.tables, row: None, column: 0 });
                self.tables += 1;
            }
            b"tr" => self.row(),
            b"td" | b"th" => self.cell(tag),
            _ => self.heading = heading_level(name).or(self.heading),
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some((skipped, open)) = &mut self.skipped {
            self.in_data = false;
            if skipped == name {
                *open -= 1;
                if *open == 0 {
                    self.skipped = None;
                }
                return;
            }
            if !(skipped == b"p" && is_block(name)) {
                return;
            }
            self.skipped = None;
        }
        if name == b"title" {
            self.in_title = false;
        }
        if is_block(name) {
            self.end_block();
        }
        let table = |within: &Within| matches!(within, Within::Table { .. });
        match name {
            b"ul" | b"ol" | b"dl" | b"menu" => self.close(|within| *within == Within::List, table),
            b"li" => self.close(|within| *within == Within::Item, |within| *within == Within::List || table(within)),
            b"td" | b"th" | b"tr" => self.close(|within| matches!(within, Within::Cell { .. }), table),
            b"table" => self.close(table, |_| false),
            _ if heading_level(name).is_some() => self.heading = None,
            _ => {}
        }
    }

    fn string(&mut self, span: Span) {
        self.data(span);
        if self.skipped.is_some() {
            return;
        }
        let Some(raw) = self.text.get(span.start..span.end) else { return };
        if self.in_title {
            decode_each(raw, |piece, _| self.title.push_str(piece));
            return;
        }
        if !raw.trim_ascii().is_empty() {
            self.broken = false;
        }
        let (blocks, start) = (&mut *self.blocks, self.base + span.start);
        decode_each(raw, |piece, place| {
            let source = Span::new(start + place.start, start + place.end);
            if &raw[place.start..place.end] == piece {
                blocks.push(piece, source.start);
            } else {
                blocks.replace(piece, source);
            }
        });
    }

    fn end_block(&mut self) {
        self.broken = false;
        let depth = self.within.iter().filter(|within| **within == Within::List).count();
        let depth = u8::try_from(depth.max(1)).unwrap_or(u8::MAX);
        let place = self.within.iter().rev().find(|within| matches!(within, Within::Item | Within::Cell { .. }));
        match (self.heading, place) {
            (Some(level), _) => self.blocks.end(BlockKind::Heading, level, None),
            (None, Some(Within::Item)) => self.blocks.end(BlockKind::ListItem, depth, None),
            (None, Some(&Within::Cell { table, row, column })) => {
                self.blocks.end(BlockKind::TableCell, 0, Some((table, row, column)));
            }
            _ => self.blocks.end(BlockKind::Paragraph, 0, None),
        }
    }

    fn open(&mut self, within: Within) {
        if self.within.len() < MAX_DEPTH {
            self.within.push(within);
        }
    }

    /// Closes the innermost place that `is` names, unless it lies beyond a `wall`.
    fn close(&mut self, is: impl Fn(&Within) -> bool, wall: impl Fn(&Within) -> bool) {
        for at in (0..self.within.len()).rev() {
            if is(&self.within[at]) {
                self.within.truncate(at);
                return;
            }
            if wall(&self.within[at]) {
                return;
            }
        }
    }

    fn close_cell(&mut self) {
        self.close(|within| matches!(within, Within::Cell { .. }), |within| matches!(within, Within::Table { .. }));
    }

    fn row(&mut self) {
        self.close_cell();
        if let Some(Within::Table { row, column, .. }) = self.within.last_mut() {
            *row = Some(row.map_or(0, |row| row + 1));
            *column = 0;
        }
    }

    fn cell(&mut self, tag: &StartTag<usize>) {
        self.close_cell();
        let Some(Within::Table { table, row, column }) = self.within.last_mut() else { return };
        let cell = Within::Cell { table: *table, row: *row.get_or_insert(0), column: *column };
        let wide = attribute(tag, b"colspan").and_then(|wide| wide.trim().parse().ok()).unwrap_or(1_u32);
        *column = column.saturating_add(wide.clamp(1, 1000));
        self.open(cell);
    }

    fn meta(&mut self, tag: &StartTag<usize>) {
        let name = attribute(tag, b"property").or_else(|| attribute(tag, b"name")).unwrap_or_default();
        let Some(content) = attribute(tag, b"content") else { return };
        match name.to_ascii_lowercase().as_str() {
            "og:title" => self.other_title = content,
            "article:published_time" | "dc.date" | "dc.date.issued" | "dcterms.issued" | "date" => {
                self.date = parse_date(&content).or(self.date);
            }
            _ => {}
        }
    }
}
