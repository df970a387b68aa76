//! SVG: the chart alone, with its title and its source, for print and slides.

use super::chart::{self, Caption, DotChart, Layout, dot_chart};
use super::html::{comparison_charts, panels, words_and_money};
use super::{numbers, table};
use crate::model::Report;
use maud::html;
use std::io::{self, Write};

/// Panels beside each other, and the space that each takes.
const COLUMNS: usize = 3;
const COLUMN: f64 = 248.0;

/// Writes the chart that the page leads with.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let source = source(report);
    let markup = match (&report.comparison, &report.documents[..]) {
        (Some(both), documents) => {
            let titles: Vec<String> = documents.iter().map(table::title).collect();
            let charts = comparison_charts(report, both);
            let about: Vec<String> =
                charts.iter().map(|(caption, _)| format!("{}: {}", caption.title, caption.about)).collect();
            let caption = Caption { id: String::new(), title: titles.join(" → "), about: about.join(" ") };
            let part = |(caption, chart): (Caption, DotChart)| (caption.title, dot_chart(&chart, Layout::Wide));
            chart::standalone(&caption, &charts.into_iter().map(part).collect::<Vec<_>>(), &source)
        }
        (None, [one]) => {
            let (caption, chart) = words_and_money(one);
            chart::standalone(&caption, &[(String::new(), dot_chart(&chart, Layout::Wide))], &source)
        }
        (None, _) => small_multiples(report, &source),
    };
    writeln!(out, "{}", markup.into_string())
}

/// All panels in rows.
fn small_multiples(report: &Report, source: &str) -> maud::Markup {
    let (all, currency) = panels(report);
    let drawn: Vec<_> = all.panels.iter().map(|one| chart::panel(&all, one)).collect();
    let height = drawn.iter().map(|panel| panel.height).fold(0.0, f64::max) + 12.0;
    let rows = drawn.len().div_ceil(COLUMNS);
    let markup = html! {
        @for (at, panel) in drawn.iter().enumerate() {
            g transform={ "translate(" (COLUMN * (at % COLUMNS) as f64) " " (height * (at / COLUMNS) as f64) ")" } { (panel.markup) }
        }
    };
    let money = currency.map(|currency| format!(" and public money, {currency}")).unwrap_or_default();
    let caption = Caption {
        id: String::new(),
        title: format!("{} texts: share of sentences{money} by topic", numbers::count(report.documents.len())),
        about: "One panel for each topic: above, how much of each text is on it; below, its public money.".into(),
    };
    let drawing = chart::Drawing { markup, width: COLUMN * COLUMNS as f64, height: height * rows as f64 };
    chart::standalone(&caption, &[(String::new(), drawing)], source)
}

fn source(report: &Report) -> String {
    let texts: Vec<String> = report.documents.iter().map(table::title).collect();
    format!("Source: {}. Made by {} {}.", texts.join("; "), report.tool.name, report.tool.version)
}
