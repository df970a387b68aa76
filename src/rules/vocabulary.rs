//! Words as numbers: one hash table for the vocabulary of all packs.
//!
//! Each word of a text is looked up once, as it stands: it is brought to
//! lower case and compared eight bytes at a time. What follows - terms, cues,
//! number words - compares small integers only.

use super::listed::Listed;
use super::marks::{Marks, Openings};
use super::packed::{first_eight, last_eight, lower_case, mix};
use crate::text::{Span, Word, words};
use serde::{Deserialize, Serialize};

/// Number of a word in the vocabulary; 0 stands for any word that no pack knows.
pub type WordId = u32;

/// A word of no pack.
pub const UNKNOWN: WordId = 0;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 40;

/// Slots of the table before it grows the first time.
const FIRST_SLOTS: usize = 1 << 10;

/// Number of bits for [`Vocabulary::hints`].
const HINTS: usize = 1 << 16;

/// A place in the hash table; free where `word` is [`UNKNOWN`]. Four of them lie in one
/// line of the processor's memory.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// The first eight bytes of the word, and zeros where it is shorter.
    head: u64,
    word: WordId,
    /// Length of the word in bytes.
    len: u8,
    marks: Marks,
}

/// The words of all packs in lower case.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(into = "Listed", from = "Listed")]
pub struct Vocabulary {
    /// Open addressing with linear steps: a power of two, at most three quarters full,
    /// and before it one slot that is never filled.
    slots: Vec<Slot>,
    /// By word: the last eight bytes of one of more than eight, otherwise zeros.
    tails: Vec<u64>,
    /// A bit for the hash of each word. Small enough to stay close to the
    /// processor, it turns most unknown words away before a slot is fetched.
    hints: Vec<u64>,
    /// All words in the order of their numbers, without anything between them.
    bytes: Vec<u8>,
    /// By word: where it begins in `bytes`. The first stands for [`UNKNOWN`].
    starts: Vec<u32>,
    openings: Openings,
}

/// A word of a text as it is looked up.
#[derive(Clone, Copy)]
struct Key {
    head: u64,
    tail: u64,
    len: usize,
    hash: u64,
}

impl Key {
    /// The key of the word that stands in `text` from `start` to `end`.
    #[inline]
    fn of(text: &[u8], start: usize, end: usize) -> Self {
        let len = end - start;
        let head = lower_case(first_eight(text, start, end));
        // Not a branch: short and long words take turns too often to be foreseen.
        let tail = lower_case(last_eight(text, end)) * u64::from(len > 8);
        Self { head, tail, len, hash: mix(head ^ len as u64, tail) }
    }

    /// The same where the first eight bytes are known already.
    #[inline]
    fn with_head(text: &[u8], head: u64, start: usize, end: usize) -> Self {
        let len = end - start;
        let head = lower_case(head);
        let tail = if len > 8 { lower_case(last_eight(text, end)) } else { 0 };
        Self { head, tail, len, hash: mix(head ^ len as u64, tail) }
    }

    /// The place of the bit for it among the hints: other bits of its hash than
    /// those that choose its slot.
    fn hint(&self) -> (usize, u64) {
        let at = (self.hash >> 40) as usize % HINTS;
        (at / 64, 1 << (at % 64))
    }
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing, a space, a hyphen, a slash or an @: the words may form a phrase.
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
    /// Its first eight bytes in lower case, and zeros where it is shorter.
    pub head: u64,
    /// Its number in the vocabulary, with a possessive `'s` left out.
    pub word: WordId,
    /// What stands before it.
    pub gap: Gap,
    /// True where it begins with a digit.
    pub digit: bool,
    /// True where it begins with a capital letter.
    pub capital: bool,
    /// What is known of it.
    pub marks: Marks,
}

impl Vocabulary {
    /// The number of a word, which is added where it is new.
    pub fn add(&mut self, word: &str) -> WordId {
        self.add_marked(word, Marks::NONE)
    }

    /// The same, and the word gets a mark.
    pub fn add_marked(&mut self, word: &str, mark: Marks) -> WordId {
        if word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            return self.add_lower(word.to_lowercase().as_bytes(), mark);
        }
        self.add_lower(word.as_bytes(), mark)
    }

    fn add_lower(&mut self, word: &[u8], mark: Marks) -> WordId {
        if (self.starts.len() + 1) * 4 >= self.slots.len() * 3 {
            self.grow((self.slots.len().saturating_sub(1) * 2).max(FIRST_SLOTS));
        }
        let key = Key::of(word, 0, word.len());
        let at = self.slot(&key, word);
        if self.slots[at].word == UNKNOWN {
            let next = WordId::try_from(self.starts.len()).unwrap_or(WordId::MAX);
            let len = u8::try_from(word.len()).unwrap_or(u8::MAX);
            self.slots[at] = Slot { head: key.head, word: next, len, marks: Marks::NONE };
            self.tails.push(key.tail);
            let (hint, bit) = key.hint();
            self.hints[hint] |= bit;
            self.starts.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
            self.bytes.extend_from_slice(word);
        }
        self.slots[at].marks = self.slots[at].marks.and(mark);
        self.slots[at].word
    }

    /// Adds a mark to a word.
    pub fn mark(&mut self, word: WordId, mark: Marks) {
        if word != UNKNOWN {
            let bytes = self.bytes_of(word);
            let at = self.slot(&Key::of(bytes, 0, bytes.len()), bytes);
            self.slots[at].marks = self.slots[at].marks.and(mark);
        }
    }

    /// Marks words of any kind that begin with the `len` letters in `head` as
    /// anchors; only those that end there, where they are a `whole` word.
    pub fn anchor(&mut self, head: u64, len: usize, whole: bool) {
        if whole && len < 4 {
            // What may follow a word within its token.
            for next in [0, b'.', b'\'', b':', b',', b';', 0xe2] {
                self.openings.add(head | u64::from(next) << (8 * len), len + 1);
            }
        } else {
            self.openings.add(head, len);
        }
    }

    /// The number of a word in any case; [`UNKNOWN`] where no pack has it.
    pub fn get(&self, word: &str) -> WordId {
        self.find(word.as_bytes(), 0, word.len()).0
    }

    /// The number of the word that stands in `text` from `start` to `end`, its
    /// marks, and its first eight bytes in lower case.
    #[inline]
    fn find(&self, text: &[u8], start: usize, end: usize) -> (WordId, Marks, u64) {
        let end = end - possessive(&text[start..end]);
        self.look_up(&Key::of(text, start, end), &text[start..end])
    }

    #[inline]
    fn look_up(&self, key: &Key, word: &[u8]) -> (WordId, Marks, u64) {
        let (hint, bit) = key.hint();
        let hinted = self.hints.get(hint).is_some_and(|bits| bits & bit != 0);
        // Half of the words are known, in no order that could be foreseen: few branches.
        let at = ((key.hash as usize & self.last()) + 1) * usize::from(hinted);
        let Some(slot) = self.slots.get(at) else { return (UNKNOWN, Marks::NONE, key.head) };
        let fits = self.fits(key, slot);
        let other = !fits & (slot.word != UNKNOWN);
        if other || key.len > 16 {
            return self.find_further(key, word);
        }
        (slot.word * WordId::from(fits), slot.marks.only_if(fits), key.head)
    }

    /// True where a word with this key stands in the slot; of more than sixteen bytes,
    /// those between the first and the last eight are not looked at.
    #[inline]
    fn fits(&self, key: &Key, slot: &Slot) -> bool {
        let same = (slot.head == key.head) & (usize::from(slot.len) == key.len);
        same && (key.len <= 8 || self.tails.get(slot.word as usize) == Some(&key.tail))
    }

    #[cold]
    fn find_further(&self, key: &Key, word: &[u8]) -> (WordId, Marks, u64) {
        if self.slots.is_empty() || word.len() > LONGEST {
            return (UNKNOWN, Marks::NONE, key.head);
        }
        let slot = self.slots[self.slot(key, word)];
        (slot.word, slot.marks, key.head)
    }

    /// The slot of a word, or the free one where it would stand.
    fn slot(&self, key: &Key, word: &[u8]) -> usize {
        let last = self.last();
        let mut at = key.hash as usize & last;
        loop {
            let slot = &self.slots[at + 1];
            let same =
                || self.fits(key, slot) && (word.len() <= 16 || self.bytes_of(slot.word).eq_ignore_ascii_case(word));
            if slot.word == UNKNOWN || same() {
                return at + 1;
            }
            at = (at + 1) & last;
        }
    }

    /// What the slots are counted up to, from 0 and without the first.
    fn last(&self) -> usize {
        self.slots.len().saturating_sub(2)
    }

    fn bytes_of(&self, word: WordId) -> &[u8] {
        let end = self.starts.get(word as usize + 1).map_or(self.bytes.len(), |&start| start as usize);
        &self.bytes[self.starts[word as usize] as usize..end]
    }

    /// Makes the table as large as `size`, a power of two.
    fn grow(&mut self, size: usize) {
        if self.starts.is_empty() {
            self.starts.push(0);
            self.tails.push(0);
            self.hints = vec![0; HINTS / 64];
        }
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size + 1]);
        for slot in old.into_iter().filter(|slot| slot.word != UNKNOWN) {
            let word = self.bytes_of(slot.word);
            let at = self.slot(&Key::of(word, 0, word.len()), word);
            self.slots[at] = slot;
        }
    }

    /// Adds a mark to the first word of a phrase.
    pub fn mark_first(&mut self, phrase: &str, mark: Marks) {
        if let Some(first) = words(phrase).next() {
            self.add_marked(without_possessive(first.of(phrase)), mark);
        }
    }

    /// Cuts `text` within `span` into tokens, which are appended to `tokens`.
    /// Returns the marks of all of them.
    pub fn tokens(&self, text: &str, span: Span, tokens: &mut Vec<Token>) -> Marks {
        let bytes = text.as_bytes();
        let mut last = span.start;
        let mut all = Marks::NONE;
        let mut words = words(span.of(text));
        while let Some(Word { span: word, head }) = words.next_word() {
            let (start, end) = (span.start + word.start, span.start + word.end);
            let first = bytes[start];
            let (number, marks, head) = match head {
                Some(head) => self.look_up(&Key::with_head(bytes, head, start, end), &bytes[start..end]),
                None => self.find(bytes, start, end),
            };
            let marks = marks.and(self.openings.mark(head));
            all = all.and(marks);
            let spaced = start - last == 1 && bytes[last] == b' ';
            tokens.push(Token {
                span: Span::new(start, end),
                head,
                word: number,
                gap: if spaced { Gap::Close } else { gap_of(&bytes[last..start]) },
                digit: first.is_ascii_digit(),
                capital: first.is_ascii_uppercase() || (first >= 0x80 && text[start..].starts_with(char::is_uppercase)),
                marks,
            });
            last = end;
        }
        all
    }
}

/// The first eight bytes of a word in small letters, as [`Token::head`] has them.
pub const fn head_of(word: &str) -> u64 {
    let (mut head, mut at) = (0, 0);
    while at < word.len() && at < 8 {
        head |= (word.as_bytes()[at] as u64) << (8 * at);
        at += 1;
    }
    head
}

/// A word without `'s` or `’s` at its end.
pub fn without_possessive(word: &str) -> &str {
    &word[..word.len() - possessive(word.as_bytes())]
}

/// Length of the `'s` or `’s` at the end of a word.
#[inline]
fn possessive(word: &[u8]) -> usize {
    // Nearly no word has a quote before its last letter.
    match word {
        [.., b'\'', b's' | b'S'] => 2,
        [.., 0xe2, 0x80, 0x99, b's' | b'S'] => 4,
        _ => 0,
    }
}

fn gap_of(between: &[u8]) -> Gap {
    match between {
        [] | b" " | b"-" | b"/" | b"@" => Gap::Close,
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

impl From<Vocabulary> for Listed {
    fn from(vocabulary: Vocabulary) -> Self {
        let mut marks = vec![Marks::NONE; vocabulary.starts.len()];
        vocabulary.slots.iter().for_each(|slot| marks[slot.word as usize] = slot.marks);
        let mut listed = Self::new(vocabulary.openings.clone());
        for (word, marks) in marks.into_iter().enumerate().skip(1) {
            let bytes = vocabulary.bytes_of(word as WordId);
            listed.push(std::str::from_utf8(bytes).unwrap_or_default(), marks);
        }
        listed
    }
}

impl From<Listed> for Vocabulary {
    fn from(listed: Listed) -> Self {
        let mut vocabulary = Self::default();
        vocabulary.grow((listed.len() * 3 / 2 + 4).next_power_of_two());
        vocabulary.tails.reserve_exact(listed.len());
        vocabulary.starts.reserve_exact(listed.len());
        vocabulary.bytes.reserve_exact(listed.letters());
        listed.iter().for_each(|(word, marks)| {
            vocabulary.add_lower(word.as_bytes(), marks);
        });
        Self { openings: listed.openings, ..vocabulary }
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
