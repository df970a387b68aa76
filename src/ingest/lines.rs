//! Lines of a plain text, and what stands at the beginning of one: a bullet,
//! a number, an underline.

use crate::text::Span;

/// One line without the white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// Page breaks (form feeds) before its first character.
    pub(super) new_pages: u32,
}

/// How a line begins. Bullets and dashes are no text: the length in bytes of
/// the marker with the space after it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// "• ", "* ", "- ".
    Bullet(usize),
    /// "– ", which may also be a dash in a sentence.
    Dash(usize),
    /// "(a) ", "2) ".
    Bracketed,
    /// "23. ", "1.12 ": a numbered paragraph.
    Numbered,
    /// A word.
    None,
}

/// The lines of a text, blank ones too.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> + '_ {
    let mut at = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.map(move |end| {
        let raw = &text[at..end];
        let body = raw.trim_start();
        let skipped = raw.len() - body.len();
        let new_pages = raw.as_bytes()[..skipped].iter().filter(|byte| **byte == b'\x0c').count();
        let start = at + skipped;
        at = end + 1;
        let span = Span::new(start, start + body.trim_end().len());
        Line { span, new_pages: u32::try_from(new_pages).unwrap_or(u32::MAX) }
    })
}

impl Line {
    /// Level of the heading that this line underlines: 1 for `===`, 2 for `---`.
    /// A rule without a heading above it looks the same.
    pub(super) fn underline(self, text: &str) -> Option<u8> {
        let body = self.span.of(text).as_bytes();
        let first = *body.first()?;
        let level = match first {
            b'=' => 1,
            b'-' | b'_' | b'*' => 2,
            _ => return None,
        };
        (body.len() >= 3 && body.iter().all(|byte| *byte == first)).then_some(level)
    }

    /// True for a number alone on its line, mostly that of a page.
    pub(super) fn is_number(self, text: &str) -> bool {
        (1..=4).contains(&self.span.len()) && self.span.of(text).bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Number of words, as far as spaces tell.
    pub(super) fn words(self, text: &str) -> usize {
        self.span.of(text).split_whitespace().count()
    }

    /// How the line begins.
    pub(super) fn opening(self, text: &str) -> Opening {
        let body = self.span.of(text);
        let Some(first) = body.chars().next() else { return Opening::None };
        if let Some(marker) = dingbat(body) {
            return Opening::Bullet(marker);
        }
        if first.is_alphabetic() && !body[first.len_utf8()..].starts_with(')') {
            return Opening::None;
        }
        let rest = &body[first.len_utf8()..];
        let marker = body.len() - rest.trim_start().len();
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        match first {
            '•' | '◦' | '‣' | '⁃' | '●' | '○' | '▪' | '■' | '□' | '►' | '➢' | '✓' | '✔' | '\u{e000}'..='\u{f8ff}' => {
                Opening::Bullet(marker)
            }
            '*' | '-' | '·' if spaced => Opening::Bullet(marker),
            '–' | '—' if spaced => Opening::Dash(marker),
            _ if is_bracketed(body) => Opening::Bracketed,
            _ if is_numbered(body) => Opening::Numbered,
            _ => Opening::None,
        }
    }
}

/// Length of a bullet of a symbol font, which converters of PDF files turn into
/// letters: "ww Invest", "l Build".
fn dingbat(body: &str) -> Option<usize> {
    let letter = body.chars().next().filter(|c| matches!(c, 'l' | 'n' | 'o' | 'q' | 'u' | 'v' | 'w'))?;
    let behind = body.trim_start_matches(letter);
    let rest = behind.trim_start();
    let is_bullet = body.len() - behind.len() <= 2 && rest.len() < behind.len();
    (is_bullet && rest.starts_with(char::is_uppercase)).then(|| body.len() - rest.len())
}

/// "(a) ", "(iv) ", "a) ", "12) ".
fn is_bracketed(body: &str) -> bool {
    let inner = body.strip_prefix('(').unwrap_or(body);
    let Some(end) = inner.bytes().take(5).position(|byte| byte == b')') else { return false };
    let (label, rest) = (&inner[..end], &inner[end + 1..]);
    let is_label = |label: &str| {
        let digits = label.len() <= 2 && label.bytes().all(|byte| byte.is_ascii_digit());
        let roman = label.len() <= 4 && label.bytes().all(|byte| b"ivx".contains(&byte));
        let letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
        !label.is_empty() && (digits || roman || letter)
    };
    is_label(label) && rest.starts_with(char::is_whitespace)
}

/// "23. We", "1.12 We", "1.2. We": up to three digits a part, and a stop
/// somewhere, then a capital letter or a quotation.
fn is_numbered(body: &str) -> bool {
    if !body.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some((number, rest)) = body.split_once(char::is_whitespace) else { return false };
    let parts = number.strip_suffix('.').unwrap_or(number);
    number.contains('.')
        && parts.split('.').all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
        && rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '"'))
}
