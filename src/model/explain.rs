//! The explanation of a document: for each sentence what was seen, what was
//! weighed, and what was decided.
//!
//! The shape of `explain --format json`. Numbers that stand in the report too
//! are those of the report.

use super::numbers::rounded;
use super::{CommitmentKind, Currency, MoneyReport, Role, ToolReport};
use schemars::JsonSchema;
use serde::Serialize;

/// Name and version of the explanation's schema.
pub const EXPLAIN_SCHEMA: &str = "moneymouth.explain/1";

/// What was found in a document, and why.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Explanation {
    /// Always [`EXPLAIN_SCHEMA`].
    pub schema: &'static str,
    /// The program that wrote it.
    pub tool: ToolReport,
    /// Path as given, or `-` for standard input.
    pub path: String,
    /// Date of the document (ISO 8601), against which "next year" is read.
    pub date: Option<String>,
    /// Currency that a bare "$" or "crore" means here.
    pub currency: Option<Currency>,
    /// The sentences that were asked for, in reading order.
    pub sentences: Vec<SentenceExplanation>,
}

/// Where a rule stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleRef {
    /// Id of the pack.
    pub pack: String,
    /// Id of the topic, cue or flag.
    pub id: String,
    /// Line in the file of the pack, counted from 1.
    pub line: usize,
    /// `term`, `hint`, `weak`, `follow`, `pattern` or `unless`; `cue` for a whole group of phrases.
    pub key: &'static str,
    /// The phrase or pattern, as it is written in the pack; empty for a cue.
    pub phrase: String,
}

/// One sentence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SentenceExplanation {
    /// Index of the sentence in `sentences` of the report.
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
    /// What it is about, with the words that say so.
    pub topics: Vec<TopicSeen>,
    /// Words of topics that do not count, with the reason.
    pub rejected: Vec<TopicRejected>,
    /// What it commits to.
    pub commitment: CommitmentSeen,
    /// Its amounts of money, in order.
    pub amounts: Vec<AmountSeen>,
    /// How well it is backed, for each topic on which it is a promise.
    pub backing: Vec<BackingSeen>,
}

/// Words that put a sentence in a topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicSeen {
    /// Id of the topic.
    pub id: String,
    /// The words.
    pub words: String,
    /// True where the words refer back to an earlier sentence on the topic.
    pub carried: bool,
    /// True where the words are the label of the row of a table.
    pub row: bool,
    /// The phrase or pattern that knows the words; `null` where they refer back.
    pub rule: Option<RuleRef>,
}

/// Words of a topic that do not count.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TopicRejected {
    /// Id of the topic.
    pub id: String,
    /// The words.
    pub words: String,
    /// The phrase or pattern that knows the words.
    pub rule: RuleRef,
    /// Why they do not count.
    pub reason: String,
    /// The rule that stands against them, where one does.
    pub against: Option<RuleRef>,
}

/// What a sentence commits to.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CommitmentSeen {
    /// Firm, soft, past or none.
    pub kind: CommitmentKind,
    /// Why, in words.
    pub reason: String,
    /// The cue that decided; `null` where none did.
    pub cue: Option<CueSeen>,
    /// Other predicates, and why they did not decide.
    pub others: Vec<CueSeen>,
    /// Subjects, verbs and conjunctions that were looked at beside them.
    pub around: Vec<CueSeen>,
    /// True where a date or a number of years is given.
    pub dated: bool,
    /// True where a figure is given that can be checked afterwards.
    pub measurable: bool,
}

/// A cue in a sentence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CueSeen {
    /// The words.
    pub words: String,
    /// Class of the cue, such as `commitment.modal`.
    pub class: String,
    /// Where it stands.
    pub rule: RuleRef,
    /// What it came to; empty where nothing is to be said.
    pub outcome: String,
}

/// An amount of money.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AmountSeen {
    /// The amount as in the report.
    #[serde(flatten)]
    pub money: MoneyReport,
    /// The evidence for each role, the decided one first, then by weight.
    /// Empty for a cell of a table, whose row and column decide.
    pub roles: Vec<RoleSeen>,
    /// Why the role is not the one with the most evidence; `null` where it is.
    pub overruled: Option<String>,
    /// Where the words of its flags stand, and what the flags mean.
    pub flag_rules: Vec<FlagSeen>,
    /// Why `counted_value` counts, or why it is zero.
    pub counting: String,
}

/// The evidence that an amount is of a role.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RoleSeen {
    /// The role.
    pub role: Role,
    /// All evidence together.
    #[serde(serialize_with = "rounded")]
    pub total: f64,
    /// What of it follows from the kind of the amount and of the sentence.
    #[serde(serialize_with = "rounded")]
    pub prior: f64,
    /// The cues, strongest first.
    pub cues: Vec<CueWeight>,
}

/// A cue and what it weighs for an amount.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CueWeight {
    /// The words.
    pub words: String,
    /// Weight at this distance.
    #[serde(serialize_with = "rounded")]
    pub weight: f64,
    /// Where the cue stands.
    pub rule: RuleRef,
}

/// A flag on an amount.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlagSeen {
    /// Id of the flag.
    pub id: String,
    /// The words; empty where an absence shows it.
    pub words: String,
    /// What it leaves of a fully backed promise, 0 to 1.
    pub multiplier: f64,
    /// What it means.
    pub about: String,
    /// The phrase that knows the words; `null` where the grammar decides.
    pub rule: Option<RuleRef>,
}

/// How well a promise is backed on one topic.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackingSeen {
    /// Id of the topic.
    pub topic: String,
    /// Backing q, 0 to 1: that of the best amount.
    #[serde(serialize_with = "rounded")]
    pub q: f64,
    /// True where the promise has no amount, no date and no testable outcome.
    pub cheap: bool,
    /// Each amount that could back it, best first.
    pub workings: Vec<Working>,
}

/// What one amount gives to a promise: base · multipliers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Working {
    /// The words of the amount.
    pub quote: String,
    /// Line of the amount.
    pub line: usize,
    /// 1, ½ where the purpose is unclear, 0 where it is for something else.
    pub base: f64,
    /// Flags with their multipliers.
    pub flags: Vec<(String, f64)>,
    /// Their product.
    #[serde(serialize_with = "rounded")]
    pub q: f64,
}
