//! Which patterns can match a sentence at all, told by the beginnings of its words.
//!
//! A pattern such as `\b(NHS|patients?)\b[^;]{0,40}\b(online|digital)` needs a
//! word that begins with "nhs" or "patient", and one that begins with "online"
//! or "digital". Each such group is read from the expression itself. Regular
//! expressions with gaps are slow to build and to run, and few sentences hold
//! a word of every group, in order and as near as the gaps allow, so nearly
//! none has to be tried.

use super::groups::{Beginning, Group, cases};
use super::packed::first_eight;
use super::vocabulary::{Token, Vocabulary};
use serde::{Deserialize, Serialize};

/// Letters of the alphabet.
const LETTERS: usize = 26;

/// More groups of one case than this are not looked at.
const MOST_GROUPS: usize = 8;

/// The beginning of a word, and what it speaks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Anchor {
    beginning: u64,
    mask: u64,
    len: u8,
    whole: bool,
    /// Cases of whose last group it is.
    last: Vec<u16>,
    /// Other cases and groups.
    earlier: Vec<(u16, u8)>,
    /// One bit for each of those cases; cases share bits.
    cases: u64,
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
    /// One bit for each case of which the last word was seen; cases share bits.
    open: u64,
    /// Words that were seen: the case and group they speak for, and where they begin.
    /// The last comes first.
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
            let (last, key) = (groups.len().min(MOST_GROUPS) - 1, key(&groups));
            for (group, Group { words, .. }) in groups.iter().take(MOST_GROUPS).enumerate() {
                needed |= 1 << group;
                for word in words {
                    self.file(word, (group < last).then_some(group as u8));
                    if group == key {
                        mark(vocabulary, word);
                    }
                }
            }
            let within = groups.iter().map(|group| group.within.unwrap_or(usize::MAX)).collect();
            self.cases.push(Case { pattern: self.patterns, needed, within });
        }
        self.patterns += 1;
        opens
    }

    /// Files a word of the case to come: of a group, or of the last one.
    fn file(&mut self, word: &Beginning, group: Option<u8>) {
        let (head, len, whole) = packed(word);
        let mask = u64::MAX >> (64 - 8 * len);
        let Some(list) = self.files.of_anchor(head, len) else { return };
        let Ok(case) = u16::try_from(self.cases.len()) else { return };
        let len = len as u8;
        let same = |known: &Anchor| (known.beginning, known.len, known.whole) == (head, len, whole);
        let at = list.iter().position(same).unwrap_or_else(|| {
            let at = list.partition_point(|known| known.len <= len);
            let (last, earlier) = (Vec::new(), Vec::new());
            list.insert(at, Anchor { beginning: head, mask, len, whole, last, earlier, cases: 0 });
            at
        });
        match group {
            None => list[at].last.push(case),
            Some(group) => {
                list[at].earlier.push((case, group));
                list[at].cases |= bit(case);
            }
        }
    }

    /// True where a pattern is possible whatever the words.
    pub fn any_always(&self) -> bool {
        !self.always.is_empty()
    }

    /// The patterns that can match the sentence of the tokens, sorted, each
    /// with the places of words of a first group: where a match can begin, or
    /// before which it must where [`Anchors::add`] answered false.
    pub fn possible<'a>(&self, tokens: &[Token], seen: &'a mut Seen) -> &'a [(usize, usize)] {
        seen.found.clear();
        seen.words.clear();
        seen.groups.resize(self.cases.len(), 0);
        seen.open = 0;
        // From the end, for the last words that patterns need are rarer than the first.
        for token in tokens.iter().rev() {
            for list in self.files.of_word(token.head) {
                // Most words are short, and most beginnings are longer.
                let beginnings = list.iter().take_while(|anchor| usize::from(anchor.len) <= token.span.len());
                beginnings
                    .filter(|anchor| anchor.fits(token.head))
                    .for_each(|anchor| self.see(anchor, token.span.start, seen));
            }
        }
        let Seen { groups, words, found, .. } = seen;
        for (at, &(case, group, start)) in words.iter().enumerate() {
            let Case { pattern, needed, within } = &self.cases[case];
            if group == 0 && groups[case] == *needed && follow(&words[..=at], case, within) {
                found.push((*pattern, start));
            }
        }
        words.iter().for_each(|&(case, ..)| groups[case] = 0);
        found.extend(self.always.iter().map(|&pattern| (pattern, 0)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Notes a word that begins so, before all that were seen.
    fn see(&self, anchor: &Anchor, start: usize, seen: &mut Seen) {
        let Seen { groups, words, open, .. } = seen;
        if anchor.cases & *open != 0 {
            for &(case, group) in &anchor.earlier {
                // A word counts before one of the group behind its own.
                let seen = &mut groups[usize::from(case)];
                if *seen >> (group + 1) & 1 != 0 {
                    *seen |= 1 << group;
                    words.push((usize::from(case), group, start));
                }
            }
        }
        for &case in &anchor.last {
            let last = self.cases[usize::from(case)].within.len().min(MOST_GROUPS) as u8 - 1;
            groups[usize::from(case)] |= 1 << last;
            words.push((usize::from(case), last, start));
            *open |= bit(case);
        }
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

    /// The anchors that may begin a word: two lists, the shortest of each first.
    #[inline]
    fn of_word(&self, head: u64) -> [&[Anchor]; 2] {
        let list = |file: Option<usize>| {
            let place = file.and_then(|file| self.places.get(file)).map_or(0, |place| usize::from(*place));
            self.lists.get(place.wrapping_sub(1)).map_or(&[][..], Vec::as_slice)
        };
        [list(file_of_two(head)), list(file_of_three(head))]
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

/// Which group of a case says most: the one whose words are longest, of equals the last.
/// Without one of its words a sentence is not looked at.
fn key(groups: &[Group]) -> usize {
    let shortest = |group: &Group| group.words.iter().map(|word| word.letters.len()).min();
    groups.iter().take(MOST_GROUPS).map(shortest).enumerate().max_by_key(|(_, len)| *len).map_or(0, |(at, _)| at)
}

/// The first letters of a word as far as they are compared, how many they are,
/// and whether the word ends there.
fn packed(word: &Beginning) -> (u64, usize, bool) {
    let letters = word.letters.as_bytes();
    let len = letters.len().min(8);
    // Whether a longer word ends cannot be told from its first eight bytes.
    (first_eight(letters, 0, len), len, word.whole && letters.len() < 8)
}

/// Marks the words that begin so as anchors.
fn mark(vocabulary: &mut Vocabulary, word: &Beginning) {
    let (head, len, whole) = packed(word);
    vocabulary.anchor(head, len, whole);
}

/// True where words of the groups of a case stand in their order, and no
/// further than each may stand, behind the last of `words`: it comes first in the text.
fn follow(words: &[(usize, u8, usize)], case: usize, within: &[usize]) -> bool {
    let Some(&(.., start)) = words.last() else { return false };
    let mut rest = words.iter().rev().filter(|(of, ..)| *of == case);
    let mut last = start;
    within.iter().enumerate().take(MOST_GROUPS).skip(1).all(|(group, &within)| {
        let next = rest.find(|&&(_, of, at)| usize::from(of) == group && at > last);
        next.is_some_and(|&(.., at)| {
            last = at;
            at - start <= within
        })
    })
}

/// The bit of a case.
fn bit(case: u16) -> u64 {
    1 << (case % 64)
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
