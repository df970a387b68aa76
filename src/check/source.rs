//! From spans of the clean text to lines and columns of the file.

use crate::ingest::has_lines;
use crate::model::{Document, Place};
use crate::text::{LineIndex, Span, floor_boundary};

/// The file of a document.
#[derive(Debug)]
pub(super) struct Source<'a> {
    document: &'a Document,
    /// The text of the file, or the clean text where the file has no lines.
    pub(super) text: &'a str,
    lines: Option<LineIndex>,
}

impl<'a> Source<'a> {
    pub(super) fn new(document: &'a Document, text: &'a str) -> Self {
        let lines = has_lines(document.format).then(|| LineIndex::new(text.as_bytes()));
        Self { document, text, lines }
    }

    /// The bytes of the file behind a span of the clean text.
    pub(super) fn bytes(&self, span: Span) -> Span {
        if self.lines.is_none() {
            return span;
        }
        let found = self.document.source.source(span);
        let end = self.floor(found.end);
        Span::new(self.floor(found.start).min(end), end)
    }

    /// The place of a span of the clean text.
    pub(super) fn place(&self, span: Span) -> Place {
        let block = self.document.blocks.iter().rfind(|block| block.span.start <= span.start);
        Place { page: block.and_then(|block| block.page), ..self.place_of(self.bytes(span)) }
    }

    /// The place of bytes of the file.
    pub(super) fn place_of(&self, bytes: Span) -> Place {
        let at = |offset: usize| {
            let line = self.lines.as_ref()?.line(offset);
            let start = self.lines.as_ref()?.start(line);
            Some((line, 1 + self.text.get(start..offset)?.trim_start_matches('\u{feff}').chars().count()))
        };
        let (first, last) = (at(bytes.start), at(bytes.end));
        Place {
            start: bytes.start,
            end: bytes.end,
            line: first.map(|(line, _)| line),
            column: first.map(|(_, column)| column),
            end_line: last.map(|(line, _)| line),
            end_column: last.map(|(_, column)| column),
            page: None,
        }
    }

    /// The line of a byte of the file; 1 in files without lines.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.as_ref().map_or(1, |lines| lines.line(offset))
    }

    fn floor(&self, offset: usize) -> usize {
        floor_boundary(self.text, offset)
    }
}
