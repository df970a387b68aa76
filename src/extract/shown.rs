//! Flags that follow from the grammar of a sentence, not from single words: a
//! ceiling, an absence of years, a new level shown as an increase, parts that
//! do not add up.
//!
//! Their ids are known here; what they mean and weigh is in the pack `flags`.

use super::money::RawAmount;
use super::period::Found;
use super::sentence::SentenceMoney;
use crate::model::{AmountMention, Bound, CommitmentKind, Currency, Per, Role};
use crate::rules::{Calendar, CueClass, Flag};
use crate::text::Span;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The flag of a new level that is shown as if it were extra.
pub(super) const LEVEL_AS_INCREASE: &str = "level_as_increase";
/// The flag of a sum that adds a whole and its own part.
pub(super) const DOUBLE_COUNT: &str = "double_count";
/// The flag of a sum that has no years.
pub(super) const NO_PERIOD: &str = "no_period";

/// How far before its new level a verb such as "takes" may stand, in words.
const LEVEL_REACH: usize = 6;
/// How far before a sum per head the words that liken it to another may stand.
const LIKENED_REACH: usize = 3;
/// A rise over so many years and more is told in real terms by the careful.
const LONG_RISE: i16 = 4;

/// An amount among those of its sentence.
pub(super) struct Shown<'a> {
    /// The sentence.
    pub(super) sentence: &'a SentenceMoney<'a>,
    /// All amounts of it, as read.
    pub(super) mentions: &'a [AmountMention],
    /// All amounts of it, by their words.
    pub(super) raws: &'a [RawAmount],
    /// Which of them it is.
    pub(super) index: usize,
    /// What the sentence says about its years.
    pub(super) found: Option<&'a Found>,
    /// What all amounts of the sentence have in common.
    pub(super) all: &'a AllAmounts,
}

/// What is known of all amounts of a sentence, found once for each of them.
#[derive(Debug, Default)]
pub(super) struct AllAmounts {
    /// For each whole the number of its parts and their sum.
    parts: BTreeMap<usize, (usize, Option<Decimal>)>,
    /// Sums of a whole and its own parts.
    stacked: BTreeSet<Decimal>,
    /// The first saving in each currency.
    savings: BTreeMap<Currency, Span>,
    /// Currencies with a total of public money.
    totals: BTreeSet<Currency>,
}

impl AllAmounts {
    /// Looks through the amounts of a sentence.
    pub(super) fn new(mentions: &[AmountMention]) -> Self {
        let mut all = Self::default();
        for mention in mentions {
            let currency = mention.amount.currency;
            if let Some(whole) = mention.part_of {
                let (count, sum) = all.parts.entry(whole).or_insert((0, Some(Decimal::ZERO)));
                *count += 1;
                *sum = sum.zip(mention.amount.high).map(|(sum, part)| sum + part);
            } else if mention.role == Role::Saving {
                all.savings.entry(currency).or_insert(mention.span);
            }
            if matches!(mention.role, Role::Spend | Role::Spent | Role::Saving) && mention.per != Per::Unit {
                all.totals.insert(currency);
            }
        }
        for (whole, (_, sum)) in &all.parts {
            let both = mentions[*whole].amount.high.zip(*sum).map(|(whole, parts)| whole + parts);
            all.stacked.extend(both);
        }
        all
    }
}

impl Shown<'_> {
    /// Where the amount itself shows the flag. An absence has an empty span.
    pub(super) fn by_grammar(&self, flag: &Flag) -> Option<Span> {
        let mention = &self.mentions[self.index];
        let absence = Span::new(mention.span.end, mention.span.end);
        match flag.id.as_str() {
            "up_to" => (mention.amount.bound == Bound::Upto).then_some(mention.span),
            "vague_amount" => mention.amount.high.is_none().then_some(mention.span),
            NO_PERIOD => self.has_no_period().then_some(absence),
            "hedged" => (self.sentence.commitment == CommitmentKind::Soft).then_some(absence),
            LEVEL_AS_INCREASE => self.new_level(),
            "back_loaded" => self.back_loaded(),
            "umbrella" => self.is_umbrella().then_some(mention.span),
            "arithmetic" => self.does_not_add_up().then_some(mention.span),
            DOUBLE_COUNT => self.counts_twice().then_some(mention.span),
            "cash_as_real" => self.nominal_rise(),
            "beyond_horizon" => self.is_beyond_horizon().then_some(mention.span),
            "per_head_dress" => self.per_head(),
            "gross_not_net" => self.without_offset(),
            "ambiguous_period" => self.found.is_some_and(Found::is_ambiguous).then_some(mention.span),
            _ => None,
        }
    }

    /// No date, no duration. Parts have the years of their whole, a range is
    /// an estimate, and what is done needs no years.
    fn has_no_period(&self) -> bool {
        let mention = &self.mentions[self.index];
        let given = mention.years.is_some() || mention.by.is_some();
        let flow = mention.per == Per::Total || (mention.per == Per::Year && mention.role == Role::Spend);
        let range = mention.amount.low != mention.amount.high;
        let done = self.sentence.commitment == CommitmentKind::Past;
        let level = self.new_level().is_some() || self.old_level();
        !(given || range || done || level || mention.part_of.is_some() || self.is_umbrella()) && flow
    }

    /// "Doubles to £2bn", "takes the fund to £37bn": a new level shown as if
    /// it were extra. A profile with its years says what it is.
    fn new_level(&self) -> Option<Span> {
        let raw = &self.raws[self.index];
        let to = raw.first.checked_sub(1).filter(|at| self.word(*at) == "to")?;
        let previous = self.index.checked_sub(1).map(|before| &self.raws[before]);
        if previous.is_some() && self.back_loaded().is_some() {
            return None;
        }
        let verb = self.sentence.scan.class(CueClass::LevelVerb).filter(|cue| cue.end <= to).last()?;
        (raw.first - verb.end <= LEVEL_REACH).then_some(verb.span.cover(raw.span))
    }

    /// The old level that a new one is compared with: "from £12bn to £15bn".
    fn old_level(&self) -> bool {
        let next = Self { index: self.index + 1, mentions: self.mentions, raws: self.raws, ..*self };
        let from = self.raws[self.index].first.checked_sub(1).is_some_and(|at| self.word(at) == "from");
        from && self.raws.len() > self.index + 1 && next.new_level().is_some()
    }

    /// A profile over years that ends at three times its beginning or more.
    fn back_loaded(&self) -> Option<Span> {
        let first = self.mentions.first()?;
        let last = self.mentions.get(self.index)?;
        self.sentence.scan.class(CueClass::LevelVerb).next()?;
        let (from, to) = (first.period.as_ref()?.from?, last.period.as_ref()?.to?);
        let whole_profile = self.index + 1 == self.mentions.len() && self.index > 0 && from < to;
        let (low, high) = (first.amount.high?, last.amount.high?);
        (whole_profile && high >= low * Decimal::from(3)).then_some(first.span.cover(last.span))
    }

    /// The older whole that an amount is said to be a part of.
    fn is_umbrella(&self) -> bool {
        let raw = &self.raws[self.index];
        let mut cues = self.sentence.scan.class(CueClass::NestWhole);
        let part_before = || self.mentions.iter().take(self.index).any(|part| part.part_of == Some(self.index));
        self.all.parts.contains_key(&self.index)
            && cues.any(|cue| cue.end <= raw.first && raw.first - cue.end <= 2)
            && part_before()
    }

    /// Two parts or more whose sum differs from the whole by more than 2%.
    fn does_not_add_up(&self) -> bool {
        let whole = &self.mentions[self.index].amount;
        let Some((count, Some(sum))) = self.all.parts.get(&self.index) else { return false };
        let gap = whole.high.map(|whole| ((*sum - whole).abs(), whole * Decimal::new(2, 2)));
        *count > 1 && whole.bound == Bound::Exact && gap.is_some_and(|(gap, allowed)| gap > allowed)
    }

    fn word(&self, token: usize) -> &str {
        self.sentence.scan.tokens[token].span.of(self.sentence.text)
    }

    /// The sum of another amount and the parts that are in it already.
    fn counts_twice(&self) -> bool {
        let mention = &self.mentions[self.index];
        mention.part_of.is_none() && mention.amount.high.is_some_and(|sum| self.all.stacked.contains(&sum))
    }

    /// A rise over four years or more, told in cash.
    fn nominal_rise(&self) -> Option<Span> {
        let before = self.index.checked_sub(1)?;
        let (first, last) = (&self.mentions[before], &self.mentions[self.index]);
        let (from, to) = (first.period.as_ref()?.from?, last.period.as_ref()?.to?);
        let rise = first.amount.high < last.amount.high && to.0 - from.0 >= LONG_RISE;
        let verb = self.sentence.scan.class(CueClass::LevelVerb).next().is_some();
        let real = self.sentence.scan.class(CueClass::RealTerms).next().is_some();
        (rise && verb && !real).then_some(first.span.cover(last.span))
    }

    /// Money that begins only when the plans of the government in office end.
    fn is_beyond_horizon(&self) -> bool {
        let mention = &self.mentions[self.index];
        let from = mention.period.as_ref().and_then(|period| period.from);
        let horizon = self.sentence.date.and_then(|date| self.sentence.rules.calendar.horizon(date));
        let here = mention.amount.currency == Calendar::CURRENCY;
        here && from.zip(horizon).is_some_and(|(from, horizon)| from > horizon)
    }

    /// "Equivalent to £35 for every household", beside the sum that it is made of.
    fn per_head(&self) -> Option<Span> {
        let mention = &self.mentions[self.index];
        let raw = &self.raws[self.index];
        let mut likened = self.sentence.scan.class(CueClass::Likened);
        let words = likened.find(|cue| cue.end <= raw.first && raw.first - cue.end <= LIKENED_REACH)?;
        let total = self.all.totals.contains(&mention.amount.currency);
        (mention.per == Per::Unit && total).then_some(words.span.cover(mention.span))
    }

    /// A saving in the sentence, which does not say that the sum is net of it.
    fn without_offset(&self) -> Option<Span> {
        let saving = self.all.savings.get(&self.mentions[self.index].amount.currency)?;
        let net = self.sentence.scan.class(CueClass::Net).next().is_some();
        (!net).then_some(*saving)
    }
}
