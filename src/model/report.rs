//! The report: what the program says, in the shape of its JSON contract.
//!
//! Spans are byte offsets into the input file (as UTF-8). Missing values are
//! `null`, never zero. Fields may be added within a schema version; none is
//! removed or changes its meaning.

use super::numbers::{money_map, rounded, rounded_option, rounded_pair};
use super::{
    AgainstScorecard, CommitmentKind, Comparison, Currency, DeflatorReport, FlagInfo, Format, KnownSum, MoneyReport,
    PromiseQuote, RealTotals, Scorecard, Timeline, YearlyMoney,
};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use strum::{Display, IntoStaticStr};

/// Name and version of the report's schema.
pub const SCHEMA: &str = "moneymouth.report/1";

/// Below this number of promises a score would say more than it knows.
pub const MIN_PROMISES: usize = 8;

/// The whole report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: &'static str,
    /// The program that wrote it.
    pub tool: ToolReport,
    /// The rule packs that were used, in order.
    pub packs: Vec<PackReport>,
    /// One entry for each document that could be read, in the order given.
    pub documents: Vec<DocumentReport>,
    /// The comparison of two documents, where one was asked for.
    pub comparison: Option<Comparison>,
    /// Three documents or more over time, where they were asked for.
    pub timeline: Option<Timeline>,
    /// The prices in which `real` is given; `null` where real terms were not asked for.
    pub deflator: Option<DeflatorReport>,
    /// The scorecard that was given, row by row; `null` where none was.
    pub scorecard: Option<Scorecard>,
    /// What the flags mean that occur in the documents, in the order of their packs.
    pub flags: Vec<FlagInfo>,
    /// What the reader should know before using the numbers.
    pub warnings: Vec<String>,
}

/// The program that wrote a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ToolReport {
    /// Name of the program.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A rule pack that was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackReport {
    /// Id of the pack.
    pub id: String,
    /// Version of the pack.
    pub version: String,
    /// `built in`, or the path it was read from.
    pub origin: String,
}

/// What was found in one document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DocumentReport {
    /// Path as given, or `-` for standard input.
    pub path: String,
    /// Title, where the document has one.
    pub title: Option<String>,
    /// Format it was read as.
    pub format: Format,
    /// Date of the document (ISO 8601), where known.
    pub date: Option<String>,
    /// Number of words.
    pub words: usize,
    /// Every sentence, in reading order.
    pub sentences: Vec<SentenceReport>,
    /// Every promise in its own words, in reading order.
    pub promise_quotes: Vec<PromiseQuote>,
    /// Every amount of money with a figure, in reading order.
    pub money: Vec<MoneyReport>,
    /// Amounts that are announced without a figure ("tens of millions").
    pub vague: Vec<MoneyReport>,
    /// One entry for each topic of the rule packs, in their order.
    pub topics: Vec<TopicReport>,
    /// Number of promise sentences: on a topic, and firm, soft or carrying spending.
    pub promises: usize,
    /// Sum of the backing of those promises, 0 to `promises`.
    #[serde(serialize_with = "rounded")]
    pub backed: f64,
    /// Backed score, 0 to 100; `null` where there are too few promises.
    #[serde(serialize_with = "rounded_option")]
    pub score: Option<f64>,
    /// 95% interval of the score; `null` where there is no promise.
    #[serde(serialize_with = "rounded_pair")]
    pub interval: Option<[f64; 2]>,
    /// What the numbers say of the document as a whole.
    pub verdict: Verdict,
    /// Number of sentences on any topic.
    pub topic_sentences: usize,
    /// Funding attributed to topics, by currency, counted once (upper ends of ranges).
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub funding: BTreeMap<Currency, Decimal>,
    /// Of that funding, what carries the flag `reannounce`: announced before,
    /// by its own words, an earlier text or a ledger.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub announced_before: BTreeMap<Currency, Decimal>,
    /// Cash a year of that funding, by currency, as far as it is known.
    pub annual: BTreeMap<Currency, KnownSum>,
    /// That funding by financial year, by currency, as far as its years are known.
    pub by_year: BTreeMap<Currency, YearlyMoney>,
    /// That funding in the prices of the base year, as far as it is known;
    /// `null` where real terms were not asked for.
    pub real: Option<RealTotals>,
    /// Spending that belongs to no topic, by currency, counted once.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub unattributed: BTreeMap<Currency, Decimal>,
    /// Share of promises without amount, date or testable outcome; `null` without promises.
    #[serde(serialize_with = "rounded_option")]
    pub cheap_talk: Option<f64>,
    /// Mismatch T, 0 to 100: how far the shares of money are from the shares of
    /// words; `null` without money or with fewer than two topics.
    #[serde(serialize_with = "rounded_option")]
    pub mismatch: Option<f64>,
    /// The same without the largest line, where that is more than 80% of the money.
    #[serde(serialize_with = "rounded_option")]
    pub mismatch_without_largest: Option<f64>,
    /// Headline inflation I, 0 to 1: what of the stated money does not survive the flags.
    #[serde(serialize_with = "rounded_option")]
    pub inflation: Option<f64>,
    /// Share of the stated money that is new, 0 to 1.
    #[serde(serialize_with = "rounded_option")]
    pub new_share: Option<f64>,
    /// Currency in which shares of money are measured: the one with the most topic funding mentions.
    pub currency: Option<Currency>,
    /// The words of the document against the money of a scorecard; `null`
    /// where none was given.
    pub scorecard: Option<AgainstScorecard>,
    /// What the reader should know about this document.
    pub warnings: Vec<String>,
}

/// One sentence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SentenceReport {
    /// Byte offset of its first byte in the input.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Page, counted from 1, in formats with pages.
    pub page: Option<u32>,
    /// Ids of its topics; sentences on the same topics share one list.
    pub topics: Arc<[String]>,
    /// Firm, soft, past or none.
    pub commitment: CommitmentKind,
    /// Backing q of a promise, 0 to 1; `null` where the sentence is no promise.
    #[serde(serialize_with = "rounded_option")]
    pub backing: Option<f64>,
}

/// How many sentences of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CommitmentCounts {
    /// Decided.
    pub firm: usize,
    /// Hedged.
    pub soft: usize,
    /// Done before.
    pub past: usize,
    /// No commitment.
    pub none: usize,
}

/// The numbers of one topic in one document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicReport {
    /// Id of the topic.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Words of the sentences on the topic (a sentence on two topics gives half to each).
    #[serde(serialize_with = "rounded")]
    pub words: f64,
    /// Number of sentences on the topic.
    pub sentences: usize,
    /// Share of the topic sentences, 0 to 1; `null` where the document has none.
    #[serde(serialize_with = "rounded_option")]
    pub word_share: Option<f64>,
    /// Funding counted once, by currency (upper ends of ranges). Empty where there is none.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub funding: BTreeMap<Currency, Decimal>,
    /// Of that funding, what carries the flag `reannounce`: announced before,
    /// by its own words, an earlier text or a ledger.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub announced_before: BTreeMap<Currency, Decimal>,
    /// Cash a year of that funding, by currency, as far as it is known.
    pub annual: BTreeMap<Currency, KnownSum>,
    /// That funding in the prices of the base year, as far as it is known;
    /// `null` where real terms were not asked for.
    pub real: Option<RealTotals>,
    /// Cuts and savings on the topic, shown apart and never netted.
    #[serde(serialize_with = "money_map")]
    #[schemars(with = "BTreeMap<String, f64>")]
    pub savings: BTreeMap<Currency, Decimal>,
    /// Share of the funding of all topics, 0 to 1; `null` without funding.
    #[serde(serialize_with = "rounded_option")]
    pub funding_share: Option<f64>,
    /// Theme gap G: log2 of money share over word share, smoothed.
    #[serde(serialize_with = "rounded_option")]
    pub gap: Option<f64>,
    /// Sentences by commitment.
    pub commitments: CommitmentCounts,
    /// Number of promise sentences.
    pub promises: usize,
    /// Sum of their backing, 0 to `promises`.
    #[serde(serialize_with = "rounded")]
    pub backed: f64,
    /// Share of promises without amount, date or testable outcome.
    #[serde(serialize_with = "rounded_option")]
    pub cheap_talk: Option<f64>,
    /// Backed score, 0 to 100; `null` where there are too few promises.
    #[serde(serialize_with = "rounded_option")]
    pub score: Option<f64>,
    /// 95% interval of the score; `null` without promises.
    #[serde(serialize_with = "rounded_pair")]
    pub interval: Option<[f64; 2]>,
    /// What the numbers say.
    pub verdict: Verdict,
    /// The strongest sentences behind the numbers, best first.
    pub evidence: Vec<Evidence>,
}

/// A quoted sentence that stands behind a number.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Evidence {
    /// Index of the sentence in `sentences`.
    pub sentence: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Page, in formats with pages.
    pub page: Option<u32>,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The sentence.
    pub quote: String,
    /// The words in it that name the topic, or refer back to it.
    pub cue: String,
    /// What it commits to.
    pub commitment: CommitmentKind,
    /// Its backing, 0 to 1; `null` where it is no promise.
    #[serde(serialize_with = "rounded_option")]
    pub backing: Option<f64>,
}

/// What the numbers say of a topic or a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Display, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Said and funded.
    #[strum(serialize = "backed")]
    Backed,
    /// At least 5% of the words, or eight promises, and no credible money.
    #[strum(serialize = "words only")]
    WordsOnly,
    /// The share of money is at least twice the share of words.
    #[strum(serialize = "quiet money")]
    QuietMoney,
    /// Less than a quarter of the stated money is new.
    #[strum(serialize = "re-heated")]
    Reheated,
    /// Mentioned, but neither money nor many words.
    #[strum(serialize = "passing mention")]
    Passing,
    /// Not mentioned.
    #[strum(serialize = "silent")]
    Silent,
    /// Mentioned in the earlier text and not, or much less, in this one.
    #[strum(serialize = "absent")]
    Absent,
}
