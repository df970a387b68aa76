//! From byte offsets to the line numbers that people use.

use super::count_up_to;

/// Where the lines of a text begin.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the text once; a line ends after each `\n`.
    pub fn new(text: &[u8]) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text).map(|at| at + 1));
        Self { starts }
    }

    /// The line, counted from 1, that holds the byte at `offset`.
    /// Offsets past the end belong to the last line.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset).max(1)
    }

    /// The lines of many offsets; quick where each lies behind the one before.
    pub fn walk(&self) -> impl FnMut(usize) -> usize {
        let mut behind = 0;
        move |offset| {
            behind = count_up_to(&self.starts, behind, |&start| start <= offset);
            behind.max(1)
        }
    }

    /// Offset of the first byte of a line counted from 1.
    pub fn start(&self, line: usize) -> usize {
        let last = self.starts.len().saturating_sub(1);
        self.starts.get(line.saturating_sub(1).min(last)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let index = LineIndex::new(b"a\nbb\n\nc");
        let lines: Vec<_> = (0..8).map(|at| index.line(at)).collect();
        assert_eq!(lines, [1, 1, 2, 2, 2, 3, 4, 4]);
        let mut walk = index.walk();
        let walked: Vec<_> = (0..8).chain([0, 4]).map(&mut walk).collect();
        assert_eq!(walked, [1, 1, 2, 2, 2, 3, 4, 4, 1, 2]);
        assert_eq!(index.start(2), 2);
        assert_eq!(LineIndex::new(b"").line(9), 1);
    }
}
