//! Numbers in the cells of a table whose unit stands in a header or caption:
//! "£ million" above "1,300".
//!
//! A cell takes its unit and year from the head of its column, or the unit
//! from the first cell or the line above the table; its topic and role from
//! the label of its row, or the role from the first cell: "Proposed savings
//! (£ million)". A number in brackets or with a minus is a saving; a total is
//! no money of its own, and nor is what a whole state has, spends or owes.

use super::period::year_of_header;
use crate::model::{
    Amount, AmountMention, AttributionMethod, Block, Bound, Currency, FiscalYear, Link, Per, Period, Role, TopicMention,
};
use crate::rules::{Marks, RuleSet, Scan, TableWords};
use crate::text::Span;
use foldhash::HashMap;
use rust_decimal::Decimal;

/// A line above a table that gives its unit has at most this many words.
const CAPTION_WORDS: usize = 12;

/// Currency and multiplier of the bare numbers under a header.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Unit {
    currency: Currency,
    factor: Decimal,
}

/// The table being read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    table: Option<u32>,
    row: u32,
    caption: Option<Unit>,
    units: HashMap<u32, Unit>,
    years: HashMap<u32, FiscalYear>,
    /// Topics of the label of the row, and its place.
    label_topics: Vec<(u16, Span)>,
    label_role: Option<Role>,
    /// What the first cell says of the role of all rows.
    head_role: Option<Role>,
    /// True where the first cell, or the label of the row, speaks of a whole state.
    of_state: bool,
    in_state: bool,
    /// True in a row that sums up others.
    in_total: bool,
    /// Columns that sum up others.
    totals: Vec<u32>,
}

/// What a cell is read with.
#[derive(Clone, Copy)]
pub(super) struct CellContext<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    /// Currency of the document.
    pub(super) home: Option<Currency>,
    /// Index of the sentence.
    pub(super) sentence: usize,
}

/// What a cell turned out to be.
pub(super) struct Cell {
    /// The amount in it.
    pub(super) mention: AmountMention,
    /// Topics of its row.
    pub(super) topics: Vec<TopicMention>,
}

impl Tables {
    /// A block that is no cell: it may give the unit of the table that follows.
    pub(super) fn outside(&mut self, rules: &RuleSet, text: &str, scan: &Scan, home: Option<Currency>) {
        if self.table.is_some() {
            *self = Self::default();
        }
        let short = scan.tokens.len() <= CAPTION_WORDS;
        self.caption = if short { unit(rules, text, scan, home) } else { None };
    }

    /// A cell: a header or label is remembered, a number with a known unit is
    /// an amount. `topics` are those that the cell itself names.
    pub(super) fn cell(&mut self, context: &CellContext<'_>, block: &Block, topics: &[u16]) -> Option<Cell> {
        let CellContext { rules, text, scan, home, sentence } = *context;
        let (table, row, column) = block.cell?;
        if self.table != Some(table) {
            // A caption speaks of the table right below it.
            let caption = self.caption.filter(|_| self.table.is_none());
            *self = Self { table: Some(table), caption, ..Self::default() };
        }
        if self.row != row {
            (self.row, self.label_topics, self.label_role) = (row, Vec::new(), None);
            (self.in_total, self.in_state) = (false, false);
        }
        let span = block.span;
        let Some((value, negative)) = number(span.of(text)).filter(|_| row > 0) else {
            if let Some(unit) = unit(rules, text, scan, home) {
                self.units.insert(column, unit);
            }
            if let Some(year) = year_of_header(text, scan) {
                self.years.insert(column, year);
            }
            if TableWords::built_in().is_total(span.of(text)) {
                self.in_total |= row > 0;
                self.totals.extend((row == 0).then_some(column));
            }
            let of_state = TableWords::built_in().is_of_state(span.of(text));
            if row > 0 {
                self.label_topics.extend(topics.iter().map(|topic| (*topic, span)));
                self.label_role = self.label_role.or_else(|| told_role(rules, scan));
                self.in_state |= of_state;
            } else if column == 0 {
                (self.head_role, self.of_state) = (told_role(rules, scan), of_state);
            }
            return None;
        };
        let unit = self.units.get(&column).or(self.units.get(&0)).copied().or(self.caption)?;
        let year = self.years.get(&column).copied();
        let sum = value.checked_mul(unit.factor)?.normalize();
        let dated = year.map(|_| Role::Spend);
        // What sums up other cells would be counted twice.
        let sums_up = self.in_total || self.totals.contains(&column);
        let role = match self.label_role.or(self.head_role).or(dated) {
            _ if sums_up || self.of_state || self.in_state => Role::Context,
            _ if negative => Role::Saving,
            role => role.unwrap_or(Role::Context),
        };
        let method = AttributionMethod::Reference;
        let carried = |&(topic, span): &(u16, Span)| TopicMention { topic, span, method };
        let mention = AmountMention {
            span,
            sentence,
            amount: Amount { low: Some(sum), high: Some(sum), currency: unit.currency, bound: Bound::Exact },
            role,
            per: Per::Total,
            years: None,
            by: year.map(|year| year.to_string()),
            added: None,
            period: year.map(|year| Period { from: Some(year), to: Some(year), ..Period::default() }),
            flags: Vec::new(),
            part_of: None,
            link: Link::default(),
            topics: Vec::new(),
            because: Vec::new(),
            counted: Decimal::ZERO,
        };
        Some(Cell { topics: self.label_topics.iter().map(carried).collect(), mention })
    }
}

/// The role of which the words of a label say most.
fn told_role(rules: &RuleSet, scan: &Scan) -> Option<Role> {
    let mut told: Vec<(Role, f32)> = Vec::new();
    for cue in &scan.cues {
        let Some(role) = cue.class.role() else { continue };
        let weight = rules.cues[cue.cue as usize].weight;
        match told.iter_mut().find(|(known, _)| *known == role) {
            Some((_, sum)) => *sum += weight,
            None => told.push((role, weight)),
        }
    }
    // Of equals the first.
    told.into_iter().rev().max_by(|one, other| one.1.total_cmp(&other.1)).map(|(role, _)| role)
}

/// "£ million", "£m", "(S$ billion)", "Rs crore": a sign before a unit,
/// without a number.
fn unit(rules: &RuleSet, text: &str, scan: &Scan, home: Option<Currency>) -> Option<Unit> {
    scan.tokens.iter().filter(|token| token.marks.any(Marks::MONEY)).find_map(|token| {
        let factor = rules.money.word(token.word).unit?;
        let before = text[scan.place.start..token.span.start].trim_end();
        let (currency, _) = rules.money.sign_at_end(before, home)?;
        Some(Unit { currency, factor })
    })
}

/// A cell that holds a number and nothing else, and whether it is negative.
fn number(cell: &str) -> Option<(Decimal, bool)> {
    let cell = cell.trim();
    let bracketed = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let signed = cell.strip_prefix(['-', '−', '–']);
    let digits = bracketed.or(signed).unwrap_or(cell.strip_prefix('+').unwrap_or(cell)).trim();
    let plain: String = digits.chars().filter(|c| *c != ',').collect();
    let shaped =
        plain.starts_with(|c: char| c.is_ascii_digit()) && plain.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = plain.parse().ok().filter(|_| shaped)?;
    Some((value, bracketed.is_some() || signed.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cells() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        for (cell, expected) in [
            ("1,300", Some((decimal("1300"), false))),
            ("(250)", Some((decimal("250"), true))),
            ("−12.5", Some((decimal("12.5"), true))),
            ("+5", Some((decimal("5"), false))),
            ("–", None),
            ("5G", None),
            ("", None),
            ("1.2.3", None),
        ] {
            assert_eq!(number(cell), expected, "{cell}");
        }
    }
}
