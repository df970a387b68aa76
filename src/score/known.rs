//! Comparable money by topic: sums of what is known, and how much that is.
//!
//! Rests on what the ledger counts, so that nothing is added twice. Currencies
//! are kept apart. Money whose years or prices are not known is in no sum, and
//! the share that the sums cover says so.

use super::comparable::{annual_of, over_years, real, real_of, years_without_price};
use super::funding::{float, parts};
use crate::model::{AmountMention, Currency, DocumentReport, Facts, KnownSum, RealSum, RealTotals, SumRange};
use crate::rules::Prices;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the counted money of a document.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// By topic, in the order of the rule set.
    pub(super) topics: Vec<BTreeMap<Currency, KnownSum>>,
    /// Of all topics together.
    pub(super) all: BTreeMap<Currency, KnownSum>,
}

/// Cash a year of the counted money: all of it over the years in which any of
/// it runs, so that £1m in one year and £3m in the next are £2m a year. What
/// is known by the number of its years only is taken to run beside the rest.
pub(super) fn known_annual(facts: &Facts, topics: usize) -> Known {
    add_up::<Yearly>(&facts.money, topics, |sum, mention, part| match over_years(mention, part) {
        Some(readings) => {
            for (reading, (years, cash)) in sum.readings.iter_mut().zip(readings) {
                reading.0.extend(years);
                reading.1 = reading.1.saturating_add(cash);
            }
            true
        }
        None => sum.beside.add(annual_of(mention, SumRange { low: part, high: part })),
    })
}

/// Gives the sums of a report in the prices of a year as well, and says what
/// could not be converted. `facts` are those that the report was made of.
pub fn in_real_terms(report: &mut DocumentReport, facts: &Facts, prices: &Prices) {
    for (entry, mention) in report.money.iter_mut().zip(&facts.money) {
        let sum = real(mention, prices).map(in_pence);
        entry.real = sum.map(|SumRange { low, high }| RealSum { base: prices.base.to_string(), low, high });
    }
    let known = add_up::<Total>(&facts.money, report.topics.len(), |sum, mention, part| {
        sum.add(real_of(mention, SumRange { low: part, high: part }, prices))
    });
    let totals = |sums| Some(RealTotals { base: prices.base.to_string(), sums });
    for (topic, known) in report.topics.iter_mut().zip(known.topics) {
        topic.real = totals(known);
    }
    report.real = totals(known.all);
    report.warnings.extend(warnings(&facts.money, prices));
}

/// A range to two decimals.
pub(super) fn in_pence(range: SumRange) -> SumRange {
    SumRange { low: range.low.round_dp(2), high: range.high.round_dp(2) }
}

/// A sum while it is made.
trait Growing: Default {
    /// What has come together; `None` where nothing is known.
    fn finish(self) -> Option<SumRange>;
}

/// A plain sum of ranges.
#[derive(Default)]
struct Total(Option<SumRange>);

impl Total {
    /// Adds what is known, and says whether anything is.
    fn add(&mut self, known: Option<SumRange>) -> bool {
        let Some(known) = known else { return false };
        let before = self.0.unwrap_or(NOTHING);
        let (low, high) = (before.low.saturating_add(known.low), before.high.saturating_add(known.high));
        self.0 = Some(SumRange { low, high });
        true
    }
}

impl Growing for Total {
    fn finish(self) -> Option<SumRange> {
        self.0
    }
}

/// Cash over years: the years and the cash of each way to read the text.
#[derive(Default)]
struct Yearly {
    readings: [(BTreeSet<i16>, Decimal); 2],
    /// Sums a year whose years are not known.
    beside: Total,
}

impl Growing for Yearly {
    fn finish(self) -> Option<SumRange> {
        let a_year = self.readings.map(|(years, cash)| cash.checked_div(Decimal::from(years.len())));
        let placed = match a_year {
            [Some(chosen), Some(other)] => Some(SumRange { low: chosen.min(other), high: chosen.max(other) }),
            _ => None,
        };
        let mut sum = self.beside;
        sum.add(placed);
        sum.finish()
    }
}

const NOTHING: SumRange = SumRange { low: Decimal::ZERO, high: Decimal::ZERO };

/// A sum of one currency, and of how much of the counted money it speaks.
#[derive(Default)]
struct Sum<T> {
    known: T,
    counted: Decimal,
    covered: Decimal,
}

/// Sums the counted money on topics. `add` adds a part of an amount to a sum
/// and answers whether it could.
fn add_up<T: Growing>(
    money: &[AmountMention],
    topics: usize,
    add: impl Fn(&mut T, &AmountMention, Decimal) -> bool,
) -> Known {
    let mut by_topic: Vec<BTreeMap<Currency, Sum<T>>> = Vec::new();
    by_topic.resize_with(topics, BTreeMap::new);
    let mut all: BTreeMap<Currency, Sum<T>> = BTreeMap::new();
    for mention in money.iter().filter(|mention| !mention.topics.is_empty() && mention.counted > Decimal::ZERO) {
        let enter = |sums: &mut BTreeMap<Currency, Sum<T>>, part: Decimal| {
            let sum = sums.entry(mention.amount.currency).or_default();
            sum.counted = sum.counted.saturating_add(part);
            if add(&mut sum.known, mention, part) {
                sum.covered = sum.covered.saturating_add(part);
            }
        };
        enter(&mut all, mention.counted);
        for (at, part) in parts(mention, mention.counted) {
            if let Some(topic) = by_topic.get_mut(at) {
                enter(topic, part);
            }
        }
    }
    Known { topics: by_topic.into_iter().map(finish).collect(), all: finish(all) }
}

/// Currencies of which nothing is known have no entry.
fn finish<T: Growing>(sums: BTreeMap<Currency, Sum<T>>) -> BTreeMap<Currency, KnownSum> {
    let entry = |(currency, sum): (Currency, Sum<T>)| {
        let covers = (float(sum.covered) / float(sum.counted)).clamp(0.0, 1.0);
        let SumRange { low, high } = in_pence(sum.known.finish()?);
        Some((currency, KnownSum { low, high, covers }))
    };
    sums.into_iter().filter_map(entry).collect()
}

/// What of the counted money has no prices, each reason once.
fn warnings(money: &[AmountMention], prices: &Prices) -> Vec<String> {
    let counted = || money.iter().filter(|mention| mention.counted > Decimal::ZERO);
    let years: BTreeSet<_> = counted().flat_map(|mention| years_without_price(mention, prices)).collect();
    let mut warnings = Vec::new();
    if !years.is_empty() {
        let list: Vec<_> = years.iter().map(ToString::to_string).collect();
        warnings.push(format!("no prices of {}: sums that reach there are left out of real terms", list.join(", ")));
    }
    let others: BTreeSet<_> =
        counted().map(|mention| mention.amount.currency).filter(|currency| *currency != Prices::CURRENCY).collect();
    if !others.is_empty() {
        let list: Vec<_> = others.iter().map(ToString::to_string).collect();
        let own = Prices::CURRENCY;
        warnings.push(format!("amounts in {} are in cash only: the prices are those of {own}", list.join(", ")));
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CommitmentKind as Kind, FiscalYear, Per, Period};
    use crate::rules::Deflators;
    use crate::score::testkit::{document, facts, linked, sentence, topics};

    fn over(sentence: usize, pounds: u64, topics: &[u16], from: i16, to: i16) -> AmountMention {
        let period = Period { from: Some(FiscalYear(from)), to: Some(FiscalYear(to)), ..Period::default() };
        AmountMention { period: Some(period), ..linked(sentence, pounds, topics) }
    }

    fn known(low: i64, high: i64, covers: f64) -> BTreeMap<Currency, KnownSum> {
        BTreeMap::from([(Currency::GBP, KnownSum { low: low.into(), high: high.into(), covers })])
    }

    #[test]
    fn sums_say_how_much_they_cover() {
        // 400 over four years and 200 over two, on topics 0 and 0+1; 200 without years on topic 1.
        let mut money = vec![over(0, 400, &[0], 2024, 2027), over(1, 200, &[0, 1], 2024, 2025), linked(2, 200, &[1])];
        money[0].period.as_mut().unwrap().or_to = Some(FiscalYear(2028));
        money.push(over(3, 400, &[0], 2024, 2027));
        let found = known_annual(&facts(Vec::new(), money), 3);
        assert_eq!(found.all, known(120, 150, 0.75), "600 over four years or five; what is said again adds nothing");
        assert_eq!(found.topics, [known(100, 125, 1.0), known(50, 50, 1.0 / 3.0), BTreeMap::new()]);
    }

    #[test]
    fn a_year_of_money_is_taken_over_all_its_years() {
        let annual = |money| known_annual(&facts(Vec::new(), money), 1).all;
        let profile =
            || vec![over(0, 13, &[0], 2025, 2025), over(0, 194, &[0], 2026, 2026), over(0, 93, &[0], 2027, 2027)];
        assert_eq!(annual(profile()), known(100, 100, 1.0), "and not 300 a year");
        let mut money = profile();
        money.push(AmountMention { per: Per::Year, ..over(1, 10, &[0], 2026, 2027) });
        money.push(AmountMention { years: Some(2), ..linked(2, 30, &[0]) });
        // (300 + 2 · 10) / 3 and, of unknown years, 15.
        assert_eq!(annual(money)[&Currency::GBP].low.to_string(), "121.67");
        assert_eq!(annual(vec![linked(0, 5, &[0])]), BTreeMap::new());
    }

    #[test]
    fn real_terms_are_added_to_a_report_with_what_they_leave_out() {
        let usd = Currency::parse("USD").unwrap();
        let mut dollars = over(2, 7, &[0], 2024, 2024);
        dollars.amount.currency = usd;
        let money = vec![over(0, 100, &[0], 2024, 2024), over(1, 300, &[0], 2030, 2031), dollars];
        let sentences = (0..3).map(|block| sentence(block, Kind::Firm, &[0])).collect();
        let (document, facts) = document(facts(sentences, money));
        let mut report = crate::score::summarise(&document, &facts, &topics(1));
        assert_eq!((&report.real, &report.money[0].real), (&None, &None));
        let prices = Deflators::built_in().unwrap().prices_of(FiscalYear(2024)).unwrap();
        report.warnings.clear();
        in_real_terms(&mut report, &facts, &prices);
        let base = String::from("2024-25");
        let hundred = RealSum { base: base.clone(), low: 100.into(), high: 100.into() };
        let real: Vec<_> = report.money.iter().map(|money| money.real.clone()).collect();
        assert_eq!(real, [Some(hundred), None, None]);
        let quarter = Some(RealTotals { base, sums: known(100, 100, 0.25) });
        assert_eq!((&report.real, &report.topics[0].real), (&quarter, &quarter));
        assert_eq!(
            report.warnings,
            [
                "no prices of 2031-32: sums that reach there are left out of real terms",
                "amounts in USD are in cash only: the prices are those of GBP"
            ]
        );
    }
}
