//! The words around an amount: how exact it is, what it is for, over which years.

use super::money::RawAmount;
use crate::model::{Bound, Per};
use crate::rules::{CueClass, CueHit, Gap, RuleSet, Scan};
use crate::text::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How many words may stand between a bound and its amount.
const BOUND_REACH: usize = 3;
/// How far left and right of an amount "a year" is looked for, in words.
const PER_REACH: usize = 5;

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

/// What an amount is for: the whole, each year, each person. `next` is where
/// the next amount of the sentence begins.
pub(super) fn per(text: &str, scan: &Scan, raw: &RawAmount, previous: usize, next: usize) -> Per {
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
    let left = scan
        .cues
        .iter()
        .filter(|cue| per_of(cue).is_some_and(is_time) && cue.end <= raw.first && cue.end + 4 >= raw.first)
        .filter(|cue| cue.first >= previous && !breaks(scan, cue.end, raw.first + 1) && !joins(cue.end, raw.first))
        .max_by_key(|cue| cue.end);
    match (left, right) {
        (Some(left), Some(right)) if right.first > raw.next + 1 => per_of(left),
        (_, Some(right)) => per_of(right),
        (Some(left), None) => per_of(left),
        (None, None) => None,
    }
    .unwrap_or_default()
}

/// True where punctuation parts clauses between two tokens.
pub(super) fn breaks(scan: &Scan, first: usize, end: usize) -> bool {
    scan.tokens.get(first..end.min(scan.tokens.len())).is_some_and(|tokens| tokens.iter().any(|t| t.gap == Gap::Clause))
}

/// A number of years: "over five years", "in the next two years", "three-year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// How many.
    pub(super) count: u32,
    /// Index of its first token.
    pub(super) first: usize,
    /// Index after its last token.
    pub(super) end: usize,
}

/// All numbers of years of a sentence, in order.
pub(super) fn years(rules: &RuleSet, text: &str, scan: &Scan) -> Vec<Years> {
    let mut found = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate().skip(1) {
        let word = token.span.of(text);
        let plural = word.eq_ignore_ascii_case("years");
        if token.gap != Gap::Close || !(plural || word.eq_ignore_ascii_case("year")) {
            continue;
        }
        let before = at - 1;
        let Some(count) = small_number(rules, text, scan, before) else { continue };
        if scan.tokens.get(at + 1).is_some_and(|next| next.span.of(text) == "old") {
            continue;
        }
        let opened = scan.class(CueClass::PeriodOver).filter(|cue| cue.end == before).map(|cue| cue.first).min();
        let hyphen = &text[scan.tokens[before].span.end..token.span.start] == "-";
        match opened {
            Some(first) if plural => found.push(Years { count, first, end: at + 1 }),
            _ if hyphen && !plural => found.push(Years { count, first: before, end: at + 1 }),
            _ => {}
        }
    }
    found
}

fn small_number(rules: &RuleSet, text: &str, scan: &Scan, at: usize) -> Option<u32> {
    let token = scan.tokens[at];
    let value = match token.span.of(text).parse::<u32>() {
        Ok(value) => value,
        Err(_) => rules.money.word(token.word).value.filter(Decimal::is_integer)?.to_u32()?,
    };
    (2..=100).contains(&value).then_some(value)
}

/// A year or named period that a text gives, such as "2020-21".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// The words.
    pub(super) span: Span,
    /// Index of the first token, with the word that opens it ("by").
    pub(super) first: usize,
}

/// All years and named periods of a sentence that stand behind a word such as
/// "by" or "in", in order.
pub(super) fn whens(text: &str, scan: &Scan) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    for (at, token) in scan.tokens.iter().enumerate() {
        if is_year(token.span.of(text)) {
            let mut span = token.span;
            if let Some(next) = scan.tokens.get(at + 1)
                && matches!(&text[span.end..next.span.start], "-" | "–" | "/" | "-20")
                && next.digit
                && matches!(next.span.len(), 2 | 4)
            {
                span = span.cover(next.span);
            }
            let opened = scan
                .class(CueClass::PeriodBy)
                .filter(|cue| cue.end <= at && cue.end + 3 >= at)
                .max_by_key(|cue| cue.end);
            let inside = found.last().is_some_and(|last| last.span.overlaps(span));
            if let (Some(opened), false) = (opened, inside) {
                found.push(When { span, first: opened.first });
            }
        }
    }
    for cue in scan.class(CueClass::PeriodNamed) {
        found.push(When { span: cue.span, first: cue.first });
    }
    found.sort_by_key(|when| when.span.start);
    found
}

/// "2016", "FY2016": a year that a budget can speak of.
fn is_year(word: &str) -> bool {
    let digits = word.strip_prefix("FY").unwrap_or(word);
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1950..2100).contains(&year))
}

/// The number of years that an amount is for: given behind it and before any
/// other number of years, or at the head of a sentence for all its amounts.
pub(super) fn nearest_years(years: &[Years], raws: &[RawAmount], index: usize) -> Option<u32> {
    let raw = &raws[index];
    let behind = years.iter().find(|years| years.first >= raw.next);
    let ahead = || {
        let first_amount = raws.first()?;
        years.iter().rfind(|years| years.end <= first_amount.first).or_else(|| {
            let previous = index.checked_sub(1).map_or(0, |before| raws[before].next);
            years.iter().rfind(|years| years.end <= raw.first && years.first >= previous)
        })
    };
    behind.or_else(ahead).map(|years| years.count)
}

/// The year or period that an amount is given for: behind it and before the
/// next amount, or else before it and behind the amount before.
pub(super) fn nearest_when<'a>(scan: &Scan, whens: &'a [When], raws: &[RawAmount], index: usize) -> Option<&'a When> {
    let raw = &raws[index];
    let next = raws.get(index + 1).map_or(scan.tokens.len(), |after| after.first);
    let previous = index.checked_sub(1).map_or(0, |before| raws[before].next);
    let behind = whens.iter().find(|when| when.first >= raw.next && when.first < next);
    behind.or_else(|| whens.iter().rfind(|when| when.span.end <= raw.span.start && when.first >= previous))
}
