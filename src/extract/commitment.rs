//! What a sentence commits its speaker to.
//!
//! The first predicate of a main clause decides, as a careful reader would
//! have it: who acts, in which tense, with which verb. A predicate that is
//! joined to it by "and" decides where it binds more. Clauses opened by
//! "which", "that", "if" and the like do not speak for the sentence.

use super::clause::Clauses;
use crate::model::{Commitment, CommitmentKind, CueRef, Sentence};
use crate::rules::{CueClass, CueHit, RuleSet, Scan};

/// How many words may stand before what points to a later part of a speech.
const POINTER_REACH: usize = 2;
/// Longest pronoun for the speaker, in bytes: "we". Longer words name a body.
const PRONOUN: usize = 2;
/// How many words may stand before the name of a body that acts.
const BODY_REACH: usize = 2;

/// What is known of a sentence from those before it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// The commitment of the line that introduces a list, for items that only complete it.
    pub(super) lead: Option<CommitmentKind>,
    /// The sentence before is about what a public body does: "it" is that body.
    pub(super) after_body: bool,
}

/// Reads the commitment of a sentence.
pub(super) fn commitment(text: &str, scan: &Scan, setting: Setting) -> Commitment {
    let reader = Reader::new(text, scan, setting);
    let lead = setting.lead;
    if reader.clauses.is_question() {
        return Commitment::default();
    }
    let (kind, cue) = match reader.decisive() {
        Some((kind, cue)) => (kind, Some(cue)),
        None => match reader.clauses.fragment() {
            Some((_, cue)) if lead.is_some_and(|lead| lead != CommitmentKind::None) => {
                (lead.unwrap_or_default(), Some(cue))
            }
            Some((kind, cue)) => (kind, Some(cue)),
            None => (lead.unwrap_or_default(), None),
        },
    };
    Commitment { kind, cue: cue.map(|hit| CueRef { cue: hit.cue, span: hit.span }), ..Commitment::default() }
}

/// True where "it" in a sentence may be a public body, the subject of the
/// sentence before: "The Ministry will move. It will take its staff along."
pub(super) fn follows_body(
    rules: &RuleSet,
    text: &str,
    scan: &Scan,
    sentence: &Sentence,
    before: Option<&Sentence>,
) -> bool {
    let refers = scan.class(CueClass::SubjectReference).any(|cue| cue.first <= BODY_REACH);
    let Some(before) = before.filter(|before| refers && before.block == sentence.block) else { return false };
    let mut scan = Scan::default();
    rules.scan(text, before.span, &mut scan);
    scan.class(CueClass::Speaker).any(|cue| cue.first <= BODY_REACH && cue.span.len() > PRONOUN)
}

/// What one predicate of a sentence adds to its commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Predicate {
    /// What the sentence commits to, if no predicate before it has decided.
    Says(CommitmentKind),
    /// Its clause does not speak for the sentence.
    Subordinate,
    /// A longer cue says what is meant.
    PartOfLonger,
    /// Neither its subject nor its verb makes it a promise or a deed.
    Silent,
}

/// All predicates of a sentence in order of place, with what each says.
pub(super) fn predicates(text: &str, scan: &Scan, setting: Setting) -> Vec<(CueHit, Predicate)> {
    let reader = Reader::new(text, scan, setting);
    scan.cues.iter().filter(|hit| is_predicate(hit.class)).map(|hit| (*hit, reader.look(hit))).collect()
}

struct Reader<'a> {
    clauses: Clauses<'a>,
    scan: &'a Scan,
    setting: Setting,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, scan: &'a Scan, setting: Setting) -> Self {
        Self { clauses: Clauses { text, scan }, scan, setting }
    }

    /// The predicate that speaks for the sentence.
    fn decisive(&self) -> Option<(CommitmentKind, CueHit)> {
        let is_pointer = |cue: &&CueHit| cue.first <= POINTER_REACH && !self.is_part_of_longer(cue);
        if let Some(pointer) = self.scan.class(CueClass::Pointer).find(is_pointer) {
            return Some((CommitmentKind::None, *pointer));
        }
        let (mut best, mut none): (Option<(CommitmentKind, CueHit)>, _) = (None, None);
        for hit in self.scan.cues.iter().filter(|hit| is_predicate(hit.class)) {
            let kind = match (self.look(hit), best) {
                (Predicate::Says(kind), _) => kind,
                // "We have built … and are training …": the subject is the one before.
                (Predicate::Silent, Some(_)) if hit.class == CueClass::IsAlone && self.clauses.is_joined(hit.first) => {
                    self.continuous(hit).unwrap_or_default()
                }
                _ => continue,
            };
            match best {
                _ if kind == CommitmentKind::None => none = none.or(Some((kind, *hit))),
                None if self.clauses.is_in_description(hit) => {}
                None => best = Some((kind, *hit)),
                Some((before, at)) if binds(kind) > binds(before) && self.clauses.opens(hit, at.end) => {
                    best = Some((kind, *hit))
                }
                Some(_) => {}
            }
        }
        best.or(none)
    }

    fn look(&self, hit: &CueHit) -> Predicate {
        if self.clauses.is_subordinate(hit) {
            Predicate::Subordinate
        } else if self.is_part_of_longer(hit) {
            Predicate::PartOfLonger
        } else {
            self.judge(hit).map_or(Predicate::Silent, Predicate::Says)
        }
    }

    /// "I have decided to" says more than the "I have" in it.
    fn is_part_of_longer(&self, hit: &CueHit) -> bool {
        let longer = |other: &&CueHit| {
            is_predicate(other.class)
                && other.class != CueClass::Speaker
                && other.span.contains(hit.span)
                && other.span.len() > hit.span.len()
        };
        self.scan.cues.iter().any(|other| longer(&other))
    }

    /// What one predicate says; `None` where it says nothing either way.
    fn judge(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let (from, subject_end) = (self.clauses.subject_start(hit.first), hit.first);
        if self.clauses.any_in(CueClass::Opponent, from, hit.end) {
            return Some(CommitmentKind::None);
        }
        let allocated = || self.clauses.any_in(CueClass::Allocation, from, hit.end);
        match hit.class {
            CueClass::Firm => Some(self.decided(hit)),
            CueClass::Soft => Some(CommitmentKind::Soft),
            CueClass::Past if allocated() => Some(CommitmentKind::Firm),
            CueClass::Past => Some(CommitmentKind::Past),
            CueClass::Modal => Some(self.modal(hit, from, subject_end)),
            CueClass::Perfect => self.perfect(hit).map(|kind| if allocated() { CommitmentKind::Firm } else { kind }),
            CueClass::HasAlone => {
                let verb = self.clauses.verb_after(hit.end);
                if self.clauses.is_passive(hit.end) {
                    let done = self.perfect(hit);
                    return done.map(|kind| if allocated() { CommitmentKind::Firm } else { kind });
                }
                let actor = self.clauses.is_actor(from, subject_end, self.setting.after_body)
                    || self.clauses.is_own(from, subject_end)
                    || self.clauses.shares_subject(hit)
                    || self.clauses.is_measure(from, subject_end) && self.clauses.starts(CueClass::DeedVerb, verb);
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
                let permits = self.clauses.starts_within(CueClass::PermittedVerb, hit.end, verb);
                let speaks = self.clauses.any_in(CueClass::Speaker, from, subject_end);
                (permits && !speaks).then_some(CommitmentKind::Firm)
            }
            CueClass::Must => self.must(hit, from),
            CueClass::Continuous => self.continuous(hit),
            CueClass::IsAlone if self.clauses.is_actor(from, subject_end, self.setting.after_body) => {
                self.continuous(hit)
            }
            CueClass::BeingDone => {
                self.clauses.is_participle(self.clauses.verb_after(hit.end)).then_some(CommitmentKind::Firm)
            }
            CueClass::Speaker => self.present_or_past(hit),
            _ => None,
        }
    }

    /// "We propose to …": firm, unless what is proposed is to think about it.
    fn decided(&self, hit: &CueHit) -> CommitmentKind {
        let verb = if self.clauses.is_to(hit.end) { hit.end + 1 } else { hit.end };
        match self.clauses.is_to(verb - 1) && self.is_soft(self.clauses.verb_after(verb)) {
            true => CommitmentKind::Soft,
            false => CommitmentKind::Firm,
        }
    }

    /// True for a verb that leaves the matter open, by itself or with its object.
    fn is_soft(&self, verb: usize) -> bool {
        self.clauses.starts(CueClass::SoftVerb, verb) || self.clauses.is_inquiry(verb)
    }

    /// "Would": what a party would do, and what a budget says would be done.
    fn would(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        // "We said we would" reports.
        let is_first = self.scan.class(CueClass::Speaker).all(|cue| from <= cue.first || hit.end <= cue.first);
        if is_first && self.clauses.is_actor(from, hit.first, false) {
            let soft = self.is_soft(verb).then_some(CommitmentKind::Soft);
            return soft.or(self.clauses.starts(CueClass::MeasureVerb, verb).then_some(CommitmentKind::Firm));
        }
        let done = self.clauses.is_be_done(hit.end, verb) && self.clauses.starts(CueClass::DeedVerb, verb);
        done.then_some(CommitmentKind::Firm)
    }

    /// "Must": an order to a body of one's own, a call to all others.
    fn must(&self, hit: &CueHit, from: usize) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        let (be, done) = (self.clauses.has_be(hit.end, verb), self.clauses.is_be_done(hit.end, verb));
        let is_we = |cue: &&CueHit| from <= cue.first && cue.end <= hit.first && cue.span.len() <= PRONOUN;
        // "These services": the noun behind it is the subject.
        let head = from + usize::from(self.clauses.starts(CueClass::Demonstrative, from) && from + 1 < hit.first);
        let is_other = self.clauses.is_other(head, hit.first);
        if self.scan.class(CueClass::Speaker).any(|cue| is_we(&cue)) {
            Some(CommitmentKind::Soft)
        } else if self.clauses.starts(CueClass::FateVerb, verb) || done && is_other {
            None
        } else if done || self.clauses.is_actor(from, hit.first, false) {
            Some(CommitmentKind::Firm)
        } else {
            (!be).then_some(CommitmentKind::Soft)
        }
    }

    /// "We have …": a deed, unless what follows is an aim or befalls anybody.
    fn perfect(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        if self.clauses.starts_within(CueClass::Soft, hit.end, verb) {
            return Some(CommitmentKind::Soft);
        }
        if self.clauses.starts(CueClass::FirmVerb, verb) {
            return Some(CommitmentKind::Firm);
        }
        let deed = self.clauses.is_participle(verb) && !self.clauses.starts(CueClass::FateVerb, verb);
        deed.then_some(CommitmentKind::Past)
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
        let starts = |class| self.clauses.starts_within(class, hit.end, verb);
        let done = self.clauses.is_be_done(hit.end, verb);
        let stands_for_body = self.setting.after_body && self.clauses.is_pronoun(from, subject_end);
        if subject(CueClass::Speaker) || stands_for_body {
            return if starts(CueClass::SoftVerb) || self.clauses.is_inquiry(verb) {
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
        if starts(CueClass::OutcomeVerb) {
            return CommitmentKind::None;
        }
        let excused = starts(CueClass::TermVerb) || starts(CueClass::EffectVerb);
        if starts(CueClass::FateVerb) && !excused && !done {
            return CommitmentKind::None;
        }
        // What a measure named before brings about is no term of it: "these grants will help".
        let effect = starts(CueClass::EffectVerb) && self.clauses.starts(CueClass::Demonstrative, from);
        let measure =
            self.clauses.is_measure(from, subject_end) && !effect || self.clauses.is_actor(from, subject_end, false);
        if measure || starts(CueClass::TermVerb) || done {
            return CommitmentKind::Firm;
        }
        if starts(CueClass::EffectVerb) || other { CommitmentKind::None } else { CommitmentKind::Firm }
    }

    fn continuous(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let verb = self.clauses.verb_after(hit.end);
        if self.is_soft(verb) {
            return Some(CommitmentKind::Soft);
        }
        if self.clauses.starts(CueClass::Pleased, verb) {
            return self.pleased(verb);
        }
        let acting = self.clauses.is_gerund(verb) && !self.clauses.starts(CueClass::FateVerb, verb);
        let kind = match self.clauses.any_in(CueClass::Already, hit.end, verb) {
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

/// How much a commitment binds, for clauses of the same weight.
fn binds(kind: CommitmentKind) -> u8 {
    match kind {
        CommitmentKind::None => 0,
        CommitmentKind::Past => 1,
        CommitmentKind::Soft => 2,
        CommitmentKind::Firm => 3,
    }
}

fn is_predicate(class: CueClass) -> bool {
    matches!(
        class,
        CueClass::Firm
            | CueClass::Soft
            | CueClass::Past
            | CueClass::Modal
            | CueClass::Perfect
            | CueClass::Continuous
            | CueClass::HasAlone
            | CueClass::WasAlone
            | CueClass::Would
            | CueClass::Can
            | CueClass::Must
            | CueClass::IsAlone
            | CueClass::BeingDone
            | CueClass::Speaker
    )
}
