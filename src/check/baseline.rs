//! Old faults that are known and put off: `--write-baseline`, `--baseline`.
//!
//! An entry is a check and the words of the sentence, and never a line: it
//! survives edits elsewhere and a paragraph that moves. An entry whose fault
//! is gone is stale and said to be.

use super::kind::Check;
use crate::error::{Error, Result};
use crate::model::StaleEntry;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Name and version of the schema of a baseline.
pub const BASELINE_SCHEMA: &str = "moneymouth.baseline/1";

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    schema: String,
    known: Vec<BaselineEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineEntry {
    path: String,
    check: String,
    quote: String,
    count: usize,
}

/// The faults that are known, and which of them are still there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By path, check and words: how many.
    left: BTreeMap<(String, String, String), usize>,
    visited: BTreeSet<String>,
    /// Folder that paths are told from.
    base: PathBuf,
}

impl Baseline {
    /// An empty baseline that will stand at `path`.
    pub fn new(path: &str) -> Self {
        let whole = std::path::absolute(path).map(|whole| plain_path(&whole)).unwrap_or_default();
        Self { base: whole.parent().map(Path::to_owned).unwrap_or_default(), ..Self::default() }
    }

    /// Reads the baseline that stands at `path`.
    ///
    /// # Errors
    /// Where it is no baseline.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let hint = "write it again with --write-baseline";
        let file: BaselineFile =
            serde_json::from_str(text).map_err(|error| Error::file(path, format!("is no baseline: {error}"), hint))?;
        if file.schema != BASELINE_SCHEMA {
            let problem = format!("is a baseline of the form `{}`; `{BASELINE_SCHEMA}` was expected", file.schema);
            return Err(Error::file(path, problem, hint));
        }
        let mut all = Self::new(path);
        for entry in file.known.into_iter().filter(|entry| entry.count > 0) {
            *all.left.entry((entry.path, entry.check, entry.quote)).or_default() += entry.count;
        }
        Ok(all)
    }

    /// The baseline as it is written to a file, in a fixed order.
    pub fn to_json(&self) -> String {
        let entry = |((path, check, quote), count): (&(String, String, String), &usize)| BaselineEntry {
            path: path.clone(),
            check: check.clone(),
            quote: quote.clone(),
            count: *count,
        };
        let file = BaselineFile { schema: BASELINE_SCHEMA.to_owned(), known: self.left.iter().map(entry).collect() };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Number of faults in it.
    pub fn len(&self) -> usize {
        self.left.values().sum()
    }

    /// True where no fault is in it.
    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// Adds a fault.
    pub(super) fn add(&mut self, path: &str, check: Check, words: &str) {
        *self.left.entry(self.key(path, check, words)).or_default() += 1;
    }

    /// The file is looked at in this run: what is left of its entries is stale.
    pub(super) fn visit(&mut self, path: &str) {
        self.visited.insert(self.told(path));
    }

    /// True where the fault is known; each entry serves as often as it counts.
    pub(super) fn take(&mut self, path: &str, check: Check, words: &str) -> bool {
        let key = self.key(path, check, words);
        let Some(count) = self.left.get_mut(&key) else { return false };
        *count -= 1;
        if *count == 0 {
            self.left.remove(&key);
        }
        true
    }

    /// The entries of the files of this run whose fault is gone.
    pub fn stale(&self) -> Vec<StaleEntry> {
        let gone = self.left.iter().filter(|((path, ..), _)| self.visited.contains(path));
        let entry = |((path, check, quote), count): (&(String, String, String), &usize)| StaleEntry {
            path: path.clone(),
            check: check.clone(),
            quote: quote.clone(),
            count: *count,
        };
        gone.map(entry).collect()
    }

    fn key(&self, path: &str, check: Check, words: &str) -> (String, String, String) {
        let words: Vec<&str> = words.split_whitespace().collect();
        (self.told(path), check.to_string(), words.join(" "))
    }

    /// The path of a file as seen from the folder of the baseline; as it is given where it lies elsewhere.
    fn told(&self, path: &str) -> String {
        let whole = std::path::absolute(path).map(|whole| plain_path(&whole)).unwrap_or_default();
        let told = whole.strip_prefix(&self.base).unwrap_or(Path::new(path));
        told.to_string_lossy().replace('\\', "/")
    }
}

/// The path without `.` and `..`.
pub fn plain_path(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_words_and_serve_as_often_as_they_count() {
        let mut written = Baseline::new("texts/baseline.json");
        written.add("texts/a.md", Check::NoPeriod, "We will\n spend £5m.");
        written.add("./texts/a.md", Check::NoPeriod, "We will spend £5m.");
        written.add("texts/a.md", Check::UndatedPromise, "Gone.");
        written.add("texts/b.md", Check::UndatedPromise, "Not looked at.");
        let mut read = Baseline::parse("texts/baseline.json", &written.to_json()).unwrap();
        assert_eq!((read.len(), &read), (4, &written));
        read.visit("texts/a.md");
        let known: Vec<bool> = (0..3).map(|_| read.take("texts/a.md", Check::NoPeriod, "We will spend £5m.")).collect();
        assert_eq!(known, [true, true, false]);
        assert!(!read.take("texts/a.md", Check::UnfundedPromise, "Gone."));
        let stale: Vec<_> = read.stale().into_iter().map(|entry| (entry.path, entry.quote, entry.count)).collect();
        assert_eq!(stale, [("a.md".to_owned(), "Gone.".to_owned(), 1)]);
        assert_eq!(plain_path(Path::new("/a/./b/../c")), Path::new("/a/c"));
    }

    #[test]
    fn what_is_no_baseline_is_said() {
        for text in ["", "{}", "[1]", r#"{"schema":"moneymouth.baseline/2","known":[]}"#] {
            let error = Baseline::parse("b.json", text).unwrap_err().to_string();
            assert!(error.starts_with("b.json: is ") && error.contains("--write-baseline"), "{error}");
        }
    }
}
