//! An output that is written document by document and can be gone on with.
//!
//! It holds whole lines at any moment but for the last one, which a killed
//! run may have left half written; that is dropped, and its document done again.

use crate::error::{Error, Result};
use crate::render::{CSV_COLUMNS, OutputFormat};
use foldhash::{HashSet, HashSetExt};
use serde::Deserialize;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::Path;

/// The output of an earlier run.
pub(super) struct Earlier {
    /// The file, to be written at its end.
    pub(super) file: File,
    /// Paths of the documents in it.
    pub(super) done: HashSet<String>,
    /// True where nothing stands in it yet.
    pub(super) is_new: bool,
}

/// Opens an output to go on with, and cuts what is half written. `topics` is
/// the number of rows that a document has in CSV.
///
/// # Errors
/// Where it cannot be read or written, or is no output of this program in this format.
pub(super) fn open(path: &Path, format: OutputFormat, topics: usize) -> Result<Earlier> {
    if !format.is_streamed() {
        let hint = "choose --format jsonl or --format csv: other formats are written in one piece";
        return Err(Error::usage("--resume needs an output that is written line by line", hint));
    }
    let io = |error| Error::io(path, &error);
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(io)?;
    if !file.metadata().map_err(io)?.is_file() {
        return Err(Error::file(path.display().to_string(), "is no file", "--resume goes on with a file"));
    }
    // Two runs would write into each other's lines. Where a disk knows no locks, nothing is lost but this help.
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        let hint = "wait for it, stop it, or write elsewhere";
        return Err(Error::file(path.display().to_string(), "is being written by another run", hint));
    }
    let (done, whole) = match format {
        OutputFormat::Csv => rows(path, &file, topics)?,
        _ => lines(path, &file)?,
    };
    file.set_len(whole).map_err(io)?;
    file.seek(SeekFrom::End(0)).map_err(io)?;
    Ok(Earlier { file, done, is_new: whole == 0 })
}

fn not_ours(path: &Path, line: usize, expected: &str) -> Error {
    let problem = format!("line {line} was not written by this version of the program; {expected} was expected");
    Error::file(path.display().to_string(), problem, "choose another name for the output, or remove the file")
}

/// Hands over each whole line with its number and the place behind it.
fn each_line(path: &Path, file: &File, mut line: impl FnMut(usize, &str, u64) -> Result<()>) -> Result<()> {
    let mut reader = BufReader::new(file);
    let (mut bytes, mut number, mut end) = (Vec::new(), 0, 0);
    loop {
        bytes.clear();
        let length = reader.read_until(b'\n', &mut bytes).map_err(|error| Error::io(path, &error))?;
        let Some(body) = bytes.strip_suffix(b"\n") else { return Ok(()) };
        number += 1;
        end += length as u64;
        let text = std::str::from_utf8(body).map_err(|_| not_ours(path, number, "text"))?;
        line(number, text, end)?;
    }
}

/// Documents of an output in JSON Lines, and where its whole lines end.
fn lines(path: &Path, file: &File) -> Result<(HashSet<String>, u64)> {
    #[derive(Deserialize)]
    struct Line {
        path: String,
    }
    let (mut done, mut whole) = (HashSet::new(), 0);
    each_line(path, file, |number, text, end| {
        let line: Line =
            serde_json::from_str(text).map_err(|_| not_ours(path, number, "a document as a JSON object"))?;
        done.insert(line.path);
        whole = end;
        Ok(())
    })?;
    Ok((done, whole))
}

/// Documents of an output in CSV, and where the last whole one ends.
fn rows(path: &Path, file: &File, topics: usize) -> Result<(HashSet<String>, u64)> {
    let mut done = HashSet::new();
    let (mut whole, mut of, mut count) = (0, String::new(), 0);
    each_line(path, file, |number, text, end| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        let row = reader.records().next().and_then(std::result::Result::ok);
        let row = row.filter(|row| row.len() == CSV_COLUMNS.len());
        let row = row.ok_or_else(|| not_ours(path, number, "a row with its columns"))?;
        if number == 1 {
            whole = end;
            return if row == *CSV_COLUMNS {
                Ok(())
            } else {
                Err(not_ours(path, 1, "a row with the names of its columns"))
            };
        }
        let name = row.get(0).unwrap_or_default();
        if of != name {
            (of, count) = (name.to_owned(), 0);
        }
        count += 1;
        if count == topics {
            done.insert(unescaped(&of).to_owned());
            whole = end;
            of.clear();
        }
        Ok(())
    })?;
    Ok((done, whole))
}

/// A path without the apostrophe that keeps spreadsheets from running it.
fn unescaped(path: &str) -> &str {
    path.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(['=', '+', '-', '@'])).unwrap_or(path)
}
