//! What changed between two texts: promises set side by side, and money that
//! was announced before, from the texts to the comparison.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use moneymouth::analyse::{Reading, Settings, mark_repeats};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{ChangeKind, Comparison, Currency, DocumentReport};
use moneymouth::rules::{RuleSet, built_in_announcements};
use moneymouth::score::{Announcements, Texts, compare};
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().unwrap());
static KNOWN: LazyLock<Announcements> = LazyLock::new(|| Announcements::new(built_in_announcements().unwrap()));

/// Two texts with their dates, read and compared as the program does it.
fn compared(texts: [(&str, Option<&str>); 2], is_pair: bool) -> ([DocumentReport; 2], Comparison) {
    let settings = Settings { currency: Some(Currency::GBP), announcements: Some(&KNOWN), ..Settings::default() };
    let mut readings: Vec<Reading> = texts
        .iter()
        .enumerate()
        .map(|(at, (text, date))| {
            let date = date.map(|date| date.parse().unwrap());
            let options = ReadOptions { date, ..ReadOptions::default() };
            Reading::new(read_bytes(&format!("{at}.txt"), text.as_bytes(), &options).unwrap(), &RULES, &settings)
        })
        .collect();
    mark_repeats(&mut readings, &RULES);
    let (documents, digests): (Vec<_>, Vec<_>) =
        readings.iter().map(|reading| reading.sum_up(&RULES, &settings)).unzip();
    let texts = Texts { documents: &documents, digests: &digests, topics: &RULES.topics };
    let comparison = compare(0, 1, texts, is_pair).unwrap();
    (documents.try_into().unwrap(), comparison)
}

/// What became of the only promise.
fn became(old: &str, new: &str) -> (ChangeKind, String) {
    let (_, comparison) = compared([(old, Some("2030-01-01")), (new, Some("2030-06-01"))], false);
    assert_eq!(comparison.changes.len(), 1, "{:#?}", comparison.changes);
    let change = &comparison.changes[0];
    (change.kind, change.why.clone())
}

#[test]
fn promises_are_kept_weakened_strengthened_and_repeated() {
    use ChangeKind::{Kept, Repeated, Strengthened, Weakened};
    let base = "We will invest £14.5 million over three years in ultrafast broadband for the South West.";
    let words = "We will give every patient access to an electronic health record by 2031.";
    for (old, new, kind, why) in [
        (
            base,
            "We will invest £14.5 million over three years in ultrafast broadband for Devon and the South West.",
            Repeated,
            "£14.5m in both",
        ),
        (
            base,
            "We will invest £9 million over three years in ultrafast broadband for the South West.",
            Weakened,
            "£14.5m → £9m",
        ),
        (
            base,
            "We will invest up to £14.5 million over three years in ultrafast broadband for the South West.",
            Weakened,
            "£14.5m in both; “up to” is added",
        ),
        (
            base,
            "We hope to bring ultrafast broadband to the South West.",
            Weakened,
            "£14.5m → no sum; firm → soft; no longer says by when",
        ),
        (
            words,
            "We will give every patient access to an electronic health record.",
            Weakened,
            "no longer says by when",
        ),
        (
            words,
            "We hope to give every patient access to an electronic health record by 2031.",
            Weakened,
            "firm → soft",
        ),
        (
            words,
            "By 2031 we will give all patients access to their electronic health record.",
            Kept,
            "in other words, no weaker or stronger",
        ),
    ] {
        assert_eq!(became(old, new), (kind, why.to_owned()), "{new}");
        let back = match kind {
            Weakened => Strengthened,
            Strengthened => Weakened,
            other => other,
        };
        assert_eq!(became(new, old).0, back, "turned round: {new}");
    }
}

#[test]
fn promises_on_other_things_are_dropped_and_new() {
    let old = "We will open a national cyber security centre in London. We will publish a 5G strategy in 2031.";
    let new = "We will replace the legacy systems of the tax authority. We will publish a 5G strategy next year.";
    let (_, comparison) = compared([(old, None), (new, None)], false);
    let found: Vec<_> = comparison
        .changes
        .iter()
        .map(|change| {
            let line = |side: &Option<moneymouth::model::PromiseReport>| side.as_ref().map(|side| side.sentence);
            (change.topic.as_str(), change.kind, line(&change.old), line(&change.new))
        })
        .collect();
    let expected = [
        ("cyber", ChangeKind::Dropped, Some(0), None),
        ("mobile", ChangeKind::Kept, Some(1), Some(1)),
        ("legacy", ChangeKind::New, None, Some(0)),
    ];
    for change in expected {
        assert!(found.contains(&change), "{change:?} in {found:?}");
    }
}

const POOL: [&str; 14] = [
    "We will invest £1.9 billion over five years in cyber security.",
    "We will invest £1.2 billion over five years in cyber security.",
    "We hope to strengthen cyber security in schools.",
    "Every home will have superfast broadband by 2032.",
    "We aim for superfast broadband in every home.",
    "We will provide £450 million for the Government Digital Service by 2033-34.",
    "We will provide up to £450 million for the Government Digital Service.",
    "The Government Digital Service will build shared platforms for departments.",
    "We will publish a 5G strategy in 2031.",
    "We are putting £14.5 million into ultrafast broadband in the South West.",
    "Patients will book appointments online.",
    "We will train 10,000 teachers in digital skills.",
    "We will consult on digital skills for teachers.",
    "We will grow. We cut taxes.",
];

fn some_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..POOL.len(), 0..16)
        .prop_map(|picks| picks.into_iter().map(|at| POOL[at]).collect::<Vec<_>>().join("\n\n") + "\n\nThe end.")
}

/// The changes as (kind, sentence before, sentence after), sorted.
fn told(comparison: &Comparison) -> Vec<(ChangeKind, Option<usize>, Option<usize>)> {
    let at = |side: &Option<moneymouth::model::PromiseReport>| side.as_ref().map(|side| side.sentence);
    let mut told: Vec<_> =
        comparison.changes.iter().map(|change| (change.kind, at(&change.old), at(&change.new))).collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn turned_round_the_changes_are_mirrored(one in some_text(), other in some_text()) {
        let (_, there) = compared([(&one, None), (&other, None)], false);
        let (_, back) = compared([(&other, None), (&one, None)], false);
        let mut mirrored: Vec<_> = told(&back).into_iter().map(|(kind, old, new)| {
            let kind = match kind {
                ChangeKind::Dropped => ChangeKind::New,
                ChangeKind::New => ChangeKind::Dropped,
                ChangeKind::Weakened => ChangeKind::Strengthened,
                ChangeKind::Strengthened => ChangeKind::Weakened,
                other => other,
            };
            (kind, new, old)
        }).collect();
        mirrored.sort();
        prop_assert_eq!(told(&there), mirrored);
        for (one, other) in there.topics.iter().zip(&back.topics) {
            prop_assert_eq!(&one.id, &other.id);
            let delta = one.log_odds.unwrap_or_default() + other.log_odds.unwrap_or_default();
            prop_assert!(delta.abs() < 1e-9, "words are mirrored too");
        }
    }

    #[test]
    fn a_text_against_itself_has_no_changes(text in some_text()) {
        let (documents, comparison) = compared([(&text, None), (&text, None)], false);
        prop_assert_eq!(told(&comparison), []);
        prop_assert_eq!(documents[0].score, documents[1].score);
        prop_assert!(comparison.topics.iter().all(|topic| !topic.absent));
        let kept: usize = comparison.topics.iter().map(|topic| topic.changes.kept).sum();
        let promises: usize = comparison.topics.iter().map(|topic| topic.promises[0]).sum();
        prop_assert_eq!(kept, promises);
    }
}

#[test]
fn money_of_an_earlier_text_is_announced_again_and_counts_for_less() {
    let text = "We will invest £14.5 million over three years in ultrafast broadband for the South West.";
    let earlier = |old: Option<&str>, new: Option<&str>| {
        let (documents, _) = compared([(text, old), (&format!("Friends. {text}"), new)], false);
        let [before, after] = documents.map(|document| {
            let money = &document.money[0];
            assert_eq!(money.earlier.is_some(), money.flags.contains(&"reannounce".to_owned()));
            (money.earlier.as_ref().map(|earlier| earlier.document), document.backed)
        });
        if after.0.is_some() {
            assert!((after.1 - before.1 / 4.0).abs() < 1e-9, "a quarter is left: {before:?} {after:?}");
        }
        [before.0, after.0]
    };
    let again = Some(Some(0));
    assert_eq!(earlier(Some("2030-01-01"), Some("2030-06-01")), [None, again]);
    assert_eq!(earlier(None, None), [None, again], "without dates the order given counts");
    assert_eq!(earlier(Some("2030-01-01"), Some("2030-01-01")), [None, None], "an event does not repeat itself");
    assert_eq!(earlier(Some("2030-06-01"), Some("2030-01-01")), [Some(Some(1)), None]);
    assert_eq!(earlier(Some("2030-01-01"), Some("2036-06-01")), [None, None], "the years are over");
}

#[test]
fn the_ledger_knows_what_was_announced_before() {
    let earlier = |text: &str, date: &str| -> Option<(String, bool)> {
        let (documents, _) = compared([(text, Some(date)), ("Nothing.", None)], false);
        let earlier = documents[0].money[0].earlier.clone();
        earlier.map(|earlier| (earlier.item, earlier.verified))
    };
    let gds = "We will give the Government Digital Service £450 million.";
    assert_eq!(earlier(gds, "2016-03-16"), Some(("Government Digital Service".into(), true)));
    assert_eq!(earlier(gds, "2015-11-25"), None, "the event itself");
    assert_eq!(earlier(gds, "2015-03-18"), None, "before the event");
    assert_eq!(earlier(gds, "2023-03-15"), None, "when its years are over");
    let other = "We will spend £450 million on cyber security.";
    assert_eq!(earlier(other, "2016-03-16"), None, "another topic");
    let round = "We will spend £20 million on digital skills for teachers.";
    assert_eq!(earlier(round, "2017-03-08"), None, "a round sum for something else");
    let unverified = "We will spend £16 million on a 5G hub.";
    assert_eq!(earlier(unverified, "2017-11-22"), Some(("5G hub".into(), false)));
}
