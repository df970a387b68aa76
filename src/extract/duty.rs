//! Duties: what must, needs to and will have to be done, and by whom.

use super::commitment::{PRONOUN, Reader};
use crate::model::CommitmentKind;
use crate::rules::{CueClass, CueHit};

impl Reader<'_> {
    /// "Must": an order to a body of one's own, a call to all others.
    pub(super) fn must(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        let (be, done) = (self.clauses.has_be(hit.end, verb), self.clauses.is_be_done(hit.end, verb));
        let is_we = |cue: &&CueHit| from <= cue.first && cue.end <= hit.first && cue.span.len() <= PRONOUN;
        // "These services": the noun behind it is the subject.
        let head = from + usize::from(self.clauses.starts(CueClass::Demonstrative, from) && from + 1 < hit.first);
        let is_other = self.clauses.is_other(head, hit.first);
        // "Firms, unions and the Government must …" calls on all of them.
        let start = self.clauses.clause_start(hit.first);
        let joined = self.clauses.any_in(CueClass::Coordinator, start, hit.first);
        // Who must consult or seek leave has a duty; who must look at it has all before him.
        let open = self.clauses.starts(CueClass::OpenVerb, verb) && self.is_soft(verb);
        let called = joined && self.clauses.is_other(start, hit.first) && !done;
        if called || open || self.scan.class(CueClass::Speaker).any(|cue| is_we(&cue)) {
            Some(CommitmentKind::Soft)
        } else if self.clauses.starts(CueClass::FateVerb, verb) || done && is_other {
            None
        } else if done
            || self.clauses.is_actor(from, hit.first, false)
            || self.clauses.is_body(from, hit.first)
            || self.clauses.any_in(CueClass::Party, from, hit.first)
        {
            Some(CommitmentKind::Firm)
        } else {
            (!be && (is_other || self.clauses.is_own(from, hit.first))).then_some(CommitmentKind::Soft)
        }
    }

    /// "Will have to …": a plan of the speaker's side, a term for those a measure binds, a need of all others.
    pub(super) fn obliged(&self, duty: &CueHit, speaks: bool, from: usize) -> CommitmentKind {
        let verb = self.clauses.verb_after(duty.end);
        let party = self.clauses.any_in(CueClass::Party, from, duty.first);
        // "All public bodies will need to work together" calls on them.
        let is_body = |cue: &CueHit| from <= cue.first && cue.end <= duty.first && cue.span.len() > PRONOUN;
        let need =
            self.scan.class(CueClass::Speaker).any(is_body) && self.clauses.word(duty.end.saturating_sub(2)) == "need";
        let speaks = speaks && !need;
        if need {
            CommitmentKind::Soft
        } else if party
            || self.is_rule(duty, from)
            || speaks && self.clauses.starts(CueClass::MeasureVerb, verb) && !self.is_soft(verb)
        {
            CommitmentKind::Firm
        } else if speaks || !self.clauses.is_other(from, duty.first) {
            CommitmentKind::Soft
        } else {
            CommitmentKind::None
        }
    }

    /// "Losses will have to be met from the fund": a rule for what is nobody's need.
    fn is_rule(&self, duty: &CueHit, from: usize) -> bool {
        let verb = self.clauses.verb_after(duty.end);
        let have = self.clauses.word(duty.end.saturating_sub(2)) == "have";
        have && self.clauses.is_be_done(duty.end, verb) && !self.clauses.is_other(from, duty.first)
    }

    /// "We now need to …", "The agencies need to …": what is called for, but not done.
    pub(super) fn duty(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let subject = self.clauses.before_adverbs(hit.first);
        let verb = self.clauses.verb_after(hit.end);
        if self.clauses.any_in(CueClass::Modal, from, hit.first) || self.clauses.starts(CueClass::FateVerb, verb) {
            return None;
        }
        let is_we = |cue: &CueHit| cue.end == subject && cue.span.len() <= PRONOUN;
        let body = self.clauses.is_body(from, hit.first) && !self.clauses.is_other(from, hit.first);
        if self.clauses.any_in(CueClass::Party, from, hit.first) {
            return Some(CommitmentKind::Firm);
        }
        (self.scan.class(CueClass::Speaker).any(is_we) || body).then_some(CommitmentKind::Soft)
    }
}
