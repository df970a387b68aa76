//! A vocabulary as it is stored: its words in the order of their numbers,
//! with their marks. The hash table over them is made anew when it is read.

use super::marks::{Marks, Openings};
use serde::{Deserialize, Serialize};

/// The words of a vocabulary.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Listed {
    /// All words, without anything between them.
    words: String,
    /// The length of each in bytes, and its marks.
    each: Vec<(u16, Marks)>,
    /// With which letters the words begin that patterns need.
    pub openings: Openings,
}

impl Listed {
    /// A list without words.
    pub fn new(openings: Openings) -> Self {
        Self { openings, ..Self::default() }
    }

    /// Adds a word.
    pub fn push(&mut self, word: &str, marks: Marks) {
        self.words.push_str(word);
        self.each.push((u16::try_from(word.len()).unwrap_or(u16::MAX), marks));
    }

    /// The words in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Marks)> {
        let mut from = 0;
        self.each.iter().map(move |&(len, marks)| {
            let word = self.words.get(from..from + usize::from(len)).unwrap_or_default();
            from += usize::from(len);
            (word, marks)
        })
    }
}
