//! Running heads and feet, page numbers and tabs: what comes back page after
//! page in the same place is no part of the text.

use super::Sheet;
use super::pieces::Piece;
use foldhash::{HashMap, HashMapExt, HashSet};

/// Share of the height of a page in which its head or foot stands.
const MARGIN: f32 = 0.14;
/// Share of its width at each side in which tabs stand.
const SIDE: f32 = 0.09;
/// Lines of a head or foot.
const ROWS: usize = 4;
/// What stands on so many pages is running.
const PAGES: usize = 3;
/// Pages whose running heads are looked for together.
type Key = (bool, String);

/// A line in the upper or lower margin.
struct Row {
    sheet: usize,
    is_head: bool,
    base: f32,
    /// White space to the text next to it on the page, in sizes of the font.
    apart: f32,
    key: String,
}

/// Moves the furniture of each page out of its pieces.
pub(super) fn remove(sheets: &mut [Sheet]) {
    let rows: Vec<Row> = sheets.iter().enumerate().flat_map(|(index, sheet)| rows(index, sheet)).collect();
    let least = if sheets.len() < 2 * PAGES { 2 } else { PAGES };
    let mut counts: HashMap<Key, HashSet<usize>> = HashMap::new();
    for row in &rows {
        counts.entry((row.is_head, row.key.clone())).or_default().insert(row.sheet);
    }
    let comes_back = |row: &Row| {
        counts.get(&(row.is_head, row.key.clone())).is_some_and(|pages| pages.len() >= least && sheets.len() > 1)
    };
    // Where running lines stand, other lines that stand alone are running too.
    let mut slots: HashMap<(bool, i32), HashSet<usize>> = HashMap::new();
    for row in rows.iter().filter(|row| comes_back(row)) {
        slots.entry((row.is_head, slot(row.base))).or_default().insert(row.sheet);
    }
    let in_slot = |row: &Row| {
        (-1..=1).any(|near| slots.get(&(row.is_head, slot(row.base) + near)).is_some_and(|pages| pages.len() >= PAGES))
    };
    let is_number = |row: &Row| row.key == "#" && (sheets.len() > 1 || !row.is_head);
    let running = |row: &&Row| comes_back(row) || row.apart > 1.0 && (in_slot(row) || is_number(row));
    let found: Vec<(usize, bool, f32)> =
        rows.iter().filter(running).map(|row| (row.sheet, row.is_head, row.base)).collect();
    for (index, is_head, base) in found {
        let Some(sheet) = sheets.get_mut(index) else { continue };
        let (out, kept) = sheet.pieces.drain(..).partition(|piece: &Piece| same_line(piece.base, base));
        sheet.pieces = kept;
        let text = out.iter().map(|piece: &Piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            if is_head { &mut sheet.head } else { &mut sheet.foot }.push(text);
        }
    }
    remove_tabs(sheets);
}

fn same_line(one: f32, other: f32) -> bool {
    (one - other).abs() < 1.0
}

#[expect(clippy::cast_possible_truncation, reason = "places on paper are small")]
fn slot(place: f32) -> i32 {
    (place / 2.0).round() as i32
}

/// The outermost lines of a page that stand in its margins.
fn rows(index: usize, sheet: &Sheet) -> Vec<Row> {
    let mut order: Vec<&Piece> = sheet.pieces.iter().collect();
    order.sort_by(|one, other| one.base.total_cmp(&other.base).then(one.left.total_cmp(&other.left)));
    let mut lines: Vec<Vec<&Piece>> = Vec::new();
    for piece in order {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|first| same_line(first.base, piece.base)) => line.push(piece),
            _ => lines.push(vec![piece]),
        }
    }
    let bounds = |line: &[&Piece]| {
        let top = line.iter().map(|piece| piece.top()).fold(f32::MAX, f32::min);
        (top, line.iter().map(|piece| piece.bottom()).fold(f32::MIN, f32::max))
    };
    let row = |at: usize, is_head: bool| {
        let line = lines.get(at)?;
        let first = line.first()?;
        let inward = if is_head { lines.get(at + 1) } else { at.checked_sub(1).and_then(|at| lines.get(at)) };
        let (top, bottom) = bounds(line);
        let apart = inward.map_or(f32::MAX, |inward| {
            let (inward_top, inward_bottom) = bounds(inward);
            (if is_head { inward_top - bottom } else { top - inward_bottom }) / first.size
        });
        let in_margin =
            if is_head { first.base < MARGIN * sheet.height } else { first.base > (1.0 - MARGIN) * sheet.height };
        let text = line.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ");
        in_margin.then(|| Row { sheet: index, is_head, base: first.base, apart, key: key(&text) })
    };
    let count = lines.len();
    let heads = (0..ROWS.min(count)).map_while(|at| row(at, true));
    let feet = (count.saturating_sub(ROWS)..count).rev().map_while(|at| row(at, false));
    heads.chain(feet).collect()
}

/// A line without what differs from page to page: numbers.
fn key(text: &str) -> String {
    let is_roman = |word: &str| word.len() <= 6 && word.bytes().all(|byte| b"ivxlc".contains(&byte));
    let words = text.split_whitespace().map(|word| {
        if is_roman(word) {
            return "#".to_owned();
        }
        let mut out = String::new();
        for c in word.chars() {
            match c {
                '0'..='9' if out.ends_with('#') => {}
                '0'..='9' => out.push('#'),
                _ => out.extend(c.to_lowercase()),
            }
        }
        out
    });
    let words: Vec<String> = words.filter(|word| !matches!(word.as_str(), "|" | "-" | "–" | "—" | "•")).collect();
    words.join(" ")
}

/// Takes out text at the side of the page, or turned, that comes back.
fn remove_tabs(sheets: &mut [Sheet]) {
    let is_aside = |sheet: &Sheet, piece: &Piece| {
        piece.right < sheet.left + SIDE * sheet.width || piece.left > sheet.left + (1.0 - SIDE) * sheet.width
    };
    let mut tabs: HashMap<String, HashSet<usize>> = HashMap::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let aside = sheet.pieces.iter().filter(|piece| is_aside(sheet, piece));
        for piece in aside.chain(&sheet.turned) {
            tabs.entry(piece.text.clone()).or_default().insert(index);
        }
    }
    for sheet in sheets {
        let comes_back = |piece: &Piece| tabs.get(&piece.text).is_some_and(|pages| pages.len() >= PAGES);
        let all = std::mem::take(&mut sheet.pieces);
        let (out, kept): (Vec<Piece>, Vec<Piece>) =
            all.into_iter().partition(|piece| is_aside(sheet, piece) && comes_back(piece));
        sheet.pieces = kept;
        let turned = std::mem::take(&mut sheet.turned);
        let (more, kept): (Vec<Piece>, Vec<Piece>) = turned.into_iter().partition(comes_back);
        sheet.turned = kept;
        sheet.foot.extend(out.into_iter().chain(more).map(|piece| piece.text));
    }
}
