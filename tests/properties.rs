//! Laws of reading: no text makes it panic, every span lies in the text, and
//! money scales and keeps its order.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{Currency, DocumentReport};
use moneymouth::rules::RuleSet;
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().unwrap());

fn read(name: &str, text: &str) -> Option<DocumentReport> {
    let options = ReadOptions { date: Some("2016-03-16".parse().unwrap()), ..ReadOptions::default() };
    let document = read_bytes(name, text.as_bytes(), &options).ok()?;
    Some(analyse(&document, &RULES, &Settings { currency: Some(Currency::GBP), ..Settings::default() }))
}

/// Pieces that budgets are made of, and some that they should not be.
fn piece() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "£",
        "$",
        "€",
        "₹",
        "Rs",
        "GBP",
        "US",
        "p",
        "bn",
        "m",
        "million",
        "billion",
        "lakh crore",
        "half a",
        "a quarter of a",
        "between",
        "and",
        "to",
        "from",
        "of which",
        "up to",
        "over the next",
        "five years",
        "by 2020-21",
        "2016–2020",
        "FY25/26",
        "–",
        "-",
        ",",
        ".",
        ":",
        "(",
        ")",
        "½",
        "we will",
        "invest",
        "save",
        "tax",
        "each",
        "a year",
        "per",
        "broadband",
        "this programme",
        "Networked Trade Platform (NTP)",
        "such as",
        "\n\n",
        "| ",
        "# ",
        "- ",
        "’s",
        "\u{a0}",
        "é",
        "𝟙",
    ];
    prop_oneof![
        4 => prop::sample::select(WORDS).prop_map(str::to_owned),
        2 => "[0-9]{1,4}([,.][0-9]{1,3})?",
        1 => "\\PC{0,6}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    (prop::collection::vec((piece(), prop::bool::ANY), 0..40))
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { piece + " " } else { piece }).collect())
}

proptest! {

    #[test]
    fn no_text_makes_it_panic_and_spans_lie_in_it(text in text(), name in prop::sample::select(&["a.txt", "a.md", "a.html"][..])) {
        let Some(report) = read(name, &text) else { return Ok(()) };
        for money in &report.money {
            let quote = text.get(money.start..money.end);
            prop_assert!(quote.is_some(), "{}..{} of {}", money.start, money.end, text.len());
            prop_assert!(money.low <= money.high && money.low.is_some());
            let sentence = &report.sentences[money.sentence];
            prop_assert!(sentence.start <= money.start && money.end <= sentence.end);
            prop_assert!(money.part_of.is_none_or(|whole| whole < report.money.len()));
        }
        for pair in report.money.windows(2) {
            prop_assert!(pair[0].start < pair[1].start && pair[0].end <= pair[1].end);
        }
        for sentence in &report.sentences {
            prop_assert!(text.get(sentence.start..sentence.end).is_some());
        }
    }

    #[test]
    fn an_amount_scales_with_its_unit(whole in 1u32..999, tenth in 0u32..10) {
        let sum = |unit: &str| {
            let report = read("a.txt", &format!("We will invest £{whole}.{tenth} {unit} in broadband."));
            report.unwrap().money[0].high.unwrap()
        };
        prop_assert_eq!(sum("million") * rust_decimal::Decimal::from(1000), sum("billion"));
        prop_assert_eq!(sum("million"), sum("m"));
        prop_assert_eq!(sum("lakh crore"), sum("trillion"));
    }

    #[test]
    fn a_range_keeps_its_order_and_shares_its_unit(low in 1u32..400, more in 1u32..400) {
        let high = low + more;
        for text in [format!("£{low}-{high}m"), format!("between £{low} and £{high} million"), format!("£{low}m to £{high}m")] {
            let report = read("a.txt", &format!("We will invest {text} in broadband.")).unwrap();
            let million = rust_decimal::Decimal::from(1_000_000);
            let found: Vec<_> = report.money.iter().map(|money| (money.low.unwrap(), money.high.unwrap())).collect();
            prop_assert_eq!(found, vec![(million * rust_decimal::Decimal::from(low), million * rust_decimal::Decimal::from(high))], "{}", text);
        }
    }

    #[test]
    fn the_same_text_gives_the_same_report(text in text()) {
        let json = |report: Option<DocumentReport>| report.map(|report| serde_json::to_string(&report).unwrap());
        prop_assert_eq!(json(read("a.md", &text)), json(read("a.md", &text)));
    }
}

/// Texts that once made the program panic.
#[test]
fn regressions_of_random_texts() {
    for text in ["£Rs. 2016–2020", "0 GBP 0", "0 GBP a year", "by 2020-21¼\u{9c7}"] {
        assert!(read("a.txt", text).is_some(), "{text}");
    }
}
