//! The ground floor: places in a text, lines, words and cleaned text with a way back.
//!
//! Nothing here knows about documents, money or promises; every other layer
//! may use it.

mod lines;
mod normalise;
mod source_map;
mod span;
mod words;

pub use lines::LineIndex;
pub use normalise::Cleaner;
pub use source_map::{SourceMap, SourceWalk};
pub use span::{Span, floor_boundary};
pub use words::{Word, Words, count_words, words};

/// How many items at the start of a sorted list fulfil `fits`. `guess` is the
/// answer for a place close before, from where the search sets out.
fn count_up_to<T>(sorted: &[T], guess: usize, fits: impl Fn(&T) -> bool) -> usize {
    const NEAR: usize = 32;
    let from = if guess.checked_sub(1).and_then(|last| sorted.get(last)).is_some_and(&fits) { guess } else { 0 };
    let near = sorted[from..].iter().take(NEAR).take_while(|item| fits(item)).count();
    if near < NEAR { from + near } else { from + near + sorted[from + near..].partition_point(fits) }
}
