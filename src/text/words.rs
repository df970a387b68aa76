//! Words by the rules of Unicode (UAX #29), with a fast path for ASCII.
//!
//! Budget texts are nearly all ASCII, and the full rules cost thirty times as
//! much. So ASCII bytes are read by a small state machine; the words of a
//! stretch that holds any other character come from `unicode-segmentation`.
//! A property test proves that both give the same words.

use super::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Iterator over the spans of the words of a text, in order.
/// A word holds at least one letter or digit.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    /// Words of a stretch that is not ASCII, found ahead.
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

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            if let Some(span) = self.ahead.next() {
                return Some(span);
            }
            let bytes = self.text.as_bytes();
            let first = *bytes.get(self.at)?;
            let start = self.at;
            let ascii_next = bytes.get(start + 1).is_none_or(u8::is_ascii);
            if first.is_ascii() && !is_word_byte(first) && ascii_next {
                self.at += 1;
                continue;
            }
            match ascii_word_end(bytes, start) {
                Some(end) => {
                    self.at = end;
                    if first != b'_' || bytes[start..end].iter().any(u8::is_ascii_alphanumeric) {
                        return Some(Span::new(start, end));
                    }
                }
                None => {
                    let end = stretch_end(bytes, start);
                    self.ahead = self.text[start..end]
                        .unicode_word_indices()
                        .map(|(at, word)| Span::new(start + at, start + at + word.len()))
                        .collect::<Vec<_>>()
                        .into_iter();
                    self.at = end;
                }
            }
        }
    }
}

/// By byte: true for ASCII letters, digits and the underscore. A table, because
/// every byte of a text is looked up in it.
static WORD_BYTES: [bool; 256] = word_bytes();

const fn word_bytes() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
}

fn is_word_byte(byte: u8) -> bool {
    WORD_BYTES[usize::from(byte)]
}

/// End of the ASCII word at `start`; `None` where a character that is not
/// ASCII stands in or at the end of it, so that the full rules must decide.
fn ascii_word_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if is_word_byte(byte) {
            at += 1;
        } else if byte == b' ' && at > start {
            break;
        } else if !byte.is_ascii() {
            return None;
        } else {
            let after = bytes.get(at + 1).copied().unwrap_or(b' ');
            if !after.is_ascii() && matches!(byte, b'.' | b'\'' | b':' | b',' | b';') {
                return None;
            }
            // An underscore joins words but is no letter to either side (WB6, WB11).
            let before = *bytes.get(at.wrapping_sub(1))?;
            let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
            let digits = before.is_ascii_digit() && after.is_ascii_digit();
            let joins = match byte {
                b'.' | b'\'' => letters || digits,
                b':' => letters,
                b',' | b';' => digits,
                _ => false,
            };
            if at == start || !joins {
                break;
            }
            at += 1;
        }
    }
    if at == start { None } else { Some(at) }
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn the_fast_path_equals_the_full_rules(text in "[a-cA1-3 .,;:'_\n£’é—-]{0,40}") {
            prop_assert_eq!(fast(&text), full(&text));
        }

        #[test]
        fn and_on_any_text(text in "\\PC{0,60}") {
            prop_assert_eq!(fast(&text), full(&text));
        }
    }
}
