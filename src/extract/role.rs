//! What an amount is: funding, past spending, a saving, a tax, a limit, or
//! just a figure.
//!
//! Each cue of the packs around an amount is evidence for a role. It weighs
//! less the further away it stands, beyond punctuation, and beyond another
//! amount. The role with the most evidence wins; the cues that spoke for it
//! are kept, so that the decision can be explained.

use super::around::breaks;
use super::money::RawAmount;
use super::payer::Subjects;
use super::period::Years;
use crate::model::{CommitmentKind, CueRef, Per, Role};
use crate::rules::{CueClass, CueHit, RuleSet, Scan, Side};
use rust_decimal::Decimal;
use strum::{EnumCount, IntoEnumIterator};

/// Evidence of what follows from the kind of the amount itself.
const PER_PERSON: f32 = 2.5;
const SMALL_FIGURE: f32 = 4.5;
const MIDDLING_FIGURE: f32 = 2.2;
/// So many small figures are no fee or wage: "£5m for each town" is for projects.
const PER_PROJECT: f32 = 0.5;
const LARGE: u8 = 10;
/// In a promise, past tenses speak of other things.
const PROMISED_NOT_SPENT: f32 = 0.6;
/// Less than this tells no tense.
const FAINT: f32 = 0.3;
/// "The budget for it was £5m".
const WAS: f32 = 0.8;
/// Years that are gone, "over the last five years", or to come.
const GONE: f32 = 2.0;
const AHEAD: f32 = 3.0;
/// What opponents do with money, or would do.
const OPPONENT: f32 = 1.5;
/// What further cues for a role add to the strongest one.
const REST: f32 = 0.35;
/// Evidence of the sentence: a promise is about spending, a fact is context.
const PROMISE: f32 = 0.7;
const DEED: f32 = 0.7;
const FACT: f32 = 0.9;
/// An amount that opens a clause ("£40m a year for mapping") is what it is
/// about, and so are those listed behind it.
const BARE: f32 = 0.8;
/// A sum so many times what is small is hardly a price or limit, ...
const HUGE: u16 = 2_000;
/// ... and words for such are less to it.
const OF_HUGE: f32 = 0.3;
/// How many words may stand between a thing that is many, with its bound, and the amount.
const ITEM_REACH: usize = 6;
/// How many words may stand between a noun and the one that it modifies.
const MODIFIES: usize = 1;
/// What is left of a cue in another clause.
const ACROSS: f32 = 0.55;
/// What is left of a cue that stands right before the next amount, or in what is done with this one.
const OF_NEXT: f32 = 0.3;
/// How many words may stand before an amount that opens a clause.
const OPENING: usize = 4;

/// One amount among those of its sentence.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    pub(super) rules: &'a RuleSet,
    pub(super) scan: &'a Scan,
    pub(super) amounts: &'a [RawAmount],
    pub(super) index: usize,
    pub(super) per: Per,
    pub(super) commitment: CommitmentKind,
    /// Its number of years, and whether they are over.
    pub(super) years: Option<Years>,
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
    let mut weights = [Weight::default(); Role::COUNT];
    // Money put in is one idea; its tense is the second question, and nouns do not answer it.
    let (mut put_in, mut ahead) = (Weight::default(), 0.0_f32);
    let mut strongest: Vec<(u32, Role, f32)> = Vec::new();
    let others = place.is_of_others();
    for hit in &place.scan.cues {
        let Some(mut role) = hit.class.role() else { continue };
        let mut weight = place.weight(hit);
        if weight > 0.0 {
            // What is public of others' money is a likeness: "firms announced £24bn of investment".
            let theirs = || others || place.is_verb_before(hit) && place.subjects().is_of_others(hit);
            if matches!(role, Role::Spend | Role::Spent | Role::Saving) && theirs() {
                role = Role::Context;
            }
            if hit.class == CueClass::RoleThreshold && place.is_huge() {
                weight *= OF_HUGE;
            }
            evidence.push((role, weight, CueRef { cue: hit.cue, span: hit.span }));
            if hit.class == CueClass::RoleSpend && role == Role::Spend {
                ahead = ahead.max(weight);
            }
            // Words of one cue say the same twice: "fund", "fund of".
            match strongest.iter_mut().find(|(cue, ..)| *cue == hit.cue) {
                Some((.., known)) => *known = known.max(weight),
                None => strongest.push((hit.cue, role, weight)),
            }
        }
    }
    for (_, role, weight) in strongest {
        weights[role as usize].add(weight);
        if matches!(role, Role::Spend | Role::Spent) {
            put_in.add(weight);
        }
    }
    // What money for something was is told as it is put in, without a verb for it.
    let was = place.was_before().filter(|_| put_in.strongest > 0.0);
    if let Some(was) = was {
        evidence.push((Role::Spent, WAS, CueRef { cue: was.cue, span: was.span }));
        weights[Role::Spent as usize].add(WAS);
        put_in.add(WAS);
    }
    let small = place.rules.money.is_small(raw.high, raw.currency);
    let totals: Vec<(Role, f32, f32)> = Role::iter()
        .map(|role| {
            let prior = prior(role, place, small);
            (role, prior, prior + weights[role as usize].total())
        })
        .collect();
    let prior_of = |role: Role| totals[role as usize].1;
    let years =
        |told: fn(&Years) -> bool, weight: f32| if place.years.as_ref().is_some_and(told) { weight } else { 0.0 };
    let behind = weights[Role::Spent as usize].strongest + prior_of(Role::Spent) + years(|years| years.gone, GONE);
    let ahead = ahead + years(|years| years.ahead, AHEAD);
    let is_spent = match place.commitment {
        CommitmentKind::Soft | CommitmentKind::Firm => behind * PROMISED_NOT_SPENT > ahead.max(PROMISE),
        CommitmentKind::Past | CommitmentKind::None => was.is_some() || behind > ahead.max(FAINT),
    };
    let put_in = (
        if is_spent { Role::Spent } else { Role::Spend },
        put_in.total() + prior_of(Role::Spend).max(prior_of(Role::Spent)),
    );
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

/// The weights of the cues for one role.
#[derive(Debug, Default, Clone, Copy)]
struct Weight {
    strongest: f32,
    sum: f32,
}

impl Weight {
    fn add(&mut self, weight: f32) {
        self.strongest = self.strongest.max(weight);
        self.sum += weight;
    }

    fn total(self) -> f32 {
        self.strongest + REST * (self.sum - self.strongest)
    }
}

fn prior(role: Role, place: &Place<'_>, small: bool) -> f32 {
    match role {
        Role::Threshold => {
            let each = matches!(place.per, Per::Unit | Per::Week | Per::Month | Per::Day);
            let per_person = if place.is_large() { PER_PROJECT } else { PER_PERSON };
            let figure = match (small, place.is_large()) {
                (true, _) => SMALL_FIGURE,
                (false, false) => MIDDLING_FIGURE,
                (false, true) => 0.0,
            };
            (if each { per_person } else { 0.0 }) + figure
        }
        Role::Spend if place.commitment.is_promise() => PROMISE,
        Role::Spend if place.opens_clause() && place.commitment == CommitmentKind::None => BARE,
        Role::Spent if place.commitment == CommitmentKind::Past => DEED,
        Role::Context if place.commitment == CommitmentKind::None => {
            FACT + if place.is_of_opponents() { OPPONENT } else { 0.0 }
        }
        _ => 0.0,
    }
}

impl Place<'_> {
    /// True where the amount is larger than what one person is given or charged.
    fn is_large(&self) -> bool {
        let raw = &self.amounts[self.index];
        !self.rules.money.is_small(raw.high / Decimal::from(LARGE), raw.currency)
    }

    fn subjects(&self) -> Subjects<'_> {
        Subjects { text: self.text, scan: self.scan }
    }

    /// "The budget for it was £5m": what it was, it is no longer to be. A word may stand between.
    fn was_before(&self) -> Option<&CueHit> {
        let first = self.amounts[self.index].first;
        self.scan.class(CueClass::WasAlone).find(|was| was.end <= first && first <= was.end + 1)
    }

    /// True where a verb before the amount says that others pay it: "Banks lent £14bn".
    fn is_of_others(&self) -> bool {
        let first = self.amounts[self.index].first;
        let ours = |from: usize| {
            let is_ours = |cue: &CueHit| matches!(cue.class, CueClass::Speaker | CueClass::Own);
            self.scan.cues.iter().any(|cue| is_ours(cue) && from <= cue.first && cue.end <= first)
        };
        // "Operators commit £532m alongside £501m from government".
        let from_us = |cue: &CueHit| {
            let behind = cue.first == self.amounts[self.index].next;
            let is_us = |us: &CueHit| cue.first <= us.first && us.first < cue.end;
            behind && self.scan.class(CueClass::Speaker).any(is_us)
        };
        if self.scan.class(CueClass::RolePublic).any(from_us) {
            return false;
        }
        let subjects = self.subjects();
        let mut verbs = self.scan.cues.iter().filter(|hit| self.is_verb_before(hit));
        subjects.owns(first) || verbs.any(|verb| subjects.is_of_others(verb) && !ours(verb.end))
    }

    /// True where a cue is a verb that says who puts the amount in.
    fn is_verb_before(&self, hit: &CueHit) -> bool {
        let before = hit.end <= self.amounts[self.index].first;
        let verb = matches!(hit.class, CueClass::RoleSpend | CueClass::RoleSpent | CueClass::RoleSaving);
        before && verb && self.weight(hit) > 0.0
    }

    /// True where a bound, and little else, stands between a thing and the amount: "contracts above".
    fn is_bounded(&self, thing: &CueHit) -> bool {
        let first = self.amounts[self.index].first;
        let near = thing.end < first && first - thing.end <= ITEM_REACH && !breaks(self.scan, thing.end, first);
        let anywhere = self.rules.cues[thing.cue as usize].far;
        let behind = |cue: &CueHit| cue.first == thing.end || anywhere && cue.first > thing.end;
        let bound = |cue: &CueHit| cue.class.bound().is_some() && behind(cue) && cue.end <= first;
        near && self.scan.cues.iter().any(bound)
    }

    /// True where a noun only tells of which kind the one behind it is.
    fn is_modifier(&self, hit: &CueHit) -> bool {
        let is_head = |cue: &CueHit| {
            let parted = || {
                breaks(self.scan, hit.end, cue.first + 1)
                    || (hit.end..cue.first).any(|at| self.subjects().is_preposition(at))
            };
            cue.first >= hit.end && cue.first <= hit.end + MODIFIES && !parted()
        };
        self.scan.class(CueClass::RolePublic).any(|cue| is_head(cue) && !self.subjects().is_preposition(cue.first))
    }

    /// True where the amount is beyond any price.
    fn is_huge(&self) -> bool {
        let raw = &self.amounts[self.index];
        !self.rules.money.is_small(raw.high / Decimal::from(HUGE), raw.currency)
    }

    /// True where a new main clause begins between two tokens: ", but".
    fn begins_anew(&self, from: usize, to: usize) -> bool {
        let opens = |cue: &CueHit| from < cue.first && cue.end <= to && breaks(self.scan, cue.first, cue.first + 1);
        self.scan.class(CueClass::Coordinator).any(opens)
    }

    /// True where opponents stand before the amount.
    fn is_of_opponents(&self) -> bool {
        let first = self.amounts[self.index].first;
        self.scan.class(CueClass::Opponent).any(|cue| cue.end <= first)
    }

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
        if to.saturating_sub(from) > cue.reach || hit.class == CueClass::RoleBounded && !self.is_bounded(hit) {
            return 0.0;
        }
        let mut weight = cue.weight;
        if !cue.far {
            weight /= 1.0 + 0.12 * to.saturating_sub(from) as f32;
            if breaks(self.scan, from, to) {
                weight *= ACROSS;
            }
        } else if before && self.begins_anew(from, to) {
            weight *= ACROSS;
        }
        // "£5m to enhance industry": a noun in what is done with the money is not what the money is.
        let is_done = |at: usize| {
            [CueClass::PurposeDirection, CueClass::PurposeOpener].iter().any(|class| self.scan.is_in(at, *class))
        };
        if !before
            && hit.class == CueClass::RoleContext
            && to > from
            && is_done(from)
            && !self.subjects().is_preposition(to)
        {
            weight *= OF_NEXT;
        }
        // "We spend £20m on maps, savings of £15m": what leads to the next amount is of that one.
        if !before && self.amounts.iter().any(|other| other.first == hit.end) {
            weight *= OF_NEXT;
        }
        // "A £90m Satellite Industry Fund": a fund, and no industry.
        if !before && hit.class == CueClass::RoleContext && self.is_modifier(hit) {
            weight *= OF_NEXT;
        }
        // "£14bn, less than the £15bn spent": what follows another amount at once is of that one.
        if !before && self.amounts.iter().any(|other| from <= other.first && other.next == hit.first) {
            weight *= OF_NEXT;
        }
        let between = self.amounts.iter().filter(|other| from <= other.first && other.next <= to).count();
        weight * 0.6f32.powi(i32::try_from(between).unwrap_or(i32::MAX))
    }
}
