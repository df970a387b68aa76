//! How the numbers were made, what they cannot say, and by which rules.

use crate::model::{MIN_PROMISES, Report};
use crate::render::style::printable;
use crate::render::{comparable, numbers};
use maud::{Markup, html};

/// The section.
pub(super) fn section(report: &Report) -> Markup {
    html! {
        section #method aria-labelledby="method-head" {
            h2 #method-head { "Method and limits" }
            (score())
            (limits())
            (flags(report))
            (packs(report))
        }
    }
}

fn score() -> Markup {
    html! {
        h3 { "How the score is made" }
        p {
            "Every sentence is read for its topics, for what it commits its speaker to, and for its amounts of money. Each \
            promise gets a backing from 0 to 1: 1 where it comes with public money for the topic, ½ where the purpose of \
            the money is unclear, 0 without money, times a factor for each qualifier on the money. The "
            strong { "backed score" }
            " is the mean of those, times 100: of every 100 promises, how many come with public money that can be checked. \
            Below " (MIN_PROMISES) " promises there is no score, only the count."
        }
        p {
            "The " strong { "95% interval" } " says how much the score hangs on which paragraphs happen to be in the text. \
            It does not cover mistakes in reading them. Where two intervals overlap, a difference may be chance."
        }
        p {
            "A " strong { "share of words" } " is a share of the sentences on any topic; one on two topics counts half for \
            each. A " strong { "share of money" } " is a share of the public money for all topics. The size of a market, a \
            tax, savings, prices, private money and money already spent are read and not counted. A sum that is said twice \
            counts once."
        }
    }
}

fn limits() -> Markup {
    html! {
        h3 { "What it cannot tell you" }
        ul {
            li { strong { "Whether the money was ever spent." } " It reads what is said, not what is done." }
            li { strong { "Whether a promise is a good one." } " A funded bad idea scores above an unfunded good one." }
            li { strong { "Whether the figures are true." } " It compares a text with itself and with other texts, not with the accounts." }
            li { strong { "What the text does not say." } " Money that was announced elsewhere is not there for it." }
            li { strong { "Irony, and much of context." } " It matches words and grammar, and errs in both directions." }
            li { strong { "Anything on few sentences." } " Look at the interval before you write that one text beats another." }
        }
    }
}

fn flags(report: &Report) -> Markup {
    html! {
        @if !report.flags.is_empty() {
            h3 { "What qualifies the money" }
            dl.measures {
                @for flag in &report.flags {
                    div id={ "flag-" (printable(&flag.id)) } {
                        dt { (printable(&flag.id.replace('_', " "))) }
                        dd {
                            (printable(&flag.about)) " "
                            @if flag.multiplier < 1.0 {
                                "Leaves " (numbers::factor(flag.multiplier)) " of the backing."
                            } @else {
                                "A remark; it leaves the backing as it is."
                            }
                        }
                    }
                }
            }
        }
    }
}

fn packs(report: &Report) -> Markup {
    html! {
        h3 { "Rules and versions" }
        p {
            "Made by " (report.tool.name) " " (report.tool.version) ", report schema " (report.schema)
            ". The same text, version and rules give the same page. Rule packs: "
            @for (at, pack) in report.packs.iter().enumerate() {
                @if at > 0 { ", " }
                (printable(&pack.id)) " " (printable(&pack.version)) " (" (printable(&pack.origin)) ")"
            }
            "."
        }
        @if let Some(deflator) = &report.deflator {
            p { (printable(&comparable::source(deflator))) }
        }
    }
}
