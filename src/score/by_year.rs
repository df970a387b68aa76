//! Counted money by financial year, as far as its years are known.

use super::comparable::over_years;
use super::known::in_pence;
use crate::model::{AmountMention, Currency, Facts, FiscalYear, SumRange, YearlyMoney};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// The money of one currency while it is added up.
#[derive(Default)]
struct Years {
    /// Cash by year, as the text was read and as it may be read too.
    readings: [BTreeMap<i16, Decimal>; 2],
    counted: Decimal,
    placed: Decimal,
}

/// The counted money on topics by currency and financial year. Currencies
/// without an amount whose years are known have no entry.
pub(super) fn money_by_year(facts: &Facts) -> BTreeMap<Currency, YearlyMoney> {
    let mut sums: BTreeMap<Currency, Years> = BTreeMap::new();
    for mention in facts.money.iter().filter(|mention| !mention.topics.is_empty() && mention.counted > Decimal::ZERO) {
        sums.entry(mention.amount.currency).or_default().add(mention);
    }
    sums.into_iter().filter_map(|(currency, years)| Some((currency, years.finish()?))).collect()
}

impl Years {
    fn add(&mut self, mention: &AmountMention) {
        self.counted = self.counted.saturating_add(mention.counted);
        let Some(readings) = over_years(mention, mention.counted) else { return };
        self.placed = self.placed.saturating_add(mention.counted);
        for (sums, (years, cash)) in self.readings.iter_mut().zip(readings) {
            let count = Decimal::from(years.clone().count());
            let Some(a_year) = cash.checked_div(count) else { continue };
            for year in years {
                let sum = sums.entry(year).or_default();
                *sum = sum.saturating_add(a_year);
            }
        }
    }

    fn finish(self) -> Option<YearlyMoney> {
        let [chosen, other] = &self.readings;
        let all: BTreeSet<i16> = chosen.keys().chain(other.keys()).copied().collect();
        let range = |year: i16| {
            let [a, b] = [chosen, other].map(|sums| sums.get(&year).copied().unwrap_or_default());
            (FiscalYear(year).to_string(), in_pence(SumRange { low: a.min(b), high: a.max(b) }))
        };
        let covers = self.placed.checked_div(self.counted).and_then(|share| share.try_into().ok())?;
        (!all.is_empty()).then(|| YearlyMoney { years: all.into_iter().map(range).collect(), covers })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CommitmentKind, Per, Period};
    use crate::score::testkit::{amount, linked, report, sentence};

    fn over(mut mention: AmountMention, from: i16, to: i16) -> AmountMention {
        let year = |year| Some(FiscalYear(year));
        mention.period = Some(Period { from: year(from), to: year(to), ..Period::default() });
        mention
    }

    #[test]
    fn totals_are_spread_and_flows_run_each_year() {
        let mut flow = over(linked(1, 7, &[0]), 2017, 2018);
        flow.amount.low = Some(7.into());
        flow.per = Per::Year;
        let money =
            vec![over(linked(0, 10, &[0]), 2016, 2017), flow, linked(2, 3, &[0]), over(amount(3, 99), 2016, 2016)];
        let sentences = (0..4).map(|block| sentence(block, CommitmentKind::Firm, &[0])).collect();
        let by_year = &report(sentences, money, 1).by_year[&Currency::GBP];
        let shown: Vec<_> = by_year.years.iter().map(|(year, sum)| (year.as_str(), sum.high.to_string())).collect();
        assert_eq!(shown, [("2016-17", "5".to_owned()), ("2017-18", "12".into()), ("2018-19", "7".into())]);
        assert_eq!(by_year.covers, 0.85, "17 of 20: what has no years is in no year");
    }

    #[test]
    fn two_readings_give_a_range() {
        let mut mention = over(linked(0, 20, &[0]), 2016, 2019);
        mention.period.as_mut().unwrap().or_to = Some(FiscalYear(2020));
        let report = report(vec![sentence(0, CommitmentKind::Firm, &[0])], vec![mention], 1);
        let years = &report.by_year[&Currency::GBP].years;
        let ends = |year: &str| (years[year].low.to_string(), years[year].high.to_string());
        assert_eq!(ends("2016-17"), ("4".into(), "5".into()));
        assert_eq!(ends("2020-21"), ("0".into(), "4".into()));
    }
}
