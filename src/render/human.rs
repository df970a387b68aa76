//! Findings for people: the line of the text with a caret, like a compiler.
//!
//! What mends a fault is said at the first finding of its check.

use super::findings::full_message;
use super::style::{Look, printable};
use crate::model::{CheckReport, CheckedDocument, Finding, Place, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

/// Writes the findings and a line that counts them.
pub(super) fn write(report: &CheckReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(usize::from(look.width));
    let mut explained = BTreeSet::new();
    for (document, finding) in report.findings() {
        let help = explained.insert(finding.check.as_str());
        writeln!(out, "{}\n", shown(document, finding, help, &renderer))?;
    }
    for entry in &report.stale {
        let text =
            format!("the baseline knows a {} in {} that is gone: “{}”", entry.check, entry.path, short(&entry.quote));
        writeln!(out, "{} {}", look.bold("stale:"), printable(&text))?;
    }
    writeln!(out, "{}", summary(report))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn shown(document: &CheckedDocument, finding: &Finding, help: bool, renderer: &Renderer) -> String {
    let path = printable(&document.path);
    let has_lines = finding.place.line.is_some();
    let message = if has_lines { finding.message.clone() } else { full_message(finding) };
    let title = level(finding.severity).primary_title(printable(&message)).id(finding.check.as_str());
    let mut group = Group::with_title(title);
    let mut related = Vec::new();
    if has_lines && finding.sentence.is_some() || finding.place.start < finding.place.end {
        let (lines, from, line) = lines_of(&document.source, &finding.place);
        let marked = finding.place.start - from..finding.place.end - from;
        let snippet = Snippet::source(lines).path(path.clone()).line_start(line).fold(false);
        let parts = parts_on_lines(lines, marked);
        group = group.element(snippet.annotations(parts.into_iter().map(|part| AnnotationKind::Primary.span(part))));
        for other in &finding.related {
            related.push(format!("{} on line {}", other.message, other.place.line.unwrap_or(1)));
        }
    } else {
        group = group.element(Origin::path(path));
    }
    for other in related {
        group = group.element(Level::NOTE.message(printable(&other)));
    }
    if help && !finding.help.is_empty() {
        group = group.element(Level::HELP.message(printable(&finding.help)));
    }
    renderer.render(&[group])
}

/// The lines of a place, where they begin in the file, and the number of the first.
fn lines_of<'a>(source: &'a str, place: &Place) -> (&'a str, usize, usize) {
    let start = source[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source[place.end..].find('\n').map_or(source.len(), |at| place.end + at);
    (&source[start..end], start, place.line.unwrap_or(1))
}

/// What of a stretch stands on each line, without the white space around it.
fn parts_on_lines(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut from = stretch.start;
    let mut parts = Vec::new();
    for line in text[stretch.clone()].split_inclusive('\n') {
        let start = from + line.len() - line.trim_start().len();
        from += line.len();
        let words = line.trim().len();
        if words > 0 {
            parts.push(start..start + words);
        }
    }
    if parts.is_empty() { vec![stretch] } else { parts }
}

/// The beginning of a long text.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    let mut start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

fn summary(report: &CheckReport) -> String {
    let counts = report.summary;
    let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let found: Vec<String> = [(counts.error, "error"), (counts.warning, "warning"), (counts.note, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| plural(count, name))
        .collect();
    let found = if found.is_empty() { "no findings".to_owned() } else { found.join(", ") };
    let mut text = format!("{found} in {}", plural(report.documents.len(), "file"));
    let ignored: usize = report.documents.iter().map(|document| document.ignored).sum();
    let known: usize = report.documents.iter().map(|document| document.known).sum();
    if ignored > 0 {
        text += &format!("; {} ignored by comments", plural(ignored, "fault"));
    }
    if known > 0 {
        text += &format!("; {} known to the baseline", plural(known, "fault"));
    }
    text
}
