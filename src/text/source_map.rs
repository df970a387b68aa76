//! The way from cleaned text back to the bytes of its source.

use super::{Span, count_up_to};

/// One run of text: copied byte for byte, or written in place of source bytes.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: usize,
    source: usize,
    /// Length of the replaced source, or [`COPIED`].
    replaced: u32,
}

/// The bytes of a run were copied.
const COPIED: u32 = u32::MAX;

impl Run {
    /// Text that was copied byte for byte.
    fn copied(text: usize, source: usize) -> Self {
        Self { text, source, replaced: COPIED }
    }

    /// Text that was written in place of source bytes; of more than 4 GiB only the first are known.
    fn written(text: usize, source: Span) -> Self {
        let replaced = u32::try_from(source.len()).unwrap_or(COPIED).min(COPIED - 1);
        Self { text, source: source.start, replaced }
    }

    /// Length of the replaced source; `None` where the bytes were copied.
    fn replaced(&self) -> Option<usize> {
        (self.replaced != COPIED).then_some(self.replaced as usize)
    }
}

/// The way from cleaned text back to the bytes of the source.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// The map of a text that was taken over unchanged.
    pub fn identity() -> Self {
        Self { runs: vec![Run::copied(0, 0)] }
    }

    /// Moves all places in the source on by `bytes`, for a source that was read
    /// from there on, such as after a byte order mark.
    pub fn shift(&mut self, bytes: usize) {
        for run in &mut self.runs {
            run.source += bytes;
        }
    }

    /// The map of a text that is made of pieces of this one, in order. With
    /// each piece stands how many bytes are written before it.
    pub fn select(&self, pieces: &[(Span, usize)]) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut text = 0;
        let mut walk = self.walk();
        for &(piece, before) in pieces {
            let source = walk.begin(piece.start);
            let first = walk.behind.saturating_sub(1);
            if before > 0 {
                runs.push(Run::written(text, Span::new(source, source)));
                text += before;
            }
            for run in self.runs[first..].iter().take_while(|run| run.text < piece.end) {
                let skipped = piece.start.saturating_sub(run.text);
                let source = if run.replaced().is_none() { run.source + skipped } else { run.source };
                runs.push(Run { text: text + run.text.saturating_sub(piece.start), source, ..*run });
            }
            text += piece.len();
        }
        Self { runs }
    }

    /// The source bytes behind a span of the cleaned text.
    pub fn source(&self, span: Span) -> Span {
        self.walk().source(span)
    }

    /// The same for many spans; quick where each begins behind the one before.
    pub fn walk(&self) -> SourceWalk<'_> {
        SourceWalk { runs: &self.runs, behind: 0 }
    }

    /// Notes that what stands at `text` was copied from `source`.
    pub(super) fn copy(&mut self, text: usize, source: usize) {
        if !self.goes_on(text, source) {
            self.runs.push(Run::copied(text, source));
        }
    }

    /// Notes that what stands at `text` was written in place of source bytes.
    pub(super) fn write(&mut self, text: usize, source: Span) {
        self.runs.push(Run::written(text, source));
    }

    /// True where the text so far, up to `text`, was copied up to `source`.
    pub(super) fn goes_on(&self, text: usize, source: usize) -> bool {
        self.runs.last().is_some_and(|run| run.replaced().is_none() && run.source + (text - run.text) == source)
    }

    /// Where the source of the text so far ends; `text` is its length.
    pub(super) fn end(&self, text: usize) -> usize {
        self.runs.last().map_or(0, |run| run.source + run.replaced().unwrap_or(text - run.text))
    }
}

/// Leads span after span back to the source.
#[derive(Debug, Clone)]
pub struct SourceWalk<'a> {
    runs: &'a [Run],
    /// Number of runs that begin no later than the place asked for last.
    behind: usize,
}

impl SourceWalk<'_> {
    /// The source bytes behind a span of the cleaned text.
    pub fn source(&mut self, span: Span) -> Span {
        let start = self.begin(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = span.end - 1;
        let end = self.run(last).map_or(1, |run| match run.replaced() {
            Some(len) => run.source + len,
            None => run.source + (last - run.text) + 1,
        });
        Span::new(start, end.max(start))
    }

    fn begin(&mut self, at: usize) -> usize {
        self.run(at).map_or(0, |run| run.source + if run.replaced().is_some() { 0 } else { at - run.text })
    }

    fn run(&mut self, at: usize) -> Option<Run> {
        self.behind = count_up_to(self.runs, self.behind, |run| run.text <= at);
        self.runs.get(self.behind.checked_sub(1)?).copied()
    }
}
