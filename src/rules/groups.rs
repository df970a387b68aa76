//! What a regular expression says of the words in its matches.
//!
//! Only of words that the expression spells out, and of gaps of limited length
//! between them. What cannot be told is left out: a group too few is safe.

use regex_syntax::ast::parse::Parser;
use regex_syntax::ast::{
    AssertionKind, Ast, ClassPerlKind, ClassSet, ClassSetItem, Literal, RepetitionKind, RepetitionRange,
};

/// Words of which a match must hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How they begin, in small letters.
    pub words: Vec<Beginning>,
    /// How far behind the start of the match they begin at most, in bytes.
    pub within: Option<usize>,
}

/// How a word begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    pub letters: String,
    /// True where the word ends with it.
    pub whole: bool,
}

/// The cases of a pattern, each with the groups of words that its matches
/// hold. No group, where it says too little of words or cannot be read.
pub fn cases(pattern: &str) -> Vec<Vec<Group>> {
    let Ok(all) = Parser::new().parse(pattern) else { return vec![Vec::new()] };
    let branches = if let Ast::Alternation(branches) = &all { &branches.asts[..] } else { std::slice::from_ref(&all) };
    branches.iter().map(|branch| groups_of(branch, true, false, false)).collect()
}

/// The groups of a part of a pattern, in their order. `leads` tells whether
/// the match begins with it, `opens` whether a word does, `closes` whether
/// words end where it ends.
fn groups_of(part: &Ast, leads: bool, opens: bool, closes: bool) -> Vec<Group> {
    match part {
        Ast::Concat(parts) => groups_of_all(&parts.asts, leads, opens, closes),
        Ast::Alternation(branches) => {
            let all = branches.asts.iter().map(|branch| groups_of(branch, leads, opens, closes));
            let all: Vec<Vec<Group>> = all.collect();
            // One of the branches matches. Its first word says where the match
            // begins; elsewhere the most telling is taken, of equals the first.
            let first = |groups: &Vec<Group>| groups.first().filter(|group| leads && group.within == Some(0)).cloned();
            let telling = |groups: Vec<Group>| {
                groups.into_iter().rev().max_by_key(|group| group.words.iter().map(|word| word.letters.len()).min())
            };
            let chosen: Option<Vec<Group>> =
                all.iter().map(first).collect::<Option<_>>().or_else(|| all.into_iter().map(telling).collect());
            let furthest = |most: usize, group: &Group| Some(most.max(group.within?));
            let join = |groups: Vec<Group>| Group {
                within: groups.iter().try_fold(0, furthest),
                words: groups.into_iter().flat_map(|group| group.words).collect(),
            };
            chosen.map(|groups| vec![join(groups)]).unwrap_or_default()
        }
        Ast::Group(group) => groups_of(&group.ast, leads, opens, closes),
        Ast::Repetition(repeated) => match times(&repeated.op.kind) {
            (0, _) => Vec::new(),
            (_, most) => groups_of(&repeated.ast, leads, opens, closes && most == Some(1)),
        },
        _ => Vec::new(),
    }
}

/// The groups of parts that follow each other.
fn groups_of_all(parts: &[Ast], leads: bool, mut opens: bool, closes: bool) -> Vec<Group> {
    let mut all = Vec::new();
    // Length of what stands before, at most.
    let mut before = Some(0_usize);
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let letters = letters_at(parts, at);
        let mut end = at + letters.len().max(1);
        let closes = |end: usize| parts.get(end).map_or(closes, ends_words);
        let groups = match letters.len() {
            0 => groups_of(part, leads && before == Some(0), opens, closes(end)),
            1 if opens && parts.get(end).is_some_and(may_part) => {
                // "e-?mail": one word or two.
                let rest = letters_at(parts, end + 1);
                end += 1 + rest.len();
                let word = |letters| Beginning { letters, whole: closes(end) };
                let words = vec![word(letters + &rest), word(rest.clone())];
                if rest.len() > 1 { vec![Group { words, within: Some(2) }] } else { Vec::new() }
            }
            2.. if opens => vec![Group { words: vec![Beginning { letters, whole: closes(end) }], within: Some(0) }],
            _ => Vec::new(),
        };
        all.extend(groups.into_iter().map(|group| Group { within: sum(before, group.within), ..group }));
        for part in &parts[at..end] {
            opens = opens_after(part, opens);
            before = sum(before, longest(part));
        }
        at = end;
    }
    all
}

/// The letters that stand for themselves from part `at` on, in small letters.
fn letters_at(parts: &[Ast], at: usize) -> String {
    parts.iter().skip(at).map_while(small_letter).collect()
}

/// True for a sign between words that may be missing.
fn may_part(part: &Ast) -> bool {
    let Ast::Repetition(repeated) = part else { return false };
    repeated.op.kind == RepetitionKind::ZeroOrOne
        && matches!(&*repeated.ast, Ast::Literal(literal) if parts_words(literal))
}

/// An ASCII letter that stands for itself.
fn small_letter(part: &Ast) -> Option<char> {
    let Ast::Literal(literal) = part else { return None };
    Some(literal.c.to_ascii_lowercase()).filter(char::is_ascii_lowercase)
}

/// True where a word that stands before a part must end there.
fn ends_words(part: &Ast) -> bool {
    match part {
        Ast::Assertion(assertion) => assertion.kind == AssertionKind::WordBoundary,
        Ast::Literal(literal) => parts_words(literal),
        Ast::ClassPerl(class) => class.kind == ClassPerlKind::Space && !class.negated,
        _ => false,
    }
}

fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one?.checked_add(other?)
}

/// How often a part is repeated at least, and at most.
fn times(kind: &RepetitionKind) -> (u32, Option<u32>) {
    match kind {
        RepetitionKind::ZeroOrOne => (0, Some(1)),
        RepetitionKind::ZeroOrMore => (0, None),
        RepetitionKind::OneOrMore => (1, None),
        RepetitionKind::Range(RepetitionRange::Exactly(times)) => (*times, Some(*times)),
        RepetitionKind::Range(RepetitionRange::AtLeast(least)) => (*least, None),
        RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
    }
}

/// Length of the longest match of a part in bytes; `None` where there is no limit.
fn longest(part: &Ast) -> Option<usize> {
    match part {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Some(0),
        Ast::Literal(literal) => Some(literal.c.len_utf8()),
        // Classes are of single bytes.
        Ast::Dot(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => Some(1),
        Ast::ClassUnicode(_) => None,
        Ast::Repetition(repeated) => {
            let most = times(&repeated.op.kind).1.and_then(|most| usize::try_from(most).ok());
            longest(&repeated.ast)?.checked_mul(most?)
        }
        Ast::Group(group) => longest(&group.ast),
        Ast::Alternation(branches) => branches.asts.iter().try_fold(0, |most, branch| Some(most.max(longest(branch)?))),
        Ast::Concat(parts) => parts.asts.iter().try_fold(0, |all, part| sum(Some(all), longest(part))),
    }
}

/// True where a word that stands behind a part must begin there.
fn opens_after(part: &Ast, before: bool) -> bool {
    match part {
        Ast::Empty(_) | Ast::Flags(_) => before,
        Ast::Assertion(assertion) => before || matches!(assertion.kind, AssertionKind::WordBoundary),
        Ast::Literal(literal) => parts_words(literal),
        Ast::ClassPerl(class) => class.kind == ClassPerlKind::Space && !class.negated,
        Ast::ClassBracketed(class) => !class.negated && holds_no_letter(&class.kind),
        Ast::Dot(_) | Ast::ClassUnicode(_) => false,
        Ast::Repetition(repeated) => (times(&repeated.op.kind).0 > 0 || before) && opens_after(&repeated.ast, before),
        Ast::Group(group) => opens_after(&group.ast, before),
        Ast::Concat(parts) => parts.asts.iter().fold(before, |before, part| opens_after(part, before)),
        Ast::Alternation(branches) => branches.asts.iter().all(|branch| opens_after(branch, before)),
    }
}

/// True for signs that never stand within a word, as "." does in "GOV.UK".
fn parts_words(literal: &Literal) -> bool {
    literal.c.is_ascii() && !literal.c.is_ascii_alphanumeric() && !matches!(literal.c, '_' | '.' | '\'' | ':')
}

fn holds_no_letter(class: &ClassSet) -> bool {
    let parts = |item: &ClassSetItem| match item {
        ClassSetItem::Literal(literal) => parts_words(literal),
        ClassSetItem::Perl(class) => class.kind == ClassPerlKind::Space && !class.negated,
        _ => false,
    };
    match class {
        ClassSet::Item(ClassSetItem::Union(union)) => union.items.iter().all(parts),
        ClassSet::Item(item) => parts(item),
        ClassSet::BinaryOp(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_and_groups_are_read_from_the_expression() {
        // Each case, each group: its words, with a stop where the word ends, and how far it may stand.
        let shown = |pattern: &str| -> Vec<Vec<String>> {
            let word = |word: &Beginning| format!("{}{}", word.letters, if word.whole { "." } else { "" });
            let group = |group: &Group| {
                let words: Vec<String> = group.words.iter().map(word).collect();
                format!("{} {}", words.join("|"), group.within.map_or("any".to_owned(), |within| within.to_string()))
            };
            cases(pattern).iter().map(|groups| groups.iter().map(group).collect()).collect()
        };
        let cases_of: [(&str, &[&[&str]]); 11] = [
            (r"\b(public services?|courts)\b.{0,5}\b(open data|app)\b", &[&["public.|courts. 0", "open.|app. 20"]]),
            (r"\be-?invoic(e|ing)", &[&["einvoic|invoic 2"]]),
            (r"\b(NHS|patients?)\b[^;]{0,40}\b(online|app)", &[&["nhs.|patient 0", "online|app 48"]]),
            (r"\b(renew|pay)\s(\w+\s){0,6}online\b", &[&["renew.|pay. 0", "online. any"]]),
            (r"\bdigiti[sz]ed?\s(?:health )?records?\b", &[&["digiti 0", "record 17"]]),
            (
                r"(?-i:\bCHIEF\b)[^;]{0,9}\bcustoms\b|\btax office",
                &[&["chief. 0", "customs. 14"], &["tax. 0", "office 4"]],
            ),
            (r"\b(a\s)?mobiles?\b", &[&["mobile 2"]]),
            (r"\b(go (?:on ){1,2}|get )online", &[&["go.|get. 0", "online 9"]]),
            (r"\w*online\b", &[&[]]),
            (r"\b(5G|mobile)\b", &[&[]]),
            ("[", &[&[]]),
        ];
        for (pattern, expected) in cases_of {
            assert_eq!(shown(pattern), expected, "{pattern}");
        }
    }
}
