//! A comparison in the columns of its table, the same in every format for people.

use super::compare_table::{Scored, money, promises, scores, shares, topic_verdicts, verdicts, with_real};
use super::style::{Look, printable};
use super::{numbers, table};
use crate::model::{Comparison, DocumentReport, TopicChange, TopicReport};

/// Heads of the columns.
pub(super) const HEADS: [&str; 6] = ["Topic", "Share of sentences", "Promises", "Money", "Backed score", "Verdict"];

/// Both texts on one topic.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) change: &'a TopicChange,
    pub(super) old: &'a TopicReport,
    pub(super) new: &'a TopicReport,
}

/// The topics that either text speaks of, in the order of the comparison.
pub(super) fn pairs<'a>(both: &'a Comparison, old: &'a DocumentReport, new: &'a DocumentReport) -> Vec<Pair<'a>> {
    let find = |document: &'a DocumentReport, id: &str| document.topics.iter().find(|topic| topic.id == id);
    let pair =
        |change: &'a TopicChange| Some(Pair { change, old: find(old, &change.id)?, new: find(new, &change.id)? });
    let spoken = |pair: &Pair| !table::is_silent(pair.old) || !table::is_silent(pair.new);
    both.topics.iter().filter_map(pair).filter(spoken).collect()
}

/// A topic in the columns.
pub(super) fn topic_cells(Pair { change, old, new }: &Pair, look: Look) -> [String; 6] {
    [
        printable(&change.title),
        shares(old.word_share, new.word_share),
        promises(change.promises),
        with_real(money(&old.funding, &new.funding, look), [&old.real, &new.real]),
        scores(Scored::of_topic(old), Scored::of_topic(new), change.score_change, look),
        topic_verdicts(old, new, change),
    ]
}

/// Both texts as a whole in the same columns.
pub(super) fn total_cells(old: &DocumentReport, new: &DocumentReport, look: Look) -> [String; 6] {
    let difference = new.score.zip(old.score).map(|(new, old)| new - old);
    [
        table::TOTALS.into(),
        format!("{} → {}\nsentences", numbers::count(old.topic_sentences), numbers::count(new.topic_sentences)),
        promises([old.promises, new.promises]),
        with_real(money(&old.funding, &new.funding, look), [&old.real, &new.real]),
        scores(Scored::of_document(old), Scored::of_document(new), difference, look),
        verdicts(old, new),
    ]
}
