//! One document for people: what it says, what it pays, and the sentences behind it.

use super::evidence::{self, Quoted};
use super::numbers::{self, NONE};
use super::scorecard;
use super::share_of_whole;
use super::style::{Look, left, lines_with_totals, printable, right, verdict_cell};
use super::{bars, comparable};
use crate::model::{CommitmentKind, Currency, DocumentReport, MIN_PROMISES, RealTotals, TopicReport, Verdict};
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Width of the charts in a table.
const CHART: usize = 20;

/// Label of the last row.
pub(super) const TOTALS: &str = "All topics";

/// Why the number of backed promises need not be whole.
pub(super) const PARTS: &str = "What weakens the money, in [brackets] below, makes a promise count for less than one.";

/// Writes the table of one document, its evidence and its warnings.
pub(super) fn write(document: &DocumentReport, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", look.bold(&title(document)))?;
    for line in look.wrap(&facts(document), 0) {
        writeln!(out, "{}", look.dim(&line))?;
    }
    let shown: Vec<_> = document.topics.iter().filter(|topic| !is_silent(topic)).collect();
    if !shown.is_empty() {
        writeln!(out)?;
        topics(document, &shown, look, out)?;
    }
    writeln!(out)?;
    for (label, text) in notes(document, look) {
        writeln!(out, "{}", look.labelled(label, &text))?;
    }
    if let Some(against) = &document.scorecard {
        scorecard::write(document, against, look, out)?;
    }
    if look.evidence > 0 && shown.iter().any(|topic| !topic.evidence.is_empty()) {
        writeln!(out, "\n{}", look.bold("Strongest evidence"))?;
        let mut quoted = Quoted::new();
        for topic in shown.iter().filter(|topic| !topic.evidence.is_empty()) {
            writeln!(out, "\n{}", look.bold(&printable(&topic.title)))?;
            for line in evidence::of_topic(document, topic, &mut quoted, look, 2) {
                writeln!(out, "{line}")?;
            }
        }
    }
    warnings(&document.warnings, look, out)
}

/// Writes warnings under a line of their own.
pub(super) fn warnings(warnings: &[String], look: Look, out: &mut dyn Write) -> io::Result<()> {
    if !warnings.is_empty() {
        writeln!(out)?;
    }
    for warning in warnings {
        for line in look.wrap(&format!("warning: {}", printable(warning)), 0) {
            writeln!(out, "{}", look.caution(&line))?;
        }
    }
    Ok(())
}

/// The title, or the path where there is none.
pub(super) fn title(document: &DocumentReport) -> String {
    printable(document.title.as_deref().unwrap_or(match document.path.as_str() {
        "-" => "Standard input",
        path => path,
    }))
}

/// Path, date and size in one line.
pub(super) fn facts(document: &DocumentReport) -> String {
    let mut facts = Vec::new();
    if document.title.is_some() {
        facts.push(printable(&document.path));
    }
    if let Some(date) = &document.date {
        facts.push(numbers::day(date));
    }
    facts.push(numbers::counted(document.words, "word"));
    facts.push(numbers::counted(document.sentences.len(), "sentence"));
    facts.push(format!("{} on topic", numbers::count(document.topic_sentences)));
    facts.join(" · ")
}

/// True where a document neither says nor pays anything on a topic.
pub(super) fn is_silent(topic: &TopicReport) -> bool {
    topic.sentences == 0 && topic.funding.is_empty() && topic.savings.is_empty()
}

fn topics(document: &DocumentReport, shown: &[&TopicReport], look: Look, out: &mut dyn Write) -> io::Result<()> {
    use CellAlignment::{Left, Right};
    let mut table = look.table([
        ("Topic", Left),
        ("Sentences\n(share)", Right),
        ("Money", Right),
        ("Share of\nmoney", Right),
        ("Money to\nwords", Right),
        ("Promises\nfirm/soft", Right),
        ("Backed\nscore", Right),
        ("Verdict", Left),
        ("Words ○\nmoney ■", Left),
    ]);
    let shares = shown.iter().flat_map(|topic| [topic.word_share, topic.funding_share]);
    let most = shares.flatten().fold(0.0, f64::max);
    for topic in shown {
        let [title, cells @ .., verdict] = topic_cells(topic, look);
        let chart = left(bars::shares(topic.word_share, topic.funding_share, most, CHART));
        table.add_row(row(title, cells, verdict, topic.verdict).into_iter().chain([chart]));
    }
    let [title, cells @ .., verdict] = total_cells(document, look);
    let totals = row(title, cells, verdict, document.verdict);
    table.add_row(totals.map(|cell: Cell| cell.add_attribute(Attribute::Bold)));
    for (at, shown) in [(4, look.wide()), (8, look.roomy())] {
        if let Some(column) = table.column_mut(at).filter(|_| !shown) {
            column.set_constraint(ColumnConstraint::Hidden);
        }
    }
    // The last column that is shown needs no space behind it.
    if let Some(verdicts) = table.column_mut(7).filter(|_| !look.roomy()) {
        verdicts.set_padding((0, 0));
    }
    look.fit(&mut table, &[7, 2, 6, 5]);
    lines_with_totals(&table, TOTALS).iter().try_for_each(|line| writeln!(out, "{line}"))
}

fn row(title: String, cells: [String; 6], verdict: String, colour: Verdict) -> [Cell; 8] {
    let [a, b, c, d, e, f] = cells.map(right);
    [left(title), a, b, c, d, e, f, verdict_cell(verdict, colour)]
}

/// Heads of the columns.
pub(super) const HEADS: [&str; 8] = [
    "Topic",
    "Sentences (share)",
    "Money",
    "Share of money",
    "Money to words",
    "Promises (firm/soft)",
    "Backed score",
    "Verdict",
];

/// A topic in the columns of the table; the same in every format for people.
pub(super) fn topic_cells(topic: &TopicReport, look: Look) -> [String; 8] {
    [
        printable(&topic.title),
        with_share(topic.sentences, topic.word_share),
        money(&topic.funding, topic.real.as_ref()),
        numbers::percent_or_none(topic.funding_share),
        topic.gap.map_or_else(|| NONE.into(), numbers::ratio),
        promises(topic.promises, topic.commitments.firm, topic.commitments.soft),
        score(topic.score, topic.interval, topic.backed, topic.promises, look),
        numbers::verdict(topic.verdict, topic.backed, topic.promises),
    ]
}

/// The whole document in the same columns.
pub(super) fn total_cells(document: &DocumentReport, look: Look) -> [String; 8] {
    let firm = promised(document, CommitmentKind::Firm);
    let soft = promised(document, CommitmentKind::Soft);
    [
        TOTALS.into(),
        with_share(document.topic_sentences, share_of_whole(document.topic_sentences)),
        money(&document.funding, document.real.as_ref()),
        numbers::percent_or_none(share_of_whole(document.funding.len())),
        String::new(),
        promises(document.promises, firm, soft),
        score(document.score, document.interval, document.backed, document.promises, look),
        numbers::verdict(document.verdict, document.backed, document.promises),
    ]
}

/// Promise sentences of one kind in the whole document, each counted once.
pub(super) fn promised(document: &DocumentReport, kind: CommitmentKind) -> usize {
    document.sentences.iter().filter(|sentence| sentence.backing.is_some() && sentence.commitment == kind).count()
}

fn with_share(sentences: usize, share: Option<f64>) -> String {
    match share {
        Some(share) => format!("{} ({})", numbers::count(sentences), numbers::percent(share)),
        None => numbers::count(sentences),
    }
}

fn promises(all: usize, firm: usize, soft: usize) -> String {
    if all == 0 { NONE.into() } else { format!("{} ({firm}/{soft})", numbers::count(all)) }
}

/// Sums of money, one line for each currency, with their worth in other prices.
fn money(funding: &BTreeMap<Currency, Decimal>, real: Option<&RealTotals>) -> String {
    if funding.is_empty() { NONE.into() } else { comparable::cash_and_real(funding, real).join("\n") }
}

/// A score with its interval, or how many are backed where there are too few to score.
pub(super) fn score(
    score: Option<f64>,
    interval: Option<[f64; 2]>,
    backed: f64,
    promises: usize,
    look: Look,
) -> String {
    match (score, interval) {
        (Some(score), Some(interval)) => format!("{} {}", numbers::score(score), numbers::interval(interval)),
        (Some(score), None) => numbers::score(score),
        (None, _) if promises == 0 => NONE.into(),
        (None, _) if look.wide() => format!("{}, too few", numbers::backed_of(backed, promises)),
        (None, _) => numbers::backed_of(backed, promises),
    }
}

/// What stands below the table: what the score means, the measures beside it,
/// the money that is in no row, and the topics that are in no row.
pub(super) fn notes(document: &DocumentReport, look: Look) -> Vec<(&'static str, String)> {
    let mut notes = vec![("Backed score", meaning(document, look))];
    if let (Some(score), Some(interval), true) = (document.score, document.interval, look.roomy()) {
        notes.push(("", bars::interval(score, interval, 2 * CHART + 1)));
    }
    if let Some(share) = document.cheap_talk {
        let text = format!("{} of the promises have no amount, date or testable outcome.", numbers::percent(share));
        notes.push(("Cheap talk", text));
    }
    if document.topics.iter().map(|topic| topic.sentences).sum::<usize>() > document.topic_sentences {
        notes.push(("Shares", "a sentence on two topics counts half for each.".into()));
    }
    if let Some(mismatch) = document.mismatch {
        let mut text = format!("{} of 100 between the shares of money and of words", numbers::score(mismatch));
        if let Some(without) = document.mismatch_without_largest {
            text += &format!("; {} without the largest sum", numbers::score(without));
        }
        notes.push(("Mismatch", text + "."));
    }
    notes.extend(comparable::note(document).map(|text| ("Real terms", text)));
    if let Some(share) = document.new_share {
        notes.push(("New money", format!("{} of the money stated on these topics.", numbers::percent(share))));
    }
    if look.wide() && document.topics.iter().any(|topic| topic.gap.is_some()) {
        notes.push(("Money to words", "how many times its share of words the share of money is, smoothed.".into()));
    }
    if !document.unattributed.is_empty() {
        notes.push(("Other money", format!("{} for no topic.", numbers::sums(&document.unattributed).join(" + "))));
    }
    let cuts = comparable::cuts(document);
    if !cuts.is_empty() {
        let text = format!("cuts and savings, not taken off the money above: {}.", cuts.join(" · "));
        notes.push(("Savings", printable(&text)));
    }
    let silent: Vec<_> =
        document.topics.iter().filter(|topic| is_silent(topic)).map(|topic| printable(&topic.title)).collect();
    if !silent.is_empty() {
        notes.push(("Silent on", format!("{}.", silent.join(" · "))));
    }
    notes
}

/// The score in one sentence, where there is one.
pub(super) fn score_sentence(document: &DocumentReport) -> Option<String> {
    let (score, [low, high]) = (document.score?, document.interval?);
    let some = if document.backed > 0.0 { format!("about {}", numbers::score(score)) } else { "none".into() };
    Some(format!(
        "of every 100 promises on these topics, {some} come with checkable public money (95% interval {}).",
        numbers::interval([low, high]).trim_matches(['(', ')'])
    ))
}

/// What the score says, in one or two sentences.
pub(super) fn meaning(document: &DocumentReport, look: Look) -> String {
    match score_sentence(document) {
        Some(mut text) => {
            if document.topics.iter().any(|topic| topic.promises > 0 && topic.score.is_none()) {
                text += &format!(
                    " A topic with fewer than {MIN_PROMISES} promises shows how many are backed: too few to score."
                );
            }
            if document.backed > 0.0 && look.evidence > 0 {
                text += &format!(" {PARTS}");
            }
            text
        }
        _ if document.topic_sentences == 0 && document.funding.is_empty() => {
            "none: no sentence on any topic of the rule packs, so there is nothing to score.".into()
        }
        _ if document.promises == 0 => "none: the topics are mentioned, but nothing is promised.".into(),
        _ => format!(
            "none: too few promises. {} come with checkable public money; a score needs at least {MIN_PROMISES}.",
            numbers::backed_of(document.backed, document.promises)
        ),
    }
}
