//! From the facts of one document to its part of the report.

use super::backing::{Promises, find_promises, score_promises};
use super::by_year::money_by_year;
use super::entries::{announced_reports, money_reports, promise_quotes, sentence_reports};
use super::evidence::Witness;
use super::funding::{Money, Sums, sum_money};
use super::known::known_annual;
use super::measures::{Shares, headline_inflation, mismatch, new_share, shares, theme_gap, topic_verdict};
use crate::model::{
    Block, BlockKind, CommitmentCounts, CommitmentKind, Currency, Document, DocumentReport, Facts, KnownSum,
    SentenceFacts, TopicInfo, TopicReport, thousands,
};
use std::collections::{BTreeMap, BTreeSet};

/// Writes the numbers of one document. Amounts must be linked to topics and
/// counted; `topics` are those of the rule set, in the order of their indices.
pub fn summarise(document: &Document, facts: &Facts, topics: &[TopicInfo]) -> DocumentReport {
    let words = WordCounts::of(facts, topics.len());
    let money = sum_money(facts, topics.len());
    let annual = known_annual(facts, topics.len());
    let mut promises = find_promises(facts, topics.len());
    let funding: Vec<f64> = money.topics.iter().map(|topic| topic.main).collect();
    let backed = score_promises(&promises.document);
    let topic_sentences = facts.sentences.iter().filter(|sentence| !sentence.topics.is_empty()).count();
    let verdict = topic_verdict(Shares {
        words: (topic_sentences > 0).then(|| topic_sentences as f64 / facts.sentences.len() as f64),
        promises: backed.promises,
        // All topics together have all of the topic money: there is no share to hold the words against.
        money: None,
        credible: money.topics.iter().any(|topic| topic.credible),
        new: new_share(money.counted, money.new),
    });
    let mismatch_of_all = mismatch(&words.weight, &funding);
    let mismatch_without_largest = money.without_largest.as_ref().and_then(|rest| mismatch(&words.weight, rest));
    // What ranks the evidence is large, and gone before the lists of the report are there.
    let by_topic = topic_reports(document, facts, topics, &words, &money, &annual.topics, &promises);
    promises.topics = Vec::new();
    drop(words);
    DocumentReport {
        path: document.path.clone(),
        title: document.title.clone(),
        format: document.format,
        date: document.date.map(|date| date.to_string()),
        words: facts.sentences.iter().map(|sentence| sentence.words as usize).sum(),
        sentences: sentence_reports(document, facts, topics, &promises),
        promise_quotes: promise_quotes(document, facts, &promises),
        money: announced_reports(document, facts, topics),
        vague: money_reports(document, &facts.vague, facts, topics),
        promises: backed.promises,
        backed: backed.backed,
        score: backed.score,
        interval: backed.interval,
        verdict,
        topic_sentences,
        funding: in_pence(&money.attributed),
        announced_before: in_pence(&money.announced_before),
        annual: annual.all,
        by_year: money_by_year(facts),
        real: None,
        unattributed: in_pence(&money.unattributed),
        cheap_talk: backed.cheap_talk,
        mismatch: mismatch_of_all,
        mismatch_without_largest,
        inflation: headline_inflation(money.stated, money.credible),
        new_share: new_share(money.stated, money.new),
        currency: money.currency,
        scorecard: None,
        warnings: warnings(document, facts, topic_sentences, money.currency),
        topics: by_topic,
    }
}

/// The words of a document by topic.
struct WordCounts {
    /// Sentences; one on t topics counts 1/t for each.
    weight: Vec<f64>,
    /// Words, shared out in the same way.
    words: Vec<f64>,
    /// Indices of the sentences on each topic.
    sentences: Vec<Vec<usize>>,
}

impl WordCounts {
    fn of(facts: &Facts, topics: usize) -> Self {
        let mut all = Self { weight: vec![0.0; topics], words: vec![0.0; topics], sentences: vec![Vec::new(); topics] };
        for (index, sentence) in facts.sentences.iter().enumerate() {
            let set = sentence.topic_set();
            for topic in set.iter().map(|&topic| usize::from(topic)).filter(|&topic| topic < topics) {
                all.weight[topic] += 1.0 / set.len() as f64;
                all.words[topic] += f64::from(sentence.words) / set.len() as f64;
                all.sentences[topic].push(index);
            }
        }
        all
    }
}

fn topic_reports(
    document: &Document,
    facts: &Facts,
    topics: &[TopicInfo],
    words: &WordCounts,
    money: &Money,
    annual: &[BTreeMap<Currency, KnownSum>],
    promises: &Promises,
) -> Vec<TopicReport> {
    let word_shares = shares(&words.weight);
    let money_shares = shares(&money.topics.iter().map(|topic| topic.main).collect::<Vec<_>>());
    let witness = Witness::new(document, facts, money);
    let report = |(at, topic): (usize, &TopicInfo)| {
        let sentences = &words.sentences[at];
        let sum = &money.topics[at];
        let score = score_promises(&promises.topics[at]);
        let word_share = word_shares.as_ref().map(|shares| shares[at]);
        let funding_share = money_shares.as_ref().map(|shares| shares[at]);
        let both = word_share.zip(funding_share).filter(|&(words, money)| words > 0.0 || money > 0.0);
        TopicReport {
            id: topic.id.clone(),
            title: topic.title.clone(),
            words: words.words[at],
            sentences: sentences.len(),
            word_share,
            funding: in_pence(&sum.funding),
            announced_before: in_pence(&sum.announced_before),
            annual: annual[at].clone(),
            real: None,
            savings: in_pence(&sum.savings),
            funding_share,
            gap: both.and_then(|(words, money)| theme_gap(money, words, topics.len())),
            commitments: count_commitments(facts, sentences),
            promises: score.promises,
            backed: score.backed,
            cheap_talk: score.cheap_talk,
            score: score.score,
            interval: score.interval,
            verdict: topic_verdict(Shares {
                words: word_share.filter(|_| !sentences.is_empty()),
                promises: score.promises,
                money: funding_share,
                credible: sum.credible,
                new: new_share(sum.main, sum.new),
            }),
            evidence: witness.best(at, sentences, &promises.topics[at]),
        }
    };
    topics.iter().enumerate().map(report).collect()
}

fn count_commitments(facts: &Facts, sentences: &[usize]) -> CommitmentCounts {
    let mut counts = CommitmentCounts::default();
    for &at in sentences {
        match facts.sentences[at].commitment.kind {
            CommitmentKind::Firm => counts.firm += 1,
            CommitmentKind::Soft => counts.soft += 1,
            CommitmentKind::Past => counts.past += 1,
            CommitmentKind::None => counts.none += 1,
        }
    }
    counts
}

/// Sums to two decimals: a third of a sum has no more digits than that.
fn in_pence(sums: &Sums) -> Sums {
    sums.iter().map(|(&currency, sum)| (currency, sum.round_dp(2))).collect()
}

fn warnings(document: &Document, facts: &Facts, topic_sentences: usize, main: Option<Currency>) -> Vec<String> {
    let mut warnings = Vec::new();
    if facts.sentences.is_empty() {
        warnings.push("the document holds no text".to_owned());
    } else if topic_sentences == 0 {
        warnings.push("no sentence is on any topic of the rule packs; there is nothing to score".to_owned());
    }
    if let Some(last) = facts.sentences.last().filter(|last| is_cut(document, last)) {
        let (most, line) = (thousands(&facts.sentences.len().to_string()), document.line_of(last.sentence.span));
        warnings.push(format!(
            "only the first {most} sentences are read, up to line {line}; split the text to have the others"
        ));
    }
    if let Some(first) = facts.unread.and_then(|at| facts.sentences.get(at)) {
        let line = document.line_of(first.sentence.span);
        warnings.push(format!(
            "only the first {} amounts of money are read, up to line {line}; split the text to have the others",
            thousands(&facts.money.len().to_string())
        ));
    }
    let counted = facts.money.iter().filter(|mention| !mention.counted.is_zero());
    let currencies: BTreeSet<&str> = counted.map(|mention| mention.amount.currency.as_str()).collect();
    if currencies.len() > 1 {
        let list: Vec<&str> = currencies.into_iter().collect();
        let measured = main.map(|main| format!("; shares of money are measured in {main}")).unwrap_or_default();
        warnings.push(format!("amounts in {} are kept apart and never added{measured}", list.join(", ")));
    }
    warnings
}

/// True where there is more text after the last of the sentences.
fn is_cut(document: &Document, last: &SentenceFacts) -> bool {
    let counts = |block: &&Block| block.kind != BlockKind::Furniture;
    let end = document.blocks.iter().rev().find(counts).map_or(0, |block| block.span.end);
    let rest = document.text.get(last.sentence.span.end..end);
    rest.is_some_and(|rest| rest.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::summarise;
    use crate::model::{CommitmentKind as Kind, Currency, Role, Verdict};
    use crate::score::testkit::{amount, document, facts, linked, report, sentence, topics};

    #[test]
    fn a_text_without_digital_sentences_is_silent_and_has_no_numbers() {
        let report = report(vec![sentence(0, Kind::Firm, &[])], vec![amount(0, 5)], 2);
        assert_eq!(report.verdict, Verdict::Silent);
        assert_eq!((report.score, report.interval, report.cheap_talk), (None, None, None));
        assert_eq!((report.mismatch, report.inflation, report.new_share, report.currency), (None, None, None, None));
        assert!(report.funding.is_empty());
        assert_eq!(report.unattributed[&Currency::GBP], 5.into());
        let topic = &report.topics[0];
        assert_eq!(
            (topic.verdict, topic.word_share, topic.funding_share, topic.gap),
            (Verdict::Silent, None, None, None)
        );
        assert_eq!(report.warnings, ["no sentence is on any topic of the rule packs; there is nothing to score"]);
    }

    #[test]
    fn words_without_money_score_zero() {
        let promises = (0..8).map(|block| sentence(block, Kind::Firm, &[0])).collect();
        let report = report(promises, Vec::new(), 2);
        assert_eq!((report.score, report.cheap_talk, report.verdict), (Some(0.0), Some(1.0), Verdict::WordsOnly));
        assert_eq!((report.mismatch, report.inflation), (None, None));
        assert_eq!((report.topics[0].score, report.topics[0].gap), (Some(0.0), None));
        assert_eq!(report.topics[0].verdict, Verdict::WordsOnly);
        assert_eq!((report.topics[1].word_share, report.topics[1].verdict), (Some(0.0), Verdict::Silent));
    }

    #[test]
    fn words_and_money_are_shared_out() {
        // Topic 0: one sentence and half of another = 1.5 of 2; 15 words of 20.
        let sentences = vec![sentence(0, Kind::Firm, &[0]), sentence(1, Kind::Past, &[0, 1])];
        let mut cut = linked(1, 9, &[1]);
        cut.role = Role::Saving;
        let report = report(sentences, vec![linked(0, 10, &[0, 1]), linked(1, 30, &[1]), cut], 2);
        let [first, second] = &report.topics[..] else { unreachable!("two topics") };
        assert_eq!((first.word_share, first.words, first.sentences), (Some(0.75), 15.0, 2));
        assert_eq!((first.funding_share, second.funding_share), (Some(0.125), Some(0.875)));
        assert_eq!(second.funding[&Currency::GBP], 35.into());
        assert_eq!(second.savings[&Currency::GBP], 9.into());
        assert_eq!((first.commitments.firm, first.commitments.past), (1, 1));
        // ½(|.75 − .125| + |.25 − .875|) = .625
        assert_eq!(report.mismatch, Some(62.5));
        assert_eq!((report.inflation, report.new_share), (Some(0.0), Some(1.0)));
    }

    #[test]
    fn one_topic_has_no_mismatch() {
        let report = report(vec![sentence(0, Kind::Firm, &[0])], vec![linked(0, 5, &[0])], 3);
        assert_eq!((report.mismatch, report.topics[0].verdict), (None, Verdict::Backed));
        assert_eq!(report.score, None, "one promise is too few");
        assert!(report.interval.is_some());
    }

    #[test]
    fn evidence_is_best_first_and_cited() {
        let kinds = [Kind::None, Kind::Soft, Kind::Firm, Kind::Firm, Kind::Firm];
        let sentences = kinds.iter().enumerate().map(|(block, &kind)| sentence(block, kind, &[0])).collect();
        let report = report(sentences, vec![linked(2, 5, &[0]), linked(4, 50, &[0])], 1);
        let quoted: Vec<_> = report.topics[0].evidence.iter().map(|item| (item.quote.as_str(), item.line)).collect();
        assert_eq!(quoted, [("Sentence 4.", 6), ("Sentence 2.", 4), ("Sentence 3.", 5)]);
        assert_eq!(report.topics[0].evidence[0].heading.as_deref(), Some("Heading"));
        assert_eq!(report.topics[0].evidence[0].backing, Some(1.0));
    }

    #[test]
    fn places_lead_back_to_the_file() {
        let report = report(vec![sentence(0, Kind::Firm, &[0])], vec![linked(0, 5, &[0])], 1);
        let (sentence, money) = (&report.sentences[0], &report.money[0]);
        assert_eq!((sentence.start, sentence.end, sentence.line), (8, 19, 2));
        assert_eq!((money.start, money.end, money.line, money.quote.as_str()), (8, 16, 2, "Sentence"));
        assert_eq!((sentence.topics[0].as_str(), money.topics[0].id.as_str(), money.counted), ("t0", "t0", true));
    }

    #[test]
    fn currencies_are_told_apart() {
        let mut rupees = linked(0, 500, &[0]);
        rupees.amount.currency = Currency::parse("INR").unwrap();
        let money = vec![rupees, linked(0, 5, &[0]), linked(1, 6, &[0])];
        let sentences = vec![sentence(0, Kind::Firm, &[0]), sentence(1, Kind::Firm, &[0])];
        let expected = "amounts in GBP, INR are kept apart and never added; shares of money are measured in GBP";
        assert_eq!(report(sentences, money, 1).warnings, [expected]);
    }

    #[test]
    fn sentences_that_were_left_out_are_said() {
        let all = (0..3).map(|block| sentence(block, Kind::Firm, &[0])).collect();
        let (document, mut facts) = document(facts(all, Vec::new()));
        assert!(summarise(&document, &facts, &topics(1)).warnings.is_empty());
        facts.sentences.truncate(2);
        let expected = "only the first 2 sentences are read, up to line 3; split the text to have the others";
        assert_eq!(summarise(&document, &facts, &topics(1)).warnings, [expected]);
    }
}
