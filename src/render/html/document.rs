//! The page of one text.

use super::{contents, figures, method, promises, topics, uncounted, warnings};
use crate::model::{DocumentReport, Report};
use crate::render::table;
use maud::{Markup, html};

/// The whole page.
pub(super) fn page(report: &Report, document: &DocumentReport) -> Markup {
    let mut sections = vec![("topics", "Topic by topic")];
    if !document.by_year.is_empty() {
        sections.push(("years", "Money by year"));
    }
    if !document.promise_quotes.is_empty() {
        sections.push(("promises", "Every promise"));
    }
    sections.push(("uncounted", "Not counted"));
    sections.push(("method", "Method and limits"));
    html! {
        article {
            header.head {
                p.kicker { "What it promises, and the money behind it" }
                h1 { bdi { (table::title(document)) } }
                p.byline { (table::facts(document)) }
                p.standfirst { (figures::lead(document)) }
            }
            (figures::tiles(document))
            (contents(&sections))
            (warnings(&document.warnings))
            (warnings(&report.warnings))
            (topics::section(document))
            (topics::years(document))
            (promises::section(document, "promises", "Every promise"))
            (uncounted::section(document, "uncounted"))
            (method::section(report))
        }
    }
}
