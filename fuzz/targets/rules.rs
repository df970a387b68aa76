//! Any text as a rule pack: it is loaded, or its faults are told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth::rules::RuleSet;
use std::io::Write;

fuzz_target!(|text: &str| {
    let mut file = tempfile::NamedTempFile::with_suffix(".toml").expect("a temporary file can be made");
    file.write_all(text.as_bytes()).expect("a temporary file can be written");
    match RuleSet::load(&[file.path().to_path_buf()]) {
        Ok(rules) => assert!(!rules.packs.is_empty()),
        Err(error) => assert!(!error.to_string().is_empty(), "an error says what is wrong"),
    }
});
