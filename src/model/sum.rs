//! Sums of money as people write them, the same in tables and in sentences.
//!
//! Three significant digits are kept, and a sum is rounded before its unit is
//! chosen, so that £999.9m is written as £1bn and never as £1000m.

use super::Currency;
use rust_decimal::{Decimal, RoundingStrategy};

/// A sum of money: `£1.9bn`, `₹500 crore`, `CHF 3m`.
pub fn short_money(value: Decimal, currency: Currency) -> String {
    let SumParts { symbol, digits, unit } = SumParts::of(value, currency);
    match digits.strip_prefix('−') {
        Some(digits) => format!("−{symbol}{digits}{unit}"),
        None => format!("{symbol}{digits}{unit}"),
    }
}

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

/// A sum in its parts: `£`, `1.9`, `bn`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumParts {
    /// Symbol of the currency, or its code and a space.
    pub symbol: String,
    /// Up to three significant digits, with a minus where the sum is below zero.
    pub digits: String,
    /// Name of the unit; empty for whole pounds or rupees.
    pub unit: &'static str,
}

impl SumParts {
    /// Cuts a sum in whole units into its parts.
    pub fn of(value: Decimal, currency: Currency) -> Self {
        let (digits, unit) = digits(value, currency);
        Self { symbol: symbol(currency), digits, unit }
    }
}

/// Digits and unit of a sum.
fn digits(value: Decimal, currency: Currency) -> (String, &'static str) {
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

/// Digits with their thousands apart: `9,120`.
pub fn thousands(digits: &str) -> String {
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(short_money(value.parse().unwrap(), Currency::parse(code).unwrap()), expected, "{value} {code}");
        }
    }

    #[test]
    fn money_of_any_size_is_printed() {
        for value in [Decimal::MAX, Decimal::MIN, Decimal::new(1, 28)] {
            assert!(!short_money(value, Currency::GBP).is_empty());
        }
    }
}
