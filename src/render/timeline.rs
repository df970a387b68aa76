//! Many documents over time for people: a row for each text, a row for each
//! topic with small charts, and what must not be concluded.
//!
//! Each chart has one column for each text. "·" is nothing said or no money
//! named: a missing value is never drawn as a low one.

use super::comparable;
use super::numbers::{self, NONE};
use super::style::{Look, left, printable, right};
use super::table::{self, warnings};
use crate::model::{Currency, DocumentReport, Report, Timeline, TimelinePoint, TopicTimeline};
use comfy_table::CellAlignment::{Left, Right};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The heights of a column of a chart.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// A column without a value.
const NOTHING: char = '·';

/// Writes the headline, the texts, the topics and the cautions.
pub(super) fn write(report: &Report, timeline: &Timeline, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for clause in printable(&timeline.headline).split_inclusive("; ") {
        for line in look.wrap(clause, 0) {
            writeln!(out, "{}", look.bold(&line))?;
        }
    }
    writeln!(out)?;
    texts(report, timeline, look, out)?;
    writeln!(out)?;
    let currency = main_currency(report);
    topics(timeline, currency, look, out)?;
    writeln!(out)?;
    let money = currency.map_or_else(String::new, |currency| format!(" Money in {currency}, cash."));
    let notes = [
        ("Charts", format!("one column for each text, in the order above; “{NOTHING}” is nothing said or no money named. Each chart is scaled to its own highest column.{money}")),
        ("Words", "share of all sentences of the text; first and last text.".to_owned()),
        ("Money", "money named on the topic: the most in one text; sums of different years are in the prices of their years unless --real is given.".to_owned()),
        ("Absent", "three sentences or more in the text before and none in this one, or much less (z below −1.96).".to_owned()),
    ];
    for (label, text) in notes {
        writeln!(out, "{}", look.labelled(label, &text))?;
    }
    warnings(&timeline.cautions, look, out)?;
    for document in timeline.documents.iter().filter_map(|&at| report.documents.get(at)) {
        let named: Vec<_> = document.warnings.iter().map(|text| format!("{}: {text}", document.path)).collect();
        warnings(&named, look, out)?;
    }
    Ok(())
}

/// The currency that most of the texts count in; of equals, the first by its code.
fn main_currency(report: &Report) -> Option<Currency> {
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    for currency in report.documents.iter().filter_map(|document| document.currency) {
        *counts.entry(currency).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(currency, _)| currency)
}

fn texts(report: &Report, timeline: &Timeline, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = look.table([
        ("Text", Left),
        ("Date", Left),
        ("Sentences\non topic", Right),
        ("Promises", Right),
        ("Money", Right),
        ("Announced\nbefore", Right),
        ("Backed\nscore", Right),
    ]);
    for point in &timeline.total {
        let Some(document) = report.documents.get(point.document) else { continue };
        let share = point.share.map(|share| format!("\n{}", percent(share))).unwrap_or_default();
        grid.add_row([
            left(name(document)),
            left(point.date.as_deref().map(printable).unwrap_or_else(|| NONE.into())),
            right(format!(
                "{} of {}{share}",
                numbers::count(point.sentences),
                numbers::count(document.sentences.len())
            )),
            right(numbers::count(point.promises)),
            right(cash(point)),
            right(sums(&point.announced_before)),
            right(table::score(point.score, point.interval, document.backed, document.promises, look)),
        ]);
    }
    look.fit(&mut grid, &[6, 4]);
    grid.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}

/// The name of a text: its title where no other text may have the same.
fn name(document: &DocumentReport) -> String {
    let file = document.path.rsplit(['/', '\\']).next().unwrap_or(&document.path);
    match &document.title {
        Some(title) => format!("{}\n{}", printable(file), printable(title)),
        None => printable(file),
    }
}

fn topics(timeline: &Timeline, currency: Option<Currency>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut grid = look.table([
        ("Topic", Left),
        ("Words", Left),
        ("First → last", Right),
        ("Money", Left),
        ("Most", Right),
        ("Absent", Left),
    ]);
    for topic in &timeline.topics {
        grid.add_row(row(&topic.title, &topic.points, currency, absent(topic)).map(left));
    }
    grid.add_row(row("All topics", &timeline.total, currency, String::new()).map(left));
    for (at, column) in grid.column_iter_mut().enumerate() {
        if matches!(at, 2 | 4) {
            column.set_cell_alignment(Right);
        }
    }
    look.fit(&mut grid, &[5]);
    super::style::lines_with_totals(&grid, "All topics").iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn row(title: &str, points: &[TimelinePoint], currency: Option<Currency>, absent: String) -> [String; 6] {
    let words: Vec<_> = points.iter().map(|point| point.share.filter(|_| point.sentences > 0)).collect();
    let ends = points.first().zip(points.last()).map(|(first, last)| (first.share, last.share));
    let ends = ends.map(|(first, last)| format!("{} → {}", percent_or_none(first), percent_or_none(last)));
    let money: Vec<Option<Decimal>> =
        points.iter().map(|point| currency.and_then(|currency| point.funding.get(&currency)).copied()).collect();
    let most = money.iter().flatten().max().zip(currency).map(|(sum, currency)| numbers::money(*sum, currency));
    let bars: Vec<_> = money.iter().map(|sum| sum.and_then(|sum| sum.to_f64())).collect();
    [
        printable(title),
        sparkline(&words),
        ends.unwrap_or_default(),
        sparkline(&bars),
        most.unwrap_or_else(|| NONE.into()),
        absent,
    ]
}

/// The dates of the texts in which a topic is absent against the text before.
fn absent(topic: &TopicTimeline) -> String {
    let gone = topic.points.iter().filter(|point| point.absent);
    gone.map(|point| printable(point.date.as_deref().unwrap_or(NONE))).collect::<Vec<_>>().join(", ")
}

/// A chart of one line: a column for each value, from nothing to the highest.
fn sparkline(values: &[Option<f64>]) -> String {
    let highest = values.iter().flatten().copied().fold(0.0, f64::max);
    let bar = |value: &Option<f64>| match value {
        Some(value) if highest > 0.0 && *value > 0.0 => {
            let step = (value / highest * BARS.len() as f64).ceil() as usize;
            BARS[step.clamp(1, BARS.len()) - 1]
        }
        _ => NOTHING,
    };
    values.iter().map(bar).collect()
}

/// Cash of all topics, and what it is worth in the prices of one year.
fn cash(point: &TimelinePoint) -> String {
    if point.funding.is_empty() {
        NONE.into()
    } else {
        comparable::cash_and_real(&point.funding, point.real.as_ref()).join("\n")
    }
}

fn sums(sums: &BTreeMap<Currency, Decimal>) -> String {
    let all = numbers::sums(sums);
    if all.is_empty() { NONE.into() } else { all.join("\n") }
}

/// A share with one decimal: shares of all sentences are small.
fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.0005 { "<0.1%".into() } else { format!("{:.1}%", share * 100.0) }
}

fn percent_or_none(share: Option<f64>) -> String {
    share.map_or_else(|| NONE.into(), percent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_is_not_drawn_as_a_low_one() {
        assert_eq!(sparkline(&[Some(1.0), None, Some(8.0), Some(0.0), Some(0.01)]), "▁·█·▁");
        assert_eq!(sparkline(&[None, None]), "··");
    }

    #[test]
    fn small_shares_are_not_rounded_to_nothing() {
        assert_eq!([percent(0.0), percent(0.0001), percent(0.0414)], ["0.0%", "<0.1%", "4.1%"]);
    }
}
