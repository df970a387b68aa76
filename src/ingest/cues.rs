//! The lines of captions: which belong to which cue, and what of a line is
//! shown. Knows the times of SRT, WebVTT, SBV and of lines of "time | text".

use super::elements::decode_each;
use super::lines::{Line, lines};
use crate::text::Span;

/// So many lines are looked at to tell captions from other text.
const LOOKED_AT: usize = 60;
/// Captions have at least so many lines with a time.
const LEAST_TIMED: usize = 3;
/// Longest description of a sound in brackets, in bytes.
const LONGEST_SOUND: usize = 40;
/// Where a cue does not say how long it is shown, it is taken to last so many milliseconds.
const USUAL: u64 = 4_000;
/// No recording has more hours, or minutes where a time has no hours.
const MOST_HOURS: u64 = 9_999;

/// A line of text in a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct CueLine {
    /// Its place in the file.
    pub(super) span: Span,
    /// Number of its cue.
    pub(super) cue: usize,
    /// When the cue begins and ends, in milliseconds.
    pub(super) start: u64,
    pub(super) end: u64,
}

/// What is shown of a line.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// Pieces of text as they are shown, with their places in the file.
    pub(super) pieces: Vec<(String, Span)>,
    /// The voice that a tag names, and the place of the tag.
    pub(super) voice: Option<(String, Span)>,
    /// True where a mark says that somebody else begins to speak.
    pub(super) changes_speaker: bool,
}

/// What a line is.
enum Timing {
    /// Times alone: begin, and end where it is given.
    Alone(u64, Option<u64>),
    /// A time, and the place of the text behind it.
    Before(u64, usize),
    None,
}

/// The lines of text of all cues.
pub(super) fn cue_lines(text: &str) -> impl Iterator<Item = CueLine> {
    let mut found: Vec<CueLine> = Vec::new();
    let (mut cue, mut times) = (0, None);
    // Where the lines since the last blank line begin in `found`.
    let (mut since_blank, mut after_blank, mut note) = (0, true, false);
    for line in lines(text) {
        if line.span.is_empty() {
            (since_blank, after_blank, note) = (found.len(), true, false);
            continue;
        }
        let body = line.span.of(text);
        match timing(body) {
            Timing::Alone(start, end) => {
                drop_identifier(text, &mut found, since_blank, end.is_some());
                (cue, times, note) = (cue + 1, Some((start, end.unwrap_or(start + USUAL))), false);
                since_blank = found.len();
            }
            Timing::Before(start, at) => {
                (cue, times, note) = (cue + 1, Some((start, start + USUAL)), false);
                let span = Span::new(line.span.start + at, line.span.end);
                found.push(CueLine { span, cue, start, end: start + USUAL });
            }
            Timing::None => {
                note |= after_blank && is_note(body);
                if let Some((start, end)) = times.filter(|_| !note) {
                    found.push(CueLine { span: line.span, cue, start, end });
                }
            }
        }
        after_blank = false;
    }
    found.into_iter()
}

/// The line right above the times is the number or name of the cue, where it
/// stands alone below a blank line or is a number.
fn drop_identifier(text: &str, found: &mut Vec<CueLine>, since_blank: usize, ranged: bool) {
    let above = found.len() - since_blank.min(found.len());
    let is_number = |line: &CueLine| line.span.of(text).bytes().all(|byte| byte.is_ascii_digit());
    if ranged && above > 0 && (above == 1 || found.last().is_some_and(is_number)) {
        found.pop();
    }
}

/// Parts of a WebVTT file that are no cues.
fn is_note(body: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| body.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', ':'])))
}

/// True where the beginning of a text is that of captions.
pub(super) fn looks_like(text: &str) -> bool {
    let mut filled = lines(text).filter(|line: &Line| !line.span.is_empty()).take(LOOKED_AT).peekable();
    if filled.peek().is_some_and(|line| line.span.of(text).trim_start_matches('\u{feff}').starts_with("WEBVTT")) {
        return true;
    }
    let (mut all, mut ranges, mut alone, mut before) = (0, 0, 0, 0);
    for line in filled {
        all += 1;
        match timing(line.span.of(text)) {
            Timing::Alone(_, Some(_)) => ranges += 1,
            Timing::Alone(_, None) => alone += 1,
            Timing::Before(..) => before += 1,
            Timing::None => {}
        }
    }
    // A single cue with both of its times is a file of captions as well.
    ranges > 0 && ranges * 5 >= all
        || before >= LEAST_TIMED && before * 10 >= all * 7
        || alone >= LEAST_TIMED && alone * 5 >= all * 2
}

fn timing(body: &str) -> Timing {
    let Some((start, at)) = time(body) else { return Timing::None };
    let rest = &body[at..];
    let trimmed = rest.trim_start();
    if trimmed.is_empty() {
        return Timing::Alone(start, None);
    }
    let arrow = trimmed.strip_prefix("-->").or_else(|| rest.strip_prefix(','));
    if let Some((end, _)) = arrow.and_then(|after| time(after.trim_start())) {
        return Timing::Alone(start, Some(end));
    }
    let text = trimmed.trim_start_matches(['|', '-', '–', '—', ':', '\t', ' ']);
    // "12:30 we met" is a sentence; a bar, a tab, brackets or seconds make it a caption.
    let marked = trimmed.starts_with('|') || rest.starts_with('\t') || body.starts_with(['[', '(']);
    let has_seconds = body[..at].bytes().filter(|byte| *byte == b':').count() == 2;
    if text.is_empty() || !(marked || has_seconds) {
        return Timing::None;
    }
    Timing::Before(start, body.len() - text.len())
}

/// The time at the start of a line, in milliseconds, and where it ends:
/// `1:02:03.500`, `00:12`, `[00:12]`.
fn time(body: &str) -> Option<(u64, usize)> {
    let open = body.starts_with(['[', '(']);
    let inner = &body[usize::from(open)..];
    let length = inner.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b',')).count();
    let written = inner[..length].trim_end_matches(['.', ',', ':']);
    // Two times with a comma between, as in SBV: only the first is wanted.
    let cut =
        written.match_indices(',').find(|(at, _)| written[..*at].contains('.')).map_or(written.len(), |(at, _)| at);
    let written = &written[..cut];
    let (whole, fraction) = written.split_once(['.', ',']).unwrap_or((written, "0"));
    let parts: Vec<u64> = whole.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    if !(2..=3).contains(&parts.len()) || parts[1..].iter().any(|part| *part > 59) || fraction.len() > 3 {
        return None;
    }
    if parts[0] > MOST_HOURS {
        return None;
    }
    if whole.split(':').skip(1).any(|part| part.len() != 2) {
        return None;
    }
    let seconds = parts.iter().fold(0, |sum, part| sum * 60 + part);
    let thousandths = format!("{fraction:0<3}").parse::<u64>().ok()?;
    let mut end = usize::from(open) + written.len();
    if open {
        end += usize::from(body[end..].starts_with([']', ')']));
    }
    Some((seconds * 1000 + thousandths, end))
}

/// Reads the tags, entities and marks of a line.
pub(super) fn marked(text: &str, span: Span) -> Marked {
    let mut found = Marked::default();
    let body = span.of(text);
    let bare = body.trim_start_matches(['>', ' ']);
    let dashed = body.strip_prefix(['-', '–']).filter(|rest| rest.starts_with(' '));
    let skipped = match dashed {
        _ if body.starts_with(">>") => body.len() - bare.len(),
        Some(rest) => body.len() - rest.trim_start().len(),
        None => 0,
    };
    found.changes_speaker = skipped > 0;
    let mut at = skipped;
    while at < body.len() {
        let rest = &body[at..];
        let next = rest.find(['<', '{', '[', '♪', '♫']).unwrap_or(rest.len());
        let base = span.start + at;
        decode_each(&rest[..next], |piece, place| {
            found.pieces.push((piece.to_owned(), Span::new(base + place.start, base + place.end)));
        });
        at += next;
        let rest = &body[at..];
        let Some(open) = rest.chars().next() else { break };
        let length = hidden(rest).unwrap_or(0);
        if length == 0 {
            let place = Span::new(span.start + at, span.start + at + open.len_utf8());
            found.pieces.push((open.to_string(), place));
            at += open.len_utf8();
            continue;
        }
        let tag = &rest[..length];
        if let Some(voice) = tag.strip_prefix("<v").and_then(|tag| tag.strip_suffix('>')) {
            let name = voice.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim());
            if !name.is_empty() {
                found.voice = Some((name.to_owned(), Span::new(span.start + at, span.start + at + length)));
            }
        }
        at += length;
    }
    found
}

/// Length of what is not shown at the start of `rest`: a tag, a style, a
/// description of a sound.
fn hidden(rest: &str) -> Option<usize> {
    let close = match rest.chars().next()? {
        '<' => '>',
        '{' => '}',
        '[' => ']',
        note => return Some(note.len_utf8()),
    };
    let end = rest.find(close)? + close.len_utf8();
    let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    let shown = match close {
        '>' => !is_tag,
        '}' => !rest.starts_with("{\\"),
        _ => end > LONGEST_SOUND,
    };
    (!shown).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_common_form() {
        for (body, expected) in [
            ("00:01:02,500 --> x", Some((62_500, 12))),
            ("1:02:03", Some((3_723_000, 7))),
            ("00:12 | We", Some((12_000, 5))),
            ("[00:12] We", Some((12_000, 7))),
            ("0:00:01.000,0:00:03.000", Some((1_000, 11))),
            ("12:75", None),
            ("12", None),
            ("1:2", None),
            ("We", None),
            ("", None),
        ] {
            assert_eq!(time(body), expected, "{body}");
        }
    }

    #[test]
    fn captions_are_told_from_text() {
        for text in [
            "WEBVTT\n\n00:01.000 --> 00:02.000\nWe.",
            "1\n00:00:01,000 --> 00:00:02,000\nWe pay.\n",
            "00:01 | We\n00:05 | pay\n00:09 | all",
            "0:01\nwe\n0:05\npay\n0:09\nall",
        ] {
            assert!(looks_like(text), "{text}");
        }
        for text in
            ["", "We met at\n12:30 and paid", "# Plan\n\n09:00 Opening\n\nWe pay --> all.", "1. We\n2. pay\n3. all"]
        {
            assert!(!looks_like(text), "{text}");
        }
    }
}
