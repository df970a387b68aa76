//! Captions: SRT, WebVTT, and lines of "time | text", joined into running text.
//!
//! Cue numbers, times, tags and descriptions of sounds are no text. Captions
//! that roll up repeat the line above; each line is read once. A block ends where
//! another voice begins, after a long pause, or at a stop once it is long.

use super::blocks::Blocks;
use super::cues::{CueLine, Marked, cue_lines, marked};
use crate::model::BlockKind;
use crate::text::Span;

/// After a pause of so many milliseconds a new block begins where a sentence has ended.
const PAUSE: u64 = 3_000;
/// After so long a pause a new block begins anyway.
const LONG_PAUSE: u64 = 10_000;
/// Blocks longer than this, in bytes, end with the next sentence.
const LONG_BLOCK: usize = 800;
/// Captions roll up where at least so many cues begin with the line before, ...
const LEAST_ROLLED: usize = 2;
/// ... and at least one in so many.
const ROLLED_SHARE: usize = 3;

/// Reads a file of captions.
pub(super) fn read(text: &str, blocks: &mut Blocks) {
    let lines: Vec<Shown> = cue_lines(text).map(|line| Shown::of(text, line)).filter(Shown::is_shown).collect();
    let rolls_up = rolls_up(&lines);
    let mut reader = Reader { blocks, voice: String::new(), end: None, length: 0, stopped: true };
    let mut at = 0;
    let mut before: &[Shown] = &[];
    while at < lines.len() {
        let cue = &lines[at..at + lines[at..].iter().take_while(|line| line.line.cue == lines[at].line.cue).count()];
        let mut said = if rolls_up { repeated(before, cue) } else { 0 };
        // A cue that is painted word by word comes again with more words.
        if let Some(last) = before.last().filter(|last| rolls_up && said == 0 && cue[0].goes_on(last)) {
            reader.line(text, &cue[0], letters(&last.words));
            said = 1;
        }
        for line in &cue[said..] {
            reader.line(text, line, 0);
        }
        before = cue;
        at += cue.len();
    }
    reader.end_block();
}

/// A line of a cue with what is shown of it.
struct Shown {
    line: CueLine,
    marked: Marked,
    /// The words as they are compared.
    words: String,
}

impl Shown {
    fn of(text: &str, line: CueLine) -> Self {
        let marked = marked(text, line.span);
        let words = marked.pieces.iter().map(|(piece, _)| piece.as_str()).collect::<String>();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { line, marked, words }
    }

    fn is_shown(&self) -> bool {
        !self.words.is_empty()
    }

    /// True where the line is the one `before`, or that one with more words.
    fn goes_on(&self, before: &Self) -> bool {
        self.words.strip_prefix(&before.words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

/// Number of characters that are no white space.
fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// How many lines at the start of a cue stand at the end of the cue before.
fn repeated(before: &[Shown], cue: &[Shown]) -> usize {
    let most = before.len().min(cue.len());
    let same =
        |count: usize| before[before.len() - count..].iter().zip(cue).all(|(one, other)| one.words == other.words);
    (1..=most).rev().find(|&count| same(count)).unwrap_or(0)
}

/// True where many cues begin with the last line of the cue before.
fn rolls_up(lines: &[Shown]) -> bool {
    let mut cues = 1;
    let mut rolled = 0;
    for pair in lines.windows(2).filter(|pair| pair[0].line.cue != pair[1].line.cue) {
        cues += 1;
        rolled += usize::from(pair[1].goes_on(&pair[0]));
    }
    rolled >= LEAST_ROLLED && rolled * ROLLED_SHARE >= cues
}

struct Reader<'a> {
    blocks: &'a mut Blocks,
    /// Who is speaking, where the captions say.
    voice: String,
    /// Time and place at which the line before ended.
    end: Option<(u64, usize)>,
    /// Bytes in the open block.
    length: usize,
    /// True where the line before ended a sentence.
    stopped: bool,
}

impl Reader<'_> {
    /// Adds a line without its first `known` letters.
    fn line(&mut self, text: &str, line: &Shown, known: usize) {
        let new_voice = line.marked.voice.as_ref().filter(|(voice, _)| *voice != self.voice).cloned();
        let pause = self.end.map_or(0, |(end, _)| line.line.start.saturating_sub(end));
        let ends_here = self.stopped && (pause >= PAUSE || self.length > LONG_BLOCK);
        if new_voice.is_some() || line.marked.changes_speaker || pause >= LONG_PAUSE || ends_here {
            self.end_block();
        }
        if let Some((voice, place)) = new_voice {
            self.blocks.replace(&format!("{voice}: "), place);
            self.voice = voice;
        }
        if let Some((_, place)) = self.end {
            self.blocks.space(Span::new(place, line.line.span.start.max(place)));
        }
        let mut known = known;
        for (piece, place) in &line.marked.pieces {
            let from = piece
                .char_indices()
                .find(|(_, c)| {
                    let said = known > 0;
                    known -= usize::from(said && !c.is_whitespace());
                    !said
                })
                .map_or(piece.len(), |(at, _)| at);
            if place.of(text) == piece {
                self.blocks.push(&piece[from..], place.start + from);
            } else if from < piece.len() {
                self.blocks.replace(piece, *place);
            }
        }
        self.length += line.words.len();
        self.stopped = line.words.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…']);
        self.end = Some((line.line.end.max(line.line.start), line.line.span.end));
    }

    fn end_block(&mut self) {
        self.blocks.end(BlockKind::Paragraph, 0, None);
        self.length = 0;
    }
}
