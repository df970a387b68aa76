//! Money that was read and is in no number of a topic: taxes, markets, what
//! was said before, what is for no topic. Nothing is dropped in silence.

use super::scrolling;
use crate::model::{DocumentReport, MoneyReport, Role};
use crate::render::numbers;
use crate::render::promise::place;
use crate::render::style::printable;
use crate::render::table::title;
use maud::{Markup, html};

/// The section; `id` is its own within the page.
pub(super) fn section(document: &DocumentReport, id: &str) -> Markup {
    html! {
        section id=(id) aria-labelledby={ (id) "-head" } {
            h2 id={ (id) "-head" } { "Read and not counted" }
            (block(document))
        }
    }
}

/// What was not counted, without a heading.
pub(super) fn block(document: &DocumentReport) -> Markup {
    let left_out: Vec<(&MoneyReport, &str)> =
        document.money.iter().chain(&document.vague).filter_map(|money| Some((money, why(money)?))).collect();
    html! {
        @if left_out.is_empty() {
            p { "Every amount in the text is public money for a topic." }
        } @else {
            p.note { (summary(document, &left_out)) }
            details {
                summary { "All " (numbers::counted(left_out.len(), "amount")) }
                (scrolling(&format!("Amounts that are not counted: {}", title(document)), &listed(&left_out)))
            }
        }
    }
}

fn summary(document: &DocumentReport, left_out: &[(&MoneyReport, &str)]) -> String {
    let mut text = format!(
        "{} in the text {} in no number of a topic: another kind of money, money for no topic, or a sum said before.",
        numbers::counted(left_out.len(), "amount"),
        if left_out.len() == 1 { "is" } else { "are" }
    );
    if !document.unattributed.is_empty() {
        text += &format!(" Public money for no topic: {}.", numbers::sums(&document.unattributed).join(" + "));
    }
    text
}

/// Why an amount is in no topic's number; `None` where it is in one.
fn why(money: &MoneyReport) -> Option<&'static str> {
    Some(match money.role {
        Role::Spent => "spent before",
        Role::Saving => "a cut or saving, shown apart",
        Role::Tax => "tax, or what it brings in",
        Role::Threshold => "a price or limit",
        Role::Context => "not public money put in",
        Role::Spend if money.high.is_none() => "no figure",
        Role::Spend if money.topics.is_empty() => "for no topic",
        Role::Spend if money.added.is_some_and(|added| added.is_zero()) => "a level, and nothing added",
        Role::Spend if !money.counted => "said before, or part of another sum",
        Role::Spend => return None,
    })
}

fn listed(left_out: &[(&MoneyReport, &str)]) -> Markup {
    html! {
        table.numbers {
            thead { tr { th scope="col" { "Place" } th scope="col" { "Words" } th scope="col" { "Read as" } th scope="col" { "Why not" } } }
            tbody {
                @for (money, why) in left_out {
                    tr {
                        td { (place(money.line, money.page, None)) }
                        td { bdi { (printable(&money.quote)) } }
                        td { (printable(&numbers::amount(money))) }
                        td { (why) }
                    }
                }
            }
        }
    }
}
