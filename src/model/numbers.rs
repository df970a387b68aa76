//! How numbers are written in the report: four decimals for measures, every
//! digit for money.

use super::Currency;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

pub(super) fn rounded<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(round(*value))
}

pub(super) fn rounded_option<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(round).serialize(serializer)
}

pub(super) fn rounded_pair<S: Serializer>(value: &Option<[f64; 2]>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(|pair| pair.map(round)).serialize(serializer)
}

/// Four decimals: more would pretend to a precision that is not there.
fn round(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// A decimal as a JSON number with all its digits.
fn number(value: Decimal) -> serde_json::Number {
    let digits = value.normalize().to_string();
    digits.parse().unwrap_or_else(|_| serde_json::Number::from(0))
}

pub(super) fn money_value<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    number(*value).serialize(serializer)
}

pub(super) fn money_option<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    value.map(number).serialize(serializer)
}

pub(super) fn decimal_map<S: Serializer>(value: &BTreeMap<String, &Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(value.iter().map(|(name, sum)| (name, number(**sum))))
}

pub(super) fn money_map<S: Serializer>(value: &BTreeMap<Currency, Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(value.iter().map(|(currency, sum)| (currency.as_str(), number(*sum))))
}
