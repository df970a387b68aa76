//! Money that was announced before: the facts of a ledger, and the earlier
//! announcement of a sum as the report shows it.

use super::numbers::{money_value, rounded};
use super::{Currency, FiscalYear, Per};
use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

/// A sum that was announced at some event, as a ledger or an earlier text has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Announcement {
    /// Name of the event, or title of the text.
    pub event: String,
    /// Its date; `None` only for a text without one, which then counts as
    /// earlier by its place in the order given.
    pub date: Option<Date>,
    /// Ids of the topics it is for.
    pub topics: Vec<String>,
    /// What it is for, in words.
    pub item: String,
    /// Names by which a text may call it.
    pub aliases: Vec<String>,
    /// Lower end in whole units of `currency`.
    pub low: Decimal,
    /// Upper end in whole units of `currency`.
    pub high: Decimal,
    /// Its currency.
    pub currency: Currency,
    /// The whole, or each year.
    pub per: Per,
    /// The years it covers, as the source says it; empty where it does not.
    pub period: String,
    /// The last financial year it covers, where known.
    pub until: Option<FiscalYear>,
    /// Where the figure stands.
    pub source: String,
    /// True where somebody has seen the figure on a page of the source.
    pub verified: bool,
    /// Index of the text it comes from in the order given; `None` for a ledger.
    pub document: Option<usize>,
}

/// The earlier announcement of a sum.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EarlierAnnouncement {
    /// Name of the event, or title of the earlier text.
    pub event: String,
    /// Its date (ISO 8601), where known.
    pub date: Option<String>,
    /// Id of the topic that both have.
    pub topic: String,
    /// What it was for, in the words of the source.
    pub item: String,
    /// ISO 4217 code.
    pub currency: Currency,
    /// The sum announced then, lower end, in whole units.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub low: Decimal,
    /// The sum announced then, upper end, in whole units.
    #[serde(serialize_with = "money_value")]
    #[schemars(with = "f64")]
    pub high: Decimal,
    /// The years it covers, as the source says it.
    pub period: Option<String>,
    /// Where the figure stands; `null` for an earlier text of the same run.
    pub source: Option<String>,
    /// False where nobody has seen the figure on a page: it is from the trade
    /// press or from memory, and wants a second source.
    pub verified: bool,
    /// Index in `documents` of the earlier text; `null` for a ledger.
    pub document: Option<usize>,
    /// How sure the match is, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f64,
    /// What fits, in words.
    pub why: String,
}
