//! Regular expressions of the packs.
//!
//! They are read as ASCII (`\b`, `\w` and `\d` know no other letters), because
//! a Unicode word boundary makes an automaton hundreds of times slower on
//! text with a single `£`. A pattern is compiled and tried only where the words
//! of a sentence show that it can match: where each group of words that it
//! needs begins one of them (see `anchors`).

use super::anchors::Anchors;
use super::phrases::EntryId;
use super::vocabulary::Token;
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use std::sync::OnceLock;

/// The largest automaton that a pattern may need, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// The patterns of all packs.
#[derive(Debug, Default)]
pub struct Patterns {
    list: Vec<Pattern>,
    anchors: Anchors,
}

#[derive(Debug)]
struct Pattern {
    entry: EntryId,
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl Patterns {
    /// Adds a pattern that [`compile`] accepts.
    pub fn add(&mut self, entry: EntryId, pattern: &str) {
        self.list.push(Pattern { entry, source: pattern.to_owned(), regex: OnceLock::new() });
        self.anchors.add(pattern);
    }

    /// Calls `found` for every match of every pattern in the part `span` of
    /// `text`, whose words are `tokens`. `seen` is room for the work.
    pub fn find(
        &self,
        text: &str,
        span: Span,
        tokens: &[Token],
        seen: &mut Vec<u8>,
        mut found: impl FnMut(EntryId, Span),
    ) {
        let piece = span.of(text);
        for pattern in self.anchors.possible(tokens, seen).filter_map(|number| self.list.get(number)) {
            let regex = pattern.regex.get_or_init(|| compile(&pattern.source).ok());
            for hit in regex.iter().flat_map(|regex| regex.find_iter(piece.as_bytes())) {
                if let Some(place) = on_characters(piece, hit.start(), hit.end()) {
                    found(pattern.entry, Span::new(span.start + place.start, span.start + place.end));
                }
            }
        }
    }
}

/// Compiles a pattern as the packs mean it: any case, ASCII classes.
///
/// # Errors
/// The message of the regex crate, where it cannot be read or is too large.
pub fn compile(pattern: &str) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(pattern);
    builder.case_insensitive(true).unicode(false).size_limit(SIZE_LIMIT);
    builder.build().map_err(|error| error.to_string())
}

/// A match that is not empty, widened to whole characters.
pub(super) fn on_characters(piece: &str, mut start: usize, mut end: usize) -> Option<Span> {
    while !piece.is_char_boundary(start) {
        start -= 1;
    }
    while !piece.is_char_boundary(end) {
        end += 1;
    }
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::vocabulary::Vocabulary;

    fn find(patterns: &[&str], text: &str) -> Vec<(EntryId, String)> {
        let mut all = Patterns::default();
        for (entry, pattern) in patterns.iter().enumerate() {
            assert!(compile(pattern).is_ok());
            all.add(entry as EntryId, pattern);
        }
        let (mut hits, mut tokens, span) = (Vec::new(), Vec::new(), Span::new(0, text.len()));
        Vocabulary::default().tokens(text, span, &mut tokens);
        all.find(text, span, &tokens, &mut Vec::new(), |entry, span| hits.push((entry, span.of(text).to_owned())));
        hits
    }

    #[test]
    fn every_built_in_pattern_can_be_read() {
        let rules = crate::rules::RuleSet::built_in().unwrap();
        let packs = rules.sources.iter().map(|source| &source.pack);
        for pattern in packs.flat_map(|pack| &pack.topic).flat_map(|topic| &topic.patterns) {
            assert_eq!(compile(pattern.get_ref()).err(), None);
        }
    }

    #[test]
    fn overlapping_patterns_are_all_found_in_any_case() {
        assert_eq!(
            find(&[r"\bput \w+ online\b", r"\bservices online\b"], "We PUT services online – £5m"),
            [(0, "PUT services online".into()), (1, "services online".into())]
        );
    }

    #[test]
    fn matches_lie_on_whole_characters() {
        assert_eq!(find(&["p.m"], "p£m p–m pxm"), [(0, "pxm".into())]);
        assert_eq!(find(&["a."], "a£"), [(0, "a£".into())]);
    }
}
