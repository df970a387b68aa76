//! Findings as workflow commands of GitHub Actions, which show them beside
//! the lines of a change.

use super::findings::{full_message, slashed};
use crate::model::{CheckReport, Severity};
use std::io::{self, Write};

/// Writes one command for each finding.
pub(super) fn write(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    for (document, finding) in report.findings() {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut properties = vec![format!("file={}", property(&slashed(document)))];
        let place = &finding.place;
        let numbers =
            [("line", place.line), ("endLine", place.end_line), ("col", place.column), ("endColumn", place.end_column)];
        properties.extend(numbers.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?))));
        properties.push(format!("title={}", property(&finding.check)));
        let text = format!("{}\n{}", full_message(finding), finding.help);
        writeln!(out, "::{command} {}::{}", properties.join(","), data(text.trim_end()))?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
