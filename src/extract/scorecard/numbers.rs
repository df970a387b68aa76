//! What a single cell of a scorecard says: a figure, a year, a unit.

use crate::extract::period::year_of_header;
use crate::model::{Currency, FiscalYear};
use crate::rules::{RuleSet, Scan, TableWords};
use crate::text::Span;
use rust_decimal::Decimal;

/// Heads of columns are no longer than this, in bytes.
const LONGEST_HEAD: usize = 60;
/// What stands behind a figure as the mark of a note.
const NOTES: [char; 12] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '*', '†', '‡'];

/// Currency and multiplier of bare figures, and how the table writes them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) currency: Currency,
    pub(super) factor: Decimal,
    pub(super) written: String,
}

/// What a cell of money holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Figure {
    /// A figure, in the unit of its table, with its sign.
    Known(Decimal),
    /// Nothing, or a mark that stands for it. Missing is never zero.
    Missing,
    /// Words where a figure was expected.
    Words,
}

/// Reads a cell of money: `1,300`, `(250)`, `−12.5`, `+5`, `£40`, `380¹`.
pub(super) fn figure(cell: &str) -> Figure {
    let body = cell.trim();
    if !body.bytes().any(|byte| byte.is_ascii_digit()) {
        return if TableWords::built_in().is_blank(body) { Figure::Missing } else { Figure::Words };
    }
    let body = body.trim_end_matches(NOTES);
    let body = body.rsplit_once('[').filter(|(_, note)| note.ends_with(']')).map_or(body, |(before, _)| before).trim();
    let bracketed = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = bracketed.unwrap_or(body).trim();
    let unsigned = inner.strip_prefix(['-', '−', '–', '‑']);
    let inner = unsigned.unwrap_or(inner.strip_prefix('+').unwrap_or(inner)).trim();
    let symbol =
        inner.trim_start_matches(|c: char| !c.is_ascii_digit() && !c.is_alphabetic() && !matches!(c, '.' | '-'));
    // A minus may also stand behind the sign of the currency: "£-5".
    let minus = symbol.strip_prefix(['-', '−']);
    let digits: String =
        minus.unwrap_or(symbol).chars().filter(|c| !matches!(c, ',' | '\u{a0}' | '\u{202f}' | ' ')).collect();
    let shaped = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let Some(value) = shaped.then(|| digits.parse::<Decimal>().ok()).flatten() else { return Figure::Words };
    let negative = bracketed.is_some() || unsigned.is_some() || minus.is_some();
    Figure::Known(if negative { -value } else { value })
}

/// The financial year of a head: `2016-17`, `2016/17 (£m)`, `2016 to 2017`, `FY2016`.
/// With it stands whether it is written as one, and not as a bare `2016`.
pub(super) fn year(rules: &RuleSet, cell: &str, scan: &mut Scan) -> Option<(FiscalYear, bool)> {
    let cell = cell.trim();
    if cell.is_empty() || cell.len() > LONGEST_HEAD || TableWords::built_in().is_total(cell) {
        return None;
    }
    let joined = cell.replace(" to ", "-");
    let digits = joined.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–' | '/')));
    if let Some(year) = digits.filter(|part| part.len() >= 7).find_map(FiscalYear::parse) {
        return Some((year, true));
    }
    if cell.bytes().filter(u8::is_ascii_digit).count() != 4 {
        return None;
    }
    rules.scan_topics(cell, Span::new(0, cell.len()), scan);
    let bare = cell.bytes().all(|byte| byte.is_ascii_digit());
    year_of_header(cell, scan).filter(|year| (1990..2100).contains(&year.0)).map(|year| (year, !bare))
}

/// A unit in a head, caption or title: "£ million", "(£bn)", "amount_gbp_m",
/// "million pounds", "(£)".
pub(super) fn unit(rules: &RuleSet, text: &str, home: Option<Currency>, scan: &mut Scan) -> Option<Unit> {
    let text = text.replace('_', " ");
    rules.scan_topics(&text, Span::new(0, text.len()), scan);
    let words = &rules.money;
    for (at, token) in scan.tokens.iter().enumerate() {
        let Some(factor) = words.word(token.word).unit else { continue };
        let before = text[..token.span.start].trim_end();
        let sign = words.sign_at_end(before, home).map(|(currency, length)| (currency, before.len() - length));
        let code = at.checked_sub(1).and_then(|at| scan.tokens.get(at));
        let code = code.and_then(|code| Some((currency_of(rules, &text, code.span, code.word)?, code.span.start)));
        let name = scan.tokens.get(at + 1).and_then(|name| Some((words.word(name.word).after?, token.span.start)));
        let end = name.map_or(token.span.end, |_| scan.tokens[at + 1].span.end);
        if let Some((currency, start)) = sign.or(code).or(name) {
            return Some(Unit { currency, factor, written: text[start..end].to_owned() });
        }
    }
    // A sign alone: whole pounds.
    let alone = text.trim().trim_matches(['(', ')']).trim();
    let bracketed =
        text.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')')).map_or("", |(inner, _)| inner.trim());
    [alone, bracketed].into_iter().find_map(|sign| {
        let (currency, length) = words.sign_at_end(sign, home)?;
        (length == sign.len()).then(|| Unit { currency, factor: Decimal::ONE, written: sign.to_owned() })
    })
}

/// The currency that a code or name means, in any case: heads of columns are often in small letters.
fn currency_of(rules: &RuleSet, text: &str, span: Span, word: crate::rules::WordId) -> Option<Currency> {
    let meaning = rules.money.word(word);
    let code = || Currency::parse(span.of(text)).filter(|code| rules.money.knows(*code));
    meaning.before.or(meaning.after).or_else(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_cells() {
        let known = |text: &str| Figure::Known(text.parse().unwrap());
        for (cell, expected) in [
            ("1,300", known("1300")),
            ("(250)", known("-250")),
            ("−12.5", known("-12.5")),
            ("-380", known("-380")),
            ("+5", known("5")),
            ("£40", known("40")),
            ("-£40", known("-40")),
            ("£-40", known("-40")),
            ("380¹", known("380")),
            ("380 [2]", known("380")),
            ("1 300", known("1300")),
            ("0", known("0")),
            (".5", known("0.5")),
            ("", Figure::Missing),
            ("–", Figure::Missing),
            ("n/a", Figure::Missing),
            ("tbc", Figure::Missing),
            ("see note 3", Figure::Words),
            ("1.2.3", Figure::Words),
            ("5G", Figure::Words),
            ("#REF!", Figure::Words),
        ] {
            assert_eq!(figure(cell), expected, "{cell}");
        }
    }

    #[test]
    fn years_and_units_of_heads() {
        let rules = RuleSet::built_in().unwrap();
        let scan = &mut Scan::default();
        for (cell, expected) in [
            ("2016-17", Some((2016, true))),
            ("2016/17 (£m)", Some((2016, true))),
            ("2016 to 2017", Some((2016, true))),
            ("2016", Some((2016, false))),
            ("Total 2016-17", None),
            ("1,300", None),
            ("Measure", None),
            ("", None),
        ] {
            let found = year(&rules, cell, scan).map(|(year, sure)| (year.0, sure));
            assert_eq!(found, expected, "{cell}");
        }
        let home = None;
        for (text, expected) in [
            ("£ million", Some(("GBP", 1_000_000, "£ million"))),
            ("Measure (£bn)", Some(("GBP", 1_000_000_000, "£bn"))),
            ("amount_gbp_m", Some(("GBP", 1_000_000, "gbp m"))),
            ("US$ million", Some(("USD", 1_000_000, "US$ million"))),
            ("million pounds", Some(("GBP", 1_000_000, "million pounds"))),
            ("Rs crore", Some(("INR", 10_000_000, "Rs crore"))),
            ("Cost (£)", Some(("GBP", 1, "£"))),
            ("Head", None),
            ("million homes", None),
        ] {
            let found = unit(&rules, text, home, scan);
            let found = found.as_ref().map(|unit| (unit.currency.as_str(), unit.factor, unit.written.as_str()));
            let expected = expected.map(|(code, factor, written)| (code, Decimal::from(factor), written));
            assert_eq!(found, expected, "{text}");
        }
    }
}
