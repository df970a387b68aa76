//! Places that a terminal opens with a click (OSC 8), for terminals that can.
//!
//! A link is invisible: the words are the same with and without it, and take the
//! same room. Only files that are there are linked, by their whole path, which
//! stands in no other output.

use super::style::Look;
use crate::model::Format;
use std::fmt::Write;
use std::path::Path;

/// Where in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// Format of the file.
    pub(super) format: Format,
    /// Line, counted from 1.
    pub(super) line: usize,
    /// Page, counted from 1, in formats with pages.
    pub(super) page: Option<u32>,
}

impl At {
    /// The part of an address behind `#`: a line as terminals and editors take it, a page as
    /// browsers do. A word processor takes neither.
    fn fragment(self) -> String {
        match (self.page, self.format) {
            (Some(page), _) => format!("#page={page}"),
            (None, Format::Docx | Format::Odt | Format::Pdf) => String::new(),
            (None, _) => format!("#{}", self.line),
        }
    }
}

/// `line` with a link on the words `place` at its beginning.
pub(super) fn at_start(line: &str, place: &str, path: &str, at: At, look: Look) -> String {
    let address = look.links.then(|| address(path, at)).flatten();
    match (address, line.strip_prefix(place)) {
        (Some(address), Some(rest)) => format!("\u{1b}]8;;{address}\u{1b}\\{place}\u{1b}]8;;\u{1b}\\{rest}"),
        _ => line.to_owned(),
    }
}

/// The address of a file on this machine; `None` for standard input, members of archives
/// and whatever else is no file.
fn address(path: &str, at: At) -> Option<String> {
    let whole = Path::new(path).canonicalize().ok().filter(|path| path.is_file())?;
    let mut address = String::from("file://");
    for byte in whole.to_str()?.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~' | b'+' | b',' | b'@' | b'=')
        {
            address.push(char::from(byte));
        } else {
            write!(address, "%{byte:02X}").ok()?;
        }
    }
    Some(address + &at.fragment())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOK: Look = Look { width: 80, colour: true, links: true, evidence: 1 };

    #[test]
    fn a_place_leads_to_its_line_or_page() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a budget\u{1b}[31m;#1.md");
        std::fs::write(&file, "x").unwrap();
        let path = file.to_str().unwrap();
        let at = At { format: Format::Markdown, line: 12, page: None };
        let linked = at_start("line 12, under “x”", "line 12", path, at, LOOK);
        assert!(linked.starts_with("\u{1b}]8;;file:///") || cfg!(windows), "{linked:?}");
        let end = "/a%20budget%1B%5B31m%3B%231.md#12\u{1b}\\line 12\u{1b}]8;;\u{1b}\\, under “x”";
        assert!(linked.ends_with(end), "{linked:?}");
        let paged = at_start("page 3", "page 3", path, At { format: Format::Pdf, line: 9, page: Some(3) }, LOOK);
        assert!(paged.contains(".md#page=3\u{1b}\\page 3"), "{paged:?}");
        let office = at_start("line 9", "line 9", path, At { format: Format::Docx, ..at }, LOOK);
        assert!(office.contains(".md\u{1b}\\line 9"), "{office:?}");
    }

    #[test]
    fn what_is_no_file_has_no_link() {
        let at = At { format: Format::Text, line: 1, page: None };
        for path in ["-", "a.zip/b.md", "."] {
            assert_eq!(at_start("line 1", "line 1", path, at, LOOK), "line 1");
        }
        assert_eq!(at_start("line 1", "line 1", file!(), at, Look { links: false, ..LOOK }), "line 1");
    }
}
