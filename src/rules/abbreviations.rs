//! Words whose full stop does not end a sentence.

use super::stored::in_order;
use foldhash::{HashMap, HashMapExt};
use serde::{Deserialize, Serialize};

/// What a full stop after an abbreviation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Abbreviation {
    /// The sentence goes on: "Mr.", "e.g.".
    Continues,
    /// The sentence goes on where a number follows: "No.", "Rs.", "Fig.".
    BeforeNumber,
    /// The sentence goes on unless a capital letter follows: "etc.", "Ltd.".
    MayEnd,
}

/// The abbreviations of all packs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Abbreviations {
    #[serde(serialize_with = "in_order")]
    kinds: HashMap<String, Abbreviation>,
    /// Length of the longest, in bytes.
    longest: usize,
}

impl Abbreviations {
    /// Builds the table from words as written, with or without their last stop.
    pub fn new<'a>(words: impl IntoIterator<Item = (&'a str, Abbreviation)>) -> Self {
        let mut kinds: HashMap<String, Abbreviation> = HashMap::new();
        for (word, kind) in words {
            kinds.insert(word.trim_end_matches('.').to_lowercase(), kind);
        }
        let longest = kinds.keys().map(String::len).max().unwrap_or_default();
        Self { kinds, longest }
    }

    /// What the stop after `word` means; `None` where it is no abbreviation.
    /// The case of the word does not matter.
    pub fn get(&self, word: &str) -> Option<Abbreviation> {
        // Most words before a stop are longer than any abbreviation.
        if word.len() > self.longest && word.is_ascii() {
            return None;
        }
        self.kinds.get(word.to_lowercase().as_str()).copied()
    }
}
