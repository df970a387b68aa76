//! What is no part of a text: the words for what stands around it on web pages,
//! which are in `data/web_pages.toml`, the notices on cookies that even plain text
//! carries, and the lines of a table of contents.

use crate::model::{Block, BlockKind};
use serde::Deserialize;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/web_pages.toml");

/// A notice is among so many blocks at either end of a text.
const ENDS: usize = 4;
/// A paragraph with so many of the phrases is a notice.
const PHRASES: usize = 2;
/// What a text with dots that lead to the numbers of pages has somewhere.
const LEADERS: [&str; 4] = ["....", "……", ". . .", "···"];
/// Fewer dots are no leader.
const LEAST_DOTS: usize = 4;

/// The words of the table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PageWords {
    roles: Vec<String>,
    elements: Vec<String>,
    names: Vec<String>,
    notices: Vec<String>,
}

/// The table that is built in. A test reads it; one that cannot be read is empty.
pub(super) static WORDS: LazyLock<PageWords> = LazyLock::new(|| toml::from_str(TABLE).unwrap_or_default());

impl PageWords {
    /// True for a role of what stands around the text.
    pub(super) fn is_role(&self, role: &str) -> bool {
        self.roles.iter().any(|known| known.eq_ignore_ascii_case(role.trim()))
    }

    /// True for an element that stands around the text.
    pub(super) fn is_element(&self, name: &[u8]) -> bool {
        self.elements.iter().any(|known| known.as_bytes() == name)
    }

    /// True for a class or id with a word for what stands around the text.
    pub(super) fn is_named(&self, names: &str) -> bool {
        names.split_whitespace().any(|name| {
            let words = format!("-{}-", parts(name).collect::<Vec<_>>().join("-"));
            self.names.iter().any(|known| words.contains(&format!("-{known}-")))
        })
    }

    fn is_notice(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.notices.iter().filter(|phrase| text.contains(phrase.as_str())).count() >= PHRASES
    }
}

/// The words of a name: "siteFooter-links" has three.
fn parts(name: &str) -> impl Iterator<Item = String> + '_ {
    let mut before = ' ';
    let mut starts = vec![0];
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && before.is_lowercase() {
            starts.push(at);
        }
        before = c;
    }
    starts.push(name.len());
    let pieces: Vec<&str> = starts.windows(2).map(|pair| &name[pair[0]..pair[1]]).collect();
    pieces.into_iter().flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase)
}

/// True for lines of a table of contents: dots lead from words to the number of a page.
fn is_contents(text: &str) -> bool {
    let mut dots = 0;
    for c in text.chars() {
        match c {
            '.' | '·' => dots += 1,
            '…' => dots += 3,
            ' ' => {}
            c if c.is_ascii_digit() && dots >= LEAST_DOTS => return true,
            _ => dots = 0,
        }
    }
    false
}

/// Marks the notices at the ends of a text and its table of contents: they are
/// shown, and do not count.
pub(super) fn mark(text: &str, blocks: &mut [Block]) {
    let count = blocks.len();
    let words = &*WORDS;
    // Few texts have any, and one look at the whole spares one at each block.
    let has_leaders = LEADERS.iter().any(|leader| text.contains(leader));
    for (index, block) in blocks.iter_mut().enumerate() {
        let at_end = index < ENDS || index + ENDS >= count;
        let is_notice = || block.kind != BlockKind::Heading && words.is_notice(block.span.of(text));
        if at_end && is_notice() || has_leaders && is_contents(block.span.of(text)) {
            block.kind = BlockKind::Furniture;
            block.cell = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let words: PageWords = toml::from_str(TABLE).unwrap();
        assert!(words.is_role("navigation") && words.is_element(b"footer") && words.names.len() > 10);
    }

    #[test]
    fn names_are_read_word_by_word() {
        for (names, expected) in [
            ("site-footer", true),
            ("cookieBanner js", true),
            ("share_links", true),
            ("socialLinks", true),
            ("social-care", false),
            ("shareholder", false),
            ("article__body", false),
            ("unrelated", false),
        ] {
            assert_eq!(WORDS.is_named(names), expected, "{names}");
        }
    }

    #[test]
    fn dots_lead_to_a_page() {
        for (text, expected) in [
            ("Digital skills ........ 12", true),
            ("…........60 Data and rights .......61 Foreword", true),
            ("Broadband . . . . . . 7", true),
            ("Smart cities ……… 9", true),
            ("Broadband ........ £12m", false),
            ("And so on ... 12", false),
            ("It pays. 12 schools", false),
        ] {
            assert_eq!(is_contents(text), expected, "{text}");
        }
    }

    #[test]
    fn a_notice_speaks_of_the_site() {
        let notice = "We use cookies to make this site work. You can change your cookie settings at any time.";
        let policy = "We will ask the regulator to look again at how shops use cookies and store data on children.";
        assert!(WORDS.is_notice(notice) && !WORDS.is_notice(policy));
    }
}
