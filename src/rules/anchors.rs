//! Which patterns can match a sentence at all, told by the beginnings of its words.
//!
//! A pattern such as `\b(NHS|patients?)\b[^;]{0,40}\b(online|digital)` needs a
//! word that begins with "nhs" or "patient", and one that begins with "online"
//! or "digital". Each such group is read from the expression itself. Regular
//! expressions with gaps are slow to build and to run, and few sentences hold
//! a word of every group, in order and as near as the gaps allow, so nearly
//! none has to be tried.

use super::groups::{Beginning, Group, cases};
use super::marks::Marks;
use super::packed::first_eight;
use super::vocabulary::{Token, Vocabulary};
use serde::{Deserialize, Serialize};

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// More groups of one case than this are not looked at.
const MOST_GROUPS: usize = 8;

/// The beginning of a word, and each case and group that it speaks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Anchor {
    beginning: u64,
    mask: u64,
    len: u8,
    whole: bool,
    groups: Vec<(u16, u8)>,
}

/// One of the ways in which a pattern can match.
#[derive(Debug, Serialize, Deserialize)]
struct Case {
    pattern: usize,
    /// One bit for each group of which a word must stand in the sentence.
    needed: u8,
    /// By group: how far behind the start of the match its word begins at most.
    within: Vec<usize>,
}

/// What all patterns need.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Anchors {
    patterns: usize,
    cases: Vec<Case>,
    /// Patterns of which a case needs no word that can be told.
    always: Vec<usize>,
    files: Files,
}

/// Anchors, filed by their first three letters, and those of two letters by both.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(into = "Vec<Vec<Anchor>>", from = "Vec<Vec<Anchor>>")]
struct Files {
    /// The files that hold any, the shortest anchors first.
    lists: Vec<Vec<Anchor>>,
    /// By letters: the place of their file among the lists, counted from 1; 0 for none.
    places: Vec<u16>,
}

/// Room for the search, reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Seen {
    /// By case: one bit for each group of which a word was seen.
    groups: Vec<u8>,
    /// Words that were seen: the case and group they speak for, and where they begin.
    words: Vec<(usize, u8, usize)>,
    /// The patterns that can match, each with where a match can begin at the latest.
    found: Vec<(usize, usize)>,
}

impl Anchors {
    /// Adds a pattern; its number is the count of those added before. True
    /// where each of its matches begins with a word of a first group.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, pattern: &str) -> bool {
        let cases = cases(pattern);
        // Nor are the words told apart of more cases than can be numbered.
        if cases.iter().any(Vec::is_empty) || self.cases.len() + cases.len() > usize::from(u16::MAX) {
            self.always.push(self.patterns);
            self.patterns += 1;
            return false;
        }
        let opens = cases.iter().all(|groups| groups[0].within == Some(0));
        for groups in cases {
            let mut needed = 0;
            for (group, Group { words, .. }) in groups.iter().take(MOST_GROUPS).enumerate() {
                needed |= 1 << group;
                for word in words {
                    self.file(vocabulary, word, group as u8);
                }
            }
            let within = groups.iter().map(|group| group.within.unwrap_or(usize::MAX)).collect();
            self.cases.push(Case { pattern: self.patterns, needed, within });
        }
        self.patterns += 1;
        opens
    }

    fn file(&mut self, vocabulary: &mut Vocabulary, word: &Beginning, group: u8) {
        let letters = word.letters.as_bytes();
        let len = letters.len().min(8);
        // Whether a longer word ends cannot be told from its first eight bytes.
        let whole = word.whole && letters.len() < 8;
        let head = first_eight(letters, 0, len);
        let mask = u64::MAX >> (64 - 8 * len);
        let Some(list) = self.files.of_anchor(head, len) else { return };
        let Ok(case) = u16::try_from(self.cases.len()) else { return };
        vocabulary.anchor(head, len, whole);
        let len = len as u8;
        let same = |known: &&mut Anchor| (known.beginning, known.len, known.whole) == (head, len, whole);
        if let Some(known) = list.iter_mut().find(same) {
            known.groups.push((case, group));
            return;
        }
        let at = list.partition_point(|known| known.len <= len);
        list.insert(at, Anchor { beginning: head, mask, len, whole, groups: vec![(case, group)] });
    }

    /// True where a pattern is possible whatever the words.
    pub fn any_always(&self) -> bool {
        !self.always.is_empty()
    }

    /// The patterns that can match the sentence of the tokens, sorted, each
    /// with the places of words of a first group: where a match can begin, or
    /// before which it must where [`Anchors::add`] answered false.
    pub fn possible<'a>(&self, tokens: &[Token], seen: &'a mut Seen) -> &'a [(usize, usize)] {
        let Seen { groups, words, found } = seen;
        found.clear();
        words.clear();
        groups.resize(self.cases.len(), 0);
        for token in tokens.iter().filter(|token| token.marks.any(Marks::ANCHOR)) {
            // Most words are short, and most beginnings are longer.
            let fits = |anchor: &&Anchor| usize::from(anchor.len) <= token.span.len();
            for anchor in self.files.of_word(token.head).take_while(fits) {
                if !anchor.fits(token.head) {
                    continue;
                }
                for &(case, group) in &anchor.groups {
                    let case = usize::from(case);
                    // A word counts behind one of the group before its own.
                    if groups[case] << 1 & 1 << group | u8::from(group == 0) != 0 {
                        groups[case] |= 1 << group;
                        words.push((case, group, token.span.start));
                    }
                }
            }
        }
        for (at, &(case, group, start)) in words.iter().enumerate() {
            let Case { pattern, needed, within } = &self.cases[case];
            if group == 0 && groups[case] == *needed && follow(&words[at..], case, within) {
                found.push((*pattern, start));
            }
        }
        words.iter().for_each(|&(case, ..)| groups[case] = 0);
        found.extend(self.always.iter().map(|&pattern| (pattern, 0)));
        found.sort_unstable();
        found
    }
}

impl Files {
    /// The file in which an anchor of `len` letters stands, or is to stand.
    fn of_anchor(&mut self, head: u64, len: usize) -> Option<&mut Vec<Anchor>> {
        let file = if len < 3 { file_of_two(head)? } else { file_of_three(head)? };
        self.places.resize(LETTERS * LETTERS * (LETTERS + 1), 0);
        if self.places[file] == 0 {
            self.lists.push(Vec::new());
            self.places[file] = u16::try_from(self.lists.len()).ok()?;
        }
        self.lists.get_mut(usize::from(self.places[file]) - 1)
    }

    /// The anchors that may begin a word, the shortest first.
    #[inline]
    fn of_word(&self, head: u64) -> impl Iterator<Item = &Anchor> {
        let list = |file: Option<usize>| {
            let place = self.places.get(file?).copied().map_or(0, usize::from);
            self.lists.get(place.wrapping_sub(1))
        };
        list(file_of_two(head)).into_iter().chain(list(file_of_three(head))).flatten()
    }
}

impl From<Files> for Vec<Vec<Anchor>> {
    fn from(files: Files) -> Self {
        files.lists
    }
}

impl From<Vec<Vec<Anchor>>> for Files {
    fn from(lists: Vec<Vec<Anchor>>) -> Self {
        let mut files = Self::default();
        for list in lists {
            let Some(first) = list.first() else { continue };
            let (head, len) = (first.beginning, usize::from(first.len));
            if let Some(file) = files.of_anchor(head, len) {
                *file = list;
            }
        }
        files
    }
}

impl Anchor {
    /// True for words with these first eight bytes.
    fn fits(&self, head: u64) -> bool {
        let ends = || !((head >> (8 * self.len)) as u8).is_ascii_alphanumeric();
        (head ^ self.beginning) & self.mask == 0 && (!self.whole || ends())
    }
}

/// True where words of the groups of a case stand in their order, and no
/// further than each may stand, behind the first of `words`.
fn follow(words: &[(usize, u8, usize)], case: usize, within: &[usize]) -> bool {
    let Some(&(.., start)) = words.first() else { return false };
    let mut rest = words.iter().filter(|(of, ..)| *of == case);
    let mut last = start;
    within.iter().enumerate().take(MOST_GROUPS).skip(1).all(|(group, &within)| {
        let next = rest.find(|&&(_, of, at)| usize::from(of) == group && at > last);
        next.is_some_and(|&(.., at)| {
            last = at;
            at - start <= within
        })
    })
}

/// Where words that begin with these two letters are filed: behind all of three.
#[inline]
fn file_of_two(head: u64) -> Option<usize> {
    Some(LETTERS * LETTERS * LETTERS + letter(head)? * LETTERS + letter(head >> 8)?)
}

/// Where words that begin with these three letters are filed.
#[inline]
fn file_of_three(head: u64) -> Option<usize> {
    Some((letter(head)? * LETTERS + letter(head >> 8)?) * LETTERS + letter(head >> 16)?)
}

/// The place of a small letter in the alphabet.
#[inline]
fn letter(head: u64) -> Option<usize> {
    usize::try_from((head & 0xff).wrapping_sub(u64::from(b'a'))).ok().filter(|at| *at < LETTERS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn a_pattern_is_tried_where_a_word_of_each_group_stands() {
        let (mut anchors, mut vocabulary) = (Anchors::default(), Vocabulary::default());
        let patterns = [r"\b(NHS|patients?)\b.{0,9}\bonline\b|\bcyber", r"\w+", r"\btaxes\b", r"\b(a\s)?mobile\b"];
        let opens: Vec<bool> = patterns.iter().map(|pattern| anchors.add(&mut vocabulary, pattern)).collect();
        assert_eq!(opens, [true, false, true, false]);
        let possible = |text: &str| -> Vec<(usize, usize)> {
            let mut tokens = Vec::new();
            vocabulary.tokens(text, Span::new(0, text.len()), &mut tokens);
            anchors.possible(&tokens, &mut Seen::default()).to_vec()
        };
        assert_eq!(possible("NHS Patients go Online, in CYBERspace"), [(0, 0), (0, 4), (0, 27), (1, 0)]);
        assert_eq!(possible("Online patients pay taxes."), [(1, 0), (2, 20)], "in another order");
        assert_eq!(possible("Patients sometimes go online."), [(1, 0)], "too far apart");
        assert_eq!(possible("Patiently online, taxestax; a mobile."), [(0, 0), (1, 0), (3, 30)]);
    }
}
