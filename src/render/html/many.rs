//! The page of many texts: small multiples over time, and each text by itself.

use super::{CELLS, contents, figures, foreign, lines, method, promises, scrolling, topics, uncounted, warnings};
use crate::model::{Currency, DocumentReport, Report, TopicReport};
use crate::render::chart::{self, Caption, Layout, Panel, Panels, Point};
use crate::render::style::printable;
use crate::render::{numbers, table};
use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

/// The whole page.
pub(super) fn page(report: &Report) -> Markup {
    let texts = in_order(report);
    let sections =
        [("texts", "All texts"), ("time", "From text to text"), ("each", "Each text"), ("method", "Method and limits")];
    html! {
        article {
            header.head {
                p.kicker { "What they promise, and the money behind it" }
                h1 { (numbers::count(texts.len())) " texts, words and money" }
                @if let Some(timeline) = &report.timeline { p.standfirst { (printable(&timeline.headline)) } }
            }
            (contents(&sections))
            @if let Some(timeline) = &report.timeline { (warnings(&timeline.cautions)) }
            (warnings(&report.warnings))
            section #texts aria-labelledby="texts-head" {
                h2 #texts-head { "All texts" }
                (scrolling("Numbers by text", &text_table(&texts)))
            }
            (over_time(report))
            section #each aria-labelledby="each-head" {
                h2 #each-head { "Each text by itself" }
                @for (at, document) in texts.iter().enumerate() { (each(document, &format!("t{}", at + 1))) }
            }
            (method::section(report))
        }
    }
}

/// The texts by date, those without one last.
fn in_order(report: &Report) -> Vec<&DocumentReport> {
    match &report.timeline {
        Some(timeline) => timeline.documents.iter().filter_map(|&at| report.documents.get(at)).collect(),
        None => {
            let mut texts: Vec<&DocumentReport> = report.documents.iter().collect();
            texts.sort_by_key(|document| (document.date.is_none(), document.date.clone()));
            texts
        }
    }
}

fn text_table(texts: &[&DocumentReport]) -> Markup {
    html! {
        table.numbers {
            thead {
                tr {
                    th scope="col" { "Text" } th scope="col" { "Date" }
                    @for head in ["Words", "On topic (share)", "Promises (firm/soft)", "Money", "Backed score"] {
                        th.number scope="col" { (head) }
                    }
                    th scope="col" { "Verdict" }
                }
            }
            tbody {
                @for document in texts {
                    @let [_, _, money, _, _, promises, score, verdict] = table::total_cells(document, CELLS);
                    @let share = share(document.topic_sentences, document);
                    tr {
                        th scope="row" { (foreign(&table::title(document))) @if document.title.is_some() { br; span.path { (foreign(&document.path)) } } }
                        td.date { (document.date.as_deref().unwrap_or(numbers::NONE)) }
                        td.number { (numbers::count(document.words)) }
                        td.number { (numbers::count(document.topic_sentences)) " (" (numbers::percent_or_none(share)) ")" }
                        td.number { (promises) }
                        td.number { (lines(&money)) }
                        td.number { (score) }
                        td { (topics::verdict_mark(document.verdict)) (verdict) }
                    }
                }
            }
        }
    }
}

/// Share of all sentences of a text.
fn share(sentences: usize, document: &DocumentReport) -> Option<f64> {
    (!document.sentences.is_empty()).then(|| sentences as f64 / document.sentences.len() as f64)
}

fn over_time(report: &Report) -> Markup {
    let (panels, currency) = panels(report);
    html! {
        section #time aria-labelledby="time-head" {
            h2 #time-head { "From text to text" }
            p.note {
                "For each topic, above: how much of each text is on it. Below: its public money in cash"
                @if let Some(currency) = currency {
                    ", " (currency)
                } @else {
                    ", where the texts share a currency; these do not"
                }
                ". All panels have the same scales, and the largest sum of each is named."
            }
            ul.panels {
                @for (at, panel) in panels.panels.iter().enumerate() {
                    li { (chart::image(&caption(at, panel), Layout::Wide, &chart::panel(&panels, panel))) }
                }
            }
        }
    }
}

fn caption(at: usize, panel: &Panel) -> Caption {
    let told: Vec<String> = panel.points.iter().map(|point| numbers::percent_or_none(point.words)).collect();
    let money = if panel.largest.is_empty() { "no money".into() } else { format!("most money {}", panel.largest) };
    Caption {
        id: format!("panel-{at}"),
        title: panel.title.clone(),
        about: format!("Share of the sentences from text to text: {}; {money}.", told.join(", ")),
    }
}

/// The panels of all topics that any text mentions, and the currency of their money.
pub(in crate::render) fn panels(report: &Report) -> (Panels, Option<Currency>) {
    let texts = in_order(report);
    let mut currencies: Vec<Currency> = texts.iter().filter_map(|document| document.currency).collect();
    currencies.dedup();
    let currency = if let [one] = currencies[..] { Some(one) } else { None };
    let ids = texts.first().map(|document| &document.topics[..]).unwrap_or_default();
    let find = |id: &str| -> Vec<(&DocumentReport, &TopicReport)> {
        texts.iter().filter_map(|text| Some((*text, text.topics.iter().find(|topic| topic.id == id)?))).collect()
    };
    let panels = ids.iter().filter_map(|topic| {
        let of = find(&topic.id);
        if of.iter().all(|(_, topic)| table::is_silent(topic)) {
            return None;
        }
        let sum = |topic: &TopicReport| currency.and_then(|currency| topic.funding.get(&currency).copied());
        let point = |(document, topic): &(&DocumentReport, &TopicReport)| Point {
            words: share(topic.sentences, document),
            money: sum(topic).and_then(|sum| sum.to_f64()),
        };
        let largest = of.iter().filter_map(|(_, topic)| sum(topic)).max().zip(currency);
        Some(Panel {
            title: printable(&topic.title),
            points: of.iter().map(point).collect(),
            largest: largest.map(|(sum, currency)| numbers::money(sum, currency)).unwrap_or_default(),
        })
    });
    let end = |document: Option<&&DocumentReport>| {
        let date = document.and_then(|document| document.date.as_deref());
        date.and_then(|date| date.get(..4)).unwrap_or_default().to_owned()
    };
    let (mut first, mut last) = (end(texts.first()), end(texts.last()));
    if first.is_empty() || last.is_empty() {
        (first, last) = ("first".into(), "last".into());
    }
    (Panels { panels: panels.collect(), ends: [first, last] }, currency)
}

fn each(document: &DocumentReport, id: &str) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-head" } {
            h3 id={ (id) "-head" } { (foreign(&table::title(document))) }
            p.byline { (table::facts(document)) }
            p { (figures::lead(document)) }
            (warnings(&document.warnings))
            details {
                summary { "Topic by topic" }
                (topics::block(document, &format!("{id}-topics")))
            }
            @if !document.promise_quotes.is_empty() {
                details {
                    summary { "Every promise (" (numbers::count(document.promise_quotes.len())) ")" }
                    (promises::block(document, &format!("{id}-promises")))
                }
            }
            details {
                summary { "Read and not counted" }
                (uncounted::block(document))
            }
        }
    }
}
