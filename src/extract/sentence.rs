//! One sentence: its topics, its commitment, its amounts.

use super::around::{bound, per};
use super::flags::flags;
use super::money::{RawAmount, amounts};
use super::nest::nest;
use super::period::{Found, Periods};
use super::role::{Place, RoleReading, read_role};
use crate::model::{Amount, AmountMention, Bound, CommitmentKind, Currency, Per, Role};
use crate::rules::{CueClass, RuleSet, Scan};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What the amounts of a sentence are read with.
pub(super) struct SentenceMoney<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    /// What the sentence says about years.
    pub(super) periods: &'a Periods,
    /// Date of the document.
    pub(super) date: Option<Date>,
    /// Currency of the document.
    pub(super) home: Option<Currency>,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// What the sentence commits to.
    pub(super) commitment: CommitmentKind,
}

impl SentenceMoney<'_> {
    /// The amounts with a figure.
    pub(super) fn read(&self) -> Vec<AmountMention> {
        if !self.may_hold_money() {
            return Vec::new();
        }
        let (raws, pers) = self.raw();
        if raws.is_empty() {
            return Vec::new();
        }
        let found: Vec<Found> = (0..raws.len()).map(|index| self.periods.of(self.scan, &raws, index)).collect();
        let mut mentions: Vec<AmountMention> = Vec::with_capacity(raws.len());
        for (index, found) in found.iter().enumerate() {
            let mention = self.mention(&raws, index, pers[index], found);
            mentions.push(mention);
        }
        nest(self.text, self.scan, &raws, &mut mentions);
        for index in 0..mentions.len() {
            let flags = flags(self, &mentions, &raws, index, Some(&found[index]));
            mentions[index].flags = flags;
        }
        mentions
    }

    /// The figures of the sentence and what each is for.
    fn raw(&self) -> (Vec<RawAmount>, Vec<Per>) {
        let raws = amounts(self.rules, self.text, self.scan, self.home);
        let mut pers: Vec<Per> = (0..raws.len()).map(|index| self.per(&raws, index)).collect();
        for index in (0..raws.len().saturating_sub(1)).rev() {
            let joined = raws[index + 1].first <= raws[index].next + 3;
            if joined && pers[index] == Per::Total && !matches!(pers[index + 1], Per::Total | Per::Unit) {
                pers[index] = pers[index + 1];
            }
        }
        (raws, pers)
    }

    /// Amounts that are announced without a figure: "tens of millions of pounds".
    pub(super) fn vague(&self) -> Vec<AmountMention> {
        let mention = |raw: RawAmount| {
            let amount = Amount { low: None, high: None, currency: raw.currency, bound: Bound::Exact };
            let per = self.per(&[raw], 0);
            let mut mention = self.finish(&[raw], 0, amount, per);
            mention.flags = flags(self, std::slice::from_ref(&mention), &[raw], 0, None);
            mention
        };
        self.raw_vague().into_iter().map(mention).collect()
    }

    fn raw_vague(&self) -> Vec<RawAmount> {
        let hits = self.scan.class(CueClass::Vague);
        hits.filter_map(|hit| {
            Some(RawAmount {
                span: hit.span,
                // No figure is never a small one.
                low: Decimal::MAX,
                high: Decimal::MAX,
                currency: self.home?,
                has_unit: true,
                first: hit.first,
                next: hit.end,
            })
        })
        .collect()
    }

    /// How the role of each amount was read, with a figure or without, by its place.
    pub(super) fn roles(&self) -> Vec<(Span, RoleReading)> {
        let (raws, pers) = self.raw();
        let read = |raws: &[RawAmount], index: usize, per| (raws[index].span, read_role(&self.place(raws, index, per)));
        let figures = (0..raws.len()).map(|index| read(&raws, index, pers[index]));
        let vague = self.raw_vague().into_iter().map(|raw| read(&[raw], 0, self.per(&[raw], 0)));
        figures.chain(vague).collect()
    }

    fn place<'a>(&'a self, amounts: &'a [RawAmount], index: usize, per: Per) -> Place<'a> {
        Place { rules: self.rules, scan: self.scan, amounts, index, per, commitment: self.commitment }
    }

    /// A cheap look before the full reading: a digit, or a unit in words.
    fn may_hold_money(&self) -> bool {
        self.scan.tokens.iter().any(|token| {
            token.digit || self.rules.money.word(token.word).unit.is_some() || (token.capital && token.span.len() > 3)
        })
    }

    fn per(&self, raws: &[RawAmount], index: usize) -> Per {
        let previous = index.checked_sub(1).map_or(0, |before| raws[before].next);
        let next = raws.get(index + 1).map_or(self.scan.tokens.len(), |after| after.first);
        per(self.text, self.scan, &raws[index], previous, next)
    }

    fn mention(&self, raws: &[RawAmount], index: usize, per: Per, found: &Found) -> AmountMention {
        let raw = &raws[index];
        let amount = Amount {
            low: Some(raw.low),
            high: Some(raw.high),
            currency: raw.currency,
            bound: bound(self.text, self.scan, raw),
        };
        let mut mention = self.finish(raws, index, amount, per);
        mention.years = found.years.map(|years| years.count);
        mention.by = found.by(self.text);
        if !matches!(mention.role, Role::Context | Role::Threshold) {
            mention.period = found.resolve(self.rules, &mention, self.date);
        }
        mention
    }

    fn finish(&self, raws: &[RawAmount], index: usize, amount: Amount, per: Per) -> AmountMention {
        let reading = read_role(&self.place(raws, index, per));
        let (role, because) = (reading.role, reading.because());
        let per = if role == Role::Threshold && per == Per::Total { Per::Unit } else { per };
        AmountMention {
            span: raws[index].span,
            sentence: self.sentence,
            amount,
            role,
            per,
            years: None,
            by: None,
            period: None,
            flags: Vec::new(),
            part_of: None,
            topics: Vec::new(),
            because,
            counted: Decimal::ZERO,
        }
    }
}
