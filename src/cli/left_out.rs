//! What was not read, and how it is told: errors as they come, up to a
//! number; what was skipped once at the end, by reason.

use super::complain;
use super::progress::Progress;
use crate::error::Error;
use crate::ingest::{SkipReason, Skipped};
use crate::render::printable;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// So many errors are shown where not all are asked for.
const SHOWN: usize = 20;
/// So many of the things that were skipped are named.
const NAMED: usize = 3;

/// Everything that was left out.
#[derive(Default)]
pub(super) struct LeftOut {
    /// All are told.
    verbose: bool,
    errors: usize,
    /// For the report: each document that could not be read.
    failed: Vec<String>,
    skipped: BTreeMap<SkipReason, Vec<String>>,
}

impl LeftOut {
    pub(super) fn new(verbose: bool) -> Self {
        Self { verbose, ..Self::default() }
    }

    /// Tells an error.
    pub(super) fn fail(&mut self, error: &Error, progress: &Progress) {
        self.errors += 1;
        if self.verbose || self.errors <= SHOWN {
            progress.aside(|| complain(error));
        }
        if let Error::File { path, .. } = error {
            self.failed.push(format!("{path} could not be read and is left out"));
        }
    }

    /// Remembers what is skipped.
    pub(super) fn skip(&mut self, skipped: Skipped) {
        // Of the documents of an earlier run only the number is of use.
        let path = if skipped.reason == SkipReason::Done { String::new() } else { skipped.path };
        self.skipped.entry(skipped.reason).or_default().push(path);
    }

    /// True where something should have been read and was not.
    pub(super) fn is_incomplete(&self) -> bool {
        self.errors > 0
    }

    /// Lines for the report: all that is left out, or in short what was skipped.
    pub(super) fn warnings(&self, all: bool) -> Vec<String> {
        let mut lines = self.failed.clone();
        for (reason, paths) in &self.skipped {
            if all && *reason != SkipReason::Done {
                lines.extend(paths.iter().map(|path| format!("{path} is skipped: {reason}")));
            } else {
                lines.push(in_short(*reason, paths));
            }
        }
        lines
    }

    /// Tells on standard error what is not told yet. `in_report` is true where
    /// the report itself says what was skipped.
    pub(super) fn tell(&self, in_report: bool) {
        let mut err = anstream::stderr();
        if !self.verbose && self.errors > SHOWN {
            let more = self.errors - SHOWN;
            let _ = writeln!(err, "error: and {more} more like these\n  hint: --verbose shows all of them");
        }
        let told = if self.verbose {
            self.skipped
                .iter()
                .flat_map(|(reason, paths)| {
                    paths.iter().filter(|path| !path.is_empty()).map(move |path| format!("skipped: {path}: {reason}"))
                })
                .collect()
        } else if in_report {
            Vec::new()
        } else {
            self.skipped.iter().map(|(reason, paths)| in_short(*reason, paths)).collect::<Vec<_>>()
        };
        for line in told {
            let _ = writeln!(err, "{}", printable(&line));
        }
    }
}

/// "skipped 12 files (.png 9, .jpg 3), of a format that is not read …: a.png, b.png, c.jpg …"
fn in_short(reason: SkipReason, paths: &[String]) -> String {
    let count = paths.len();
    let things = match (reason, count) {
        (SkipReason::Done, 1) => "1 document".to_owned(),
        (SkipReason::Done, _) => format!("{count} documents"),
        (_, 1) => "1 file".to_owned(),
        _ => format!("{count} files"),
    };
    let named: Vec<&str> = paths.iter().filter(|path| !path.is_empty()).take(NAMED).map(String::as_str).collect();
    let kinds = if reason == SkipReason::Format && count > NAMED { endings(paths) } else { String::new() };
    let more = if count > named.len() && !named.is_empty() { " …" } else { "" };
    let list = if named.is_empty() { String::new() } else { format!(": {}{more}", named.join(", ")) };
    format!("skipped {things}{kinds}, {reason}{list}")
}

/// How many files there are of each kind, the most frequent first.
fn endings(paths: &[String]) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let ending = Path::new(path).extension().map(|ending| format!(".{}", ending.to_string_lossy()));
        *counts.entry(ending.unwrap_or_else(|| "no ending".into())).or_default() += 1;
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|(ending, count)| (std::cmp::Reverse(*count), ending.clone()));
    let shown: Vec<String> = order.iter().take(NAMED).map(|(ending, count)| format!("{ending} {count}")).collect();
    format!(" ({}{})", shown.join(", "), if order.len() > NAMED { " …" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_skipped_is_told_in_short_and_in_full() {
        let mut left_out = LeftOut::default();
        for path in ["a.png", "b.jpg", "c.png", "d.png"] {
            left_out.skip(Skipped { path: path.into(), reason: SkipReason::Format });
        }
        left_out.skip(Skipped { path: "e.md".into(), reason: SkipReason::Done });
        left_out.skip(Skipped { path: "drafts/f.md".into(), reason: SkipReason::Excluded });
        assert_eq!(
            left_out.warnings(false),
            [
                "skipped 4 files (.png 3, .jpg 1), of a format that is not read in folders and archives: a.png, b.jpg, c.png …",
                "skipped 1 file, excluded: drafts/f.md",
                "skipped 1 document, in the output already",
            ]
        );
        assert_eq!(left_out.warnings(true)[4], "drafts/f.md is skipped: excluded");
    }
}
