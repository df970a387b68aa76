//! Faults of a whole text: a topic that is missing, a score that is too low,
//! a topic with many words and little money.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::settings::CheckSettings;
use crate::model::{AttributionMethod, TopicReport};
use crate::text::Span;

/// A topic with this share of the words or more is talked about much.
const MANY_WORDS: f64 = 0.1;
/// Its share of the money is little where it is at most this part of its share of the words.
const LITTLE_MONEY: f64 = 0.25;

/// Shares of fewer sums, or of fewer sentences on the topic, say nothing.
const LEAST_SUMS: usize = 3;
const LEAST_SENTENCES: usize = 3;

/// Adds the faults of the text as a whole.
pub(super) fn check(draft: &Draft<'_>, settings: &CheckSettings, faults: &mut Vec<Fault>) {
    for id in &settings.require {
        if let Some(topic) = draft.report.topics.iter().find(|topic| topic.id == *id && topic.sentences == 0) {
            let message = format!("no sentence is on the required topic {}", topic.title);
            let help = format!("say what there is to say on `{id}`, or take it out of `require`");
            faults.push(whole(Check::MissingTopic, id, message).with_help(help));
        }
    }
    if let (Some(least), Some(score)) = (settings.fail_under, draft.report.score)
        && score < least
    {
        let message = format!(
            "the backed score is {:.1}, and {least} is asked for: {} promises, of which {:.1} are backed",
            score, draft.report.promises, draft.report.backed
        );
        faults.push(whole(Check::ScoreBelow, "score", message).with_help("fund promises, or make fewer of them"));
    }
    let sums = draft.report.money.iter().filter(|money| money.counted && !money.topics.is_empty()).count();
    for (index, topic) in draft.report.topics.iter().enumerate().filter(|_| sums >= LEAST_SUMS) {
        faults.extend(gap(draft, index, topic));
    }
}

fn whole(check: Check, key: &str, message: String) -> Fault {
    Fault::new(check, Subject::Text, Span::default(), key, message)
}

fn gap(draft: &Draft<'_>, index: usize, topic: &TopicReport) -> Option<Fault> {
    let (words, money) = (topic.word_share?, topic.funding_share?);
    if topic.sentences < LEAST_SENTENCES || words < MANY_WORDS || money > words * LITTLE_MONEY {
        return None;
    }
    let percent = |share: f64| format!("{:.0}%", share * 100.0);
    let message =
        format!("{} has {} of the words on topics and {} of their money", topic.title, percent(words), percent(money));
    let help = "fund the topic or say less of it; `moneymouth analyse` prints both shares";
    // Shown where the topic is first named.
    let named = draft.facts.sentences.iter().enumerate().find_map(|(at, sentence)| {
        let mention = sentence
            .topics
            .iter()
            .find(|mention| usize::from(mention.topic) == index && mention.method == AttributionMethod::Sentence)?;
        Some((at, mention.span))
    });
    let fault = whole(Check::ShareGap, &topic.id, message).with_help(help);
    Some(match named {
        Some((at, span)) => Fault { subject: Subject::Words(at, span), span, ..fault },
        None => fault,
    })
}
