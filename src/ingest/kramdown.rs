//! kramdown turned into CommonMark: `##Heading` without a space, and
//! attribute lists such as `{: .class}`.
//!
//! Attribute lists become spaces; headings get what they lack inserted, and
//! the insertions are remembered, so that places stay those of the file.

use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// A Markdown text ready to be parsed, with the way back to the original.
pub(super) struct Prepared<'a> {
    pub(super) text: Cow<'a, str>,
    /// Places in `text` of bytes that the original does not have, in order.
    inserted: Vec<usize>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        let mut text = String::new();
        let mut inserted = Vec::new();
        // Up to here the original has been copied to `text`.
        let mut copied = 0;
        let mut at = 0;
        let mut fence = None;
        let mut after = After::Blank;
        for line in original.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let trimmed = line.trim_ascii();
            let marks = ["```", "~~~"].into_iter().find(|marks| trimmed.starts_with(marks));
            if marks.is_some() && (fence.is_none() || fence == marks) {
                fence = if fence.is_none() { marks } else { None };
            }
            if fence.is_some() || marks.is_some() {
                after = After::Text;
                continue;
            }
            let hashes = kramdown_heading(line, after);
            let lists = attribute_lists(line);
            if hashes > 0 {
                text.push_str(&original[copied..start]);
                if after == After::Tag {
                    inserted.push(text.len());
                    text.push('\n');
                }
                text.push_str(&line[..hashes]);
                inserted.push(text.len());
                text.push(' ');
                copied = start + hashes;
            }
            for list in &lists {
                text.push_str(&original[copied..start + list.start]);
                text.extend(std::iter::repeat_n(' ', list.len()));
                copied = start + list.end;
            }
            after = match trimmed {
                "" => After::Blank,
                _ if lists.first().is_some_and(|list| list.len() == trimmed.len()) => After::Blank,
                _ if hashes > 0 => After::Blank,
                _ if trimmed.starts_with('<') && trimmed.ends_with('>') && !trimmed.ends_with("-->") => After::Tag,
                _ => After::Text,
            };
        }
        if copied == 0 {
            return Self { text: Cow::Borrowed(original), inserted };
        }
        text.push_str(&original[copied..]);
        Self { text: Cow::Owned(text), inserted }
    }

    /// The place in the original of a range of the prepared text.
    pub(super) fn original(&self, range: &Range<usize>) -> Span {
        let back = |at| at - self.inserted.partition_point(|&inserted| inserted < at);
        Span::new(back(range.start), back(range.end))
    }
}

/// What stands on the line before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Blank,
    Tag,
    Text,
}

/// Number of `#` where the line is a heading that lacks the space after them,
/// otherwise 0. A single one before a small letter is more likely a hashtag.
fn kramdown_heading(line: &str, after: After) -> usize {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let next = line[hashes..].chars().next().unwrap_or(' ');
    let is_heading = match hashes {
        1 => after != After::Text && (next.is_uppercase() || next.is_ascii_digit()),
        2..=6 => !next.is_whitespace(),
        _ => false,
    };
    if is_heading { hashes } else { 0 }
}

/// Places of `{: …}` and `{:toc}` in a line.
fn attribute_lists(line: &str) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    let mut at = 0;
    while let Some(open) = line[at..].find("{:").map(|open| at + open) {
        let Some(close) = line[open..].find('}').map(|close| open + close + 1) else { break };
        lists.push(open..close);
        at = close;
    }
    lists
}
