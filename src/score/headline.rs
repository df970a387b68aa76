//! One sentence in plain words that says what a comparison found, and no more.
//!
//! Every clause repeats numbers that stand in the report. Which topics lost or
//! gained money or mention is said in full: a list that looks whole must be.

use crate::model::{DocumentReport, MIN_PROMISES, TopicChange, TopicReport, Verdict, short_money, thousands};

/// The headline of a comparison, made from the numbers that stand in it.
pub(super) fn headline(old: &DocumentReport, new: &DocumentReport, topics: &[TopicChange]) -> String {
    if topics.is_empty() {
        return "Neither text has a sentence on any topic.".to_owned();
    }
    let sentences =
        |text: &DocumentReport| format!("{} of {}", count(text.topic_sentences), count(text.sentences.len()));
    let mut clauses = vec![
        format!("Sentences on the topics {}", moves(false, &sentences(old), &sentences(new))),
        money_clause(old, new),
        score_clause(old, new),
    ];
    for (label, [has, lacks]) in
        [("money only in the old text", [old, new]), ("money only in the new text", [new, old])]
    {
        let only = |topic: &TopicReport| {
            !topic.funding.is_empty()
                && lacks.topics.iter().all(|other| other.id != topic.id || other.funding.is_empty())
        };
        let titles = has.topics.iter().filter(|topic| only(topic)).map(|topic| topic.title.as_str());
        push_list(&mut clauses, label, titles.collect());
    }
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

fn count(value: usize) -> String {
    thousands(&value.to_string())
}

fn push_list(clauses: &mut Vec<String>, label: &str, titles: Vec<&str>) {
    if !titles.is_empty() {
        clauses.push(format!("{label}: {}", titles.join(" · ")));
    }
}

/// `one` is true where the verb has a singular before it.
fn moves(one: bool, before: &str, after: &str) -> String {
    let [stay, go] = if one { ["stays", "goes"] } else { ["stay", "go"] };
    if before == after { format!("{stay} at {before}") } else { format!("{go} from {before} to {after}") }
}

fn money_clause(old: &DocumentReport, new: &DocumentReport) -> String {
    if old.funding.is_empty() && new.funding.is_empty() {
        return "neither text names money for them".to_owned();
    }
    let sums = |text: &DocumentReport| {
        let sums: Vec<_> = text.funding.iter().map(|(currency, sum)| short_money(*sum, *currency)).collect();
        if sums.is_empty() { "none".to_owned() } else { sums.join(" + ") }
    };
    format!("money for them {}", moves(true, &sums(old), &sums(new)))
}

fn score_clause(old: &DocumentReport, new: &DocumentReport) -> String {
    let (Some(before), Some(after)) = (old.score, new.score) else {
        let texts = match (old.score, new.score) {
            (None, None) => "both texts have",
            (None, _) => "the old text has",
            _ => "the new text has",
        };
        return format!("backed scores cannot be compared, as {texts} fewer than {MIN_PROMISES} promises");
    };
    let overlap = old.interval.zip(new.interval).is_some_and(|(old, new)| old[0] <= new[1] && new[0] <= old[1]);
    let caution = if overlap && before.round() != after.round() { " (the 95% intervals overlap)" } else { "" };
    let whole = |score: f64| score.round().to_string();
    format!("the backed score {}{caution}", moves(true, &whole(before), &whole(after)))
}
