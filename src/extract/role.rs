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
use strum::{EnumCount, IntoEnumIterator};

/// Evidence of what follows from the kind of the amount itself.
const PER_PERSON: f32 = 2.5;
const SMALL_FIGURE: f32 = 4.5;
/// In a report of deeds, only strong evidence shows money still to come.
const STILL_TO_COME: f32 = 2.0;
/// In a promise, past tenses speak of other things.
const PROMISED_NOT_SPENT: f32 = 0.6;
/// What further cues for a role add to the strongest one.
const REST: f32 = 0.35;
/// Evidence of the sentence: a promise is about spending, a fact is context.
const PROMISE: f32 = 0.7;
const DEED: f32 = 0.7;
const FACT: f32 = 0.9;
/// An amount that opens a clause ("£40m a year for mapping") is what it is
/// about, and so are those listed behind it.
const BARE: f32 = 0.8;
/// How many words may stand before an amount that opens a clause.
const OPENING: usize = 4;

/// One amount among those of its sentence.
pub(super) struct Place<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) scan: &'a Scan,
    pub(super) amounts: &'a [RawAmount],
    pub(super) index: usize,
    pub(super) per: Per,
    pub(super) commitment: CommitmentKind,
}

/// What the cues around an amount say of its role, and what follows.
#[derive(Debug, Clone)]
pub struct RoleReading {
    /// The role with the most evidence.
    pub role: Role,
    /// Each cue with the role that it speaks for and its weight here,
    /// strongest first.
    pub evidence: Vec<(Role, f32, CueRef)>,
    /// For each role: what follows from the kind of amount and sentence alone,
    /// and the sum with all evidence.
    pub totals: Vec<(Role, f32, f32)>,
}

/// Weighs the evidence around an amount.
pub(super) fn read_role(place: &Place<'_>) -> RoleReading {
    let raw = &place.amounts[place.index];
    let mut evidence: Vec<(Role, f32, CueRef)> = Vec::new();
    // By role: the strongest weight, and the sum of all.
    let mut weights = [(0.0_f32, 0.0_f32); Role::COUNT];
    for hit in &place.scan.cues {
        let Some(role) = hit.class.role() else { continue };
        let weight = place.weight(hit);
        if weight > 0.0 {
            evidence.push((role, weight, CueRef { cue: hit.cue, span: hit.span }));
            let (strongest, sum) = &mut weights[role as usize];
            (*strongest, *sum) = (strongest.max(weight), *sum + weight);
        }
    }
    let small = place.rules.money.is_small(raw.high, raw.currency);
    let totals: Vec<(Role, f32, f32)> = Role::iter()
        .map(|role| {
            let (strongest, sum) = weights[role as usize];
            let prior = prior(role, place, small);
            (role, prior, prior + strongest + REST * (sum - strongest))
        })
        .collect();
    let total = |role: Role| totals[role as usize].2;
    // Money put in is one idea; its tense is the second question.
    let (spend, spent) = (total(Role::Spend), total(Role::Spent));
    let tense = match place.commitment {
        CommitmentKind::Past => spend < spent + STILL_TO_COME,
        CommitmentKind::None => spent > spend,
        CommitmentKind::Soft | CommitmentKind::Firm => spent * PROMISED_NOT_SPENT > spend,
    };
    let put_in = (if tense { Role::Spent } else { Role::Spend }, spend.max(spent));
    let (role, _) = totals
        .iter()
        .filter(|(role, ..)| !matches!(role, Role::Spend | Role::Spent))
        .map(|&(role, _, total)| (role, total))
        .fold(put_in, |best, next| if next.1 > best.1 { next } else { best });
    evidence.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.2.span.start.cmp(&b.2.span.start)));
    RoleReading { role, evidence, totals }
}

impl RoleReading {
    /// The cues that spoke for the role, strongest first.
    pub(super) fn because(&self) -> Vec<CueRef> {
        self.evidence.iter().filter(|(role, ..)| *role == self.role).map(|(_, _, cue)| *cue).collect()
    }
}

fn prior(role: Role, place: &Place<'_>, small: bool) -> f32 {
    match role {
        Role::Threshold => {
            let each = matches!(place.per, Per::Unit | Per::Week | Per::Month | Per::Day);
            (if each { PER_PERSON } else { 0.0 }) + (if small { SMALL_FIGURE } else { 0.0 })
        }
        Role::Spend if place.commitment.is_promise() => PROMISE,
        Role::Spend if place.opens_clause() && place.commitment == CommitmentKind::None => BARE,
        Role::Spent if place.commitment == CommitmentKind::Past => DEED,
        Role::Context if place.commitment == CommitmentKind::None => FACT,
        _ => 0.0,
    }
}

impl Place<'_> {
    /// True where the first amount stands near the head of its clause.
    fn opens_clause(&self) -> bool {
        let first = self.amounts[0].first;
        let near = first.saturating_sub(OPENING);
        near == 0 || breaks(self.scan, near + 1, first + 1)
    }

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
        let mut weight = cue.weight;
        if !cue.far {
            weight /= 1.0 + 0.12 * to.saturating_sub(from) as f32;
            if breaks(self.scan, from, to) {
                weight *= 0.55;
            }
        }
        let between = self.amounts.iter().filter(|other| from <= other.first && other.next <= to).count();
        weight * 0.6f32.powi(i32::try_from(between).unwrap_or(i32::MAX))
    }
}
