//! Whether the money of a verb is that of others: of firms or families that pay
//! it ("Banks lent £14bn"), or a figure that nobody pays ("Exports doubled to
//! £2bn"). Told by the head of the subject; support for firms is public money.

use super::around::breaks;
use crate::rules::{CueClass, CueHit, Scan};

/// How many words may stand before the head of a subject.
const OPENS: usize = 2;
/// How many words may stand between a payer and a verb right behind it: "have already".
const NEAR: usize = 3;
/// How far before a verb its subject is looked for, in words.
const SUBJECT_REACH: usize = 14;
/// Classes of words that lead from a noun to another that it is not: "support for firms".
const PREPOSITIONS: [CueClass; 6] = [
    CueClass::PurposeOpener,
    CueClass::PurposeDirection,
    CueClass::PeriodIn,
    CueClass::PeriodFrom,
    CueClass::PeriodBy,
    CueClass::PeriodOver,
];
/// Classes of words that stand between a subject and its verb.
const AUXILIARIES: [CueClass; 9] = [
    CueClass::Modal,
    CueClass::HasAlone,
    CueClass::IsAlone,
    CueClass::WasAlone,
    CueClass::Would,
    CueClass::Can,
    CueClass::Must,
    CueClass::Adverb,
    CueClass::Relative,
];

/// A sentence whose subjects are asked for.
#[derive(Clone, Copy)]
pub(super) struct Subjects<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
}

impl Subjects<'_> {
    /// True where the subject of a verb pays with money that is not public, or
    /// is a figure of the economy.
    pub(super) fn is_of_others(&self, verb: &CueHit) -> bool {
        let receives = self.scan.class(CueClass::Receives).any(|cue| cue.first < verb.end && verb.first < cue.end);
        let mut heads =
            self.scan.cues.iter().filter(|cue| matches!(cue.class, CueClass::Payer | CueClass::EconomySubject));
        !receives && heads.any(|head| self.is_subject(head, verb))
    }

    /// True where an amount at a token belongs to a payer: "Hitachi's £80m factory".
    pub(super) fn owns(&self, first: usize) -> bool {
        self.scan.class(CueClass::Payer).any(|payer| payer.end == first && self.is_possessive(payer.end - 1))
    }

    fn is_subject(&self, head: &CueHit, verb: &CueHit) -> bool {
        let far = head.end > verb.first || head.end + SUBJECT_REACH < verb.first;
        if far || breaks(self.scan, head.end, verb.first) && !self.is_insertion(head, verb) {
            return false;
        }
        let between = head.end..verb.first;
        let parted = self.scan.class(CueClass::Speaker).any(|cue| between.contains(&cue.first));
        if parted || self.is_possessive(head.end - 1) || self.is_passive(head, verb) || !self.is_head(head, verb) {
            return false;
        }
        let start = self.clause_start(head.first);
        let is_near = between.len() <= NEAR && !between.clone().any(|at| self.scan.is_in(at, CueClass::Coordinator));
        // "Companies to invest", whatever they are the object of.
        if is_near && self.is_infinitive(verb) {
            return true;
        }
        let led = (start + 1..head.first).any(|at| self.is_preposition(at)) && !self.is_preposition(start);
        let opens = head.first <= start + OPENS || self.is_preposition(start);
        let speaker = self.scan.class(CueClass::Speaker).any(|cue| start <= cue.first && cue.end <= head.first);
        // "We back business by investing": somebody else invests.
        let manner = verb.first > head.end && self.is_preposition(verb.first - 1);
        !led && !manner && (is_near || opens && !speaker)
    }

    /// True for "a company, Hill and Sons, is investing": a name between commas.
    fn is_insertion(&self, head: &CueHit, verb: &CueHit) -> bool {
        let comma = |at: usize| breaks(self.scan, at, at + 1);
        let Some(last) = (head.end + 1..=verb.first).rev().find(|&at| comma(at)) else { return false };
        let auxiliary = |at: usize| AUXILIARIES.iter().any(|class| self.scan.is_in(at, *class));
        let names =
            (head.end..last).all(|at| self.scan.tokens[at].capital || self.scan.is_in(at, CueClass::Coordinator));
        comma(head.end) && names && (last..verb.first).all(auxiliary)
    }

    /// True where a noun is no part of a longer one: "business support" is no business.
    fn is_head(&self, head: &CueHit, verb: &CueHit) -> bool {
        let next = head.end;
        if next == verb.first {
            let noun = self.scan.tokens[next - 1].span.of(self.text);
            let word = verb.span.of(self.text);
            let plain = !word.contains(' ') && !["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
            return noun.ends_with('s') || verb.class == CueClass::RoleSpent || !plain;
        }
        let plans = self.is_infinitive(verb) && verb.first - next <= NEAR;
        plans
            || breaks(self.scan, next, next + 1)
            || self.is_preposition(next)
            || self.scan.is_in(next, CueClass::Coordinator)
            || AUXILIARIES.iter().any(|class| self.scan.is_in(next, *class))
            || ["of", "called", "with"].contains(&self.word(next))
            || self.word(next).ends_with("ly")
    }

    /// True where the subject is what is done to: "firms were paid".
    fn is_passive(&self, head: &CueHit, verb: &CueHit) -> bool {
        let be = |at: usize| {
            self.scan.is_in(at, CueClass::IsAlone)
                || self.scan.is_in(at, CueClass::WasAlone)
                || ["be", "been", "being"].contains(&self.word(at))
        };
        !self.word(verb.end - 1).ends_with("ing") && (head.end..verb.end).any(be)
    }

    fn is_infinitive(&self, verb: &CueHit) -> bool {
        self.word(verb.first) == "to" || verb.first > 0 && self.word(verb.first - 1) == "to"
    }

    pub(super) fn is_preposition(&self, at: usize) -> bool {
        PREPOSITIONS.iter().any(|class| self.scan.class(*class).any(|cue| cue.first == at))
    }

    fn is_possessive(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’")
    }

    fn clause_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|&index| index == 0 || breaks(self.scan, index, index + 1)).unwrap_or(0)
    }

    fn word(&self, at: usize) -> &str {
        self.scan.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }
}
