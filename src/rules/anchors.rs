//! Which patterns can match a sentence at all, told by the beginnings of its words.
//!
//! A pattern such as `\b(NHS|patients?)\b[^;]{0,40}\b(online|digital)` needs a
//! word that begins with "nhs" or "patient", and one that begins with "online"
//! or "digital". Each such group is read from the expression itself. Regular
//! expressions with gaps are slow to build and to run, and few sentences hold
//! a word of every group, so nearly none has to be tried.

use super::packed::first_eight;
use super::vocabulary::Token;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Letters of the alphabet; beginnings are filed by their first two.
const LETTERS: usize = 26;

/// Bits for the first three letters of words.
const OPENINGS: usize = 1 << 15;

/// More groups of one case than this are not looked at.
const MOST_GROUPS: usize = 8;

/// Words of which a match must hold one, as their beginnings in small letters.
type Group = Vec<String>;

/// The beginning of a word, and the cases and groups that it speaks for.
#[derive(Debug, Clone)]
struct Anchor {
    beginning: u64,
    mask: u64,
    len: usize,
    speaks_for: Vec<(usize, u8)>,
}

/// One of the ways in which a pattern can match.
#[derive(Debug)]
struct Case {
    pattern: usize,
    /// One bit for each group of which a word must stand in the sentence.
    needed: u8,
}

/// What all patterns need.
#[derive(Debug, Default)]
pub struct Anchors {
    patterns: usize,
    /// Those of one pattern follow each other.
    cases: Vec<Case>,
    /// One bit for each three letters with which a beginning opens. A word with
    /// any others, which is nearly every word, is passed over at once.
    openings: Vec<u64>,
    /// By the first two letters, the shortest first.
    by_letters: Vec<Vec<Anchor>>,
}

impl Anchors {
    /// Adds a pattern; its number is the count of those added before.
    pub fn add(&mut self, pattern: &str) {
        self.by_letters.resize(LETTERS * LETTERS, Vec::new());
        self.openings.resize(OPENINGS / 64, 0);
        for groups in cases(pattern) {
            let mut needed = 0;
            for (group, beginnings) in groups.iter().take(MOST_GROUPS).enumerate() {
                needed |= 1 << group;
                for beginning in beginnings {
                    self.file(beginning.as_bytes(), group as u8);
                }
            }
            self.cases.push(Case { pattern: self.patterns, needed });
        }
        self.patterns += 1;
    }

    fn file(&mut self, beginning: &[u8], group: u8) {
        let len = beginning.len().min(8);
        let head = first_eight(beginning, 0, len);
        let mask = u64::MAX >> (64 - 8 * len);
        let Some(list) = file_of(head).and_then(|file| self.by_letters.get_mut(file)) else { return };
        let link = (self.cases.len(), 1 << group);
        // A third letter is any where the beginning has only two.
        let thirds = if len < 3 { 0..=u64::from(u8::MAX) } else { head >> 16 & 0xff..=head >> 16 & 0xff };
        for third in thirds {
            let (place, bit) = opening_of(head & 0xffff | third << 16);
            self.openings[place] |= bit;
        }
        match list.iter_mut().find(|known| known.beginning == head && known.mask == mask) {
            Some(known) => known.speaks_for.push(link),
            None => {
                let at = list.partition_point(|known| known.len <= len);
                list.insert(at, Anchor { beginning: head, mask, len, speaks_for: vec![link] });
            }
        }
    }

    /// The patterns that can match the sentence of the tokens. `seen` is room
    /// for the work, reused from sentence to sentence.
    pub fn possible<'a>(&'a self, tokens: &[Token], seen: &'a mut Vec<u8>) -> impl Iterator<Item = usize> + use<'a> {
        seen.clear();
        seen.resize(self.cases.len(), 0);
        for token in tokens {
            let (place, bit) = opening_of(token.head);
            if self.openings.get(place).is_none_or(|bits| bits & bit == 0) {
                continue;
            }
            let list = file_of(token.head).and_then(|file| self.by_letters.get(file));
            // Most words are short, and most beginnings are longer.
            for anchor in list.into_iter().flatten().take_while(|anchor| anchor.len <= token.span.len()) {
                if (token.head ^ anchor.beginning) & anchor.mask == 0 {
                    anchor.speaks_for.iter().for_each(|&(case, group)| seen[case] |= group);
                }
            }
        }
        let mut last = None;
        let complete = self.cases.iter().zip(seen.iter()).filter(|(case, seen)| case.needed == **seen);
        complete.map(|(case, _)| case.pattern).filter(move |&pattern| last.replace(pattern) != Some(pattern))
    }
}

/// The place of the bit for the first three letters of a word: five bits of each.
fn opening_of(head: u64) -> (usize, u64) {
    let at = (head & 0x1f | head >> 3 & 0x3e0 | head >> 6 & 0x7c00) as usize;
    (at / 64, 1 << (at % 64))
}

/// Where words that begin with these two letters are filed.
fn file_of(head: u64) -> Option<usize> {
    let letter =
        |byte: u64| usize::try_from((byte & 0xff).wrapping_sub(u64::from(b'a'))).ok().filter(|at| *at < LETTERS);
    Some(letter(head)? * LETTERS + letter(head >> 8)?)
}

/// The cases of a pattern, each with the groups of words that its matches
/// hold. No group, where it says too little of words or cannot be read.
fn cases(pattern: &str) -> Vec<Vec<Group>> {
    let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
    parsed.map_or_else(|_| vec![Vec::new()], |hir| cases_of(&hir, false))
}

fn cases_of(hir: &Hir, opens: bool) -> Vec<Vec<Group>> {
    match hir.kind() {
        HirKind::Alternation(branches) => branches.iter().map(|branch| groups_of(branch, opens)).collect(),
        // The parser puts what all branches begin with before them.
        HirKind::Concat(parts) => match &parts[..] {
            [begin, rest] if matches!(begin.kind(), HirKind::Look(_)) => cases_of(rest, opens_after(begin, opens)),
            _ => vec![groups_of(hir, opens)],
        },
        _ => vec![groups_of(hir, opens)],
    }
}

/// The groups of a part of a pattern. `opens` tells whether a word begins with it.
fn groups_of(hir: &Hir, mut opens: bool) -> Vec<Group> {
    match hir.kind() {
        HirKind::Literal(literal) if opens => {
            let word: String = literal.0.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
            let end = word.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(word.len());
            if end < 2 { Vec::new() } else { vec![vec![word[..end].to_owned()]] }
        }
        HirKind::Concat(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(groups_of(part, opens));
                opens = opens_after(part, opens);
            }
            all
        }
        HirKind::Alternation(branches) => {
            // One of the branches matches: the most telling group of each.
            let telling = |branch| {
                let groups = groups_of(branch, opens);
                groups.into_iter().max_by_key(|group| group.iter().map(String::len).min())
            };
            let chosen: Option<Vec<Group>> = branches.iter().map(telling).collect();
            chosen.map(|groups| vec![groups.concat()]).unwrap_or_default()
        }
        HirKind::Capture(capture) => groups_of(&capture.sub, opens),
        HirKind::Repetition(repeated) if repeated.min > 0 => groups_of(&repeated.sub, opens),
        _ => Vec::new(),
    }
}

/// True where a word that stands behind a part must begin there.
fn opens_after(hir: &Hir, before: bool) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    match hir.kind() {
        HirKind::Empty => before,
        HirKind::Literal(literal) => literal.0.last().is_some_and(|last| !is_word(*last)),
        HirKind::Class(Class::Bytes(class)) => !class.iter().any(|range| (range.start()..=range.end()).any(is_word)),
        HirKind::Class(Class::Unicode(_)) => false,
        HirKind::Look(Look::WordAscii | Look::WordStartAscii | Look::Start) => true,
        HirKind::Look(_) => before,
        HirKind::Repetition(repeated) => (repeated.min > 0 || before) && opens_after(&repeated.sub, before),
        HirKind::Capture(capture) => opens_after(&capture.sub, before),
        HirKind::Concat(parts) => parts.iter().fold(before, |before, part| opens_after(part, before)),
        HirKind::Alternation(branches) => branches.iter().all(|branch| opens_after(branch, before)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::vocabulary::Vocabulary;
    use crate::text::Span;

    #[test]
    fn cases_and_groups_are_read_from_the_expression() {
        let cases_of: [(&str, &[&[&[&str]]]); 8] = [
            (r"\b(NHS|patients?)\b[^;]{0,40}\b(online|app)", &[&[&["nhs", "patient"], &["online", "app"]]]),
            (r"\b(renew|pay)\s(\w+\s){0,6}online\b", &[&[&["renew", "pay"], &["online"]]]),
            (r"\bdigiti[sz]ed?\s(?:health )?records?\b", &[&[&["digiti"], &["record"]]]),
            (r"(?-i:\bCHIEF\b)[^;]{0,9}\bcustoms\b|\btax office", &[&[&["chief"], &["customs"]], &[&["tax"]]]),
            (r"\b(a\s)?mobiles?\b", &[&[&["mobile"]]]),
            (r"\w*online\b", &[&[]]),
            (r"\b(5G|mobile)\b", &[&[]]),
            ("[", &[&[]]),
        ];
        for (pattern, expected) in cases_of {
            assert_eq!(cases(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_pattern_is_tried_where_a_word_of_each_group_stands() {
        let mut anchors = Anchors::default();
        for pattern in [r"\b(NHS|patients?)\b.*\bonline\b|\bcyber", r"\w+", r"\btaxes\b"] {
            anchors.add(pattern);
        }
        let possible = |text: &str| -> Vec<usize> {
            let mut tokens = Vec::new();
            Vocabulary::default().tokens(text, Span::new(0, text.len()), &mut tokens);
            anchors.possible(&tokens, &mut Vec::new()).collect()
        };
        assert_eq!(possible("Patients go Online, with CYBERspace"), [0, 1]);
        assert_eq!(possible("Patients pay taxes."), [1, 2]);
        assert_eq!(possible("Offline."), [1]);
    }
}
