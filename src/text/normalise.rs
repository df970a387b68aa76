//! Cleaned text that remembers where each byte came from.
//!
//! Readers take pieces of a source file and push them into a [`Cleaner`].
//! What comes out is the text that the rest of the program reads: one space
//! between words, no soft hyphens, plain spaces for the many exotic ones. The
//! [`SourceMap`] leads from any span of it back to the bytes of the file.

use super::{SourceMap, Span};

/// Builds cleaned text piece by piece.
///
/// White space is squeezed: any run of it becomes one space, and none is kept
/// at the start of a block.
#[derive(Debug, Default)]
pub struct Cleaner {
    text: String,
    map: SourceMap,
    /// Source bytes of white space that is written only if a word follows.
    gap: Option<Span>,
    /// Where the block being written begins.
    block: usize,
}

impl Cleaner {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text with room for `bytes`.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), ..Self::default() }
    }

    /// Length of the text so far, without pending white space.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// True where nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far, without pending white space.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds source text that begins at byte `source` of the file.
    pub fn push(&mut self, piece: &str, source: usize) {
        // What lies between is copied in one go.
        let (mut from, mut at) = (0, 0);
        loop {
            at += plain_prefix(&piece.as_bytes()[at..]);
            let next = piece[at..].chars().next();
            let class = next.map_or(Class::Space, class_of);
            let end = at + next.map_or(0, char::len_utf8);
            if class != Class::Plain {
                if from < at {
                    self.copy(&piece[from..at], source + from);
                }
                from = end;
            }
            let place = Span::new(source + at, source + end);
            match class {
                _ if next.is_none() => break,
                Class::Space => self.space(place),
                Class::Hyphen => self.replace("-", place),
                Class::Hidden | Class::Plain => {}
            }
            at = end;
        }
    }

    /// Adds text that stands for other source bytes, such as a decoded entity.
    pub fn replace(&mut self, piece: &str, source: Span) {
        let is_space = |c: char| class_of(c) == Class::Space;
        let shown = piece.chars().filter(|c| class_of(*c) != Class::Hidden).map(|c| if is_space(c) { ' ' } else { c });
        let shown: String = shown.collect();
        if shown.starts_with(' ') {
            self.space(source);
        }
        let words = shown.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        self.write_gap();
        self.map.write(self.text.len(), source);
        self.text.push_str(&words);
        if shown.ends_with(' ') {
            self.space(Span::new(source.end, source.end));
        }
    }

    /// Adds white space, which is written once and only between words.
    pub fn space(&mut self, source: Span) {
        self.gap = Some(self.gap.map_or(source, |gap| gap.cover(source)));
    }

    /// Ends the block that was being written and starts another one.
    /// Returns the span of the block in the cleaned text; blocks are kept
    /// apart by a blank line.
    pub fn end_block(&mut self) -> Span {
        self.gap = None;
        let span = Span::new(self.block, self.text.len());
        if !span.is_empty() {
            let source = self.map.end(span.end);
            self.map.write(self.text.len(), Span::new(source, source));
            self.text.push_str("\n\n");
        }
        self.block = self.text.len();
        span
    }

    /// The cleaned text and the way back to its source.
    pub fn finish(self) -> (String, SourceMap) {
        (self.text, self.map)
    }

    fn copy(&mut self, piece: &str, source: usize) {
        self.write_gap();
        self.map.copy(self.text.len(), source);
        self.text.push_str(piece);
    }

    fn write_gap(&mut self) {
        let Some(gap) = self.gap.take() else { return };
        if self.text.len() == self.block {
            return;
        }
        if gap.len() != 1 || !self.map.goes_on(self.text.len(), gap.start) {
            self.map.write(self.text.len(), gap);
        }
        self.text.push(' ');
    }
}

#[derive(PartialEq, Eq)]
enum Class {
    Plain,
    Space,
    Hidden,
    Hyphen,
}

fn class_of(c: char) -> Class {
    match c {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            Class::Hidden
        }
        '\u{2010}' | '\u{2011}' => Class::Hyphen,
        c if c.is_whitespace() || c.is_control() => Class::Space,
        _ => Class::Plain,
    }
}

/// Length of the leading bytes that are copied as they are: printable ASCII
/// with single spaces inside.
fn plain_prefix(bytes: &[u8]) -> usize {
    let (mut at, mut before) = (0, b' ');
    if bytes.first().is_some_and(u8::is_ascii_graphic) {
        while let Some((eight, shifted)) = eight_at(bytes, at).zip(eight_at(bytes, at + 1)) {
            if !all_plain(eight, shifted) {
                break;
            }
            at += 8;
        }
        before = bytes[at.saturating_sub(1)];
    }
    for &byte in &bytes[at..] {
        let spaced = before == b' ';
        if !(byte.is_ascii_graphic() || byte == b' ' && !spaced) {
            break;
        }
        before = byte;
        at += 1;
    }
    if before == b' ' { at.saturating_sub(1) } else { at }
}

fn eight_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// True where all of eight bytes are printable ASCII and none is a space
/// before another one. `shifted` is the eight bytes from the next place on.
/// In doubt false, never wrongly true.
fn all_plain(eight: u64, shifted: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    let below = |bytes: u64, least: u64| bytes.wrapping_sub(ONES * least) & !bytes & HIGH;
    let control = below(eight, 0x20) | (eight.wrapping_add(ONES) | eight) & HIGH;
    let two_spaces = below((eight ^ (ONES * 0x20)) | (shifted ^ (ONES * 0x20)), 1);
    control | two_spaces == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(source: &str) -> (String, SourceMap) {
        let mut cleaner = Cleaner::new();
        cleaner.push(source, 0);
        cleaner.finish()
    }

    #[test]
    fn white_space_is_squeezed_and_hidden_characters_go() {
        let (text, map) = clean("  A\u{a0}£1.9\u{2009}billion\r\n  pro\u{ad}gramme ");
        assert_eq!(text, "A £1.9 billion programme");
        let at = text.find("programme").unwrap();
        let source = map.source(Span::new(at, at + "programme".len()));
        assert_eq!(source.of("  A\u{a0}£1.9\u{2009}billion\r\n  pro\u{ad}gramme "), "pro\u{ad}gramme");
    }

    #[test]
    fn replaced_text_leads_back_to_the_entity() {
        let source = "a &pound;5m";
        let mut cleaner = Cleaner::new();
        cleaner.push("a ", 0);
        cleaner.replace("£", Span::new(2, 9));
        cleaner.push("5m", 9);
        let (text, map) = cleaner.finish();
        assert_eq!(text, "a £5m");
        assert_eq!(map.source(Span::new(2, 6)).of(source), "&pound;5m");
    }

    #[test]
    fn replaced_text_is_cleaned_too() {
        let mut cleaner = Cleaner::new();
        for piece in ["\u{a0}", "a\u{ad}b  c\n", "\u{ad}", "\u{a0}d"] {
            cleaner.replace(piece, Span::new(0, 1));
        }
        assert_eq!(cleaner.finish().0, "ab c d");
    }

    #[test]
    fn blocks_are_kept_apart() {
        let mut cleaner = Cleaner::new();
        cleaner.push("one\n", 0);
        assert_eq!(cleaner.end_block(), Span::new(0, 3));
        assert!(cleaner.end_block().is_empty());
        cleaner.push("two", 6);
        let second = cleaner.end_block();
        let (text, map) = cleaner.finish();
        assert_eq!(second.of(&text), "two");
        assert_eq!(map.source(second), Span::new(6, 9));
    }

    proptest! {
        #[test]
        fn eight_at_a_time_equals_one_at_a_time(source in "([a-z~]{0,9} {0,2}[a-z£\n\x7f\t ]?){0,6}") {
            let bytes = source.as_bytes();
            let plain = |at: usize| {
                let single = at > 0 && bytes.get(at + 1).is_some_and(u8::is_ascii_graphic);
                bytes[at].is_ascii_graphic() || bytes[at] == b' ' && single
            };
            let expected = (0..bytes.len()).find(|&at| !plain(at)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_prefix(bytes), expected);
        }

        #[test]
        fn every_word_leads_back_to_itself(source in "([a-z£’–]{1,6}[ \n\u{a0}\u{200b}]{1,3}){0,12}") {
            let (text, map) = clean(&source);
            for word in text.split(' ').filter(|w| !w.is_empty()) {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                let back = map.source(Span::new(start, start + word.len()));
                let found: String = back.of(&source).chars().filter(|c| *c != '\u{200b}').collect();
                prop_assert_eq!(found, word);
            }
        }
    }
}
