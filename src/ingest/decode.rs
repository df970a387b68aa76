//! From bytes to text: UTF-8, UTF-16 with a byte order mark, what a web page
//! says of itself, else Windows-1252. Files that are no text are refused with
//! what to do about them.

use crate::error::{Error, Result};
use crate::model::Format;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// Bytes at the start of a file that are looked at to tell what it is.
const HEAD: usize = 1024;

/// The text of a file.
pub(super) struct Decoded<'a> {
    /// The text without a byte order mark.
    pub(super) text: Cow<'a, str>,
    /// Bytes of the input before it: 3 where UTF-8 opens with a mark, else 0.
    pub(super) base: usize,
}

/// The start of a file, as far as it can be read, to look at and not to keep.
pub(super) fn head(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(HEAD)];
    let encoding = Encoding::for_bom(head).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(head).0.into_owned()
}

/// Refuses files that are known to be of a kind that cannot be read.
pub(super) fn refuse_binary(path: &str, bytes: &[u8]) -> Result<()> {
    let known: [(&[u8], &str, &str); 5] = [
        (
            b"PK\x03\x04",
            "a ZIP file without a text document in it",
            "name a DOCX or ODT file, or what is in the archive",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "an old Word file, or one that is locked with a password",
            "save it as DOCX without a password, for example with LibreOffice",
        ),
        (b"{\\rtf", "an RTF file", "save it as DOCX or text"),
        (b"\x1f\x8b", "a gzip file", "unpack it first"),
        (b"\x89PNG", "an image", "make it a searchable PDF first, for example with ocrmypdf"),
    ];
    for (magic, name, hint) in known {
        if bytes.starts_with(magic) {
            let problem = format!("is {name}; text, Markdown, HTML, PDF, DOCX or ODT was expected");
            return Err(Error::file(path, problem, hint));
        }
    }
    Ok(())
}

/// Decodes a file that is read as `format`.
pub(super) fn decode<'a>(path: &str, bytes: &'a [u8], format: Format) -> Result<Decoded<'a>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let base = if encoding == UTF_8 { mark } else { 0 };
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if encoding == UTF_16LE || encoding == UTF_16BE {
            return Ok(Decoded { text, base });
        }
        refuse_control(path, &bytes[mark..])?;
        return Ok(Decoded { text, base });
    }
    refuse_control(path, bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: Cow::Borrowed(text), base: 0 });
    }
    let declared = if format == Format::Html { declared_encoding(bytes) } else { None };
    let guessed = if is_mostly_utf8(bytes) { UTF_8 } else { WINDOWS_1252 };
    let (text, _) = declared.unwrap_or(guessed).decode_without_bom_handling(bytes);
    Ok(Decoded { text, base: 0 })
}

/// True for bytes that are no text: text holds no NUL, and few other control characters.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let is_odd = |byte: &&u8| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f);
    let head = &bytes[..bytes.len().min(64 * HEAD)];
    memchr::memchr(0, bytes).is_some() || head.iter().filter(is_odd).count() > head.len().div_ceil(50)
}

fn refuse_control(path: &str, bytes: &[u8]) -> Result<()> {
    if is_binary(bytes) {
        let hint = "name a text, Markdown or HTML file; UTF-16 must begin with a byte order mark";
        return Err(Error::file(path, "is binary, text was expected", hint));
    }
    Ok(())
}

/// One damaged character in a UTF-8 file must not turn all the others into
/// Windows-1252.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// The encoding that a web page names in its first bytes. One that could not
/// have been read so far, such as UTF-16, is not believed.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = head(bytes).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let label = after.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], format: Format) -> (String, usize) {
        let decoded = decode("f", bytes, format).unwrap();
        (decoded.text.into_owned(), decoded.base)
    }

    #[test]
    fn encodings() {
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let cases: [(&[u8], &str, usize); 6] = [
            ("£5".as_bytes(), "£5", 0),
            (b"\xef\xbb\xbf\xc2\xa35", "£5", 3),
            (b"\xa35m \x96 now", "£5m – now", 0),
            (&utf16("£5", false), "£5", 0),
            (&utf16("£5", true), "£5", 0),
            (b"\xe2\x80\x99 \xc2\xa3 \xff", "’ £ \u{fffd}", 0),
        ];
        for (bytes, text, base) in cases {
            assert_eq!(decoded(bytes, Format::Text), (text.to_owned(), base));
        }
    }

    #[test]
    fn a_page_may_name_its_encoding() {
        let page = b"<meta charset=\"iso-8859-2\"><p>\xb9";
        assert!(decoded(page, Format::Html).0.ends_with('š'));
        assert!(decoded(page, Format::Text).0.ends_with('¹'));
    }

    #[test]
    fn what_is_no_text_is_refused_with_a_hint() {
        for (bytes, said) in [
            (&b"PK\x03\x04word"[..], "ZIP"),
            (b"\xd0\xcf\x11\xe0", "old Word"),
            (b"a\0b\0", "is binary"),
            (b"\x01\x02\x03\x04\x05", "is binary"),
        ] {
            let error = refuse_binary("f.x", bytes).and_then(|()| decode("f.x", bytes, Format::Text).map(|_| ()));
            let message = error.unwrap_err().to_string();
            assert!(message.starts_with("f.x: ") && message.contains(said) && message.contains("hint:"), "{message}");
        }
    }
}
