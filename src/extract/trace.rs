//! The reading of one sentence once more, with everything that was looked at.
//!
//! The same functions as in the reading of a document, so that an explanation
//! cannot differ from what it explains.

use super::commitment::{Predicate, Setting, decide, predicates};
use super::period::Periods;
use super::role::RoleReading;
use super::sentence::SentenceMoney;
use crate::model::{Currency, Document, SentenceFacts};
use crate::rules::{CueHit, RuleSet, Scan};
use crate::text::Span;

/// What was looked at in one sentence.
#[derive(Debug)]
pub struct Trace {
    /// What the packs find in it.
    pub scan: Scan,
    /// The cue that decided what it commits to; `None` where none did.
    pub decided: Option<CueHit>,
    /// Its predicates, in order of place.
    pub predicates: Vec<(CueHit, Predicate)>,
    /// How the role of each of its amounts was read, by the place of the amount.
    pub roles: Vec<(Span, RoleReading)>,
}

/// Reads the sentence `index` of `all` again. `home` is the currency of the document.
pub fn trace(
    document: &Document,
    all: &[SentenceFacts],
    index: usize,
    rules: &RuleSet,
    home: Option<Currency>,
) -> Trace {
    let text = document.text.as_str();
    let mut scan = Scan::default();
    let facts = &all[index];
    rules.scan(text, facts.sentence.span, &mut scan);
    let setting = Setting::read(rules, text, &scan, &facts.sentence, &all[..index], None);
    let periods = Periods::read(rules, text, &scan);
    let money = SentenceMoney {
        rules,
        text,
        scan: &scan,
        periods: &periods,
        date: document.date,
        home,
        sentence: 0,
        commitment: facts.commitment.kind,
        topics: &[],
    };
    let (roles, predicates) = (money.roles(), predicates(text, &scan, setting));
    Trace { decided: decided_by(text, &scan, setting, facts), scan, predicates, roles }
}

/// The cue that decided what the sentence `index` of `all` commits to, `None` where none did.
/// `scan` is what the packs find in the sentence.
pub fn decisive_cue(
    document: &Document,
    all: &[SentenceFacts],
    index: usize,
    rules: &RuleSet,
    scan: &Scan,
) -> Option<CueHit> {
    let (text, facts) = (document.text.as_str(), &all[index]);
    decided_by(text, scan, Setting::read(rules, text, scan, &facts.sentence, &all[..index], None), facts)
}

/// The same in a known setting. A heading or a lead-in may hold the words of a promise and makes none.
fn decided_by(text: &str, scan: &Scan, setting: Setting, facts: &SentenceFacts) -> Option<CueHit> {
    facts.commitment.decided.then(|| decide(text, scan, setting).cue).flatten()
}
