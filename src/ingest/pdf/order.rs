//! Reading order: a page is cut along its gutters, the white strips between
//! columns, and read part by part.
//!
//! A gutter is a strip that no text crosses, with lines on both sides of it. A
//! strip between text and figures, or between bullets and text, is none: what
//! stands on both sides belongs together.

use super::pieces::Piece;

/// Least width of a gutter, in sizes of the font.
const GUTTER: f32 = 0.75;
/// Lines that stand on each side of a gutter, at least.
const LINES: usize = 3;
/// Labels, bullets and numbers of paragraphs have at most so many characters.
const LABEL: usize = 4;
/// Pages with more pieces than this are drawings; they are read line by line.
const MOST_PIECES: usize = 4000;
/// Columns within columns.
const MOST_DEPTH: usize = 12;

/// The parts of a page in the order in which they are read.
pub(super) fn regions(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut regions = Vec::new();
    let depth = if pieces.len() > MOST_PIECES { MOST_DEPTH } else { 0 };
    divide(pieces, depth, &mut regions);
    regions
}

fn divide(pieces: Vec<Piece>, depth: usize, regions: &mut Vec<Vec<Piece>>) {
    let Some(gutter) = (depth < MOST_DEPTH).then(|| widest(&pieces)).flatten() else {
        if !pieces.is_empty() {
            regions.push(pieces);
        }
        return;
    };
    let mut parts: [Vec<Piece>; 4] = Default::default();
    for piece in pieces {
        let middle = piece.middle();
        let part = if middle < gutter.top {
            0
        } else if middle > gutter.bottom {
            3
        } else if piece.left >= gutter.left {
            2
        } else {
            1
        };
        parts[part].push(piece);
    }
    let [above, mut left, mut right, mut below] = parts;
    below.extend(tail(&mut left, &right));
    below.extend(tail(&mut right, &left));
    for part in [above, left, right, below] {
        divide(part, depth + 1, regions);
    }
}

/// What stands below both columns, parted from its own by a blank line: the
/// text goes on there with its full width.
fn tail(column: &mut Vec<Piece>, other: &[Piece]) -> Vec<Piece> {
    let end = other.iter().map(Piece::bottom).fold(f32::MIN, f32::max);
    column.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut above = f32::MAX;
    let cut = column.iter().position(|piece| {
        let is_cut = piece.top() > end && piece.top() - above > piece.size;
        above = piece.bottom();
        is_cut
    });
    cut.filter(|&at| at > 0).map_or_else(Vec::new, |at| column.split_off(at))
}

/// A white strip: where its right side begins, and how far it reaches.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    left: f32,
    top: f32,
    bottom: f32,
    lines: usize,
    width: f32,
}

/// The gutter with the most lines beside it.
fn widest(pieces: &[Piece]) -> Option<Gutter> {
    if pieces.len() < 2 * LINES {
        return None;
    }
    let mut sizes: Vec<f32> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f32::total_cmp);
    let width = GUTTER * sizes[sizes.len() / 2];
    let mut order: Vec<&Piece> = pieces.iter().collect();
    order.sort_by(|one, other| one.middle().total_cmp(&other.middle()));
    let mut edges: Vec<f32> = pieces.iter().map(|piece| piece.left).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|next, kept| *next - *kept < 1.5);
    let mut best: Option<Gutter> = None;
    for edge in edges {
        for gutter in free(&order, edge, width) {
            if best.is_none_or(|best| (best.lines, best.width) < (gutter.lines, gutter.width)) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// The stretches of the strip left of `edge` that no piece crosses and that
/// part columns. `order` is from top to bottom.
fn free(order: &[&Piece], edge: f32, width: f32) -> Vec<Gutter> {
    let mut found = Vec::new();
    let crosses = |piece: &Piece| piece.left < edge - 0.3 && piece.right > edge - width;
    let mut walls: Vec<(f32, f32)> =
        order.iter().filter(|piece| crosses(piece)).map(|piece| (piece.top(), piece.bottom())).collect();
    walls.push((f32::MAX, f32::MAX));
    let mut top = f32::MIN;
    let mut at = 0;
    for (wall, next) in walls {
        let inside: Vec<&Piece> = {
            while order.get(at).is_some_and(|piece| piece.middle() <= top) {
                at += 1;
            }
            let from = at;
            while order.get(at).is_some_and(|piece| piece.middle() < wall) {
                at += 1;
            }
            order[from..at].to_vec()
        };
        if let Some(gutter) = columns(&inside, edge) {
            found.push(Gutter { top, bottom: wall, ..gutter });
        }
        top = top.max(next);
    }
    found
}

/// A gutter at `edge` between `pieces`, where both sides are columns of text.
fn columns(pieces: &[&Piece], edge: f32) -> Option<Gutter> {
    if pieces.len() < 2 * LINES {
        return None;
    }
    let (right, left): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|piece| piece.left >= edge - 0.3);
    let lines = |side: &[&Piece]| {
        let mut lines = 0;
        let mut base = f32::MIN;
        for piece in side {
            if piece.base - base > 0.5 * piece.size {
                lines += 1;
                base = piece.base;
            }
        }
        lines
    };
    let fewest = lines(&left).min(lines(&right));
    if fewest < LINES || !is_text(&left) || !is_text(&right) {
        return None;
    }
    let extent = |side: &[&Piece]| {
        let top = side.iter().map(|piece| piece.top()).fold(f32::MAX, f32::min);
        (top, side.iter().map(|piece| piece.bottom()).fold(f32::MIN, f32::max))
    };
    let ((top, bottom), (other_top, other_bottom)) = (extent(&left), extent(&right));
    let beside = bottom.min(other_bottom) - top.max(other_top);
    let size = right.iter().map(|piece| piece.size).fold(0.0, f32::max);
    if beside < 2.0 * size {
        return None;
    }
    let reach = left.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
    Some(Gutter { left: edge - 0.3, top: 0.0, bottom: 0.0, lines: fewest, width: edge - reach })
}

/// True for a column of text; false for bullets, labels and figures.
fn is_text(side: &[&Piece]) -> bool {
    let labels = side.iter().filter(|piece| piece.text.chars().count() <= LABEL || piece.is_figure()).count();
    labels * 2 < side.len()
}
