//! What must not be concluded from a comparison, because the texts are unlike:
//! in length, in how much of them is on the topics at all, in date or in currency.

use crate::model::{Currency, DocumentReport};
use std::collections::BTreeSet;

/// From this ratio of their lengths on two texts are of unlike length.
const UNLIKE_LENGTH: f64 = 3.0;
/// From this ratio of their shares of topic sentences on they are of unlike kind.
const UNLIKE_KIND: f64 = 6.0;
/// The share of topic sentences above which a text is about the topics.
const ABOUT: f64 = 0.25;
/// Currencies are mixed where more than one is the main currency of a text.
const ONE: usize = 1;

/// Cautions on texts that are given in the order in which they are compared.
pub(super) fn cautions(documents: &[&DocumentReport]) -> Vec<String> {
    [same_text(documents), length(documents), kind(documents), currencies(documents)].into_iter().flatten().collect()
}

/// Caution on texts whose day is not known; `labelled` tells which of them
/// have their place in time all the same, by the year in the name of the file.
pub(super) fn without_date(documents: &[&DocumentReport], labelled: impl Fn(usize) -> bool) -> Option<String> {
    let without = documents.iter().enumerate().filter(|(_, document)| document.date.is_none());
    let (by_name, unknown): (Vec<_>, Vec<_>) = without.partition(|(at, _)| labelled(*at));
    let list = |some: &[(usize, &&DocumentReport)]| {
        some.iter().map(|(_, document)| name(document)).collect::<Vec<_>>().join(", ")
    };
    let consequence = "money that was announced at earlier events cannot be found for them; --date gives a date";
    match (by_name.is_empty(), unknown.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("the years of {} are those in their names; {consequence}", list(&by_name))),
        (_, false) => {
            Some(format!("no date is known of {}: they stand in the order given, and {consequence}", list(&unknown)))
        }
    }
}

/// Caution on two texts of which the one given first is the later one.
pub(super) fn turned_round(old: &DocumentReport, new: &DocumentReport) -> Option<String> {
    let (earlier, later) = (old.date.as_ref()?, new.date.as_ref()?);
    (earlier > later).then(|| {
        format!(
            "{} is of {earlier} and {} of {later}: “old” and “new” follow the order given, not the dates",
            name(old),
            name(new)
        )
    })
}

fn name(document: &DocumentReport) -> String {
    if document.path == "-" { "standard input".to_owned() } else { document.path.clone() }
}

fn same_text(documents: &[&DocumentReport]) -> Option<String> {
    let is_same = |one: &DocumentReport, other: &DocumentReport| {
        let places = |document: &DocumentReport| {
            document.sentences.iter().map(|sentence| sentence.end - sentence.start).collect::<Vec<_>>()
        };
        one.words == other.words && one.words > 0 && places(one) == places(other)
    };
    let twice = documents.iter().enumerate().find_map(|(at, one)| {
        documents[at + 1..].iter().find(|other| is_same(one, other)).map(|other| (name(one), name(other)))
    });
    twice.map(|(one, other)| format!("{one} and {other} seem to be the same text: nothing has changed between them"))
}

fn length(documents: &[&DocumentReport]) -> Option<String> {
    let shortest = documents.iter().min_by_key(|document| document.words)?;
    let longest = documents.iter().max_by_key(|document| document.words)?;
    let ratio = longest.words as f64 / shortest.words.max(1) as f64;
    (ratio >= UNLIKE_LENGTH).then(|| {
        format!(
            "the texts are of unlike length ({} has {} words, {} has {}): that a promise or sum is missing from the \
             short one does not show that it was given up; compare shares and scores, not counts",
            name(longest),
            longest.words,
            name(shortest),
            shortest.words
        )
    })
}

fn kind(documents: &[&DocumentReport]) -> Option<String> {
    let share = |document: &DocumentReport| {
        let all = document.sentences.len();
        (all > 0 && document.topic_sentences > 0).then(|| document.topic_sentences as f64 / all as f64)
    };
    let shares = || documents.iter().filter_map(|document| Some((share(document)?, *document)));
    let (least, general) = shares().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let (most, special) = shares().max_by(|a, b| a.0.total_cmp(&b.0))?;
    (most >= ABOUT && most >= UNLIKE_KIND * least).then(|| {
        format!(
            "the texts are of unlike kind: {:.0}% of the sentences of {} are on the topics, and {:.0}% of those of {}: \
             a text on one subject promises more on it than a text on everything, whatever its author wants",
            most * 100.0,
            name(special),
            least * 100.0,
            name(general)
        )
    })
}

fn currencies(documents: &[&DocumentReport]) -> Option<String> {
    let all: BTreeSet<Currency> = documents.iter().filter_map(|document| document.currency).collect();
    let list: Vec<_> = all.iter().map(Currency::as_str).collect();
    (all.len() > ONE).then(|| {
        format!("the money is in {}: sums of different texts cannot be set against each other", list.join(", "))
    })
}
