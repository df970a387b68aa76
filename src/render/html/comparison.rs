//! The page of two texts: before and after, topic by topic and promise by promise.

use super::changes::{changes, pair};
use super::topics::verdict_mark;
use super::{CELLS, LOOK, contents, foreign, lines, method, promises, scrolling, sort_key, uncounted, warnings};
use crate::model::{Comparison, Currency, DocumentReport, Report, TopicReport, Verdict};
use crate::render::chart::{self, Caption, DotChart, DotRow, Series, Unit};
use crate::render::compare_table::{self, Scored};
use crate::render::comparison_cells::{HEADS, Pair, pairs, topic_cells, total_cells};
use crate::render::style::printable;
use crate::render::{numbers, table};
use maud::{Markup, html};
use rust_decimal::prelude::ToPrimitive;

/// The whole page.
pub(super) fn page(report: &Report, both: &Comparison) -> Markup {
    let (Some(old), Some(new)) = (report.documents.get(both.old), report.documents.get(both.new)) else {
        return html! {};
    };
    let pairs = pairs(both, old, new);
    let mut sections = vec![("topics", "Topic by topic")];
    if both.pair.is_some() {
        sections.push(("pair", "Said and printed"));
    }
    if !both.changes.is_empty() {
        sections.push(("changes", "Promise by promise"));
    }
    sections.extend([("both", "Each text"), ("method", "Method and limits")]);
    html! {
        article {
            header.head {
                p.kicker { "Two texts compared: what they promise, and the money behind it" }
                h1 { bdi { (table::title(old)) } " → " bdi { (table::title(new)) } }
                @for (name, document) in [("Old", old), ("New", new)] {
                    p.byline { strong { (name) ": " } bdi { (table::title(document)) } " · " (table::facts(document)) }
                }
                ul.standfirst-list {
                    @for clause in headline(&both.headline) { li { (clause) } }
                }
            }
            (tiles(old, new))
            (contents(&sections))
            (warnings(&both.cautions))
            @for (name, document) in [("old", old), ("new", new)] {
                (warnings(&document.warnings.iter().map(|warning| format!("{name} text: {warning}")).collect::<Vec<_>>()))
            }
            (warnings(&report.warnings))
            (topics(both, old, new, &pairs))
            @if let Some(said) = &both.pair { (pair(old, new, said)) }
            (changes(both, old))
            (each(old, new))
            (method::section(report))
        }
    }
}

/// The clauses of the headline, each a sentence.
fn headline(text: &str) -> Vec<String> {
    let clause = |clause: &str| {
        let mut chars = clause.trim().trim_end_matches('.').chars();
        let capital: String = chars.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
        capital + chars.as_str() + "."
    };
    printable(text).split("; ").map(clause).collect()
}

fn tiles(old: &DocumentReport, new: &DocumentReport) -> Markup {
    let scores = [old, new].map(|document| (Scored::of_document(document), document));
    let difference = new.score.zip(old.score).map(|(new, old)| new - old);
    let [(before, _), (after, _)] = scores;
    let score = compare_table::scores(before, after, difference, CELLS);
    let intervals = [old, new].map(|document| {
        document.interval.map_or_else(
            || numbers::NONE.into(),
            |interval| numbers::interval(interval).trim_matches(['(', ')']).to_owned(),
        )
    });
    let note = format!("95% intervals {} and {}", intervals[0], intervals[1]);
    html! {
        dl.figures.pair {
            (tile("Backed score", &score, &note))
            (tile("Promises", &compare_table::promises([old.promises, new.promises]), "sentences that commit, or carry money"))
            (tile("Money", &compare_table::money(&old.funding, &new.funding, LOOK), "public money for these topics, each sum once"))
            (tile(
                "On the topics",
                &compare_table::promises([old.topic_sentences, new.topic_sentences]),
                &format!("sentences, of {} and {}", numbers::count(old.sentences.len()), numbers::count(new.sentences.len())),
            ))
        }
    }
}

/// A value and, on its own line, the change.
fn tile(label: &str, value: &str, note: &str) -> Markup {
    let split = value.rsplit_once('\n').filter(|(_, last)| !last.starts_with('→'));
    let (value, change) = split.unwrap_or((value, ""));
    html! {
        div.figure {
            dt { (label) }
            dd {
                span.value { (lines(value)) }
                @if !change.is_empty() { span.change { (change) } }
                span.note { (note) }
            }
        }
    }
}

fn topics(both: &Comparison, old: &DocumentReport, new: &DocumentReport, pairs: &[Pair]) -> Markup {
    html! {
        section #topics aria-labelledby="topics-head" {
            h2 #topics-head { "Before and after, topic by topic" }
            @if pairs.is_empty() {
                p { "Neither text has a sentence on any topic of the rule packs." }
            } @else {
                @for (caption, about, chart) in charts(old, new, pairs) {
                    figure.chart-figure {
                        figcaption { h3 { (caption.title) } (about) }
                        (chart::both(&caption, |layout| chart::dot_chart(&chart, layout)))
                    }
                }
                (scrolling("Numbers by topic, before and after", &topic_table(old, new, pairs)))
            }
            dl.measures {
                @for (label, text) in compare_table::notes(old, new, both, LOOK) {
                    div { dt { (label) } dd { (text) } }
                }
            }
        }
    }
}

/// The currency of both texts, where it is one.
fn shared_currency(old: &DocumentReport, new: &DocumentReport) -> Option<Currency> {
    let either = old.currency.or(new.currency);
    either.filter(|_| old.currency.is_none_or(|one| new.currency.is_none_or(|two| one == two)))
}

/// The charts of words and of money, with what is said above each.
fn charts(old: &DocumentReport, new: &DocumentReport, pairs: &[Pair]) -> Vec<(Caption, &'static str, DotChart)> {
    let words = chart("words", "Share of words", "words", Unit::Share, pairs, |topic| topic.word_share);
    let currency = shared_currency(old, new);
    let money = currency.map(|currency| {
        let sum = move |topic: &TopicReport| topic.funding.get(&currency).and_then(|sum| sum.to_f64());
        let paid: Vec<Pair> = pairs.iter().filter(|pair| sum(pair.old).or(sum(pair.new)).is_some()).copied().collect();
        chart("money", &format!("Money in cash, {currency}"), "money", Unit::Money(currency), &paid, sum)
    });
    let about_words = "Of the sentences on all topics, how many are on each.";
    let about_money =
        "Public money for each topic, each sum counted once. A text without money for a topic has no mark there.";
    let words = words.map(|(caption, chart)| (caption, about_words, chart));
    let money = money.flatten().map(|(caption, chart)| (caption, about_money, chart));
    words.into_iter().chain(money).collect()
}

/// A chart of one value before and after, largest first; `None` without a row.
fn chart(
    id: &str,
    title: &str,
    class: &'static str,
    unit: Unit,
    pairs: &[Pair],
    value: impl Fn(&TopicReport) -> Option<f64>,
) -> Option<(Caption, DotChart)> {
    let row = |pair: &Pair| DotRow { label: printable(&pair.change.title), values: [value(pair.old), value(pair.new)] };
    let mut rows: Vec<DotRow> = pairs.iter().map(row).collect();
    let most = |row: &DotRow| row.values.iter().flatten().fold(0.0, |most: f64, value| most.max(*value));
    rows.sort_by(|a, b| most(b).total_cmp(&most(a)));
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let [old, new] =
                row.values.map(|value| value.map_or_else(|| numbers::NONE.into(), |value| unit.show(value)));
            format!("{}: {old} before, {new} after", row.label)
        })
        .collect();
    let caption = Caption { id: id.into(), title: title.into(), about: told.join("; ") + "." };
    let series = ["Before", "After"].map(|name| Series { name: name.into(), class });
    (!rows.is_empty()).then_some((caption, DotChart { series, rows, unit, arrow: true }))
}

/// The charts of a comparison with their captions, for a drawing by itself.
pub(in crate::render) fn comparison_charts(report: &Report, both: &Comparison) -> Vec<(Caption, DotChart)> {
    let (Some(old), Some(new)) = (report.documents.get(both.old), report.documents.get(both.new)) else {
        return Vec::new();
    };
    charts(old, new, &pairs(both, old, new)).into_iter().map(|(caption, _, chart)| (caption, chart)).collect()
}

/// What the columns of numbers are sorted by: the difference. A sum that only one text has
/// is all of it.
fn sort_keys(Pair { change, old, new }: &Pair, currency: Option<Currency>) -> [Option<f64>; 4] {
    let sum = |topic: &TopicReport| topic.funding.get(&currency?).and_then(|sum| sum.to_f64());
    let backed = |topic: &TopicReport| (topic.promises > 0).then(|| topic.backed / topic.promises as f64);
    let difference = |[old, new]: [Option<f64>; 2]| Some(new? - old?);
    let [before, after] = [sum(old), sum(new)];
    let [said, says] = change.promises.map(|promises| promises as f64);
    [
        difference([old.word_share, new.word_share]),
        (said + says > 0.0).then_some(says - said),
        before.or(after).map(|_| after.unwrap_or(0.0) - before.unwrap_or(0.0)),
        difference([backed(old), backed(new)]),
    ]
}

fn topic_table(old: &DocumentReport, new: &DocumentReport, pairs: &[Pair]) -> Markup {
    let currency = shared_currency(old, new);
    let row = |cells: [String; 6], keys: [Option<f64>; 4], verdict: Verdict| {
        html! {
            @for (at, cell) in cells.iter().enumerate() {
                @match at {
                    0 => th scope="row" { (cell) },
                    5 => td { (verdict_mark(verdict)) (lines(cell)) },
                    _ => td.number data-key=[sort_key(keys[at - 1])] { (lines(cell)) },
                }
            }
        }
    };
    html! {
        table.numbers.sortable data-by="the difference" {
            caption { "The numbers behind the charts, old → new. A dash is a missing value, never zero." }
            thead {
                tr {
                    @for (at, head) in HEADS.iter().enumerate() {
                        th scope="col" class=[(at > 0 && at < 5).then_some("number")] { (head) }
                    }
                }
            }
            tbody {
                @for pair in pairs {
                    tr { (row(topic_cells(pair, CELLS), sort_keys(pair, currency), pair.change.verdict)) }
                }
            }
            tfoot { tr { (row(total_cells(old, new, CELLS), [None; 4], new.verdict)) } }
        }
    }
}

/// Every promise of each text, and what was not counted.
fn each(old: &DocumentReport, new: &DocumentReport) -> Markup {
    html! {
        section #both aria-labelledby="both-head" {
            h2 #both-head { "Each text by itself" }
            @for (name, id, document) in [("old", "old", old), ("new", "new", new)] {
                details {
                    summary {
                        "The " (name) " text: every promise (" (numbers::count(document.promise_quotes.len()))
                        ") and what was not counted"
                    }
                    h3 { (foreign(&table::title(document))) }
                    (promises::block(document, &format!("{id}-promises")))
                    h3 { "Read and not counted" }
                    (uncounted::block(document))
                }
            }
        }
    }
}
