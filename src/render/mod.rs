//! From the report to bytes: one file for each format.
//!
//! Everything here reads the nouns of `model` and writes to a `Write`; what is
//! shown was decided before. Missing values are `null` in JSON, blank in CSV
//! and "–" in tables.

mod announcements;
mod bars;
mod blocks;
mod changes;
mod chart;
mod comparable;
mod compare_table;
mod comparison_cells;
mod csv;
mod evidence;
mod explain;
mod findings;
#[cfg(test)]
mod fixture;
mod github;
mod html;
mod human;
mod json;
mod junit;
mod link;
mod markdown;
mod numbers;
mod packs;
#[cfg(feature = "parquet")]
mod parquet;
mod promise;
mod sarif;
mod scorecard;
mod style;
mod svg;
mod table;
mod timeline;

pub use announcements::write_announcements;
pub use blocks::write_blocks;
pub use csv::COLUMNS as CSV_COLUMNS;
pub use explain::{write_explanation, write_explanation_json};
pub use findings::{FindingsFormat, write_check_schema, write_findings};
pub use packs::write_packs;
pub use scorecard::source as describe_scorecard;
pub use style::{Look, printable, printable_lines};

use crate::model::{DocumentReport, Report};
use std::io::{self, Write};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum OutputFormat {
    /// Tables and quotations for people.
    Table,
    /// The whole report as one JSON object.
    Json,
    /// One JSON object on each line: one for each document, then the comparison or timeline.
    Jsonl,
    /// One row for each document and topic.
    Csv,
    /// A page by itself, to read and to publish.
    Html,
    /// Tables and quotations for pull requests and newsletters.
    Markdown,
    /// The chart by itself.
    Svg,
    /// The rows of the CSV with types, for engines that read columns.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl OutputFormat {
    /// True where each document is written by itself, so that many need no more memory than one.
    pub fn is_streamed(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv)
    }

    /// True where the format lists all sentences with what each commits to.
    pub fn lists_sentences(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// Writes a report.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_report(report: &Report, format: OutputFormat, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        OutputFormat::Table => write_tables(report, look, out),
        OutputFormat::Json => json::write(report, out),
        OutputFormat::Jsonl => json::write_lines(report, out),
        OutputFormat::Csv => csv::write(report, out),
        OutputFormat::Html => html::write(report, out),
        OutputFormat::Markdown => markdown::write(report, look, out),
        OutputFormat::Svg => svg::write(report, out),
        #[cfg(feature = "parquet")]
        OutputFormat::Parquet => parquet::write(report, out),
    }
}

/// Writes one document of a report in a format that is streamed; before the
/// `first` one stands what the format opens with.
///
/// # Errors
/// Where `out` cannot be written to, and for formats that are not streamed.
pub fn write_document(
    document: &DocumentReport,
    format: OutputFormat,
    first: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        OutputFormat::Csv => csv::write_rows(document, first, out),
        OutputFormat::Jsonl => json::write_line(document, out),
        other => Err(io::Error::other(format!("{other} is written in one piece"))),
    }
}

/// Writes the JSON schema of the report.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_schema(out: &mut dyn Write) -> io::Result<()> {
    json::write_schema(out)
}

fn write_tables(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if let Some(comparison) = &report.comparison {
        compare_table::write(report, comparison, look, out)?;
    } else if let Some(all) = &report.timeline {
        timeline::write(report, all, look, out)?;
    } else {
        for (at, document) in report.documents.iter().enumerate() {
            if at > 0 {
                writeln!(out, "\n")?;
            }
            table::write(document, look, out)?;
        }
    }
    if let Some(deflator) = &report.deflator {
        writeln!(out)?;
        for line in look.wrap(&printable(&comparable::source(deflator)), 0) {
            writeln!(out, "{}", look.dim(&line))?;
        }
    }
    if let Some(card) = &report.scorecard {
        writeln!(out)?;
        for line in look.wrap(&printable(&scorecard::source(card)), 0) {
            writeln!(out, "{}", look.dim(&line))?;
        }
        table::warnings(&card.warnings, look, out)?;
    }
    table::warnings(&report.warnings, look, out)
}

/// The share that a whole has of itself: all, or none where there is nothing.
fn share_of_whole(parts: usize) -> Option<f64> {
    (parts > 0).then_some(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(report: &Report, format: OutputFormat, width: u16) -> String {
        let mut out = Vec::new();
        write_report(report, format, Look { width, colour: false, links: false, evidence: 1 }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn table_at_80_and_120_columns() {
        insta::assert_snapshot!("table_80", shown(&fixture::one(), OutputFormat::Table, 80));
        insta::assert_snapshot!("table_120", shown(&fixture::one(), OutputFormat::Table, 120));
        insta::assert_snapshot!("table_silent", shown(&fixture::silent(), OutputFormat::Table, 80));
    }

    #[test]
    fn comparison_at_80_and_120_columns() {
        insta::assert_snapshot!("compare_80", shown(&fixture::two(), OutputFormat::Table, 80));
        insta::assert_snapshot!("compare_120", shown(&fixture::two(), OutputFormat::Table, 120));
    }

    #[test]
    fn money_in_real_terms_at_80_columns() {
        let both = fixture::in_real_terms();
        insta::assert_snapshot!("compare_real", shown(&both, OutputFormat::Table, 80));
        let one = Report { comparison: None, documents: both.documents[..1].to_vec(), ..both };
        insta::assert_snapshot!("table_real", shown(&one, OutputFormat::Table, 80));
    }

    #[test]
    fn formats_for_programs() {
        insta::assert_snapshot!("json", shown(&fixture::one(), OutputFormat::Json, 80));
        insta::assert_snapshot!("jsonl", shown(&fixture::two(), OutputFormat::Jsonl, 80));
        insta::assert_snapshot!("csv", shown(&fixture::in_real_terms(), OutputFormat::Csv, 80));
    }

    #[test]
    fn formats_for_publishing() {
        insta::assert_snapshot!("markdown", shown(&fixture::one(), OutputFormat::Markdown, 80));
        insta::assert_snapshot!("markdown_two", shown(&fixture::two(), OutputFormat::Markdown, 80));
        insta::assert_snapshot!("svg", shown(&fixture::one(), OutputFormat::Svg, 80).replace("><", ">\n<"));
        insta::assert_snapshot!("html", content(&fixture::one()));
        insta::assert_snapshot!("html_two", content(&fixture::two()));
        let many = Report { comparison: None, ..fixture::two() };
        insta::assert_snapshot!("html_many", content(&many));
    }

    /// What a page holds beside its style, its script and its charts, one element on each line.
    fn content(report: &Report) -> String {
        let page = shown(report, OutputFormat::Html, 80);
        let parts = [("<style>", "</style>"), ("<script>", "</script>"), ("sha256-", "'"), ("</desc>", "</svg>")];
        parts.iter().fold(page, |page, (start, end)| without(&page, start, end)).replace("><", ">\n<")
    }

    /// A text with a mark in place of everything between `start` and `end`.
    fn without(text: &str, start: &str, end: &str) -> String {
        let mut pieces = text.split(start);
        let first = pieces.next().unwrap().to_owned();
        pieces.fold(first, |out, piece| format!("{out}{start}…{}", &piece[piece.find(end).unwrap()..]))
    }

    #[test]
    fn tables_fit_their_width_and_control_no_terminal() {
        for width in [76, 80, 109, 110, 200] {
            for report in
                [fixture::one(), fixture::two(), fixture::in_real_terms(), fixture::silent(), fixture::broad()]
            {
                let text = shown(&report, OutputFormat::Table, width);
                let too_wide: Vec<_> = text.lines().filter(|line| line.chars().count() > width.into()).collect();
                assert_eq!(too_wide, [""; 0], "at {width} columns");
                assert!(!text.contains('\u{1b}'));
            }
        }
    }

    #[test]
    fn colours_change_nothing_but_colours() {
        let mut coloured = Vec::new();
        let look = Look { width: 80, colour: true, links: false, evidence: 1 };
        write_report(&fixture::two(), OutputFormat::Table, look, &mut coloured).unwrap();
        let mut stripped = anstream::StripStream::new(Vec::new());
        stripped.write_all(&coloured).unwrap();
        let plain = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let stripped = String::from_utf8(stripped.into_inner()).unwrap();
        assert_eq!(plain(&stripped), plain(&shown(&fixture::two(), OutputFormat::Table, 80)));
        assert!(coloured.contains(&0x1b));
    }

    #[test]
    fn the_schema_names_every_field_of_the_report() {
        let mut out = Vec::new();
        write_schema(&mut out).unwrap();
        let schema: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let report = serde_json::to_value(fixture::one()).unwrap();
        let names = |value: &serde_json::Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
        assert_eq!(names(&schema["properties"]), names(&report));
        assert_eq!(names(&schema["$defs"]["DocumentReport"]["properties"]), names(&report["documents"][0]));
    }
}
