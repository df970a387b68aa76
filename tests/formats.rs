//! The sentences that only JSON asks for change no number.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_path};
use moneymouth::rules::RuleSet;
use serde_json::Value;
use std::path::Path;

#[test]
fn every_format_has_the_same_numbers() {
    let rules = RuleSet::built_in().unwrap();
    for name in ["budget-2016-march.md", "autumn-statement-2016.md", "draft-brief.md"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let document = read_path(&path, &ReadOptions::default()).unwrap();
        let numbers = |every_sentence: bool| -> Value {
            let settings = Settings { every_sentence, ..Settings::default() };
            let mut report = serde_json::to_value(analyse(&document, &rules, &settings)).unwrap();
            report["sentences"] = Value::Null;
            report
        };
        assert_eq!(numbers(true), numbers(false), "{name}");
    }
}
