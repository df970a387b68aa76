//! Two documents against each other, as the report shows them: topics, the
//! promises that were kept, dropped or watered down, and what a speech leaves
//! out of its document.

use super::numbers::{money_option, rounded, rounded_option};
use super::{Bound, CommitmentKind, Currency, Per, Verdict};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use strum::{Display, EnumIter, IntoStaticStr};

/// Two documents against each other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// Index in `documents` of the earlier text; of the speech in a pair.
    pub old: usize,
    /// Index in `documents` of the later text; of the printed document in a pair.
    pub new: usize,
    /// One sentence that says what the numbers say, and no more.
    pub headline: String,
    /// One entry for each topic that either text mentions.
    pub topics: Vec<TopicChange>,
    /// Promises that were kept, dropped, weakened and so on, by topic and then
    /// in reading order. Empty for two texts with the same promises.
    pub changes: Vec<Change>,
    /// What a speech says otherwise than its document; `null` where the texts
    /// are no such pair.
    pub pair: Option<PairReport>,
    /// What must not be concluded from the comparison, as the texts differ in
    /// kind, length or language.
    pub cautions: Vec<String>,
}

/// A topic in two documents.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicChange {
    /// Id of the topic.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// Promise sentences before and after.
    pub promises: [usize; 2],
    /// Sentences before and after.
    pub sentences: [usize; 2],
    /// Log-odds ratio of the words, new against old, with a Dirichlet prior;
    /// `null` where neither text has topic sentences.
    #[serde(serialize_with = "rounded_option")]
    pub log_odds: Option<f64>,
    /// Its z score.
    #[serde(serialize_with = "rounded_option")]
    pub z: Option<f64>,
    /// True where the old text has three sentences or more on the topic and the
    /// new one none, or where z is below −1.96.
    pub absent: bool,
    /// Difference of the backed scores, new minus old; `null` where either has none.
    #[serde(serialize_with = "rounded_option")]
    pub score_change: Option<f64>,
    /// Verdict on the topic in the new text, seen against the old one.
    pub verdict: Verdict,
    /// Promises of the topic by what became of them.
    pub changes: ChangeCounts,
}

/// How many promises of each kind. A promise on two topics counts for both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangeCounts {
    /// Said in both texts, and no weaker or stronger.
    pub kept: usize,
    /// Only in the new text.
    pub new: usize,
    /// Only in the old text.
    pub dropped: usize,
    /// In both, and weaker in the new one.
    pub weakened: usize,
    /// In both, and stronger in the new one.
    pub strengthened: usize,
    /// In both, with the same money in the new one as in the old one.
    pub repeated: usize,
}

/// What became of a promise.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, Display, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum ChangeKind {
    /// Only in the old text.
    Dropped,
    /// In both; in the new text softer, without its date, with "up to", or with less money.
    Weakened,
    /// In both; in the new text firmer, with a date, without "up to", or with more money.
    Strengthened,
    /// Only in the new text.
    New,
    /// In both, with the same money: it is no new money.
    Repeated,
    /// In both in other words, and no weaker or stronger.
    Kept,
}

/// A promise in two documents, or in one of them only.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// Id of the topic under which both sides were set side by side.
    pub topic: String,
    /// What became of the promise.
    pub kind: ChangeKind,
    /// The promise in the old text; `null` where it is new.
    pub old: Option<PromiseReport>,
    /// The promise in the new text; `null` where it was dropped.
    pub new: Option<PromiseReport>,
    /// How sure it is, 0 to 1: for two sides that they are one promise, for one
    /// side that the other text has none like it.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// What decided, in words.
    pub why: String,
}

/// A promise with its place, as a comparison quotes it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromiseReport {
    /// Index of the sentence in `sentences` of its document.
    pub sentence: usize,
    /// Byte offset of its first byte in the input.
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Line, counted from 1.
    pub line: usize,
    /// Page, counted from 1, in formats with pages.
    pub page: Option<u32>,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// The sentence.
    pub quote: String,
    /// What it commits to.
    pub commitment: CommitmentKind,
    /// True where it says by when.
    pub dated: bool,
    /// Its backing, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub backing: f64,
    /// Its public money, in reading order.
    pub money: Vec<PromisedSum>,
}

/// Money of a promise.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PromisedSum {
    /// Index in `money` of its document; `null` for a vague amount.
    pub money: Option<usize>,
    /// The words of the text.
    pub quote: String,
    /// ISO 4217 code.
    pub currency: Currency,
    /// Lower end in whole units; `null` for a vague amount.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end in whole units; `null` for a vague amount.
    #[serde(serialize_with = "money_option")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// How exact it is said to be.
    pub bound: Bound,
    /// The whole, each year, each person.
    pub per: Per,
}

/// A speech against its printed document. Promises that only one of them makes
/// stand in `changes`: `dropped` are only said, `new` only printed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PairReport {
    /// Sums in both, of which the speech leaves out a qualifier.
    pub qualifiers: Vec<LostQualifier>,
    /// Funding that is said and not printed: indices in `money` of the speech.
    pub said_only: Vec<usize>,
    /// Funding on the topics that is printed and not said: indices in `money` of the document.
    pub printed_only: Vec<usize>,
}

/// A qualifier that stands in print and not in the chamber.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LostQualifier {
    /// Index in `money` of the speech.
    pub said: usize,
    /// Index in `money` of the printed document.
    pub printed: usize,
    /// Id of the flag in print, such as `up_to`, or `years` where only the print says over which.
    pub qualifier: String,
    /// The words in print that are left out.
    pub quote: String,
}
