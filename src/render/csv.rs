//! CSV: one row for each document and topic, for spreadsheets and statistics.
//!
//! The columns keep their names and order; new ones are added at the end. What
//! belongs to the whole document stands in every row of it, under `document_`.
//! Missing values are blank. Texts that a spreadsheet would run as a formula
//! are defused with an apostrophe.

use super::style::printable;
use crate::model::{ChangeCounts, Currency, DocumentReport, Report, TimelinePoint, TopicReport};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::{self, Write};

const COLUMNS: &[&str] = &[
    "path",
    "title",
    "date",
    "topic",
    "topic_title",
    "sentences",
    "words",
    "word_share",
    "currency",
    "funding",
    "funding_other",
    "funding_share",
    "savings",
    "gap",
    "promises",
    "firm",
    "soft",
    "past",
    "none",
    "backed",
    "cheap_talk",
    "score",
    "score_low",
    "score_high",
    "verdict",
    "document_words",
    "document_sentences",
    "document_topic_sentences",
    "document_promises",
    "document_backed",
    "document_score",
    "document_score_low",
    "document_score_high",
    "document_funding",
    "document_unattributed",
    "document_verdict",
    "annual_low",
    "annual_high",
    "annual_covers",
    "real_base",
    "real_low",
    "real_high",
    "real_covers",
    "time",
    "sentence_share",
    "announced_before",
    "log_odds",
    "z",
    "absent",
    "kept",
    "repeated",
    "weakened",
    "strengthened",
    "dropped",
    "new",
];

/// Writes the head and the rows.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for (place, document) in report.documents.iter().enumerate() {
        for topic in &document.topics {
            let mut cells = row(document, topic);
            cells.extend(Beside::of(report, place, topic).cells(document));
            writer.write_record(cells)?;
        }
    }
    writer.flush()
}

fn row(document: &DocumentReport, topic: &TopicReport) -> Vec<String> {
    let text = |text: &str| defused(&printable(text));
    let main = document.currency;
    let annual = main.and_then(|currency| topic.annual.get(&currency));
    let real = topic.real.as_ref();
    let worth = main.and_then(|currency| real?.sums.get(&currency));
    vec![
        text(&document.path),
        text(document.title.as_deref().unwrap_or_default()),
        text(document.date.as_deref().unwrap_or_default()),
        text(&topic.id),
        text(&topic.title),
        topic.sentences.to_string(),
        number(topic.words),
        optional(topic.word_share),
        main.map(|currency| currency.to_string()).unwrap_or_default(),
        main.and_then(|currency| topic.funding.get(&currency)).map(digits).unwrap_or_default(),
        sums(topic.funding.iter().filter(|(currency, _)| Some(**currency) != main)),
        optional(topic.funding_share),
        all_sums(&topic.savings),
        optional(topic.gap),
        topic.promises.to_string(),
        topic.commitments.firm.to_string(),
        topic.commitments.soft.to_string(),
        topic.commitments.past.to_string(),
        topic.commitments.none.to_string(),
        number(topic.backed),
        optional(topic.cheap_talk),
        optional(topic.score),
        optional(topic.interval.map(|[low, _]| low)),
        optional(topic.interval.map(|[_, high]| high)),
        topic.verdict.to_string(),
        document.words.to_string(),
        document.sentences.len().to_string(),
        document.topic_sentences.to_string(),
        document.promises.to_string(),
        number(document.backed),
        optional(document.score),
        optional(document.interval.map(|[low, _]| low)),
        optional(document.interval.map(|[_, high]| high)),
        all_sums(&document.funding),
        all_sums(&document.unattributed),
        document.verdict.to_string(),
        annual.map(|known| digits(&known.low)).unwrap_or_default(),
        annual.map(|known| digits(&known.high)).unwrap_or_default(),
        optional(annual.map(|known| known.covers)),
        real.map(|real| real.base.clone()).unwrap_or_default(),
        worth.map(|known| digits(&known.low)).unwrap_or_default(),
        worth.map(|known| digits(&known.high)).unwrap_or_default(),
        optional(worth.map(|known| known.covers)),
    ]
}

/// What a comparison or timeline adds to a row: the text against the one before it.
#[derive(Default)]
struct Beside<'a> {
    time: Option<&'a str>,
    log_odds: Option<f64>,
    z: Option<f64>,
    absent: Option<bool>,
    changes: Option<ChangeCounts>,
    announced_before: Option<Decimal>,
    sentences: usize,
}

impl<'a> Beside<'a> {
    fn of(report: &'a Report, place: usize, topic: &TopicReport) -> Self {
        let document = &report.documents[place];
        let own = Self {
            time: document.date.as_deref(),
            announced_before: document.currency.and_then(|currency| topic.announced_before.get(&currency)).copied(),
            sentences: topic.sentences,
            ..Self::default()
        };
        let change = report.comparison.as_ref().filter(|comparison| comparison.new == place);
        if let Some(change) = change.and_then(|both| both.topics.iter().find(|change| change.id == topic.id)) {
            let (absent, changes) = (Some(change.absent), Some(change.changes));
            return Self { log_odds: change.log_odds, z: change.z, absent, changes, ..own };
        }
        let Some(timeline) = &report.timeline else { return own };
        let of_place = |points: &'a [TimelinePoint]| points.iter().position(|point| point.document == place);
        let time = of_place(&timeline.total).and_then(|at| timeline.total[at].date.as_deref());
        let points = timeline.topics.iter().find(|line| line.id == topic.id).map(|line| line.points.as_slice());
        let Some((at, points)) = points.and_then(|points| Some((of_place(points)?, points))) else {
            return Self { time, ..own };
        };
        let absent = (at > 0).then_some(points[at].absent);
        Self { time, log_odds: points[at].log_odds, z: points[at].z, absent, ..own }
    }

    fn cells(self, document: &DocumentReport) -> [String; 12] {
        let count =
            |of: fn(ChangeCounts) -> usize| self.changes.map(|changes| of(changes).to_string()).unwrap_or_default();
        let share = (!document.sentences.is_empty()).then(|| self.sentences as f64 / document.sentences.len() as f64);
        [
            defused(&printable(self.time.unwrap_or_default())),
            optional(share),
            self.announced_before.as_ref().map(digits).unwrap_or_default(),
            optional(self.log_odds),
            optional(self.z),
            self.absent.map(|absent| if absent { "yes" } else { "no" }.to_owned()).unwrap_or_default(),
            count(|changes| changes.kept),
            count(|changes| changes.repeated),
            count(|changes| changes.weakened),
            count(|changes| changes.strengthened),
            count(|changes| changes.dropped),
            count(|changes| changes.new),
        ]
    }
}

/// A text that no spreadsheet takes for a formula.
fn defused(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']) && text != "-";
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Four decimals at most, as in JSON.
fn number(value: f64) -> String {
    format!("{}", (value * 1e4).round() / 1e4)
}

fn optional(value: Option<f64>) -> String {
    value.map(number).unwrap_or_default()
}

fn digits(value: &Decimal) -> String {
    value.normalize().to_string()
}

/// Sums with their currencies: `EUR 20000000; USD 3000000`.
fn sums<'a>(sums: impl Iterator<Item = (&'a Currency, &'a Decimal)>) -> String {
    sums.map(|(currency, sum)| format!("{currency} {}", digits(sum))).collect::<Vec<_>>().join("; ")
}

fn all_sums(map: &BTreeMap<Currency, Decimal>) -> String {
    sums(map.iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused() {
        for risky in ["=1+1", "+44", "-x", "@cmd", " =cmd()"] {
            assert_eq!(defused(risky), format!("'{risky}"));
        }
        for safe in ["-", "a=b", "", "budget.md"] {
            assert_eq!(defused(safe), safe);
        }
    }
}
