//! The nouns of the program. They know nothing of how they are found or shown.

mod commitment;
mod document;
mod explain;
mod facts;
mod money;
mod numbers;
mod report;
mod sum;

pub use commitment::{Commitment, CommitmentKind};
pub use document::{Block, BlockKind, Document, Format, Sentence};
pub use explain::{
    AmountSeen, BackingSeen, CommitmentSeen, CueSeen, CueWeight, EXPLAIN_SCHEMA, Explanation, FlagSeen, RoleSeen,
    RuleRef, SentenceExplanation, TopicRejected, TopicSeen, Working,
};
pub use facts::{CueRef, Facts, SentenceFacts, TopicInfo, TopicMention};
pub use money::{
    Amount, AmountMention, Attribution, AttributionMethod, Bound, Currency, FiscalYear, FlagMention, Per, Period, Role,
};
pub use report::{
    Change, CommitmentCounts, Comparison, DocumentReport, Evidence, FlagReport, MIN_PROMISES, MoneyReport, PackReport,
    Report, SCHEMA, SentenceReport, ToolReport, TopicChange, TopicReport, TopicShare, Verdict,
};
pub use sum::{SumParts, short_money, thousands};
