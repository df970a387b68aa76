//! The laws of the score, as properties of random texts.
//!
//! One reading to note: money makes a sentence a promise. So "a weaker claim
//! never raises B" holds for taking money out of sentences that are firm or
//! soft; taking it out of any other sentence takes the promise away with it.

use super::testkit::{facts, flag, linked, report, sentence};
use super::*;
use crate::model::{AmountMention, CommitmentKind, DocumentReport, Facts, SentenceFacts};
use proptest::prelude::*;
use rust_decimal::Decimal;

const TOPICS: u16 = 3;
const KINDS: [CommitmentKind; 4] =
    [CommitmentKind::None, CommitmentKind::Past, CommitmentKind::Soft, CommitmentKind::Firm];

/// A sentence of a random text with its amounts: pounds, topics, flag.
#[derive(Debug, Clone)]
struct Line {
    kind: CommitmentKind,
    topics: Vec<u16>,
    amounts: Vec<(u64, Vec<u16>, Option<f64>)>,
}

fn some_topics() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::btree_set(0..TOPICS, 0..3).prop_map(|set| set.into_iter().collect())
}

fn line() -> impl Strategy<Value = Line> {
    let flag = prop_oneof![Just(None), (0.0..=1.0).prop_map(Some)];
    let amounts = proptest::collection::vec((1..60_u64, some_topics(), flag), 0..3);
    (0..KINDS.len(), some_topics(), amounts).prop_map(|(kind, topics, amounts)| Line {
        kind: KINDS[kind],
        topics,
        amounts,
    })
}

fn text() -> impl Strategy<Value = Vec<Line>> {
    proptest::collection::vec(line(), 0..25)
}

fn read(text: &[Line]) -> (Vec<SentenceFacts>, Vec<AmountMention>) {
    let sentences = text.iter().enumerate().map(|(at, line)| sentence(at, line.kind, &line.topics)).collect();
    let mut money = Vec::new();
    for (at, line) in text.iter().enumerate() {
        for (pounds, topics, flagged) in &line.amounts {
            let mut mention = linked(at, *pounds, topics);
            mention.flags.extend(flagged.map(|multiplier| flag("first", multiplier)));
            money.push(mention);
        }
    }
    (sentences, money)
}

fn facts_of(text: &[Line]) -> Facts {
    let (sentences, money) = read(text);
    facts(sentences, money)
}

fn report_of(text: &[Line]) -> DocumentReport {
    let (sentences, money) = read(text);
    report(sentences, money, usize::from(TOPICS))
}

/// The share of backing, without the floor of eight promises: B of the document and of each topic.
fn backed(facts: &Facts) -> Vec<Option<f64>> {
    let found = find_promises(facts, usize::from(TOPICS));
    let share = |promises: &Vec<Promise>| {
        let score = score_promises(promises);
        (score.promises > 0).then(|| 100.0 * score.backed / score.promises as f64)
    };
    std::iter::once(&found.document).chain(&found.topics).map(share).collect()
}

fn never_above(after: &[Option<f64>], before: &[Option<f64>]) -> bool {
    after.iter().zip(before).all(|(after, before)| match (after, before) {
        (Some(after), Some(before)) => *after <= before + 1e-9,
        _ => true,
    })
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == b,
    }
}

/// Everything of a report that must not depend on the unit of money or the order of the text.
fn ratios(report: &DocumentReport) -> Vec<Option<f64>> {
    let ends = |interval: Option<[f64; 2]>| [interval.map(|ends| ends[0]), interval.map(|ends| ends[1])];
    let mut all = vec![report.score, report.mismatch, report.inflation, report.new_share, report.cheap_talk];
    all.extend(ends(report.interval));
    for topic in &report.topics {
        all.extend([topic.score, topic.word_share, topic.funding_share, topic.gap, topic.cheap_talk]);
        all.extend(ends(topic.interval));
    }
    all
}

fn all_near(a: &DocumentReport, b: &DocumentReport) -> bool {
    ratios(a).into_iter().zip(ratios(b)).all(|(a, b)| near(a, b))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_weaker_amount_never_raises_the_score(text in text(), pick in any::<prop::sample::Index>(), left in 0.0..=1.0) {
        let before = facts_of(&text);
        prop_assume!(!before.money.is_empty());
        let mut after = before.clone();
        let at = pick.index(after.money.len());
        after.money[at].flags.push(flag("second", left));
        prop_assert!(never_above(&backed(&after), &backed(&before)));
        after.money[at].flags.push(flag("first", left));
        prop_assert!(never_above(&backed(&after), &backed(&before)));
    }

    #[test]
    fn a_promise_that_loses_its_money_never_raises_the_score(text in text(), pick in any::<prop::sample::Index>()) {
        let before = facts_of(&text);
        let promise = |mention: &AmountMention| before.sentences[mention.sentence].commitment.kind.is_promise();
        let removable: Vec<usize> = (0..before.money.len()).filter(|&at| promise(&before.money[at])).collect();
        prop_assume!(!removable.is_empty());
        let mut after = before.clone();
        after.money.remove(*pick.get(&removable));
        prop_assert!(never_above(&backed(&after), &backed(&before)));
    }

    #[test]
    fn an_unbacked_promise_never_raises_and_a_backed_one_never_lowers(text in text(), topic in 0..TOPICS) {
        let before = backed(&facts_of(&text));
        let mut longer = text.clone();
        longer.push(Line { kind: CommitmentKind::Firm, topics: vec![topic], amounts: vec![] });
        prop_assert!(never_above(&backed(&facts_of(&longer)), &before));
        longer.pop();
        longer.push(Line { kind: CommitmentKind::Firm, topics: vec![topic], amounts: vec![(7, vec![topic], None)] });
        prop_assert!(never_above(&before, &backed(&facts_of(&longer))));
    }

    #[test]
    fn order_does_not_matter((text, shuffled) in text().prop_flat_map(|text| (Just(text.clone()), Just(text).prop_shuffle()))) {
        // Inflation rests on the flags of the mention that stands for a
        // repeated sum: of equals the first. All else is the same in any order.
        let [mut before, mut after] = [report_of(&text), report_of(&shuffled)];
        before.inflation = None;
        after.inflation = None;
        prop_assert!(all_near(&before, &after));
    }

    #[test]
    fn scaling_all_money_changes_no_ratio(text in text(), factor in 1..1_000_000_u32) {
        let (sentences, money) = read(&text);
        let mut scaled = money.clone();
        for mention in &mut scaled {
            let times = |value: Option<Decimal>| value.map(|value| value * Decimal::from(factor));
            mention.amount.low = times(mention.amount.low);
            mention.amount.high = times(mention.amount.high);
        }
        let before = report(sentences.clone(), money, usize::from(TOPICS));
        let after = report(sentences, scaled, usize::from(TOPICS));
        prop_assert!(all_near(&before, &after));
        prop_assert_eq!(before.verdict, after.verdict);
    }

    #[test]
    fn saying_it_all_twice_adds_no_money(text in text()) {
        let once = report_of(&text);
        let twice = report_of(&[text.clone(), text].concat());
        prop_assert_eq!(&once.funding, &twice.funding);
        for (once, twice) in once.topics.iter().zip(&twice.topics) {
            prop_assert_eq!(&once.funding, &twice.funding);
        }
    }

    #[test]
    fn numbers_stay_in_their_ranges(text in text()) {
        let report = report_of(&text);
        let sum = |share: fn(&crate::model::TopicReport) -> Option<f64>| -> Option<f64> {
            report.topics.iter().map(share).sum()
        };
        prop_assert!(sum(|topic| topic.word_share).is_none_or(|sum| (sum - 1.0).abs() < 1e-9));
        prop_assert!(sum(|topic| topic.funding_share).is_none_or(|sum| (sum - 1.0).abs() < 1e-9));
        let percent = 0.0..=100.0;
        prop_assert!(report.score.is_none_or(|score| percent.contains(&score)));
        prop_assert!(report.mismatch.is_none_or(|mismatch| percent.contains(&mismatch)));
        prop_assert!(report.backed <= report.promises as f64 + 1e-9);
        for interval in report.topics.iter().map(|topic| topic.interval).chain([report.interval]).flatten() {
            prop_assert!(percent.contains(&interval[0]) && percent.contains(&interval[1]));
            prop_assert!(interval[0] <= interval[1]);
        }
        prop_assert_eq!(report.interval.is_some(), report.promises > 0);
    }

    #[test]
    fn parts_never_count_more_than_is_stated(
        sums in proptest::collection::vec((1..50_u64, 0..3_u16, proptest::option::of(0..12_usize), 0..4_usize), 0..12)
    ) {
        let mut money = Vec::new();
        for (pounds, topic, part_of, at) in &sums {
            money.push(AmountMention { part_of: *part_of, ..linked(*at, *pounds, &[*topic]) });
        }
        let whole: Decimal = sums.iter().map(|sum| Decimal::from(sum.0)).sum();
        let counted: Decimal = count_once(&money, crate::model::Role::Spend).into_iter().sum();
        prop_assert!(counted <= whole);
        prop_assert!(sums.is_empty() || counted > Decimal::ZERO);
    }
}
