//! The nouns of the program. They know nothing of how they are found or shown.

mod announcement;
mod commitment;
mod comparable;
mod comparison;
mod deadline;
mod document;
mod explain;
mod facts;
mod finding;
mod link;
mod money;
mod money_report;
mod numbers;
mod quotes;
mod report;
mod scorecard;
mod sheet;
mod sum;
mod timeline;

pub use announcement::{Announcement, EarlierAnnouncement};
pub use commitment::{Commitment, CommitmentKind};
pub use comparable::{DeflatorReport, KnownSum, RealSum, RealTotals, SumRange};
pub use comparison::{
    Change, ChangeCounts, ChangeKind, Comparison, LostQualifier, PairReport, PromiseReport, PromisedSum, TopicChange,
};
pub use deadline::Deadline;
pub use document::{Block, BlockKind, Document, Format, Sentence};
pub use explain::{
    AmountSeen, BackingSeen, CommitmentSeen, CueSeen, CueWeight, EXPLAIN_SCHEMA, Explanation, FlagSeen, RoleSeen,
    RuleRef, SentenceExplanation, TopicRejected, TopicSeen, Working,
};
pub use facts::{CueRef, Facts, SentenceFacts, TopicInfo, TopicMention};
pub use finding::{
    CHECK_SCHEMA, CheckInfo, CheckReport, CheckedDocument, Finding, Place, RelatedPlace, Severity, SeverityCounts,
    StaleEntry,
};
pub use link::{Link, Purpose};
pub use money::{
    Amount, AmountMention, Attribution, AttributionMethod, Bound, Currency, FiscalYear, FlagMention, Per, Period, Role,
};
pub use money_report::{FlagReport, MoneyReport, TopicShare};
pub use quotes::{FlagInfo, PromiseQuote, YearlyMoney};
pub use report::{
    CommitmentCounts, DocumentReport, Evidence, MIN_PROMISES, PackReport, Report, SCHEMA, SentenceReport, ToolReport,
    TopicReport, Verdict,
};
pub use scorecard::{AgainstScorecard, CostSign, Scorecard, ScorecardLine, TopicScorecard};
pub use sheet::Sheet;
pub use sum::{SumParts, short_money, thousands};
pub use timeline::{Timeline, TimelinePoint, TopicTimeline};
