//! What the whole of a document tells about its words and sizes: which size
//! is that of the text, which are those of headings, and whether a word that is
//! parted at the end of a line has a hyphen elsewhere.

use super::lines::Part;
use foldhash::HashSet;
use std::collections::BTreeMap;

/// A size is that of headings where it is larger than the text by this factor.
const LARGER: f32 = 1.12;
/// Headings below this level are not told apart.
const LOWEST: u8 = 5;

/// Words and sizes of a document.
#[derive(Debug, Default)]
pub(super) struct Words {
    seen: HashSet<String>,
    /// Size of the running text, in half points.
    body: u32,
    /// Sizes of headings in half points, the largest first.
    headings: Vec<u32>,
    /// True where most of the running text is bold.
    is_bold: bool,
}

impl Words {
    /// Looks at all lines of a document.
    pub(super) fn of<'a>(parts: impl Iterator<Item = &'a Part>) -> Self {
        let mut words = Self::default();
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        let (mut bold, mut total) = (0, 0);
        for part in parts {
            let Part::Text(lines) = part else { continue };
            for line in lines {
                let text = line.text();
                *sizes.entry(half_points(line.size)).or_default() += text.len();
                total += text.len();
                bold += if line.bold { text.len() } else { 0 };
                words.learn(&text);
            }
        }
        words.body = sizes.iter().max_by_key(|(_, length)| **length).map_or(0, |(size, _)| *size);
        words.is_bold = bold * 2 > total;
        words.headings = sizes.into_keys().filter(|&size| words.is_larger(size)).rev().collect();
        words
    }

    fn learn(&mut self, text: &str) {
        let mut list = text.split_whitespace().peekable();
        while let Some(word) = list.next() {
            // The last word may be half of one.
            if list.peek().is_some() || !text.ends_with('-') {
                self.seen.insert(bare(word));
            }
        }
    }

    fn is_larger(&self, size: u32) -> bool {
        f32::from(u16::try_from(size).unwrap_or(u16::MAX))
            > LARGER * f32::from(u16::try_from(self.body).unwrap_or(u16::MAX))
    }

    /// True for a size that is larger than that of the text.
    pub(super) fn is_large(&self, size: f32) -> bool {
        self.is_larger(half_points(size))
    }

    /// The level that text of this look has as a heading; `None` where it has none.
    pub(super) fn heading(&self, size: f32, bold: bool) -> Option<u8> {
        let size = half_points(size);
        let below = u8::try_from(self.headings.len()).unwrap_or(LOWEST).saturating_add(1).min(LOWEST);
        if self.is_larger(size) {
            let rank = self.headings.iter().position(|&heading| heading <= size).unwrap_or(0);
            return Some(u8::try_from(rank + 1).unwrap_or(LOWEST).min(LOWEST));
        }
        (bold && !self.is_bold && size + 2 >= self.body).then_some(below)
    }

    /// Adds a line to a text. A word that is parted at the end of a line is put
    /// together as it stands elsewhere in the document.
    pub(super) fn append(&self, text: &mut String, line: &str) {
        if text.ends_with('\u{ad}') {
            text.pop();
        } else if let Some(stem) = text.strip_suffix(['-', '\u{2010}']) {
            let goes_on = line.starts_with(char::is_lowercase);
            let head = bare(stem.rsplit(' ').next().unwrap_or_default());
            let is_word = !head.is_empty() && head.chars().all(|c| c.is_alphabetic() || c == '-');
            if !is_word || !line.starts_with(char::is_alphanumeric) && !line.starts_with('£') {
                text.push(' ');
            } else if goes_on && !self.keeps_hyphen(&head, &bare(line.split(' ').next().unwrap_or_default())) {
                text.pop();
            }
        } else if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }

    fn keeps_hyphen(&self, head: &str, rest: &str) -> bool {
        const SHORT: usize = 2;
        if head.contains('-') || rest.contains('-') || self.seen.contains(&format!("{head}-{rest}")) {
            return true;
        }
        if self.seen.contains(&format!("{head}{rest}")) {
            return false;
        }
        let is_known = |part: &str| part.chars().count() > SHORT && self.seen.contains(part);
        is_known(head) && is_known(rest)
    }
}

/// A word in lower case, without the signs around it.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of fonts are small and positive")]
fn half_points(size: f32) -> u32 {
    (size * 2.0).round().clamp(0.0, 2000.0) as u32
}
