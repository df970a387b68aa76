//! Findings to bytes: for people, for the places where builds are watched, and
//! as JSON.

use super::style::Look;
use super::{github, human, junit, sarif};
use crate::model::{CheckReport, CheckedDocument, Finding};
use serde::Serialize;
use std::io::{self, Write};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A format of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum FindingsFormat {
    /// The line with a caret, like a compiler.
    Human,
    /// The whole report as one JSON object.
    Json,
    /// One JSON object on each line, one for each finding.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations for GitHub Actions.
    Github,
    /// JUnit XML, for test reports.
    Junit,
}

/// Writes the findings of a run.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_findings(report: &CheckReport, format: FindingsFormat, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match format {
        FindingsFormat::Human => human::write(report, look, out),
        FindingsFormat::Json => json(report, out),
        FindingsFormat::Jsonl => lines(report, out),
        FindingsFormat::Sarif => sarif::write(report, out),
        FindingsFormat::Github => github::write(report, out),
        FindingsFormat::Junit => junit::write(report, out),
    }
}

/// Writes the JSON schema of the findings.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_check_schema(out: &mut dyn Write) -> io::Result<()> {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    serde_json::to_writer_pretty(&mut *out, &generator.into_root_schema_for::<CheckReport>())?;
    writeln!(out)
}

fn json(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// A line of JSON Lines; each says of which schema and file it is.
#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    path: &'a str,
    #[serde(flatten)]
    finding: &'a Finding,
}

fn lines(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    for (document, finding) in report.findings() {
        serde_json::to_writer(&mut *out, &Line { schema: report.schema, path: &document.path, finding })?;
        writeln!(out)?;
    }
    Ok(())
}

/// The message of a finding where no line of the text is shown beside it: with
/// the page and the words where the file has no lines.
pub(super) fn full_message(finding: &Finding) -> String {
    match finding.place.page.filter(|_| finding.place.line.is_none()) {
        Some(page) => format!("{} (page {page}: “{}”)", finding.message, quoted(finding)),
        None if finding.place.line.is_none() && finding.sentence.is_some() => {
            format!("{} (“{}”)", finding.message, quoted(finding))
        }
        None => finding.message.clone(),
    }
}

fn quoted(finding: &Finding) -> &str {
    finding.sentence.as_deref().unwrap_or(&finding.quote)
}

/// True where findings of this severity make the run fail.
pub(super) fn fails(report: &CheckReport, finding: &Finding) -> bool {
    report.fail_on.is_some_and(|least| finding.severity >= least)
}

/// The path of a document with forward slashes, as all formats for programs have it.
pub(super) fn slashed(document: &CheckedDocument) -> String {
    document.path.replace('\\', "/")
}
