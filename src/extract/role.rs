//! What an amount is: funding, past spending, a saving, a tax, a limit, or
//! just a figure.
//!
//! Each cue of the packs around an amount is evidence for a role. It weighs
//! less the further away it stands, beyond punctuation, and beyond another
//! amount. The role with the most evidence wins; the cues that spoke for it
//! are kept, so that the decision can be explained.

use super::around::breaks;
use super::money::RawAmount;
use crate::model::{CommitmentKind, CueRef, Per, Role};
use crate::rules::{CueHit, RuleSet, Scan, Side};
use rust_decimal::Decimal;
use strum::IntoEnumIterator;

/// Amounts below this without a unit such as "million" are prices and limits
/// rather than budgets.
const SMALL: i64 = 100_000;
/// Evidence of what follows from the kind of the amount itself.
const PER_PERSON: f32 = 2.5;
const SMALL_FIGURE: f32 = 2.2;
/// In a promise, past tenses speak of other things.
const PROMISED_NOT_SPENT: f32 = 0.6;
/// What further cues for a role add to the strongest one.
const REST: f32 = 0.35;
/// Evidence of the sentence: a promise is about spending, a fact is context.
const PROMISE: f32 = 0.7;
const DEED: f32 = 0.7;
const FACT: f32 = 0.6;

/// One amount among those of its sentence.
pub(super) struct Place<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) scan: &'a Scan,
    pub(super) amounts: &'a [RawAmount],
    pub(super) index: usize,
    pub(super) per: Per,
    pub(super) commitment: CommitmentKind,
}

/// The role of an amount, and the cues that spoke for it, strongest first.
pub(super) fn role(place: &Place<'_>) -> (Role, Vec<CueRef>) {
    let raw = &place.amounts[place.index];
    let mut evidence: Vec<(Role, f32, CueRef)> = Vec::new();
    for hit in &place.scan.cues {
        let Some(role) = hit.class.role() else { continue };
        let weight = place.weight(hit);
        if weight > 0.0 {
            evidence.push((role, weight, CueRef { cue: hit.cue, span: hit.span }));
        }
    }
    let total = |role: Role| {
        prior(role, place, raw)
            + evidence.iter().filter(|(of, ..)| *of == role).map(|(_, weight, _)| weight).sum::<f32>()
    };
    // Money put in is one idea; its tense is the second question.
    let promised = if place.commitment.is_promise() { PROMISED_NOT_SPENT } else { 1.0 };
    let (spend, spent) = (total(Role::Spend), total(Role::Spent) * promised);
    let tense = if spent > spend { Role::Spent } else { Role::Spend };
    let best = Role::iter()
        .filter(|role| !matches!(role, Role::Spend | Role::Spent))
        .map(|role| (role, total(role)))
        .fold(
            (tense, spend.max(spent) + REST * spend.min(spent)),
            |best, next| if next.1 > best.1 { next } else { best },
        )
        .0;
    let best = if best == Role::Spend && place.commitment == CommitmentKind::Past && spent >= spend {
        Role::Spent
    } else {
        best
    };
    evidence.retain(|(role, ..)| *role == best);
    evidence.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.2.span.start.cmp(&b.2.span.start)));
    (best, evidence.into_iter().map(|(_, _, cue)| cue).collect())
}

fn prior(role: Role, place: &Place<'_>, raw: &RawAmount) -> f32 {
    let small = !raw.has_unit && raw.high < Decimal::from(SMALL);
    match role {
        Role::Threshold => {
            let each = matches!(place.per, Per::Unit | Per::Week | Per::Month | Per::Day);
            (if each { PER_PERSON } else { 0.0 }) + (if small { SMALL_FIGURE } else { 0.0 })
        }
        Role::Spend if place.commitment.is_promise() => PROMISE,
        Role::Spent if place.commitment == CommitmentKind::Past => DEED,
        Role::Context if place.commitment == CommitmentKind::None => FACT,
        _ => 0.0,
    }
}

impl Place<'_> {
    /// How much a cue says about this amount.
    fn weight(&self, hit: &CueHit) -> f32 {
        let raw = &self.amounts[self.index];
        let cue = &self.rules.cues[hit.cue as usize];
        let before = hit.end <= raw.first;
        let (from, to) = if before { (hit.end, raw.first) } else { (raw.next, hit.first) };
        match cue.side {
            Side::Before if !before => return 0.0,
            Side::After if before => return 0.0,
            _ => {}
        }
        let distance = to.saturating_sub(from) as f32;
        let mut weight = cue.weight / (1.0 + 0.12 * distance);
        if breaks(self.scan, from, to) {
            weight *= 0.55;
        }
        let between = self.amounts.iter().filter(|other| from <= other.first && other.next <= to).count();
        weight * 0.6f32.powi(i32::try_from(between).unwrap_or(i32::MAX))
    }
}
