//! From runs of text to pieces of lines: what stands on one line without a
//! gap that is wider than those between words.

use super::source::{Page, Run};

/// A gap wider than this, in sizes of the font, parts columns and not words.
const COLUMN_GAP: f32 = 0.9;
/// A gap wider than this parts words and not letters.
const WORD_GAP: f32 = 0.15;

/// A part of a line. Places are in points from the top left corner.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    /// True where all of it is bold.
    pub(super) bold: bool,
}

impl Piece {
    pub(super) fn top(&self) -> f32 {
        self.base - 0.8 * self.size
    }

    pub(super) fn bottom(&self) -> f32 {
        self.base + 0.2 * self.size
    }

    pub(super) fn middle(&self) -> f32 {
        self.base - 0.3 * self.size
    }

    /// True for a number, sum, percentage, year or dash.
    pub(super) fn is_figure(&self) -> bool {
        is_figure(&self.text)
    }
}

/// True for a number, sum, percentage, year or dash.
pub(super) fn is_figure(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    let (letters, digits) = (count(char::is_alphabetic), count(|c| c.is_ascii_digit()));
    let is_dash = letters == 0 && matches!(text.trim(), "-" | "–" | "—" | "*" | "..");
    is_dash || digits > 0 && letters <= 2.min(digits)
}

/// The pieces of a page, from top to bottom, and the text that is turned.
pub(super) fn pieces(page: &mut Page) -> (Vec<Piece>, Vec<Piece>) {
    let (turned, runs): (Vec<Run>, Vec<Run>) = page.runs.drain(..).partition(|run| run.turned);
    let mut list: Vec<Piece> = rows(runs).into_iter().flat_map(join).collect();
    list.retain(|piece| !piece.text.is_empty());
    (list, turned.into_iter().map(piece).collect())
}

/// Runs on one line, from left to right.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|first| run.base - first.base <= 0.2 * run.size.min(first.size)) => {
                row.push(run);
            }
            _ => rows.push(vec![run]),
        }
    }
    raise(&mut rows);
    for row in &mut rows {
        row.sort_by(|one, other| one.left.total_cmp(&other.left));
    }
    rows.retain(|row| !row.is_empty());
    rows
}

/// Puts small raised or lowered runs into the line that they belong to.
fn raise(rows: &mut [Vec<Run>]) {
    for index in 0..rows.len() {
        for near in [index.wrapping_sub(2), index.wrapping_sub(1), index + 1, index + 2] {
            let (small, host) = match (rows.get(index), rows.get(near)) {
                (Some(small), Some(host)) if !small.is_empty() && !host.is_empty() => (small, host),
                _ => continue,
            };
            let belongs = |run: &Run| {
                host.iter().any(|host| {
                    run.size < 0.8 * host.size
                        && (run.base - host.base).abs() < 0.6 * host.size
                        && (-0.3..0.35).contains(&((run.left - host.right) / host.size))
                })
            };
            let moved: Vec<bool> = small.iter().map(belongs).collect();
            if !moved.contains(&true) {
                continue;
            }
            let is_raised = small.first().zip(host.first()).is_some_and(|(small, host)| small.base < host.base);
            let all = std::mem::take(&mut rows[index]);
            for (run, moved) in all.into_iter().zip(moved) {
                // The mark of a footnote is no part of the word before it.
                if !(moved && is_raised && is_mark(&run.text)) {
                    rows[if moved { near } else { index }].push(run);
                }
            }
        }
    }
}

/// True for the number or sign of a footnote.
fn is_mark(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | ',' | ' '))
}

/// The pieces of one line.
fn join(row: Vec<Run>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for run in row {
        let Some(open) = pieces.last_mut() else {
            pieces.push(piece(run));
            continue;
        };
        let size = open.size.max(run.size);
        let gap = (run.left - open.right) / size;
        // Beside a heading stands the line of another column, at the distance of its own letters.
        let least = open.size.min(run.size);
        if gap < -1.5 || run.left - open.right > COLUMN_GAP * least {
            pieces.push(piece(run));
            continue;
        }
        if gap > WORD_GAP && !open.text.ends_with(' ') && !run.text.starts_with(' ') {
            open.text.push(' ');
        }
        if run.text.trim().len() > open.text.trim().len() {
            (open.size, open.base) = (run.size, run.base);
        }
        open.text.push_str(&run.text);
        open.right = open.right.max(run.right);
        open.bold &= run.bold;
    }
    for piece in &mut pieces {
        piece.text = tidy(&piece.text);
    }
    pieces
}

fn piece(run: Run) -> Piece {
    Piece { text: run.text, left: run.left, right: run.right, base: run.base, size: run.size, bold: run.bold }
}

/// One space between words, and no leaders: the dots between a heading and
/// its page in a list of contents.
fn tidy(text: &str) -> String {
    const LEADER: usize = 4;
    let is_leader = |word: &&str| word.len() >= LEADER && word.bytes().all(|byte| byte == b'.');
    let mut out = String::with_capacity(text.len());
    let mut dots = 0;
    for word in text.split_whitespace().filter(|word| !is_leader(word)) {
        dots = if word == "." { dots + 1 } else { 0 };
        if dots > 1 {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        let inner = word.trim_end_matches('.');
        out.push_str(if word.len() - inner.len() >= LEADER { inner } else { word });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, left: f32, right: f32, size: f32) -> Run {
        Run { text: text.into(), left, right, base: 100.0, size, bold: false, turned: false }
    }

    fn joined(runs: Vec<Run>) -> Vec<String> {
        join(runs).into_iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn a_line_of_one_column_is_not_joined_to_the_heading_of_the_next() {
        let column = run("advanced tax administrations in the", 224.0, 372.7, 9.0);
        assert_eq!(joined(vec![column, run("infrastructure", 384.6, 465.5, 13.5)]).len(), 2);
    }

    #[test]
    fn words_and_large_first_letters_stay_together() {
        assert_eq!(joined(vec![run("We", 50.0, 62.0, 9.0), run("will", 69.0, 84.0, 9.0)]), ["We will"]);
        assert_eq!(joined(vec![run("W", 50.0, 80.0, 30.0), run("e will", 82.0, 105.0, 9.0)]), ["We will"]);
    }
}
