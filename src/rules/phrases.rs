//! All phrases of all packs in one trie over word numbers.
//!
//! A phrase is found from each word on; every phrase that begins there is
//! reported, so overlapping phrases are never lost. Time does not depend on
//! how many phrases there are.

use super::vocabulary::{Gap, Token, UNKNOWN, Vocabulary, WordId, without_possessive};
use crate::text::words;
use foldhash::HashMap;

/// Number of the entry that a phrase belongs to.
pub type EntryId = u32;

/// A phrase that ends at a node of the trie.
#[derive(Debug, Clone)]
struct Ending {
    entry: EntryId,
    /// The words as they must be written; `None` where the case is free.
    exact: Option<Box<[Box<str>]>>,
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
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    edges: HashMap<u64, u32>,
    endings: Vec<Vec<Ending>>,
    /// By word: true where a phrase begins with it.
    starts: Vec<bool>,
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
        let parts: Vec<&str> = words(phrase).map(|span| without_possessive(span.of(phrase))).collect();
        let Some(last) = parts.last() else { return false };
        let mut lasts = vec![(*last).to_owned()];
        if loose && last.bytes().all(|b| b.is_ascii_alphabetic()) {
            lasts.extend(plurals(last));
        }
        for last in lasts {
            let mut variant: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            if let Some(slot) = variant.last_mut() {
                *slot = last;
            }
            for spelling in if loose { joinings(&variant) } else { vec![variant] } {
                self.insert(vocabulary, &spelling, exact, entry);
            }
        }
        true
    }

    fn insert(&mut self, vocabulary: &mut Vocabulary, parts: &[String], exact: bool, entry: EntryId) {
        if self.endings.is_empty() {
            self.endings.push(Vec::new());
        }
        let mut node = 0;
        for (at, part) in parts.iter().enumerate() {
            let word = vocabulary.add(part);
            if at == 0 {
                let index = word as usize;
                if self.starts.len() <= index {
                    self.starts.resize(index + 1, false);
                }
                self.starts[index] = true;
            }
            let next = self.endings.len() as u32;
            node = *self.edges.entry(edge(node, word)).or_insert(next);
            if node == next {
                self.endings.push(Vec::new());
            }
        }
        let ending = Ending { entry, exact: exact.then(|| parts.iter().map(|part| part.as_str().into()).collect()) };
        let endings = &mut self.endings[node as usize];
        if !endings.iter().any(|known| known.entry == entry && known.exact == ending.exact) {
            endings.push(ending);
        }
    }

    /// Appends every phrase of the tokens of one sentence to `hits`, in order
    /// of their first token.
    pub fn find(&self, text: &str, tokens: &[Token], hits: &mut Vec<PhraseHit>) {
        for (first, token) in tokens.iter().enumerate() {
            if !self.starts.get(token.word as usize).copied().unwrap_or(false) {
                continue;
            }
            let mut node = 0;
            for (at, token) in tokens.iter().enumerate().skip(first) {
                let broken = at > first && token.gap != Gap::Close;
                if token.word == UNKNOWN || broken {
                    break;
                }
                let Some(&next) = self.edges.get(&edge(node, token.word)) else { break };
                node = next;
                for ending in &self.endings[node as usize] {
                    if ending.exact.as_ref().is_none_or(|exact| is_written(text, &tokens[first..=at], exact)) {
                        hits.push(PhraseHit { entry: ending.entry, first, end: at + 1 });
                    }
                }
            }
        }
    }
}

fn edge(node: u32, word: WordId) -> u64 {
    u64::from(node) << 32 | u64::from(word)
}

fn is_written(text: &str, tokens: &[Token], exact: &[Box<str>]) -> bool {
    tokens.iter().zip(exact).all(|(token, part)| without_possessive(token.span.of(text)) == &**part)
}

/// One word in capitals, with digits or dots: its case carries its meaning.
fn is_acronym(phrase: &str) -> bool {
    phrase.len() > 1
        && phrase.bytes().any(|b| b.is_ascii_uppercase())
        && phrase.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'.')
}

/// The regular plurals of a word, in its case.
fn plurals(word: &str) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let before_y = lower.strip_suffix('y').and_then(|stem| stem.bytes().last());
    match before_y {
        Some(letter) if !b"aeiou".contains(&letter) => vec![format!("{}ies", &word[..word.len() - 1])],
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| lower.ends_with(end)) => vec![format!("{word}es")],
        _ => vec![format!("{word}s")],
    }
}

/// The ways in which the words of a phrase may be run together. Phrases of
/// more than three words are only ever written apart.
fn joinings(parts: &[String]) -> Vec<Vec<String>> {
    let joinable =
        (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_alphabetic()));
    if !joinable {
        return vec![parts.to_vec()];
    }
    (0..1u32 << (parts.len() - 1))
        .map(|joins| {
            let mut joined: Vec<String> = Vec::new();
            for (at, part) in parts.iter().enumerate() {
                match joined.last_mut() {
                    Some(last) if joins >> (at - 1) & 1 == 1 => last.push_str(part),
                    _ => joined.push(part.clone()),
                }
            }
            joined
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn found(phrases: &[&str], text: &str) -> Vec<(EntryId, String)> {
        let mut vocabulary = Vocabulary::default();
        let mut trie = Phrases::default();
        for (entry, phrase) in phrases.iter().enumerate() {
            assert!(trie.add(&mut vocabulary, phrase, true, entry as EntryId));
        }
        let (mut tokens, mut hits) = (Vec::new(), Vec::new());
        vocabulary.tokens(text, Span::new(0, text.len()), &mut tokens);
        trie.find(text, &tokens, &mut hits);
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
