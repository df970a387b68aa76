//! One sentence: its topics, its commitment, its amounts.

use super::around::{self, When, Years, bound, per};
use super::flags::flags;
use super::money::{RawAmount, amounts};
use super::role::{Place, role};
use crate::model::{Amount, AmountMention, Bound, CommitmentKind, Currency, Per, Role};
use crate::rules::{CueClass, RuleSet, Scan};
use rust_decimal::Decimal;

/// What the amounts of a sentence are read with.
pub(super) struct SentenceMoney<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
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
        let raws = amounts(self.rules, self.text, self.scan, self.home);
        if raws.is_empty() {
            return Vec::new();
        }
        let years = around::years(self.rules, self.text, self.scan);
        let whens = around::whens(self.text, self.scan);
        let mut pers: Vec<Per> = (0..raws.len()).map(|index| self.per(&raws, index)).collect();
        for index in (0..raws.len().saturating_sub(1)).rev() {
            let joined = raws[index + 1].first <= raws[index].next + 3;
            if joined && pers[index] == Per::Total && !matches!(pers[index + 1], Per::Total | Per::Unit) {
                pers[index] = pers[index + 1];
            }
        }
        (0..raws.len()).map(|index| self.mention(&raws, index, pers[index], &years, &whens)).collect()
    }

    /// Amounts that are announced without a figure: "tens of millions of pounds".
    pub(super) fn vague(&self) -> Vec<AmountMention> {
        let hits = self.scan.class(CueClass::Vague);
        hits.filter_map(|hit| {
            let currency = self.home?;
            let amount = Amount { low: None, high: None, currency, bound: Bound::Exact };
            let raw = RawAmount {
                span: hit.span,
                low: Decimal::ZERO,
                high: Decimal::ZERO,
                currency,
                has_unit: true,
                first: hit.first,
                next: hit.end,
            };
            let per = self.per(&[raw], 0);
            Some(self.finish(&[raw], 0, amount, per, None, None))
        })
        .collect()
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

    fn mention(&self, raws: &[RawAmount], index: usize, per: Per, years: &[Years], whens: &[When]) -> AmountMention {
        let raw = &raws[index];
        let span_of_years = around::nearest_years(years, raws, index);
        let by = around::nearest_when(self.scan, whens, raws, index).map(|when| when.span.of(self.text).to_owned());
        let amount = Amount {
            low: Some(raw.low),
            high: Some(raw.high),
            currency: raw.currency,
            bound: bound(self.text, self.scan, raw),
        };
        self.finish(raws, index, amount, per, span_of_years, by)
    }

    fn finish(
        &self,
        raws: &[RawAmount],
        index: usize,
        amount: Amount,
        per: Per,
        years: Option<u32>,
        by: Option<String>,
    ) -> AmountMention {
        let place =
            Place { rules: self.rules, scan: self.scan, amounts: raws, index, per, commitment: self.commitment };
        let (role, because) = role(&place);
        let per = if role == Role::Threshold && per == Per::Total { Per::Unit } else { per };
        let mut mention = AmountMention {
            span: raws[index].span,
            sentence: self.sentence,
            amount,
            role,
            per,
            years,
            by,
            period: None,
            flags: Vec::new(),
            part_of: None,
            topics: Vec::new(),
            because,
            counted: Decimal::ZERO,
        };
        mention.flags = flags(self.rules, self.scan, &mention, raws, index, self.commitment);
        mention
    }
}
