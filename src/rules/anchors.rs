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

/// More groups of one pattern than this are not looked at.
const MOST_GROUPS: usize = 8;

/// Words of which a match must hold one, as their beginnings in small letters.
type Group = Vec<String>;

/// The beginning of a word that speaks for a group of a pattern.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    beginning: u64,
    mask: u64,
    pattern: usize,
    group: u8,
}

/// The groups of all patterns.
#[derive(Debug, Default)]
pub struct Anchors {
    /// By pattern: one bit for each of its groups.
    needed: Vec<u8>,
    by_letters: Vec<Vec<Anchor>>,
}

impl Anchors {
    /// Adds a pattern; its number is the count of those added before.
    pub fn add(&mut self, pattern: &str) {
        self.by_letters.resize(LETTERS * LETTERS, Vec::new());
        let number = self.needed.len();
        let mut needed = 0;
        for (group, beginnings) in groups(pattern).iter().take(MOST_GROUPS).enumerate() {
            needed |= 1 << group;
            for beginning in beginnings {
                let bytes = beginning.as_bytes();
                let len = bytes.len().min(8);
                let head = first_eight(bytes, 0, len);
                let mask = u64::MAX >> (64 - 8 * len);
                if let Some(list) = file_of(head).and_then(|file| self.by_letters.get_mut(file)) {
                    list.push(Anchor { beginning: head, mask, pattern: number, group: group as u8 });
                }
            }
        }
        self.needed.push(needed);
    }

    /// The patterns that can match the sentence of the tokens. `seen` is room
    /// for the work, reused from sentence to sentence.
    pub fn possible<'a>(&'a self, tokens: &[Token], seen: &'a mut Vec<u8>) -> impl Iterator<Item = usize> + use<'a> {
        seen.clear();
        seen.resize(self.needed.len(), 0);
        for token in tokens {
            let list = file_of(token.head).and_then(|file| self.by_letters.get(file));
            for anchor in list.into_iter().flatten() {
                if (token.head ^ anchor.beginning) & anchor.mask == 0 {
                    seen[anchor.pattern] |= 1 << anchor.group;
                }
            }
        }
        let complete = self.needed.iter().zip(seen.iter()).enumerate();
        complete.filter(|(_, (needed, seen))| needed == seen).map(|(pattern, _)| pattern)
    }
}

/// Where words that begin with these two letters are filed.
fn file_of(head: u64) -> Option<usize> {
    let letter =
        |byte: u64| usize::try_from((byte & 0xff).wrapping_sub(u64::from(b'a'))).ok().filter(|at| *at < LETTERS);
    Some(letter(head)? * LETTERS + letter(head >> 8)?)
}

/// The groups of words that every match of a pattern holds; none where the
/// pattern says too little of words, or cannot be read.
fn groups(pattern: &str) -> Vec<Group> {
    let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern);
    parsed.map(|hir| groups_of(&hir, false)).unwrap_or_default()
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

    #[test]
    fn groups_are_read_from_the_expression() {
        let cases: [(&str, &[&[&str]]); 8] = [
            (r"\b(NHS|patients?)\b[^;]{0,40}\b(online|app)", &[&["nhs", "patient"], &["online", "app"]]),
            (r"\b(renew|pay)\s(\w+\s){0,6}online\b", &[&["renew", "pay"], &["online"]]),
            (r"\bdigiti[sz]ed?\s(?:health )?records?\b", &[&["digiti"], &["record"]]),
            (r"(?-i:\bCHIEF\b)[^;]{0,9}\bcustoms\b|\btax office", &[&["customs", "tax"]]),
            (r"\b(a\s)?mobiles?\b", &[&["mobile"]]),
            (r"\w*online\b", &[]),
            (r"\b(5G|mobile)\b", &[]),
            ("[", &[]),
        ];
        for (pattern, expected) in cases {
            assert_eq!(groups(pattern), expected, "{pattern}");
        }
    }
}
