//! Names of programmes that a document introduces: "the Networked Trade
//! Platform (NTP)", "the Automation Support Package".
//!
//! A name that stands in a sentence on a topic carries that topic to later
//! sentences which use it again, for this document only. Only names that end
//! in a word for a measure ("Platform", "Fund") are learnt: a ministry is
//! named beside many subjects.

use crate::model::{AttributionMethod, TopicMention};
use crate::rules::{CueClass, Gap, Scan, Token};
use foldhash::{HashMap, HashSet};

/// Longest name that is learnt, in words.
const LONGEST: usize = 6;

/// Names learnt so far, with the topics of the sentence that introduced them.
#[derive(Debug, Default)]
pub(super) struct Names {
    topics: HashMap<String, Vec<u16>>,
    /// The first words of the names as [`Token::head`], for a cheap look.
    starts: HashSet<u64>,
}

impl Names {
    /// Learns the names that a sentence on `topics` introduces.
    pub(super) fn learn(&mut self, text: &str, scan: &Scan, topics: &[u16]) {
        if topics.is_empty() {
            return;
        }
        for (first, end) in names(text, scan) {
            let name = scan.span(first, end);
            self.add(name.of(text), &scan.tokens[first], topics);
            if let Some(acronym) = acronym_after(text, scan, first, end) {
                self.add(acronym.span.of(text), acronym, topics);
            }
        }
        // "NTP is an open platform": an acronym that the sentence is about.
        let opening =
            scan.tokens.iter().take(2).enumerate().find(|(_, token)| token.capital && is_acronym(token.span.of(text)));
        if let Some((at, token)) = opening
            && !scan.is_in(at, CueClass::Speaker)
            && !scan.is_in(at, CueClass::Other)
        {
            self.add(token.span.of(text), token, topics);
        }
    }

    fn add(&mut self, name: &str, first: &Token, topics: &[u16]) {
        self.topics.entry(name.to_owned()).or_insert_with(|| topics.to_vec());
        self.starts.insert(first.head);
    }

    /// A cheap look: true where a word of the sentence begins a known name.
    pub(super) fn may_recall(&self, scan: &Scan) -> bool {
        !self.starts.is_empty() && scan.tokens.iter().any(|token| token.capital && self.starts.contains(&token.head))
    }

    /// The topics of the names that a sentence uses again.
    pub(super) fn recall(&self, text: &str, scan: &Scan) -> Vec<TopicMention> {
        if self.topics.is_empty() {
            return Vec::new();
        }
        let acronyms =
            scan.tokens.iter().filter(|token| token.capital && is_acronym(token.span.of(text))).map(|token| token.span);
        let full = names(text, scan).into_iter().map(|(first, end)| scan.span(first, end));
        let known = acronyms.chain(full).find_map(|span| Some((span, self.topics.get(span.of(text))?)));
        let Some((span, topics)) = known else { return Vec::new() };
        let method = AttributionMethod::Reference;
        topics.iter().map(|&topic| TopicMention { topic, span, method }).collect()
    }
}

/// Runs of capitalised words that end in a word for a measure, as token ranges.
fn names(text: &str, scan: &Scan) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for measure in scan.class(CueClass::MeasureSubject) {
        let last = measure.end - 1;
        let capital = |at: usize| scan.tokens[at].capital && scan.tokens[at].span.of(text) != "The";
        if !capital(last) {
            continue;
        }
        let mut first = last;
        while first > 0 && last - first < LONGEST && scan.tokens[first].gap == Gap::Close && capital(first - 1) {
            first -= 1;
        }
        if first < last {
            found.push((first, last + 1));
        }
    }
    found
}

/// "(NTP)" or ", or NTP," right behind a name with these initials.
fn acronym_after<'a>(text: &str, scan: &'a Scan, first: usize, end: usize) -> Option<&'a Token> {
    let skip_or = usize::from(scan.tokens.get(end)?.span.of(text) == "or");
    let token = scan.tokens.get(end + skip_or)?;
    let initial = scan.tokens[first].span.of(text).chars().next();
    (token.capital && is_acronym(token.span.of(text)) && token.span.of(text).chars().next() == initial).then_some(token)
}

fn is_acronym(word: &str) -> bool {
    (2..=8).contains(&word.len()) && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2 && word.is_ascii()
}
