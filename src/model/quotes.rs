//! What a report quotes and explains for people who read it without the text:
//! every promise in its words, money by year, and the flags that occur.

use super::SumRange;
use super::numbers::rounded;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A promise in its own words. The rest of what is known of it stands in
/// `sentences` and, for its money, in `money`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PromiseQuote {
    /// Index of the sentence in `sentences`.
    pub sentence: usize,
    /// The heading it stands under.
    pub heading: Option<Arc<str>>,
    /// The sentence.
    pub quote: Box<str>,
    /// Where in `quote` its amounts of money stand: start and end in bytes.
    pub amounts: Box<[[usize; 2]]>,
}

/// Counted money of one currency by financial year. A total is spread evenly
/// over its years; money whose years are not known is in none of them.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct YearlyMoney {
    /// Cash of each financial year, such as `2016-17`; the ends differ where
    /// the text can be read in two ways.
    pub years: BTreeMap<String, SumRange>,
    /// Share of the counted money in this currency whose years are known, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub covers: f64,
}

/// What a flag of the rule packs means.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FlagInfo {
    /// Id of the flag.
    pub id: String,
    /// Its meaning in one sentence.
    pub about: String,
    /// What it leaves of a fully backed promise, 0 to 1.
    pub multiplier: f64,
}
