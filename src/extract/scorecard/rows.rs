//! From the rows of a table to the lines of a scorecard: label, topics, role,
//! figures; totals recognised and checked, parts taken out of their whole.

use super::layout::{Layout, Money, years_of};
use super::numbers::{Figure, Unit, figure, unit, year};
use crate::extract::topic;
use crate::model::{FiscalYear, Role, ScorecardLine, Sheet};
use crate::rules::{CueHit, RuleSet, Scan, TableWords, comparable};
use crate::text::Span;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A total may differ from the sum of its rows by so much of the unit for each of them: rows are rounded.
const ROUNDING: Decimal = Decimal::ONE;

/// A row as it is read, in whole units and with the sign of the table.
#[derive(Debug)]
pub(super) struct Row {
    place: String,
    label: String,
    section: Option<String>,
    pub(super) role: Role,
    /// True where the label tells of a saving.
    pub(super) saves: bool,
    topics: Vec<String>,
    pub(super) by_year: BTreeMap<FiscalYear, Decimal>,
    pub(super) undated: Option<Decimal>,
    pub(super) left_out: Option<String>,
    is_total: bool,
    /// Its place in the list of the row that it is a part of.
    part_of: Option<usize>,
}

impl Row {
    fn new() -> Self {
        Self {
            place: String::new(),
            label: String::new(),
            section: None,
            role: Role::Spend,
            saves: false,
            topics: Vec::new(),
            by_year: BTreeMap::new(),
            undated: None,
            left_out: None,
            is_total: false,
            part_of: None,
        }
    }

    /// All figures together.
    pub(super) fn sum(&self) -> Decimal {
        self.by_year.values().copied().chain(self.undated).fold(Decimal::ZERO, Decimal::saturating_add)
    }

    fn has_figures(&self) -> bool {
        !self.by_year.is_empty() || self.undated.is_some()
    }

    fn add(&mut self, year: Option<FiscalYear>, sum: Decimal) {
        let place = match year {
            Some(year) => self.by_year.entry(year).or_default(),
            None => self.undated.get_or_insert_default(),
        };
        *place = place.saturating_add(sum);
    }
}

/// Reads all rows below the head.
pub(super) fn read(
    sheet: &Sheet,
    layout: &Layout,
    unit: &Unit,
    rules: &RuleSet,
    scan: &mut Scan,
    warnings: &mut Vec<String>,
) -> Vec<Row> {
    let words = TableWords::built_in();
    let mut reader = Reader { sheet, layout, unit, rules, scan, warnings, units: Vec::new() };
    reader.units = reader.units_of_columns();
    let mut money = match &layout.money {
        Money::Years(years) => years.clone(),
        Money::Column { .. } => Vec::new(),
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut section: Option<(String, Vec<String>)> = None;
    let mut without: Vec<String> = Vec::new();
    for at in layout.header + 1..sheet.rows.len() {
        // The head comes again on each page of a long table.
        if let Money::Years(_) = &layout.money {
            let again = years_of(sheet, at, rules, reader.scan);
            if again.len() > 1 && again.len() * 2 >= money.len() {
                money = again;
                continue;
            }
        }
        let label = reader.label(at);
        let mut row = reader.figures(at, &money);
        if label.is_empty() && !row.has_figures() {
            continue;
        }
        let topics = reader.topics(at, &label);
        if !row.has_figures() {
            let blank = layout.columns().iter().all(|&column| sheet.cell(at, column).is_empty());
            if !blank {
                // Where words stand in place of figures, that has been said.
                let missing = |&column: &usize| figure(sheet.cell(at, column)) != Figure::Words;
                without.extend(layout.columns().iter().all(missing).then_some(label));
            } else if !words.is_total(&label) {
                section = Some((label, topics));
            }
            continue;
        }
        let (role, saves) = reader.role(at, &label);
        (row.role, row.saves, row.is_total) = (role, saves, words.is_total(&label));
        row.part_of = if words.is_part(&label) { rows.iter().rposition(|row| row.part_of.is_none()) } else { None };
        let of_section = || section.as_ref().map(|(_, topics)| topics.clone()).unwrap_or_default();
        row.topics = if topics.is_empty() { of_section() } else { topics };
        row.section = section.as_ref().map(|(label, _)| label.clone());
        row.label = label;
        rows.push(row);
    }
    if let Some(first) = without.first() {
        let others = match without.len() {
            1 => " has".to_owned(),
            2 => " and another row have".to_owned(),
            all => format!(" and {} other rows have", all - 1),
        };
        reader.warnings.push(format!("“{first}”{others} no figure: not known is not zero"));
    }
    settle_totals(&mut rows, unit, reader.warnings);
    rows
}

struct Reader<'a> {
    sheet: &'a Sheet,
    layout: &'a Layout,
    unit: &'a Unit,
    rules: &'a RuleSet,
    scan: &'a mut Scan,
    warnings: &'a mut Vec<String>,
    /// Units that the heads of single columns give.
    units: Vec<(usize, Decimal)>,
}

impl Reader<'_> {
    fn units_of_columns(&mut self) -> Vec<(usize, Decimal)> {
        let columns = self.layout.columns();
        let own = |column: usize, scan: &mut Scan| {
            let head = self.sheet.cell(self.layout.header, column);
            let unit = unit(self.rules, head, Some(self.unit.currency), scan)?;
            (unit.currency == self.unit.currency).then_some((column, unit.factor))
        };
        columns.into_iter().filter_map(|column| own(column, self.scan)).collect()
    }

    fn factor(&self, column: usize) -> Decimal {
        let own = self.units.iter().find(|(at, _)| *at == column).map(|(_, factor)| *factor);
        own.unwrap_or(self.unit.factor)
    }

    /// The label of a row: where its column is blank, the first words before the money.
    fn label(&self, row: usize) -> String {
        let own = self.sheet.cell(row, self.layout.label);
        let first = self.layout.columns().into_iter().min().unwrap_or(0);
        let words = |cell: &&str| cell.chars().any(char::is_alphabetic);
        let other = || (0..first).map(|column| self.sheet.cell(row, column)).find(words).unwrap_or_default();
        let label = if own.is_empty() { other() } else { own };
        label.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn figures(&mut self, at: usize, years: &[(usize, FiscalYear)]) -> Row {
        let mut row = Row::new();
        let cells: Vec<(usize, Option<FiscalYear>)> = match &self.layout.money {
            Money::Years(_) => years.iter().map(|&(column, year)| (column, Some(year))).collect(),
            Money::Column { amount, year: column } => {
                let written = column.map(|column| self.sheet.cell(at, column)).unwrap_or_default();
                let of = year(self.rules, written, self.scan).map(|(year, _)| year);
                let is_money = matches!(figure(self.sheet.cell(at, *amount)), Figure::Known(_));
                if let (None, false, true, Some(column)) = (of, written.is_empty(), is_money, *column) {
                    let place = self.sheet.place(at, column);
                    self.warnings.push(format!(
                        "{place} “{written}” is no single financial year; its money is counted for no year"
                    ));
                }
                vec![(*amount, of)]
            }
        };
        for (column, year) in cells {
            let cell = self.sheet.cell(at, column);
            match figure(cell) {
                Figure::Known(value) => {
                    if row.place.is_empty() {
                        row.place = self.sheet.place(at, column);
                    }
                    match value.checked_mul(self.factor(column)) {
                        Some(sum) => row.add(year, sum.normalize()),
                        None => self
                            .warnings
                            .push(format!("{} “{cell}” is too large and is left out", self.sheet.place(at, column))),
                    }
                }
                Figure::Missing => {}
                Figure::Words => {
                    let place = self.sheet.place(at, column);
                    self.warnings.push(format!("{place} “{cell}” is no figure and is left out"));
                }
            }
        }
        row
    }

    /// Ids of the topics of a row: by the column of topics, or named in the label.
    fn topics(&mut self, at: usize, label: &str) -> Vec<String> {
        let written = self.layout.topic.map(|column| self.sheet.cell(at, column)).unwrap_or_default();
        let known = |part: &str| {
            let part = comparable(part);
            self.rules.topics.iter().find(|topic| comparable(&topic.id) == part || comparable(&topic.title) == part)
        };
        let mut ids: Vec<String> = written.split([';', '+']).filter_map(known).map(|topic| topic.id.clone()).collect();
        if ids.is_empty() {
            let text = format!("{written}\n{label}");
            self.rules.scan_topics(&text, Span::new(0, text.len()), self.scan);
            let named = topic::named(&text, self.scan);
            ids = named
                .iter()
                .filter_map(|mention| self.rules.topics.get(usize::from(mention.topic)))
                .map(|topic| topic.id.clone())
                .collect();
        }
        ids.dedup();
        ids
    }

    /// Spending or tax, and whether the label tells of a saving.
    fn role(&mut self, at: usize, label: &str) -> (Role, bool) {
        self.rules.scan(label, Span::new(0, label.len()), self.scan);
        // Words such as "on" and "for" say little in a label.
        let tells = |cue: &&CueHit| self.rules.cues[cue.cue as usize].weight >= 1.0;
        let roles: Vec<Role> = self.scan.cues.iter().filter(tells).filter_map(|cue| cue.class.role()).collect();
        let saves = roles.contains(&Role::Saving) && !roles.contains(&Role::Spend);
        let told = self.layout.head.and_then(|column| TableWords::built_in().is_spend(self.sheet.cell(at, column)));
        let is_tax = match told {
            Some(is_spend) => !is_spend,
            None => roles.contains(&Role::Tax) && !roles.contains(&Role::Spend),
        };
        (if is_tax { Role::Tax } else { Role::Spend }, saves)
    }
}

/// Leaves out rows that sum up others, says where they do not add up, and
/// takes parts out of their whole.
fn settle_totals(rows: &mut [Row], unit: &Unit, warnings: &mut Vec<String>) {
    let mut since = 0;
    for at in 0..rows.len() {
        if !rows[at].is_total {
            continue;
        }
        rows[at].left_out = Some("sums up other rows".to_owned());
        rows[at].topics.clear();
        let sums = |from: usize, years: &Row| -> Vec<(Decimal, usize)> {
            let parts: Vec<&Row> = rows[from..at].iter().filter(|row| !row.is_total && row.part_of.is_none()).collect();
            let of = |year: &FiscalYear| parts.iter().filter_map(|row| row.by_year.get(year)).sum::<Decimal>();
            years.by_year.keys().map(|year| (of(year), parts.len())).collect()
        };
        let total = &rows[at];
        let fits = |from: usize| {
            let within = |((sum, count), said): (&(Decimal, usize), &Decimal)| {
                (*sum - *said).abs() <= ROUNDING * unit.factor * Decimal::from(*count)
            };
            sums(from, total).iter().zip(total.by_year.values()).all(within)
        };
        if !(fits(since) || fits(0)) {
            let (place, label) = (&total.place, &total.label);
            warnings.push(format!(
                "{place} “{label}” is not the sum of the rows above it; the rows are counted, not the total"
            ));
        }
        since = at + 1;
    }
    for at in 0..rows.len() {
        let Some(whole) = rows[at].part_of else { continue };
        let part: Vec<(Option<FiscalYear>, Decimal)> = rows[at]
            .by_year
            .iter()
            .map(|(year, sum)| (Some(*year), *sum))
            .chain(rows[at].undated.map(|sum| (None, sum)))
            .collect();
        for (year, sum) in part {
            let known = match year {
                Some(year) => rows[whole].by_year.get(&year).copied(),
                None => rows[whole].undated,
            };
            if known.is_some_and(|known| known.abs() >= sum.abs()) {
                rows[whole].add(year, -sum);
            }
        }
    }
}

/// The lines of the scorecard. Lists of faults are cut short where they are long.
pub(super) fn finish(rows: Vec<Row>, warnings: &mut Vec<String>) -> Vec<ScorecardLine> {
    const MOST: usize = 10;
    if warnings.len() > MOST {
        let more = warnings.len() - MOST;
        warnings.truncate(MOST);
        warnings.push(format!("and {more} more cells like these"));
    }
    let line = |row: Row| ScorecardLine {
        place: row.place,
        label: row.label,
        section: row.section,
        role: row.role,
        topics: row.topics,
        by_year: row.by_year,
        undated: row.undated,
        left_out: row.left_out,
    };
    rows.into_iter().map(line).collect()
}
