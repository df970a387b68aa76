//! Phrases in a trie over word numbers.
//!
//! A phrase is found from each word on; every phrase that begins there is
//! reported, so overlapping phrases are never lost. Time does not depend on
//! how many phrases there are.

use super::edges::Edges;
use super::marks::Marks;
use super::vocabulary::{Gap, Token, UNKNOWN, Vocabulary, WordId, without_possessive};
use crate::text::words;
use serde::{Deserialize, Serialize};

/// Number of the entry that a phrase belongs to.
pub type EntryId = u32;

/// The end of a list of endings. Endings are counted from 1.
const NO_ENDING: u32 = 0;

/// Nodes behind two words and more have this bit set in their number. The node
/// behind a first word goes by the number of that word.
const DEEP: u32 = 1 << 31;

/// A phrase that ends at a node of the trie.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ending {
    entry: EntryId,
    /// The words as they must be written, from 1 on; 0 where the case is free.
    exact: u32,
    /// The next ending of the same node.
    next: u32,
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseHit {
    /// What it belongs to.
    pub entry: EntryId,
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
}

/// The trie.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Phrases {
    /// By word and by deeper node: the first of the endings there.
    first: Vec<u32>,
    deep: Vec<u32>,
    endings: Vec<Ending>,
    /// Words that must be written as they stand.
    exact: Vec<Box<[Box<str>]>>,
    /// What leads to each deeper node, by its number without [`DEEP`].
    edges: Edges,
    /// The mark of words that begin a phrase.
    mark: Marks,
    /// Room for the spelling of a word.
    #[serde(skip)]
    room: String,
}

impl Default for Phrases {
    fn default() -> Self {
        Self::new(Marks::SUBJECT)
    }
}

impl Phrases {
    /// A trie without phrases, whose first words get a mark.
    pub fn new(mark: Marks) -> Self {
        Self {
            first: Vec::new(),
            deep: Vec::new(),
            endings: Vec::new(),
            exact: Vec::new(),
            edges: Edges::default(),
            mark,
            room: String::new(),
        }
    }
}

impl Phrases {
    /// Adds a phrase as it is written in a pack: any case unless it is an
    /// acronym or begins with `=`; a space or a hyphen between its words. A
    /// `loose` phrase also matches run together and in the plural.
    /// Returns false where the phrase holds no word.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, phrase: &str, loose: bool, entry: EntryId) -> bool {
        let (exact, phrase) = match phrase.strip_prefix('=') {
            Some(rest) => (true, rest),
            None => (is_acronym(phrase), phrase),
        };
        let mut parts: Vec<&str> = words(phrase).map(|span| without_possessive(span.of(phrase))).collect();
        let Some(last) = parts.last() else { return false };
        let plural = (loose && is_alphabetic(last)).then(|| plural(last));
        // Phrases of more than three words are only ever written apart.
        let joinable = loose && (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_alphabetic(part));
        let ways = if joinable { 1 << (parts.len() - 1) } else { 1 };
        (0..ways).for_each(|joins| self.insert(vocabulary, &parts, joins, exact, entry));
        if let (Some(plural), Some(last)) = (&plural, parts.last_mut()) {
            *last = plural;
            (0..ways).for_each(|joins| self.insert(vocabulary, &parts, joins, exact, entry));
        }
        true
    }

    /// Adds one spelling: each bit of `joins` runs a word and the next one together.
    fn insert(&mut self, vocabulary: &mut Vocabulary, parts: &[&str], joins: u32, exact: bool, entry: EntryId) {
        let mut node = None;
        let mut spelling: Vec<Box<str>> = Vec::new();
        let mut word = std::mem::take(&mut self.room);
        for (at, part) in parts.iter().enumerate() {
            word.push_str(part);
            if joins >> at & 1 == 1 {
                continue;
            }
            node = Some(match node {
                None => vocabulary.add_marked(&word, self.mark),
                Some(node) => self.step(node, vocabulary.add(&word)),
            });
            if exact {
                spelling.push(word.as_str().into());
            }
            word.clear();
        }
        self.room = word;
        if let Some(node) = node {
            self.end(node, entry, exact.then(|| spelling.into()));
        }
    }

    /// The node behind a node and a word, which is made where there is none.
    fn step(&mut self, from: u32, word: WordId) -> u32 {
        let to = self.edges.add(edge(from, word));
        if to as usize == self.deep.len() {
            self.deep.push(NO_ENDING);
        }
        DEEP | to
    }

    /// Notes that a phrase ends at a node, once.
    fn end(&mut self, node: u32, entry: EntryId, exact: Option<Box<[Box<str>]>>) {
        let mut last = None;
        let mut at = self.ending(node);
        while let Some(known) = self.ending_at(at) {
            let spelling = (known.exact as usize).checked_sub(1).and_then(|exact| self.exact.get(exact));
            if known.entry == entry && spelling == exact.as_ref() {
                return;
            }
            last = Some(at);
            at = known.next;
        }
        let spelled = exact.is_some();
        self.exact.extend(exact);
        let exact = if spelled { self.exact.len() as u32 } else { 0 };
        self.endings.push(Ending { entry, exact, next: NO_ENDING });
        let added = self.endings.len() as u32;
        if let Some(last) = last {
            self.endings[last as usize - 1].next = added;
        } else if node & DEEP != 0 {
            self.deep[(node ^ DEEP) as usize] = added;
        } else {
            if self.first.len() <= node as usize {
                self.first.resize(node as usize + 1, NO_ENDING);
            }
            self.first[node as usize] = added;
        }
    }

    fn ending_at(&self, at: u32) -> Option<&Ending> {
        self.endings.get((at as usize).wrapping_sub(1))
    }

    /// The first ending of a node.
    fn ending(&self, node: u32) -> u32 {
        let known =
            if node & DEEP == 0 { self.first.get(node as usize) } else { self.deep.get((node ^ DEEP) as usize) };
        known.copied().unwrap_or(NO_ENDING)
    }

    /// Calls `found` with every phrase of the tokens of one sentence, in order
    /// of their first token.
    #[inline]
    pub fn find(&self, text: &str, tokens: &[Token], mut found: impl FnMut(PhraseHit)) {
        for (first, token) in tokens.iter().enumerate().filter(|(_, token)| token.marks.any(self.mark)) {
            let (mut node, mut end) = (token.word, first + 1);
            loop {
                let ending = self.ending(node);
                if ending != NO_ENDING {
                    self.report(ending, text, tokens, (first, end), &mut found);
                }
                let follows = |token: &&Token| token.gap == Gap::Close && token.word != UNKNOWN;
                let Some(token) = tokens.get(end).filter(follows) else { break };
                let Some(next) = self.edges.get(edge(node, token.word)) else { break };
                node = DEEP | next;
                end += 1;
            }
        }
    }

    fn report(
        &self,
        mut at: u32,
        text: &str,
        tokens: &[Token],
        (first, end): (usize, usize),
        found: &mut impl FnMut(PhraseHit),
    ) {
        while let Some(ending) = self.ending_at(at) {
            let exact = (ending.exact as usize).checked_sub(1).and_then(|exact| self.exact.get(exact));
            if exact.is_none_or(|exact| is_written(text, &tokens[first..end], exact)) {
                found(PhraseHit { entry: ending.entry, first, end });
            }
            at = ending.next;
        }
    }
}

fn edge(node: u32, word: WordId) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn is_written(text: &str, tokens: &[Token], exact: &[Box<str>]) -> bool {
    tokens.iter().zip(exact).all(|(token, part)| without_possessive(token.span.of(text)) == &**part)
}

fn is_alphabetic(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// One word in capitals, with digits or dots: its case carries its meaning.
fn is_acronym(phrase: &str) -> bool {
    phrase.len() > 1
        && phrase.bytes().any(|b| b.is_ascii_uppercase())
        && phrase.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.')
}

/// The regular plural of a word, in its case.
fn plural(word: &str) -> String {
    let mut end = [0; 2];
    for (end, byte) in end.iter_mut().rev().zip(word.bytes().rev()) {
        *end = byte.to_ascii_lowercase();
    }
    match &end {
        [before, b'y'] if !b"aeiou\0".contains(before) => format!("{}ies", &word[..word.len() - 1]),
        [_, b's' | b'x' | b'z'] | b"ch" | b"sh" => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn found(phrases: &[&str], text: &str) -> Vec<(EntryId, String)> {
        let mut vocabulary = Vocabulary::default();
        let mut trie = Phrases::new(Marks::SUBJECT);
        for (entry, phrase) in phrases.iter().enumerate() {
            assert!(trie.add(&mut vocabulary, phrase, true, entry as EntryId));
        }
        let (mut tokens, mut hits) = (Vec::new(), Vec::new());
        vocabulary.tokens(text, Span::new(0, text.len()), &mut tokens);
        trie.find(text, &tokens, |hit| hits.push(hit));
        hits.iter()
            .map(|hit| {
                let span = tokens[hit.first].span.cover(tokens[hit.end - 1].span);
                (hit.entry, span.of(text).to_owned())
            })
            .collect()
    }

    fn words_of(phrases: &[&str], text: &str) -> Vec<String> {
        found(phrases, text).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn hyphen_space_nothing_case_and_plural() {
        let text = "Cyber security, cyber-security, CYBERSECURITY; smart  city. Smart cities' data";
        assert_eq!(words_of(&["cyber security"], text), ["Cyber security", "cyber-security", "CYBERSECURITY"]);
        assert_eq!(words_of(&["smart city"], text), ["Smart cities"]);
    }

    #[test]
    fn acronyms_and_marked_words_keep_their_case() {
        assert_eq!(words_of(&["AI", "=Verify"], "Verify ai: we verify AI’s aims"), ["Verify", "AI’s"]);
    }

    #[test]
    fn overlapping_phrases_are_all_found() {
        assert_eq!(
            found(&["digital skills", "skills", "digital skills training"], "digital skills training"),
            [(0, "digital skills".into()), (2, "digital skills training".into()), (1, "skills".into())]
        );
    }

    #[test]
    fn punctuation_parts_phrases() {
        assert_eq!(words_of(&["open data"], "open, data; open data."), ["open data"]);
    }
}
