//! HTML: one page by itself, to read, to print and to publish.
//!
//! The page fetches nothing and needs no script. Its policy allows only the
//! style and the one script that stand in it, by their hashes. All that comes
//! from a text is escaped, and nothing in it can turn the direction of writing.

mod changes;
mod comparison;
mod document;
mod figures;
mod many;
mod method;
mod promises;
mod topics;
mod uncounted;

pub(super) use comparison::comparison_charts;
pub(super) use many::panels;
pub(super) use topics::words_and_money;

use super::style::{Look, printable};
use crate::model::Report;
use base64::Engine;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Everything about looks: the charts' style first, so that the page may change it.
const STYLE: &str = concat!(include_str!("../chart/chart.css"), include_str!("page.css"));

/// Lets readers filter and sort where scripts run.
const SCRIPT: &str = include_str!("page.js");

/// Notes are written in their longer form, and nothing is quoted below them.
const LOOK: Look = Look { width: 120, colour: false, links: false, evidence: 0 };

/// Cells are written in their shorter form.
const CELLS: Look = Look { width: 80, ..LOOK };

/// Writes the page.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", page(report).into_string())
}

fn page(report: &Report) -> Markup {
    let title = title(report);
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ (report.tool.name) " " (report.tool.version) };
                title { (title) ": words and funding" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the report" }
                header.masthead { p { strong { "moneymouth" } " · words and funding" } }
                main #main { (body(report)) }
                footer.foot {
                    p { "Made by " (report.tool.name) " " (report.tool.version) " from the words of the text alone. \
                        Read the quoted sentences, and the original, before you print a number." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

fn title(report: &Report) -> String {
    match (&report.comparison, &report.documents[..]) {
        (Some(both), documents) if both.old < documents.len() && both.new < documents.len() => {
            format!("{} → {}", super::table::title(&documents[both.old]), super::table::title(&documents[both.new]))
        }
        (_, [one]) => super::table::title(one),
        (_, documents) => format!("{} texts", documents.len()),
    }
}

fn body(report: &Report) -> Markup {
    match (&report.comparison, &report.documents[..]) {
        (Some(both), _) => comparison::page(report, both),
        (None, [one]) => document::page(report, one),
        (None, _) => many::page(report),
    }
}

/// Nothing may be fetched, sent or framed; only what stands in the page runs.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

/// A text of a document: without anything that a terminal or a page would obey,
/// and with a direction of its own.
fn foreign(text: &str) -> Markup {
    html! { bdi { (printable(text)) } }
}

/// A cell of several lines.
fn lines(text: &str) -> Markup {
    html! {
        @for (at, line) in text.lines().enumerate() {
            @if at > 0 { br; }
            (line)
        }
    }
}

/// What a column is sorted by where scripts run; nothing where a value is missing: it comes last.
fn sort_key(value: Option<f64>) -> Option<String> {
    value.map(|value| format!("{value:.4}"))
}

/// A table that may be wider than the page: it scrolls by itself, with the keyboard too.
fn scrolling(label: &str, table: &Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(label) { (table) }
    }
}

/// Links to the sections of the page.
fn contents(sections: &[(&str, &str)]) -> Markup {
    html! {
        nav.contents aria-label="On this page" {
            ul {
                @for (id, name) in sections {
                    li { a href={ "#" (id) } { (name) } }
                }
            }
        }
    }
}

/// Warnings, each in full.
fn warnings(warnings: &[String]) -> Markup {
    html! {
        @if !warnings.is_empty() {
            div.warnings role="note" aria-label="Warnings" {
                @for warning in warnings {
                    p { strong { "Note: " } (foreign(warning)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_the_style_and_the_script() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert!(policy().contains(&hash(STYLE)) && policy().contains(&hash(SCRIPT)));
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"), "nothing may end its element early");
    }
}
