//! Every sentence of the list of examples commits its speaker to what the list says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::Currency;
use moneymouth::rules::RuleSet;

#[test]
fn sentences_commit_to_what_is_written() {
    let rules = RuleSet::built_in().unwrap();
    let settings = Settings { currency: Some(Currency::GBP), every_sentence: true, ..Settings::default() };
    let mut faults = Vec::new();
    let lines = include_str!("data/commitments.tsv").lines().filter(|line| !line.starts_with('#'));
    for (wanted, text) in lines.filter_map(|line| line.split_once('\t')) {
        let words = text.replace("\\n", "\n");
        let document = read_bytes("example.txt", words.as_bytes(), &ReadOptions::default()).unwrap();
        let report = analyse(&document, &rules, &settings);
        let found = report.sentences.last().map(|sentence| sentence.commitment.to_string()).unwrap_or_default();
        if found != wanted {
            faults.push(format!("{text}\n  found {found}, expected {wanted}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
