//! How things look: width, colours, wrapping, and what may reach a terminal.
//!
//! Colours never carry a meaning of their own: every coloured word says the
//! same without. Nothing that stands in a document can control the terminal.

use crate::model::Verdict;
use anstyle::{AnsiColor, Style};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, LineStyle, Table, TableStyle, Width};

/// Least width of the first column of a table, unless a word of it is longer.
const FIRST_COLUMN: usize = 12;
/// Most that a long word may ask for in the first column.
const LONG_FIRST_COLUMN: usize = 24;
/// Least width of a column whose cells may break.
const BROKEN_COLUMN: usize = 9;
/// Space between two columns.
const COLUMN_GAP: usize = 2;
/// Width of the labels of notes, with the space behind them.
const LABEL: usize = 16;

/// Width and colours of what is printed for people.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns that may be used.
    pub width: u16,
    /// Whether colours are wanted.
    pub colour: bool,
    /// Whether places are links that a terminal can open.
    pub links: bool,
    /// Quoted sentences for each topic.
    pub evidence: usize,
}

impl Look {
    /// True where there is room for the longer form of a cell.
    pub(super) fn wide(self) -> bool {
        self.width >= 110
    }

    /// True where there is room for charts beside the numbers.
    pub(super) fn roomy(self) -> bool {
        self.width >= 140
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }

    /// A title.
    pub fn bold(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// Something of less weight.
    pub fn dim(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// Something to look at.
    pub(super) fn caution(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    /// An empty table of `N` columns with light horizontal rules.
    pub(super) fn table<const N: usize>(self, header: [(&str, CellAlignment); N]) -> Table {
        const RULE: LineStyle = LineStyle::none().fill('─').junction('─');
        const STYLE: TableStyle = TableStyle::new().top_border(RULE).header_separator(RULE).bottom_border(RULE);
        let mut table = Table::new();
        table.set_header(
            header.map(|(text, alignment)| Cell::new(text).set_alignment(alignment).add_attribute(Attribute::Bold)),
        );
        // One column of space comes from the padding, one from between the columns.
        table.column_iter_mut().for_each(|column| {
            column.set_padding((0, 1));
        });
        if let Some(last) = table.column_mut(N - 1) {
            last.set_padding((0, 0));
        }
        table.load_style(STYLE).set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
        table.set_width(self.width).force_no_tty();
        if self.colour {
            table.enforce_styling();
        }
        table
    }

    /// Gives the columns of numbers the width they need and the rest to the
    /// first one. Where that does not fit, cells of the columns in `may_break`
    /// go over several lines, one column after the other.
    pub(super) fn fit(self, table: &mut Table, may_break: &[usize]) {
        let widths: Vec<_> = table.column_max_content_widths().into_iter().map(usize::from).collect();
        let visible = |at: &usize| table.column(*at).is_some_and(|column| !column.is_hidden());
        let first = (longest_word(table) + COLUMN_GAP).clamp(FIRST_COLUMN, LONG_FIRST_COLUMN);
        let mut needed = first + (1..widths.len()).filter(visible).map(|at| widths[at] + COLUMN_GAP).sum::<usize>();
        let mut broken = Vec::new();
        for &at in may_break {
            if needed > usize::from(self.width) {
                needed -= widths[at].saturating_sub(BROKEN_COLUMN);
                broken.push(at);
            }
        }
        for (at, column) in table.column_iter_mut().enumerate().filter(|(_, column)| !column.is_hidden()) {
            column.set_constraint(match at {
                0 => ColumnConstraint::LowerBoundary(Width::Fixed(first as u16)),
                at if broken.contains(&at) => ColumnConstraint::LowerBoundary(Width::Fixed(BROKEN_COLUMN as u16)),
                _ => ColumnConstraint::ContentWidth,
            });
        }
    }

    /// A text behind a label, its later lines under its first.
    pub fn labelled(self, label: &str, text: &str) -> String {
        let lines = self.wrap(text, LABEL);
        let label = self.dim(&format!("{label:<LABEL$}"));
        format!("{label}{}", lines.join(&format!("\n{:LABEL$}", "")))
    }

    /// Text broken into lines that fit behind an indent of `indent` columns.
    pub(super) fn wrap(self, text: &str, indent: usize) -> Vec<String> {
        let room = usize::from(self.width).saturating_sub(indent).max(20);
        let mut lines = vec![String::new()];
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let used = lines.last().map_or(0, |line| line.chars().count());
            if used > 0 && used + 1 + word.chars().count() > room {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        lines
    }
}

/// Length of the longest word in the first column.
fn longest_word(table: &Table) -> usize {
    let cells = table.row_iter().filter_map(|row| row.cell_iter().next());
    let words = |cell: &Cell| cell.content().split_whitespace().map(|word| word.chars().count()).max();
    cells.filter_map(words).max().unwrap_or(0)
}

/// The lines of a table with a rule above the row that begins with `label`.
pub(super) fn lines_with_totals(table: &Table, label: &str) -> Vec<String> {
    let mut lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    if let (Some(at), Some(rule)) = (lines.iter().rposition(|line| line.contains(label)), lines.last().cloned()) {
        lines.insert(at, rule);
    }
    lines
}

/// A cell of text.
pub(super) fn left(text: impl ToString) -> Cell {
    Cell::new(text)
}

/// A cell of numbers.
pub(super) fn right(text: impl ToString) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// A cell in the colour of a verdict.
pub(super) fn verdict_cell(text: impl ToString, verdict: Verdict) -> Cell {
    let cell = Cell::new(text);
    match verdict {
        Verdict::Backed | Verdict::QuietMoney => cell.fg(Color::Green),
        Verdict::WordsOnly | Verdict::Absent => cell.fg(Color::Red),
        Verdict::Reheated => cell.fg(Color::Yellow),
        Verdict::Passing | Verdict::Silent => cell.add_attribute(Attribute::Dim),
    }
}

/// A text on one line without anything that a terminal would obey: control
/// characters, and characters that turn the direction of writing or hide.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {}
            c if c.is_control() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

/// The same for a text of several lines.
pub fn printable_lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_control_the_terminal() {
        assert_eq!(printable("a\x1b[31mb\u{9b}2Jc\r\n\x07d\u{202e}e\u{2066}f"), "a [31mb 2Jc d".to_owned() + "ef");
        assert_eq!(printable_lines("one\ntwo\x1b[0m"), "one\ntwo [0m");
    }

    #[test]
    fn lines_fit_and_long_words_stay_whole() {
        let look = Look { width: 24, colour: false, links: false, evidence: 1 };
        assert_eq!(look.wrap("digital by default is the aim", 2), ["digital by default is", "the aim"]);
        assert_eq!(look.wrap("antidisestablishmentarianism now", 2), ["antidisestablishmentarianism", "now"]);
        assert_eq!(look.wrap("", 2), [""]);
    }

    #[test]
    fn colours_come_only_when_asked_for() {
        let plain = Look { width: 80, colour: false, links: false, evidence: 1 };
        assert_eq!(plain.bold("a"), "a");
        assert!(Look { colour: true, ..plain }.bold("a").contains('\u{1b}'));
    }
}
