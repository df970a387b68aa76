//! How much of a file is read before it is refused.
//!
//! A document of a few kilobytes can unfold into gigabytes, or into elements
//! within elements without end. Each limit is far above what budgets, speeches
//! and drafts need, and low enough that no file keeps the program busy for long.

/// What a reader accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one file; larger ones are refused. 256 MB unless told otherwise.
    pub max_bytes: usize,
    /// Pages of one document; what comes after them is left out with a warning.
    /// 5,000 unless told otherwise.
    pub max_pages: usize,
    /// Bytes that one file may unfold into when it is unpacked; what holds more
    /// is refused. 512 MB unless told otherwise.
    pub max_expanded: usize,
    /// Elements within elements, and archives within archives count as one each;
    /// what is nested deeper is refused or read as if it stood on this level.
    /// 200 unless told otherwise.
    pub max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 256 << 20, max_pages: 5_000, max_expanded: 512 << 20, max_depth: 200 }
    }
}
