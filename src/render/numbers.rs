//! Numbers as people read them: money, shares, scores, counts.
//!
//! A share that is not quite nothing or not quite all is never printed as 0% or
//! 100%. Sums are written as everywhere, by `model::short_money`.

use super::comparable;
use crate::model::{Bound, Currency, MoneyReport, Per, Role, SumParts, Verdict, thousands};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What is printed where there is no value.
pub(super) const NONE: &str = "–";
/// "Backed", where most promises are not.
const PARTLY: &str = "partly backed";
/// The same, where nearly none is.
const HARDLY: &str = "hardly backed";

/// A count with its thousands apart: `9,120`.
pub(super) fn count(value: usize) -> String {
    thousands(&value.to_string())
}

/// A count and its noun: `1 word`, `2 words`.
pub(super) fn counted(value: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(value), if value == 1 { "" } else { "s" })
}

pub(super) use crate::model::short_money as money;

/// A change of a sum, always with its sign.
pub(super) fn money_change(value: Decimal, currency: Currency) -> String {
    signed(value.is_sign_positive() && !value.is_zero(), money(value, currency))
}

/// A sum or range: `£2–3bn`, `£500m–£1bn`.
pub(super) fn range(low: Decimal, high: Decimal, currency: Currency) -> String {
    let (from, to) = (SumParts::of(low, currency), SumParts::of(high, currency));
    if from == to {
        money(high, currency)
    } else if from.unit == to.unit {
        format!("{}{}–{}{}", to.symbol, from.digits, to.digits, to.unit)
    } else {
        format!("{}–{}", money(low, currency), money(high, currency))
    }
}

/// The sums of several currencies; empty where there is none.
pub(super) fn sums(sums: &BTreeMap<Currency, Decimal>) -> Vec<String> {
    sums.iter().map(|(currency, sum)| money(*sum, *currency)).collect()
}

/// A day as people write it: `25 November 2015`; other text as it is.
pub(super) fn day(iso: &str) -> String {
    let long = iso.parse::<jiff::civil::Date>().map(|date| date.strftime("%-d %B %Y").to_string());
    long.unwrap_or_else(|_| iso.to_owned())
}

/// One amount with its bound and unit of time: `up to £300m a year`.
pub(super) fn amount_only(report: &MoneyReport) -> String {
    let mut text = match report.bound {
        Bound::Exact => "",
        Bound::Approx => "about ",
        Bound::Atleast => "at least ",
        Bound::Upto => "up to ",
    }
    .to_owned();
    match (report.low, report.high) {
        (Some(low), Some(high)) => text += &range(low, high, report.currency),
        (Some(value), None) | (None, Some(value)) => text += &money(value, report.currency),
        (None, None) => text = format!("no figure (“{}”)", report.quote),
    }
    text += match report.per {
        Per::Total => "",
        Per::Year => " a year",
        Per::Month => " a month",
        Per::Week => " a week",
        Per::Day => " a day",
        Per::Unit => " each",
    };
    text
}

/// The same with its years and role: `up to £300m a year over 5 years (2016-17 to 2020-21)`.
pub(super) fn amount(report: &MoneyReport) -> String {
    let mut text = amount_only(report);
    if let Some(years) = report.years {
        text += &format!(" over {}", counted(years as usize, "year"));
    }
    match (&report.from, &report.to, &report.by) {
        (Some(from), Some(to), _) if from != to => text += &format!(" ({from} to {to})"),
        (Some(year), _, _) | (None, Some(year), _) => text += &format!(" ({year})"),
        // "by 2020-21", but "over the Spending Review period".
        (None, None, Some(by)) if by.starts_with(|c: char| c.is_ascii_digit()) => text += &format!(" (by {by})"),
        (None, None, Some(by)) => text += &format!(" ({by})"),
        (None, None, None) => {}
    }
    match report.role {
        Role::Spend => {}
        Role::Spent => text += ", spent before",
        Role::Saving => text += ", a saving",
        Role::Tax => text += ", tax",
        Role::Threshold => text += ", a price or limit",
        Role::Context => text += ", not public money put in",
    }
    text + &comparable::beside(report)
}

/// A share from 0 to 1 as a percentage.
pub(super) fn percent(share: f64) -> String {
    match (share * 100.0).round() {
        _ if share > 0.0 && share < 0.005 => "<1%".into(),
        _ if (0.995..1.0).contains(&share) => ">99%".into(),
        whole => format!("{whole}%"),
    }
}

/// A share that may be missing.
pub(super) fn percent_or_none(share: Option<f64>) -> String {
    share.map_or_else(|| NONE.into(), percent)
}

/// A ratio from its binary logarithm: `1.3×`.
pub(super) fn ratio(log2: f64) -> String {
    let times = log2.exp2();
    if times < 10.0 { format!("{times:.1}×") } else { format!("{times:.0}×") }
}

/// A score from 0 to 100 without decimals.
pub(super) fn score(value: f64) -> String {
    format!("{}", value.round())
}

/// The interval of a score: `(44–78)`.
pub(super) fn interval([low, high]: [f64; 2]) -> String {
    format!("({}–{})", low.round(), high.round())
}

/// A verdict in words. Where money stands behind fewer than half of the promises, or
/// than one in twenty, "backed" alone would say too much.
pub(super) fn verdict(verdict: Verdict, backed: f64, promises: usize) -> String {
    match promises as f64 {
        _ if verdict != Verdict::Backed => verdict.to_string(),
        promises if 20.0 * backed < promises => HARDLY.into(),
        promises if 2.0 * backed < promises => PARTLY.into(),
        _ => verdict.to_string(),
    }
}

/// Backed promises of all: `1.7 of 3`. Less than all is never rounded up to all.
pub(super) fn backed_of(backed: f64, promises: usize) -> String {
    let mut tenths = (backed * 10.0).round();
    if backed < promises as f64 {
        tenths = tenths.min(promises as f64 * 10.0 - 1.0);
    }
    if backed > 0.0 {
        tenths = tenths.max(1.0);
    }
    format!("{} of {}", tenths / 10.0, count(promises))
}

/// A factor or backing from 0 to 1, with up to three decimals: `0.175`.
pub(super) fn factor(value: f64) -> String {
    format!("{}", (value * 1e3).round() / 1e3)
}

/// A change of a whole number, with its sign.
pub(super) fn change(value: f64) -> String {
    let whole = value.round();
    if whole == 0.0 { "same".into() } else { signed(whole > 0.0, format!("{whole}").replace('-', "−")) }
}

fn signed(positive: bool, text: String) -> String {
    if positive { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn ranges_share_their_unit() {
        let gbp = |low: i64, high: i64| range(low.into(), high.into(), Currency::GBP);
        assert_eq!(gbp(2_000_000_000, 3_000_000_000), "£2–3bn");
        assert_eq!(gbp(500_000_000, 1_000_000_000), "£500m–£1bn");
        assert_eq!(gbp(5_000_000, 5_000_000), "£5m");
        assert_eq!(range(9_500_000.into(), 15_000_000.into(), currency("INR")), "₹95 lakh–₹1.5 crore");
    }

    #[test]
    fn shares_are_not_rounded_to_nothing_or_all() {
        let cases = [(0.0, "0%"), (0.001, "<1%"), (0.31, "31%"), (0.999, ">99%"), (1.0, "100%")];
        for (share, expected) in cases {
            assert_eq!(percent(share), expected);
        }
        assert_eq!(percent_or_none(None), "–");
    }

    #[test]
    fn backing_is_not_rounded_to_nothing_or_all() {
        let cases = [
            (0.0, 3, "0 of 3"),
            (0.01, 3, "0.1 of 3"),
            (1.65, 3, "1.7 of 3"),
            (2.99, 3, "2.9 of 3"),
            (3.0, 3, "3 of 3"),
        ];
        for (backed, promises, expected) in cases {
            assert_eq!(backed_of(backed, promises), expected);
        }
    }

    #[test]
    fn a_verdict_says_no_more_than_the_promises_do() {
        assert_eq!(verdict(Verdict::Backed, 1.0, 12), "partly backed");
        assert_eq!(verdict(Verdict::Backed, 0.5, 12), "hardly backed");
        assert_eq!(verdict(Verdict::Backed, 6.0, 12), "backed");
        assert_eq!(verdict(Verdict::Backed, 0.0, 0), "backed", "money and no promise");
        assert_eq!(verdict(Verdict::QuietMoney, 1.0, 12), "quiet money");
    }

    #[test]
    fn changes_carry_their_sign() {
        assert_eq!([change(-19.4), change(0.2), change(8.0)], ["−19", "same", "+8"]);
        assert_eq!(money_change((-1_900_000_000i64).into(), Currency::GBP), "−£1.9bn");
        assert_eq!(money_change(740_000_000.into(), Currency::GBP), "+£740m");
        assert_eq!(money_change(0.into(), Currency::GBP), "£0");
    }
}
