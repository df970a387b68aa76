//! Promises side by side: what was dropped, watered down, kept or announced
//! again, with both quotations; and what a speech leaves out of its document.

use super::foreign;
use super::promises::{choice, quoted};
use crate::model::{
    Change, ChangeKind, Comparison, DocumentReport, LostQualifier, MoneyReport, PairReport, PromiseReport,
};
use crate::render::changes::KINDS;
use crate::render::numbers;
use crate::render::promise::{change_name, commitment, counts_for, place, titles};
use crate::render::style::printable;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The section; nothing where no promise changed.
pub(super) fn changes(both: &Comparison, old: &DocumentReport) -> Markup {
    let topics: BTreeSet<&String> = both.changes.iter().map(|change| &change.topic).collect();
    let topics = old.topics.iter().filter(|topic| topics.contains(&topic.id));
    html! {
        @if !both.changes.is_empty() {
            section #changes aria-labelledby="changes-head" {
                h2 #changes-head { "Promise by promise" }
                p.note {
                    "Promises of the two texts are matched by topic, programme, amount and wording. A match is a judgement, \
                    and its confidence stands beside it: read both quotations."
                }
                form.controls hidden data-list="changes-list" data-noun="changes" {
                    (choice("changes", "topic", "Topic", html! {
                        option value="" { "All topics" }
                        @for topic in topics { option value=(printable(&topic.id)) { (printable(&topic.title)) } }
                    }))
                    p.shown role="status" {}
                }
                div #changes-list {
                    @for (kind, _) in KINDS { (of_kind(both, old, kind)) }
                }
            }
        }
    }
}

fn of_kind(both: &Comparison, old: &DocumentReport, kind: ChangeKind) -> Markup {
    let changes: Vec<&Change> = both.changes.iter().filter(|change| change.kind == kind).collect();
    let (name, meaning) = change_name(kind);
    html! {
        @if !changes.is_empty() {
            div.group {
                h3 { (name) " (" (numbers::count(changes.len())) ")" }
                p.note { (meaning) }
                ol.changes {
                    @for change in changes { (one(change, old)) }
                }
            }
        }
    }
}

fn one(change: &Change, old: &DocumentReport) -> Markup {
    let sure = numbers::percent(change.confidence);
    html! {
        li.change data-topic=(printable(&change.topic)) {
            h4 { (titles(old, std::slice::from_ref(&change.topic)).join(" · ")) }
            @match (&change.old, &change.new) {
                (Some(old), Some(new)) => {
                    div.sides { (side("Old text", old)) (side("New text", new)) }
                    p.why { (printable(&change.why)) " · confidence " (sure) }
                },
                (Some(one), None) | (None, Some(one)) => {
                    (side(if change.old.is_some() { "Old text" } else { "New text" }, one))
                    p.why { "confidence " (sure) }
                },
                (None, None) => {},
            }
        }
    }
}

fn side(name: &str, promise: &PromiseReport) -> Markup {
    html! {
        div.side {
            h5 { (name) ", " (foreign(&place(promise.line, promise.page, promise.heading.as_deref()))) }
            blockquote dir="auto" { p { (quoted(&promise.quote, &[])) } }
            p.counts { (commitment(promise.commitment)) " · " (counts_for(promise.backing)) }
        }
    }
}

/// What a speech says otherwise than its printed document.
pub(super) fn pair(said: &DocumentReport, printed: &DocumentReport, pair: &PairReport) -> Markup {
    let find = |document: &'_ DocumentReport, at: &[usize]| -> Vec<MoneyReport> {
        at.iter().filter_map(|&at| document.money.get(at).cloned()).collect()
    };
    html! {
        section #pair aria-labelledby="pair-head" {
            h2 #pair-head { "Said and printed" }
            h3 { "Qualifiers that the speech leaves out" }
            @if pair.qualifiers.is_empty() {
                p { "None was found." }
            } @else {
                ul { @for lost in &pair.qualifiers { (qualifier(said, printed, lost)) } }
            }
            (sums("Money that is said and not printed", &find(said, &pair.said_only)))
            (sums("Money on the topics that is printed and not said", &find(printed, &pair.printed_only)))
        }
    }
}

fn qualifier(said: &DocumentReport, printed: &DocumentReport, lost: &LostQualifier) -> Markup {
    html! {
        @if let (Some(said), Some(print)) = (said.money.get(lost.said), printed.money.get(lost.printed)) {
            li {
                "“" bdi { (printable(&said.quote)) } "” (" (place(said.line, said.page, None)) ") is “"
                bdi { (printable(&lost.quote)) } "” in print (" (place(print.line, print.page, None)) "): "
                (printable(&lost.qualifier.replace('_', " ")))
            }
        }
    }
}

fn sums(heading: &str, money: &[MoneyReport]) -> Markup {
    html! {
        @if !money.is_empty() {
            h3 { (heading) }
            ul {
                @for money in money {
                    li { (printable(&numbers::amount(money))) " (" (place(money.line, money.page, None)) ")" }
                }
            }
        }
    }
}
