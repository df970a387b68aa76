//! What one predicate says: its subject, tense, modality and verb.
//!
//! A small table: who acts (the speaker, a measure, a body, others) by what kind of verb it is.

use super::clause::is_finite;
use super::commitment::{PRONOUN, Reader};
use super::present::SUM_REACH;
use crate::model::CommitmentKind;
use crate::rules::{CueClass, CueHit};

impl Reader<'_> {
    /// What one predicate says; `None` where it says nothing either way.
    pub(super) fn judge(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let (from, subject_end) = (self.clauses.subject_start(hit.first), hit.first);
        if self.clauses.any_in(CueClass::Opponent, from, hit.end) {
            return Some(CommitmentKind::None);
        }
        let allocated = || self.clauses.any_in(CueClass::Allocation, from, hit.end);
        match hit.class {
            CueClass::Firm => Some(self.decided(hit)),
            CueClass::Soft if self.is_in_phrase(hit) => None,
            CueClass::Soft => Some(CommitmentKind::Soft),
            CueClass::Past if self.is_set_aside(from, hit.first, hit.end - 1) => Some(CommitmentKind::Firm),
            CueClass::Past if allocated() || self.is_news(hit.first, hit.end) => Some(CommitmentKind::Firm),
            CueClass::Past => Some(CommitmentKind::Past),
            CueClass::Modal => Some(self.modal(hit, from, subject_end)),
            // "This has led to …" tells a deed only where it goes on about one.
            CueClass::Perfect
                if self.setting.before == Some(CommitmentKind::None)
                    && self.clauses.starts(CueClass::GoesOn, hit.first) =>
            {
                None
            }
            CueClass::Perfect => self.perfect(hit).map(|kind| if allocated() { CommitmentKind::Firm } else { kind }),
            // "It has not reached its goal" is no deed.
            CueClass::HasAlone if self.clauses.word(hit.end) == "not" => None,
            CueClass::HasAlone => {
                let verb = self.clauses.verb_after(hit.end);
                if self.clauses.is_passive(hit.end) {
                    let done = self.perfect(hit);
                    let firm = allocated() || self.is_set_aside(from, subject_end, verb);
                    return done.map(|kind| if firm { CommitmentKind::Firm } else { kind });
                }
                let measure = self.clauses.is_measure(from, subject_end) || self.clauses.is_body(from, subject_end);
                let done = |class| self.clauses.starts(class, verb);
                let refers =
                    self.clauses.is_bare(from, subject_end) || self.clauses.starts(CueClass::Demonstrative, from);
                let goes_on = self.setting.before == Some(CommitmentKind::Past) && refers;
                let actor = self.clauses.is_actor(from, subject_end, self.setting.after_body)
                    || self.clauses.is_own(from, subject_end)
                    || self.clauses.shares_subject(hit)
                    || self.clauses.is_name(from, subject_end) && done(CueClass::DeedVerb)
                    || (measure || goes_on) && (done(CueClass::DeedVerb) || done(CueClass::Participle));
                actor.then(|| self.perfect(hit)).flatten()
            }
            CueClass::WasAlone => {
                let verb = self.clauses.verb_after(hit.end);
                let done =
                    self.clauses.starts(CueClass::DeedVerb, verb) && !self.clauses.starts(CueClass::FateVerb, verb);
                done.then_some(CommitmentKind::Past)
            }
            CueClass::Would => self.would(hit, from),
            CueClass::Can => {
                let verb = self.clauses.verb_after(hit.end);
                // "Today firms can claim" tells what is law already.
                if self.clauses.starts(CueClass::Today, 0) || self.clauses.starts(CueClass::Now, 0) {
                    return None;
                }
                let subject = self.clauses.before_adverbs(hit.first);
                // "So that we can" is no clause of its own.
                let is_we = |cue: &CueHit| {
                    cue.end == subject && cue.span.len() <= PRONOUN && !self.clauses.is_joined(cue.first)
                };
                let by_us = self.scan.class(CueClass::Speaker).any(is_we);
                if by_us && self.clauses.starts(CueClass::MeasureVerb, verb) {
                    return Some(CommitmentKind::Soft);
                }
                // "They can use the credit": what was announced lets them.
                let announced = self.setting.before == Some(CommitmentKind::Firm);
                if announced
                    && self.clauses.is_thing(from, subject_end)
                    && self.clauses.starts(CueClass::MeasureVerb, verb)
                {
                    return Some(CommitmentKind::Firm);
                }
                let permits = self.clauses.word(hit.end) != "not"
                    && self.clauses.starts_within(CueClass::PermittedVerb, hit.end, verb);
                let speaks = self.clauses.any_in(CueClass::Speaker, from, subject_end);
                (permits && !speaks).then_some(CommitmentKind::Firm)
            }
            CueClass::Must => self.must(hit, from),
            CueClass::Continuous => self.continuous(hit),
            CueClass::IsAlone if self.clauses.is_actor(from, subject_end, self.setting.after_body) => {
                self.continuous(hit)
            }
            CueClass::IsAlone => self.is_doing(hit, from),
            CueClass::Obligation => self.duty(hit, from),
            CueClass::PresentTerm | CueClass::PresentVerb => self.present(hit, from),
            CueClass::BeingDone => {
                let verb = self.clauses.verb_after(hit.end);
                let befalls = self.clauses.starts(CueClass::FateVerb, verb);
                (self.clauses.is_participle(verb) && !befalls).then_some(CommitmentKind::Firm)
            }
            CueClass::Speaker => self.present_or_past(hit),
            _ => None,
        }
    }

    /// "A fund with the aim of …": an aim in a phrase behind the verb says nothing of the sentence.
    fn is_in_phrase(&self, hit: &CueHit) -> bool {
        let article = hit.first > 0 && self.clauses.is_determiner(hit.first - 1);
        let opens_phrase = self.clauses.is_determiner(hit.first);
        let Some(at) = hit.first.checked_sub(1 + usize::from(article && !opens_phrase)) else { return false };
        let starts = |class| self.scan.is_in(at, class);
        let verb = |cue: &CueHit| (is_finite(cue.class) || cue.class == CueClass::Modal) && cue.end <= at;
        self.clauses.is_function(at)
            && !starts(CueClass::Coordinator)
            && !starts(CueClass::Subordinate)
            && !starts(CueClass::Adverb)
            && !self.scan.cues.iter().any(|cue| cue.end == at + 1 && is_finite(cue.class))
            && self.scan.cues.iter().any(verb)
    }

    /// "We propose to …": firm, unless what is proposed is to think about it.
    pub(super) fn decided(&self, hit: &CueHit) -> CommitmentKind {
        let verb = if self.clauses.is_to(hit.end) { hit.end + 1 } else { hit.end };
        match self.clauses.is_to(verb - 1) && self.is_soft(self.clauses.verb_after(verb)) {
            true => CommitmentKind::Soft,
            false => CommitmentKind::Firm,
        }
    }

    /// True for a verb that leaves the matter open, by itself or with its object.
    pub(super) fn is_soft(&self, verb: usize) -> bool {
        self.clauses.starts(CueClass::SoftVerb, verb) || self.clauses.is_inquiry(verb)
    }

    /// "Would": what a party would do, and what a budget says would be done.
    fn would(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        // "We said we would" reports.
        let is_first = self.scan.class(CueClass::Speaker).all(|cue| from <= cue.first || hit.end <= cue.first);
        if is_first && self.clauses.is_actor(from, hit.first, false) {
            let soft = self.is_soft(verb).then_some(CommitmentKind::Soft);
            // What "we would" think or feel is no plan; what a body would do is.
            let we = self.scan.class(CueClass::Speaker).any(|cue| cue.end == hit.first && cue.span.len() <= PRONOUN);
            let idle = [CueClass::FateVerb, CueClass::OutcomeVerb, CueClass::EffectVerb];
            let acts = !we && !idle.into_iter().any(|class| self.clauses.starts(class, verb));
            let plans = acts
                || [CueClass::MeasureVerb, CueClass::PresentTerm]
                    .into_iter()
                    .any(|class| self.clauses.starts(class, verb));
            return soft.or(plans.then_some(CommitmentKind::Firm));
        }
        let deed = self.clauses.starts(CueClass::DeedVerb, verb)
            || self.clauses.starts_within(CueClass::TermVerb, hit.end, verb);
        let done = self.clauses.is_be_done(hit.end, verb) && deed;
        let starts = |class| self.clauses.starts_within(class, hit.end, verb);
        let speaks = self.clauses.any_in(CueClass::Speaker, from, hit.first);
        let aimless = [CueClass::OutcomeVerb, CueClass::EffectVerb, CueClass::FateVerb, CueClass::SoftVerb];
        let term = !speaks && self.is_announced(hit, from) && !aimless.into_iter().any(starts);
        let pays = !speaks
            && self.clauses.starts(CueClass::MeasureVerb, verb)
            && self.clauses.has_sum(verb, verb + SUM_REACH)
            && !self.clauses.is_other(from, hit.first);
        (done || term || pays).then_some(CommitmentKind::Firm)
    }

    /// True for the subject of the terms of a measure: a measure, a body, or a pronoun for one that was announced.
    fn is_announced(&self, hit: &CueHit, from: usize) -> bool {
        let announced = self.setting.before == Some(CommitmentKind::Firm);
        self.clauses.is_measure(from, hit.first)
            || self.clauses.is_body(from, hit.first)
            || announced && self.clauses.is_thing(from, hit.first)
    }

    /// "Must": an order to a body of one's own, a call to all others.
    fn must(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        let (be, done) = (self.clauses.has_be(hit.end, verb), self.clauses.is_be_done(hit.end, verb));
        let is_we = |cue: &&CueHit| from <= cue.first && cue.end <= hit.first && cue.span.len() <= PRONOUN;
        // "These services": the noun behind it is the subject.
        let head = from + usize::from(self.clauses.starts(CueClass::Demonstrative, from) && from + 1 < hit.first);
        let is_other = self.clauses.is_other(head, hit.first);
        // "Firms, unions and the Government must …" calls on all of them.
        let start = self.clauses.clause_start(hit.first);
        let joined = self.clauses.any_in(CueClass::Coordinator, start, hit.first);
        let called = joined && self.clauses.is_other(start, hit.first) && !done;
        if called || self.scan.class(CueClass::Speaker).any(|cue| is_we(&cue)) {
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

    /// "We have …": a deed, unless what follows is an aim or befalls anybody.
    fn perfect(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        if self.clauses.starts_within(CueClass::Soft, hit.end, verb) {
            return Some(CommitmentKind::Soft);
        }
        // "We had promised" reports, "we have promised" stands.
        let over = self.clauses.word(hit.end - 1) == "had";
        if self.clauses.starts(CueClass::FirmVerb, verb) && !over {
            return Some(CommitmentKind::Firm);
        }
        let deed = self.clauses.is_participle(verb) && !self.clauses.starts(CueClass::FateVerb, verb);
        let ahead = self.is_news(hit.first, verb) || self.lies_ahead(verb);
        deed.then_some(if ahead { CommitmentKind::Firm } else { CommitmentKind::Past })
    }

    /// "We propose", "we hope", "we launched": a verb right behind the speaker,
    /// or behind the name of a minister.
    fn present_or_past(&self, speaker: &CueHit) -> Option<CommitmentKind> {
        if self.scan.is_in(speaker.first, CueClass::Modal) {
            return None;
        }
        let verb = self.clauses.verb_after(self.clauses.name_end(speaker));
        if !self.clauses.is_verb_of(speaker, verb) {
            return None;
        }
        if let Some(firm) = self.scan.class(CueClass::FirmVerb).find(|cue| cue.first == verb) {
            let past = self.clauses.starts(CueClass::DeedVerb, verb);
            return Some(if past { CommitmentKind::Past } else { self.decided(firm) });
        }
        let starts = |class| self.clauses.starts(class, verb);
        let today = || self.scan.class(CueClass::Today).any(|cue| cue.end == speaker.first || cue.end == verb);
        if today() && starts(CueClass::AnnounceVerb) || today() && starts(CueClass::MeasureVerb) {
            return Some(CommitmentKind::Firm);
        }
        if starts(CueClass::DeedVerb) || self.clauses.is_past_tense(verb) && !starts(CueClass::FateVerb) {
            Some(CommitmentKind::Past)
        } else {
            starts(CueClass::SoftVerb).then_some(CommitmentKind::Soft)
        }
    }

    /// "Will" and its kin: who will do what.
    fn modal(&self, hit: &CueHit, from: usize, subject_end: usize) -> CommitmentKind {
        let verb = self.clauses.verb_after(hit.end);
        // "We'll" holds its subject.
        let subject = |class| self.clauses.any_in(class, from, hit.end);
        // "Will work with the …": what looks like "will be the …" has no "be".
        let complement = self.clauses.has_be(hit.end, verb) || !self.clauses.is_determiner(verb);
        let starts =
            |class| (class != CueClass::EffectVerb || complement) && self.clauses.starts_within(class, hit.end, verb);
        let done = self.clauses.is_be_done(hit.end, verb);
        let stands_for_body = self.setting.after_body && self.clauses.is_pronoun(from, subject_end);
        if let Some(duty) = self.scan.class(CueClass::Obligation).find(|cue| cue.first == verb) {
            return self.obliged(duty, subject(CueClass::Speaker), from);
        }
        if subject(CueClass::Speaker) || stands_for_body {
            let soft = starts(CueClass::SoftVerb) || self.clauses.is_inquiry(verb);
            return if soft && !self.is_joined_to_deed(verb) {
                CommitmentKind::Soft
            } else if starts(CueClass::FateVerb) && !done || stands_for_body && starts(CueClass::OutcomeVerb) {
                CommitmentKind::None
            } else {
                CommitmentKind::Firm
            };
        }
        let other = self.clauses.is_other(from, subject_end);
        if starts(CueClass::SoftVerb) && (done || !other && !starts(CueClass::EffectVerb)) {
            return CommitmentKind::Soft;
        }
        // "Having our own port will …": what comes of doing a thing.
        let doing = self.clauses.is_activity(from, subject_end) && !done;
        if starts(CueClass::OutcomeVerb) || doing && !starts(CueClass::TermVerb) {
            return CommitmentKind::None;
        }
        let excused = starts(CueClass::TermVerb) || starts(CueClass::EffectVerb);
        if starts(CueClass::FateVerb) && !excused && !done {
            return CommitmentKind::None;
        }
        // What a measure named before brings about is no term of it: "these grants will help".
        let effect = starts(CueClass::EffectVerb) && self.clauses.starts(CueClass::Demonstrative, from);
        let outlay = self.clauses.any_in(CueClass::Outlay, from, subject_end);
        // "The Harbour Trust for Wales will help …", "Wales will build …": whoever goes by a name acts.
        let acts = starts(CueClass::MeasureVerb) && !starts(CueClass::FateVerb);
        let named = acts && (self.clauses.is_proper(from, subject_end) || self.clauses.is_nation(from, subject_end));
        let measure = self.clauses.is_measure(from, subject_end) && !effect
            || self.clauses.is_actor(from, subject_end, false)
            || outlay
            || named;
        let body = self.clauses.is_body(from, subject_end);
        // "It will test …": what a new thing will do, where no description or report comes before.
        let told = matches!(self.setting.before, Some(CommitmentKind::None | CommitmentKind::Past));
        let does = starts(CueClass::MeasureVerb) && !told && self.clauses.is_pronoun(from, subject_end);
        let announced = !starts(CueClass::EffectVerb) && (does || self.is_announced(hit, from));
        if measure || body || announced || starts(CueClass::TermVerb) || done {
            return CommitmentKind::Firm;
        }
        if starts(CueClass::EffectVerb) || other { CommitmentKind::None } else { CommitmentKind::Firm }
    }

    /// "Review and reform": what is to be thought about is done as well.
    fn is_joined_to_deed(&self, verb: usize) -> bool {
        let soft = self.scan.class(CueClass::SoftVerb).find(|cue| cue.first == verb);
        soft.is_some_and(|soft| {
            let next = self.clauses.verb_after(soft.end + 1);
            self.clauses.is_joined(soft.end + 1)
                && self.clauses.starts(CueClass::MeasureVerb, next)
                && !self.is_soft(next)
        })
    }

    /// "Will have to …": a plan of the speaker's side, a term for those a measure binds, a need of all others.
    fn obliged(&self, duty: &CueHit, speaks: bool, from: usize) -> CommitmentKind {
        let verb = self.clauses.verb_after(duty.end);
        let party = self.clauses.any_in(CueClass::Party, from, duty.first);
        if party || speaks && self.clauses.starts(CueClass::MeasureVerb, verb) && !self.is_soft(verb) {
            CommitmentKind::Firm
        } else if speaks || !self.clauses.is_other(from, duty.first) {
            CommitmentKind::Soft
        } else {
            CommitmentKind::None
        }
    }

    pub(super) fn continuous(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        if self.is_soft(verb) {
            return Some(CommitmentKind::Soft);
        }
        if self.clauses.starts(CueClass::Pleased, verb) {
            return self.pleased(verb);
        }
        if let Some(firm) = self.scan.class(CueClass::FirmVerb).find(|cue| cue.first == verb && cue.end > verb + 1) {
            return Some(self.decided(firm));
        }
        let acting = self.clauses.is_gerund(verb) && !self.clauses.starts(CueClass::FateVerb, verb);
        // "We are already working on it" goes on, "the centre is already helping" reports.
        let by_us = self.scan.class(CueClass::Speaker).any(|cue| cue.first == hit.first && cue.span.len() <= PRONOUN);
        let kind = match self.clauses.any_in(CueClass::Already, hit.end, verb) && !by_us {
            true => CommitmentKind::Past,
            false => CommitmentKind::Firm,
        };
        acting.then_some(kind)
    }

    /// "We are pleased to …": what is announced, or a deed after "to have".
    fn pleased(&self, at: usize) -> Option<CommitmentKind> {
        let pleased = self.scan.class(CueClass::Pleased).find(|cue| cue.first == at && self.clauses.is_to(cue.end))?;
        let verb = self.clauses.verb_after(pleased.end + 1);
        let starts = |class| self.clauses.starts(class, verb);
        if starts(CueClass::HasAlone) {
            return self.clauses.is_participle(self.clauses.verb_after(verb + 1)).then_some(CommitmentKind::Past);
        }
        let kinds = [
            (CueClass::FirmVerb, CommitmentKind::Firm),
            (CueClass::SoftVerb, CommitmentKind::Soft),
            (CueClass::MeasureVerb, CommitmentKind::Firm),
        ];
        kinds.into_iter().find(|(class, _)| starts(*class)).map(|(_, kind)| kind)
    }
}
