//! A document as it was read: clean text, its blocks, and the way back to the file.

use crate::text::{LineIndex, SourceMap, Span};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// The format that a file was read as.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, CommonMark with the headings of kramdown.
    Markdown,
    /// A web page.
    Html,
    /// A PDF file.
    Pdf,
    /// A document of Word.
    Docx,
    /// A document of LibreOffice and others.
    Odt,
    /// Captions with times: SRT, WebVTT, lines of "time | text".
    Captions,
}

/// A text that was read, cleaned and cut into blocks.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as it was given, or `-` for standard input.
    pub path: String,
    /// What it was read as.
    pub format: Format,
    /// Title from the metadata or the first heading, where there is one.
    pub title: Option<String>,
    /// Date of the document, where it says one or one was given.
    pub date: Option<Date>,
    /// The clean text: blocks parted by a blank line, words by one space.
    pub text: String,
    /// The blocks in reading order. They do not overlap.
    pub blocks: Vec<Block>,
    /// The way from `text` back to the bytes of the file (as UTF-8).
    pub source: SourceMap,
    /// Where the lines of the file (as UTF-8) begin.
    pub lines: LineIndex,
    /// What could not be read of it, in words for people.
    pub warnings: Vec<String>,
}

impl Document {
    /// Line of the file, counted from 1, on which a span of [`Document::text`] begins.
    pub fn line_of(&self, span: Span) -> usize {
        self.lines.line(self.source.source(span).start)
    }
}

/// What kind of block a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display)]
#[strum(serialize_all = "snake_case")]
pub enum BlockKind {
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list, without the items nested in it.
    ListItem,
    /// One cell of a table.
    TableCell,
    /// A running head, a page number, a notice of the site: shown, and no part of the text that counts.
    Furniture,
}

/// A heading, paragraph, list item or table cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its place in [`Document::text`].
    pub span: Span,
    /// Page, counted from 1, in formats that have pages.
    pub page: Option<u32>,
    /// Index in [`Document::blocks`] of the nearest heading above it. For a
    /// heading, the heading it stands under.
    pub heading: Option<usize>,
    /// Level of a heading (1 is the highest), depth of a list item (from 1), otherwise 0.
    pub level: u8,
    /// Table, row and column of a table cell, each counted from 0.
    pub cell: Option<(u32, u32, u32)>,
}

/// One sentence, or a fragment that stands for one (a heading, a bullet).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Its place in [`Document::text`], without white space at the ends.
    pub span: Span,
    /// Index of its block in [`Document::blocks`].
    pub block: usize,
}
