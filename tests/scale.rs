//! Large runs: a run that is killed at any moment can be gone on with, and
//! the library gives other engines the reports that the program writes.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use moneymouth::batch::Analyser;
use moneymouth::ingest::{Found, JsonLines};
use moneymouth::render::{OutputFormat, write_document};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

const SENTENCES: [&str; 5] = [
    "We will invest £{} million in cyber security over two years.",
    "We hope to explore telehealth for {} surgeries.",
    "Full-fibre broadband will reach {} villages by 2029, from a fund of up to £{} million.",
    "The sector is worth £{} billion.",
    "Nothing of the kind is said here, “{}”.",
];

/// JSON Lines of `count` documents.
fn lines(count: usize) -> String {
    let sentence = |at: usize| SENTENCES[at % SENTENCES.len()].replace("{}", &(1 + at % 97).to_string());
    let text = |document: usize| (0..3 + document % 7).map(|at| sentence(document * 3 + at)).collect::<String>();
    (0..count).map(|at| format!("{{\"id\":\"d{at}\",\"text\":\"{}\",\"date\":\"2016-03-16\"}}\n", text(at))).collect()
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().unwrap()
}

/// Starts the program and kills it, as a full memory or a pulled plug would, once its
/// output holds `length` bytes; false where it was done before that.
fn killed_at(folder: &Path, args: &[&str], output: &Path, length: u64) -> bool {
    let mut child = command(folder, args).spawn().unwrap();
    let end = Instant::now() + Duration::from_secs(60);
    while fs::metadata(output).map_or(0, |about| about.len()) < length && Instant::now() < end {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

#[test]
fn a_run_that_is_killed_again_and_again_ends_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("in.jsonl"), lines(100)).unwrap();
    fs::create_dir(folder.join("in")).unwrap();
    // Files are read in batches of 32, so that the output grows in several steps.
    for (at, line) in lines(100).lines().enumerate() {
        fs::write(folder.join(format!("in/{at:03}.txt")), line).unwrap();
    }
    for format in ["csv", "jsonl"] {
        let whole = format!("whole.{format}");
        let output = run(folder, &["analyse", "in.jsonl", "in", "--format", format, "-o", &whole]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let whole = fs::read(folder.join(whole)).unwrap();
        let name = format!("killed.{format}");
        let path = folder.join(&name);
        let args = ["analyse", "in.jsonl", "in", "--format", format, "-o", &name, "--resume"];
        let mut kills = 0;
        for part in [0, 1, 30, 60, 61, 80, 99] {
            if killed_at(folder, &args, &path, whole.len() as u64 * part / 100) {
                kills += 1;
            }
            let so_far = fs::read(&path).unwrap_or_default();
            assert!(whole.starts_with(&so_far), "{format}: what a killed run leaves is the beginning of the whole");
        }
        assert!(kills > 0, "{format}: killed {kills} times");
        let output = run(folder, &args);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(fs::read(&path).unwrap() == whole, "{format}: a run that was gone on with differs");
    }
}

#[test]
fn the_library_gives_what_the_program_writes() {
    let folder = tempfile::tempdir().unwrap();
    let text = lines(50);
    fs::write(folder.path().join("in.jsonl"), &text).unwrap();
    run(folder.path(), &["analyse", "in.jsonl", "--format", "jsonl", "-o", "out.jsonl"]);
    let found = JsonLines::new("in.jsonl", text.as_bytes(), 1 << 20);
    let entries: Vec<_> = found
        .map(|found| match found {
            Found::Entry(entry) => entry,
            other => panic!("{other:?}"),
        })
        .collect();
    let mut lines = Vec::new();
    for report in Analyser::built_in().unwrap().each(&entries) {
        write_document(&report.unwrap(), OutputFormat::Jsonl, false, &mut lines).unwrap();
    }
    let written = fs::read(folder.path().join("out.jsonl")).unwrap();
    assert!(lines == written, "the library and the program differ");
}
