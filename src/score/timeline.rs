//! Three documents or more over time: for each topic what each text says and
//! pays, in the order of the dates.

use super::cautions::{cautions, without_date};
use super::compare::{WordChange, word_change};
use super::headline;
use crate::model::{DocumentReport, Timeline, TimelinePoint, TopicReport, TopicTimeline};

/// The timeline of documents; `labels` are their dates as far as known, whole
/// (`2016-03-16`) or a year only, in the order of `documents`. Texts of one
/// label stay in the order given, those without one come last.
pub fn timeline(documents: &[DocumentReport], labels: &[Option<String>]) -> Timeline {
    let mut order: Vec<usize> = (0..documents.len()).collect();
    let label = |at: usize| labels.get(at).cloned().flatten();
    order.sort_by_key(|&at| (label(at).is_none(), label(at)));
    let sorted: Vec<&DocumentReport> = order.iter().map(|&at| &documents[at]).collect();
    let dated = |points: Vec<TimelinePoint>| {
        let with = |(point, &at): (TimelinePoint, &usize)| TimelinePoint { document: at, date: label(at), ..point };
        points.into_iter().zip(&order).map(with).collect::<Vec<_>>()
    };

    let ids = sorted.first().map(|first| first.topics.as_slice()).unwrap_or_default();
    let topics = ids.iter().filter_map(|topic| {
        let reports: Option<Vec<&TopicReport>> = sorted.iter().map(|document| of_id(document, &topic.id)).collect();
        let reports = reports?;
        if reports.iter().all(|report| report.sentences == 0 && report.funding.is_empty()) {
            return None;
        }
        let points = reports.iter().enumerate().map(|(at, report)| {
            let before = at.checked_sub(1).map(|at| (reports[at].sentences, sorted[at].sentences.len()));
            of_topic(report, before, sorted[at].sentences.len())
        });
        Some(TopicTimeline { id: topic.id.clone(), title: topic.title.clone(), points: dated(points.collect()) })
    });
    let topics: Vec<TopicTimeline> = topics.collect();
    let total = dated(sorted.iter().map(|document| of_document(document)).collect());
    let headline = headline::of_timeline(&sorted, &total, &topics);
    let mut cautions = cautions(&sorted);
    cautions.extend(without_date(&sorted, |at| total[at].date.is_some()));
    Timeline { headline, documents: order, topics, total, cautions }
}

fn of_id<'a>(document: &'a DocumentReport, id: &str) -> Option<&'a TopicReport> {
    document.topics.iter().find(|topic| topic.id == id)
}

/// One point, still without document and date.
fn of_topic(report: &TopicReport, before: Option<(usize, usize)>, all: usize) -> TimelinePoint {
    let change = before.map_or(WordChange::default(), |before| word_change(before, (report.sentences, all)));
    TimelinePoint {
        document: 0,
        date: None,
        sentences: report.sentences,
        share: share(report.sentences, all),
        log_odds: change.odds.map(|odds| odds.delta),
        z: change.odds.map(|odds| odds.z),
        absent: change.absent,
        funding: report.funding.clone(),
        announced_before: report.announced_before.clone(),
        annual: report.annual.clone(),
        real: report.real.clone(),
        promises: report.promises,
        score: report.score,
        interval: report.interval,
        verdict: report.verdict,
    }
}

fn of_document(document: &DocumentReport) -> TimelinePoint {
    TimelinePoint {
        document: 0,
        date: None,
        sentences: document.topic_sentences,
        share: share(document.topic_sentences, document.sentences.len()),
        log_odds: None,
        z: None,
        absent: false,
        funding: document.funding.clone(),
        announced_before: document.announced_before.clone(),
        annual: document.annual.clone(),
        real: document.real.clone(),
        promises: document.promises,
        score: document.score,
        interval: document.interval,
        verdict: document.verdict,
    }
}

fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}
