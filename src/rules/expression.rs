//! A regular expression as it is stored: a small tree of bytes, choices and
//! repetitions, from which a `program` is made in no time.
//!
//! To read the text of an expression takes longer than to search a speech with
//! it, so the trees of the built-in patterns are compiled ahead. What no tree
//! can say is left to the regex crate.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};
use serde::{Deserialize, Serialize};

/// Matches that may be longer than this, in bytes, have no known end. No sentence is as long.
const LONG: usize = 4096;

/// Part of an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Nothing.
    Empty,
    /// ASCII that stands for itself, with letters in either case.
    Text(String),
    /// A byte of one of these ranges, both ends included.
    Byte(Vec<(u8, u8)>),
    /// One part after the other.
    All(Vec<Part>),
    /// One of the parts, the earlier ones first.
    Any(Vec<Part>),
    /// At least so often, and at most where there is an end; `greedy` where
    /// more is tried before less.
    Repeat { part: Box<Part>, least: u32, most: Option<u32>, greedy: bool },
    /// A border: `true` between a word and what is none, `false` elsewhere.
    Border(bool),
    /// The start (`true`) or the end (`false`) of the text.
    Edge(bool),
}

/// An expression whose matches are never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// What it is made of.
    pub part: Part,
    /// Length of its longest match in bytes, where it has a limit.
    pub longest: Option<u32>,
}

impl Expression {
    /// Reads a pattern as the packs mean it: any case, ASCII classes. `None`
    /// where no tree can say it, or it matches nothing at all.
    pub fn read(pattern: &str) -> Option<Self> {
        let hir = ParserBuilder::new().case_insensitive(true).unicode(false).utf8(false).build().parse(pattern).ok()?;
        let least = hir.properties().minimum_len().filter(|least| *least > 0);
        let longest = hir.properties().maximum_len().filter(|most| *most <= LONG);
        let part = part(&hir).filter(|_| least.is_some())?;
        Some(Self { part, longest: longest.and_then(|most| u32::try_from(most).ok()) })
    }
}

fn part(hir: &Hir) -> Option<Part> {
    Some(match hir.kind() {
        HirKind::Empty => Part::Empty,
        HirKind::Literal(literal) => all(literal.0.iter().map(|&byte| byte_of(vec![(byte, byte)]))),
        HirKind::Class(Class::Bytes(class)) => {
            byte_of(class.ranges().iter().map(|range| (range.start(), range.end())).collect())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ascii = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
            let ranges = class.ranges().iter().map(|range| Some((ascii(range.start())?, ascii(range.end())?)));
            byte_of(ranges.collect::<Option<_>>()?)
        }
        HirKind::Look(look) => match look {
            Look::WordAscii => Part::Border(true),
            Look::WordAsciiNegate => Part::Border(false),
            Look::Start => Part::Edge(true),
            Look::End => Part::Edge(false),
            _ => return None,
        },
        HirKind::Repetition(repeated) => Part::Repeat {
            part: Box::new(part(&repeated.sub)?),
            least: repeated.min,
            most: repeated.max,
            greedy: repeated.greedy,
        },
        HirKind::Capture(capture) => part(&capture.sub)?,
        HirKind::Concat(parts) => all(parts.iter().map(part).collect::<Option<Vec<_>>>()?),
        HirKind::Alternation(parts) => Part::Any(parts.iter().map(part).collect::<Option<_>>()?),
    })
}

fn byte_of(ranges: Vec<(u8, u8)>) -> Part {
    let text = match ranges[..] {
        [(capital, end), (small, _)] if capital.is_ascii_uppercase() && end == capital => (small, small - capital),
        [(sign, end)] if sign.is_ascii() && !sign.is_ascii_alphabetic() && end == sign => (sign, 32),
        _ => return Part::Byte(ranges),
    };
    match (text, ranges.last()) {
        ((byte, 32), Some(&(first, last))) if first == last => Part::Text(char::from(byte).to_string()),
        _ => Part::Byte(ranges),
    }
}

/// Parts one after the other, with texts that follow each other as one.
fn all(parts: impl IntoIterator<Item = Part>) -> Part {
    let mut list: Vec<Part> = Vec::new();
    for part in parts {
        match (list.last_mut(), part) {
            (Some(Part::Text(text)), Part::Text(more)) => text.push_str(&more),
            (_, part) => list.push(part),
        }
    }
    if list.len() > 1 { Part::All(list) } else { list.pop().unwrap_or(Part::Empty) }
}
