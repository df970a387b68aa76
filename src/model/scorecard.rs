//! A scorecard: what measures cost in each financial year, and how the words
//! of a document stand against that money.
//!
//! Sums are in whole units of the currency. Above zero is money put in (a cost
//! to the public purse), below zero money taken out, whatever the table wrote.

use super::numbers::{money_map, money_option, rounded_option};
use super::{Currency, FiscalYear, Role, Verdict};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How a table writes a cost to the public purse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema, Display, EnumString, EnumIter, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum CostSign {
    /// Below zero, as the scorecards of the British Treasury do.
    Negative,
    /// Above zero.
    Positive,
}

/// A table of money that was read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Scorecard {
    /// Path of the file.
    pub source: String,
    /// Name of the sheet or table in it; empty for a CSV file.
    pub table: String,
    /// Currency of its sums (ISO 4217).
    pub currency: Currency,
    /// Its unit, as written.
    pub unit: String,
    /// How it writes a cost.
    pub cost_sign: CostSign,
    /// How that is known: `given`, or what the guess rests on.
    pub cost_sign_because: String,
    /// The financial years of its columns or rows, in order.
    pub years: Vec<String>,
    /// Its rows.
    pub lines: Vec<ScorecardLine>,
    /// What the reader should know of it.
    pub warnings: Vec<String>,
}

/// A row of a scorecard.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ScorecardLine {
    /// The cell of its first figure, such as `B4`.
    pub place: String,
    /// What the money is for, as written.
    pub label: String,
    /// The heading within the table that it stands under.
    pub section: Option<String>,
    /// `spend` or `tax`.
    pub role: Role,
    /// Ids of its topics; empty where it is on none.
    pub topics: Vec<String>,
    /// Money by financial year; years without a figure are missing.
    #[serde(serialize_with = "year_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub by_year: BTreeMap<FiscalYear, Decimal>,
    /// Money that the table gives for no year.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub undated: Option<Decimal>,
    /// Why it is not counted: it sums up other rows; `null` where it is.
    pub left_out: Option<String>,
}

impl ScorecardLine {
    /// Its figures.
    pub fn figures(&self) -> impl Iterator<Item = Decimal> + '_ {
        self.by_year.values().copied().chain(self.undated)
    }
}

/// How the words of a document stand against the money of a scorecard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AgainstScorecard {
    /// Path of the scorecard.
    pub source: String,
    /// Spending of the scorecard on topics, by currency.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub funding: BTreeMap<Currency, Decimal>,
    /// Its spending on no topic, by currency.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub unattributed: BTreeMap<Currency, Decimal>,
    /// Mismatch T, 0 to 100, between the words of the document and the money of the scorecard.
    #[serde(serialize_with = "rounded_option")]
    pub mismatch: Option<f64>,
    /// One entry for each topic, in the order of the document's `topics`.
    pub topics: Vec<TopicScorecard>,
}

/// One topic of a document against the scorecard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicScorecard {
    /// Id of the topic.
    pub id: String,
    /// Spending of the scorecard, in its currency; `null` where no row is on the topic.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub funding: Option<Decimal>,
    /// That spending by financial year.
    #[serde(serialize_with = "year_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub by_year: BTreeMap<FiscalYear, Decimal>,
    /// Spending that it takes away; never netted.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub savings: Option<Decimal>,
    /// Tax given up (above zero) or raised (below) on the topic; no funding.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub tax: Option<Decimal>,
    /// What the document itself states on the topic, in the currency of the scorecard.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub stated: Option<Decimal>,
    /// Share of the scorecard's spending on topics, 0 to 1.
    #[serde(serialize_with = "rounded_option")]
    pub share: Option<f64>,
    /// Theme gap G between that share and the share of words.
    #[serde(serialize_with = "rounded_option")]
    pub gap: Option<f64>,
    /// What words and scorecard say together.
    pub verdict: Verdict,
    /// Its rows, as indices in the `lines` of the scorecard.
    pub lines: Vec<usize>,
}

fn year_map<S: serde::Serializer>(
    years: &BTreeMap<FiscalYear, Decimal>,
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    let named: BTreeMap<String, &Decimal> = years.iter().map(|(year, sum)| (year.to_string(), sum)).collect();
    super::numbers::decimal_map(&named, serializer)
}
