//! Money that can be compared: a year of it, and in the prices of one year.
//!
//! A total is spread evenly over its years; an amount each year, month, week
//! or day is what it says. Where the years can be read in two ways both
//! results are kept, as the ends of a range. What is not known is `None`:
//! without years there is no sum a year, without a price there is no real sum.
//!
//! Every function takes one amount and is linear in it.

use crate::model::{AmountMention, FiscalYear, Per, Role, SumRange};
use crate::rules::Prices;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// Months, weeks and days of a year.
const MONTHS: u32 = 12;
const WEEKS: u32 = 52;
const DAYS: u32 = 365;

/// Cash a year: a total divided by its years, or the flow that is stated.
/// `None` where no number of years is known, and for what is neither put in,
/// nor spent, nor saved.
pub fn annual(mention: &AmountMention) -> Option<SumRange> {
    annual_of(mention, ends(mention)?)
}

/// Cash a year of a part of the amount, such as what the ledger counts of it.
pub fn annual_of(mention: &AmountMention, part: SumRange) -> Option<SumRange> {
    if let Some(times) = times_a_year(mention.per) {
        return over_readings(mention, part, [()], |sum, ()| sum.checked_mul(times));
    }
    let years = match mention.years {
        Some(years) => BTreeSet::from([i64::from(years)]),
        None => readings(mention).map(|years| length(&years)).collect(),
    };
    over_readings(mention, part, years, |sum, years| sum.checked_div(Decimal::from(*years)))
}

/// The whole of an amount over its years in the prices of one year:
/// Σ F_y · 100 / D_y, with F_y the cash of each year. `None` where the years
/// are not known or one of them has no price, and for money of other countries.
pub fn real(mention: &AmountMention, prices: &Prices) -> Option<SumRange> {
    let whole = |sum: Decimal, years: &RangeInclusive<i16>| {
        let worth = worth_of(years, prices)?;
        match times_a_year(mention.per) {
            Some(times) => sum.checked_mul(times)?.checked_mul(worth),
            None => sum.checked_mul(worth)?.checked_div(Decimal::from(length(years))),
        }
    };
    in_prices(mention, ends(mention)?, whole)
}

/// A part of the amount in the prices of one year, without multiplying a flow
/// by its years: what the ledger counts, at what it is worth on average over
/// the years.
pub fn real_of(mention: &AmountMention, part: SumRange, prices: &Prices) -> Option<SumRange> {
    in_prices(mention, part, |sum, years| {
        sum.checked_mul(worth_of(years, prices)?)?.checked_div(Decimal::from(length(years)))
    })
}

/// The years of an amount and the cash of a part of it over all of them, read
/// the way that was chosen and the other way; equal where there is one way.
/// `None` where it is not known which years they are.
pub(super) fn over_years(mention: &AmountMention, part: Decimal) -> Option<[(RangeInclusive<i16>, Decimal); 2]> {
    if !is_public(mention) || mention.per == Per::Unit {
        return None;
    }
    let cash = |years: &RangeInclusive<i16>| match times_a_year(mention.per) {
        Some(times) => part.saturating_mul(times).saturating_mul(Decimal::from(length(years))),
        None => part,
    };
    let chosen = placed(mention).next()?;
    let other = placed(mention).last()?;
    Some([chosen, other].map(|years| (years.clone(), cash(&years))))
}

/// The years of an amount that have no price.
pub fn years_without_price(mention: &AmountMention, prices: &Prices) -> BTreeSet<FiscalYear> {
    if mention.amount.currency != Prices::CURRENCY {
        return BTreeSet::new();
    }
    let years = placed(mention).flatten().map(FiscalYear);
    years.filter(|year| prices.worth(*year).is_none()).collect()
}

/// Both ends of an amount; `None` where it has no figure.
fn ends(mention: &AmountMention) -> Option<SumRange> {
    Some(SumRange { low: mention.amount.low.or(mention.amount.high)?, high: mention.amount.high? })
}

/// Money that public bodies put in, did put in, or save.
fn is_public(mention: &AmountMention) -> bool {
    matches!(mention.role, Role::Spend | Role::Spent | Role::Saving)
}

/// How often a flow runs in a year; `None` for what is no flow.
fn times_a_year(per: Per) -> Option<Decimal> {
    match per {
        Per::Year => Some(Decimal::ONE),
        Per::Month => Some(Decimal::from(MONTHS)),
        Per::Week => Some(Decimal::from(WEEKS)),
        Per::Day => Some(Decimal::from(DAYS)),
        Per::Total | Per::Unit => None,
    }
}

fn readings(mention: &AmountMention) -> impl Iterator<Item = RangeInclusive<i16>> {
    mention.period.iter().flat_map(crate::model::Period::readings)
}

/// The readings that agree with the number of years that the text gives.
fn placed(mention: &AmountMention) -> impl Iterator<Item = RangeInclusive<i16>> {
    let years = mention.years.map(i64::from);
    readings(mention).filter(move |reading| years.is_none_or(|years| years == length(reading)))
}

/// Number of years, both ends included.
fn length(years: &RangeInclusive<i16>) -> i64 {
    i64::from(*years.end()) - i64::from(*years.start()) + 1
}

/// What one unit of cash in each of the years is worth together.
fn worth_of(years: &RangeInclusive<i16>, prices: &Prices) -> Option<Decimal> {
    years.clone().try_fold(Decimal::ZERO, |sum, year| sum.checked_add(prices.worth(FiscalYear(year))?))
}

fn in_prices(
    mention: &AmountMention,
    part: SumRange,
    convert: impl Fn(Decimal, &RangeInclusive<i16>) -> Option<Decimal>,
) -> Option<SumRange> {
    if mention.amount.currency != Prices::CURRENCY {
        return None;
    }
    over_readings(mention, part, placed(mention), convert)
}

/// The least and the most that the readings give. One that cannot be worked
/// out leaves no range: half of it would look like certainty.
fn over_readings<T>(
    mention: &AmountMention,
    part: SumRange,
    readings: impl IntoIterator<Item = T>,
    convert: impl Fn(Decimal, &T) -> Option<Decimal>,
) -> Option<SumRange> {
    if !is_public(mention) || mention.per == Per::Unit {
        return None;
    }
    let mut found: Option<SumRange> = None;
    for reading in readings {
        for sum in [part.low, part.high] {
            let value = convert(sum, &reading)?;
            let before = found.unwrap_or(SumRange { low: value, high: value });
            found = Some(SumRange { low: before.low.min(value), high: before.high.max(value) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Period};
    use crate::rules::Deflators;
    use crate::score::testkit::amount;
    use proptest::prelude::*;

    fn prices(base: i16) -> Prices {
        Deflators::built_in().unwrap().prices_of(FiscalYear(base)).unwrap()
    }

    /// Millions over years, with another last year where there is one.
    fn millions(sum: u64, from: i16, to: i16, or_to: Option<i16>) -> AmountMention {
        let year = |year| Some(FiscalYear(year));
        let period = Period { from: year(from), to: year(to), or_to: or_to.map(FiscalYear), ..Period::default() };
        AmountMention { period: Some(period), ..amount(0, sum * 1_000_000) }
    }

    /// In millions with one decimal.
    fn shown(range: Option<SumRange>) -> Option<[String; 2]> {
        let million = Decimal::from(1_000_000);
        range.map(|range| [range.low, range.high].map(|end| format!("{:.1}", (end / million).round_dp(1))))
    }

    fn both(low: &str, high: &str) -> Option<[String; 2]> {
        Some([low.into(), high.into()])
    }

    #[test]
    fn a_flat_total_in_real_terms() {
        // 1900/5 = 380 a year; 380/.76296 = 498.1, /.77300 = 491.6, /.79020 = 480.9, /.81147 = 468.3,
        // /.85376 = 445.1; together 2,383.9.
        let cyber = millions(1900, 2016, 2020, None);
        assert_eq!(shown(annual(&cyber)), both("380.0", "380.0"));
        assert_eq!(shown(real(&cyber, &prices(2024))), both("2383.9", "2383.9"));
        // In prices of its first year: 2,383.9 · .76296 = 1,818.8.
        assert_eq!(shown(real(&cyber, &prices(2016))), both("1818.8", "1818.8"));
    }

    #[test]
    fn an_ambiguous_period_gives_both_ends() {
        // Four years: 112.5 · (1/.76296 + 1/.77300 + 1/.79020 + 1/.81147) = 147.5 + 145.5 + 142.4 + 138.6 = 574.0.
        // Five: 90 · (the same + 1/.85376) = 118.0 + 116.4 + 113.9 + 110.9 + 105.4 = 564.6.
        let gds = millions(450, 2016, 2019, Some(2020));
        assert_eq!(shown(annual(&gds)), both("90.0", "112.5"));
        assert_eq!(shown(real(&gds, &prices(2024))), both("564.6", "574.0"));
        assert_eq!(shown(real(&millions(450, 2016, 2019, None), &prices(2024))), both("574.0", "574.0"));
        let years = |years| AmountMention { years: Some(years), ..gds.clone() };
        assert_eq!(shown(annual(&years(5))), both("90.0", "90.0"), "the number of years decides");
        assert_eq!(shown(real(&years(5), &prices(2024))), both("564.6", "564.6"));
        assert_eq!(shown(annual(&years(3))), both("150.0", "150.0"));
        assert_eq!(real(&years(3), &prices(2024)), None, "which three years is not known");
    }

    #[test]
    fn flows_are_taken_as_stated_and_summed_over_their_years() {
        // 100/1 + 100/1.02943 = 197.1
        let yearly = AmountMention { per: Per::Year, ..millions(100, 2024, 2025, None) };
        assert_eq!(shown(annual(&yearly)), both("100.0", "100.0"));
        assert_eq!(shown(real(&yearly, &prices(2024))), both("197.1", "197.1"));
        let part = ends(&yearly).unwrap();
        assert_eq!(shown(real_of(&yearly, part, &prices(2024))), both("98.6", "98.6"), "a year of it, on average");
        for (per, expected) in [(Per::Month, "1200.0"), (Per::Week, "5200.0"), (Per::Day, "36500.0")] {
            let flow = AmountMention { per, period: None, ..yearly.clone() };
            assert_eq!(shown(annual(&flow)), both(expected, expected));
            assert_eq!(real(&flow, &prices(2024)), None);
        }
    }

    #[test]
    fn missing_stays_missing() {
        let known = millions(100, 2029, 2030, None);
        assert!(annual(&known).is_some() && real(&known, &prices(2024)).is_some());
        assert_eq!(annual(&amount(0, 5)), None, "no years");
        let later = millions(100, 2030, 2031, None);
        assert_eq!(real(&later, &prices(2024)), None, "nothing is extrapolated");
        assert_eq!(years_without_price(&later, &prices(2024)), BTreeSet::from([FiscalYear(2031)]));
        for role in [Role::Tax, Role::Threshold, Role::Context] {
            let other = AmountMention { role, ..known.clone() };
            assert_eq!((annual(&other), real(&other, &prices(2024))), (None, None));
        }
        assert_eq!(annual(&AmountMention { per: Per::Unit, ..known.clone() }), None);
        let mut euros = known.clone();
        euros.amount.currency = Currency::parse("EUR").unwrap();
        assert!(annual(&euros).is_some() && real(&euros, &prices(2024)).is_none());
        let mut vague = known;
        (vague.amount.low, vague.amount.high) = (None, None);
        assert_eq!((annual(&vague), real(&vague, &prices(2024))), (None, None));
    }

    #[test]
    fn absurd_figures_do_no_harm() {
        let mut huge = AmountMention { per: Per::Day, ..millions(1, 2024, 2025, None) };
        (huge.amount.low, huge.amount.high) = (Some(Decimal::MAX), Some(Decimal::MAX));
        assert_eq!((annual(&huge), real(&huge, &prices(2024))), (None, None));
        let none = AmountMention { years: Some(0), ..amount(0, 5) };
        assert_eq!(annual(&none), None);
    }

    fn any_amount() -> impl Strategy<Value = AmountMention> {
        let pers = prop_oneof![Just(Per::Total), Just(Per::Year), Just(Per::Month)];
        (1..1_000_000_u64, 0..500_u64, 2005..2026_i16, 0..5_i16, proptest::option::of(0..5_i16), pers).prop_map(
            |(sum, more, from, years, or, per)| {
                let mut mention = millions(sum, from, from + years, or.map(|or| from + or));
                mention.amount.high = mention.amount.high.map(|high| high + Decimal::from(more));
                AmountMention { per, ..mention }
            },
        )
    }

    proptest! {
        #[test]
        fn scaling_money_scales_what_is_comparable(mention in any_amount(), times in 1..1000_u32) {
            let mut scaled = mention.clone();
            let times = Decimal::from(times);
            let scale = |sum: Option<Decimal>| sum.map(|sum| sum * times);
            (scaled.amount.low, scaled.amount.high) = (scale(mention.amount.low), scale(mention.amount.high));
            let base = prices(2024);
            for (once, often) in [(annual(&mention), annual(&scaled)), (real(&mention, &base), real(&scaled, &base))] {
                let (once, often) = (once.unwrap(), often.unwrap());
                for (once, often) in [(once.low, often.low), (once.high, often.high)] {
                    prop_assert!((once * times - often).abs() < Decimal::new(1, 2));
                }
            }
        }

        #[test]
        fn low_is_never_above_high(mention in any_amount(), base in 2005..2031_i16) {
            let base = prices(base);
            let part = ends(&mention).unwrap();
            for range in [annual(&mention), real(&mention, &base), real_of(&mention, part, &base)] {
                prop_assert!(range.is_some_and(|range| range.low <= range.high));
            }
        }

        #[test]
        fn a_year_in_its_own_prices_is_cash(sum in 1..1_000_000_u64, year in 2005..2031_i16) {
            let mention = millions(sum, year, year, None);
            prop_assert_eq!(real(&mention, &prices(year)), ends(&mention));
            prop_assert_eq!(annual(&mention), ends(&mention));
        }
    }
}
