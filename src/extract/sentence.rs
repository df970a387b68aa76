//! One sentence: its topics, its commitment, its amounts.

use super::around::{bound, bound_of_subject, per};
use super::change::share;
use super::flags::flags;
use super::level::levels;
use super::money::{RawAmount, amounts};
use super::nest::nest;
use super::period::{Found, Periods, Years};
use super::purpose::links;
use super::role::{Place, RoleReading, read_role};
use super::scope::Scope;
use super::shown::AllAmounts;
use crate::model::{
    Amount, AmountMention, Bound, CommitmentKind, Currency, FlagMention, Link, Per, Period, Role, TopicMention,
};
use crate::rules::{Calendar, CueClass, CueHit, Marks, RuleSet, Scan, Token};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Words that may tell what an amount is for before "up from": "a year".
const PER_WORDS: usize = 3;

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
    /// The topics that it names or refers to.
    pub(super) topics: &'a [TopicMention],
}

impl SentenceMoney<'_> {
    /// The amounts with a figure.
    pub(super) fn read(&self) -> Vec<AmountMention> {
        let (raws, pers) = self.raw();
        if raws.is_empty() {
            return Vec::new();
        }
        let found: Vec<Found> =
            (0..raws.len()).map(|index| self.periods.of(self.text, self.scan, &raws, index)).collect();
        let mut mentions: Vec<AmountMention> = Vec::with_capacity(raws.len());
        for (index, found) in found.iter().enumerate() {
            let mention = self.mention(&raws, index, pers[index], found);
            mentions.push(mention);
        }
        share(self, &raws, &found, &mut mentions);
        nest(self.text, self.scan, &raws, &mut mentions);
        let mut links = links(self.text, self.scan, &raws);
        let (rules, text, scan) = (self.rules, self.text, self.scan);
        Scope { rules, text, scan, raws: &raws, topics: self.topics }.complete(&mut links);
        mentions.iter_mut().zip(links).for_each(|(mention, link)| mention.link = link);
        inherit_years(&mut mentions);
        let all = AllAmounts::new(&mentions);
        for index in 0..mentions.len() {
            let flags = flags(self, &mentions, &raws, index, Some(&found[index]), &all);
            mentions[index].flags = flags;
        }
        inherit_age(&mut mentions);
        levels(self, &raws, &mut mentions);
        for mention in &mut mentions {
            mention.flags.shrink_to_fit();
            mention.because.shrink_to_fit();
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
        for index in 1..raws.len() {
            if pers[index] == Per::Total && self.listed_with_the_one_before(&raws, index) {
                pers[index] = pers[index - 1];
            }
        }
        (raws, pers)
    }

    /// "A monthly levy raised from £265 today to £300 and £450": one kind of amount.
    fn listed_with_the_one_before(&self, raws: &[RawAmount], index: usize) -> bool {
        let (from, to) = (raws[index - 1].next, raws[index].first);
        // "A payout of £4,900 a year, up from £4,200".
        let compared = |cue: &CueHit| {
            matches!(cue.class, CueClass::RangeChange | CueClass::RoleSpent)
                && cue.first >= from
                && cue.first <= from + PER_WORDS
                && cue.end == to
        };
        if self.scan.cues.iter().any(compared) {
            return true;
        }
        let between = self.text.get(raws[index - 1].span.end..raws[index].span.start).unwrap_or("").trim();
        // "From £4bn to about £8bn".
        let is_end = between == "to" || between.ends_with(" to") || between.starts_with("to ");
        between == "and" || is_end && between.split(' ').count() <= 2
    }

    /// Amounts that are announced without a figure: "tens of millions of pounds".
    pub(super) fn vague(&self) -> Vec<AmountMention> {
        let mention = |raw: RawAmount| {
            let amount = Amount { low: None, high: None, currency: raw.currency, bound: Bound::Exact };
            let per = self.per(&[raw], 0);
            let mut mention = self.finish(&[raw], 0, amount, per, self.years(&[raw], 0));
            mention.flags = flags(self, std::slice::from_ref(&mention), &[raw], 0, None, &AllAmounts::default());
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
        let read = |raws: &[RawAmount], index: usize, per| {
            let years = self.years(raws, index);
            (raws[index].span, read_role(&self.place(raws, index, per, years)))
        };
        let figures = (0..raws.len()).map(|index| read(&raws, index, pers[index]));
        let vague = self.raw_vague().into_iter().map(|raw| read(&[raw], 0, self.per(&[raw], 0)));
        figures.chain(vague).collect()
    }

    fn place<'a>(&'a self, amounts: &'a [RawAmount], index: usize, per: Per, years: Option<Years>) -> Place<'a> {
        let commitment = self.commitment;
        Place { text: self.text, rules: self.rules, scan: self.scan, amounts, index, per, commitment, years }
    }

    fn years(&self, raws: &[RawAmount], index: usize) -> Option<Years> {
        self.periods.of(self.text, self.scan, raws, index).years
    }

    fn per(&self, raws: &[RawAmount], index: usize) -> Per {
        let previous = index.checked_sub(1).map_or(0, |before| raws[before].next);
        let next = raws.get(index + 1).map_or(self.scan.tokens.len(), |after| after.first);
        per(self.rules, self.text, self.scan, &raws[index], previous, next)
    }

    fn mention(&self, raws: &[RawAmount], index: usize, per: Per, found: &Found) -> AmountMention {
        let raw = &raws[index];
        let amount = Amount {
            low: Some(raw.low),
            high: Some(raw.high),
            currency: raw.currency,
            bound: bound(self.text, self.scan, raw),
        };
        let mut mention = self.finish(raws, index, amount, per, found.years);
        let assumed = self.mend_lost_dash(raw, &mut mention);
        if mention.role == Role::Threshold && mention.amount.bound == Bound::Exact {
            let bound = bound_of_subject(self.rules, self.scan, raw);
            mention.amount.bound = bound.unwrap_or_default();
        }
        mention.years = found.years.map(|years| years.count);
        mention.by = found.by(self.text);
        if !matches!(mention.role, Role::Context | Role::Threshold) {
            mention.period = found.resolve(self.rules, &mention, self.date);
            if mention.role == Role::Spent && self.lies_ahead(&mention) {
                mention.role = Role::Spend;
            }
        }
        if let Some(assumed) = assumed {
            let known = mention.period.take().unwrap_or_default();
            let also = known.assumed.map(|also| format!("; {also}")).unwrap_or_default();
            mention.period = Some(Period { assumed: Some(format!("{assumed}{also}")), ..known });
        }
        mention
    }

    /// A dash that the making of a PDF has lost: "£1520 billion" of public money is beyond
    /// any measure, "£15–20 billion" is not. Returns what was assumed.
    fn mend_lost_dash(&self, raw: &RawAmount, mention: &mut AmountMention) -> Option<String> {
        let public = matches!(mention.role, Role::Spend | Role::Spent | Role::Saving);
        if !public || raw.low != raw.high || !self.rules.money.is_beyond_measure(raw.high, raw.currency) {
            return None;
        }
        let words = raw.span.of(self.text);
        let digits: String = words.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let whole = digits.parse::<u32>().ok().filter(|whole| (1_000..10_000).contains(whole))?;
        let (low, high) = (whole / 100, whole % 100);
        let unit = raw.high / Decimal::from(whole);
        (low < high).then(|| {
            mention.amount.low = Some(unit * Decimal::from(low));
            mention.amount.high = Some(unit * Decimal::from(high));
            format!("“{words}” is beyond any measure and read as {low} to {high}, with a dash that was lost")
        })
    }

    /// True where the years of an amount run on beyond the date of the
    /// document: what was set aside for them is still to be spent.
    fn lies_ahead(&self, mention: &AmountMention) -> bool {
        let last = mention.period.as_ref().and_then(|period| period.to);
        self.date.is_some_and(|date| last > Some(Calendar::year_of(date)))
    }

    fn finish(
        &self,
        raws: &[RawAmount],
        index: usize,
        amount: Amount,
        per: Per,
        years: Option<Years>,
    ) -> AmountMention {
        let reading = read_role(&self.place(raws, index, per, years));
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
            added: None,
            flags: Vec::new(),
            part_of: None,
            link: Link::default(),
            topics: Vec::new(),
            because,
            counted: Decimal::ZERO,
        }
    }
}

/// A part without years of its own has those of its whole.
fn inherit_years(mentions: &mut [AmountMention]) {
    for index in 0..mentions.len() {
        let Some(whole) = mentions[index].part_of.map(|whole| mentions[whole].clone()) else { continue };
        let part = &mut mentions[index];
        if part.years.is_none() && part.by.is_none() && part.per == whole.per {
            (part.years, part.by, part.period) = (whole.years, whole.by, whole.period);
        }
    }
}

/// A part of old money is old: it takes over what says so from its whole.
fn inherit_age(mentions: &mut [AmountMention]) {
    for index in 0..mentions.len() {
        let Some(whole) = mentions[index].part_of.filter(|whole| *whole != index) else { continue };
        let old = mentions[whole].flags.iter().filter(|flag| flag.old_money && flag.id != UMBRELLA);
        let new: Vec<FlagMention> =
            old.filter(|flag| mentions[index].flags.iter().all(|own| own.id != flag.id)).cloned().collect();
        mentions[index].flags.extend(new);
    }
}

/// The flag of an older whole, which does not say that its part is old.
const UMBRELLA: &str = "umbrella";

/// A cheap look before amounts are read: a unit or currency, letters that hang
/// on a number, or a number behind what may be a currency sign.
pub(super) fn may_hold_money(rules: &RuleSet, text: &str, scan: &Scan, home: Option<Currency>) -> bool {
    let mut before: Option<&Token> = None;
    scan.tokens.iter().any(|token| {
        let last = before.replace(token);
        if !(token.digit || token.capital || token.marks.any(Marks::MONEY)) {
            return false;
        }
        if token.digit {
            let letters =
                token.span.of(text).bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.' && byte != b',');
            return letters || rules.money.sign_at_end(text[..token.span.start].trim_end_matches(' '), home).is_some();
        }
        rules.money.is_unit_or_currency(token.word)
            || token.capital && token.span.of(text).bytes().any(|byte| byte.is_ascii_digit())
            || rules.money.is_number(token.word) && may_be_signed(text, token, last)
    })
}

/// True where a sign ("£"), or a short word with a capital letter ("Rs"), may
/// stand before a number word.
fn may_be_signed(text: &str, number: &Token, before: Option<&Token>) -> bool {
    const LONGEST: usize = 4;
    let sign = text[..number.span.start].trim_end_matches(' ').bytes().next_back();
    sign.is_some_and(|byte| !byte.is_ascii() || byte == b'$')
        || before.is_some_and(|before| before.capital && before.span.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::ingest::{ReadOptions, read_bytes, sentences};
    use crate::model::Currency;
    use crate::rules::RuleSet;

    #[test]
    fn a_dash_that_was_lost_is_put_back_and_said() {
        let rules = RuleSet::built_in().unwrap();
        let cases = [
            ("We will save £1218 billion from the estate.", 12_000_000_000_i64, 18_000_000_000_i64, true),
            ("We will spend £1,218 billion on roads.", 1_218_000_000_000, 1_218_000_000_000, false),
            ("GDP was £1520 billion.", 1_520_000_000_000, 1_520_000_000_000, false),
            ("We will spend £1812 million on roads.", 1_812_000_000, 1_812_000_000, false),
            ("We will spend £1015 million on roads.", 1_015_000_000, 1_015_000_000, false),
        ];
        for (text, low, high, said) in cases {
            let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
            let found = sentences(&document, &rules.abbreviations);
            let money = &extract(&document, &found, &rules, Some(Currency::GBP), false).money[0];
            assert_eq!((money.amount.low, money.amount.high), (Some(low.into()), Some(high.into())), "{text}");
            let assumed = money.period.as_ref().and_then(|period| period.assumed.as_ref());
            assert_eq!(assumed.is_some_and(|assumed| assumed.contains("lost")), said, "{text}");
        }
    }
}
