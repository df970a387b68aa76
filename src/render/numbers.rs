//! Numbers as people read them: money, shares, scores, counts.
//!
//! Money keeps three significant digits and is rounded before its unit is
//! chosen, so that £999.9m is printed as £1bn and never as £1000m. A share that
//! is not quite nothing or not quite all is never printed as 0% or 100%.

use crate::model::{Bound, Currency, MoneyReport, Per, Role};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// What is printed where there is no value.
pub(super) const NONE: &str = "–";

/// Symbol of a currency, or its code and a space.
fn symbol(currency: Currency) -> String {
    match currency.as_str() {
        "GBP" => "£".into(),
        "EUR" => "€".into(),
        "USD" => "$".into(),
        "SGD" => "S$".into(),
        "AUD" => "A$".into(),
        "CAD" => "C$".into(),
        "NZD" => "NZ$".into(),
        "INR" => "₹".into(),
        code => format!("{code}\u{a0}"),
    }
}

/// Unit names from large to small, with the power of ten that each stands for.
fn units(currency: Currency) -> &'static [(u32, &'static str)] {
    match currency.as_str() {
        "INR" => &[(12, " lakh crore"), (7, " crore"), (5, " lakh")],
        _ => &[(12, "tn"), (9, "bn"), (6, "m")],
    }
}

/// Three significant digits; whole units where the sum is small.
fn shorten(value: Decimal) -> Decimal {
    value.round_sf_with_strategy(3, RoundingStrategy::MidpointAwayFromZero).unwrap_or(value)
}

/// Digits and unit of a sum, apart from each other and without the currency.
fn parts(value: Decimal, currency: Currency) -> (String, &'static str) {
    let short = shorten(value);
    for (power, unit) in units(currency) {
        let scale = Decimal::from(10u64.pow(*power));
        if short.abs() >= scale {
            return (grouped(short / scale), unit);
        }
    }
    (grouped(if value.abs() < Decimal::ONE_THOUSAND { value.round_dp(2) } else { short }), "")
}

/// A decimal without trailing zeros, its thousands apart; pennies keep two digits.
fn grouped(value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("−", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, String::new()), |(w, f)| (w, format!(".{f}")));
    format!("{sign}{}{fraction}", thousands(whole))
}

pub(super) fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its thousands apart: `9,120`.
pub(super) fn count(value: usize) -> String {
    thousands(&value.to_string())
}

/// A count and its noun: `1 word`, `2 words`.
pub(super) fn counted(value: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(value), if value == 1 { "" } else { "s" })
}

/// A sum of money: `£1.9bn`, `₹500 crore`, `CHF 3m`.
pub(super) fn money(value: Decimal, currency: Currency) -> String {
    let (digits, unit) = parts(value, currency);
    match digits.strip_prefix('−') {
        Some(digits) => format!("−{}{digits}{unit}", symbol(currency)),
        None => format!("{}{digits}{unit}", symbol(currency)),
    }
}

/// A change of a sum, always with its sign.
pub(super) fn money_change(value: Decimal, currency: Currency) -> String {
    signed(value.is_sign_positive() && !value.is_zero(), money(value, currency))
}

/// A sum or range: `£2–3bn`, `£500m–£1bn`.
fn range(low: Decimal, high: Decimal, currency: Currency) -> String {
    let (from, to) = (parts(low, currency), parts(high, currency));
    if from == to {
        money(high, currency)
    } else if from.1 == to.1 {
        format!("{}{}–{}{}", symbol(currency), from.0, to.0, to.1)
    } else {
        format!("{}–{}", money(low, currency), money(high, currency))
    }
}

/// The sums of several currencies; empty where there is none.
pub(super) fn sums(sums: &BTreeMap<Currency, Decimal>) -> Vec<String> {
    sums.iter().map(|(currency, sum)| money(*sum, *currency)).collect()
}

/// One amount with its bound, time and role: `up to £300m a year over 5 years (2016-17 to 2020-21)`.
pub(super) fn amount(report: &MoneyReport) -> String {
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
    if let Some(years) = report.years {
        text += &format!(" over {}", counted(years as usize, "year"));
    }
    match (&report.from, &report.to, &report.by) {
        (Some(from), Some(to), _) if from != to => text += &format!(" ({from} to {to})"),
        (Some(year), _, _) | (None, Some(year), _) => text += &format!(" ({year})"),
        (None, None, Some(by)) => text += &format!(" (by {by})"),
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
    text
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

/// A change of a whole number, with its sign.
pub(super) fn change(value: f64) -> String {
    let whole = value.round();
    if whole == 0.0 { "0".into() } else { signed(whole > 0.0, format!("{whole}").replace('-', "−")) }
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
    fn money_keeps_three_digits_and_the_right_unit() {
        let cases = [
            ("0", "GBP", "£0"),
            ("0.05", "GBP", "£0.05"),
            ("14.5", "GBP", "£14.5"),
            ("999.999", "GBP", "£1,000"),
            ("57500", "GBP", "£57,500"),
            ("123456", "GBP", "£123,000"),
            ("999499", "GBP", "£999,000"),
            ("999999", "GBP", "£1m"),
            ("14500000", "GBP", "£14.5m"),
            ("740000000", "GBP", "£740m"),
            ("999600000", "GBP", "£1bn"),
            ("1900000000", "GBP", "£1.9bn"),
            ("1234567890", "USD", "$1.23bn"),
            ("-450000000", "GBP", "−£450m"),
            ("2400000000", "SGD", "S$2.4bn"),
            ("2500000", "CHF", "CHF\u{a0}2.5m"),
            ("184000000000000", "JPY", "JPY\u{a0}184tn"),
            ("500000", "INR", "₹5 lakh"),
            ("5000000000", "INR", "₹500 crore"),
            ("15700000000", "INR", "₹1,570 crore"),
            ("1570000000000", "INR", "₹1.57 lakh crore"),
        ];
        for (value, code, expected) in cases {
            assert_eq!(money(value.parse().unwrap(), currency(code)), expected, "{value} {code}");
        }
    }

    #[test]
    fn money_of_any_size_is_printed() {
        for value in [Decimal::MAX, Decimal::MIN, Decimal::new(1, 28)] {
            assert!(!money(value, Currency::GBP).is_empty());
        }
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
    fn changes_carry_their_sign() {
        assert_eq!([change(-19.4), change(0.2), change(8.0)], ["−19", "0", "+8"]);
        assert_eq!(money_change((-1_900_000_000i64).into(), Currency::GBP), "−£1.9bn");
        assert_eq!(money_change(740_000_000.into(), Currency::GBP), "+£740m");
        assert_eq!(money_change(0.into(), Currency::GBP), "£0");
    }
}
