//! What a sentence commits its speaker to.
//!
//! The first predicate of a main clause decides, as a careful reader would
//! have it: who acts, in which tense, with which verb. Clauses opened by
//! "which", "that", "if" and the like do not speak for the sentence.

use crate::model::{Commitment, CommitmentKind, CueRef};
use crate::rules::{CueClass, CueHit, Gap, Scan, Token};

/// How many words of adverbs may stand between "will" and its verb.
const ADVERBS: usize = 4;
/// How far before a verb its subject may begin, in words.
const SUBJECT_REACH: usize = 18;

/// Reads the commitment of a sentence. `lead` is the commitment of the line
/// that introduces a list, for items that only complete it.
pub(super) fn commitment(text: &str, scan: &Scan, lead: Option<CommitmentKind>) -> Commitment {
    let reader = Reader { text, scan };
    let decided = reader.first_predicate();
    let (kind, cue) = match decided {
        Some((kind, cue)) => (kind, Some(cue)),
        None => match reader.opening_measure() {
            Some((_, cue)) if lead.is_some_and(|lead| lead != CommitmentKind::None) => {
                (lead.unwrap_or_default(), Some(cue))
            }
            Some((kind, cue)) => (kind, Some(cue)),
            None => (lead.unwrap_or_default(), None),
        },
    };
    Commitment { kind, cue: cue.map(|hit| CueRef { cue: hit.cue, span: hit.span }), ..Commitment::default() }
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
pub(super) fn predicates(text: &str, scan: &Scan) -> Vec<(CueHit, Predicate)> {
    let reader = Reader { text, scan };
    scan.cues.iter().filter(|hit| is_predicate(hit.class)).map(|hit| (*hit, reader.look(hit))).collect()
}

struct Reader<'a> {
    text: &'a str,
    scan: &'a Scan,
}

impl Reader<'_> {
    fn first_predicate(&self) -> Option<(CommitmentKind, CueHit)> {
        let mut none = None;
        for hit in self.scan.cues.iter().filter(|hit| is_predicate(hit.class)) {
            match self.look(hit) {
                Predicate::Says(CommitmentKind::None) => none = none.or(Some((CommitmentKind::None, *hit))),
                Predicate::Says(kind) => return Some((kind, *hit)),
                Predicate::Subordinate | Predicate::PartOfLonger | Predicate::Silent => {}
            }
        }
        none
    }

    fn look(&self, hit: &CueHit) -> Predicate {
        if self.is_subordinate(hit.first) {
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
            is_predicate(other.class) && other.span.contains(hit.span) && other.span.len() > hit.span.len()
        };
        self.scan.cues.iter().any(|other| longer(&other))
    }

    /// What one predicate says; `None` where it says nothing either way.
    fn judge(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let (from, subject_end) = (self.subject_start(hit.first), hit.first);
        if self.any_in(CueClass::Opponent, from, hit.end) {
            return Some(CommitmentKind::None);
        }
        match hit.class {
            CueClass::Firm => Some(CommitmentKind::Firm),
            CueClass::Soft => Some(CommitmentKind::Soft),
            CueClass::Past if self.any_in(CueClass::Allocation, from, hit.end) => Some(CommitmentKind::Firm),
            CueClass::Past => Some(CommitmentKind::Past),
            CueClass::Modal => Some(self.modal(hit, from, subject_end)),
            CueClass::Perfect => {
                let verb = self.verb_after(hit.end);
                let deed = self.is_participle(verb) && !self.starts(CueClass::FateVerb, verb);
                let allocated = self.any_in(CueClass::Allocation, from, subject_end);
                deed.then_some(if allocated { CommitmentKind::Firm } else { CommitmentKind::Past })
            }
            CueClass::HasAlone => {
                let verb = self.verb_after(hit.end);
                let deed = self.is_participle(verb) && !self.starts(CueClass::FateVerb, verb);
                (deed && self.is_actor(from, subject_end)).then_some(CommitmentKind::Past)
            }
            CueClass::Continuous => self.continuous(hit),
            CueClass::IsAlone if self.is_actor(subject_end.saturating_sub(2), subject_end) => self.continuous(hit),
            CueClass::BeingDone => self.is_participle(self.verb_after(hit.end)).then_some(CommitmentKind::Firm),
            CueClass::Speaker => self.present_or_past(hit),
            _ => None,
        }
    }

    /// "We propose", "we hope", "we launched": a verb right behind the speaker.
    fn present_or_past(&self, speaker: &CueHit) -> Option<CommitmentKind> {
        let verb = self.verb_after(speaker.end);
        let kinds = [
            (CueClass::DeedVerb, CommitmentKind::Past),
            (CueClass::FirmVerb, CommitmentKind::Firm),
            (CueClass::SoftVerb, CommitmentKind::Soft),
        ];
        kinds.into_iter().find(|(class, _)| self.starts(*class, verb)).map(|(_, kind)| kind)
    }

    /// "Will" and its kin: who will do what.
    fn modal(&self, hit: &CueHit, from: usize, subject_end: usize) -> CommitmentKind {
        let verb = self.verb_after(hit.end);
        let subject = |class| self.any_in(class, from, subject_end);
        if subject(CueClass::Speaker) {
            return if self.starts(CueClass::SoftVerb, verb) {
                CommitmentKind::Soft
            } else if self.starts(CueClass::FateVerb, verb) {
                CommitmentKind::None
            } else {
                CommitmentKind::Firm
            };
        }
        if self.starts(CueClass::OutcomeVerb, verb) {
            return CommitmentKind::None;
        }
        let measure = subject(CueClass::MeasureSubject) || self.is_actor(from, subject_end);
        if measure || self.starts(CueClass::TermVerb, verb) || self.is_passive(hit, verb) {
            return CommitmentKind::Firm;
        }
        let idle = self.starts(CueClass::EffectVerb, verb) || self.starts(CueClass::FateVerb, verb);
        if idle || subject(CueClass::Other) { CommitmentKind::None } else { CommitmentKind::Firm }
    }

    /// True where the subject is the speaker's side or goes by an acronym, as
    /// programmes and public bodies do.
    fn is_actor(&self, from: usize, end: usize) -> bool {
        let acronym = |token: &Token| {
            let capitals = token.span.of(self.text).bytes().filter(u8::is_ascii_uppercase).count();
            capitals >= 2 && !token.digit
        };
        let other = || self.any_in(CueClass::Other, from, end);
        self.any_in(CueClass::Speaker, from, end) || (self.scan.tokens[from..end].iter().any(acronym) && !other())
    }

    /// "Will be matched": a participle after the modal and "be".
    fn is_passive(&self, modal: &CueHit, verb: usize) -> bool {
        let be = |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.span.of(self.text) == "be");
        (modal.end..verb).any(be) && self.is_participle(verb)
    }

    fn continuous(&self, hit: &CueHit) -> Option<CommitmentKind> {
        let verb = self.verb_after(hit.end);
        let word = self.scan.tokens.get(verb)?.span.of(self.text);
        if self.starts(CueClass::SoftVerb, verb) {
            return Some(CommitmentKind::Soft);
        }
        let acting = word.len() > 4 && word.ends_with("ing") && !self.starts(CueClass::FateVerb, verb);
        acting.then_some(CommitmentKind::Firm)
    }

    /// A sentence without a subject: "Introduce a new …" and "No stamp duty
    /// on …" are measures, "To build a better …" is an aim.
    fn opening_measure(&self) -> Option<(CommitmentKind, CueHit)> {
        let to = self.scan.tokens.first()?.span.of(self.text).eq_ignore_ascii_case("to");
        let (at, kind) = if to { (1, CommitmentKind::Soft) } else { (0, CommitmentKind::Firm) };
        let verb = self.scan.class(CueClass::MeasureVerb).find(|hit| hit.first == at);
        let fragment = || {
            let finite = |hit: &CueHit| matches!(hit.class, CueClass::IsAlone | CueClass::HasAlone | CueClass::Finite);
            let verbless = !self.scan.cues.iter().any(finite);
            self.scan.class(CueClass::Fragment).find(|hit| hit.first == 0 && verbless)
        };
        verb.or_else(fragment).map(|hit| (kind, *hit))
    }

    /// The verb after an auxiliary, past adverbs.
    fn verb_after(&self, mut at: usize) -> usize {
        for _ in 0..ADVERBS {
            let Some(adverb) = self.scan.class(CueClass::Adverb).find(|cue| cue.first == at) else { break };
            at = adverb.end;
        }
        at
    }

    fn starts(&self, class: CueClass, at: usize) -> bool {
        self.scan.class(class).any(|cue| cue.first == at)
    }

    fn any_in(&self, class: CueClass, from: usize, end: usize) -> bool {
        self.scan.class(class).any(|cue| from <= cue.first && cue.end <= end)
    }

    fn is_participle(&self, at: usize) -> bool {
        let Some(token) = self.scan.tokens.get(at) else { return false };
        let word = token.span.of(self.text);
        let been = || at > 0 && self.scan.tokens[at - 1].span.of(self.text) == "been";
        (word.len() > 3 && (word.ends_with("ed") || (word.ends_with("ing") && been())))
            || self.starts(CueClass::DeedVerb, at)
    }

    /// Where the subject of the verb at `at` begins. A verb that opens a clause
    /// has its subject before an insertion: "the fund, worth £5m, will …".
    fn subject_start(&self, at: usize) -> usize {
        match self.clause_start(at) {
            start if start == at && at > 0 => at.saturating_sub(SUBJECT_REACH),
            start => start,
        }
    }

    /// Index of the first token of the clause that holds token `at`.
    fn clause_start(&self, at: usize) -> usize {
        let floor = at.saturating_sub(SUBJECT_REACH);
        (floor..=at).rev().find(|&index| index == 0 || self.scan.tokens[index].gap == Gap::Clause).unwrap_or(floor)
    }

    /// True where a word such as "which" or "if" opens the clause of token `at`.
    fn is_subordinate(&self, at: usize) -> bool {
        let start = (0..=at).rev().find(|&index| index == 0 || self.scan.tokens[index].gap == Gap::Clause).unwrap_or(0);
        self.scan.class(CueClass::Subordinate).any(|cue| start <= cue.first && cue.end <= at)
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
            | CueClass::IsAlone
            | CueClass::BeingDone
            | CueClass::Speaker
    )
}
