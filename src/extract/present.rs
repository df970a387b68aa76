//! Predicates in the present and the past that need more than their words:
//! what a measure is made of, money that stands or was set aside, deeds, duties.

use super::clause::is_finite;
use super::commitment::{PRONOUN, Reader};
use crate::model::CommitmentKind;
use crate::rules::{CueClass, CueHit};

/// How many words may stand between a verb and the sum that is its object.
pub(super) const SUM_REACH: usize = 5;
/// As far as a sentence goes, in words.
const SENTENCE: usize = 60;

impl Reader<'_> {
    /// "The programme is building …", "The outlay is £5m": a measure that goes on, money that is planned.
    pub(super) fn is_doing(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        let measure = self.clauses.is_measure(from, hit.first) || self.clauses.is_own(from, hit.first);
        let before = |cue: &CueHit| is_finite(cue.class) && from <= cue.first && cue.end <= hit.first;
        if self.clauses.is_other(from, hit.first) || self.scan.cues.iter().any(before) {
            return None;
        }
        if let Some(firm) = self.scan.class(CueClass::FirmVerb).find(|cue| cue.first == verb) {
            return Some(self.decided(firm));
        }
        if self.clauses.starts(CueClass::Pleased, verb) {
            return None;
        }
        // "The measure is likely to …" tells what may come of it.
        if self.clauses.any_in(CueClass::SoftVerb, hit.end, verb + 1) && !self.clauses.is_gerund(verb) {
            return None;
        }
        let set_aside = self.clauses.starts(CueClass::FundingVerb, verb) && self.clauses.is_sum(from, hit.first);
        if set_aside && self.scan.class(CueClass::Behind).next().is_none() {
            return Some(CommitmentKind::Firm);
        }
        let done = self.clauses.is_participle(verb) || self.clauses.starts(CueClass::FateVerb, verb);
        if !done
            && (measure || self.clauses.any_in(CueClass::Allocation, from, hit.first))
            && self.clauses.has_sum(hit.end, hit.end + SUM_REACH)
        {
            return Some(CommitmentKind::Firm);
        }
        let goes_on = self.clauses.is_body(from, hit.first)
            || measure && (self.clauses.is_determiner(from) || self.clauses.starts(CueClass::Own, from))
            || self.clauses.is_determiner(from) && self.clauses.is_gerund(verb) && self.is_soft(verb);
        goes_on.then(|| self.continuous(hit)).flatten()
    }

    /// "Is once again being raised": the passive of what is done now, with adverbs in between.
    pub(super) fn is_being_done(&self, hit: &CueHit) -> bool {
        let being = self.clauses.verb_after(hit.end);
        let verb = self.clauses.verb_after(being + 1);
        being > hit.end
            && self.clauses.word(being) == "being"
            && self.clauses.is_participle(verb)
            && !self.clauses.starts(CueClass::FateVerb, verb)
            && !self.clauses.any_in(CueClass::Already, hit.end, being)
    }

    /// "These include …", "$90 million goes to …": the terms of what was announced, and money in the present.
    pub(super) fn present(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let clauses = &self.clauses;
        let verb = |cue: &CueHit| {
            (is_finite(cue.class) || cue.class == CueClass::Modal) && from <= cue.first && cue.end <= hit.first
        };
        if hit.first > 0 && clauses.is_to(hit.first - 1) || self.scan.cues.iter().any(verb) {
            return None;
        }
        let opens = hit.first <= 1 && self.scan.class(CueClass::GoesOn).any(|cue| cue.first == hit.first);
        let bare = opens || clauses.is_bare(from, hit.first);
        let (term, before) = (hit.class == CueClass::PresentTerm, self.setting.before);
        let is_budget = |cue: &CueHit| from <= cue.first && cue.end == hit.first && cue.span.len() > PRONOUN;
        let budget = self.scan.class(CueClass::Speaker).any(is_budget) || clauses.is_own(from, hit.first);
        // "Funding of £12 million is available": of what is, only the sum itself.
        let is = clauses.starts(CueClass::IsAlone, hit.first);
        let money = (term || !is) && clauses.has_sum(hit.end, hit.end + SENTENCE);
        let firm = Some(CommitmentKind::Firm);
        // "These include:" has the label of what it is about, and gives it to its list.
        if term && bare && hit.end >= self.scan.tokens.len() {
            return before;
        }
        if term && bare {
            let past = before == Some(CommitmentKind::Past) && self.clauses.is_past_tense(hit.end - 1);
            let adds = self.clauses.word(hit.first) != self.clauses.word(hit.end - 1);
            return before.filter(|kind| past || *kind == CommitmentKind::Firm && (!adds || money || opens));
        }
        let measure = clauses.is_measure(from, hit.first) || clauses.is_body(from, hit.first);
        let actor = clauses.is_actor(from, hit.first, false);
        let stands =
            term && (measure || clauses.is_sum(from, hit.first)) && (before.is_none() || before == firm || money)
                || !term && clauses.is_sum(from, hit.first)
                || !term && money && (measure || actor || before == firm && bare || budget);
        (stands && (bare || budget || !clauses.is_other(from, hit.first))).then_some(CommitmentKind::Firm)
    }

    /// "Rs 90 crore has been provided": money that was set aside, and not in years that are over.
    pub(super) fn is_set_aside(&self, from: usize, subject_end: usize, verb: usize) -> bool {
        self.clauses.starts(CueClass::FundingVerb, verb)
            && self.clauses.is_sum(from, subject_end)
            && self.scan.class(CueClass::Behind).next().is_none()
    }

    /// "The scheme removed a burden": a measure, a body or what is the speaker's own in the simple past.
    pub(super) fn simple_past(&self) -> Option<(CommitmentKind, CueHit)> {
        let clauses = &self.clauses;
        let finite =
            |cue: &CueHit| (is_finite(cue.class) || cue.class == CueClass::Modal) && !clauses.is_subordinate(cue);
        if self.scan.cues.iter().any(finite) {
            return None;
        }
        let done = |hit: &&CueHit| {
            let from = clauses.subject_start(hit.first);
            let subject = clauses.before_adverbs(hit.first);
            let who = clauses.is_measure(from, subject) && !clauses.is_other(from, subject)
                || clauses.is_body(from, subject)
                || clauses.is_own(from, subject)
                || self.setting.after_body && clauses.is_pronoun(from, hit.first)
                || self.setting.before == Some(CommitmentKind::Past) && clauses.is_bare(from, hit.first);
            from < subject
                && who
                && !clauses.is_subordinate(hit)
                && !clauses.starts(CueClass::FateVerb, hit.first)
                && !clauses.any_in(CueClass::Opponent, from, hit.first)
                && !clauses.is_function(subject - 1)
                && !clauses.is_determiner(subject - 1)
                && !clauses.is_function(hit.end)
                && hit.end < self.scan.tokens.len()
        };
        // "The scheme removed the fee": any regular verb between a measure and an article.
        let regular = |hit: &&CueHit| {
            let verb = clauses.verb_after(hit.end);
            let from = clauses.subject_start(hit.first);
            let goes_on = hit.class == CueClass::GoesOn && hit.first == from;
            clauses.is_past_tense(verb)
                && clauses.is_determiner(verb + 1)
                && (goes_on || clauses.is_measure(from, hit.end) && !clauses.is_other(from, hit.end))
                && !clauses.is_subordinate(hit)
                && !clauses.starts(CueClass::FateVerb, verb)
        };
        let known = self.scan.class(CueClass::DeedVerb).find(done);
        let known = known.or_else(|| self.scan.class(CueClass::MeasureSubject).find(regular));
        let reported = self.setting.before == Some(CommitmentKind::Past);
        let known = known.or_else(|| self.scan.class(CueClass::GoesOn).filter(|_| reported).find(regular));
        known.map(|hit| (CommitmentKind::Past, *hit))
    }

    /// True where a report is the announcement itself: "has been announced today".
    pub(super) fn is_news(&self, first: usize, end: usize) -> bool {
        let verb = |cue: &CueHit| (first..=end).contains(&cue.first);
        self.scan.class(CueClass::AnnounceVerb).any(verb)
            && self
                .scan
                .class(CueClass::Today)
                .any(|cue| cue.first == 0 || !self.clauses.is_participle(cue.first - 1) || cue.first - 1 <= end)
    }

    /// True where money that was set aside is still to be spent: "has committed £9m over the next four years".
    pub(super) fn lies_ahead(&self, verb: usize) -> bool {
        self.clauses.starts(CueClass::FundingVerb, verb) && self.scan.class(CueClass::Ahead).any(|cue| cue.first > verb)
            || self.clauses.starts(CueClass::DeedVerb, verb)
                && self.clauses.any_in(CueClass::Allocation, verb + 1, verb + 1 + SUM_REACH)
    }

    /// "We are pleased to …": what is announced, or a deed after "to have".
    pub(super) fn pleased(&self, at: usize) -> Option<CommitmentKind> {
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
