//! JSON: the contract with other programs, exactly as the report's types say.

use crate::model::{Comparison, DocumentReport, Report, Timeline};
use serde::Serialize;
use std::io::{self, Write};

/// The whole report as one indented object.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, report)?;
    writeln!(out)
}

/// A line of JSON Lines; each says of which schema it is.
#[derive(Clone, Copy, Serialize)]
struct Line<'a> {
    schema: &'static str,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    document: Option<&'a DocumentReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<&'a Comparison>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<&'a Timeline>,
}

/// One object on each line: the documents, then the comparison or timeline where there is one.
pub(super) fn write_lines(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let line = Line { schema: report.schema, document: None, comparison: None, timeline: None };
    let documents = report.documents.iter().map(|document| Line { document: Some(document), ..line });
    let comparison = report.comparison.iter().map(|both| Line { comparison: Some(both), ..line });
    let timeline = report.timeline.iter().map(|all| Line { timeline: Some(all), ..line });
    for line in documents.chain(comparison).chain(timeline) {
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(())
}

/// The schema of the report, made from its types.
pub(super) fn write_schema(out: &mut dyn Write) -> io::Result<()> {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    serde_json::to_writer_pretty(&mut *out, &generator.into_root_schema_for::<Report>())?;
    writeln!(out)
}
