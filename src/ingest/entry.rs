//! Documents that stand within a file: members of an archive, lines of JSON.

use super::{ReadOptions, read_in_time};
use crate::error::{Error, Result};
use crate::model::{Document, Format};
use jiff::civil::Date;
use strum::{Display, EnumIter};

/// A document that was taken out of a file and is not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called in the report: `a.zip/member.md`, or the `id` of a line.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its format, where its name should not decide.
    pub format: Option<Format>,
    /// Its date, where the file says.
    pub date: Option<Date>,
    /// Its title, where the file says.
    pub title: Option<String>,
}

/// What a file holds at one place.
#[derive(Debug)]
pub enum Found {
    /// A document.
    Entry(Entry),
    /// Something that is not read, and was not asked for by name.
    Skipped(Skipped),
    /// Something that should be read and cannot be.
    Failed(Error),
}

/// Something that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its path.
    pub path: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why something is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Display, EnumIter)]
pub enum SkipReason {
    /// No format of texts.
    #[strum(serialize = "of a format that is not read in folders and archives")]
    Format,
    /// A pattern given with `--exclude`.
    #[strum(serialize = "excluded")]
    Excluded,
    /// It is in the output of an earlier run.
    #[strum(serialize = "in the output already")]
    Done,
    /// A symbolic link in a folder.
    #[strum(serialize = "symbolic links")]
    Link,
    /// The file that is being written.
    #[strum(serialize = "the output itself")]
    Output,
    /// A hidden member of an archive.
    #[strum(serialize = "hidden in an archive")]
    Hidden,
}

/// Reads a document out of a file.
///
/// # Errors
/// As [`read_in_time`].
pub fn read_entry(entry: Entry, options: &ReadOptions) -> Result<Document> {
    let format = options.format.or(entry.format);
    let mut document = read_in_time(&entry.path, entry.bytes, &ReadOptions { format, ..options.clone() })?;
    document.date = entry.date.or(document.date);
    document.title = entry.title.or(document.title);
    Ok(document)
}
