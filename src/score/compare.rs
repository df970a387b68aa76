//! Two documents against each other: which topics are said more or less about,
//! and how money and scores moved.

use super::cautions::{cautions, turned_round, without_date};
use super::changes::{Changes, find_changes};
use super::digest::Digest;
use super::headline;
use super::pair::compare_pair;
use crate::model::{Comparison, DocumentReport, TopicChange, TopicInfo, TopicReport, Verdict};
use std::collections::BTreeMap;

/// Strength of the prior: as if 100 sentences had been seen before.
const PRIOR: f64 = 100.0;
/// From this many sentences on, a topic that is no longer mentioned is absent.
const MENTIONED: usize = 3;
/// Below this z score a topic is absent: said much less about (95%, two-sided).
const MUCH_LESS: f64 = -1.96;

/// How much more one text says on a topic than another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// Log-odds ratio δ; above zero where the first text says more.
    pub delta: f64,
    /// Its z score.
    pub z: f64,
}

/// Log-odds ratio with a Dirichlet prior (Monroe, Colaresi, Quinn 2008):
/// δ = ln[(a+α)/(nA+α0−a−α)] − ln[(b+α)/(nB+α0−b−α)], z = δ/√(1/(a+α)+1/(b+α)).
///
/// `[a, n_a]` are the sentences on the topic and all sentences of one text,
/// `[b, n_b]` those of the other; `prior` is [α, α0]. `None` where the ratio
/// has no value: nothing expected and nothing seen, or nothing else seen.
pub fn log_odds([a, n_a]: [f64; 2], [b, n_b]: [f64; 2], [alpha, alpha0]: [f64; 2]) -> Option<LogOdds> {
    let odds = |hits: f64, all: f64| ((hits + alpha) / (all + alpha0 - hits - alpha)).ln();
    let delta = odds(a, n_a) - odds(b, n_b);
    let z = delta / (1.0 / (a + alpha) + 1.0 / (b + alpha)).sqrt();
    (delta.is_finite() && z.is_finite()).then_some(LogOdds { delta, z })
}

/// How the words on a topic moved between two texts.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct WordChange {
    /// `None` where neither text has sentences on it.
    pub(super) odds: Option<LogOdds>,
    /// True where the earlier text has three sentences or more and the later
    /// one none, or where z is below −1.96.
    pub(super) absent: bool,
}

/// Compares the sentences on a topic and all sentences of an earlier and a
/// later text. The background of the prior is the share in both together.
pub(super) fn word_change((b, n_b): (usize, usize), (a, n_a): (usize, usize)) -> WordChange {
    let gone = b >= MENTIONED && a == 0;
    let [a, n_a, b, n_b] = [a, n_a, b, n_b].map(|count| count as f64);
    let odds = log_odds([a, n_a], [b, n_b], [PRIOR * (a + b) / (n_a + n_b), PRIOR]);
    WordChange { odds, absent: gone || odds.is_some_and(|odds| odds.z < MUCH_LESS) }
}

/// Documents that may be compared. All come from the same rule packs.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// What was found in each.
    pub documents: &'a [DocumentReport],
    /// The promises of each, in the same order.
    pub digests: &'a [Digest],
    /// The topics of the rule set.
    pub topics: &'a [TopicInfo],
}

/// Compares two documents by their places; `None` where one of them names no
/// document. `is_pair` is true for a speech and its printed document.
pub fn compare(old: usize, new: usize, texts: Texts, is_pair: bool) -> Option<Comparison> {
    let (before, after) = (texts.documents.get(old)?, texts.documents.get(new)?);
    let changes = find_changes(texts.digests.get(old)?, texts.digests.get(new)?, texts.topics);
    let earlier: BTreeMap<&str, &TopicReport> = before.topics.iter().map(|topic| (topic.id.as_str(), topic)).collect();
    let lengths = [before.sentences.len(), after.sentences.len()];
    let topics: Vec<TopicChange> = after
        .topics
        .iter()
        .filter_map(|topic| Some((*earlier.get(topic.id.as_str())?, topic)))
        .filter(|(before, after)| is_mentioned(before) || is_mentioned(after))
        .map(|(before, after)| compare_topic(before, after, lengths, &changes))
        .collect();
    let both = [before, after];
    let mut cautions = cautions(&both);
    cautions.extend(without_date(&both, |_| false));
    cautions.extend(turned_round(before, after));
    Some(Comparison {
        old,
        new,
        headline: headline::of_comparison(before, after, &topics),
        topics,
        changes: changes.all,
        pair: is_pair.then(|| compare_pair(before, after)),
        cautions,
    })
}

fn is_mentioned(topic: &TopicReport) -> bool {
    topic.sentences > 0 || !topic.funding.is_empty()
}

fn compare_topic(old: &TopicReport, new: &TopicReport, [n_old, n_new]: [usize; 2], changes: &Changes) -> TopicChange {
    let WordChange { odds, absent } = word_change((old.sentences, n_old), (new.sentences, n_new));
    TopicChange {
        id: new.id.clone(),
        title: new.title.clone(),
        promises: [old.promises, new.promises],
        sentences: [old.sentences, new.sentences],
        log_odds: odds.map(|odds| odds.delta),
        z: odds.map(|odds| odds.z),
        absent,
        score_change: new.score.zip(old.score).map(|(new, old)| new - old),
        verdict: if absent { Verdict::Absent } else { new.verdict },
        changes: changes.counts.get(&new.id).copied().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CommitmentKind as Kind, SentenceFacts};
    use crate::score::testkit::{linked, report, sentence, topics};

    #[test]
    fn log_odds_of_twelve_in_400_against_one_in_350() {
        // ln(13.5/486.5) − ln(2.5/447.5) = −3.5846 + 5.1874 = 1.603; √(1/13.5 + 1/2.5) = .6885; z = 2.328.
        let odds = log_odds([12.0, 400.0], [1.0, 350.0], [1.5, 100.0]).unwrap();
        assert!((odds.delta - 1.603).abs() < 5e-4 && (odds.z - 2.328).abs() < 5e-4, "{odds:?}");
        let turned = log_odds([1.0, 350.0], [12.0, 400.0], [1.5, 100.0]).unwrap();
        assert!((turned.delta + odds.delta).abs() < 1e-12);
        assert_eq!(log_odds([0.0, 400.0], [0.0, 350.0], [0.0, 100.0]), None);
        assert_eq!(log_odds([5.0, 5.0], [5.0, 5.0], [100.0, 100.0]), None);
    }

    /// The comparison of reports without their promises.
    fn compared(old: usize, new: usize, documents: &[DocumentReport]) -> Option<Comparison> {
        let digests = vec![Digest::default(); documents.len()];
        compare(old, new, Texts { documents, digests: &digests, topics: &topics(2) }, false)
    }

    /// `hits` firm sentences on the topic, and others up to `all`.
    fn text(topic: u16, hits: usize, all: usize) -> Vec<SentenceFacts> {
        (0..all)
            .map(|at| sentence(at, Kind::Firm, if at < hits { std::slice::from_ref(&topic) } else { &[] }))
            .collect()
    }

    fn verdict(before: usize, after: usize) -> Option<Verdict> {
        let documents = [report(text(0, before, 60), vec![], 2), report(text(0, after, 60), vec![], 2)];
        let comparison = compared(0, 1, &documents).unwrap();
        comparison.topics.first().map(|topic| topic.verdict)
    }

    #[test]
    fn a_topic_is_absent_when_it_is_gone_or_much_less() {
        assert_eq!(verdict(3, 0), Some(Verdict::Absent));
        assert_eq!(verdict(2, 0), Some(Verdict::Silent));
        assert_eq!(verdict(40, 5), Some(Verdict::Absent));
        assert_eq!(verdict(5, 4), Some(Verdict::WordsOnly));
        assert_eq!(verdict(0, 5), Some(Verdict::WordsOnly));
        assert_eq!(verdict(0, 0), None, "neither text mentions it");
    }

    #[test]
    fn scores_and_headline_say_what_the_numbers_say() {
        let funded = (0..8).map(|at| linked(at, 1_950_000_000 + at as u64, &[0])).collect();
        let mut later = text(0, 0, 50);
        later.extend(text(1, 8, 8));
        let documents = [report(text(0, 8, 60), funded, 2), report(later, vec![], 2)];
        let comparison = compared(0, 1, &documents).unwrap();
        let ids: Vec<_> = comparison.topics.iter().map(|topic| (topic.id.as_str(), topic.sentences)).collect();
        assert_eq!(ids, [("t0", [8, 0]), ("t1", [0, 8])]);
        assert_eq!(comparison.topics[0].score_change, None);
        assert_eq!(
            comparison.headline,
            "Topic 0: 8 promises to 0, £15.6bn to none; Topic 1: 0 promises to 8; all topics: 8 of 60 sentences to 8 of 58, \
             8 promises in both, £15.6bn to none; backed score 100 to 0; no longer mentioned: Topic 0."
        );
        assert!(compared(0, 2, &documents).is_none());
    }

    #[test]
    fn a_headline_does_not_hide_doubt() {
        let few = report(text(0, 2, 10), vec![linked(0, 5, &[0])], 1);
        let none = report(text(0, 0, 10), vec![], 1);
        let half = |funded| report(text(0, 8, 10), (0..funded).map(|at| linked(at, 5 + at as u64, &[0])).collect(), 1);
        let documents = [few, none.clone(), none, half(4), half(5)];
        let headline = |old, new| compared(old, new, &documents).unwrap().headline;
        assert!(headline(0, 3).contains("cannot be compared, as the old text has fewer than 8 promises"));
        assert!(headline(0, 1).contains("as both texts have fewer"));
        assert_eq!(
            headline(3, 3),
            "all topics: 8 of 10 sentences to 8 of 10, 8 promises in both, £26 in both; backed score 50 in both."
        );
        assert!(headline(3, 4).contains("backed score 50 to 63 (the 95% intervals overlap)"), "{}", headline(3, 4));
        assert_eq!(headline(1, 2), "Neither text has a sentence on any topic.");
    }
}
