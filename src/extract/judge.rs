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
            CueClass::Soft if self.is_in_phrase(hit) || self.is_likely(hit, from) => None,
            CueClass::Soft => Some(CommitmentKind::Soft),
            CueClass::Past if self.is_set_aside(from, hit.first, hit.end - 1) => Some(CommitmentKind::Firm),
            CueClass::Past if allocated() || self.is_news(hit.first, hit.end) => Some(CommitmentKind::Firm),
            CueClass::Past => Some(CommitmentKind::Past),
            CueClass::Modal => Some(self.modal(hit, from, subject_end)),
            // "This has led to …" tells a deed only where it goes on about one.
            CueClass::Perfect
                if self.clauses.starts(CueClass::GoesOn, hit.first)
                    && match self.setting.before {
                        Some(CommitmentKind::None) => true,
                        // "This has increased to …": it grew by itself.
                        Some(CommitmentKind::Firm) => self.clauses.is_function(self.clauses.verb_after(hit.end) + 1),
                        _ => false,
                    } =>
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
                let cannot = self.clauses.word(hit.first).eq_ignore_ascii_case("cannot");
                // "Losses cannot be set off": of what nobody can do, only the rules are terms.
                if cannot && !self.clauses.has_be(hit.end, verb) {
                    return None;
                }
                let by_us = self.scan.class(CueClass::Speaker).any(is_we) && !cannot;
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
                // "This may also cover villages": what was announced leaves it open.
                let open = self.clauses.word(hit.first).eq_ignore_ascii_case("may")
                    && self.clauses.starts(CueClass::PresentTerm, verb);
                let told = announced || self.setting.before == Some(CommitmentKind::Soft);
                let measure = self.clauses.is_measure(from, subject_end);
                if open && (told && self.clauses.is_bare(from, subject_end) || measure) {
                    return Some(CommitmentKind::Soft);
                }
                let permits = self.clauses.word(hit.end) != "not"
                    && self.clauses.starts_within(CueClass::PermittedVerb, hit.end, verb);
                let speaks = self.clauses.any_in(CueClass::Speaker, from, subject_end);
                // "A number of ways can be used" tells of no measure.
                let any = self.clauses.is_article(from) && !self.clauses.is_measure(from, subject_end);
                let used = self.clauses.word(verb) == "used" && any;
                (permits && !speaks && !used).then_some(CommitmentKind::Firm)
            }
            CueClass::Must => self.must(hit, from),
            CueClass::Continuous => self.continuous(hit),
            // "Is once again being raised": adverbs part the two.
            CueClass::IsAlone if self.is_being_done(hit) => Some(CommitmentKind::Firm),
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

    /// "This should cut delays": what is likely to come of a thing, and no call to anybody.
    fn is_likely(&self, hit: &CueHit, from: usize) -> bool {
        let verb = self.clauses.verb_after(hit.end);
        let brings =
            [CueClass::OutcomeVerb, CueClass::EffectVerb].into_iter().any(|class| self.clauses.starts(class, verb));
        let thing = self.clauses.is_bare(from, hit.first) || self.clauses.starts(CueClass::Demonstrative, from);
        self.clauses.word(hit.first).eq_ignore_ascii_case("should") && hit.end == hit.first + 1 && brings && thing
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
        let in_list = self.setting.lead == Some(CommitmentKind::Firm) && self.setting.before.is_none();
        let announced = self.setting.before == Some(CommitmentKind::Firm) || in_list;
        self.clauses.is_measure(from, hit.first)
            || self.clauses.is_body(from, hit.first)
            || announced && self.clauses.is_thing(from, hit.first)
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
        let ahead = !over && (self.is_news(hit.first, verb) || self.lies_ahead(verb));
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
        let speaks = self.speaks(from, hit);
        // "Will work with the …": what looks like "will be the …" has no "be".
        let complement = self.clauses.has_be(hit.end, verb) || !self.clauses.is_determiner(verb);
        let starts =
            |class| (class != CueClass::EffectVerb || complement) && self.clauses.starts_within(class, hit.end, verb);
        let done = self.clauses.is_be_done(hit.end, verb);
        let stands_for_body = self.setting.after_body && self.clauses.is_pronoun(from, subject_end);
        if let Some(duty) = self.scan.class(CueClass::Obligation).find(|cue| cue.first == verb) {
            return self.obliged(duty, speaks, from);
        }
        if speaks || stands_for_body {
            let soft = starts(CueClass::SoftVerb) || self.clauses.is_inquiry(verb);
            return if soft && !self.is_joined_to_deed(verb) {
                CommitmentKind::Soft
            } else if self.is_idle(hit, verb) && !done || stands_for_body && starts(CueClass::OutcomeVerb) {
                CommitmentKind::None
            } else {
                CommitmentKind::Firm
            };
        }
        // "There will be continued demand": what there will be is nobody's deed.
        if self.clauses.is_dummy(hit.first) && !starts(CueClass::TermVerb) {
            return CommitmentKind::None;
        }
        let other = self.clauses.is_other(from, subject_end);
        // "More people will be able to work": how many is what comes of a measure.
        if other && matches!(self.clauses.word(from), "more" | "More" | "fewer" | "Fewer") && !done {
            return CommitmentKind::None;
        }
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
        let condition = self.clauses.is_condition() && starts(CueClass::MeasureVerb);
        let terms = starts(CueClass::TermVerb) || condition || self.provides(hit, from, verb);
        if measure || body || announced || terms || done {
            return CommitmentKind::Firm;
        }
        let figure = self.is_share(hit, verb) || self.clauses.is_comparison(hit.end, verb);
        let tells = starts(CueClass::EffectVerb) || other || figure;
        if tells { CommitmentKind::None } else { CommitmentKind::Firm }
    }

    /// True for what befalls its subject, or leads on in a speech. What "I will explain"
    /// comes next; what a department will explain it is to do.
    fn is_idle(&self, hit: &CueHit, verb: usize) -> bool {
        let ends = |class| {
            let verbs = self.scan.class(class).filter(|cue| (hit.end..=verb).contains(&cue.first) && cue.end > verb);
            verbs.map(|cue| cue.end).max()
        };
        let we = |cue: &CueHit| cue.end == self.clauses.before_adverbs(hit.first) && cue.span.len() > PRONOUN;
        let body = self.scan.class(CueClass::Speaker).any(we) && self.clauses.word(verb) != "accept";
        let is = self.clauses.has_be(hit.end, verb) && self.clauses.starts(CueClass::TermVerb, verb);
        let does = |end| ends(CueClass::MeasureVerb) == Some(end) || is;
        ends(CueClass::FateVerb).is_some_and(|end| !body || !does(end))
    }

    /// "Will be about 40 per cent of the price": a figure that is no sum.
    fn is_share(&self, hit: &CueHit, verb: usize) -> bool {
        let digit = |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.digit);
        let figure = digit(verb) || self.clauses.is_function(verb) && digit(verb + 1);
        self.clauses.has_be(hit.end, verb) && figure && !self.clauses.has_sum(verb, verb + SUM_REACH)
    }

    /// True where the speaker's side is in a subject, and not only in what tells more of it:
    /// "the grants that we raised in this Budget will help".
    fn speaks(&self, from: usize, hit: &CueHit) -> bool {
        let inside = |cue: &&CueHit| from <= cue.first && cue.end <= hit.end;
        let relative = self.scan.class(CueClass::Relative).filter(inside).map(|cue| cue.first).min();
        let end = self.clauses.before_adverbs(hit.first);
        let ends = |cue: &CueHit| cue.end >= end && !(cue.first > from && self.clauses.is_function(cue.first - 1));
        let beside = |cue: &CueHit| ends(cue) || relative.is_none_or(|relative| cue.first < relative);
        self.scan.class(CueClass::Speaker).filter(inside).any(beside)
    }

    /// "This will provide £9 million …": the money of what the sentence before announced.
    fn provides(&self, hit: &CueHit, from: usize, verb: usize) -> bool {
        self.setting.before == Some(CommitmentKind::Firm)
            && self.clauses.is_bare(from, hit.first)
            && self.clauses.starts(CueClass::MeasureVerb, verb)
            && !self.clauses.starts(CueClass::EffectVerb, verb)
            && self.clauses.has_sum(verb, verb + 2 * SUM_REACH)
            // "Will cut the cost by £9 million" tells what it brings about.
            && !(verb..verb + 2 * SUM_REACH).any(|at| self.clauses.word(at) == "by")
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
}
