//! The headline of a page: one sentence, and the numbers that carry it.

use super::LOOK;
use crate::model::{CommitmentKind, DocumentReport, TopicReport, Verdict};
use crate::render::chart::{self, Caption, Layout};
use crate::render::style::printable;
use crate::render::{numbers, table};
use maud::{Markup, html};

/// Most topics that are named in a sentence.
const NAMED: usize = 4;

/// What the numbers say of a text, and no more.
pub(super) fn lead(document: &DocumentReport) -> String {
    let score = table::score_sentence(document).unwrap_or_else(|| table::meaning(document, LOOK));
    let mut said = vec![capital(&score)];
    let named = |verdict: Verdict| -> Vec<String> {
        let mut of: Vec<&TopicReport> = document.topics.iter().filter(|topic| topic.verdict == verdict).collect();
        of.sort_by(|a, b| b.word_share.unwrap_or(0.0).total_cmp(&a.word_share.unwrap_or(0.0)));
        of.iter().map(|topic| printable(&topic.title)).collect()
    };
    let mut list = |what: &str, titles: Vec<String>| {
        let more = titles.len().saturating_sub(NAMED);
        let mut first = titles[..titles.len().min(NAMED)].join(", ");
        if more > 0 {
            first += &format!(" and {more} more");
        }
        if !first.is_empty() {
            said.push(format!("{what}: {first}."));
        }
    };
    list("Words and no money", named(Verdict::WordsOnly));
    list("Money and few words", named(Verdict::QuietMoney));
    list("Money, most of it not new", named(Verdict::Reheated));
    said.join(" ")
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The numbers, largest first.
pub(super) fn tiles(document: &DocumentReport) -> Markup {
    let firm = table::promised(document, CommitmentKind::Firm);
    let soft = table::promised(document, CommitmentKind::Soft);
    let money = numbers::sums(&document.funding);
    html! {
        dl.figures {
            (score(document))
            (tile("Promises", &numbers::count(document.promises), &format!("{firm} firm, {soft} soft")))
            (tile(
                "Money put behind them",
                &if money.is_empty() { numbers::NONE.into() } else { money.join(" + ") },
                "public money for these topics, each sum counted once",
            ))
            (tile(
                "Cheap talk",
                &numbers::percent_or_none(document.cheap_talk),
                "of the promises have no amount, date or testable outcome",
            ))
            (tile(
                "New money",
                &numbers::percent_or_none(document.new_share),
                "of the money stated was neither announced before nor taken from an existing pot",
            ))
        }
    }
}

fn tile(label: &str, value: &str, note: &str) -> Markup {
    html! {
        div.figure {
            dt { (label) }
            dd {
                span.value { (value) }
                span.note { (note) }
            }
        }
    }
}

/// The backed score in its interval, or how many are backed where there are too few to score.
fn score(document: &DocumentReport) -> Markup {
    let (value, note) = match (document.score, document.interval) {
        (Some(score), Some(interval)) => (
            html! { (numbers::score(score)) span.of { " of 100" } },
            format!("95% interval {}", numbers::interval(interval).trim_matches(['(', ')'])),
        ),
        (Some(score), None) => (html! { (numbers::score(score)) span.of { " of 100" } }, String::new()),
        (None, _) if document.promises == 0 => {
            (html! { (numbers::NONE) }, "nothing is promised on these topics".into())
        }
        (None, _) => (
            html! { (numbers::backed_of(document.backed, document.promises)) },
            "backed; too few promises for a score".into(),
        ),
    };
    html! {
        div.figure.main {
            dt { "Backed score" }
            dd {
                span.value { (value) }
                @if let Some(interval) = document.interval.filter(|_| document.promises > 0) {
                    @let caption = Caption {
                        id: "score".into(),
                        title: "Backed score on a scale from 0 to 100".into(),
                        about: format!("The 95% interval reaches from {:.0} to {:.0}.", interval[0], interval[1]),
                    };
                    (chart::image(&caption, Layout::Wide, &chart::score_interval(document.score, interval)))
                }
                span.note { (note) }
            }
        }
    }
}
