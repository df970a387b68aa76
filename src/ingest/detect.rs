//! Which format a file has. The bytes decide where they are of a kind that
//! cannot be mistaken, then the name, then what the beginning looks like.

use super::decode;
use crate::error::{Error, Result};
use crate::model::Format;
use std::path::Path;

/// A PDF file may begin with a few bytes of something else.
const PDF_HEAD: usize = 1024;

/// The format of a file; `asked` is what the caller wants it read as.
///
/// # Errors
/// Where the file is empty or of a kind that cannot be read.
pub(super) fn format(path: &str, bytes: &[u8], asked: Option<Format>) -> Result<Format> {
    if bytes.is_empty() {
        return Err(Error::file(path, "is empty", "name a file with text in it"));
    }
    let found = of_bytes(bytes);
    if let Some(asked) = asked {
        return match found {
            Some(found) if is_text(asked) => {
                let problem = format!("is a {} file, and was to be read as {asked}", name(found));
                Err(Error::file(path, problem, "leave out --read-as, or name another file"))
            }
            None if !is_text(asked) => {
                let problem = format!("is no {} file", name(asked));
                Err(Error::file(path, problem, "leave out --read-as, or name another file"))
            }
            found => Ok(found.unwrap_or(asked)),
        };
    }
    if let Some(found) = found {
        return Ok(found);
    }
    decode::refuse_binary(path, bytes)?;
    match of_name(path) {
        Some(named) if is_text(named) => Ok(named),
        Some(named) if decode::is_binary(bytes) => {
            let problem = format!("is named as a {} file and is none", name(named));
            Err(Error::file(path, problem, "it may be damaged; download or export it again"))
        }
        _ => Ok(of_opening(bytes)),
    }
}

/// True for formats whose bytes are text.
pub(super) fn is_text(format: Format) -> bool {
    match format {
        Format::Text | Format::Markdown | Format::Html => true,
        Format::Pdf | Format::Docx | Format::Odt => false,
    }
}

fn name(format: Format) -> String {
    format.to_string().to_uppercase()
}

/// The format of bytes that cannot be mistaken.
fn of_bytes(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    if memchr::memmem::find(head, b"%PDF-").is_some_and(|at| at == 0 || decode::is_binary(bytes)) {
        return Some(Format::Pdf);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    // The names of what is in an archive stand in it as they are.
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if holds(b"application/vnd.oasis.opendocument.text") {
        return Some(Format::Odt);
    }
    (holds(b"word/document") && holds(b"[Content_Types].xml")).then_some(Format::Docx)
}

/// The format that the name of a file says; `None` where it says none.
pub fn of_name(path: &str) -> Option<Format> {
    let ending = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
    match ending.as_str() {
        "txt" | "text" => Some(Format::Text),
        "md" | "markdown" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "pdf" => Some(Format::Pdf),
        "docx" | "docm" | "dotx" => Some(Format::Docx),
        "odt" | "ott" => Some(Format::Odt),
        _ => None,
    }
}

/// HTML where the file opens like a web page, otherwise plain text.
fn of_opening(bytes: &[u8]) -> Format {
    let head = decode::head(bytes).to_ascii_lowercase();
    let opens = head.trim_start_matches('\u{feff}').trim_start();
    let is_page = ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| opens.starts_with(tag));
    let is_xhtml = opens.starts_with("<?xml") && opens.contains("<html");
    if is_page || is_xhtml { Format::Html } else { Format::Text }
}
