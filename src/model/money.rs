//! Amounts of money, what they are for, and over which years.

use super::{CueRef, Link};
use crate::text::Span;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use strum::{Display, EnumCount, EnumIter, EnumString, IntoStaticStr};

/// An ISO 4217 code, such as `GBP`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Pound sterling.
    pub const GBP: Self = Self(*b"GBP");

    /// Reads a code of three letters; `None` for anything else.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        let upper = bytes.map(|byte| byte.to_ascii_uppercase());
        upper.iter().all(u8::is_ascii_uppercase).then_some(Self(upper))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&code)
            .ok_or_else(|| serde::de::Error::custom(format!("`{code}` is not a currency code of three letters")))
    }
}

impl JsonSchema for Currency {
    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^[A-Z]{3}$", "description": "ISO 4217 code"
        })
    }
}

/// How exact an amount is said to be.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// About, nearly, some.
    Approx,
    /// More than, at least.
    Atleast,
    /// Up to, no more than.
    Upto,
}

/// What an amount of money is. Only [`Role::Spend`] is funding.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    EnumCount,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Role {
    /// Public money that is put in, now or in the years to come.
    Spend,
    /// Public money put in before.
    Spent,
    /// Public money cut, saved or avoided.
    Saving,
    /// A tax measure: its yield, cost or relief.
    Tax,
    /// An amount per person, a price, a limit.
    Threshold,
    /// Anything else: the economy, private money, the cost of a problem.
    Context,
}

/// The unit of time or thing that an amount is for.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Per {
    /// The whole amount.
    #[default]
    Total,
    /// Each year.
    Year,
    /// Each month.
    Month,
    /// Each week.
    Week,
    /// Each day.
    Day,
    /// Each person, household, firm, transaction.
    Unit,
}

/// A sum of money in one currency, in whole units (pounds, not millions).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Lower end, the amount itself where it is no range, `None` where no figure is given.
    pub low: Option<Decimal>,
    /// Upper end, equal to `low` where it is no range.
    pub high: Option<Decimal>,
    /// Its currency.
    pub currency: Currency,
    /// How exact it is said to be.
    pub bound: Bound,
}

/// A financial year, named by the calendar year in which it begins: 2016 is 2016-17.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FiscalYear(pub i16);

impl FiscalYear {
    /// Reads "2016-17", also with a dash or a slash and as "2016-2017";
    /// `None` where it is empty or no such year.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once(['-', '–', '/'])?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if first.len() != 4 || !digits(first) || !digits(second) {
            return None;
        }
        let year: i16 = first.parse().ok()?;
        let next = match second.len() {
            2 => (year + 1).rem_euclid(100),
            4 => year + 1,
            _ => return None,
        };
        (second.parse() == Ok(next)).then_some(Self(year))
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

/// The financial years that an amount is spread over, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Period {
    /// First year, where known.
    pub from: Option<FiscalYear>,
    /// Last year, where known.
    pub to: Option<FiscalYear>,
    /// Another first year that the same words may mean.
    pub or_from: Option<FiscalYear>,
    /// Another last year that the same words may mean.
    pub or_to: Option<FiscalYear>,
    /// What had to be assumed to resolve it; `None` where the text says it all.
    pub assumed: Option<String>,
}

impl Period {
    /// The years from first to last in each way to read the words, the one
    /// that was chosen first. Without a way whose two ends are not both known.
    pub fn readings(&self) -> impl Iterator<Item = RangeInclusive<i16>> {
        let other = self.or_from.is_some() || self.or_to.is_some();
        let chosen = (self.from, self.to);
        let other = other.then_some((self.or_from.or(self.from), self.or_to.or(self.to)));
        let years = |(from, to): (Option<FiscalYear>, Option<FiscalYear>)| Some(from?.0..=to?.0);
        std::iter::once(chosen).chain(other).filter_map(years).filter(|years| !years.is_empty())
    }
}

/// How an amount was linked to a topic.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum AttributionMethod {
    /// The topic is named in the same clause.
    Clause,
    /// The topic is named in the same sentence.
    Sentence,
    /// The sentence refers back ("this funding", "it") to one on the topic.
    Reference,
    /// The block stands under a heading on the topic.
    Heading,
}

/// A link between an amount and a topic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attribution {
    /// Index of the topic in the rule set.
    pub topic: u16,
    /// Part of the amount that goes to this topic, 0 to 1; the shares of an amount add up to 1.
    pub share: f64,
    /// How the link was made.
    pub method: AttributionMethod,
    /// How sure the link is, 0 to 1.
    pub confidence: f64,
}

/// A trick or qualifier that was found on an amount, with the words that show it.
#[derive(Debug, Clone, PartialEq)]
pub struct FlagMention {
    /// Id of the flag, such as `up_to`.
    pub id: String,
    /// Place of the words that show it; empty where an absence shows it.
    pub span: Span,
    /// What the flag leaves of a fully backed promise, 0 to 1.
    pub multiplier: f64,
    /// True where the flag says that the money is not new: announced before,
    /// or taken from what was there.
    pub old_money: bool,
}

/// One amount of money as it stands in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountMention {
    /// Its place in the text, with the currency and, for ranges, both ends.
    pub span: Span,
    /// Index of its sentence in [`super::Facts::sentences`].
    pub sentence: usize,
    /// The sum.
    pub amount: Amount,
    /// What it is.
    pub role: Role,
    /// What it is for: the whole, each year, each person.
    pub per: Per,
    /// Number of years it is said to cover.
    pub years: Option<u32>,
    /// End year or period, as written.
    pub by: Option<String>,
    /// The financial years meant, as far as they could be resolved.
    pub period: Option<Period>,
    /// Where the amount is a level and the text says how it moved, what of it
    /// is added: 2.4 of 15.1 in "from £12.7bn to £15.1bn", nothing of 12.7.
    pub added: Option<Decimal>,
    /// Qualifiers and tricks found on it.
    pub flags: Vec<FlagMention>,
    /// Index of the amount that this one is a part of.
    pub part_of: Option<usize>,
    /// What the words about it say that it is for.
    pub link: Link,
    /// Topics it is for; empty where it belongs to none.
    pub topics: Vec<Attribution>,
    /// The cues that decided its role, strongest first.
    pub because: Vec<CueRef>,
    /// What of `amount.high` the ledger counts as funding: zero for parts of a
    /// counted whole, repeats, and anything that is not `spend`.
    pub counted: Decimal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn financial_years_are_read_in_every_common_form() {
        for text in ["2016-17", "2016–17", "2016/17", "2016-2017"] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2016)), "{text}");
        }
        assert_eq!(FiscalYear::parse("1999-00"), Some(FiscalYear(1999)));
        for text in ["", "2016", "2016-18", "16-17", "2016-1", "+016-17", "2016-17-18", "9999-+0", "é016-17"] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_has_one_reading_or_two() {
        let year = |year| Some(FiscalYear(year));
        let mut period = Period { from: year(2016), to: year(2019), ..Period::default() };
        let readings = |period: &Period| period.readings().collect::<Vec<_>>();
        assert_eq!(readings(&period), [2016..=2019]);
        period.or_to = year(2020);
        assert_eq!(readings(&period), [2016..=2019, 2016..=2020]);
        period.from = None;
        assert_eq!(readings(&period), []);
        assert_eq!(readings(&Period { from: year(2016), to: year(2015), ..Period::default() }), []);
    }
}
