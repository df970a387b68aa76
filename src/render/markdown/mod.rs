//! Markdown, for pull requests and newsletters: the tables and the sentences
//! behind them, in the dialect of GitHub.
//!
//! All that comes from a text is escaped, so that it makes no link, names
//! nobody and breaks no table.

mod comparison;
mod escape;

use super::promise::{amounts, announced, commitment, counted, counts_for, place, under, weaknesses};
use super::style::Look;
use super::{comparable, numbers, table};
use crate::model::{CommitmentKind, DocumentReport, Evidence, MoneyReport, Report, TopicReport};
use escape::{cell, text};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let look = Look { width: 80, colour: false, links: false, ..look };
    let mut page = String::new();
    match &report.comparison {
        Some(both) => comparison::page(&mut page, report, both, look),
        None => {
            if let Some(timeline) = &report.timeline {
                let _ = writeln!(page, "**{}**\n", text(&timeline.headline));
                warnings(&mut page, &timeline.cautions);
            }
            if report.documents.len() > 1 {
                texts(&mut page, &report.documents, look);
            }
            for document in &report.documents {
                one(&mut page, document, look);
            }
        }
    }
    warnings(&mut page, &report.warnings);
    method(&mut page, report);
    out.write_all(page.as_bytes())
}

/// A row for each text.
fn texts(page: &mut String, documents: &[DocumentReport], look: Look) {
    let rows = documents.iter().map(|document| {
        let [_, sentences, money, _, _, promises, score, verdict] = table::total_cells(document, look);
        let sentences = sentences.split(' ').next().unwrap_or_default().to_owned();
        let date = document.date.clone().unwrap_or_else(|| numbers::NONE.into());
        [table::title(document), date, sentences, promises, money, score, verdict]
    });
    let heads = ["Text", "Date", "Sentences on topic", "Promises (firm/soft)", "Money", "Backed score", "Verdict"];
    grid(page, &heads, rows);
}

fn one(page: &mut String, document: &DocumentReport, look: Look) {
    let _ = writeln!(page, "## {}\n\n{}\n", text(&table::title(document)), text(&table::facts(document)));
    let shown: Vec<&TopicReport> = document.topics.iter().filter(|topic| !table::is_silent(topic)).collect();
    if !shown.is_empty() {
        let rows = shown.iter().map(|topic| table::topic_cells(topic, look));
        grid(page, &table::HEADS, rows.chain([table::total_cells(document, look).map(bold)]));
    }
    notes(page, table::notes(document, Look { evidence: 0, ..look }));
    warnings(page, &document.warnings);
    if look.evidence > 0 && shown.iter().any(|topic| !topic.evidence.is_empty()) {
        let _ = writeln!(page, "### Strongest evidence\n");
        for topic in shown.iter().filter(|topic| !topic.evidence.is_empty()) {
            let _ = writeln!(page, "**{}**\n", text(&topic.title));
            for evidence in topic.evidence.iter().take(look.evidence) {
                quote(page, document, evidence);
            }
        }
    }
}

/// A table; the first and the last column hold words, the others numbers.
fn grid<const N: usize>(page: &mut String, heads: &[&str; N], rows: impl Iterator<Item = [String; N]>) {
    let _ = writeln!(page, "| {} |", heads.join(" | "));
    let sides: Vec<&str> = (0..N).map(|at| if at == 0 || at + 1 == N { "---" } else { "---:" }).collect();
    let _ = writeln!(page, "|{}|", sides.join("|"));
    for row in rows {
        let _ = writeln!(page, "| {} |", row.map(|value| cell(&value)).join(" | "));
    }
    page.push('\n');
}

/// Marks a cell for the row of totals; the marks survive the escaping.
fn bold(value: String) -> String {
    if value.is_empty() { value } else { format!("{}{value}{}", escape::BOLD, escape::BOLD) }
}

fn notes(page: &mut String, notes: Vec<(&str, String)>) {
    for (label, note) in notes {
        let _ = writeln!(page, "- **{label}:** {}", text(&note));
    }
    page.push('\n');
}

fn warnings(page: &mut String, warnings: &[String]) {
    for warning in warnings {
        let _ = writeln!(page, "> **Note:** {}\n", text(warning));
    }
}

/// A sentence with its place, what it counts for, and its money.
fn quote(page: &mut String, document: &DocumentReport, evidence: &Evidence) {
    let _ = writeln!(page, "> “{}”\n", text(&evidence.quote));
    let stands = match (evidence.commitment, evidence.backing) {
        (kind, Some(backing)) => format!("{}. {}", commitment(kind), counts_for(backing)),
        (CommitmentKind::Past, None) => "already done".into(),
        (_, None) => "no promise".into(),
    };
    let place = place(evidence.line, evidence.page, under(document, evidence.heading.as_deref()));
    let _ = writeln!(page, "{}: {}.", text(&capital(&place)), text(&stands));
    for money in amounts(document, evidence.sentence) {
        let _ = writeln!(page, "- {}", sum(money));
    }
    page.push('\n');
}

fn sum(money: &MoneyReport) -> String {
    let mut line = format!("{}: {}", text(&numbers::amount(money)), counted(money));
    let weak: Vec<String> = weaknesses(money)
        .iter()
        .map(|weakness| match weakness.quote.as_str() {
            "" => text(&weakness.name),
            words => format!("{} (“{}”)", text(&weakness.name), text(words)),
        })
        .collect();
    if !weak.is_empty() {
        line += &format!("; {}", weak.join(", "));
    }
    if let Some(earlier) = &money.earlier {
        line += &format!(". {}", text(&announced(earlier)));
    }
    line
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// By what the report was made, in one paragraph.
fn method(page: &mut String, report: &Report) {
    let packs: Vec<String> = report.packs.iter().map(|pack| format!("{} {}", pack.id, pack.version)).collect();
    let _ = write!(
        page,
        "---\n\nMade by {} {} from the words of the text alone, with the rule packs {}.",
        report.tool.name,
        report.tool.version,
        text(&packs.join(", "))
    );
    if let Some(deflator) = &report.deflator {
        let _ = write!(page, " {}", text(&comparable::source(deflator)));
    }
    page.push_str(" Read the quoted sentences, and the original, before you print a number.\n");
}
