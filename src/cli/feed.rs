//! A stream of documents to read, out of files, archives and JSON Lines, in
//! the order in which they were named.

use super::gather::{Source, is_excluded};
use crate::error::Error;
use crate::ingest::{Entry, Found, JsonLines, Limits, SkipReason, Skipped};
use foldhash::HashSet;
use ignore::gitignore::Gitignore;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

/// Bytes that are read from a file of JSON Lines at a time.
const BUFFER: usize = 1 << 18;

/// Something to read, or the news that it is not read.
pub(super) enum Piece {
    /// A file.
    File(PathBuf),
    /// A document that is in memory.
    Entry(Entry),
    Skipped(Skipped),
    Failed(Error),
}

/// The documents of all sources.
pub(super) struct Feed {
    sources: IntoIter<Source>,
    /// What the file that is open still holds.
    open: Option<Box<dyn Iterator<Item = Found> + Send>>,
    exclude: Gitignore,
    limits: Limits,
    /// Documents that an earlier run has done.
    done: HashSet<String>,
}

impl Feed {
    pub(super) fn new(sources: Vec<Source>, exclude: Gitignore, limits: Limits, done: HashSet<String>) -> Self {
        Self { sources: sources.into_iter(), open: None, exclude, limits, done }
    }

    fn begin(&mut self, source: Source) -> Option<Piece> {
        match source {
            Source::Document(path) if self.done.contains(&*path.to_string_lossy()) => {
                return Some(done(path.display().to_string()));
            }
            Source::Document(path) => return Some(Piece::File(path)),
            Source::Lines(path) => {
                let reader: Box<dyn BufRead + Send> = if path.as_os_str() == "-" {
                    Box::new(BufReader::with_capacity(BUFFER, io::stdin()))
                } else {
                    match open(&path) {
                        Ok(file) => Box::new(BufReader::with_capacity(BUFFER, file)),
                        Err(error) => return Some(Piece::Failed(error)),
                    }
                };
                let lines = JsonLines::new(&path.to_string_lossy(), reader, self.limits.max_bytes);
                self.open = Some(Box::new(lines));
            }
            Source::Archive(path) => match self.unpack(&path) {
                Ok(members) => self.open = Some(members),
                Err(error) => return Some(Piece::Failed(error)),
            },
        }
        None
    }

    #[cfg(feature = "archives")]
    fn unpack(&self, path: &Path) -> crate::error::Result<Box<dyn Iterator<Item = Found> + Send>> {
        let exclude = self.exclude.clone();
        let exclude = Box::new(move |name: &str| is_excluded(&exclude, Path::new(name)));
        let file = BufReader::new(open(path)?);
        Ok(Box::new(crate::ingest::Archive::open(&path.to_string_lossy(), file, self.limits, exclude)?))
    }

    #[cfg(not(feature = "archives"))]
    fn unpack(&self, path: &Path) -> crate::error::Result<Box<dyn Iterator<Item = Found> + Send>> {
        let hint = "unpack it, or build the program with the feature `archives`";
        let _ = is_excluded(&self.exclude, path);
        Err(Error::file(path.display().to_string(), "is an archive, which this build does not read", hint))
    }
}

impl Iterator for Feed {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next() {
                    Some(Found::Entry(entry)) if self.done.contains(&entry.path) => return Some(done(entry.path)),
                    Some(Found::Entry(entry)) => return Some(Piece::Entry(entry)),
                    Some(Found::Skipped(skipped)) => return Some(Piece::Skipped(skipped)),
                    Some(Found::Failed(error)) => return Some(Piece::Failed(error)),
                    None => self.open = None,
                }
            }
            let source = self.sources.next()?;
            if let Some(piece) = self.begin(source) {
                return Some(piece);
            }
        }
    }
}

fn done(path: String) -> Piece {
    Piece::Skipped(Skipped { path, reason: SkipReason::Done })
}

fn open(path: &Path) -> crate::error::Result<File> {
    File::open(path).map_err(|error| Error::io(path, &error))
}
