//! Many documents in constant memory: some are taken from the stream, read and
//! analysed by all threads, and handed on in their order before the next are taken.

use super::documents::{Tools, read};
use super::feed::{Feed, Piece};
use super::progress::Progress;
use crate::analyse::{Settings, analyse_by};
use crate::error::{Error, Result};
use crate::ingest::{Limits, Skipped, read_entry};
use crate::model::DocumentReport;
use jiff::civil::Date;
use rayon::prelude::*;
use std::io;

/// Most documents of a batch.
const MOST: usize = 4096;
/// A batch ends once it holds so many bytes, ...
const MOST_BYTES: usize = 8 << 20;
/// ... and a file that is still on the disk counts as so many.
const FILE_BYTES: usize = 256 << 10;

/// What came of a document.
pub(super) enum Done {
    Report(Box<DocumentReport>),
    Skipped(Skipped),
    Failed(Error),
}

/// How documents are read and analysed.
pub(super) struct Work<'a> {
    tools: &'a Tools<'a>,
    settings: Settings<'a>,
    date: Option<Date>,
}

impl<'a> Work<'a> {
    /// Work on documents that are of `date` where they do not say.
    pub(super) fn new(tools: &'a Tools<'a>, date: Option<Date>) -> Self {
        Self { tools, settings: tools.settings(), date }
    }

    /// How much of a document is read.
    pub(super) fn limits(&self) -> Limits {
        self.tools.args.reading.options(self.date).limits
    }

    /// Reads and analyses one piece.
    pub(super) fn one(&self, piece: Piece) -> Done {
        let options = self.tools.args.reading.options(self.date);
        let (path, document) = match piece {
            Piece::Skipped(skipped) => return Done::Skipped(skipped),
            Piece::Failed(error) => return Done::Failed(error),
            Piece::File(path) => (path.display().to_string(), read(&path, &options)),
            Piece::Entry(entry) => (entry.path.clone(), read_entry(entry, &options)),
        };
        let report = document.and_then(|document| {
            let report = analyse_by(&document, self.tools.rules, &self.settings, options.deadline);
            report.ok_or_else(|| Error::too_slow(path, options.deadline))
        });
        report.map_or_else(Done::Failed, |report| Done::Report(Box::new(report)))
    }
}

/// Works through `feed`, and hands on what comes of each document in its order.
///
/// # Errors
/// Those of `hand_on`.
pub(super) fn in_batches(
    feed: Feed,
    work: &Work,
    progress: &Progress,
    mut hand_on: impl FnMut(Done) -> io::Result<()>,
) -> Result<io::Result<()>> {
    let mut pool_of_threads = None;
    let mut feed = feed.peekable();
    while feed.peek().is_some() {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < MOST && bytes < MOST_BYTES {
            let Some(piece) = feed.next() else { break };
            bytes += match &piece {
                Piece::Entry(entry) => entry.bytes.len(),
                Piece::File(_) => FILE_BYTES,
                Piece::Skipped(_) | Piece::Failed(_) => 0,
            };
            batch.push(piece);
        }
        let one = |piece: Piece| {
            let done = work.one(piece);
            progress.tick();
            done
        };
        // Threads cost more than they bring where there is one document.
        let done: Vec<Done> = if batch.len() == 1 {
            batch.into_iter().map(one).collect()
        } else {
            let pool = match pool_of_threads.take() {
                Some(pool) => pool,
                None => work.tools.pool()?,
            };
            let done = pool.install(|| batch.into_par_iter().with_max_len(16).map(one).collect());
            pool_of_threads = Some(pool);
            done
        };
        for done in done {
            if let Err(error) = hand_on(done) {
                return Ok(Err(error));
            }
        }
    }
    Ok(Ok(()))
}
