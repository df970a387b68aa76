//! Title and date of a document, from its metadata or its file name.

use jiff::civil::Date;
use std::path::Path;

/// What a document says of itself outside its text.
#[derive(Debug, Default)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    /// When the file was saved: believed where nothing else gives a date.
    pub(super) saved: Option<Date>,
}

/// Title and date of the data that a page has for search engines, in JSON-LD.
pub(super) fn about_of_data(written: &str) -> Option<Meta> {
    let data: serde_json::Value = serde_json::from_str(written.trim()).ok()?;
    let list = match &data {
        serde_json::Value::Array(list) => list.iter().collect(),
        one => match one.get("@graph").and_then(|graph| graph.as_array()) {
            Some(list) => list.iter().collect(),
            None => vec![one],
        },
    };
    let field = |name: &str| list.iter().find_map(|one| one.get(name)?.as_str());
    let title = field("headline").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    Some(Meta { title, date: field("datePublished").and_then(parse_date), saved: None })
}

/// Reads a date as metadata has it: `2016-11-23`, with or without a time
/// after it, `23 November 2016` or `November 23, 2016`.
pub(super) fn parse_date(written: &str) -> Option<Date> {
    let written = written.trim();
    let day_first = ["%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y"];
    iso_date(written).or_else(|| day_first.iter().find_map(|format| Date::strptime(format, written).ok()))
}

/// The date of a line that holds nothing else, or one word before it:
/// `July 23, 2024`, `Published 23 November 2016`.
pub(super) fn date_of_line(line: &str) -> Option<Date> {
    const LONGEST: usize = 40;
    // A year and a day.
    const LEAST_DIGITS: usize = 5;
    let digits = || line.bytes().filter(u8::is_ascii_digit).count();
    if line.len() > LONGEST || !line.ends_with(|c: char| c.is_ascii_digit()) || digits() < LEAST_DIGITS {
        return None;
    }
    let after = || line.split_once(' ').map(|(_, after)| after);
    parse_date(line).or_else(|| after().and_then(parse_date))
}

/// The date in a file name: `2016-11-23` or `2016_11_23`. A year alone is no date.
pub(super) fn date_of_name(path: &str) -> Option<Date> {
    let name = Path::new(path).file_name()?.to_str()?;
    let mut before = ' ';
    for (at, c) in name.char_indices() {
        if c.is_ascii_digit() && !before.is_ascii_digit() {
            let date = iso_date(&name[at..]);
            if date.is_some() {
                return date;
            }
        }
        before = c;
    }
    None
}

/// A date at the start of `text`, its parts joined by `-` or `_`.
fn iso_date(text: &str) -> Option<Date> {
    let date = text.get(..10)?;
    let joint = date.chars().nth(4).filter(|c| matches!(c, '-' | '_'))?;
    if text[10..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = date.split(joint);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_of_metadata_and_names() {
        let day = Some(date(2016, 11, 23));
        for written in ["2016-11-23", " 2016-11-23T12:30:00Z", "23 November 2016", "November 23, 2016", "23 Nov 2016"] {
            assert_eq!(parse_date(written), day, "{written}");
        }
        for written in ["2016", "2016-13-01", "soon", "2016-11", ""] {
            assert_eq!(parse_date(written), None, "{written}");
        }
        for line in ["23 November 2016", "July 23, 2024", "Published 23 November 2016", "Published: 2016-11-23"] {
            assert!(date_of_line(line).is_some(), "{line}");
        }
        for line in ["It was held on 23 November 2016", "Budget 2016", "23 November 2016 was a Wednesday", ""] {
            assert_eq!(date_of_line(line), None, "{line}");
        }
        for name in ["a/seed-2016-11-23.txt", "2016_11_23_speech.md", "x2016-11-23"] {
            assert_eq!(date_of_name(name), day, "{name}");
        }
        for name in ["budget-2016.md", "2016-11-23/speech.md", "12016-11-23.txt", "2016-11-231.txt", "-"] {
            assert_eq!(date_of_name(name), None, "{name}");
        }
    }
}
