//! Regular expressions of the packs.
//!
//! They are read as ASCII (`\b`, `\w` and `\d` know no other letters), because
//! a Unicode word boundary makes an automaton hundreds of times slower on
//! text with a single `£`. A pattern is compiled and tried only where the words
//! of a sentence show that it can match (see `anchors`). Where these also show
//! where its matches begin, nothing but those places is tried (see `program`).

use super::anchors::{Anchors, Seen};
use super::expression::Expression;
use super::phrases::EntryId;
use super::program::{Program, Tries};
use super::vocabulary::{Token, Vocabulary};
use crate::text::Span;
use regex::bytes::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// The largest automaton that a pattern may need, in bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// The patterns of all packs.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Patterns {
    list: Vec<Pattern>,
    anchors: Anchors,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(into = "Stored", from = "Stored")]
struct Pattern {
    entry: EntryId,
    source: String,
    /// True where its matches begin at anchors.
    opens: bool,
    /// What it was read as, where it was compiled ahead. Unpacked where it is needed.
    expression: Vec<u8>,
    engine: OnceLock<Arc<Engine>>,
}

/// A pattern as it is stored.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    entry: EntryId,
    source: String,
    opens: bool,
    #[serde(with = "super::stored::bytes")]
    expression: Vec<u8>,
}

/// How a pattern is tried.
#[derive(Debug)]
struct Engine {
    program: Option<Program>,
    /// Where matches begin at given places: how long they are at most, in bytes.
    longest: Option<usize>,
    /// What searches where there is no program, and pieces that are too long for it.
    general: OnceLock<Option<Regex>>,
}

/// Room for the work, reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Room {
    seen: Seen,
    tries: Tries,
}

impl Patterns {
    /// Adds a pattern that [`compile`] accepts.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, entry: EntryId, pattern: &str) {
        let opens = self.anchors.add(vocabulary, pattern);
        let (source, expression, engine) = (pattern.to_owned(), Vec::new(), OnceLock::new());
        self.list.push(Pattern { entry, source, opens, expression, engine });
    }

    /// True where patterns are to be tried whatever the words.
    pub fn any_always(&self) -> bool {
        self.anchors.any_always()
    }

    /// Calls `found` for every match of every pattern in the part `span` of
    /// `text`, whose words are `tokens`.
    pub fn find(
        &self,
        text: &str,
        span: Span,
        tokens: &[Token],
        room: &mut Room,
        mut found: impl FnMut(EntryId, Span),
    ) {
        let piece = span.of(text);
        let Room { seen, tries } = room;
        // The pattern tried last, and where it may be tried again.
        let (mut last, mut free) = (usize::MAX, 0);
        for &(number, start) in self.anchors.possible(tokens, seen) {
            let Pattern { entry, engine, .. } = &self.list[number];
            if number != last {
                (last, free) = (number, 0);
            } else if start < free {
                continue;
            }
            let mut found = |start, end| {
                if let Some(place) = on_characters(piece, start, end) {
                    found(*entry, Span::new(span.start + place.start, span.start + place.end));
                }
            };
            let Engine { program, longest, general } = &**engine.get_or_init(|| Arc::new(self.list[number].engine()));
            let from = start.saturating_sub(span.start);
            let end = from.saturating_add(longest.unwrap_or_default()).min(piece.len());
            match program {
                Some(program) if longest.is_some() && program.fits(end - from) => {
                    if let Some(end) = program.at(piece.as_bytes(), from, end, tries) {
                        found(from, end);
                        free = span.start + end;
                    }
                    continue;
                }
                Some(program) if program.fits(piece.len()) => program.all(piece.as_bytes(), tries, found),
                _ => {
                    let general = general.get_or_init(|| compile(&self.list[number].source).ok());
                    let hits = general.iter().flat_map(|regex| regex.find_iter(piece.as_bytes()));
                    hits.for_each(|hit| found(hit.start(), hit.end()));
                }
            }
            free = usize::MAX;
        }
    }
}

impl Pattern {
    fn engine(&self) -> Engine {
        let expression = self.expression();
        let longest = expression.as_ref().and_then(|expression| expression.longest);
        Engine {
            program: expression.as_ref().and_then(Program::new),
            longest: self.opens.then(|| longest.map_or(usize::MAX, |longest| longest as usize)),
            general: OnceLock::new(),
        }
    }

    fn expression(&self) -> Option<Expression> {
        postcard::from_bytes(&self.expression).ok().or_else(|| Expression::read(&self.source))
    }
}

impl From<Pattern> for Stored {
    fn from(pattern: Pattern) -> Self {
        let expression = pattern.expression().and_then(|expression| postcard::to_allocvec(&expression).ok());
        Self {
            entry: pattern.entry,
            source: pattern.source,
            opens: pattern.opens,
            expression: expression.unwrap_or_default(),
        }
    }
}

impl From<Stored> for Pattern {
    fn from(Stored { entry, source, opens, expression }: Stored) -> Self {
        Self { entry, source, opens, expression, engine: OnceLock::new() }
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
    use crate::rules::groups::cases;

    fn find(patterns: &[&str], text: &str) -> Vec<(EntryId, String)> {
        let (mut all, mut vocabulary) = (Patterns::default(), Vocabulary::default());
        for (entry, pattern) in patterns.iter().enumerate() {
            assert!(compile(pattern).is_ok());
            all.add(&mut vocabulary, entry as EntryId, pattern);
        }
        let (mut hits, mut tokens, span) = (Vec::new(), Vec::new(), Span::new(0, text.len()));
        vocabulary.tokens(text, span, &mut tokens);
        let mut room = Room::default();
        all.find(text, span, &tokens, &mut room, |entry, span| hits.push((entry, span.of(text).to_owned())));
        hits
    }

    #[test]
    fn every_built_in_pattern_can_be_read() {
        let rules = crate::rules::RuleSet::built_in().unwrap();
        let packs = rules.sources().iter().map(|source| &source.pack);
        for pattern in packs.flat_map(|pack| &pack.topic).flat_map(|topic| &topic.patterns) {
            assert_eq!(compile(pattern.get_ref()).err(), None);
        }
    }

    #[test]
    fn no_built_in_pattern_is_tried_on_every_sentence() {
        let rules = crate::rules::RuleSet::built_in().unwrap();
        let patterns = rules.sources().iter().flat_map(|source| &source.pack.topic).flat_map(|topic| &topic.patterns);
        let always: Vec<_> = patterns.filter(|pattern| cases(pattern.get_ref()).iter().any(Vec::is_empty)).collect();
        assert!(always.is_empty(), "{always:?}");
    }

    #[test]
    fn overlapping_patterns_are_all_found_in_any_case() {
        assert_eq!(
            find(&[r"\bput \w+ online\b", r"\bservices online\b"], "We PUT services online – £5m"),
            [(0, "PUT services online".into()), (1, "services online".into())]
        );
    }

    #[test]
    fn matches_that_begin_at_anchors_are_those_of_the_expression() {
        let text = "Publish, publishing open data; data published, data protected and data shared data portals";
        let patterns = [
            r"\b(publish|shar)\w*\s(\w+\s){0,4}(data|datasets)\b",
            r"\bdata\s(\w+\s){0,2}(published|protected|portal|data)",
            r"\bdata[^;]{0,40}\bshared\b|\bopen data\b",
        ];
        for pattern in patterns {
            let regex = compile(pattern).unwrap();
            let expected: Vec<_> =
                regex.find_iter(text.as_bytes()).map(|hit| (0, text[hit.range()].to_owned())).collect();
            assert!(!expected.is_empty());
            assert_eq!(find(&[pattern], text), expected, "{pattern}");
        }
    }

    #[test]
    fn matches_lie_on_whole_characters() {
        assert_eq!(find(&["p.m"], "p£m p–m pxm"), [(0, "pxm".into())]);
        assert_eq!(find(&["a."], "a£"), [(0, "a£".into())]);
    }
}
