//! Two texts in Markdown: the headline, the table, and what became of the promises.

use super::escape::text;
use super::{bold, capital, grid, notes, warnings};
use crate::model::{Change, ChangeKind, Comparison, DocumentReport, PromiseReport, Report};
use crate::render::changes::KINDS;
use crate::render::comparison_cells::{HEADS, pairs, topic_cells, total_cells};
use crate::render::promise::{change_name, commitment, counts_for, place, titles};
use crate::render::style::Look;
use crate::render::{compare_table, numbers, table};
use std::fmt::Write as _;

/// Writes both texts.
pub(super) fn page(page: &mut String, report: &Report, both: &Comparison, look: Look) {
    let (Some(old), Some(new)) = (report.documents.get(both.old), report.documents.get(both.new)) else { return };
    let _ = writeln!(page, "## {} → {}\n", text(&table::title(old)), text(&table::title(new)));
    for clause in both.headline.split("; ") {
        let _ = writeln!(page, "- **{}**", text(&capital(clause.trim_end_matches('.'))));
    }
    page.push('\n');
    for (name, document) in [("Old", old), ("New", new)] {
        let _ = writeln!(page, "{name}: {}, {}\n", text(&table::title(document)), text(&table::facts(document)));
    }
    warnings(page, &both.cautions);
    let pairs = pairs(both, old, new);
    if !pairs.is_empty() {
        let rows = pairs.iter().map(|pair| topic_cells(pair, look));
        grid(page, &HEADS, rows.chain([total_cells(old, new, look).map(bold)]));
    }
    notes(page, compare_table::notes(old, new, both, Look { evidence: 0, ..look }));
    for (name, document) in [("old", old), ("new", new)] {
        let named: Vec<_> = document.warnings.iter().map(|warning| format!("{name} text: {warning}")).collect();
        warnings(page, &named);
    }
    if look.evidence > 0 {
        for (kind, _) in KINDS {
            changes(page, both, old, kind);
        }
    }
}

/// The changes of one kind, each with its quotations.
fn changes(page: &mut String, both: &Comparison, old: &DocumentReport, kind: ChangeKind) {
    let of: Vec<&Change> = both.changes.iter().filter(|change| change.kind == kind).collect();
    if of.is_empty() {
        return;
    }
    let (name, meaning) = change_name(kind);
    let _ = writeln!(page, "### {name} ({})\n\n{}\n", of.len(), text(meaning));
    for change in of {
        let topic = titles(old, std::slice::from_ref(&change.topic)).join("");
        let why = format!("{} (confidence {})", change.why, numbers::percent(change.confidence));
        let _ = writeln!(page, "**{}:** {}\n", text(&topic), text(&why));
        for (side, promise) in [("Old", &change.old), ("New", &change.new)] {
            if let Some(promise) = promise {
                quote(page, side, promise);
            }
        }
    }
}

fn quote(page: &mut String, side: &str, promise: &PromiseReport) {
    let place = place(promise.line, promise.page, promise.heading.as_deref());
    let stands = format!("{place}: {}. {}.", commitment(promise.commitment), counts_for(promise.backing));
    let _ = writeln!(page, "> “{}”\n>\n> {side}, {}\n", text(&promise.quote), text(&stands));
}
