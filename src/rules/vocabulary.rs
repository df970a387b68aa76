//! Words as numbers: one hash table for the vocabulary of all packs.
//!
//! Each word of a text is looked up once. What follows - terms, cues,
//! number words - compares small integers only.

use crate::text::{Span, Words, words};
use foldhash::HashMap;

/// Number of a word in the vocabulary; 0 stands for any word that no pack knows.
pub type WordId = u32;

/// A word of no pack.
pub const UNKNOWN: WordId = 0;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

/// The words of all packs in lower case.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    ids: HashMap<Box<[u8]>, WordId>,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, a space, a hyphen or a slash: the words may form a phrase.
    Close,
    /// Punctuation that parts phrases but not clauses: quotes, brackets.
    Apart,
    /// Punctuation that parts clauses: comma, semicolon, colon, dash.
    Clause,
}

/// One word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its place in the text of the document.
    pub span: Span,
    /// Its number in the vocabulary, with a possessive `'s` left out.
    pub word: WordId,
    /// What stands before it.
    pub gap: Gap,
    /// True where it begins with a digit.
    pub digit: bool,
    /// True where it begins with a capital letter.
    pub capital: bool,
}

impl Vocabulary {
    /// The number of a word, which is added where it is new.
    pub fn add(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.ids.len() + 1).unwrap_or(WordId::MAX);
        *self.ids.entry(word.to_lowercase().into_bytes().into_boxed_slice()).or_insert(next)
    }

    /// The number of a word in any case; [`UNKNOWN`] where no pack has it.
    pub fn get(&self, word: &str) -> WordId {
        let word = without_possessive(word);
        if word.len() > LONGEST {
            return UNKNOWN;
        }
        let mut buffer = [0u8; LONGEST];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.ids.get(&*lower).copied().unwrap_or(UNKNOWN)
    }

    /// Cuts `text` within `span` into tokens, which are appended to `tokens`.
    pub fn tokens(&self, text: &str, span: Span, tokens: &mut Vec<Token>) {
        let base = span.start;
        let piece = span.of(text);
        let mut last = 0;
        let found: Words<'_> = words(piece);
        for word in found {
            let slice = word.of(piece);
            let first = slice.as_bytes()[0];
            tokens.push(Token {
                span: Span::new(base + word.start, base + word.end),
                word: self.get(slice),
                gap: gap_of(&piece.as_bytes()[last..word.start]),
                digit: first.is_ascii_digit(),
                capital: first.is_ascii_uppercase() || (first >= 0x80 && slice.starts_with(char::is_uppercase)),
            });
            last = word.end;
        }
    }
}

/// A word without `'s` or `’s` at its end.
pub fn without_possessive(word: &str) -> &str {
    match word.as_bytes() {
        [.., b'\'', b's' | b'S'] => &word[..word.len() - 2],
        [.., 0xe2, 0x80, 0x99, b's' | b'S'] => &word[..word.len() - 4],
        _ => word,
    }
}

fn gap_of(between: &[u8]) -> Gap {
    match between {
        [] | b" " | b"-" | b"/" => Gap::Close,
        // A plural possessive: "citizens' data".
        b"' " | [0xe2, 0x80, 0x99, b' '] => Gap::Close,
        _ => {
            let spaced_hyphen = between.windows(3).any(|w| w == b" - ");
            let dash = between.windows(3).any(|w| w == [0xe2, 0x80, 0x93] || w == [0xe2, 0x80, 0x94]);
            if spaced_hyphen || dash || between.iter().any(|b| matches!(b, b',' | b';' | b':')) {
                Gap::Clause
            } else {
                Gap::Apart
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_know_their_word_and_gap() {
        let mut vocabulary = Vocabulary::default();
        let cyber = vocabulary.add("Cyber");
        let security = vocabulary.add("security");
        let text = "CYBER-security’s, (5G) – Security";
        let mut tokens = Vec::new();
        vocabulary.tokens(text, Span::new(0, text.len()), &mut tokens);
        let seen: Vec<_> = tokens.iter().map(|t| (t.word, t.gap, t.digit, t.capital)).collect();
        assert_eq!(
            seen,
            [
                (cyber, Gap::Close, false, true),
                (security, Gap::Close, false, false),
                (UNKNOWN, Gap::Clause, true, false),
                (security, Gap::Clause, false, true),
            ]
        );
    }
}
