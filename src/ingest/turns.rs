//! Who begins to speak where: labels such as "The Chancellor of the Exchequer
//! (Mr X):" at the start of a block or after a stop.
//!
//! The grammar of labels is here; titles and offices are in `data/speakers.toml`.

use crate::rules::{SpeakerWords, comparable};

/// Longest label, in bytes.
pub(super) const LONGEST: usize = 160;
/// Most words of a name outside brackets.
const MOST_WORDS: usize = 14;

/// What kind of speaker a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody who presides.
    Presiding,
    /// Voices without a name.
    Crowd,
    /// A person, known by title or office.
    Titled,
    /// A person, as far as capital letters tell.
    Plain,
}

/// A label at the start of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) kind: Kind,
    /// The whole label without the colon.
    pub(super) name: &'a str,
    /// Where the speech begins.
    pub(super) end: usize,
    /// False for a name alone on its line, which may also be a signature.
    pub(super) sure: bool,
}

/// Reads the label at the start of `text`. `whole` is true where the text is a
/// whole block: a label may then stand alone, without a colon.
pub(super) fn label<'a>(words: &SpeakerWords, text: &'a str, whole: bool) -> Option<Label<'a>> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let head = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).map_or("", |at| &text[..at]);
    let colon = memchr::memchr_iter(b':', head.as_bytes()).find(|at| {
        let rest = &text[at + 1..];
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    });
    let (name, end) = match colon {
        Some(at) => (&text[..at], at + 1),
        None if whole && text.len() <= LONGEST => (text, text.len()),
        None => return None,
    };
    let (name, outer) = (name.trim(), outer(name)?);
    let kind = kind(words, &outer)?;
    let bracketed = name.contains('(');
    let sure = colon.is_some() || bracketed || matches!(kind, Kind::Presiding | Kind::Crowd);
    if kind == Kind::Plain && !sure {
        return None;
    }
    let end = end + (text[end..].len() - text[end..].trim_start().len());
    Some(Label { kind, name, end, sure })
}

/// A name without what stands in brackets; `None` where it is no name.
fn outer(name: &str) -> Option<String> {
    let small = |word: &str| word.len() <= 3 || matches!(word, "hon." | "without");
    let stop = |word: &str| word.ends_with('.') && word.len() > 6;
    let fits = |word: &str| (word.starts_with(char::is_uppercase) || small(word)) && !stop(word);
    // Most texts are no names, which their second or third word shows. A bracket may stand within a word.
    if !name.split_whitespace().take_while(|word| !word.contains(['(', ')'])).all(fits) {
        return None;
    }
    let mut outer = String::new();
    let mut depth = 0_usize;
    for c in name.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ if depth > 0 => {}
            '?' | '!' | ';' | '“' | '”' | '"' | '£' | '$' | '•' | '[' | ']' | '0'..='9' => return None,
            c => outer.push(c),
        }
    }
    let parts: Vec<&str> = outer.split_whitespace().collect();
    (depth == 0 && (1..=MOST_WORDS).contains(&parts.len()) && parts.iter().all(|word| fits(word)))
        .then(|| parts.join(" "))
}

fn kind(words: &SpeakerWords, outer: &str) -> Option<Kind> {
    let name = comparable(outer);
    if words.presides(&name) {
        return Some(Kind::Presiding);
    }
    if words.is_crowd(&name) {
        return Some(Kind::Crowd);
    }
    let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
    let titled = words.is_title(first) && !rest.is_empty();
    let office = first == "the" && words.names_office(rest);
    let capitals = outer.split(' ').all(|word| word.starts_with(char::is_uppercase));
    match outer.split(' ').count() {
        _ if titled || office => Some(Kind::Titled),
        1..=5 if capitals => Some(Kind::Plain),
        _ => None,
    }
}

/// True for a block that is the time of day: "12.34 pm", "12:34:00".
pub(super) fn is_time_mark(text: &str) -> bool {
    if !text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    let clock = text.trim_end_matches("pm").trim_end_matches("am").trim_end_matches(['.', ' ']);
    let clock = clock.trim_end_matches("p.m").trim_end_matches("a.m").trim();
    let parts: Vec<&str> = clock.split([':', '.']).collect();
    let number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(number) && (clock.len() < text.len() || clock.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_debates() {
        let words = SpeakerWords::built_in();
        let read = |text: &'static str| label(words, text, true).map(|label| (label.kind, label.name, label.end));
        for (text, expected) in [
            (
                "The Chancellor of the Exchequer (Mr Ash): We pay.",
                Some((Kind::Titled, "The Chancellor of the Exchequer (Mr Ash)", 42)),
            ),
            (
                "Madam Deputy Speaker (Dame Rose Elm): Order.",
                Some((Kind::Presiding, "Madam Deputy Speaker (Dame Rose Elm)", 38)),
            ),
            ("Mr. Speaker: Order.", Some((Kind::Presiding, "Mr. Speaker", 13))),
            ("Mr Speaker", Some((Kind::Presiding, "Mr Speaker", 10))),
            ("Hon. Members: Hear, hear!", Some((Kind::Crowd, "Hon. Members", 14))),
            ("Jo Oak (Leeds West) (Lab): No.", Some((Kind::Plain, "Jo Oak (Leeds West) (Lab)", 27))),
            ("SHRI A. B. RAO: Sir,", Some((Kind::Titled, "SHRI A. B. RAO", 16))),
            ("Mr Speaker, I rise: now.", None),
            ("We will do three things: build, pay.", None),
            ("The reason is simple: we pay.", None),
            (
                "The Minister for Social Security and Disability: Yes.",
                Some((Kind::Titled, "The Minister for Social Security and Disability", 49)),
            ),
            ("Budget 2016: a plan", None),
            ("At 12:30 we met", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn times_of_day() {
        for text in ["12.34 pm", "12:34:00", "9.30am", "2.5 p.m."] {
            assert!(is_time_mark(text), "{text}");
        }
        for text in ["12.34", "1.9bn", "pm", "2016", "12.34 pm we met"] {
            assert!(!is_time_mark(text), "{text}");
        }
    }
}
