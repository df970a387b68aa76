//! A table of money read as a scorecard: rows are measures or topics, columns
//! financial years; or one row for each measure and year.
//!
//! `layout` finds what stands where, `numbers` reads cells, `rows` makes lines
//! of them, and `sign` says whether a cost is written below or above zero.
//! What cannot be told is said with the cell and what was expected.

mod layout;
mod numbers;
mod rows;
mod sign;

use crate::error::{Error, Result};
use crate::model::{CostSign, Currency, Scorecard, Sheet};
use crate::rules::{RuleSet, Scan};
use numbers::Unit;

/// Where the layout is described.
const SEE: &str = "docs/funding.md shows the layout";

/// What is known of a scorecard beforehand.
#[derive(Debug, Clone, Default)]
pub struct CardOptions {
    /// Name of the sheet or table, where there are several.
    pub sheet: Option<String>,
    /// Unit of its figures, such as "£ million", where the table does not say.
    pub unit: Option<String>,
    /// How it writes a cost, where that should not be guessed.
    pub sign: Option<CostSign>,
    /// Currency that a sign shared by several countries means.
    pub home: Option<Currency>,
}

/// Reads the scorecard among the tables of the file `source`: the one that is
/// asked for, or the one with most rows on topics.
///
/// # Errors
/// Where no table can be read as one: which cell, what was expected, what to do.
pub fn read_scorecard(source: &str, sheets: &[Sheet], rules: &RuleSet, options: &CardOptions) -> Result<Scorecard> {
    let filled = || sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    let wanted: Vec<&Sheet> = match &options.sheet {
        Some(name) => filled().filter(|sheet| sheet.name.eq_ignore_ascii_case(name)).collect(),
        None => filled().collect(),
    };
    if let (true, Some(name)) = (wanted.is_empty(), &options.sheet) {
        let names: Vec<&str> = filled().map(|sheet| sheet.name.as_str()).collect();
        let hint = format!("its tables are: {}", names.join(", "));
        return Err(Error::file(source, format!("holds no table called {name}"), hint));
    }
    let mut fault = None;
    let mut cards: Vec<Scorecard> = Vec::new();
    for sheet in wanted {
        match read_sheet(source, sheet, rules, options) {
            Ok(card) => cards.push(card),
            Err(error) => fault = fault.or(Some(error)),
        }
    }
    let on_topics = |card: &Scorecard| card.lines.iter().filter(|line| !line.topics.is_empty()).count();
    let Some(best) = (0..cards.len()).max_by_key(|&at| (on_topics(&cards[at]), std::cmp::Reverse(at))) else {
        return Err(fault.unwrap_or_else(|| Error::file(source, "holds no table", SEE)));
    };
    let mut card = cards.swap_remove(best);
    if !cards.is_empty() {
        let mut others: Vec<&str> = cards.iter().map(|card| card.table.as_str()).collect();
        others.sort_unstable();
        let others = others.join(", ");
        card.warnings.push(format!("{} is read; {others} could be too: --funding-sheet NAME chooses", card.table));
    }
    if on_topics(&card) == 0 {
        card.warnings.push("no row is on any topic of the rule packs".to_owned());
    }
    Ok(card)
}

fn read_sheet(source: &str, sheet: &Sheet, rules: &RuleSet, options: &CardOptions) -> Result<Scorecard> {
    let mut scan = Scan::default();
    let layout = layout::find(source, sheet, rules, &mut scan)?;
    let unit = find_unit(source, sheet, &layout, rules, options, &mut scan)?;
    let mut warnings = Vec::new();
    let mut read = rows::read(sheet, &layout, &unit, rules, &mut scan, &mut warnings);
    if read.is_empty() {
        let place = sheet.place(layout.header + 1, layout.label);
        return Err(Error::file(
            source,
            format!("{place}: a row with a label and figures was expected below the head"),
            SEE,
        ));
    }
    let (cost_sign, cost_sign_because) = sign::find(&read, options.sign);
    sign::turn(&mut read, cost_sign);
    let lines = rows::finish(read, &mut warnings);
    let mut years: Vec<_> = lines.iter().flat_map(|line| line.by_year.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    Ok(Scorecard {
        source: source.to_owned(),
        table: sheet.name.clone(),
        currency: unit.currency,
        unit: unit.written,
        cost_sign,
        cost_sign_because,
        years: years.iter().map(ToString::to_string).collect(),
        lines,
        warnings,
    })
}

/// The unit: given, in the head, above the table, in its name, or in a note below.
fn find_unit(
    source: &str,
    sheet: &Sheet,
    layout: &layout::Layout,
    rules: &RuleSet,
    options: &CardOptions,
    scan: &mut Scan,
) -> Result<Unit> {
    if let Some(given) = &options.unit {
        return numbers::unit(rules, given, options.home, scan).ok_or_else(|| {
            Error::usage(
                format!("--funding-unit {given}: no unit of money"),
                "write it as '£ million', '£bn' or 'USD thousand'",
            )
        });
    }
    let head = sheet.rows.iter().take(layout.header + 1).rev().flatten();
    let words = |cell: &&String| !cell.is_empty() && !matches!(numbers::figure(cell), numbers::Figure::Known(_));
    let below = sheet.rows.iter().skip(layout.header + 1).flatten().filter(words);
    let places = head.chain(&sheet.above).chain(std::iter::once(&sheet.name)).chain(below);
    if let Some(unit) =
        places.filter(|text| text.len() < 200).find_map(|text| numbers::unit(rules, text, options.home, scan))
    {
        return Ok(unit);
    }
    let first = layout.first_figure(sheet);
    let (row, column) = first.unwrap_or((layout.header, layout.label));
    let problem =
        format!("{} holds {}, and nothing says in which unit", sheet.place(row, column), sheet.cell(row, column));
    let hint = "write “£ million” into the head or title of the table, or give --funding-unit '£ million'";
    Err(Error::file(source, problem, hint))
}

#[cfg(test)]
mod tests;
