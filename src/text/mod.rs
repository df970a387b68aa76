//! The ground floor: places in a text, lines, words and cleaned text with a way back.
//!
//! Nothing here knows about documents, money or promises; every other layer
//! may use it.

mod lines;
mod normalise;
mod span;
mod words;

pub use lines::LineIndex;
pub use normalise::{Cleaner, SourceMap};
pub use span::Span;
pub use words::{Words, count_words, words};
