//! Rules that are allowed and do not do what they seem to: phrases that can
//! never match, patterns that match everything or cost too much.

use super::compile::{RuleSet, Scan, Strength, TopicHit};
use super::cue_class::CueClass;
use super::faults::Faults;
use super::groups::cases;
use super::patterns::compile;
use super::schema::{CueFile, FlagFile, FlagScope, Side, Text, TopicFile};
use super::source::Source;
use super::vocabulary::Gap;
use crate::text::{Span, words};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A term of one word that is no longer than this is probably a common word.
const SHORT: usize = 3;
/// A pattern needs a run of this many letters that every match holds.
const LITERAL: usize = 3;

/// Adds a warning for each rule of a pack that does not do what it seems to.
pub fn warnings(rules: &RuleSet, source: &Source, faults: &mut Faults) {
    faults.enter(&source.path, &source.text);
    for topic in &source.pack.topic {
        phrases_of_topic(rules, topic, faults);
        for pattern in topic.patterns.iter().chain(&topic.unless_patterns) {
            pattern_warnings(pattern, faults);
        }
    }
    for cue in &source.pack.cue {
        cue_warnings(cue, faults);
    }
    for flag in &source.pack.flag {
        flag_warnings(flag, faults);
    }
}

fn phrases_of_topic(rules: &RuleSet, topic: &TopicFile, faults: &mut Faults) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    repeated(&topic.terms, "terms", &mut known, faults);
    // A hint may also be weak: beside another it counts, and alone where nothing else does.
    repeated(&topic.weak, "weak", &mut known.clone(), faults);
    repeated(&topic.general, "general", &mut known.clone(), faults);
    repeated(&topic.field, "field", &mut BTreeMap::new(), faults);
    repeated(&topic.follow, "follow", &mut known.clone(), faults);
    repeated(&topic.hints, "hints", &mut known, faults);
    repeated(&topic.unless, "unless", &mut BTreeMap::new(), faults);
    for term in &topic.terms {
        let text = term.get_ref();
        if text.len() <= SHORT && text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            faults.warn(term, "so short a word is probably common", "make it longer, or a hint");
        }
        match unfound(rules, topic, text) {
            Some(Unfound::Parted) => {
                let hint = "write it without the sign, or make it a pattern";
                faults.warn(term, "punctuation parts these words, so they are never found together", hint);
            }
            Some(Unfound::Cancelled) => {
                let hint = "take it out of one of the two lists";
                faults.warn(term, "`unless` cancels this wherever it stands", hint);
            }
            None => {}
        }
    }
    let alone = [&topic.terms, &topic.weak, &topic.general, &topic.patterns].iter().all(|phrases| phrases.is_empty());
    if alone && topic.hints.len() < 2 {
        let hint = "a hint counts beside a term or another hint: add `terms`";
        faults.warn(&topic.id, "this topic can never match", hint);
    }
    if topic.examples.matching.is_empty() || topic.examples.ignore.is_empty() {
        let hint = "add `examples.match` and `examples.ignore`: they protect the topic from the next editor";
        faults.warn(&topic.id, "this topic has no examples on one side or both", hint);
    }
    if topic.patterns.is_empty() {
        for unless in &topic.unless {
            let shares = |phrase: &Text| {
                let is_same =
                    |one: &str| stems(unless.get_ref()).any(|other| one.starts_with(&other) || other.starts_with(one));
                stems(phrase.get_ref()).any(|word| is_same(&word))
            };
            if !topic.terms.iter().chain(&topic.hints).chain(&topic.weak).chain(&topic.general).any(shares) {
                faults.warn(unless, "this cancels nothing", "no term or hint of the topic shares a word with it");
            }
        }
    }
}

/// The words of a phrase, small, without the ending of a plural.
fn stems(phrase: &str) -> impl Iterator<Item = String> {
    let small = |span: Span| span.of(phrase).to_lowercase().trim_end_matches("ies").trim_end_matches('s').to_owned();
    words(phrase).map(small)
}

/// Why a term is never found.
enum Unfound {
    Parted,
    Cancelled,
}

/// Looks for a term in a text that is the term and nothing else.
fn unfound(rules: &RuleSet, topic: &TopicFile, term: &str) -> Option<Unfound> {
    let text = term.trim_start_matches('=');
    let mut scan = Scan::default();
    rules.scan(text, Span::new(0, text.len()), &mut scan);
    let index = rules.topics.iter().position(|known| known.id == *topic.id.get_ref())?;
    let is_it = |hit: &TopicHit| usize::from(hit.topic) == index && hit.strength == Strength::Term;
    if scan.topics.iter().any(is_it) {
        return None;
    }
    let parted = scan.tokens.iter().skip(1).any(|token| token.gap != Gap::Close);
    Some(if parted { Unfound::Parted } else { Unfound::Cancelled })
}

fn repeated<'a>(phrases: &[Text], key: &'a str, known: &mut BTreeMap<String, &'a str>, faults: &mut Faults) {
    for phrase in phrases {
        let written = phrase.get_ref();
        // Hyphens and spaces are one to the matcher; marked phrases keep their case.
        let same = if written.starts_with('=') { written.clone() } else { written.to_lowercase() }.replace('-', " ");
        if let Some(first) = known.get(same.as_str()) {
            let hint = format!("it stands in `{first}` already, and that decides");
            faults.warn(phrase, "this phrase has no effect", &hint);
        } else {
            known.insert(same, key);
        }
    }
}

fn pattern_warnings(pattern: &Text, faults: &mut Faults) {
    let text = pattern.get_ref();
    let Ok(regex) = compile(text) else { return };
    if regex.is_match(b"") {
        faults.warn(pattern, "this pattern matches the empty text", "make a part of it necessary");
    } else if longest_literal(text) < LITERAL {
        let hint = "it matches nearly everything: write out a word that every match holds";
        faults.warn(pattern, "this pattern holds no word", hint);
    } else if cases(text).iter().any(Vec::is_empty) {
        let hint = "begin a word in every branch with letters of its own; \"e-\" and the like are better terms";
        faults.warn(pattern, "no words tell where this pattern can match: it is tried on every sentence", hint);
    }
    for slow in [".*", ".+", r"\w*\s*", r"[^.]*", r"[^;]*", r"[^,]*"] {
        if text.contains(slow) {
            let hint = "bound the gap, as in [^.;]{0,30}: it is faster, and distant words seldom belong together";
            faults.warn(pattern, &format!("`{slow}` reaches over any distance"), hint);
            break;
        }
    }
    if !text.is_ascii() {
        let hint = "patterns are read as bytes: put a letter beyond ASCII in no class and repeat it with no `?` or `*`";
        faults.warn(pattern, "this pattern holds letters beyond ASCII", hint);
    }
}

/// Length of the longest run of letters that stands for itself in a pattern.
fn longest_literal(pattern: &str) -> usize {
    let (mut longest, mut run, mut class, mut escaped) = (0, 0, false, false);
    for c in pattern.chars() {
        let letter = c.is_alphabetic() && !class && !escaped;
        run = if letter { run + 1 } else { 0 };
        longest = longest.max(run);
        class = if escaped { class } else { (class || c == '[') && c != ']' };
        escaped = c == '\\' && !escaped;
    }
    longest
}

fn cue_warnings(cue: &CueFile, faults: &mut Faults) {
    repeated(&cue.terms, "terms", &mut BTreeMap::new(), faults);
    let class = CueClass::from_str(cue.class.get_ref()).ok();
    let weighed = class.is_some_and(|class| class.role().is_some());
    let far = weighed || class.is_some_and(|class| class.per().is_some() || class.bound().is_some());
    let name = cue.class.get_ref();
    if !weighed && (cue.weight != 1.0 || cue.side != Side::Any || cue.reach.is_some()) {
        let hint = "only cues of the classes `role.…` are weighed";
        faults.warn(&cue.class, &format!("`weight`, `side` and `reach` mean nothing for `{name}`"), hint);
    }
    if !far && cue.far {
        let hint = "only cues of the classes `role.…`, `per.…` and `bound.…` look for their amount";
        faults.warn(&cue.class, &format!("`far` means nothing for `{name}`"), hint);
    }
}

fn flag_warnings(flag: &FlagFile, faults: &mut Faults) {
    repeated(&flag.terms, "terms", &mut BTreeMap::new(), faults);
    if flag.scope == FlagScope::Grammar && !flag.terms.is_empty() {
        let hint = "take out `scope = \"grammar\"`, or the terms";
        faults.warn(&flag.id, "the words of this flag are never looked for", hint);
    }
    if flag.scope != FlagScope::Grammar && flag.terms.is_empty() {
        faults.warn(&flag.id, "this flag can never be shown", "give it `terms`");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_told_from_classes_and_escapes() {
        let cases =
            [(r"\bcyber[- ]?attacks?\b", 7), (r"\w+\s\d", 0), ("[abcdef]+", 0), ("(on|off)", 3), (r"\bwho\b", 3)];
        for (pattern, expected) in cases {
            assert_eq!(longest_literal(pattern), expected, "{pattern}");
        }
    }
}
