//! Plain words that say what a comparison or a timeline found, and no more.
//!
//! Every clause repeats numbers that stand in the report. Topics that are
//! named with their numbers are those that moved most; lists are whole, because
//! a list that looks whole must be.

use crate::model::{
    Currency, DocumentReport, MIN_PROMISES, TimelinePoint, TopicChange, TopicReport, TopicTimeline, Verdict,
    short_money, thousands,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Topics that are named with their numbers.
const NAMED: usize = 3;

type Sums = BTreeMap<Currency, Decimal>;

/// The headline of a comparison, made from the numbers that stand in it.
pub(super) fn of_comparison(old: &DocumentReport, new: &DocumentReport, topics: &[TopicChange]) -> String {
    if topics.is_empty() {
        return "Neither text has a sentence on any topic.".to_owned();
    }
    let mut clauses: Vec<String> = moved_most(old, new, topics);
    clauses.push(all_topics(old, new));
    clauses.extend(announced_before(old, new));
    clauses.push(score_clause(old, new, ["old", "new"]));
    let titles = |chosen: fn(&TopicChange) -> bool| {
        topics.iter().filter(|topic| chosen(topic)).map(|topic| topic.title.as_str()).collect::<Vec<_>>()
    };
    push_list(&mut clauses, "no longer mentioned", titles(|topic| topic.sentences[0] > 0 && topic.sentences[1] == 0));
    push_list(
        &mut clauses,
        "said much less about",
        titles(|topic| topic.verdict == Verdict::Absent && topic.sentences[1] > 0),
    );
    clauses.join("; ") + "."
}

/// The topics whose shares of words and money moved most, with their numbers.
fn moved_most(old: &DocumentReport, new: &DocumentReport, topics: &[TopicChange]) -> Vec<String> {
    let of = |document: &'_ DocumentReport, id: &str| document.topics.iter().position(|topic| topic.id == id);
    let mut moved: Vec<(f64, String)> = Vec::new();
    for topic in topics {
        let (Some(before), Some(after)) = (of(old, &topic.id), of(new, &topic.id)) else { continue };
        let (before, after) = (&old.topics[before], &new.topics[after]);
        if topic.promises[0] == topic.promises[1] && before.funding == after.funding {
            continue;
        }
        let mut parts = Vec::new();
        if topic.promises != [0, 0] {
            parts.push(promises(topic.promises));
        }
        parts.extend(money(&before.funding, &after.funding));
        moved.push((movement(before, after), format!("{}: {}", topic.title, parts.join(", "))));
    }
    // The sort is stable: topics that moved alike stay in the order of the packs.
    moved.sort_by(|a, b| b.0.total_cmp(&a.0));
    moved.into_iter().take(NAMED).map(|(_, clause)| clause).collect()
}

/// How far the shares of words and of money moved together, 0 to 2. Here a
/// missing share ranks as nothing.
fn movement(old: &TopicReport, new: &TopicReport) -> f64 {
    let moved = |old: Option<f64>, new: Option<f64>| (new.unwrap_or(0.0) - old.unwrap_or(0.0)).abs();
    moved(old.word_share, new.word_share) + moved(old.funding_share, new.funding_share)
}

fn all_topics(old: &DocumentReport, new: &DocumentReport) -> String {
    let sentences =
        |text: &DocumentReport| format!("{} of {}", count(text.topic_sentences), count(text.sentences.len()));
    let mut parts = vec![format!("{} sentences to {}", sentences(old), sentences(new))];
    parts.push(promises([old.promises, new.promises]));
    parts.extend(money(&old.funding, &new.funding));
    format!("all topics: {}", parts.join(", "))
}

fn promises([old, new]: [usize; 2]) -> String {
    let noun = if old == 1 { "promise" } else { "promises" };
    if old == new {
        format!("{} {noun} in both", count(old))
    } else {
        format!("{} {noun} to {}", count(old), count(new))
    }
}

/// Money of both texts; `None` where neither names any.
fn money(old: &Sums, new: &Sums) -> Option<String> {
    if old.is_empty() && new.is_empty() {
        return None;
    }
    let (before, after) = (sums(old), sums(new));
    Some(if old == new { format!("{before} in both") } else { format!("{before} to {after}") })
}

fn sums(sums: &Sums) -> String {
    let all: Vec<_> = sums.iter().map(|(currency, sum)| short_money(*sum, *currency)).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(" + ") }
}

/// How much of the money of each text is no news.
fn announced_before(old: &DocumentReport, new: &DocumentReport) -> Option<String> {
    if old.announced_before.is_empty() && new.announced_before.is_empty() {
        return None;
    }
    let of = |text: &DocumentReport, which: &str| {
        let part = sums(&text.announced_before);
        match (text.funding.is_empty(), text.announced_before == text.funding) {
            (true, _) => None,
            (false, true) => Some(format!("all {part} in the {which} text")),
            (false, false) => Some(format!("{part} of {} in the {which} text", sums(&text.funding))),
        }
    };
    let both: Vec<_> = [of(old, "old"), of(new, "new")].into_iter().flatten().collect();
    Some(format!("announced before: {}", both.join(", ")))
}

fn score_clause(old: &DocumentReport, new: &DocumentReport, [one, other]: [&str; 2]) -> String {
    let (Some(before), Some(after)) = (old.score, new.score) else {
        let texts = match (old.score, new.score) {
            (None, None) => "both texts have".to_owned(),
            (None, _) => format!("the {one} text has"),
            _ => format!("the {other} text has"),
        };
        return format!("backed scores cannot be compared, as {texts} fewer than {MIN_PROMISES} promises");
    };
    let overlap = old.interval.zip(new.interval).is_some_and(|(old, new)| old[0] <= new[1] && new[0] <= old[1]);
    let (before, after) = (before.round(), after.round());
    let caution = if overlap && before != after { " (the 95% intervals overlap)" } else { "" };
    if before == after {
        format!("backed score {before} in both")
    } else {
        format!("backed score {before} to {after}{caution}")
    }
}

/// The headline of a timeline: from the first text to the last, and where the
/// most is said. `documents` are in the order of their dates.
pub(super) fn of_timeline(documents: &[&DocumentReport], total: &[TimelinePoint], topics: &[TopicTimeline]) -> String {
    let ends = documents.first().zip(documents.last()).zip(total.first().zip(total.last()));
    let Some(((first, last), (start, end))) = ends else { return "No text.".to_owned() };
    let span = match (&start.date, &end.date) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        _ => String::new(),
    };
    if topics.is_empty() {
        return format!("{} texts{span}: none has a sentence on any topic.", documents.len());
    }
    let percent = |point: &TimelinePoint| point.share.map(|share| format!("{:.1}%", share * 100.0));
    let mut clauses = Vec::new();
    if let Some((before, after)) = percent(start).zip(percent(end)) {
        let peak = total.iter().filter(|point| point.share.is_some()).max_by(|a, b| {
            // Of equal ones the first: `max_by` would give the last.
            a.share.unwrap_or(0.0).total_cmp(&b.share.unwrap_or(0.0)).then(std::cmp::Ordering::Greater)
        });
        let most = peak.filter(|peak| peak.document != start.document && peak.document != end.document);
        let most = most.and_then(|peak| Some(format!(" (most, {}, in {})", percent(peak)?, peak.date.as_ref()?)));
        clauses.push(format!("sentences on the topics {before} of all to {after}{}", most.unwrap_or_default()));
    }
    clauses.push(promises([start.promises, end.promises]));
    clauses.extend(money(&start.funding, &end.funding));
    clauses.push(score_clause(first, last, ["first", "last"]));
    let gone = topics.iter().filter(|topic| {
        let mentioned = topic.points.iter().any(|point| point.sentences > 0);
        mentioned && topic.points.last().is_some_and(|point| point.sentences == 0)
    });
    push_list(&mut clauses, "not mentioned in the last text", gone.map(|topic| topic.title.as_str()).collect());
    format!("{} texts{span}: {}.", documents.len(), clauses.join("; "))
}

fn count(value: usize) -> String {
    thousands(&value.to_string())
}

fn push_list(clauses: &mut Vec<String>, label: &str, titles: Vec<&str>) {
    if !titles.is_empty() {
        clauses.push(format!("{label}: {}", titles.join(" · ")));
    }
}
