//! Comments to this program inside a text: `<!-- moneymouth: … -->`.
//!
//! They speak to the checks and are no part of the text. Web pages and
//! Markdown have comments; in plain text the same form is taken as one where
//! it speaks to this program, and hidden from the reader.

use super::decode::decode;
use crate::error::Result;
use crate::model::{Document, Format};
use crate::text::Span;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::borrow::Cow;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
/// What a comment to this program begins with.
const ADDRESS: &str = "moneymouth:";

/// A comment to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment<'a> {
    /// The whole comment with its brackets, in bytes of the source.
    pub span: Span,
    /// What it says, behind the address and without white space around it.
    pub says: &'a str,
    /// Where that begins in the source.
    pub at: usize,
}

/// The text of a file in which the places of its document are counted: the
/// file as UTF-8, or for formats without lines the text that was taken from it.
///
/// # Errors
/// As for reading the document.
pub fn source_text(document: &Document, bytes: &[u8]) -> Result<String> {
    if !has_lines(document.format) {
        return Ok(document.text.clone());
    }
    let decoded = decode(&document.path, bytes, document.format)?;
    let mark = if decoded.base > 0 { "\u{feff}" } else { "" };
    Ok(format!("{mark}{}", decoded.text))
}

/// True for formats whose files people open in an editor, line by line.
pub fn has_lines(format: Format) -> bool {
    matches!(format, Format::Text | Format::Markdown | Format::Html)
}

/// The comments to this program in the source of a text, in order.
pub fn comments(format: Format, source: &str) -> Vec<Comment<'_>> {
    if !has_lines(format) || !source.contains(ADDRESS) {
        return Vec::new();
    }
    let mut places = match format {
        Format::Markdown => places_in_markdown(source),
        Format::Html => places_in_page(source),
        _ => vec![Span::new(0, source.len())],
    };
    places.sort();
    let mut found: Vec<Comment<'_>> = places.into_iter().flat_map(|place| in_place(source, place)).collect();
    found.dedup();
    found
}

/// A plain text with spaces in place of the comments to this program.
pub(super) fn hide(text: &str) -> Cow<'_, str> {
    let found = if text.contains(ADDRESS) { comments(Format::Text, text) } else { Vec::new() };
    let mut hidden = Cow::Borrowed(text);
    for comment in found {
        let blank: String = comment.span.of(text).chars().map(blank).collect();
        hidden.to_mut().replace_range(comment.span.start..comment.span.end, &blank);
    }
    hidden
}

/// As many spaces as the character has bytes.
fn blank(c: char) -> &'static str {
    if c == '\n' { "\n" } else { &"    "[..c.len_utf8()] }
}

/// The comments to this program that stand in a part of the source.
fn in_place(source: &str, place: Span) -> Vec<Comment<'_>> {
    let (mut found, mut from) = (Vec::new(), place.start);
    while let Some(start) = source.get(from..place.end).and_then(|rest| rest.find(OPEN)).map(|at| from + at) {
        let inside = start + OPEN.len();
        let Some(end) = source[inside..place.end].find(CLOSE).map(|at| inside + at) else { break };
        from = end + CLOSE.len();
        let body = source[inside..end].trim_start();
        if let Some(says) = body.strip_prefix(ADDRESS) {
            let says = says.trim_start();
            found.push(Comment { span: Span::new(start, from), says: says.trim_end(), at: end - says.len() });
        }
    }
    found
}

fn places_in_markdown(source: &str) -> Vec<Span> {
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).into_offset_iter();
    let comments = parser.filter(|(event, _)| matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)));
    comments.map(|(_, range)| Span::new(range.start, range.end)).collect()
}

fn places_in_page(source: &str) -> Vec<Span> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let comment = |token: Token<usize>| match token {
        Token::Comment(comment) => Some(comment.span),
        _ => None,
    };
    let spans = Tokenizer::new_with_emitter(source, emitter).flatten().filter_map(comment);
    // The span of a comment may or may not hold its brackets.
    let whole = |start: usize, end: usize| {
        let start = source.get(..start).map_or(0, |before| {
            let near = start.saturating_sub(OPEN.len());
            if source.get(start..).is_some_and(|rest| rest.starts_with(OPEN)) {
                start
            } else {
                before.get(near..).filter(|open| *open == OPEN).map_or(start, |_| near)
            }
        });
        let end = source.get(end..).filter(|rest| rest.starts_with(CLOSE)).map_or(end, |_| end + CLOSE.len());
        Span::new(start, end)
    };
    spans.map(|span| whole(span.start, span.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, read_bytes};

    const MARK: &str = "<!-- moneymouth: ignore[no-period] agreed -->";

    #[test]
    fn comments_are_found_where_the_format_has_them() {
        let cases = [
            (Format::Markdown, format!("One.\n\n{MARK}\nTwo. {MARK}\n\n```\n{MARK}\n```\n"), 2),
            (Format::Markdown, format!("- an item {MARK}\n\n    {MARK}\n\n`{MARK}` <!-- another -->\n"), 1),
            (Format::Html, format!("<p>One.{MARK}</p>\n{MARK}<script>var a = '{MARK}';</script>"), 2),
            (Format::Text, format!("One.\n{MARK}\nTwo. {MARK} <!-- another -->"), 2),
        ];
        for (format, source, count) in cases {
            let found = comments(format, &source);
            assert_eq!(found.len(), count, "{format} {source}");
            for comment in found {
                assert_eq!(comment.span.of(&source), MARK);
                assert_eq!((comment.says, comment.at), ("ignore[no-period] agreed", comment.span.start + 17));
            }
        }
    }

    #[test]
    fn a_comment_is_no_part_of_a_plain_text_and_moves_nothing() {
        let text = format!("We will – pay.\n\n{MARK}\nWe will go. {MARK}\n");
        let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
        assert_eq!(document.text.trim_end(), "We will – pay.\n\nWe will go.");
        let last = document.blocks[1].span;
        assert_eq!(document.source.source(last).of(&text), "We will go.");
        let marked = format!("\u{feff}{text}");
        let document = read_bytes("a.txt", marked.as_bytes(), &ReadOptions::default()).unwrap();
        let source = source_text(&document, marked.as_bytes()).unwrap();
        assert_eq!(document.source.source(document.blocks[1].span).of(&source), "We will go.");
    }
}
