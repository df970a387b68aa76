//! The same money with two figures.
//!
//! Two sentences with one sum each are held to speak of the same money where
//! they share their topics and three quarters of the words that tell one
//! programme from another, and where neither gives other years.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::promises::is_public;
use crate::model::{AmountMention, Bound};
use crate::rules::{CueClass, CueHit, Scan};
use std::collections::BTreeSet;

/// Words shorter than this tell nothing apart.
const LEAST_LETTERS: usize = 4;
/// So many words must be shared at least.
const LEAST_SHARED: usize = 3;

/// A sum with the words that say what it is for.
struct Said<'a> {
    mention: &'a AmountMention,
    topics: Vec<u16>,
    words: BTreeSet<String>,
}

/// Adds a fault for each sum that differs from one said before for the same thing.
pub(super) fn check(draft: &Draft<'_>, faults: &mut Vec<Fault>) {
    let money = &draft.facts.money;
    let alone = |mention: &AmountMention| money.iter().filter(|other| other.sentence == mention.sentence).count() == 1;
    let exact = |mention: &AmountMention| {
        matches!(mention.amount.bound, Bound::Exact | Bound::Approx) && mention.amount.low == mention.amount.high
    };
    let mut said: Vec<Said<'_>> = Vec::new();
    let mut scan = Scan::default();
    for mention in money.iter().filter(|mention| is_public(mention) && !mention.topics.is_empty()) {
        if !(alone(mention) && exact(mention)) {
            continue;
        }
        let sentence = &draft.facts.sentences[mention.sentence];
        draft.rules.scan(&draft.document.text, sentence.sentence.span, &mut scan);
        let words = telling_words(draft, &scan, mention);
        let now = Said { mention, topics: sentence.topic_set(), words };
        if let Some(before) = said.iter().find(|before| disagree(before, &now)) {
            faults.push(fault(draft, before, &now));
        }
        said.push(now);
    }
}

/// Words that are no cue of the grammar and no part of the sum, in small letters.
fn telling_words(draft: &Draft<'_>, scan: &Scan, mention: &AmountMention) -> BTreeSet<String> {
    let is_telling = |at: usize| {
        let token = scan.tokens[at];
        let grammar = |cue: &&CueHit| {
            (cue.first..cue.end).contains(&at)
                && !matches!(
                    cue.class,
                    CueClass::MeasureSubject
                        | CueClass::Other
                        | CueClass::Owner
                        | CueClass::Body
                        | CueClass::Party
                        | CueClass::Ahead
                )
        };
        token.span.len() >= LEAST_LETTERS
            && !token.digit
            && !token.span.overlaps(mention.span)
            && !scan.cues.iter().any(|cue| grammar(&cue))
    };
    let tokens = (0..scan.tokens.len()).filter(|&at| is_telling(at));
    tokens.map(|at| scan.tokens[at].span.of(&draft.document.text).to_lowercase()).collect()
}

fn disagree(before: &Said<'_>, now: &Said<'_>) -> bool {
    let (one, other) = (before.mention, now.mention);
    let same_kind = one.amount.currency == other.amount.currency && one.per == other.per;
    let differs = |one: Option<String>, other: Option<String>| one.is_some() && other.is_some() && one != other;
    let years = |mention: &AmountMention| mention.years.map(|years| years.to_string());
    let other_years = differs(years(one), years(other)) || differs(one.by.clone(), other.by.clone());
    let shared = before.words.intersection(&now.words).count();
    let fewest = before.words.len().min(now.words.len());
    same_kind
        && one.amount.high != other.amount.high
        && one.sentence != other.sentence
        && !other_years
        && before.topics == now.topics
        && shared >= LEAST_SHARED
        && shared * 4 >= fewest * 3
}

fn fault(draft: &Draft<'_>, before: &Said<'_>, now: &Said<'_>) -> Fault {
    let text = &draft.document.text;
    let (old, new) = (before.mention.span.of(text), now.mention.span.of(text));
    let subject = Subject::Amount(now.mention.sentence, now.mention.span);
    let sentence = draft.facts.sentences[now.mention.sentence].sentence.span.of(text);
    let message = format!("{new} here and {old} before, for what seems to be the same");
    let fault = Fault::new(Check::NumberDisagreement, subject, now.mention.span, sentence, message);
    let related = Some((before.mention.span, format!("{old} is said here")));
    Fault { related, ..fault.with_help("correct one of them, or say what makes them differ") }
}
