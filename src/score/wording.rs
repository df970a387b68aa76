//! The words of a sentence as texts are compared by them: short stems, and
//! what each of them says.
//!
//! A stem is a word in small letters, cut to six: "fund", "funds" and
//! "funding" are then two stems at most, in any language with endings. What
//! stands in many sentences says little: a stem weighs ln(N/df), and nothing
//! from one sentence in twenty on, so that no list of stop words is needed.

use crate::model::{Document, Facts};
use crate::text::words;
use foldhash::HashMap;

/// Letters that are kept of a word.
const STEM: usize = 6;
/// Stems in more than this share of the sentences weigh nothing.
const COMMON: f64 = 0.05;
/// In a short text a stem is not common below this number of sentences.
const FEW: u32 = 5;
/// Nor does a stem weigh anything that stands in more sentences than this.
/// This bounds the work on long texts.
const MANY: u32 = 200;

/// The stems of a text, in its order.
pub(super) fn stems(text: &str) -> impl Iterator<Item = Box<str>> + '_ {
    words(text).filter_map(move |span| {
        let word = span.of(text);
        let stem: String = word.chars().flat_map(char::to_lowercase).take(STEM).collect();
        (stem.chars().nth(1).is_some()).then(|| stem.into_boxed_str())
    })
}

/// In how many sentences each stem stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct StemCounts {
    sentences: u32,
    counts: HashMap<Box<str>, u32>,
}

impl StemCounts {
    /// Counts the sentences of a document.
    pub(super) fn of(document: &Document, facts: &Facts) -> Self {
        let mut all = Self::default();
        for sentence in &facts.sentences {
            all.add(stems(sentence.sentence.span.of(&document.text)));
        }
        all
    }

    fn add(&mut self, sentence: impl Iterator<Item = Box<str>>) {
        let mut stems: Vec<_> = sentence.collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            *self.counts.entry(stem).or_default() += 1;
        }
        self.sentences += 1;
    }

    /// The sentences of both texts together.
    pub(super) fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.sentences += other.sentences;
        for (stem, count) in &other.counts {
            *both.counts.entry(stem.clone()).or_default() += count;
        }
        both
    }

    /// What a stem says, from 0 for a common one.
    pub(super) fn weight(&self, stem: &str) -> f64 {
        let count = self.counts.get(stem).copied().unwrap_or_default();
        let sentences = f64::from(self.sentences);
        let common = (sentences * COMMON).max(f64::from(FEW));
        if f64::from(count) > common || count > MANY {
            return 0.0;
        }
        ((sentences + 1.0) / (f64::from(count) + 0.5)).ln().max(0.0)
    }
}

/// How much of a short description a sentence says, 0 to 1: the weight of the
/// stems that both have, against the lighter of the two.
pub(super) fn overlap(counts: &StemCounts, one: &str, other: &str) -> f64 {
    let sorted = |text: &str| {
        let mut stems: Vec<_> = stems(text).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let (one, other) = (sorted(one), sorted(other));
    let weight = |stems: &[Box<str>]| stems.iter().map(|stem| counts.weight(stem)).sum::<f64>();
    let shared: f64 = one.iter().filter(|stem| other.binary_search(stem).is_ok()).map(|stem| counts.weight(stem)).sum();
    let least = weight(&one).min(weight(&other));
    if least > 0.0 { shared / least } else { 0.0 }
}

/// True where a text names something by a phrase: the words of the phrase, in
/// order and whole, in any case; a phrase of capitals only in capitals.
pub(super) fn names(text: &str, phrase: &str) -> bool {
    let as_written = !phrase.chars().any(char::is_lowercase);
    let plain = |text: &str| -> Vec<String> {
        words(text)
            .map(|span| span.of(text))
            .map(|word| if as_written { word.to_owned() } else { word.to_lowercase() })
            .collect()
    };
    let (text, phrase) = (plain(text), plain(phrase));
    !phrase.is_empty() && text.windows(phrase.len()).any(|words| words == phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_short_and_small() {
        let found: Vec<_> = stems("Broadband, 5G and a GOV.UK fund of £450m").collect();
        assert_eq!(
            found.iter().map(AsRef::as_ref).collect::<Vec<_>>(),
            ["broadb", "5g", "and", "gov.uk", "fund", "of", "450m"]
        );
    }

    #[test]
    fn names_are_whole_words() {
        assert!(names("the Government Digital Service will", "government digital service"));
        assert!(names("Money for GDS.", "GDS") && !names("money for gds", "GDS"));
        assert!(!names("a digital servicewoman", "digital service") && !names("anything", ""));
    }

    #[test]
    fn what_is_common_says_nothing() {
        let mut counts = StemCounts::default();
        for at in 0..100 {
            counts.add(stems(if at < 10 { "we fund cyber" } else { "we fund roads" }));
        }
        assert_eq!(counts.weight("we"), 0.0);
        assert_eq!(counts.weight("cyber"), 0.0, "ten of 100");
        assert!(counts.weight("new") > 5.0);
        assert_eq!(overlap(&counts, "quantum cyber", "we fund quantum roads"), 1.0);
    }
}
