//! Two documents against each other: which topics are said more or less about,
//! and how money and scores moved.

use super::headline::headline;
use crate::model::{ChangeCounts, Comparison, DocumentReport, TopicChange, TopicReport, Verdict};
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

/// Compares two documents by their indices in `documents`; `None` where an
/// index names no document. Both must come from the same rule packs.
///
/// What is compared is the number of sentences on a topic against all
/// sentences; the background of the prior is the share in both texts together.
pub fn compare(old: usize, new: usize, documents: &[DocumentReport]) -> Option<Comparison> {
    let (before, after) = (documents.get(old)?, documents.get(new)?);
    let earlier: BTreeMap<&str, &TopicReport> = before.topics.iter().map(|topic| (topic.id.as_str(), topic)).collect();
    let lengths = [before.sentences.len(), after.sentences.len()];
    let topics: Vec<TopicChange> = after
        .topics
        .iter()
        .filter_map(|topic| Some((*earlier.get(topic.id.as_str())?, topic)))
        .filter(|(before, after)| is_mentioned(before) || is_mentioned(after))
        .map(|(before, after)| compare_topic(before, after, lengths))
        .collect();
    Some(Comparison {
        old,
        new,
        headline: headline(before, after, &topics),
        topics,
        changes: Vec::new(),
        pair: None,
        cautions: Vec::new(),
    })
}

fn is_mentioned(topic: &TopicReport) -> bool {
    topic.sentences > 0 || !topic.funding.is_empty()
}

fn compare_topic(old: &TopicReport, new: &TopicReport, [n_old, n_new]: [usize; 2]) -> TopicChange {
    let [a, b] = [new.sentences as f64, old.sentences as f64];
    let [n_a, n_b] = [n_new as f64, n_old as f64];
    let odds = log_odds([a, n_a], [b, n_b], [PRIOR * (a + b) / (n_a + n_b), PRIOR]);
    let gone = old.sentences >= MENTIONED && new.sentences == 0;
    let much_less = odds.is_some_and(|odds| odds.z < MUCH_LESS);
    TopicChange {
        id: new.id.clone(),
        title: new.title.clone(),
        promises: [old.promises, new.promises],
        sentences: [old.sentences, new.sentences],
        log_odds: odds.map(|odds| odds.delta),
        z: odds.map(|odds| odds.z),
        absent: gone || much_less,
        score_change: new.score.zip(old.score).map(|(new, old)| new - old),
        verdict: if gone || much_less { Verdict::Absent } else { new.verdict },
        changes: ChangeCounts::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CommitmentKind as Kind, SentenceFacts};
    use crate::score::testkit::{linked, report, sentence};

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

    /// `hits` firm sentences on the topic, and others up to `all`.
    fn text(topic: u16, hits: usize, all: usize) -> Vec<SentenceFacts> {
        (0..all)
            .map(|at| sentence(at, Kind::Firm, if at < hits { std::slice::from_ref(&topic) } else { &[] }))
            .collect()
    }

    fn verdict(before: usize, after: usize) -> Option<Verdict> {
        let documents = [report(text(0, before, 60), vec![], 2), report(text(0, after, 60), vec![], 2)];
        let comparison = compare(0, 1, &documents).unwrap();
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
        let comparison = compare(0, 1, &documents).unwrap();
        let ids: Vec<_> = comparison.topics.iter().map(|topic| (topic.id.as_str(), topic.sentences)).collect();
        assert_eq!(ids, [("t0", [8, 0]), ("t1", [0, 8])]);
        assert_eq!(comparison.topics[0].score_change, None);
        assert_eq!(
            comparison.headline,
            "Sentences on the topics go from 8 of 60 to 8 of 58; money for them goes from £15.6bn to none; \
             the backed score goes from 100 to 0; money only in the old text: Topic 0; no longer mentioned: Topic 0."
        );
        assert!(compare(0, 2, &documents).is_none());
    }

    #[test]
    fn a_headline_does_not_hide_doubt() {
        let few = report(text(0, 2, 10), vec![linked(0, 5, &[0])], 1);
        let none = report(text(0, 0, 10), vec![], 1);
        let half = |funded| report(text(0, 8, 10), (0..funded).map(|at| linked(at, 5 + at as u64, &[0])).collect(), 1);
        let documents = [few, none.clone(), none, half(4), half(5)];
        let headline = |old, new| compare(old, new, &documents).unwrap().headline;
        assert!(headline(0, 3).contains("cannot be compared, as the old text has fewer than 8 promises"));
        assert!(headline(0, 1).contains("as both texts have fewer"));
        assert!(headline(3, 3).starts_with("Sentences on the topics stay at 8 of 10; money for them stays at £26;"));
        assert!(
            headline(3, 4).contains("the backed score goes from 50 to 63 (the 95% intervals overlap)"),
            "{}",
            headline(3, 4)
        );
        assert_eq!(headline(1, 2), "Neither text has a sentence on any topic.");
    }
}
