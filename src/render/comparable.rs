//! Comparable money in tables: a year of it, and in the prices of one year.
//!
//! A sum that could be converted in part says in brackets how much of the cash
//! stands behind it, so that nobody takes a part for the whole.

use super::numbers;
use crate::model::{Currency, DeflatorReport, DocumentReport, KnownSum, MoneyReport, Per, RealTotals, SumRange};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What stands behind an amount: what a level adds, a year of it, its worth in
/// other prices, and what was assumed where the years have two readings.
pub(super) fn beside(money: &MoneyReport) -> String {
    let mut text = match money.added {
        Some(added) if added > Decimal::ZERO => {
            format!(", of which {} is added", numbers::money(added, money.currency))
        }
        Some(_) => ", a level and no new money".into(),
        None => String::new(),
    };
    let shown = |range: SumRange| numbers::range(range.low, range.high, money.currency);
    let annual = money.annual.filter(|annual| money.per != Per::Year && Some(annual.high) != money.high);
    if let Some(annual) = annual {
        text += &format!(", {} a year", shown(annual));
    }
    if let Some(real) = &money.real {
        let in_all = if money.per == Per::Total { "" } else { " in all" };
        let range = SumRange { low: real.low, high: real.high };
        text += &format!(", {}{in_all} in {} prices", shown(range), real.base);
    }
    let two = money.low == money.high
        && (annual.is_some_and(|annual| annual.low != annual.high)
            || money.real.as_ref().is_some_and(|real| real.low != real.high));
    if let Some(assumed) = money.assumed.as_ref().filter(|_| two) {
        text += &format!(" ({assumed})");
    }
    text
}

/// Sums of cash, one line for each currency, and below each what it is worth
/// in the prices of the base year, where that is known.
pub(super) fn cash_and_real(cash: &BTreeMap<Currency, Decimal>, real: Option<&RealTotals>) -> Vec<String> {
    let lines = cash.iter().flat_map(|(&currency, sum)| {
        let real = real.and_then(|real| real.sums.get(&currency));
        let real = real.map(|known| format!("→ {}", known_sum(known, currency)));
        std::iter::once(numbers::money(*sum, currency)).chain(real)
    });
    lines.collect()
}

/// What two texts are worth in the prices of the base year, on two lines for
/// each currency; empty where neither is known.
pub(super) fn both_real([old, new]: [Option<&RealTotals>; 2]) -> Vec<String> {
    let sums = |real: Option<&RealTotals>| real.map(|real| real.sums.clone()).unwrap_or_default();
    let (old, new) = (sums(old), sums(new));
    let mut currencies: Vec<Currency> = old.keys().chain(new.keys()).copied().collect();
    currencies.sort_unstable();
    currencies.dedup();
    let show = |sums: &BTreeMap<Currency, KnownSum>, currency: Currency| {
        sums.get(&currency).map_or_else(|| numbers::NONE.to_owned(), |known| known_sum(known, currency))
    };
    let lines = |currency| [format!("real {}", show(&old, currency)), format!("→ {}", show(&new, currency))];
    currencies.into_iter().flat_map(lines).collect()
}

/// A sum, or both ends of it, and the share that it covers where that is not
/// all. One below the other, because columns of money are narrow.
fn known_sum(known: &KnownSum, currency: Currency) -> String {
    let [low, high] = [known.low, known.high].map(|end| numbers::money(end, currency));
    let mut sum = if low == high { high } else { format!("{low}\nto {high}") };
    if known.covers < 1.0 {
        sum += &format!("\n({})", numbers::percent(known.covers));
    }
    sum
}

/// The note on real terms below a table; `None` where they were not asked for.
pub(super) fn note(document: &DocumentReport) -> Option<String> {
    let base = &document.real.as_ref()?.base;
    let how_much = converted(document).map_or_else(
        || "none of it could be converted".into(),
        |share| format!("{} of it could be converted", numbers::percent(share)),
    );
    Some(format!(
        "→ is the money in {base} prices, where its years are known; in brackets how much of it that is. On all topics \
         {how_much}."
    ))
}

/// The same for two texts.
pub(super) fn note_on_both([old, new]: [&DocumentReport; 2]) -> Option<String> {
    let base = &old.real.as_ref().or(new.real.as_ref())?.base;
    let show = |document| converted(document).map_or_else(|| numbers::NONE.into(), numbers::percent);
    Some(format!(
        "in {base} prices, where the years of the money are known; in brackets how much of it that is. On all topics: \
         {} → {}. Sums that leave out much are not comparable.",
        show(old),
        show(new)
    ))
}

/// Share of the main currency's money that is given in real terms.
fn converted(document: &DocumentReport) -> Option<f64> {
    let real = document.real.as_ref()?;
    document.currency.and_then(|currency| real.sums.get(&currency)).map(|known| known.covers)
}

/// Where the prices come from, in one sentence.
pub(super) fn source(deflator: &DeflatorReport) -> String {
    let vintage = deflator.vintage.as_ref().map(|vintage| format!(" ({vintage})")).unwrap_or_default();
    format!("Prices of {}: {}{vintage}.", deflator.base, deflator.source)
}

/// Cuts and savings by topic, which no table nets against the money.
pub(super) fn cuts(document: &DocumentReport) -> Vec<String> {
    let topics = document.topics.iter().filter(|topic| !topic.savings.is_empty());
    topics.map(|topic| format!("{} on {}", numbers::sums(&topic.savings).join(" + "), topic.title)).collect()
}
