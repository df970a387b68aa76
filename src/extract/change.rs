//! The two ends of a change: "from £12bn in 2016-17 to £15bn", "to £9m from
//! £6m". What one end is, the other is too; the old level is past.

use super::around::breaks;
use super::money::RawAmount;
use super::period::{Found, Kind};
use super::sentence::SentenceMoney;
use crate::model::{AmountMention, Bound, Role};
use crate::rules::{Calendar, CueClass, CueHit};

/// Words between the two ends: "in 2007-08 to".
const BETWEEN: usize = 5;
/// Words between "from" or "to" and the amount: "to almost".
const LEAD: usize = 2;
/// The cue of words before an old level: "up from".
const OLD: &str = "old_level";
/// The cue of a period that is not over.
const THIS_YEAR: &str = "this_year";

/// Lets the ends of each change of a sentence be alike, and the old level past.
pub(super) fn share(sentence: &SentenceMoney<'_>, raws: &[RawAmount], found: &[Found], mentions: &mut [AmountMention]) {
    let pair = Pairs { sentence, raws };
    for index in 1..raws.len() {
        let other = mentions[index - 1].role;
        if pair.is_compared(index) && matches!(other, Role::Context | Role::Tax | Role::Saving | Role::Threshold) {
            mentions[index].role = other;
            continue;
        }
        let (old, new) = match () {
            () if pair.leads("to", index) && (pair.is_short(index) || pair.leads("from", index - 1)) => {
                (index - 1, index)
            }
            () if pair.leads("from", index) => (index, index - 1),
            () => continue,
        };
        for (one, other) in [(old, new), (new, old)] {
            let limit = mentions[other].role == Role::Threshold && mentions[one].role != Role::Threshold;
            if limit {
                mentions[one].per = mentions[other].per;
            }
            if mentions[one].amount.bound == Bound::Exact && mentions[other].amount.bound == Bound::Upto {
                mentions[one].amount.bound = Bound::Upto;
            }
            if limit || mentions[one].role == Role::Context && mentions[other].role != Role::Context {
                mentions[one].role = mentions[other].role;
                mentions[one].period = found[one].resolve(sentence.rules, &mentions[one], sentence.date);
            }
        }
        let text = sentence.text;
        let other_year = found[old].when.is_some() && found[old].by(text) != found[new].by(text);
        // Against the date of the document a year is over or not.
        let last = mentions[old].period.as_ref().and_then(|period| period.to);
        let lasts = sentence.date.is_some_and(|date| last >= Some(Calendar::year_of(date)));
        let is_now = lasts || pair.is_now(&found[old]);
        match mentions[old].role {
            Role::Spend if !is_now && (other_year || old > new) => mentions[old].role = Role::Spent,
            Role::Spent if is_now && mentions[new].role == Role::Spend => mentions[old].role = Role::Spend,
            _ => {}
        }
    }
}

struct Pairs<'a> {
    sentence: &'a SentenceMoney<'a>,
    raws: &'a [RawAmount],
}

impl Pairs<'_> {
    /// True where a word leads to an amount, and little stands between it and the one before.
    fn leads(&self, word: &str, index: usize) -> bool {
        let raw = &self.raws[index];
        let scan = self.sentence.scan;
        let floor = index.checked_sub(1).map_or(0, |before| self.raws[before].next);
        let is_near =
            index == 0 || self.is_short(index) || raw.first - floor <= BETWEEN && !breaks(scan, floor, raw.first + 1);
        let from = floor.max(raw.first.saturating_sub(1 + LEAD));
        let filler = |at: usize| {
            scan.cues.iter().any(|cue| {
                let bound = cue.class == CueClass::BoundFiller || cue.class.bound().is_some();
                bound && cue.first <= at && at < cue.end
            })
        };
        let is = |at: usize| scan.tokens[at].span.of(self.sentence.text) == word;
        (is_near || word == "from")
            && (from..raw.first).rev().find(|&at| is(at)).is_some_and(|at| (at + 1..raw.first).all(filler))
    }

    /// True where only "to" stands between an amount and the one before, or "and to".
    fn is_short(&self, index: usize) -> bool {
        let scan = self.sentence.scan;
        let small =
            |at: usize| scan.tokens[at].span.of(self.sentence.text) == "to" || scan.is_in(at, CueClass::Coordinator);
        (self.raws[index - 1].next..self.raws[index].first).all(small)
    }

    /// True where words such as "compared with" set an amount beside the one before.
    fn is_compared(&self, index: usize) -> bool {
        let rules = self.sentence.rules;
        let old = |cue: &CueHit| cue.end == self.raws[index].first && rules.cues[cue.cue as usize].id.as_str() == OLD;
        self.sentence.scan.class(CueClass::RoleSpent).any(old)
    }

    /// True for "up from £7m this year".
    fn is_now(&self, found: &Found) -> bool {
        let named = |kind: Kind| match kind {
            Kind::Named(cue) => self.sentence.rules.cues[cue as usize].id.as_str() == THIS_YEAR,
            _ => false,
        };
        found.when.is_some_and(|when| named(when.kind))
    }
}
