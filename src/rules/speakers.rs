//! The words by which a record of debate is read: who presides, what stands
//! before a name, what happens in the chamber. Facts of parliaments, kept in
//! `data/speakers.toml`.

use foldhash::HashSet;
use serde::Deserialize;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<SpeakerWords> = LazyLock::new(|| {
    let file: SpeakerFile = toml::from_str(include_str!("../../data/speakers.toml")).unwrap_or_default();
    SpeakerWords::of(&file)
});

/// As it is written in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SpeakerFile {
    presiding: Vec<String>,
    crowd: Vec<String>,
    titles: Vec<String>,
    offices: Vec<String>,
    asides: Vec<String>,
    columns: Vec<String>,
}

/// The words of `data/speakers.toml`, as they are compared.
#[derive(Debug, Default)]
pub struct SpeakerWords {
    presiding: HashSet<String>,
    crowd: HashSet<String>,
    titles: HashSet<String>,
    offices: HashSet<String>,
    asides: Vec<String>,
    columns: HashSet<String>,
}

impl SpeakerWords {
    /// The words that are built in.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn of(file: &SpeakerFile) -> Self {
        let set = |words: &[String]| words.iter().map(|words| comparable(words)).collect();
        Self {
            presiding: set(&file.presiding),
            crowd: set(&file.crowd),
            titles: set(&file.titles),
            offices: set(&file.offices),
            asides: file.asides.iter().map(|words| comparable(words)).collect(),
            columns: set(&file.columns),
        }
    }

    /// True for a name, as [`comparable`] gives it, of somebody who presides.
    pub fn presides(&self, name: &str) -> bool {
        self.presiding.contains(name)
    }

    /// True for voices without a name.
    pub fn is_crowd(&self, name: &str) -> bool {
        self.crowd.contains(name)
    }

    /// True for a word that stands before a name.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word)
    }

    /// True where any of the words tells an office.
    pub fn names_office(&self, name: &str) -> bool {
        name.split(' ').any(|word| self.offices.contains(word))
    }

    /// True for what stands in brackets and is no speech: what happens in the
    /// chamber, voices, marks of columns.
    pub fn is_aside(&self, inner: &str) -> bool {
        let inner = comparable(inner);
        let begins = |words: &String| {
            inner.strip_prefix(words.as_str()).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        };
        self.asides.iter().any(begins) || self.crowd.iter().any(begins) || self.is_column(&inner)
    }

    /// True for a mark of a column or page: "Column 951", "16 Mar 2016 : Column 951".
    pub fn is_column(&self, text: &str) -> bool {
        // Few texts end with a number, and are worth a closer look.
        let last = text.trim_end_matches(|c| !is_part_of_word(c)).rsplit(|c| !is_part_of_word(c)).next();
        if !last.is_some_and(|last| last.bytes().any(|byte| byte.is_ascii_digit())) {
            return false;
        }
        let text = comparable(text);
        let words: Vec<&str> = text.split(' ').collect();
        let number = |word: &&str| word.bytes().any(|byte| byte.is_ascii_digit());
        let [.., column, last] = words[..] else { return false };
        self.columns.contains(column) && number(&last) && words.len() <= 7
    }
}

/// Words as they are compared: small letters, one space between, no stops or hyphens.
pub fn comparable(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        if !is_part_of_word(c) {
            is_apart = true;
            continue;
        }
        if std::mem::take(&mut is_apart) && !words.is_empty() {
            words.push(' ');
        }
        if c.is_ascii() {
            words.push(c.to_ascii_lowercase());
        } else {
            words.extend(c.to_lowercase());
        }
    }
    words
}

fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '’' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sound() {
        assert!(toml::from_str::<SpeakerFile>(include_str!("../../data/speakers.toml")).is_ok());
        let words = SpeakerWords::built_in();
        assert!(words.presides("madam deputy speaker") && words.is_crowd("hon members") && words.is_title("mr"));
        for aside in
            ["Interruption.", "Laughter", "HON. MEMBERS: “Hear, hear!”", "Column 951", "16 Mar 2016 : Column 951W"]
        {
            assert!(words.is_aside(aside), "{aside}");
        }
        for text in ["the Applause Fund", "2016", "Columns", "see above"] {
            assert!(!words.is_aside(text), "{text}");
        }
    }
}
