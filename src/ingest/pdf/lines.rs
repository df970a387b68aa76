//! The lines of one part of a page, and the tables among them.

use super::pieces::{Piece, is_figure};

/// Lines of figures that make a table.
const TABLE_LINES: usize = 3;
/// Lines above the figures that may be their heads.
const HEAD_LINES: usize = 3;

/// A line of text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) base: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
}

impl Line {
    /// The words of the line.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// True for a line of a table: a figure stands apart from what is before it.
    fn is_tabular(&self) -> bool {
        self.pieces.iter().skip(1).any(Piece::is_figure)
    }
}

/// Some lines of a part of a page.
#[derive(Debug)]
pub(super) enum Part {
    /// Running text.
    Text(Vec<Line>),
    /// Rows of cells; each cell with its column.
    Table(Vec<Vec<(u32, String)>>),
}

/// The lines of a part of a page, from top to bottom.
pub(super) fn parts(mut pieces: Vec<Piece>) -> Vec<Part> {
    pieces.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| piece.base - first.base < 0.35 * piece.size) => {
                line.push(piece);
            }
            _ => lines.push(vec![piece]),
        }
    }
    let lines: Vec<Line> = lines.into_iter().filter_map(line).collect();
    split(lines)
}

fn line(mut pieces: Vec<Piece>) -> Option<Line> {
    pieces.sort_by(|one, other| one.left.total_cmp(&other.left));
    let longest = pieces.iter().max_by_key(|piece| piece.text.len())?;
    let (base, size) = (longest.base, longest.size);
    let left = pieces.first()?.left;
    let right = pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
    let bold = pieces.iter().all(|piece| piece.bold);
    Some(Line { pieces, left, right, base, size, bold })
}

/// Parts tables from running text.
fn split(lines: Vec<Line>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text: Vec<Line> = Vec::new();
    let mut rest = lines.into_iter().peekable();
    while let Some(line) = rest.next() {
        if !line.is_tabular() {
            text.push(line);
            continue;
        }
        let mut rows = vec![line];
        let edge = rows[0].pieces.get(1).map_or(f32::MAX, |piece| piece.left);
        while let Some(next) = rest.peek() {
            // A label may go on alone on a line of its own.
            let near = rows.last().is_some_and(|last| next.base - last.base < 3.0 * next.size);
            let is_label = next.pieces.len() == 1 && next.right < edge;
            if !near || !(next.is_tabular() || is_label || next.pieces.len() > 2) {
                break;
            }
            rows.extend(rest.next());
        }
        while rows.last().is_some_and(|last| last.pieces.len() == 1) {
            // What follows the last row is text again.
            let Some(last) = rows.pop() else { break };
            rest = std::iter::once(last).chain(rest).collect::<Vec<_>>().into_iter().peekable();
        }
        if rows.iter().filter(|row| row.is_tabular()).count() < TABLE_LINES {
            text.append(&mut rows);
            continue;
        }
        let heads = heads(&mut text, &rows);
        if !text.is_empty() {
            parts.push(Part::Text(std::mem::take(&mut text)));
        }
        parts.push(Part::Table(cells(heads, &rows)));
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

/// Takes the heads of columns from the end of the text above a table.
fn heads(text: &mut Vec<Line>, rows: &[Line]) -> Vec<Line> {
    let Some(edge) = rows.iter().filter_map(|row| row.pieces.get(1)).map(|piece| piece.left).reduce(f32::min) else {
        return Vec::new();
    };
    let top = rows.first().map_or(0.0, |row| row.base);
    let mut from = text.len();
    let mut below = top;
    while from > 0 && text.len() - from < HEAD_LINES {
        let line = &text[from - 1];
        let is_head = line.pieces.len() > 1 || line.left > edge - line.size;
        if !is_head || below - line.base > 2.5 * line.size {
            break;
        }
        below = line.base;
        from -= 1;
    }
    text.split_off(from)
}

/// Sorts the pieces of rows into columns.
fn cells(heads: Vec<Line>, rows: &[Line]) -> Vec<Vec<(u32, String)>> {
    // Columns are what the pieces of the rows cover from left to right.
    let mut covered: Vec<(f32, f32)> =
        rows.iter().flat_map(|row| &row.pieces).map(|piece| (piece.left, piece.right)).collect();
    covered.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut columns: Vec<(f32, f32)> = Vec::new();
    for (left, right) in covered {
        match columns.last_mut() {
            Some(column) if left < column.1 => column.1 = column.1.max(right),
            _ => columns.push((left, right)),
        }
    }
    let column = |piece: &Piece| {
        let apart = |&(left, right): &(f32, f32)| {
            let shared = piece.right.min(right) - piece.left.max(left);
            if shared > 0.0 { -shared } else { (piece.left + piece.right - left - right).abs() }
        };
        let nearest = columns.iter().enumerate().min_by(|one, other| apart(one.1).total_cmp(&apart(other.1)));
        nearest.map_or(0, |(index, _)| u32::try_from(index).unwrap_or(u32::MAX))
    };
    let mut table: Vec<Vec<(u32, String)>> = Vec::new();
    let mut open_head: Vec<(u32, String)> = Vec::new();
    for piece in heads.iter().flat_map(|line| &line.pieces) {
        add(&mut open_head, column(piece), &piece.text);
    }
    if !open_head.is_empty() {
        table.push(open_head);
    }
    for row in rows {
        let mut cells = Vec::new();
        for piece in &row.pieces {
            add(&mut cells, column(piece), &piece.text);
        }
        match (cells.as_slice(), table.last_mut()) {
            // A label that goes on below its row.
            ([(0, label)], Some(above)) if label.starts_with(char::is_lowercase) => add(above, 0, label),
            _ => table.push(cells),
        }
    }
    table
}

fn add(cells: &mut Vec<(u32, String)>, column: u32, text: &str) {
    match cells.iter_mut().find(|(at, _)| *at == column) {
        Some((_, cell)) if is_figure(text) && cell.is_empty() => cell.push_str(text),
        Some((_, cell)) => {
            cell.push(' ');
            cell.push_str(text);
        }
        None => cells.push((column, text.to_owned())),
    }
    cells.sort_by_key(|(at, _)| *at);
}
