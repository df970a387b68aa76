//! Findings as SARIF 2.1.0, the form that code scanning reads.
//!
//! Columns are counted in characters, as the run says. Texts without lines
//! have their page as a logical place. The fingerprint is that of the words,
//! so that a finding is known again when its line has moved.

use super::findings::{full_message, slashed};
use crate::model::{CheckInfo, CheckReport, CheckedDocument, Finding, Place, Severity};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
const VERSION: &str = "2.1.0";
/// Name and version of the way in which findings are known again.
const FINGERPRINT: &str = "moneymouthWords/v1";

/// Writes one run.
pub(super) fn write(report: &CheckReport, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = report.checks.iter().map(rule).collect();
    let results: Vec<Value> = report.findings().map(|(document, finding)| result(report, document, finding)).collect();
    let failures = report.failures.iter().map(|failure| json!({ "level": "error", "message": { "text": failure } }));
    let log = json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": { "driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.failures.is_empty(),
                "toolExecutionNotifications": failures.collect::<Vec<_>>(),
            }],
            "artifacts": report.documents.iter().map(|document| json!({ "location": artifact(document) })).collect::<Vec<_>>(),
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn rule(check: &CheckInfo) -> Value {
    let plain = format!("{} {} {}", check.about, check.why, check.mend);
    let markdown = format!(
        "{}\n\n**Why.** {}\n\n**How to mend it.** {}\n\nThe fault:\n\n```markdown\n{}\n```\n\nMended:\n\n```markdown\n{}\n```\n",
        check.about,
        check.why,
        check.mend,
        check.example.trim(),
        check.mended.trim()
    );
    let mut rule = json!({
        "id": check.id,
        "name": camel(&check.id),
        "shortDescription": { "text": check.title },
        "fullDescription": { "text": check.about },
        "help": { "text": plain, "markdown": markdown },
        "defaultConfiguration": { "level": level(check.severity) },
    });
    if let Some(uri) = &check.help_uri {
        rule["helpUri"] = json!(uri);
    }
    rule
}

/// `unfunded-promise` as `UnfundedPromise`.
fn camel(id: &str) -> String {
    let big = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    id.split('-').map(big).collect()
}

fn result(report: &CheckReport, document: &CheckedDocument, finding: &Finding) -> Value {
    let rule = report.checks.iter().position(|check| check.id == finding.check);
    let mut text = full_message(finding);
    if !finding.help.is_empty() {
        text = format!("{text}. To mend it: {}.", finding.help);
    }
    let mut result = json!({
        "ruleId": finding.check,
        "level": level(finding.severity),
        "message": { "text": text },
        "locations": [location(document, &finding.place, Some(&finding.quote))],
        "partialFingerprints": { FINGERPRINT: finding.fingerprint },
        "properties": { "topics": finding.topics, "also": finding.also },
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if !finding.related.is_empty() {
        let others = finding.related.iter().enumerate().map(|(at, other)| {
            let mut place = location(document, &other.place, None);
            place["id"] = json!(at);
            place["message"] = json!({ "text": other.message });
            place
        });
        result["relatedLocations"] = others.collect();
    }
    result
}

fn artifact(document: &CheckedDocument) -> Value {
    json!({ "uri": uri(&slashed(document)) })
}

fn location(document: &CheckedDocument, place: &Place, snippet: Option<&str>) -> Value {
    let mut physical = json!({ "artifactLocation": artifact(document) });
    if let Some(line) = place.line {
        let mut region = Map::from_iter([("startLine".to_owned(), json!(line))]);
        let numbers = [("startColumn", place.column), ("endLine", place.end_line), ("endColumn", place.end_column)];
        for (name, value) in numbers {
            if let Some(value) = value {
                region.insert(name.to_owned(), json!(value));
            }
        }
        if let Some(snippet) = snippet.filter(|_| place.start < place.end) {
            region.insert("snippet".to_owned(), json!({ "text": snippet }));
        }
        physical["region"] = Value::Object(region);
    }
    let mut location = json!({ "physicalLocation": physical });
    if let Some(page) = place.page.filter(|_| place.line.is_none()) {
        location["logicalLocations"] = json!([{ "name": format!("page {page}") }]);
    }
    location
}

/// A path as a URI reference: what has a meaning in one is written as `%` and two digits.
fn uri(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if keep(byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/Ü.md"), "a%20b/%C3%9C.md");
        assert_eq!(uri("/a:b"), "file:///a%3Ab");
        assert_eq!(camel("re-announced-money"), "ReAnnouncedMoney");
    }
}
