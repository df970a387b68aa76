//! Sums that can be compared, as the report shows them: a year of cash, and
//! money in the prices of one year.

use super::Currency;
use super::numbers::{money_value, rounded};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The least and the most that a text may mean, in whole units of a currency.
/// The ends are equal where it can be read in one way only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SumRange {
    /// Lower end.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// Upper end.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub high: Decimal,
}

/// A sum in the prices of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RealSum {
    /// The financial year in whose prices it is, such as `2024-25`.
    pub base: String,
    /// Lower end in whole units.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// Upper end in whole units.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub high: Decimal,
}

/// Sums of counted money in the prices of one year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RealTotals {
    /// The financial year in whose prices they are, such as `2024-25`.
    pub base: String,
    /// What is known, by currency.
    pub sums: BTreeMap<Currency, KnownSum>,
}

/// What is known of a sum of counted money. The rest is in no figure of it:
/// a part must not be taken for the whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct KnownSum {
    /// Lower end of what is known.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// Upper end of what is known.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub high: Decimal,
    /// Share of the counted money in this currency for which it is known, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub covers: f64,
}

/// The prices in which `real` is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeflatorReport {
    /// Where the table of prices comes from.
    pub source: String,
    /// When it was published, where the table says so.
    pub vintage: Option<String>,
    /// The financial year in whose prices `real` is given, such as `2024-25`.
    pub base: String,
}
