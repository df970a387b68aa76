//! Regular expressions of the packs.
//!
//! They are read as ASCII (`\b`, `\w` and `\d` know no other letters), because
//! a Unicode word boundary makes an automaton hundreds of times slower on
//! text with a single `£`. One combined expression looks at every sentence;
//! only where it finds something are the single ones run, so that patterns
//! which overlap are all found.

use super::phrases::EntryId;
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use std::sync::OnceLock;

/// The largest automaton that a pattern may need, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// The patterns of all packs.
#[derive(Debug, Default)]
pub struct Patterns {
    sources: Vec<(EntryId, String)>,
    any: OnceLock<Option<Regex>>,
    each: OnceLock<Vec<Option<Regex>>>,
}

impl Patterns {
    /// Adds a pattern that [`compile`] has accepted.
    pub fn add(&mut self, entry: EntryId, pattern: &str) {
        self.sources.push((entry, pattern.to_owned()));
    }

    /// Calls `found` for every match of every pattern in the part `span` of `text`.
    pub fn find(&self, text: &str, span: Span, mut found: impl FnMut(EntryId, Span)) {
        if self.sources.is_empty() {
            return;
        }
        let piece = span.of(text);
        let any = self.any.get_or_init(|| self.combine());
        if any.as_ref().is_some_and(|any| !any.is_match(piece.as_bytes())) {
            return;
        }
        let each = self.each.get_or_init(|| self.sources.iter().map(|(_, source)| compile(source).ok()).collect());
        for ((entry, _), regex) in self.sources.iter().zip(each) {
            for hit in regex.iter().flat_map(|regex| regex.find_iter(piece.as_bytes())) {
                if let Some(place) = on_characters(piece, hit.start(), hit.end()) {
                    found(*entry, Span::new(span.start + place.start, span.start + place.end));
                }
            }
        }
    }

    /// One expression for all patterns; `None` where it would grow too large,
    /// and every pattern must look for itself.
    fn combine(&self) -> Option<Regex> {
        let all: Vec<String> = self.sources.iter().map(|(_, source)| format!("(?:{source})")).collect();
        builder(&all.join("|")).size_limit(SIZE_LIMIT * (1 + all.len())).build().ok()
    }
}

/// Compiles a pattern as the packs mean it: any case, ASCII classes.
///
/// # Errors
/// The message of the regex crate, where it cannot be read or is too large.
pub fn compile(pattern: &str) -> Result<Regex, String> {
    builder(pattern).size_limit(SIZE_LIMIT).build().map_err(|error| error.to_string())
}

fn builder(pattern: &str) -> RegexBuilder {
    let mut builder = RegexBuilder::new(pattern);
    builder.case_insensitive(true).unicode(false);
    builder
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

    fn find(patterns: &[&str], text: &str) -> Vec<(EntryId, String)> {
        let mut all = Patterns::default();
        for (entry, pattern) in patterns.iter().enumerate() {
            assert!(compile(pattern).is_ok());
            all.add(entry as EntryId, pattern);
        }
        let mut hits = Vec::new();
        all.find(text, Span::new(0, text.len()), |entry, span| hits.push((entry, span.of(text).to_owned())));
        hits
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
