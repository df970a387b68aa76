//! Collects the blocks of a document while a reader walks through its file.
//!
//! Readers push what is visible and say where a block ends. Lines, and the
//! heading that each block stands under, are worked out once at the end.

use crate::model::{Block, BlockKind};
use crate::text::{Cleaner, LineIndex, SourceMap, Span};

/// So many blocks are read of any text ...
const MOST_BLOCKS: usize = 400_000;
/// ... and one more for so many bytes, which is more than texts have. A file of
/// nothing but bullets must not fill the memory.
const BYTES_OF_BLOCK: usize = 50;

/// The blocks of one document, being filled.
pub(super) struct Blocks {
    cleaner: Cleaner,
    list: Vec<Block>,
    /// True once there are as many as are read.
    is_full: bool,
    /// True where text came after those.
    pub(super) is_cut: bool,
    /// Page of the text that is pushed next, in formats that have pages.
    pub(super) page: Option<u32>,
}

impl Blocks {
    /// No blocks yet; `bytes` is the size of the source.
    pub(super) fn new(bytes: usize) -> Self {
        Self { cleaner: Cleaner::with_capacity(bytes), list: Vec::new(), is_full: false, is_cut: false, page: None }
    }

    /// Adds visible text that begins at byte `source`.
    pub(super) fn push(&mut self, piece: &str, source: usize) {
        if self.is_full {
            self.is_cut |= !piece.trim().is_empty();
            return;
        }
        self.cleaner.push(piece, source);
    }

    /// Adds text that stands for other source bytes.
    pub(super) fn replace(&mut self, piece: &str, source: Span) {
        if self.is_full {
            self.is_cut |= !piece.trim().is_empty();
            return;
        }
        self.cleaner.replace(piece, source);
    }

    /// Adds a space between words.
    pub(super) fn space(&mut self, source: Span) {
        self.cleaner.space(source);
    }

    /// Adds a whole block of a format whose bytes are no text: its places are
    /// those in the clean text.
    #[cfg(any(feature = "office", feature = "pdf"))]
    pub(super) fn write(&mut self, text: &str, kind: BlockKind, level: u8, cell: Option<(u32, u32, u32)>) {
        let at = self.cleaner.len();
        self.push(text, at);
        self.end(kind, level, cell);
    }

    /// Ends the block. Nothing happens where no text was pushed.
    pub(super) fn end(&mut self, kind: BlockKind, level: u8, cell: Option<(u32, u32, u32)>) {
        let span = self.cleaner.end_block();
        if !span.is_empty() {
            self.list.push(Block { kind, span, page: self.page, heading: None, level, cell });
            self.is_full = self.list.len() >= MOST_BLOCKS + self.cleaner.len() / BYTES_OF_BLOCK;
        }
    }

    /// The blocks so far.
    pub(super) fn list(&self) -> &[Block] {
        &self.list
    }

    /// The blocks so far, for readers that know what a block is only from its neighbours.
    pub(super) fn list_mut(&mut self) -> &mut [Block] {
        &mut self.list
    }

    /// Text of the block at `index`.
    pub(super) fn text(&self, index: usize) -> &str {
        self.list.get(index).map_or("", |block| block.span.of(self.cleaner.text()))
    }

    /// The clean text of a format whose bytes are no text, with its blocks. Places
    /// are those in the clean text itself, and each block is a line.
    pub(super) fn finish_unpacked(self) -> (String, Vec<Block>, SourceMap, LineIndex) {
        let (mut text, _) = self.cleaner.finish();
        let mut list = self.list;
        text.truncate(list.last().map_or(0, |block| block.span.end));
        link_headings(&mut list);
        // One of the two line ends between blocks is enough to count them.
        let lines = LineIndex::new(text.replace("\n\n", " \n").as_bytes());
        (text, list, SourceMap::identity(), lines)
    }

    /// The clean text, its blocks, and the way back. `base` is the number of
    /// bytes of the file before `source`.
    pub(super) fn finish(self, base: usize) -> (String, Vec<Block>, SourceMap) {
        let (mut text, mut map) = self.cleaner.finish();
        let mut list = self.list;
        text.truncate(list.last().map_or(0, |block| block.span.end));
        map.shift(base);
        link_headings(&mut list);
        (text, list, map)
    }
}

fn link_headings(list: &mut [Block]) {
    // Open headings, each of a deeper level than the one before.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, block) in list.iter_mut().enumerate() {
        if block.kind == BlockKind::Heading {
            while open.last().is_some_and(|&(level, _)| level >= block.level) {
                open.pop();
            }
        }
        block.heading = open.last().map(|&(_, heading)| heading);
        if block.kind == BlockKind::Heading {
            open.push((block.level, index));
        }
    }
}
