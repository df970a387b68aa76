//! Amounts of money as the report shows them.
//!
//! The rules of the report hold: places are byte offsets into the input file,
//! missing values are `null`, and fields are added and never changed.

use super::numbers::{money_option, money_value, rounded};
use super::{AttributionMethod, Bound, Currency, EarlierAnnouncement, Per, RealSum, Role, SumRange};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// One amount of money.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MoneyReport {
    /// Byte offset of its first byte in the input.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Page, counted from 1, in formats with pages.
    pub page: Option<u32>,
    /// Index of its sentence in `sentences`.
    pub sentence: usize,
    /// The words of the text.
    pub quote: String,
    /// ISO 4217 code.
    pub currency: Currency,
    /// Lower end in whole units; `null` for a vague amount.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end in whole units, equal to `low` where there is no range.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// How exact it is said to be.
    pub bound: Bound,
    /// What it is.
    pub role: Role,
    /// The whole, each year, each person.
    pub per: Per,
    /// Number of years it is said to cover.
    pub years: Option<u32>,
    /// End year or period, as written.
    pub by: Option<String>,
    /// First financial year, such as `2016-17`, where resolved.
    pub from: Option<String>,
    /// Last financial year, where resolved.
    pub to: Option<String>,
    /// Another first financial year that the same words may mean.
    pub or_from: Option<String>,
    /// Another last financial year that the same words may mean.
    pub or_to: Option<String>,
    /// What was assumed to resolve the years.
    pub assumed: Option<String>,
    /// Topics it is for, with the share of each.
    pub topics: Vec<TopicShare>,
    /// Qualifiers and tricks found on it.
    pub flags: Vec<String>,
    /// The words behind the flags.
    pub flag_details: Vec<FlagReport>,
    /// Index in `money` of the amount that this one is a part of.
    pub part_of: Option<usize>,
    /// True where the ledger counts it, or what its parts leave of it, as funding.
    pub counted: bool,
    /// What the ledger counts of it.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub counted_value: Decimal,
    /// Where the amount is a level and the text says how it moved, what of it is added.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub added: Option<Decimal>,
    /// Cash a year, a range where the years can be read in two ways; `null`
    /// where the number of years is not known.
    pub annual: Option<SumRange>,
    /// The whole over its years in the prices of the base year; `null` where
    /// none was asked for, or where years or prices are not known.
    pub real: Option<RealSum>,
    /// Where it was announced before, as an earlier text or a ledger has it.
    pub earlier: Option<EarlierAnnouncement>,
}

/// A link between an amount and a topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicShare {
    /// Id of the topic.
    pub id: String,
    /// Part of the amount, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub share: f64,
    /// How the link was made.
    pub method: AttributionMethod,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
}

/// A flag with the words that show it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlagReport {
    /// Id of the flag.
    pub id: String,
    /// The words; empty where an absence shows it.
    pub quote: String,
    /// What it leaves of a fully backed promise.
    pub multiplier: f64,
}
