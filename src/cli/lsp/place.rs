//! From bytes to the positions of editors, lines and UTF-16 units from 0, and
//! from the address of a text to its path.

use crate::text::floor_boundary;
use lsp_types::{Position, Range, Uri};
use std::path::PathBuf;

/// The position of a byte of a text.
pub(super) fn position(text: &str, at: usize) -> Position {
    let at = floor_boundary(text, at);
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |line| line + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let units = before[start..].encode_utf16().count();
    Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(units).unwrap_or(u32::MAX))
}

/// The range of some bytes of a text.
pub(super) fn range(text: &str, start: usize, end: usize) -> Range {
    Range::new(position(text, start), position(text, end))
}

/// True where two ranges share a position; one that ends where the other begins does.
pub(super) fn touches(one: &Range, other: &Range) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The path of a text; of one that is no file, the last part of its address.
pub(super) fn path(uri: &Uri) -> PathBuf {
    let decoded = uri.path().as_estr().decode().into_string().map(|path| path.into_owned()).unwrap_or_default();
    if uri.scheme().is_some_and(|scheme| scheme.as_str() == "file") {
        // "/c:/texts" is how an address writes a drive.
        let drive = decoded.as_bytes().get(2) == Some(&b':') && cfg!(windows);
        return PathBuf::from(if drive { &decoded[1..] } else { &decoded });
    }
    PathBuf::from(decoded.rsplit('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[test]
    fn positions_are_lines_and_utf16_units() {
        let text = "a£𝕏b\n£c";
        let found: Vec<_> =
            [0, 1, 3, 7, 9, 11, 99].map(|at| position(text, at)).map(|at| (at.line, at.character)).into();
        assert_eq!(found, [(0, 0), (0, 1), (0, 2), (0, 4), (1, 0), (1, 1), (1, 2)]);
    }

    #[test]
    fn addresses_become_paths() {
        let path = |uri: &str| path(&Uri::from_str(uri).unwrap());
        assert_eq!(path("file:///texts/a%20b%C3%BC.md"), PathBuf::from("/texts/a bü.md"));
        assert_eq!(path("untitled:Untitled-1"), PathBuf::from("Untitled-1"));
    }
}
