//! What every target does with a document: read it, analyse it, and hold the
//! report to what must be true of any.

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{Currency, DocumentReport};
use moneymouth::rules::RuleSet;
use std::sync::LazyLock;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().expect("the built-in rules are sound"));

/// Reads `bytes` as the file `name` and checks the report. `None` where the
/// program says that it cannot be read.
pub fn read(name: &str, bytes: &[u8]) -> Option<DocumentReport> {
    let options = ReadOptions { date: "2016-03-16".parse().ok(), ..ReadOptions::default() };
    let document = read_bytes(name, bytes, &options).ok()?;
    let settings = Settings { currency: Some(Currency::GBP), ..Settings::default() };
    let report = analyse(&document, &RULES, &settings);
    for money in report.money.iter().chain(&report.vague) {
        assert!(money.start <= money.end && money.end <= bytes.len(), "an amount lies in the file");
        assert!(money.low <= money.high, "the lower end is the lower one");
    }
    for sentence in &report.sentences {
        assert!(sentence.start <= sentence.end && sentence.end <= bytes.len(), "a sentence lies in the file");
    }
    if let Some(score) = report.score {
        assert!((0.0..=100.0).contains(&score), "a score lies between 0 and 100");
    }
    Some(report)
}
