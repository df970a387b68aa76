//! Any bytes as JSON Lines: each line is a document or named by its number,
//! and the stream comes to its end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth::ingest::{Found, JsonLines};
use moneymouth_fuzz::{read_taken, told};

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|&byte| byte == b'\n').count();
    let mut found = 0;
    for piece in JsonLines::new("a.jsonl", bytes, 4096) {
        found += 1;
        match piece {
            Found::Entry(entry) => drop(read_taken(entry)),
            Found::Failed(error) => told(&error),
            Found::Skipped(_) => unreachable!("no line is skipped"),
        }
    }
    assert!(found <= lines, "a line is one document");
});
