//! Words by the rules of Unicode (UAX #29), with a fast path for ASCII.
//!
//! Budget texts are nearly all ASCII, and the full rules cost thirty times as
//! much. So ASCII and the few signs that are common in such texts are read by a
//! small state machine; the words of a stretch that holds any other character
//! come from `unicode-segmentation`.
//! A property test proves that both give the same words.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Iterator over the spans of the words of a text, in order.
/// A word holds at least one letter or digit.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Words of a stretch that needs the full rules, found ahead.
    ahead: std::vec::IntoIter<Span>,
}

/// The words of `text`.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, ahead: Vec::new().into_iter() }
}

/// How many words `text` has.
pub fn count_words(text: &str) -> usize {
    words(text).count()
}

/// A word with what its search has shown on the way.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its place.
    pub span: Span,
    /// Its first eight bytes, the first one lowest, with zeros behind a shorter
    /// word; `None` where anything but ASCII letters and digits may stand in it.
    pub head: Option<u64>,
}

impl Words<'_> {
    /// The next word.
    #[inline(always)]
    pub fn next_word(&mut self) -> Option<Word> {
        if self.ahead.as_slice().is_empty()
            && let Some(word) = common_word(self.text.as_bytes(), self.at)
        {
            self.at = word.span.end;
            return Some(word);
        }
        self.next().map(|span| Word { span, head: None })
    }
}

/// The first word from `start` on where it is of the commonest kind by far: of ASCII
/// letters and digits alone, with nothing but ASCII signs before it, and one behind it
/// that surely ends it. `None` for any other.
#[inline(always)]
fn common_word(bytes: &[u8], mut start: usize) -> Option<Word> {
    while kind_of(*bytes.get(start)?).is_sign() {
        start += 1;
    }
    let eight = eight_from(bytes, start)?;
    let (end, head) = match parting_bytes(eight).trailing_zeros() as usize / 8 {
        0 => return None,
        8 => (run_end(bytes, start + 8), eight),
        len => (start + len, eight & (u64::MAX >> (64 - 8 * len))),
    };
    let kind = |at: usize| bytes.get(at).map_or(ByteKind::Parts, |&byte| kind_of(byte));
    let ends = match kind(end) {
        ByteKind::Parts => true,
        ByteKind::MayJoin => kind(end + 1).is_sign(),
        ByteKind::Word | ByteKind::Other => false,
    };
    (ends && bytes[start] != b'_').then_some(Word { span: Span::new(start, end), head: Some(head) })
}

/// Eight bytes from a place in the text on, with zeros behind its end.
#[inline(always)]
fn eight_from(bytes: &[u8], at: usize) -> Option<u64> {
    let load = |from: usize| Some(u64::from_le_bytes(bytes.get(from..from + 8)?.try_into().ok()?));
    load(at).or_else(|| {
        let from = bytes.len().checked_sub(8)?;
        load(from).map(|eight| eight >> (8 * (at - from)))
    })
}

impl Iterator for Words<'_> {
    type Item = Span;

    #[inline(always)]
    fn next(&mut self) -> Option<Span> {
        loop {
            if !self.ahead.as_slice().is_empty()
                && let Some(span) = self.ahead.next()
            {
                return Some(span);
            }
            let bytes = self.text.as_bytes();
            let start = self.at;
            let first = *bytes.get(start)?;
            let step = if is_word_byte(first) { 0 } else { plain_len(bytes, start) };
            if step > 0 && is_plain(bytes, start + step) {
                self.at += step;
                continue;
            }
            match if step > 0 { None } else { plain_word_end(bytes, start) } {
                Some(end) => {
                    self.at = end;
                    if first != b'_' || bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
                        return Some(Span::new(start, end));
                    }
                }
                None => {
                    // Spaces before a mark stay together with it (WB3d, WB4).
                    let spaces = bytes[..=start].iter().rev().take_while(|&&byte| byte == b' ').count();
                    self.at = stretch_end(bytes, start);
                    let start = start - spaces.saturating_sub(1);
                    self.ahead = full_words(self.text, Span::new(start, self.at)).into_iter();
                }
            }
        }
    }
}

/// The words of a stretch of the text by the full rules.
#[cold]
fn full_words(text: &str, stretch: Span) -> Vec<Span> {
    let start = stretch.start;
    let place = |(at, word): (usize, &str)| Span::new(start + at, start + at + word.len());
    stretch.of(text).unicode_word_indices().map(place).collect()
}

/// What a byte is to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ByteKind {
    /// An ASCII letter or digit, or the underscore.
    Word,
    /// ASCII that always parts words.
    Parts,
    /// ASCII that joins some letters or digits.
    MayJoin,
    /// Part of a character beyond ASCII.
    Other,
}

impl ByteKind {
    #[inline(always)]
    fn is_sign(self) -> bool {
        matches!(self, Self::Parts | Self::MayJoin)
    }
}

/// The kind of each byte. A table, because so many bytes of a text are looked up in it.
static BYTE_KINDS: [ByteKind; 256] = byte_kinds();

const fn byte_kinds() -> [ByteKind; 256] {
    let mut table = [ByteKind::Other; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'.' | b'\'' | b':' | b',' | b';' => ByteKind::MayJoin,
            b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => ByteKind::Word,
            _ => ByteKind::Parts,
        };
        byte += 1;
    }
    table
}

#[inline(always)]
fn kind_of(byte: u8) -> ByteKind {
    BYTE_KINDS[usize::from(byte)]
}

#[inline]
fn is_word_byte(byte: u8) -> bool {
    kind_of(byte) == ByteKind::Word
}

/// Length of the character at `at` where it is ASCII or a common sign that
/// parts words: "£", "€", "₹", "–", "—", "“", "”", "•", "…", "‘", "’". The last
/// two join letters, as a full stop does. 0 for any other character.
#[inline]
fn plain_len(bytes: &[u8], at: usize) -> usize {
    match bytes[at..] {
        [..=0x7f, ..] => 1,
        [0xc2, 0xa3, ..] => 2,
        [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d | 0xa2 | 0xa6, ..] | [0xe2, 0x82, 0xac | 0xb9, ..] => 3,
        _ => 0,
    }
}

/// True at the end of the text and before a character that [`plain_len`] knows.
/// Others may belong to the character before them, as combining marks do.
#[inline]
fn is_plain(bytes: &[u8], at: usize) -> bool {
    at >= bytes.len() || plain_len(bytes, at) > 0
}

/// End of the word at `start`; `None` where a character that [`plain_len`] does
/// not know stands in or at the end of it, so that the full rules must decide.
#[inline]
fn plain_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at = run_end(bytes, at);
        let Some(&byte) = bytes.get(at) else { return Some(at) };
        if byte == b' ' {
            return Some(at);
        }
        let len = plain_len(bytes, at);
        if len == 0 {
            return None;
        }
        if !matches!(byte, b'.' | b'\'' | b':' | b',' | b';' | 0xe2) {
            return Some(at);
        }
        if !is_plain(bytes, at + len) {
            return None;
        }
        let is_joint = len == 1 || matches!(bytes[at + 2], 0x98 | 0x99) && bytes[at + 1] == 0x80;
        // An underscore joins words but is no letter to either side (WB6, WB11).
        let (before, after) = (bytes[at - 1], bytes.get(at + len).copied().unwrap_or(b' '));
        let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        let joins = match byte {
            b':' => letters,
            b',' | b';' => digits,
            _ => is_joint && (letters || digits),
        };
        if !joins {
            return Some(at);
        }
        at += len;
    }
}

/// End of the ASCII letters, digits and underscores from `start` on.
#[inline]
fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        let parting = parting_bytes(u64::from_le_bytes(eight));
        if parting != 0 {
            return at + parting.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().position(|byte| !is_word_byte(*byte)).unwrap_or(bytes.len() - at)
}

/// The high bit of each of eight bytes that is no ASCII letter, digit or underscore.
#[inline]
fn parting_bytes(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    // Sums of seven bits do not carry into the next byte; the high bit then
    // tells whether the byte is at least the one that was taken from 0x80.
    let at_least = |bytes: u64, least: u8| bytes + ONES * u64::from(0x80 - least);
    let low = eight & !HIGH;
    let small = low | (ONES * 0x20);
    let letter = at_least(small, b'a') & !at_least(small, b'z' + 1);
    let digit = at_least(low, b'0') & !at_least(low, b'9' + 1);
    let underscore = !at_least(low ^ (ONES * u64::from(b'_')), 1);
    (!(letter | digit | underscore) | eight) & HIGH
}

/// End of the stretch from `start` that the full rules must read: up to ASCII
/// white space that no combining mark follows, which always parts words.
fn stretch_end(bytes: &[u8], start: usize) -> usize {
    let parts =
        |at: usize| matches!(bytes[at], b' ' | b'\n' | b'\t' | b'\r') && bytes.get(at + 1).is_none_or(u8::is_ascii);
    (start + 1..bytes.len()).find(|&at| parts(at)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fast(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    fn with_heads(text: &str) -> Vec<&str> {
        let mut words = words(text);
        let mut found = Vec::new();
        while let Some(Word { span, head }) = words.next_word() {
            let word = span.of(text);
            let mut eight = [0; 8];
            word.bytes().zip(&mut eight).for_each(|(byte, place)| *place = byte);
            assert!(head.is_none_or(|head| head == u64::from_le_bytes(eight)), "{word}");
            found.push(word);
        }
        found
    }

    fn full(text: &str) -> Vec<&str> {
        text.unicode_words().collect()
    }

    #[test]
    fn words_of_a_budget() {
        assert_eq!(
            fast("GOV.UK’s £1.9bn, e.g. 2016-17: Wi-Fi (5G) isn't care.data…"),
            ["GOV.UK’s", "1.9bn", "e.g", "2016", "17", "Wi", "Fi", "5G", "isn't", "care.data"]
        );
        assert_eq!(count_words(""), 0);
    }

    #[test]
    fn spaces_before_a_mark_are_one_with_it() {
        // A vowel sign is a mark and a letter: with the spaces before it, it is a word.
        for text in ["  \u{d46}", "ab   \u{d46}", "é  \u{d46} ab", "ab, \u{d46}  \u{d46}"] {
            assert_eq!(fast(text), full(text), "{text:?}");
            assert_eq!(with_heads(text), full(text), "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_fast_path_equals_the_full_rules(text in "[a-cA1-3 .,;:'_\n£’é—…“\u{301}\u{d46}-]{0,40}") {
            prop_assert_eq!(fast(&text), full(&text));
            prop_assert_eq!(with_heads(&text), full(&text));
        }

        #[test]
        fn and_words_between_spaces(text in "([a-c_1£]{0,12} {0,2}[.,)\n\u{301}’_]?){0,8}") {
            prop_assert_eq!(with_heads(&text), full(&text));
        }

        #[test]
        fn and_on_any_text(text in "\\PC{0,60}") {
            prop_assert_eq!(fast(&text), full(&text));
        }
    }
}
