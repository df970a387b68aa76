//! What was announced before, as a table: the built-in one of the United
//! Kingdom, and tables of the same form that are given or written by a run.
//!
//! Facts, not vocabulary: the table stands in `data/` with its sources. A
//! fault in a table names its line and what was expected there.

use crate::error::{Error, Result};
use crate::model::{Announcement, Currency, FiscalYear, Per};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::path::Path;

const TABLE: &str = include_str!("../../data/announcements.csv");
const TABLE_PATH: &str = "data/announcements.csv";
const HINT: &str = "a ledger is a CSV with the columns event, date, topic, item, currency and amount; `moneymouth ledger \
    list` shows the built-in one, and `moneymouth ledger add` writes one";
/// What parts topics and aliases in one cell.
const SEPARATOR: char = ';';

/// A row as it is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    event: String,
    date: String,
    topic: String,
    item: String,
    #[serde(default)]
    aliases: String,
    currency: String,
    amount: String,
    #[serde(default)]
    per: String,
    #[serde(default)]
    period: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    verified: String,
}

/// The announcements that are built in.
///
/// # Errors
/// Where the table is broken, which the tests rule out.
pub fn built_in_announcements() -> Result<Vec<Announcement>> {
    parse_announcements(TABLE_PATH, TABLE)
}

/// Reads announcements from a file.
///
/// # Errors
/// Where the file cannot be read or a row is not valid.
pub fn load_announcements(path: &Path) -> Result<Vec<Announcement>> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, &error))?;
    let path = path.display().to_string();
    let text = String::from_utf8(bytes).map_err(|_| Error::file(&path, "is no text in UTF-8", HINT))?;
    parse_announcements(&path, text.trim_start_matches('\u{feff}'))
}

fn parse_announcements(path: &str, text: &str) -> Result<Vec<Announcement>> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut announcements = Vec::new();
    for (row, line) in rows(&mut reader).map_err(|problem| Error::file(path, problem, HINT))? {
        announcements.push(read(row).map_err(|problem| Error::file(path, format!("line {line}: {problem}"), HINT))?);
    }
    Ok(announcements)
}

/// The rows with the lines on which they begin, or the first fault.
fn rows(reader: &mut csv::Reader<&[u8]>) -> std::result::Result<Vec<(Row, u64)>, String> {
    let header = reader.headers().map_err(|error| error.to_string())?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = record.deserialize(Some(&header)).map_err(|error| match error.kind() {
            csv::ErrorKind::Deserialize { err, .. } => format!("line {line}: {}", err.kind()),
            _ => error.to_string(),
        })?;
        rows.push((row, line));
    }
    Ok(rows)
}

fn read(row: Row) -> std::result::Result<Announcement, String> {
    let list = |cell: &str| -> Vec<String> {
        cell.split(SEPARATOR).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let needed = [("event", &row.event), ("topic", &row.topic), ("item", &row.item)];
    if let Some((column, _)) = needed.into_iter().find(|(_, cell)| cell.is_empty()) {
        return Err(format!("`{column}` is empty"));
    }
    let date = Date::strptime("%Y-%m-%d", &row.date)
        .map_err(|_| format!("`{}` is no date; expected one such as 2015-11-25", row.date))?;
    let currency = Currency::parse(&row.currency)
        .ok_or_else(|| format!("`{}` is no currency; expected a code of three letters such as GBP", row.currency))?;
    let amount = row.amount.parse().ok().filter(|amount: &Decimal| *amount > Decimal::ZERO);
    let amount = amount
        .ok_or_else(|| format!("`{}` is no amount; expected whole units without commas: 450000000", row.amount))?;
    let per = match row.per.as_str() {
        "" => Per::Total,
        per => per.parse().map_err(|_| format!("`{per}` is no unit of time; expected total or year"))?,
    };
    let until = match row.until.as_str() {
        "" => None,
        year => {
            let parsed = FiscalYear::parse(year);
            Some(parsed.ok_or_else(|| format!("`{year}` is no financial year; expected one such as 2019-20"))?)
        }
    };
    let verified = match row.verified.as_str() {
        "yes" => true,
        "no" | "" => false,
        other => return Err(format!("`{other}` in `verified`; expected yes or no")),
    };
    Ok(Announcement {
        event: row.event,
        date: Some(date),
        topics: list(&row.topic),
        item: row.item,
        aliases: list(&row.aliases),
        low: amount,
        high: amount,
        currency,
        per,
        period: row.period,
        until,
        source: row.source,
        verified,
        document: None,
    })
}

/// The announcements as a table that [`load_announcements`] reads.
///
/// # Errors
/// Where one cannot be written as CSV.
pub fn announcements_csv(announcements: &[Announcement]) -> std::result::Result<Vec<u8>, csv::Error> {
    let join = |list: &[String]| list.join(&SEPARATOR.to_string());
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    for announcement in announcements {
        writer.serialize(Row {
            event: announcement.event.clone(),
            date: announcement.date.map(|date| date.to_string()).unwrap_or_default(),
            topic: join(&announcement.topics),
            item: announcement.item.clone(),
            aliases: join(&announcement.aliases),
            currency: announcement.currency.to_string(),
            amount: announcement.high.normalize().to_string(),
            per: announcement.per.to_string(),
            period: announcement.period.clone(),
            until: announcement.until.map(|year| year.to_string()).unwrap_or_default(),
            source: announcement.source.clone(),
            verified: if announcement.verified { "yes" } else { "no" }.to_owned(),
        })?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_sound_and_comes_back_as_written() {
        let built_in = built_in_announcements().unwrap();
        let keys: Vec<_> = built_in.iter().map(|row| (row.date, row.event.as_str())).collect();
        assert!(keys.is_sorted_by_key(|(date, _)| *date), "sorted by date");
        let hmrc = built_in.iter().find(|row| row.topics == ["tax"] && row.high == Decimal::from(1_300_000_000u64));
        assert_eq!(hmrc.unwrap().until, Some(FiscalYear(2020)));
        let csv = announcements_csv(&built_in).unwrap();
        assert_eq!(parse_announcements("again", &String::from_utf8(csv).unwrap()).unwrap(), built_in);
    }

    #[test]
    fn a_fault_names_its_line_and_what_was_expected() {
        let head = "event,date,topic,item,currency,amount,until,verified\n";
        let fault = |row: &str| parse_announcements("mine.csv", &format!("{head}{row}\n")).unwrap_err().to_string();
        for (row, expected) in [
            ("A,25 Nov,gds,B,GBP,5,,yes", "line 2: `25 Nov` is no date"),
            ("A,2015-11-25,gds,B,pounds,5,,yes", "line 2: `pounds` is no currency"),
            ("A,2015-11-25,gds,B,GBP,\"5,000\",,yes", "line 2: `5,000` is no amount"),
            ("A,2015-11-25,gds,B,GBP,5,2020,yes", "line 2: `2020` is no financial year"),
            ("A,2015-11-25,gds,B,GBP,5,,perhaps", "line 2: `perhaps` in `verified`"),
            ("A,2015-11-25,,B,GBP,5,,yes", "line 2: `topic` is empty"),
            ("A,2015-11-25", "found record with 2 fields"),
        ] {
            let message = fault(row);
            assert!(message.starts_with("mine.csv: ") && message.contains(expected), "{message}");
        }
        let without = parse_announcements("mine.csv", "event,date\nA,2015-11-25\n").unwrap_err().to_string();
        assert!(without.contains("missing field `topic`"), "{without}");
    }
}
