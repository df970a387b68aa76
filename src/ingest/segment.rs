//! From blocks to sentences.
//!
//! The text is scanned for stops at memory speed; the few bytes around each
//! decide. A heading is one sentence, and so is any block without stops, unless
//! it is longer than any sentence is: later stages look at a sentence as a
//! whole, and a file without stops must not keep them busy for hours.

use super::stops;
use crate::model::{BlockKind, Document, Sentence};
use crate::rules::Abbreviations;
use crate::text::Span;
use memchr::{memchr3_iter, memmem};

/// Longest sentence, in bytes; what is longer is cut between two words.
const LONGEST: usize = 3000;

/// So many sentences are read of any text ...
const MOST_SENTENCES: usize = 400_000;
/// ... and one more for so many bytes, which is more than texts have.
const BYTES_OF_SENTENCE: usize = 25;

/// The sentences of a document, in order. They cover every character of each
/// block but the white space between them. Of a text of shorter sentences than
/// any language has, only the first are given.
pub fn sentences(document: &Document, abbreviations: &Abbreviations) -> Vec<Sentence> {
    let text = &document.text;
    let rare = rare_stops(text);
    let mut found = Vec::with_capacity(text.len() / 100);
    for (index, block) in document.blocks.iter().enumerate() {
        let mut push = |span: Span| {
            if found.len() < MOST_SENTENCES + span.start / BYTES_OF_SENTENCE {
                cut(text, span, &mut |span| found.push(Sentence { span, block: index }));
            }
        };
        match block.kind {
            BlockKind::Furniture => continue,
            BlockKind::Heading => {
                push(block.span);
                continue;
            }
            _ => {}
        }
        let first = rare.partition_point(|&at| at < block.span.start);
        let last = rare.partition_point(|&at| at < block.span.end);
        split(text, block.span, &rare[first..last], abbreviations, &mut push);
    }
    found
}

/// Hands over a sentence, or the pieces of one that is too long.
fn cut(text: &str, mut rest: Span, push: &mut impl FnMut(Span)) {
    while rest.len() > LONGEST {
        let whole = rest.of(text);
        let most = (0..=LONGEST).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(whole.len());
        let piece = &whole[..most];
        let (end, next) = memchr::memrchr(b' ', piece.as_bytes()).map_or((most, most), |space| (space, space + 1));
        push(Span::new(rest.start, rest.start + end));
        rest.start += next;
    }
    push(rest);
}

/// Places of the stops that are not ASCII, in order.
fn rare_stops(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> =
        ["…", "。", "।"].iter().flat_map(|stop| memmem::find_iter(text.as_bytes(), *stop)).collect();
    places.sort_unstable();
    places
}

fn split(text: &str, block: Span, rare: &[usize], abbreviations: &Abbreviations, push: &mut impl FnMut(Span)) {
    let body = block.of(text);
    let mut rare = rare.iter().map(|at| at - block.start).peekable();
    let mut common = memchr3_iter(b'.', b'!', b'?', body.as_bytes()).peekable();
    // The sentence being read, and the stops before it that have been looked at.
    let (mut from, mut resume) = (0, 0);
    loop {
        let at = match (common.peek(), rare.peek()) {
            (Some(&one), Some(&other)) if other < one => rare.next(),
            (None, _) => rare.next(),
            _ => common.next(),
        };
        let Some(at) = at else { break };
        if at < resume {
            continue;
        }
        let stop = stops::read(body, from, at, abbreviations);
        resume = stop.resume;
        if let Some(end) = stop.end {
            push(Span::new(block.start + from, block.start + end));
            from = end + (body[end..].len() - body[end..].trim_start().len());
            resume = from;
        }
    }
    if from < body.len() {
        push(Span::new(block.start + from, block.end));
    }
}
