//! Many documents over time, as the report shows them: for each topic one
//! point for each document, in the order of their dates.

use super::numbers::{money_map, rounded_option, rounded_pair};
use super::{Currency, KnownSum, RealTotals, Verdict};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Three documents or more over time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Timeline {
    /// One sentence that says what the numbers say, and no more.
    pub headline: String,
    /// Indices in `documents`, by date; those without a date last, in the order given.
    pub documents: Vec<usize>,
    /// One entry for each topic that any of the texts mentions.
    pub topics: Vec<TopicTimeline>,
    /// All topics together.
    pub total: Vec<TimelinePoint>,
    /// What must not be concluded from the numbers, as the texts differ in kind,
    /// length, date or currency.
    pub cautions: Vec<String>,
}

/// A topic over time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicTimeline {
    /// Id of the topic.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// One point for each of the timeline's documents, in their order.
    pub points: Vec<TimelinePoint>,
}

/// The numbers of one document, on one topic or on all.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TimelinePoint {
    /// Index in `documents` of the report.
    pub document: usize,
    /// Date of the document (ISO 8601), where known.
    pub date: Option<String>,
    /// Sentences on the topic.
    pub sentences: usize,
    /// Their share of all sentences of the document, 0 to 1; `null` for a document without text.
    #[serde(serialize_with = "rounded_option")]
    pub share: Option<f64>,
    /// Log-odds ratio of the words against the document before, with a
    /// Dirichlet prior; `null` for the first, and where neither has any.
    #[serde(serialize_with = "rounded_option")]
    pub log_odds: Option<f64>,
    /// Its z score.
    #[serde(serialize_with = "rounded_option")]
    pub z: Option<f64>,
    /// True where the topic is absent against the document before: three
    /// sentences or more and now none, or z below −1.96.
    pub absent: bool,
    /// Funding counted once, by currency (upper ends of ranges). Empty where there is none.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub funding: BTreeMap<Currency, Decimal>,
    /// Of that funding, what was announced before.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub announced_before: BTreeMap<Currency, Decimal>,
    /// Cash a year of that funding, by currency, as far as it is known.
    pub annual: BTreeMap<Currency, KnownSum>,
    /// That funding in the prices of the base year, as far as it is known;
    /// `null` where real terms were not asked for.
    pub real: Option<RealTotals>,
    /// Number of promise sentences.
    pub promises: usize,
    /// Backed score, 0 to 100; `null` where there are too few promises.
    #[serde(serialize_with = "rounded_option")]
    pub score: Option<f64>,
    /// 95% interval of the score; `null` without promises.
    #[serde(serialize_with = "rounded_pair")]
    pub interval: Option<[f64; 2]>,
    /// What the numbers say.
    pub verdict: Verdict,
}
