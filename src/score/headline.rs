//! One sentence in plain words that says what a comparison found, and no more.

use crate::model::{DocumentReport, TopicChange, Verdict};
use rust_decimal::Decimal;

/// Names and sizes of large numbers.
const SCALES: [(u64, &str); 3] = [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];

/// The headline of a comparison, made from the numbers that stand in it.
pub(super) fn headline(old: &DocumentReport, new: &DocumentReport, topics: &[TopicChange]) -> String {
    if old.topic_sentences == 0 && new.topic_sentences == 0 {
        return "Neither text has a sentence on any topic.".to_owned();
    }
    let mut clauses = vec![format!("Sentences on the topics go from {} to {}", sentences(old), sentences(new))];
    clauses.push(money_clause(old, new));
    clauses.push(score_clause(old, new));
    let absent = |gone: bool| {
        let topics = topics.iter().filter(|topic| topic.verdict == Verdict::Absent);
        topics.filter(|topic| (topic.sentences[1] == 0) == gone).map(|topic| topic.title.as_str()).collect::<Vec<_>>()
    };
    for (words, titles) in [("no longer mentioned", absent(true)), ("said much less about", absent(false))] {
        if !titles.is_empty() {
            clauses.push(format!("{words}: {}", titles.join(", ")));
        }
    }
    clauses.join("; ") + "."
}

fn sentences(document: &DocumentReport) -> String {
    format!("{} of {}", document.topic_sentences, document.sentences.len())
}

fn money_clause(old: &DocumentReport, new: &DocumentReport) -> String {
    let sum = |document: &DocumentReport| {
        let currency = document.currency?;
        let others = if document.funding.len() > 1 { " and money in other currencies" } else { "" };
        Some(format!("{currency} {}{others}", in_words(*document.funding.get(&currency)?)))
    };
    match (sum(old), sum(new)) {
        (None, None) => "neither names money for them".to_owned(),
        (before, after) => {
            let none = || "none".to_owned();
            format!("money for them from {} to {}", before.unwrap_or_else(none), after.unwrap_or_else(none))
        }
    }
}

fn score_clause(old: &DocumentReport, new: &DocumentReport) -> String {
    let (Some(before), Some(after)) = (old.score, new.score) else {
        return "the backed scores cannot be compared, there are too few promises".to_owned();
    };
    let overlap = old.interval.zip(new.interval).is_some_and(|(old, new)| old[0] <= new[1] && new[0] <= old[1]);
    let caution = if overlap { " (their intervals overlap)" } else { "" };
    format!("the backed score from {before:.0} to {after:.0}{caution}")
}

/// A sum as people say it: "1.95 billion".
fn in_words(sum: Decimal) -> String {
    for (size, name) in SCALES {
        let size = Decimal::from(size);
        if sum >= size {
            return format!("{} {name}", (sum / size).round_dp(2).normalize());
        }
    }
    sum.normalize().to_string()
}
