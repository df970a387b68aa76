//! `moneymouth explain`: what it says of a small text, and of wrong questions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::process::Output;
use tempfile::TempDir;

const TEXT: &str = "---\ndate: 2016-03-16\n---\n\n# Plan\n\nHackers cost firms £5 billion a year. As announced at the Spending Review, \
    £1.9 billion over five years goes to cyber security, of which £300 million is for schools.\n\nWe will build the best broadband, \
    which companies will use. It is backed by up to £50m, subject to a business case.\n\nThe report on skills such as coding is out. \
    £1.9 billion over five years goes to cyber security.\n";

fn explain(args: &[&str]) -> Output {
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.md"), TEXT).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
    command.current_dir(folder.path()).arg("explain").args(args).output().unwrap()
}

fn text(args: &[&str]) -> String {
    String::from_utf8(explain(args).stdout).unwrap()
}

#[test]
fn a_small_text_explained() {
    insta::assert_snapshot!(without_lines(&text(&["plan.md", "--width", "100"])));
}

/// The lines of the rules change with every edit of a pack.
fn without_lines(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let words: Vec<String> = line.split(' ').map(without_line).collect();
        out += &words.join(" ");
        out.push('\n');
    }
    out
}

fn without_line(word: &str) -> String {
    let (rule, stop) = word.split_at(word.trim_end_matches([',', ':']).len());
    match rule.rsplit_once(':').filter(|(rule, line)| rule.contains('/') && line.parse::<u32>().is_ok()) {
        Some((rule, _)) => format!("{rule}:N{stop}"),
        None => word.to_owned(),
    }
}

#[test]
fn a_line_or_a_sum_can_be_asked_for() {
    let first = |args: &[&str]| text(args).lines().nth(1).unwrap().trim().to_owned();
    assert!(first(&["plan.md:9"]).starts_with("We will build the best broadband"));
    assert!(first(&["plan.md", "--sum", "£50M"]).starts_with("It is backed by"));
    assert!(first(&["plan.md:11"]).starts_with("The report on skills"), "a line shows what is not counted as well");
    assert!(text(&["plan.md", "--sum", "1.9billion"]).contains("the same sum stands on line"));
}

#[test]
fn json_holds_the_same_as_the_report() {
    let explanation: Value = serde_json::from_slice(&explain(&["plan.md:7", "--format", "json"]).stdout).unwrap();
    assert_eq!(explanation["schema"], "moneymouth.explain/1");
    let sentence = &explanation["sentences"][1];
    let amount = &sentence["amounts"][0];
    assert_eq!(
        (&amount["quote"], &amount["role"], &amount["years"]),
        (&"£1.9 billion".into(), &"spend".into(), &5.into())
    );
    assert_eq!(amount["roles"][0]["role"], "spend");
    assert_eq!(amount["counted_value"], 1_600_000_000);
    assert_eq!(sentence["topics"][0]["rule"]["pack"], "uk-digital");
    let rule = &sentence["topics"][0]["rule"];
    let pack = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/uk-digital.toml")).unwrap();
    let line = pack.lines().nth(rule["line"].as_u64().unwrap() as usize - 1).unwrap();
    assert!(line.contains(rule["phrase"].as_str().unwrap()), "{rule}: {line}");
}

#[test]
fn wrong_questions_are_answered_with_the_nearest_right_one() {
    for (args, problem, hint) in [
        (&["plan.md:99"][..], "no sentence stands on line 99", "the nearest one begins on line 11"),
        (&["plan.md:0"], "there is no line 0", "lines are counted from 1"),
        (
            &["plan.md", "--sum", "£7m"],
            "no amount holds the words `£7m`",
            "amounts there are: £1.9 billion, £300 million,",
        ),
        (&["plan.md:5", "--sum", "£7m"], "no amount holds the words `£7m`", "no amounts were read there"),
        (&["nobody.md:3"], "nobody.md: no such file", "check the spelling of the path"),
    ] {
        let output = explain(args);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true), "{args:?}");
        assert!(message.contains(problem) && message.contains(hint), "{args:?}: {message}");
    }
}
