//! Two documents for people: each number as old → new, the difference below it.
//!
//! A sum or score that only one text has gets no difference: missing is not
//! zero, so it is called new or gone.

use super::changes::{self, MARGIN};
use super::comparable;
use super::evidence::{self, Quoted};
use super::numbers::{self, NONE};
use super::style::{Look, left, lines_with_totals, printable, right, verdict_cell};
use super::table;
use super::table::{TOTALS, facts, is_silent, title, warnings};
use crate::model::{Comparison, Currency, DocumentReport, MIN_PROMISES, RealTotals, Report, TopicChange, TopicReport};
use comfy_table::{Attribute, CellAlignment};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Topics whose sentences are quoted: those that changed most.
const QUOTED_TOPICS: usize = 3;

/// Both texts on one topic.
struct Pair<'a> {
    change: &'a TopicChange,
    old: &'a TopicReport,
    new: &'a TopicReport,
}

/// Writes the headline, the table of both texts, and the evidence of what changed.
pub(super) fn write(report: &Report, comparison: &Comparison, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let (Some(old), Some(new)) = (report.documents.get(comparison.old), report.documents.get(comparison.new)) else {
        return Ok(());
    };
    for clause in printable(&comparison.headline).split_inclusive("; ") {
        for line in look.wrap(clause, 0) {
            writeln!(out, "{}", look.bold(&line))?;
        }
    }
    writeln!(out)?;
    let names = changes::sides(comparison);
    for (name, document) in names.into_iter().zip([old, new]) {
        for (at, line) in look.wrap(&title(document), MARGIN).iter().enumerate() {
            writeln!(out, "{:<MARGIN$}{}", if at == 0 { name } else { "" }, look.bold(line))?;
        }
        for line in look.wrap(&facts(document), MARGIN) {
            writeln!(out, "{:MARGIN$}{}", "", look.dim(&line))?;
        }
    }
    let find = |document: &'_ DocumentReport, id: &str| document.topics.iter().position(|topic| topic.id == id);
    let pairs: Vec<Pair> = comparison
        .topics
        .iter()
        .filter_map(|change| {
            let old = &old.topics[find(old, &change.id)?];
            let new = &new.topics[find(new, &change.id)?];
            (!is_silent(old) || !is_silent(new)).then_some(Pair { change, old, new })
        })
        .collect();
    if !pairs.is_empty() {
        writeln!(out)?;
        topics(old, new, &pairs, look, out)?;
    }
    writeln!(out)?;
    for (label, text) in notes(old, new, comparison, look) {
        writeln!(out, "{}", look.labelled(label, &text))?;
    }
    changes::write_pair(comparison, [old, new], look, out)?;
    changes::write_earlier(&[(names[0], old), (names[1], new)], look, out)?;
    changes::write(comparison, [old, new], look, out)?;
    quotations([old, new], names, &pairs, look, out)?;
    warnings(&comparison.cautions, look, out)?;
    for (name, document) in names.into_iter().zip([old, new]) {
        let named: Vec<_> = document.warnings.iter().map(|warning| format!("{name} text: {warning}")).collect();
        warnings(&named, look, out)?;
    }
    Ok(())
}

fn topics(
    old: &DocumentReport,
    new: &DocumentReport,
    pairs: &[Pair],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    use CellAlignment::{Left, Right};
    let mut grid = look.table([
        ("Topic", Left),
        ("Share of\nsentences", Right),
        ("Promises", Right),
        ("Money", Right),
        ("Backed score", Right),
        ("Verdict", Left),
    ]);
    for Pair { change, old, new } in pairs {
        grid.add_row([
            left(printable(&change.title)),
            right(shares(old.word_share, new.word_share)),
            right(promises(change.promises)),
            right(with_real(money(&old.funding, &new.funding, look), [&old.real, &new.real])),
            right(scores(Scored::of_topic(old), Scored::of_topic(new), change.score_change, look)),
            verdict_cell(topic_verdicts(old, new, change), change.verdict),
        ]);
    }
    let (before, after) = (Scored::of_document(old), Scored::of_document(new));
    let difference = after.score.zip(before.score).map(|(new, old)| new - old);
    let totals = [
        left(TOTALS),
        right(format!("{} → {}\nsentences", numbers::count(old.topic_sentences), numbers::count(new.topic_sentences))),
        right(promises([old.promises, new.promises])),
        right(with_real(money(&old.funding, &new.funding, look), [&old.real, &new.real])),
        right(scores(before, after, difference, look)),
        verdict_cell(verdicts(old, new), new.verdict),
    ];
    grid.add_row(totals.map(|cell| cell.add_attribute(Attribute::Bold)));
    look.fit(&mut grid, &[5, 3, 4]);
    lines_with_totals(&grid, TOTALS).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Old and new on one line, or on two where that would be long.
fn arrow(old: &str, new: &str, look: Look) -> String {
    let long = !look.wide() && old.chars().count() + new.chars().count() > 12;
    format!("{old}{}→ {new}", if long { "\n" } else { " " })
}

/// Shares of the sentences on any topic, and the change in percentage points.
pub(super) fn shares(old: Option<f64>, new: Option<f64>) -> String {
    let both = format!("{} → {}", numbers::percent_or_none(old), numbers::percent_or_none(new));
    match old.zip(new) {
        Some((old, new)) => {
            let points = numbers::change((new - old) * 100.0);
            format!("{both}\n{points}{}", if points == "same" { "" } else { " pts" })
        }
        None => both,
    }
}

pub(super) fn promises([old, new]: [usize; 2]) -> String {
    if old == 0 && new == 0 { NONE.into() } else { counts([old, new]) }
}

fn counts([old, new]: [usize; 2]) -> String {
    format!("{} → {}\n{}", numbers::count(old), numbers::count(new), numbers::change(new as f64 - old as f64))
}

/// Money of both texts, two lines for each currency that either names.
pub(super) fn money(old: &BTreeMap<Currency, Decimal>, new: &BTreeMap<Currency, Decimal>, look: Look) -> String {
    let currencies: BTreeSet<_> = old.keys().chain(new.keys()).copied().collect();
    let lines = currencies.into_iter().map(|currency| {
        let show = |sum: Option<&Decimal>| sum.map_or_else(|| NONE.into(), |sum| numbers::money(*sum, currency));
        let (before, after) = (old.get(&currency), new.get(&currency));
        let difference = match (before, after) {
            (Some(before), Some(after)) if before == after => "same".into(),
            (Some(before), Some(after)) => numbers::money_change(after - before, currency),
            (None, _) => "new".into(),
            (_, None) => "gone".into(),
        };
        format!("{}\n{difference}", arrow(&show(before), &show(after), look))
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    if text.is_empty() { NONE.into() } else { text }
}

/// The same with what both are worth in other prices below it, where known.
pub(super) fn with_real(cash: String, real: [&Option<RealTotals>; 2]) -> String {
    let real = comparable::both_real(real.map(Option::as_ref));
    std::iter::once(cash).chain(real).collect::<Vec<_>>().join("\n")
}

/// What is needed to print a score.
pub(super) struct Scored {
    score: Option<f64>,
    interval: Option<[f64; 2]>,
    backed: f64,
    promises: usize,
}

impl Scored {
    pub(super) fn of_topic(topic: &TopicReport) -> Self {
        Self { score: topic.score, interval: topic.interval, backed: topic.backed, promises: topic.promises }
    }

    pub(super) fn of_document(document: &DocumentReport) -> Self {
        Self {
            score: document.score,
            interval: document.interval,
            backed: document.backed,
            promises: document.promises,
        }
    }

    fn text(&self, look: Look) -> String {
        let interval = self.interval.filter(|_| look.wide());
        table::score(self.score, interval, self.backed, self.promises, look)
    }
}

/// Scores of both texts and their difference, with a word where it may be chance.
pub(super) fn scores(old: Scored, new: Scored, difference: Option<f64>, look: Look) -> String {
    if old.promises == 0 && new.promises == 0 {
        return NONE.into();
    }
    let both = arrow(&old.text(look), &new.text(look), look);
    let Some(difference) = difference else { return both };
    let overlap = match (old.interval, new.interval) {
        (Some(old), Some(new)) => old[0] <= new[1] && new[0] <= old[1],
        _ => false,
    };
    format!("{both}\n{}{}", numbers::change(difference), if overlap { ", overlap" } else { "" })
}

/// The verdicts on a topic in both texts.
pub(super) fn topic_verdicts(old: &TopicReport, new: &TopicReport, change: &TopicChange) -> String {
    from_to(
        numbers::verdict(old.verdict, old.backed, old.promises),
        numbers::verdict(change.verdict, new.backed, new.promises),
    )
}

/// The verdicts on both texts.
pub(super) fn verdicts(old: &DocumentReport, new: &DocumentReport) -> String {
    from_to(
        numbers::verdict(old.verdict, old.backed, old.promises),
        numbers::verdict(new.verdict, new.backed, new.promises),
    )
}

fn from_to(old: String, new: String) -> String {
    if old == new { new } else { format!("{old}\n→ {new}") }
}

/// What stands below the table.
pub(super) fn notes(
    old: &DocumentReport,
    new: &DocumentReport,
    comparison: &Comparison,
    look: Look,
) -> Vec<(&'static str, String)> {
    let parts = if look.evidence > 0 { format!(" {}", table::PARTS) } else { String::new() };
    let score = format!(
        "of every 100 promises, how many come with checkable public money; below {MIN_PROMISES} promises, how many \
         of them.{parts} Overlap: the 95% intervals overlap, so the difference may be chance."
    );
    let mut notes = Vec::new();
    let became = changes::counts(comparison);
    if !became.is_empty() {
        notes.push(("Promises", format!("{became}.")));
    }
    notes.push(("Backed score", score));
    if !(old.unattributed.is_empty() && new.unattributed.is_empty()) {
        let show = |document: &DocumentReport| match numbers::sums(&document.unattributed) {
            sums if sums.is_empty() => NONE.into(),
            sums => sums.join(" + "),
        };
        notes.push(("Other money", format!("{} → {} for no topic.", show(old), show(new))));
    }
    notes.extend(comparable::note_on_both([old, new]).map(|text| ("Real", text)));
    let cuts = [old, new].map(comparable::cuts);
    if cuts.iter().any(|cuts| !cuts.is_empty()) {
        let [old, new] = cuts.map(|cuts| if cuts.is_empty() { NONE.into() } else { cuts.join(" · ") });
        let text = format!("cuts and savings, not taken off the money above: {old} → {new}.");
        notes.push(("Savings", printable(&text)));
    }
    let spoken = |id: &str| new.topics.iter().any(|topic| topic.id == id && !is_silent(topic));
    let silent: Vec<_> = old
        .topics
        .iter()
        .filter(|topic| is_silent(topic) && !spoken(&topic.id))
        .map(|topic| printable(&topic.title))
        .collect();
    if !silent.is_empty() {
        notes.push(("Silent in both", format!("{}.", silent.join(" · "))));
    }
    notes
}

/// The sentences of the topics whose shares of words and money moved most.
fn quotations(
    documents: [&DocumentReport; 2],
    names: [&str; 2],
    pairs: &[Pair],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut moved: Vec<_> = pairs.iter().filter(|pair| movement(pair) > 0.0).collect();
    // The sort is stable: topics that moved alike stay in the order of the packs.
    moved.sort_by(|a, b| movement(b).total_cmp(&movement(a)));
    moved.truncate(QUOTED_TOPICS);
    moved.retain(|pair| !(pair.old.evidence.is_empty() && pair.new.evidence.is_empty()));
    if look.evidence == 0 || moved.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", look.bold("Strongest evidence on what changed most"))?;
    let (mut quoted_old, mut quoted_new) = (Quoted::new(), Quoted::new());
    for pair in moved {
        writeln!(out, "\n{}", look.bold(&printable(&pair.change.title)))?;
        for (name, document, topic, quoted) in
            [(names[0], documents[0], pair.old, &mut quoted_old), (names[1], documents[1], pair.new, &mut quoted_new)]
        {
            let mut lines = evidence::of_topic(document, topic, quoted, look, MARGIN);
            if lines.is_empty() {
                lines.push(format!("{:MARGIN$}{}", "", look.dim("nothing")));
            }
            for (at, line) in lines.iter().enumerate() {
                let margin = if at == 0 { format!("{name:<MARGIN$}") } else { " ".repeat(MARGIN) };
                writeln!(out, "{margin}{}", line.strip_prefix(&" ".repeat(MARGIN)).unwrap_or(line))?;
            }
        }
    }
    Ok(())
}

/// How far the shares of words and of money moved together, 0 to 2. Here a
/// missing share ranks as nothing; it is never printed as zero.
fn movement(pair: &Pair) -> f64 {
    let moved = |old: Option<f64>, new: Option<f64>| (new.unwrap_or(0.0) - old.unwrap_or(0.0)).abs();
    moved(pair.old.word_share, pair.new.word_share) + moved(pair.old.funding_share, pair.new.funding_share)
}
