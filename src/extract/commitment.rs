//! What a sentence commits its speaker to.
//!
//! The first predicate of a main clause decides, as a careful reader would
//! have it: who acts, in which tense, with which verb. A predicate that is
//! joined to it by "and" decides where it binds more. Clauses opened by
//! "which", "that", "if" and the like do not speak for the sentence.

use super::clause::{Clauses, is_finite};
use crate::model::{Commitment, CommitmentKind, Sentence, SentenceFacts};
use crate::rules::{CueClass, CueHit, RuleSet, Scan};

/// How many words may stand before what points to a later part of a speech.
const POINTER_REACH: usize = 3;
/// Longest pronoun for the speaker, in bytes: "we". Longer words name a body.
pub(super) const PRONOUN: usize = 2;
/// How many words may stand before "it" where it may be the subject of a sentence.
const GOES_ON_REACH: usize = 8;
/// How many sentences in a row may go on about the first.
const CHAIN: usize = 4;
/// How many words may stand behind "the following" where it only leads to what follows.
const LEAD_IN_REACH: usize = 5;
/// How many words may stand before the name of a body that acts.
const BODY_REACH: usize = 2;

/// What is known of a sentence from those before it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Setting {
    /// The commitment of the line that introduces a list, for items that only complete it.
    pub(super) lead: Option<CommitmentKind>,
    /// The sentence before is about what a public body does: "it" is that body.
    pub(super) after_body: bool,
    /// What the sentence before commits to, where this one goes on about the same: "these include …".
    pub(super) before: Option<CommitmentKind>,
    /// Another sentence of its block comes before it.
    follows: bool,
}

impl Setting {
    /// What the sentences before one tell of it, the last of them first.
    pub(super) fn read(
        rules: &RuleSet,
        text: &str,
        scan: &Scan,
        sentence: &Sentence,
        before: &[SentenceFacts],
        lead: Option<CommitmentKind>,
    ) -> Self {
        let refers = scan.class(CueClass::SubjectReference).any(|cue| cue.first <= BODY_REACH);
        let before = before_in_block(sentence, before);
        let follows = before.is_some();
        let before = before.filter(|_| refers || goes_on(scan));
        let Some((last, rest)) = before else { return Self { lead, follows, ..Self::default() } };
        let last_scan = cues_of(rules, text, last);
        let after_body = refers && names_body(&last_scan);
        let before = goes_on(scan).then(|| kind_of(rules, text, &last_scan, last, rest, CHAIN));
        Self { lead, after_body, before, follows }
    }
}

/// The sentence before one in its block, and those before that.
fn before_in_block<'a>(
    sentence: &Sentence,
    before: &'a [SentenceFacts],
) -> Option<(&'a SentenceFacts, &'a [SentenceFacts])> {
    before.split_last().filter(|(last, _)| last.sentence.block == sentence.block)
}

/// A sentence read again for its cues; its topics are not looked for.
fn cues_of(rules: &RuleSet, text: &str, facts: &SentenceFacts) -> Scan {
    let mut scan = Scan::default();
    rules.scan_words(text, facts.sentence.span, &mut scan);
    rules.scan_cues(text, &mut scan);
    scan
}

/// True where a sentence goes on about what the one before it said.
fn goes_on(scan: &Scan) -> bool {
    scan.class(CueClass::GoesOn).any(|cue| {
        let pronoun = cue.first <= GOES_ON_REACH && scan.is_in(cue.first, CueClass::SubjectReference);
        cue.first <= BODY_REACH || pronoun
    })
}

/// True where a public body opens a sentence, so that "it" in the next may be that
/// body: "The Ministry will move. It will take its staff along."
fn names_body(scan: &Scan) -> bool {
    scan.class(CueClass::Speaker).any(|cue| cue.first <= BODY_REACH && cue.span.len() > PRONOUN)
}

/// What a sentence commits to, for one that goes on about it. It may itself
/// go on about another, up to `chain` in a row.
fn kind_of(
    rules: &RuleSet,
    text: &str,
    scan: &Scan,
    facts: &SentenceFacts,
    before: &[SentenceFacts],
    chain: usize,
) -> CommitmentKind {
    let before = before_in_block(&facts.sentence, before).filter(|_| chain > 1 && goes_on(scan));
    let before = before.map(|(last, rest)| kind_of(rules, text, &cues_of(rules, text, last), last, rest, chain - 1));
    decide(text, scan, Setting { before, ..Setting::default() }).kind
}

/// True where no verb makes a sentence of the words.
pub(super) fn is_verbless(text: &str, scan: &Scan) -> bool {
    let clauses = Clauses { text, scan };
    // "Ensures that …": an item without a subject.
    if scan.cues.iter().any(|cue| cue.first == 0 && matches!(cue.class, CueClass::Finite | CueClass::PresentVerb)) {
        return true;
    }
    let is_we = |cue: &CueHit| cue.class == CueClass::Speaker && cue.span.len() <= PRONOUN;
    let is_verb = |cue: &CueHit| is_finite(cue.class) || cue.class == CueClass::Modal || is_we(cue);
    !scan.cues.iter().any(|cue| is_verb(cue) && !clauses.is_subordinate(cue))
}

/// What a line commits to that breaks off for the list which completes it:
/// "In the next year we will:", "So far we have:".
pub(super) fn broken_off(text: &str, scan: &Scan, kind: CommitmentKind) -> Option<CommitmentKind> {
    let end = scan.tokens.len();
    let last = |class: CueClass| scan.class(class).any(|cue| cue.end == end);
    let ours = || scan.class(CueClass::Speaker).next().is_some() || scan.class(CueClass::Own).next().is_some();
    let clauses = Clauses { text, scan };
    let kinds = [
        (CueClass::Modal, CommitmentKind::Firm),
        (CueClass::Continuous, CommitmentKind::Firm),
        (CueClass::Perfect, CommitmentKind::Past),
    ];
    if clauses.any_in(CueClass::Opponent, 0, end) {
        return None;
    }
    let known = kinds.into_iter().find(|(class, _)| last(*class)).map(|(_, kind)| kind);
    known.or_else(|| (last(CueClass::IsAlone) && ours()).then_some(CommitmentKind::Firm)).or_else(|| {
        let breaks = last(CueClass::PresentTerm) || last(CueClass::Soft) || last(CueClass::Firm);
        breaks.then_some(kind)
    })
}

/// True where a sentence only leads to what follows it: "I propose the following measures."
pub(super) fn is_lead_in(scan: &Scan) -> bool {
    scan.class(CueClass::LeadIn).any(|cue| cue.end + LEAD_IN_REACH >= scan.tokens.len())
}

/// What speaks for a sentence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Decision {
    /// Firm, soft, past or none.
    kind: CommitmentKind,
    /// The cue that decided; `None` where none was found.
    pub(super) cue: Option<CueHit>,
}

impl From<Decision> for Commitment {
    fn from(decision: Decision) -> Self {
        Self { kind: decision.kind, decided: decision.cue.is_some(), ..Self::default() }
    }
}

/// Reads the commitment of a sentence.
pub(super) fn decide(text: &str, scan: &Scan, setting: Setting) -> Decision {
    let reader = Reader::new(text, scan, setting);
    let lead = setting.lead;
    if reader.clauses.is_question() {
        return Decision::default();
    }
    let (kind, cue) = match reader.decisive() {
        Some((kind, cue)) => (kind, Some(cue)),
        None => match reader.clauses.fragment() {
            // What is to be thought about stays so in a list of promises.
            Some((kind, cue))
                if kind != CommitmentKind::Soft && lead.is_some_and(|lead| lead != CommitmentKind::None) =>
            {
                (lead.unwrap_or_default(), Some(cue))
            }
            Some((kind, cue)) => (kind, Some(cue)),
            None => (lead.filter(|_| !reader.is_whole()).unwrap_or_default(), None),
        },
    };
    Decision { kind, cue }
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

pub(super) struct Reader<'a> {
    pub(super) clauses: Clauses<'a>,
    pub(super) scan: &'a Scan,
    pub(super) setting: Setting,
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
                // "We have built … and can do more" reports.
                Some(_) if hit.class == CueClass::Can => {}
                Some((before, at))
                    if binds(kind) > binds(before)
                        && self.clauses.opens(hit, at.end, before == CommitmentKind::Past) =>
                {
                    best = Some((kind, *hit))
                }
                Some(_) => {}
            }
        }
        best.or(none).or_else(|| self.simple_past())
    }

    /// True for a sentence of its own, which completes no line before it though its verb is
    /// unknown: "This shows how …", "Departments now rely on …".
    fn is_whole(&self) -> bool {
        let refers = |cue: &CueHit| cue.first == 0 && cue.end < self.scan.tokens.len();
        let states = |cue: &CueHit| {
            let plural = cue.first == 0 && self.clauses.word(cue.end - 1).ends_with('s');
            plural && self.clauses.starts(CueClass::MeasureVerb, self.clauses.verb_after(cue.end))
        };
        // "98 (4)." refers.
        if self.scan.tokens.iter().all(|token| token.digit) {
            return true;
        }
        let main = |cue: &CueHit| is_finite(cue.class) && !self.clauses.is_subordinate(cue);
        let capital = self.scan.tokens.first().is_some_and(|token| token.capital);
        capital
            && (self.scan.class(CueClass::GoesOn).any(refers)
                || self.setting.follows && self.scan.cues.iter().any(main))
            || self.scan.class(CueClass::Speaker).any(states)
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
            | CueClass::Obligation
            | CueClass::PresentTerm
            | CueClass::PresentVerb
            | CueClass::Speaker
    )
}
