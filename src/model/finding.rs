//! What `check` says of texts: findings at their places, in the shape of
//! their own JSON contract.
//!
//! Places are bytes of the file (as UTF-8), and lines and columns as editors
//! count them. Fields may be added within a schema version; none is removed or
//! changes its meaning.

use super::numbers::rounded_option;
use super::{Format, ToolReport};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Name and version of the schema of findings.
pub const CHECK_SCHEMA: &str = "moneymouth.check/1";

/// How grave a finding is.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// Should be mended before the text goes out.
    Warning,
    /// Must be mended.
    Error,
}

/// A stretch of a file, as people and editors name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Place {
    /// Byte offset of its first byte in the file (as UTF-8).
    pub start: usize,
    /// Byte offset after its last byte.
    pub end: usize,
    /// Line of its first character, counted from 1; `null` in formats with pages, where lines mean nothing.
    pub line: Option<usize>,
    /// Column of its first character, counted in characters from 1.
    pub column: Option<usize>,
    /// Line of its end.
    pub end_line: Option<usize>,
    /// Column after its last character.
    pub end_column: Option<usize>,
    /// Page, counted from 1, in formats with pages.
    pub page: Option<u32>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RelatedPlace {
    /// What stands there.
    pub message: String,
    /// Where.
    pub place: Place,
}

/// A fault that a check has found at a place in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Finding {
    /// Id of the check, such as `unfunded-promise`.
    pub check: String,
    /// How grave it is: that of the gravest check it stands for.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What would mend it.
    pub help: String,
    /// Other checks that found a fault in the same promise or sum.
    pub also: Vec<String>,
    /// The words that show it.
    #[serde(flatten)]
    pub place: Place,
    /// Those words, or the file's name where it is about the whole text.
    pub quote: String,
    /// The whole sentence; `null` where it is about the whole text.
    pub sentence: Option<String>,
    /// Ids of the topics of the sentence.
    pub topics: Vec<String>,
    /// Other places that belong to it.
    pub related: Vec<RelatedPlace>,
    /// The same for the same fault in the same words, wherever they stand in the file.
    pub fingerprint: String,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckedDocument {
    /// Path as given; for standard input the name it was given, or `-`.
    pub path: String,
    /// Format it was read as.
    pub format: Format,
    /// The findings, in order of place.
    pub findings: Vec<Finding>,
    /// Number of faults that a comment in the text says to ignore.
    pub ignored: usize,
    /// Number of faults that the baseline knows.
    pub known: usize,
    /// Promises of the text.
    pub promises: usize,
    /// Backed score, 0 to 100; `null` where there are too few promises.
    #[serde(serialize_with = "rounded_option")]
    pub score: Option<f64>,
    /// The text itself, for showing its lines.
    #[serde(skip)]
    pub source: String,
}

/// A check, as it is set for this run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheckInfo {
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// What it finds.
    pub about: String,
    /// Why that is a fault.
    pub why: String,
    /// How to mend it.
    pub mend: String,
    /// A text with the fault.
    pub example: String,
    /// The same text without it.
    pub mended: String,
    /// How grave it is unless the settings say otherwise.
    pub severity: Severity,
    /// Page that explains it, where it is known where the pages stand.
    pub help_uri: Option<String>,
}

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeverityCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

/// An entry of the baseline whose fault is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct StaleEntry {
    /// Path of the file it is for.
    pub path: String,
    /// Id of the check.
    pub check: String,
    /// The words it was for.
    pub quote: String,
    /// How many faults fewer there are than the baseline says.
    pub count: usize,
}

/// Everything that a run of `check` says.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CheckReport {
    /// Always [`CHECK_SCHEMA`].
    pub schema: &'static str,
    /// The program that wrote it.
    pub tool: ToolReport,
    /// All checks.
    pub checks: Vec<CheckInfo>,
    /// One entry for each file that could be read, in the order given.
    pub documents: Vec<CheckedDocument>,
    /// Entries of the baseline whose fault is gone.
    pub stale: Vec<StaleEntry>,
    /// How many findings there are.
    pub summary: SeverityCounts,
    /// Severity from which on findings make the run fail; `null` where none does.
    pub fail_on: Option<Severity>,
    /// Files that could not be read, and why.
    pub failures: Vec<String>,
}

impl CheckReport {
    /// All findings with their document, in order.
    pub fn findings(&self) -> impl Iterator<Item = (&CheckedDocument, &Finding)> {
        self.documents.iter().flat_map(|document| document.findings.iter().map(move |finding| (document, finding)))
    }
}
