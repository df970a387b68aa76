//! Cleaned text that remembers where each byte came from.
//!
//! Readers take pieces of a source file and push them into a [`Cleaner`].
//! What comes out is the text that the rest of the program reads: one space
//! between words, no soft hyphens, plain spaces for the many exotic ones. The
//! [`SourceMap`] leads from any span of it back to the bytes of the file.

use super::{Span, count_up_to};

/// One run of text: copied byte for byte, or written in place of source bytes.
#[derive(Debug, Clone, Copy)]
struct Run {
    text: usize,
    source: usize,
    /// Length of the replaced source, or [`COPIED`].
    replaced: u32,
}

/// The bytes of a run were copied.
const COPIED: u32 = u32::MAX;

impl Run {
    /// Text that was copied byte for byte.
    fn copied(text: usize, source: usize) -> Self {
        Self { text, source, replaced: COPIED }
    }

    /// Text that was written in place of source bytes; of more than 4 GiB only the first are known.
    fn written(text: usize, source: Span) -> Self {
        let replaced = u32::try_from(source.len()).unwrap_or(COPIED).min(COPIED - 1);
        Self { text, source: source.start, replaced }
    }

    /// Length of the replaced source; `None` where the bytes were copied.
    fn replaced(&self) -> Option<usize> {
        (self.replaced != COPIED).then_some(self.replaced as usize)
    }
}

/// The way from cleaned text back to the bytes of the source.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    runs: Vec<Run>,
}

impl SourceMap {
    /// The map of a text that was taken over unchanged.
    pub fn identity() -> Self {
        Self { runs: vec![Run::copied(0, 0)] }
    }

    /// Moves all places in the source on by `bytes`, for a source that was read
    /// from there on, such as after a byte order mark.
    pub fn shift(&mut self, bytes: usize) {
        for run in &mut self.runs {
            run.source += bytes;
        }
    }

    /// The map of a text that is made of pieces of this one, in order. With
    /// each piece stands how many bytes are written before it.
    pub fn select(&self, pieces: &[(Span, usize)]) -> Self {
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut text = 0;
        let mut walk = self.walk();
        for &(piece, before) in pieces {
            let source = walk.begin(piece.start);
            let first = walk.behind.saturating_sub(1);
            if before > 0 {
                runs.push(Run::written(text, Span::new(source, source)));
                text += before;
            }
            for run in self.runs[first..].iter().take_while(|run| run.text < piece.end) {
                let skipped = piece.start.saturating_sub(run.text);
                let source = if run.replaced().is_none() { run.source + skipped } else { run.source };
                runs.push(Run { text: text + run.text.saturating_sub(piece.start), source, ..*run });
            }
            text += piece.len();
        }
        Self { runs }
    }

    /// The source bytes behind a span of the cleaned text.
    pub fn source(&self, span: Span) -> Span {
        self.walk().source(span)
    }

    /// The same for many spans; quick where each begins behind the one before.
    pub fn walk(&self) -> SourceWalk<'_> {
        SourceWalk { runs: &self.runs, behind: 0 }
    }
}

/// Leads span after span back to the source.
#[derive(Debug, Clone)]
pub struct SourceWalk<'a> {
    runs: &'a [Run],
    /// Number of runs that begin no later than the place asked for last.
    behind: usize,
}

impl SourceWalk<'_> {
    /// The source bytes behind a span of the cleaned text.
    pub fn source(&mut self, span: Span) -> Span {
        let start = self.begin(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = span.end - 1;
        let end = self.run(last).map_or(1, |run| match run.replaced() {
            Some(len) => run.source + len,
            None => run.source + (last - run.text) + 1,
        });
        Span::new(start, end.max(start))
    }

    fn begin(&mut self, at: usize) -> usize {
        self.run(at).map_or(0, |run| run.source + if run.replaced().is_some() { 0 } else { at - run.text })
    }

    fn run(&mut self, at: usize) -> Option<Run> {
        self.behind = count_up_to(self.runs, self.behind, |run| run.text <= at);
        self.runs.get(self.behind.checked_sub(1)?).copied()
    }
}

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
        self.map.runs.push(Run::written(self.text.len(), source));
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
            let source = self.map.runs.last().map_or(0, |run| match run.replaced() {
                Some(len) => run.source + len,
                None => run.source + (span.end - run.text),
            });
            self.map.runs.push(Run::written(self.text.len(), Span::new(source, source)));
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
        let extends = self
            .map
            .runs
            .last()
            .is_some_and(|run| run.replaced().is_none() && run.source + (self.text.len() - run.text) == source);
        if !extends {
            self.map.runs.push(Run::copied(self.text.len(), source));
        }
        self.text.push_str(piece);
    }

    fn write_gap(&mut self) {
        let Some(gap) = self.gap.take() else { return };
        if self.text.len() == self.block {
            return;
        }
        let extends =
            gap.len() == 1
                && self.map.runs.last().is_some_and(|run| {
                    run.replaced().is_none() && run.source + (self.text.len() - run.text) == gap.start
                });
        if !extends {
            self.map.runs.push(Run::written(self.text.len(), gap));
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
