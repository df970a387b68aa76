//! One full stop at a time: does the sentence end here, and where exactly?
//!
//! Grammar only; the words whose stop ends nothing come from the rule packs.

use crate::rules::{Abbreviation, Abbreviations};

/// Longest word before a stop that is looked at, in bytes. Longer ones are no
/// abbreviations, and looking further would make hostile texts slow.
const LONGEST_WORD: usize = 40;

/// What was found at a stop.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stop {
    /// Offset after the run of stops.
    pub(super) resume: usize,
    /// End of the sentence with its closing quotes and footnote marks, where it ends.
    pub(super) end: Option<usize>,
}

/// Reads the stop at byte `at` of `text`, in a sentence that begins at `from`.
pub(super) fn read(text: &str, from: usize, at: usize, abbreviations: &Abbreviations) -> Stop {
    let run = &text[at..];
    let resume = at + run.find(|c| !is_stop(c)).unwrap_or(run.len());
    let stops = &text[at..resume];
    let closed = resume + closers(&text[resume..]);
    let word = word_before(text, from, at);
    let context = Context { before: &text[from..at], word, stops, closers: &text[resume..closed], abbreviations };
    if stops != "." && stops.contains(['。', '।']) {
        return Stop { resume, end: Some(closed) };
    }
    let end = closed + if stops == "." { context.footnote(&text[closed..]) } else { 0 };
    let rest = &text[end..];
    let ends = !is_marker(context.before)
        && match rest.strip_prefix(' ') {
            Some(after) => context.ends_before(after),
            None => end == closed && context.ends_without_space(rest),
        };
    Stop { resume, end: ends.then_some(end) }
}

struct Context<'a> {
    /// The sentence so far.
    before: &'a str,
    /// The word before the stop, with stops inside it and without brackets before it.
    word: &'a str,
    stops: &'a str,
    closers: &'a str,
    abbreviations: &'a Abbreviations,
}

impl Context<'_> {
    /// Decides on a stop that a space follows.
    fn ends_before(&self, after: &str) -> bool {
        let lead = after.trim_start_matches(is_opener);
        let mut chars = lead.chars();
        let Some(next) = chars.next() else { return true };
        let is_small = next.is_lowercase() && !chars.next().is_some_and(char::is_uppercase);
        if is_small && !after.starts_with(is_bullet) {
            return false;
        }
        match self.stops {
            "." => {}
            // Three dots after a space leave something out of a quotation.
            stops if stops.contains("..") || stops.contains('…') => return !self.before.ends_with(' '),
            _ => return true,
        }
        match self.abbreviations.get(self.word) {
            Some(Abbreviation::Continues) => return false,
            Some(Abbreviation::BeforeNumber) if !next.is_alphabetic() => return false,
            Some(Abbreviation::MayEnd) if !next.is_uppercase() => return false,
            _ => {}
        }
        if self.is_initial() {
            return false;
        }
        if is_dotted(self.word) && self.word.starts_with(char::is_uppercase) {
            return is_function_word(lead);
        }
        true
    }

    /// Decides on a stop that is followed directly by `rest`.
    fn ends_without_space(&self, rest: &str) -> bool {
        let mut chars = rest.chars();
        let Some(next) = chars.next() else { return false };
        if matches!(next, '“' | '‘') {
            return chars.next().is_some_and(char::is_uppercase) && !self.is_initial();
        }
        if !next.is_uppercase() || self.word.contains(['/', '@']) || self.word.starts_with("www") {
            return false;
        }
        if !self.closers.is_empty() {
            return true;
        }
        if !chars.next().is_some_and(char::is_lowercase) {
            return false;
        }
        let Some(last) = self.before.chars().next_back() else { return false };
        if self.is_initial() || is_dotted(self.word) || self.abbreviations.get(self.word).is_some() {
            return false;
        }
        let next_word = rest.find(|c: char| !c.is_alphanumeric()).map_or(rest, |end| &rest[..end]);
        if self.stops == "." && self.abbreviations.get(&format!("{}.{next_word}", self.word)).is_some() {
            return false;
        }
        // A name may be written with a stop inside: "Care.Data". What follows the
        // first word of a sentence is mostly a small letter.
        let is_name = self.word.chars().any(char::is_uppercase);
        let runs_on =
            rest[next_word.len()..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        (last.is_lowercase() || last.is_ascii_digit() || last == '%' || is_name) && (!is_name || runs_on)
    }

    /// Length of footnote marks right after a stop: "prices.12 The", "prices.[3] The".
    fn footnote(&self, rest: &str) -> usize {
        let marks =
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',')).len();
        if marks == 0 {
            return 0;
        }
        let digits = rest[..marks].trim_matches(['[', ']']);
        let is_mark = (1..=7).contains(&digits.len())
            && digits.split([',', '[', ']']).all(|number| number.len() <= 3)
            && digits.ends_with(|c: char| c.is_ascii_digit());
        let last = self.before.chars().next_back().unwrap_or(' ');
        let after_word = !self.closers.is_empty() || matches!(last, ')' | '%' | '”' | '’') || last.is_alphabetic();
        let is_free = rest[marks..].is_empty() || rest[marks..].starts_with(' ');
        let is_word = self.word.chars().nth(1).is_some() && self.abbreviations.get(self.word).is_none();
        if is_mark && after_word && is_free && is_word { marks } else { 0 }
    }

    /// "J." in "J. Smith".
    fn is_initial(&self) -> bool {
        let mut chars = self.word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '।')
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '◦' | '▪' | '●' | '■' | '\u{e000}'..='\u{f8ff}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '\'' | '“' | '‘' | '«' | '–' | '—' | '-' | '*' | ' ') || is_bullet(c)
}

/// Length of the closing quotes, brackets and raised digits at the start of `rest`.
fn closers(rest: &str) -> usize {
    let is_closer = |c: char| {
        matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡')
    };
    rest.len() - rest.trim_start_matches(is_closer).len()
}

/// The word that ends at `at`, back to white space or an opening bracket or
/// quote; empty where it is longer than any word.
fn word_before(text: &str, from: usize, at: usize) -> &str {
    let mut start = at;
    for c in text[from..at].chars().rev() {
        if c.is_whitespace() || is_opener(c) && c != '-' && c != '\'' {
            break;
        }
        start -= c.len_utf8();
        if at - start > LONGEST_WORD {
            return "";
        }
    }
    &text[start..at]
}

/// True where a sentence so far is only the number of a paragraph or list
/// item: "23", "1.12", "23 (14)", "(a)", "iv".
fn is_marker(before: &str) -> bool {
    if before.len() > 16 {
        return false;
    }
    let is_roman = |part: &str| part.len() <= 5 && part.bytes().all(|byte| b"ivxlc".contains(&byte));
    before.split(|c: char| !c.is_alphabetic()).all(|part| part.len() <= 1 && part != "I" || is_roman(part))
}

/// Single letters with stops between them: "U.K", "p.m".
fn is_dotted(word: &str) -> bool {
    let is_letter = |part: &str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    };
    word.len() > 2 && word.as_bytes().contains(&b'.') && word.split('.').all(is_letter)
}

/// After "U.K." a name goes on ("Government") or a sentence begins ("The …").
/// English begins most sentences with a short word that a small letter follows.
fn is_function_word(lead: &str) -> bool {
    let end = lead.find(|c: char| !c.is_alphabetic()).unwrap_or(lead.len());
    let word = &lead[..end];
    let follows = lead[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| !c.is_uppercase()));
    (1..=4).contains(&word.len()) && word.chars().skip(1).all(char::is_lowercase) && follows
}
