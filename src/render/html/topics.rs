//! Topic by topic: the chart of words and money, the table behind it, the
//! other measures, and money by year.

use super::{CELLS, LOOK, lines, scrolling, sort_key};
use crate::model::{Currency, DocumentReport, TopicReport, Verdict, YearlyMoney};
use crate::render::chart::{self, Caption, DotChart, DotRow, Series, Unit, YearBar};
use crate::render::style::printable;
use crate::render::{numbers, table};
use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

/// The section with the chart and the table.
pub(super) fn section(document: &DocumentReport) -> Markup {
    html! {
        section #topics aria-labelledby="topics-head" {
            h2 #topics-head { "Words and money, topic by topic" }
            (block(document, "words-and-money"))
        }
    }
}

/// The chart, whose id is `id`, and the table and measures below it.
pub(super) fn block(document: &DocumentReport, id: &str) -> Markup {
    let shown: Vec<&TopicReport> = document.topics.iter().filter(|topic| !table::is_silent(topic)).collect();
    html! {
        @if shown.is_empty() {
            p { "No sentence is on any topic of the rule packs." }
        } @else {
            @let (caption, chart) = words_and_money(document);
            @let caption = Caption { id: id.into(), ..caption };
            figure.chart-figure {
                figcaption { (key_sentence(document)) }
                (chart::both(&caption, |layout| chart::dot_chart(&chart, layout)))
            }
            (scrolling(&format!("Numbers by topic: {}", table::title(document)), &topic_table(document, &shown)))
        }
        (measures(document))
    }
}

fn key_sentence(document: &DocumentReport) -> String {
    let mut text = "Share of the sentences on all topics, and share of the money for all topics.".to_owned();
    text += if document.funding.is_empty() {
        " There is no money for any of them."
    } else {
        " Where the square is left of the circle, a topic has more of the words than of the money."
    };
    text
}

/// The chart of both shares, most words first.
pub(in crate::render) fn words_and_money(document: &DocumentReport) -> (Caption, DotChart) {
    let mut shown: Vec<&TopicReport> = document.topics.iter().filter(|topic| !table::is_silent(topic)).collect();
    shown.sort_by(|a, b| b.word_share.unwrap_or(0.0).total_cmp(&a.word_share.unwrap_or(0.0)));
    let rows: Vec<DotRow> = shown
        .iter()
        .map(|topic| DotRow { label: printable(&topic.title), values: [topic.word_share, topic.funding_share] })
        .collect();
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let [words, money] = row.values.map(numbers::percent_or_none);
            format!("{}: {words} of the words, {money} of the money", row.label)
        })
        .collect();
    let caption = Caption {
        id: "words-and-money".into(),
        title: format!("{}: share of words and share of money by topic", table::title(document)),
        about: told.join("; ") + ".",
    };
    let series = [("Share of words", "words"), ("Share of money", "money")]
        .map(|(name, class)| Series { name: name.into(), class });
    (caption, DotChart { series, rows, unit: Unit::Share, arrow: false })
}

fn topic_table(document: &DocumentReport, shown: &[&TopicReport]) -> Markup {
    let row = |cells: [String; 8], keys: [Option<f64>; 6], verdict: Verdict| {
        html! {
            @for (at, cell) in cells.iter().enumerate() {
                @match at {
                    0 => th scope="row" { (cell) },
                    7 => td { (verdict_mark(verdict)) (cell) },
                    _ => td.number data-key=[sort_key(keys[at - 1])] { (lines(cell)) },
                }
            }
        }
    };
    html! {
        table.numbers.sortable {
            caption { "The numbers behind the chart. A dash is a missing value, never zero." }
            thead {
                tr {
                    @for (at, head) in table::HEADS.iter().enumerate() {
                        th scope="col" class=[(at > 0 && at < 7).then_some("number")] { (head) }
                    }
                }
            }
            tbody {
                @for topic in shown {
                    tr { (row(table::topic_cells(topic, CELLS), sort_keys(topic, document.currency), topic.verdict)) }
                }
            }
            tfoot { tr { (row(table::total_cells(document, CELLS), [None; 6], document.verdict)) } }
        }
    }
}

/// What the columns of numbers are sorted by. Money in other currencies than that of the
/// shares cannot be set against it, and a score stands for how much of the promises is backed.
fn sort_keys(topic: &TopicReport, currency: Option<Currency>) -> [Option<f64>; 6] {
    let money = currency.and_then(|currency| topic.funding.get(&currency));
    let promised = topic.promises > 0;
    [
        Some(topic.sentences as f64),
        money.and_then(|sum| sum.to_f64()),
        topic.funding_share,
        topic.gap,
        promised.then_some(topic.promises as f64),
        promised.then(|| topic.backed / topic.promises as f64),
    ]
}

/// A sign before a verdict; the word behind it says the same.
pub(super) fn verdict_mark(verdict: Verdict) -> Markup {
    let (sign, class) = match verdict {
        Verdict::Backed => ("■", "good"),
        Verdict::QuietMoney => ("▲", "good"),
        Verdict::WordsOnly => ("○", "bad"),
        Verdict::Absent => ("×", "bad"),
        Verdict::Reheated => ("↻", "fair"),
        Verdict::Passing => ("·", "plain"),
        Verdict::Silent => ("–", "plain"),
    };
    html! { span class={ "mark " (class) } aria-hidden="true" { (sign) } " " }
}

/// What stands below the table on the terminal, as a list.
pub(super) fn measures(document: &DocumentReport) -> Markup {
    html! {
        dl.measures {
            @for (label, text) in table::notes(document, LOOK) {
                div { dt { (label) } dd { (text) } }
            }
        }
    }
}

/// Money by financial year, where it is known.
pub(super) fn years(document: &DocumentReport) -> Markup {
    html! {
        @if !document.by_year.is_empty() {
            section #years aria-labelledby="years-head" {
                h2 #years-head { "Money by year" }
                @for (currency, money) in &document.by_year {
                    (years_of(*currency, money))
                }
            }
        }
    }
}

fn years_of(currency: Currency, money: &YearlyMoney) -> Markup {
    let bars = year_bars(currency, money);
    let told: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.year, bar.label)).collect();
    let caption = Caption {
        id: format!("years-{currency}"),
        title: format!("Money on the topics by financial year, {currency}"),
        about: told.join("; ") + ".",
    };
    html! {
        figure.chart-figure {
            figcaption {
                "Money for the topics by financial year, spread evenly where the text gives a total over several years. \
                The years are known for " (numbers::percent(money.covers)) " of it; the rest is in no column."
                @if bars.iter().any(|bar| bar.ends[0] < bar.ends[1]) {
                    " A dashed part is counted only if the years are read in the other way that the words allow."
                }
            }
            (chart::both(&caption, |layout| chart::year_bars(&bars, layout)))
            details {
                summary { "The numbers behind the chart" }
                table.numbers.narrow {
                    thead { tr { th scope="col" { "Financial year" } th.number scope="col" { "Money" } } }
                    tbody {
                        @for bar in &bars { tr { th scope="row" { (bar.year) } td.number { (bar.label) } } }
                    }
                }
            }
        }
    }
}

fn year_bars(currency: Currency, money: &YearlyMoney) -> Vec<YearBar> {
    let bar = |(year, sum): (&String, &crate::model::SumRange)| YearBar {
        year: year.clone(),
        ends: [sum.low, sum.high].map(|end| end.to_f64().unwrap_or(0.0)),
        label: numbers::range(sum.low, sum.high, currency),
    };
    money.years.iter().map(bar).collect()
}
