//! Findings as JUnit XML: a suite for each text, a case for each finding. What
//! does not make the run fail is shown as skipped.

use super::findings::{fails, full_message, slashed};
use crate::model::{CheckReport, CheckedDocument, Finding};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::io::{self, Write};

/// Writes the report.
pub(super) fn write(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    let mut all = Report::new(report.tool.name);
    for document in &report.documents {
        let path = slashed(document);
        let mut suite = TestSuite::new(path.clone());
        for finding in &document.findings {
            let mut case = TestCase::new(name(finding), status(report, document, finding));
            case.set_classname(path.clone());
            suite.add_test_case(case);
        }
        if document.findings.is_empty() {
            let mut case = TestCase::new("no findings", TestCaseStatus::success());
            case.set_classname(path);
            suite.add_test_case(case);
        }
        all.add_test_suite(suite);
    }
    all.serialize(out).map_err(io::Error::other)
}

fn name(finding: &Finding) -> String {
    match (finding.place.line, finding.place.column, finding.place.page) {
        (Some(line), Some(column), _) => format!("{}:{line}:{column}", finding.check),
        (_, _, Some(page)) => format!("{}:page {page}", finding.check),
        _ => finding.check.clone(),
    }
}

fn status(report: &CheckReport, document: &CheckedDocument, finding: &Finding) -> TestCaseStatus {
    let mut status = if fails(report, finding) {
        TestCaseStatus::non_success(NonSuccessKind::Failure)
    } else {
        TestCaseStatus::skipped()
    };
    status.set_message(full_message(finding));
    status.set_type(finding.severity.to_string());
    let place = match finding.place.line {
        Some(line) => format!("{}:{line}: ", slashed(document)),
        None => format!("{}: ", slashed(document)),
    };
    let words = finding.sentence.as_deref().unwrap_or_default();
    status.set_description(format!("{place}{}\n{words}\n{}", finding.message, finding.help));
    status
}
