//! What a text may not do in Markdown: mark up, link, name people, refer to
//! issues, hold HTML, or break out of its cell.

use crate::render::style::printable;

/// Stands for two asterisks in a cell, and is no character of a printable text.
pub(super) const BOLD: char = '\u{1}';

/// Put between two characters that would do something together.
const APART: &str = "<!-- -->";

/// A text on one line that shows as it is.
pub(super) fn text(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        let names = matches!(c, '@' | '#') && chars.peek().is_some_and(|next| next.is_alphanumeric());
        let links = c == ':' && chars.peek() == Some(&'/');
        let web = c == '.' && out.to_lowercase().ends_with("www.");
        if names || links || web {
            out.push_str(APART);
        }
    }
    out
}

/// A cell of several lines, with what [`BOLD`] stands around in bold.
pub(super) fn cell(value: &str) -> String {
    let bold = value.starts_with(BOLD) && value.ends_with(BOLD);
    let lines = value.trim_matches(BOLD).lines().map(text);
    let lines = lines.map(|line| if bold && !line.is_empty() { format!("**{line}**") } else { line });
    lines.collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_obeyed() {
        let cases = [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("[a](javascript:b)", "\\[a\\](javascript:b)"),
            ("![a](b)", "\\!\\[a\\](b)"),
            ("a | b ~c~ *d* _e_ `f` \\", "a \\| b \\~c\\~ \\*d\\* \\_e\\_ \\`f\\` \\\\"),
            ("@everyone, see #12", "@<!-- -->everyone, see \\#<!-- -->12"),
            ("https://example.org www.example.org", "https:<!-- -->//example.org www.<!-- -->example.org"),
            ("a\u{1b}[0m\u{202e}b\nc", "a \\[0mb c"),
            ("&lt;", "&amp;lt;"),
        ];
        for (given, expected) in cases {
            assert_eq!(text(given), expected);
        }
    }

    #[test]
    fn cells_keep_their_lines() {
        assert_eq!(cell("6 → 0\n−6"), "6 → 0<br>−6");
        assert_eq!(cell("\u{1}a|b\nc\u{1}"), "**a\\|b**<br>**c**");
        assert_eq!(cell(""), "");
    }
}
