//! The fiscal calendar: which financial years "this Parliament" and "the
//! Spending Review period" mean at a date.
//!
//! Facts, not vocabulary: the tables stand in `data/` with their sources.

use crate::error::{Error, Result};
use crate::model::{Currency, FiscalYear};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub(super) const PARLIAMENTS: &str = include_str!("../../data/parliaments.csv");
pub(super) const REVIEWS: &str = include_str!("../../data/sr_periods.csv");
/// Month in which a financial year begins, in Britain, India and Singapore.
const FIRST_MONTH: i8 = 4;
/// Years of a Parliament that is not dissolved early.
const FULL_TERM: i16 = 5;

/// Parliaments and spending reviews in the order of their dates.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    parliaments: Vec<Stretch>,
    reviews: Vec<Stretch>,
}

/// Financial years that belong together from a date on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Name, such as "SR2015".
    pub name: String,
    /// From this date on the text means it.
    #[serde(with = "super::stored::day")]
    pub since: Date,
    /// First financial year.
    pub from: FiscalYear,
    /// Last financial year; `None` where it is not known yet.
    pub to: Option<FiscalYear>,
    /// Another last year that the same words may mean.
    pub or_to: Option<FiscalYear>,
}

#[derive(Deserialize)]
struct ParliamentRow {
    parliament: String,
    elected: String,
    fy_from: String,
    fy_to_planned: String,
}

#[derive(Deserialize)]
struct ReviewRow {
    review: String,
    announced: String,
    resource_from: String,
    resource_to: String,
    capital_to: String,
}

impl Calendar {
    /// The currency of the country whose calendar this is.
    pub const CURRENCY: Currency = Currency::GBP;

    /// The calendar that is built in.
    ///
    /// # Errors
    /// Where a table is broken, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        let parliaments = rows::<ParliamentRow>("data/parliaments.csv", PARLIAMENTS, |row| {
            Some(Stretch {
                name: format!("the Parliament of {}", row.parliament),
                since: row.elected.parse().ok()?,
                from: FiscalYear::parse(&row.fy_from)?,
                to: FiscalYear::parse(&row.fy_to_planned),
                or_to: None,
            })
        })?;
        let reviews = rows::<ReviewRow>("data/sr_periods.csv", REVIEWS, |row| {
            let to = FiscalYear::parse(&row.resource_to);
            Some(Stretch {
                name: row.review,
                since: row.announced.parse().ok()?,
                from: FiscalYear::parse(&row.resource_from)?,
                to,
                or_to: FiscalYear::parse(&row.capital_to).filter(|capital| Some(*capital) != to),
            })
        })?;
        Ok(Self { parliaments, reviews })
    }

    /// The Parliament that sits at a date.
    pub fn parliament(&self, date: Date) -> Option<&Stretch> {
        last_before(&self.parliaments, date)
    }

    /// The Parliament after the one that sits at a date, where it is known.
    pub fn next_parliament(&self, date: Date) -> Option<&Stretch> {
        self.parliaments.iter().find(|stretch| stretch.since > date)
    }

    /// The spending review in force at a date.
    pub fn review(&self, date: Date) -> Option<&Stretch> {
        last_before(&self.reviews, date)
    }

    /// The last year for which a government in office at a date can plan: the
    /// end of the spending review in force or of the Parliament, whichever is
    /// later. In the last year of a Parliament promises are for the next one.
    pub fn horizon(&self, date: Date) -> Option<FiscalYear> {
        let review = self.review(date).and_then(|review| review.or_to.or(review.to));
        let sitting = self.parliament(date)?;
        let last = sitting.to.is_some_and(|last| Self::year_of(date) >= last);
        let parliament = if last { sitting.to.map(|last| FiscalYear(last.0 + FULL_TERM)) } else { sitting.to };
        review.max(parliament)
    }

    /// The financial year that holds a date.
    pub fn year_of(date: Date) -> FiscalYear {
        FiscalYear(if date.month() >= FIRST_MONTH { date.year() } else { date.year() - 1 })
    }
}

fn last_before(stretches: &[Stretch], date: Date) -> Option<&Stretch> {
    stretches.iter().rfind(|stretch| stretch.since <= date)
}

fn rows<T: DeserializeOwned>(path: &str, table: &str, read: impl Fn(T) -> Option<Stretch>) -> Result<Vec<Stretch>> {
    let fault = |problem: String| Error::file(path, problem, "see data/README.md for its form");
    let mut found = Vec::new();
    for row in csv::Reader::from_reader(table.as_bytes()).into_deserialize::<T>() {
        let row = row.map_err(|error| fault(error.to_string()))?;
        found.push(read(row).ok_or_else(|| fault(format!("row {} has no valid years", found.len() + 1)))?);
    }
    found.sort_by_key(|stretch: &Stretch| stretch.since);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_find_their_parliament_review_and_year() {
        let calendar = Calendar::built_in().unwrap();
        let at = date(2016, 3, 16);
        assert_eq!(calendar.parliament(at).unwrap().to, Some(FiscalYear(2019)));
        let review = calendar.review(at).unwrap();
        assert_eq!(
            (review.name.as_str(), review.to, review.or_to),
            ("SR2015", Some(FiscalYear(2019)), Some(FiscalYear(2020)))
        );
        assert_eq!(Calendar::year_of(at), FiscalYear(2015));
        assert_eq!(Calendar::year_of(date(2016, 4, 6)), FiscalYear(2016));
        assert_eq!(calendar.parliament(date(1999, 1, 1)), None);
    }

    #[test]
    fn nobody_plans_beyond_the_next_election_and_the_spending_review() {
        let calendar = Calendar::built_in().unwrap();
        let cases = [
            (date(2015, 11, 25), Some(FiscalYear(2020))),
            // Weeks before an election, promises are for the next Parliament.
            (date(2015, 4, 14), Some(FiscalYear(2019))),
            (date(2025, 6, 11), Some(FiscalYear(2029))),
            (date(1999, 1, 1), None),
        ];
        for (day, horizon) in cases {
            assert_eq!(calendar.horizon(day), horizon, "{day}");
        }
    }
}
