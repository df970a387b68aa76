//! The words of a document against the money of a scorecard, for people.

use super::numbers::{self, NONE};
use super::style::{Look, left, lines_with_totals, printable, right, verdict_cell};
use super::table::TOTALS;
use crate::model::{AgainstScorecard, CostSign, Currency, DocumentReport, Scorecard};
use comfy_table::{Attribute, CellAlignment};
use rust_decimal::Decimal;
use std::io::{self, Write};

/// Writes the table of one document.
pub(super) fn write(
    document: &DocumentReport,
    against: &AgainstScorecard,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    use CellAlignment::{Left, Right};
    writeln!(out, "\n{}", look.bold(&format!("Against the scorecard {}", printable(&against.source))))?;
    let currency = against.funding.keys().next().copied().or(document.currency).unwrap_or(Currency::GBP);
    let sum = |sum: Option<Decimal>| sum.map_or_else(|| NONE.into(), |sum| numbers::money(sum, currency));
    let mut table = look.table([
        ("Topic", Left),
        ("Share of\nwords", Right),
        ("Money in\nthe text", Right),
        ("Money in the\nscorecard", Right),
        ("Share\nof it", Right),
        ("Money to\nwords", Right),
        ("Verdict", Left),
    ]);
    let both = document.topics.iter().zip(&against.topics);
    let shown = both.filter(|(said, topic)| said.sentences > 0 || topic.funding.is_some() || topic.stated.is_some());
    for (said, topic) in shown {
        table.add_row([
            left(printable(&said.title)),
            right(numbers::percent_or_none(said.word_share.filter(|_| said.sentences > 0))),
            right(sum(topic.stated)),
            right(sum(topic.funding)),
            right(numbers::percent_or_none(topic.share.filter(|_| topic.funding.is_some()))),
            right(topic.gap.map_or_else(|| NONE.into(), numbers::ratio)),
            verdict_cell(topic.verdict, topic.verdict),
        ]);
    }
    let totals = [
        left(TOTALS),
        right(""),
        right(sum(document.funding.get(&currency).copied())),
        right(sum(against.funding.get(&currency).copied())),
        right(""),
        right(""),
        left(""),
    ];
    table.add_row(totals.map(|cell| cell.add_attribute(Attribute::Bold)));
    look.fit(&mut table, &[6, 3, 2]);
    lines_with_totals(&table, TOTALS).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)?;
    for (label, text) in notes(document, against, currency) {
        writeln!(out, "{}", look.labelled(label, &text))?;
    }
    Ok(())
}

fn notes(document: &DocumentReport, against: &AgainstScorecard, currency: Currency) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let Some(mismatch) = against.mismatch {
        let text =
            format!("{} of 100 between the shares of the scorecard’s money and of words.", numbers::score(mismatch));
        notes.push(("Mismatch", text));
    }
    if !against.unattributed.is_empty() {
        notes.push((
            "Other money",
            format!("{} in rows on no topic.", numbers::sums(&against.unattributed).join(" + ")),
        ));
    }
    let titled = |amount: fn(&crate::model::TopicScorecard) -> Option<Decimal>| -> Vec<String> {
        let both = document.topics.iter().zip(&against.topics);
        both.filter_map(|(said, topic)| Some(format!("{} on {}", numbers::money(amount(topic)?, currency), said.title)))
            .collect()
    };
    let savings = titled(|topic| topic.savings);
    if !savings.is_empty() {
        notes.push(("Savings", format!("not taken off the money above: {}.", printable(&savings.join(" · ")))));
    }
    let tax = titled(|topic| topic.tax);
    if !tax.is_empty() {
        let text = format!(
            "given up (above zero) or raised (below), not counted as money for a topic: {}.",
            printable(&tax.join(" · "))
        );
        notes.push(("Tax", text));
    }
    notes
}

/// Where the money comes from and how it was read, in a sentence or two.
pub fn source(card: &Scorecard) -> String {
    let table = if card.table.is_empty() { String::new() } else { format!(", {}", card.table) };
    let years = match (card.years.first(), card.years.last()) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(only), _) => format!(", {only}"),
        _ => String::new(),
    };
    let (sign, other) = match card.cost_sign {
        CostSign::Negative => ("below", CostSign::Positive),
        CostSign::Positive => ("above", CostSign::Negative),
    };
    let because = if card.cost_sign_because == "given" {
        "as given".to_owned()
    } else {
        format!("a guess: {}; --funding-sign {other} says otherwise", card.cost_sign_because)
    };
    let counted = card.lines.iter().filter(|line| line.left_out.is_none());
    let on_topics = counted.clone().filter(|line| !line.topics.is_empty()).count();
    format!(
        "Scorecard: {}{table}, in {}{years}; {on_topics} of {} on these topics. Money put in is read as {sign} zero ({because}).",
        card.source,
        card.unit,
        numbers::counted(counted.count(), "row")
    )
}
