//! Prices of financial years: what turns cash into real terms.
//!
//! Facts, not vocabulary: the table stands in `data/` with its source and
//! vintage, and a file of the same form can take its place. A year that is not
//! in the table has no price; nothing is extrapolated.

use crate::error::{Error, Result};
use crate::model::{Currency, FiscalYear};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::Path;

const TABLE: &str = include_str!("../../data/gdp_deflator_fy.csv");
const TABLE_PATH: &str = "data/gdp_deflator_fy.csv";
const HINT: &str = "a table is a CSV with the columns financial_year and index…, such as\n        \
    financial_year,index_2024_25_100\n        2023-24,96.416";

/// A table of prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deflators {
    /// Where the table comes from: its line `# source: …`, or else its path.
    pub source: String,
    /// When it was published: its line `# vintage: …`.
    pub vintage: Option<String>,
    index: BTreeMap<FiscalYear, Decimal>,
}

/// A table of prices, seen from one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prices {
    /// The year in whose prices sums are given.
    pub base: FiscalYear,
    /// What a unit of cash of a year is worth in the base year.
    worth: BTreeMap<FiscalYear, Decimal>,
}

impl Deflators {
    /// The table that is built in: the GDP deflator of the United Kingdom.
    ///
    /// # Errors
    /// Where the table is broken, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        Self::parse(TABLE_PATH, TABLE)
    }

    /// Reads a table from a file.
    ///
    /// # Errors
    /// Where the file cannot be read or holds something else.
    pub fn load(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, &error))?;
        let path = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|_| Error::file(&path, "is no text in UTF-8", HINT))?;
        Self::parse(&path, text.trim_start_matches('\u{feff}'))
    }

    fn parse(path: &str, text: &str) -> Result<Self> {
        let fault = |line: Option<u64>, problem: String| {
            let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
            Error::file(path, place + &problem, HINT)
        };
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| fault(None, error.to_string()))?.clone();
        let column = |wanted: &str, is: &dyn Fn(&str) -> bool| {
            let found = header.iter().position(is);
            found.ok_or_else(|| fault(None, format!("has no column {wanted}")))
        };
        let years = column("financial_year", &|name| name == "financial_year")?;
        let values = column("index…", &|name| name.starts_with("index"))?;
        let mut index = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|error| fault(None, error.to_string()))?;
            let line = record.position().map(csv::Position::line);
            let (year, value) = (record.get(years).unwrap_or_default(), record.get(values).unwrap_or_default());
            let parsed = FiscalYear::parse(year)
                .ok_or_else(|| fault(line, format!("`{year}` is no financial year; expected one such as 2023-24")))?;
            let value = value.parse().ok().filter(|value: &Decimal| *value > Decimal::ZERO).ok_or_else(|| {
                fault(line, format!("`{value}` is no index of prices; expected a number above 0 such as 96.416"))
            })?;
            if index.insert(parsed, value).is_some() {
                return Err(fault(line, format!("{parsed} stands twice; expected one row for each year")));
            }
        }
        if index.is_empty() {
            return Err(fault(None, "holds no year".to_owned()));
        }
        let note = |name: &str| {
            let lines = text.lines().filter_map(|line| line.strip_prefix('#')?.trim().strip_prefix(name));
            lines.map(|value| value.trim().to_owned()).find(|value| !value.is_empty())
        };
        Ok(Self { source: note("source:").unwrap_or_else(|| path.to_owned()), vintage: note("vintage:"), index })
    }

    /// The table seen from a year.
    ///
    /// # Errors
    /// Where the year is not in the table.
    pub fn prices_of(&self, base: FiscalYear) -> Result<Prices> {
        let Some(level) = self.index.get(&base) else {
            let ends = self.index.keys().next().zip(self.index.keys().next_back());
            let years = ends.map(|(first, last)| format!("{first} to {last}")).unwrap_or_default();
            return Err(Error::usage(
                format!("there are no prices of {base}"),
                format!("the table has {years} ({}); --deflators FILE names another one", self.source),
            ));
        };
        let worth = self.index.iter().filter_map(|(&year, index)| Some((year, level.checked_div(*index)?)));
        Ok(Prices { base, worth: worth.collect() })
    }
}

impl Prices {
    /// The currency whose prices these are.
    pub const CURRENCY: Currency = Currency::GBP;

    /// What a unit of cash of a year is worth in the base year; `None` for a
    /// year outside the table.
    pub fn worth(&self, year: FiscalYear) -> Option<Decimal> {
        self.worth.get(&year).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_whole_and_named() {
        let table = Deflators::built_in().unwrap();
        assert!(table.source.contains("Office for Budget Responsibility"), "{}", table.source);
        assert_eq!(table.vintage.as_deref(), Some("November and December 2025"));
        let years: Vec<i16> = table.index.keys().map(|year| year.0).collect();
        assert_eq!(years, (2005..=2030).collect::<Vec<_>>());
    }

    #[test]
    fn prices_are_seen_from_the_base_year() {
        let table = Deflators::built_in().unwrap();
        let prices = table.prices_of(FiscalYear(2024)).unwrap();
        assert_eq!(prices.worth(FiscalYear(2024)), Some(Decimal::ONE));
        // 100 / 76.296 = 1.31068
        assert_eq!(prices.worth(FiscalYear(2016)).unwrap().round_dp(5).to_string(), "1.31068");
        assert_eq!(prices.worth(FiscalYear(2031)), None);
        // 76.296 / 85.376 = 0.89365
        let earlier = table.prices_of(FiscalYear(2016)).unwrap();
        assert_eq!(earlier.worth(FiscalYear(2020)).unwrap().round_dp(5).to_string(), "0.89365");
        let error = table.prices_of(FiscalYear(1990)).unwrap_err().to_string();
        assert!(
            error.contains("no prices of 1990-91") && error.contains("the table has 2005-06 to 2030-31"),
            "{error}"
        );
    }

    #[test]
    fn a_file_of_the_same_form_is_read() {
        let text = "# vintage: June 2030\nnote, index_a ,financial_year\nx,50,2023/24\n\n,100, 2024-25\n";
        let table = Deflators::parse("mine.csv", text).unwrap();
        assert_eq!((table.source.as_str(), table.vintage.as_deref()), ("mine.csv", Some("June 2030")));
        let prices = table.prices_of(FiscalYear(2024)).unwrap();
        assert_eq!(prices.worth(FiscalYear(2023)), Some(Decimal::TWO));
    }

    #[test]
    fn faults_name_the_line_and_what_was_expected() {
        let cases = [
            ("", "has no column financial_year"),
            ("financial_year,price\n", "has no column index…"),
            ("financial_year,index\n", "holds no year"),
            ("# x\nfinancial_year,index\n2023-24,1\n2024-26,1\n", "line 4: `2024-26` is no financial year"),
            ("financial_year,index\n2023-24\n", "line 2: `` is no index of prices; expected a number above 0"),
            ("financial_year,index\n2023-24,0\n", "line 2: `0` is no index"),
            ("financial_year,index\n2023-24,1\n2023-24,1\n", "line 3: 2023-24 stands twice"),
        ];
        for (text, expected) in cases {
            let error = Deflators::parse("mine.csv", text).unwrap_err().to_string();
            assert!(error.starts_with("mine.csv: ") && error.contains(expected), "{text:?}: {error}");
        }
    }
}
