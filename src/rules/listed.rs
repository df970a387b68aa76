//! A vocabulary as it is stored: its words in the order of their numbers,
//! with their marks. The hash table over them is made anew when it is read.

use super::marks::{Marks, Openings};
use serde::{Deserialize, Serialize};

/// What ends each word of the list: no word holds it.
const END: u8 = b'\n';

/// The words of a vocabulary.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Listed {
    /// All words, each with [`END`] behind it.
    words: String,
    /// The marks of each.
    #[serde(with = "super::stored::bytes")]
    marks: Vec<u8>,
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
        self.words.push(char::from(END));
        self.marks.push(marks.into());
    }

    /// The words in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Marks)> {
        let mut start = 0;
        let words = memchr::memchr_iter(END, self.words.as_bytes()).map(move |end| {
            let word = &self.words[start..end];
            start = end + 1;
            word
        });
        words.zip(self.marks.iter().map(|&marks| Marks::from(marks)))
    }

    /// How many bytes the words have together.
    pub fn letters(&self) -> usize {
        self.words.len() - self.marks.len()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.marks.len()
    }
}
