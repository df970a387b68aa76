//! The words around an amount: how exact it is, and what it is for.

use super::money::RawAmount;
use crate::model::{Bound, Per};
use crate::rules::{CueClass, CueHit, Gap, RuleSet, Scan};

/// How many words may stand between a bound and its amount.
const BOUND_REACH: usize = 3;
/// How far left and right of an amount "a year" is looked for, in words.
const PER_REACH: usize = 7;
/// How far behind "per pupil" a time may stand.
const UNIT_REACH: usize = 4;

/// How exact the text says an amount is: the words just before it ("up to"),
/// or just behind it ("or more").
pub(super) fn bound(text: &str, scan: &Scan, raw: &RawAmount) -> Bound {
    let mut at = raw.first;
    for _ in 0..=BOUND_REACH {
        if let Some(bound) = scan.cues.iter().filter(|cue| cue.end == at).find_map(|cue| cue.class.bound()) {
            return bound;
        }
        let filler = scan.class(CueClass::BoundFiller).filter(|cue| cue.end == at).map(|cue| cue.first).min();
        match filler {
            Some(first) if at == raw.first || scan.tokens[at].gap != Gap::Clause => at = first,
            _ => break,
        }
    }
    let behind = scan.cues.iter().find(|cue| cue.first == raw.next && cue.class.bound().is_some());
    let opens = |cue: &CueHit| {
        let words = cue.span.of(text);
        words.starts_with("or ") || words.starts_with("and ") || words == "plus"
    };
    behind.filter(|cue| opens(cue)).and_then(|cue| cue.class.bound()).unwrap_or_default()
}

/// The bound of a limit by the noun that it is of: "the maximum loan will be
/// raised from £5m". Behind a comma only a change is still of that noun.
pub(super) fn bound_of_subject(rules: &RuleSet, scan: &Scan, raw: &RawAmount) -> Option<Bound> {
    let changes = || scan.class(CueClass::RangeChange).any(|cue| cue.end == raw.first);
    let near = |cue: &&CueHit| cue.end <= raw.first && cue.end + SUBJECT_REACH >= raw.first;
    let of_subject = |cue: &&CueHit| cue.class.bound().is_some() && rules.cues[cue.cue as usize].far;
    let joined = |cue: &&CueHit| !breaks(scan, cue.end, raw.first + 1) || changes();
    scan.cues.iter().filter(near).filter(of_subject).rfind(joined).and_then(|cue| cue.class.bound())
}

/// What an amount is for: the whole, each year, each person. `next` is where
/// the next amount of the sentence begins.
pub(super) fn per(rules: &RuleSet, text: &str, scan: &Scan, raw: &RawAmount, previous: usize, next: usize) -> Per {
    let is_time = |per: Per| matches!(per, Per::Year | Per::Month | Per::Week | Per::Day);
    let per_of = |cue: &CueHit| cue.class.per();
    let joins = |first: usize, end: usize| scan.tokens[first..end].iter().any(|token| token.span.of(text) == "and");
    let right = scan
        .cues
        .iter()
        .filter(|cue| per_of(cue).is_some() && cue.first >= raw.next && cue.first < next.min(raw.next + PER_REACH))
        .filter(|cue| !breaks(scan, raw.next, cue.first) && !joins(raw.next, cue.first))
        .filter(|cue| per_of(cue).is_some_and(is_time) || cue.first <= raw.next + 2)
        .min_by_key(|cue| (cue.first, std::cmp::Reverse(cue.span.len())));
    // "£1,000 per pupil per year": the time is told as well as the person.
    let right = right.map(|unit| {
        if per_of(unit).is_some_and(is_time) {
            return unit;
        }
        let times = scan.cues.iter().filter(|cue| per_of(cue).is_some_and(is_time));
        let near = |cue: &&CueHit| cue.first >= unit.end && cue.first <= unit.end + UNIT_REACH && cue.first < next;
        times.filter(near).find(|cue| !breaks(scan, unit.end, cue.first)).unwrap_or(unit)
    });
    let left = scan
        .cues
        .iter()
        .filter(|cue| per_of(cue).is_some_and(is_time) && cue.end <= raw.first && cue.end + 4 >= raw.first)
        .filter(|cue| cue.first >= previous && !breaks(scan, cue.end, raw.first + 1) && !joins(cue.end, raw.first))
        .max_by_key(|cue| cue.end);
    // "Annual investments … have risen to over £1bn": an adjective of the subject.
    let of_subject = || {
        let near =
            |cue: &&CueHit| cue.end <= raw.first && cue.end + SUBJECT_REACH >= raw.first && cue.first >= previous;
        let adjective = |cue: &&CueHit| rules.cues[cue.cue as usize].far;
        scan.cues.iter().filter(|cue| per_of(cue).is_some_and(is_time)).filter(near).rfind(adjective)
    };
    let left = left.or_else(of_subject);
    match (left, right) {
        (Some(left), Some(right)) if right.first > raw.next + 1 => per_of(left),
        (_, Some(right)) => per_of(right),
        (Some(left), None) => per_of(left),
        (None, None) => None,
    }
    .unwrap_or_default()
}

/// How far before an amount an adjective such as "annual" may stand, in words.
const SUBJECT_REACH: usize = 14;

/// True where punctuation parts clauses between two tokens.
pub(super) fn breaks(scan: &Scan, first: usize, end: usize) -> bool {
    scan.tokens.get(first..end.min(scan.tokens.len())).is_some_and(|tokens| tokens.iter().any(|t| t.gap == Gap::Clause))
}
