//! What stands where in a scorecard: the head, the labels, the years.

use super::SEE;
use super::numbers::{Figure, figure, year};
use crate::error::{Error, Result};
use crate::model::{FiscalYear, Sheet};
use crate::rules::{ColumnHead, RuleSet, Scan, TableWords};

/// The head stands within so many rows.
const HEAD_WITHIN: usize = 40;

/// Where things stand.
#[derive(Debug)]
pub(super) struct Layout {
    /// Row of the head.
    pub(super) header: usize,
    /// Column of what the money is for.
    pub(super) label: usize,
    /// Column of the ids or titles of topics.
    pub(super) topic: Option<usize>,
    /// Column that says spending or tax.
    pub(super) head: Option<usize>,
    /// Where the money stands.
    pub(super) money: Money,
}

/// Where the money stands.
#[derive(Debug)]
pub(super) enum Money {
    /// One column for each financial year.
    Years(Vec<(usize, FiscalYear)>),
    /// One column, and the year in another one where the table has it.
    Column { amount: usize, year: Option<usize> },
}

impl Layout {
    /// The columns of money.
    pub(super) fn columns(&self) -> Vec<usize> {
        match &self.money {
            Money::Years(years) => years.iter().map(|(column, _)| *column).collect(),
            Money::Column { amount, .. } => vec![*amount],
        }
    }

    /// The first cell below the head that holds a figure.
    pub(super) fn first_figure(&self, sheet: &Sheet) -> Option<(usize, usize)> {
        let columns = self.columns();
        let rows = self.header + 1..sheet.rows.len();
        let is_figure = |(row, column): &(usize, usize)| matches!(figure(sheet.cell(*row, *column)), Figure::Known(_));
        rows.flat_map(|row| columns.iter().map(move |column| (row, *column))).find(is_figure)
    }
}

/// The years of a row that is a head: written as financial years, or bare
/// years that follow each other.
pub(super) fn years_of(sheet: &Sheet, row: usize, rules: &RuleSet, scan: &mut Scan) -> Vec<(usize, FiscalYear)> {
    let cells = sheet.rows.get(row).map_or(0, Vec::len);
    let found: Vec<(usize, FiscalYear, bool)> = (0..cells)
        .filter_map(|column| year(rules, sheet.cell(row, column), scan).map(|(year, sure)| (column, year, sure)))
        .collect();
    let sure = found.iter().any(|(.., sure)| *sure);
    let rising = found.len() > 1 && found.windows(2).all(|pair| pair[1].1.0 == pair[0].1.0 + 1);
    if sure || rising { found.into_iter().map(|(column, year, _)| (column, year)).collect() } else { Vec::new() }
}

/// Finds the layout of a table.
///
/// # Errors
/// Where no head can be found: what was expected, and what stands there.
pub(super) fn find(source: &str, sheet: &Sheet, rules: &RuleSet, scan: &mut Scan) -> Result<Layout> {
    let words = TableWords::built_in();
    let rows = sheet.rows.len().min(HEAD_WITHIN);
    let heads = |row: usize| -> Vec<(usize, ColumnHead)> {
        let cells = sheet.rows.get(row).map_or(0, Vec::len);
        (0..cells).filter_map(|column| words.column(sheet.cell(row, column)).map(|head| (column, head))).collect()
    };
    let column_of =
        |heads: &[(usize, ColumnHead)], wanted| heads.iter().find(|(_, head)| *head == wanted).map(|(at, _)| *at);
    let mut found = None;
    for row in 0..rows {
        let heads = heads(row);
        let amount = column_of(&heads, ColumnHead::Amount);
        let named = heads.iter().any(|(_, head)| matches!(head, ColumnHead::Measure | ColumnHead::Topic));
        // A table with a row for each year names its column of years.
        let by_rows = column_of(&heads, ColumnHead::Year);
        let years = years_of(sheet, row, rules, scan);
        if let (Some(amount), true, true) = (amount, named, years.is_empty()) {
            found = Some((row, Money::Column { amount, year: by_rows }, heads));
            break;
        }
        if !years.is_empty() && !is_data(sheet, row, &years) {
            found = Some((row, Money::Years(years), heads));
            break;
        }
    }
    let Some((header, money, mut named)) = found else {
        let first = sheet.rows.iter().position(|row| row.iter().any(|cell| !cell.trim().is_empty())).unwrap_or(0);
        let problem = format!(
            "{}: no row names financial years; a head such as “Measure, Head, 2016-17, 2017-18” was expected in the first {HEAD_WITHIN} rows",
            sheet.place(first, 0)
        );
        return Err(Error::file(source, problem, SEE));
    };
    // The names of the other columns may stand in the row above the years.
    if header > 0 {
        named.extend(heads(header - 1));
    }
    let mut layout = Layout { header, label: 0, topic: column_of(&named, ColumnHead::Topic), head: None, money };
    layout.head = column_of(&named, ColumnHead::Head).or_else(|| head_column(sheet, &layout));
    let Some(label) = column_of(&named, ColumnHead::Measure).or_else(|| label_column(sheet, &layout)).or(layout.topic)
    else {
        let place = sheet.place(header, 0);
        return Err(Error::file(
            source,
            format!("{place}: a column that says what the money is for was expected"),
            SEE,
        ));
    };
    layout.label = label;
    Ok(layout)
}

/// True where the row holds money as well: then its years are data.
fn is_data(sheet: &Sheet, row: usize, years: &[(usize, FiscalYear)]) -> bool {
    let cells = sheet.rows.get(row).map_or(0, Vec::len);
    let is_year = |column: usize| years.iter().any(|(at, _)| *at == column);
    (0..cells).any(|column| {
        !is_year(column) && matches!(figure(sheet.cell(row, column)), Figure::Known(value) if value.abs() > 99.into())
    })
}

/// Columns that hold words, each with the number of its letters.
fn word_columns(sheet: &Sheet, layout: &Layout) -> Vec<(usize, usize)> {
    let money = layout.columns();
    let most = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let letters = |column: usize| -> usize {
        let cells = (layout.header + 1..sheet.rows.len()).map(|row| sheet.cell(row, column));
        cells.map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count()).sum()
    };
    (0..most)
        .filter(|column| !money.contains(column))
        .map(|column| (column, letters(column)))
        .filter(|(_, letters)| *letters > 0)
        .collect()
}

/// The column whose cells say spending or tax, and nothing else.
fn head_column(sheet: &Sheet, layout: &Layout) -> Option<usize> {
    let words = TableWords::built_in();
    let says = |column: usize| {
        let mut cells =
            (layout.header + 1..sheet.rows.len()).map(|row| sheet.cell(row, column)).filter(|cell| !cell.is_empty());
        cells.all(|cell| words.is_spend(cell).is_some())
    };
    word_columns(sheet, layout).into_iter().map(|(column, _)| column).find(|&column| says(column))
}

/// The column with most letters is the one of labels.
fn label_column(sheet: &Sheet, layout: &Layout) -> Option<usize> {
    let taken = [layout.topic, layout.head];
    let free = word_columns(sheet, layout).into_iter().filter(|(column, _)| !taken.contains(&Some(*column)));
    free.max_by_key(|&(column, letters)| (letters, std::cmp::Reverse(column))).map(|(column, _)| column)
}
