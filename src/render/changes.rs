//! What became of each promise, what was announced before, and what a speech
//! leaves out: the parts of a comparison that quote both texts.

use super::link::{self, At};
use super::style::{Look, printable};
use super::{numbers, promise};
use crate::model::{
    Change, ChangeKind, Comparison, DocumentReport, EarlierAnnouncement, LostQualifier, MoneyReport, PromiseReport,
};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Write};

/// Promises that are quoted of each kind, for each sentence of evidence that is asked for.
const QUOTED: usize = 2;
/// Lines of a quotation.
const QUOTE_LINES: usize = 2;
/// Room for "old" or "print" and a space.
pub(super) const MARGIN: usize = 6;

/// The kinds in the order in which they are told, with their words.
pub(super) const KINDS: [(ChangeKind, &str); 6] = [
    (ChangeKind::Repeated, "the same money again"),
    (ChangeKind::Weakened, "weakened"),
    (ChangeKind::Strengthened, "strengthened"),
    (ChangeKind::Dropped, "dropped"),
    (ChangeKind::New, "new"),
    (ChangeKind::Kept, "kept"),
];
/// The same for a speech and its document.
const KINDS_OF_PAIR: [(ChangeKind, &str); 6] = [
    (ChangeKind::Repeated, "the same money in both"),
    (ChangeKind::Weakened, "weaker in print"),
    (ChangeKind::Strengthened, "stronger in print"),
    (ChangeKind::Dropped, "only said"),
    (ChangeKind::New, "only printed"),
    (ChangeKind::Kept, "the same in both"),
];

fn kinds(comparison: &Comparison) -> &'static [(ChangeKind, &'static str)] {
    if comparison.pair.is_some() { &KINDS_OF_PAIR } else { &KINDS }
}

/// What the two texts are called, in no more than five letters.
pub(super) fn sides(comparison: &Comparison) -> [&'static str; 2] {
    if comparison.pair.is_some() { ["said", "print"] } else { ["old", "new"] }
}

/// How many promises of each kind: `3 dropped · 1 weakened`; empty where there is none.
pub(super) fn counts(comparison: &Comparison) -> String {
    let counted = kinds(comparison).iter().filter_map(|(kind, name)| {
        let count = comparison.changes.iter().filter(|change| change.kind == *kind).count();
        (count > 0).then(|| format!("{} {name}", numbers::count(count)))
    });
    counted.collect::<Vec<_>>().join(" · ")
}

/// Quotes the changes that matter most, of each kind a few. Kept ones are only counted.
pub(super) fn write(
    comparison: &Comparison,
    texts: [&DocumentReport; 2],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    if look.evidence == 0 || comparison.changes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.bold("What became of the promises"))?;
    for (kind, name) in kinds(comparison).iter().filter(|(kind, _)| *kind != ChangeKind::Kept) {
        let mut all: Vec<&Change> = comparison.changes.iter().filter(|change| change.kind == *kind).collect();
        if all.is_empty() {
            continue;
        }
        // The sort is stable: what weighs alike stays in the order of the report.
        all.sort_by_key(|change| (Reverse(money(change)), Reverse((change.confidence * 20.0) as u32)));
        let most = QUOTED * look.evidence;
        let rest = all.len().saturating_sub(most);
        let count = if rest > 0 { format!(" ({most} of {}; --format json has all)", all.len()) } else { String::new() };
        writeln!(out, "\n{}{}", look.bold(&capital(name)), look.dim(&count))?;
        for change in all.into_iter().take(most) {
            write_change(comparison, texts, change, look, out)?;
        }
    }
    Ok(())
}

/// The largest sum on either side, as a rank.
fn money(change: &Change) -> rust_decimal::Decimal {
    let sides = [&change.old, &change.new].into_iter().flatten();
    sides.flat_map(|promise| &promise.money).filter_map(|sum| sum.high).max().unwrap_or_default()
}

fn write_change(
    comparison: &Comparison,
    texts: [&DocumentReport; 2],
    change: &Change,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = comparison.topics.iter().find(|topic| topic.id == change.topic);
    let title = title.map_or(change.topic.as_str(), |topic| topic.title.as_str());
    let why = match (&change.old, &change.new) {
        (Some(_), Some(_)) => format!("{}: {} ({} sure)", title, change.why, numbers::percent(change.confidence)),
        _ => format!("{title} ({} sure)", numbers::percent(change.confidence)),
    };
    for line in look.wrap(&printable(&why), 0) {
        writeln!(out, "{line}")?;
    }
    let promises = [&change.old, &change.new].into_iter().zip(texts);
    for (name, (promise, text)) in sides(comparison).into_iter().zip(promises) {
        if let Some(promise) = promise {
            write_promise(name, promise, text, look, out)?;
        }
    }
    Ok(())
}

fn write_promise(
    name: &str,
    promise: &PromiseReport,
    text: &DocumentReport,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let place = place_of(promise.line, promise.page);
    let all = look.wrap(&printable(&promise.quote), MARGIN + 2);
    let cut = all.len() > QUOTE_LINES;
    let mut lines: Vec<_> = all.into_iter().take(QUOTE_LINES).collect();
    if let Some(last) = lines.last_mut() {
        *last = format!("{last}{}”", if cut { "…" } else { "" });
    }
    for (at, line) in lines.iter().enumerate() {
        let mark = if at == 0 { format!("{name:<MARGIN$}“") } else { " ".repeat(MARGIN + 1) };
        writeln!(out, "{mark}{line}")?;
    }
    let at = At { format: text.format, line: promise.line, page: promise.page };
    writeln!(out, "{:MARGIN$} {}", "", look.dim(&link::at_start(&place, &place, &text.path, at, look)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The sums of the texts that were announced before, each once, with the event.
pub(super) fn write_earlier(documents: &[(&str, &DocumentReport)], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Vec::new();
    for (name, document) in documents {
        let mut told = BTreeSet::new();
        for money in &document.money {
            let Some(earlier) = &money.earlier else { continue };
            if told.insert((earlier.event.clone(), earlier.item.clone(), earlier.high)) {
                rows.push((*name, money, earlier));
            }
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.bold("Announced before"))?;
    for (name, money, earlier) in rows {
        let text = format!("{}, {}: {}", numbers::amount_only(money), place(money), event(earlier));
        for (at, line) in look.wrap(&printable(&text), MARGIN).iter().enumerate() {
            let margin = if at == 0 { format!("{name:<MARGIN$}") } else { " ".repeat(MARGIN) };
            writeln!(out, "{margin}{line}")?;
        }
    }
    Ok(())
}

/// The page of a sum, or else its line.
fn place(money: &MoneyReport) -> String {
    place_of(money.line, money.page)
}

fn place_of(line: usize, page: Option<u32>) -> String {
    promise::place(line, page, None)
}

/// An event with its day and what the money was for.
pub(super) fn event(earlier: &EarlierAnnouncement) -> String {
    let day = earlier.date.as_ref().map(|date| format!(" ({})", numbers::day(date))).unwrap_or_default();
    let item = if earlier.document.is_some() { String::new() } else { format!(", {}", earlier.item) };
    let mark = if earlier.verified { "" } else { " [unverified]" };
    format!("{}{day}{item}{mark}", earlier.event)
}

/// A qualifier with the words that show it, where these are not those of the amount.
fn qualifier(lost: &LostQualifier, printed: &MoneyReport) -> String {
    let name = lost.qualifier.replace('_', " ");
    if lost.quote == printed.quote { name } else { format!("{name} (“{}”)", lost.quote) }
}

/// What a speech says otherwise than its printed document.
pub(super) fn write_pair(
    comparison: &Comparison,
    [speech, print]: [&DocumentReport; 2],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(pair) = &comparison.pair else { return Ok(()) };
    writeln!(out, "\n{}", look.bold("Speech against print"))?;
    let mut lines = Vec::new();
    let sums = pair.qualifiers.chunk_by(|one, other| (one.said, one.printed) == (other.said, other.printed));
    for lost in sums {
        let both = lost.first().and_then(|lost| Some((speech.money.get(lost.said)?, print.money.get(lost.printed)?)));
        let Some((said, printed)) = both else { continue };
        let qualifiers: Vec<_> = lost.iter().map(|lost| qualifier(lost, printed)).collect();
        lines.push(format!(
            "{}, said on {} without what is printed on {}: {}",
            numbers::amount_only(said),
            place(said),
            place(printed),
            qualifiers.join(", ")
        ));
    }
    let only = |indices: &[usize], document: &DocumentReport, how: &str| -> Vec<String> {
        let sums = indices.iter().filter_map(|&at| document.money.get(at));
        sums.map(|sum: &MoneyReport| format!("{}, {}: {how}", numbers::amount_only(sum), place(sum))).collect()
    };
    lines.extend(only(&pair.said_only, speech, "said, and not printed"));
    lines.extend(only(&pair.printed_only, print, "printed, and not said"));
    if lines.is_empty() {
        lines.push("every sum that is said is printed with the same qualifiers, and the other way round".to_owned());
    }
    for text in lines {
        for (at, line) in look.wrap(&printable(&text), 2).iter().enumerate() {
            writeln!(out, "{}{line}", if at == 0 { "- " } else { "  " })?;
        }
    }
    Ok(())
}
