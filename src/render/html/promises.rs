//! Every promise of a text: its words, what it counts for and why, what its
//! money is, and where it stands.

use super::foreign;
use crate::model::{DocumentReport, MoneyReport, PromiseQuote, SentenceReport};
use crate::render::chart;
use crate::render::numbers;
use crate::render::promise::{
    Weakness, amounts, announced, commitment, counted, counts_for, pieces, place, titles, under, weaknesses,
};
use crate::render::style::printable;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The section; `id` is its own within the page.
pub(super) fn section(document: &DocumentReport, id: &str, heading: &str) -> Markup {
    html! {
        @if !document.promise_quotes.is_empty() {
            section.promises id=(id) aria-labelledby={ (id) "-head" } {
                h2 id={ (id) "-head" } { (heading) }
                (block(document, id))
            }
        }
    }
}

/// The promises with their controls, without a heading.
pub(super) fn block(document: &DocumentReport, id: &str) -> Markup {
    html! {
        p.note {
            "A promise is a sentence on a topic that commits its speaker, or that carries public money for the topic. \
            Marked words are its amounts."
        }
        (controls(document, id))
        (list(document, id))
    }
}

/// Choices that the script brings to life; without it they stay hidden.
fn controls(document: &DocumentReport, id: &str) -> Markup {
    let used: BTreeSet<&String> = promised(document).flat_map(|(_, sentence)| sentence.topics.iter()).collect();
    let topics = document.topics.iter().filter(|topic| used.contains(&topic.id));
    html! {
        form.controls hidden data-list={ (id) "-list" } data-noun="promises" {
            (choice(id, "topic", "Topic", html! {
                option value="" { "All topics" }
                @for topic in topics { option value=(printable(&topic.id)) { (printable(&topic.title)) } }
            }))
            (choice(id, "backing", "Backing", html! {
                option value="" { "All" }
                option value="full" { "Backed" }
                option value="part" { "Backed in part" }
                option value="none" { "Not backed" }
            }))
            (choice(id, "kind", "Commitment", html! {
                option value="" { "All" }
                @for kind in promised(document).map(|(_, sentence)| sentence.commitment).collect::<BTreeSet<_>>().iter().rev() {
                    option value=(kind) { (commitment(*kind)) }
                }
            }))
            (choice(id, "order", "Order", html! {
                option value="text" { "As in the text" }
                option value="backed" { "Best backed first" }
                option value="unbacked" { "Least backed first" }
            }))
            p.shown role="status" { }
        }
    }
}

pub(super) fn choice(id: &str, name: &str, label: &str, options: Markup) -> Markup {
    let field = format!("{id}-{name}");
    html! {
        div.choice {
            label for=(field) { (label) }
            select id=(field) name=(name) { (options) }
        }
    }
}

fn promised(document: &DocumentReport) -> impl Iterator<Item = (&PromiseQuote, &SentenceReport)> {
    document.promise_quotes.iter().filter_map(|quote| Some((quote, document.sentences.get(quote.sentence)?)))
}

fn list(document: &DocumentReport, id: &str) -> Markup {
    html! {
        ol.promise-list id={ (id) "-list" } {
            @for (quote, sentence) in promised(document) {
                (promise(document, quote, sentence))
            }
        }
    }
}

fn promise(document: &DocumentReport, quote: &PromiseQuote, sentence: &SentenceReport) -> Markup {
    let backing = sentence.backing.unwrap_or(0.0);
    let level = if backing >= 1.0 {
        "full"
    } else if backing > 0.0 {
        "part"
    } else {
        "none"
    };
    html! {
        li.promise data-topic=(printable(&sentence.topics.join(" "))) data-backing=(level) data-kind=(sentence.commitment)
            data-q=(numbers::factor(backing)) {
            p.place {
                (foreign(&place(sentence.line, sentence.page, under(document, quote.heading.as_deref()))))
                " · " (titles(document, &sentence.topics).join(" · "))
            }
            blockquote dir="auto" { p { (quoted(&quote.quote, &quote.amounts)) } }
            p.counts {
                (chart::backing_bar(backing)) " "
                strong { (counts_for(backing)) } " · " (commitment(sentence.commitment))
            }
            (sums(&amounts(document, quote.sentence)))
        }
    }
}

/// A sentence in quotation marks with its amounts marked.
pub(super) fn quoted(quote: &str, amounts: &[[usize; 2]]) -> Markup {
    html! {
        "“"
        @for (is_amount, piece) in pieces(quote, amounts) {
            @if is_amount { mark { (printable(piece)) } } @else { (printable(piece)) }
        }
        "”"
    }
}

fn sums(amounts: &[&MoneyReport]) -> Markup {
    html! {
        @if !amounts.is_empty() {
            ul.sums {
                @for money in amounts {
                    li {
                        span.sum { (printable(&numbers::amount(money))) } " – " (counted(money))
                        (weakened(&weaknesses(money)))
                        @if let Some(earlier) = &money.earlier {
                            p.earlier { (announced(earlier)) }
                        }
                    }
                }
            }
        }
    }
}

/// Flags by name and by the words that show them; their meaning stands under "Method".
fn weakened(weaknesses: &[Weakness]) -> Markup {
    html! {
        @for weakness in weaknesses {
            " "
            span.flag {
                @match &weakness.id {
                    Some(id) => a href={ "#flag-" (id) } { (weakness.name) },
                    None => (weakness.name),
                }
                @if !weakness.quote.is_empty() { " “" (weakness.quote) "”" }
            }
        }
    }
}
