//! Keeps the README true: its output is run again, its case by hand is
//! recomputed, its links lead somewhere, and its story is in the numbers.
//!
//! `UPDATE_README=1 cargo test --test readme` writes what has changed into it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const BY_HAND: [&str; 2] = ["<!-- by hand: examples/draft-brief.md -->\n", "<!-- end -->\n"];
const SPRING: &str = "examples/budget-2016-march.md";
const AUTUMN: &str = "examples/autumn-statement-2016.md";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn moneymouth(arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth"))
        .current_dir(root())
        .args(arguments.split_whitespace())
        .output()
        .unwrap();
    assert!(output.status.success(), "moneymouth {arguments}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &str) -> Value {
    serde_json::from_str(&moneymouth(arguments)).unwrap()
}

/// The README with the output of its commands as it is now. A block of
/// `console` begins with `$ moneymouth …` and holds what that prints.
fn with_output(readme: &str) -> String {
    let mut out = String::new();
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        if line != "```console" {
            continue;
        }
        let command = lines.next().unwrap();
        let printed = moneymouth(command.strip_prefix("$ moneymouth ").unwrap());
        out += &format!("{command}\n{}\n```\n", printed.trim_end());
        lines.by_ref().find(|line| *line == "```").unwrap();
    }
    out
}

/// The promises of the draft brief with the backing of each, and their score.
fn by_hand() -> String {
    let source = fs::read_to_string(root().join("examples/draft-brief.md")).unwrap();
    let report = json("analyse examples/draft-brief.md --format json");
    let document = &report["documents"][0];
    let mut text = "| line | promise | its money | q |\n|---|---|---|---|\n".to_owned();
    for (index, sentence) in document["sentences"].as_array().unwrap().iter().enumerate() {
        let Some(backing) = sentence["backing"].as_f64() else { continue };
        let at = |key: &str| sentence[key].as_u64().unwrap() as usize;
        let words: Vec<_> = source[at("start")..at("end")].split_whitespace().collect();
        let dots = if words.len() > 9 { " …" } else { "" };
        let promise = words[..words.len().min(9)].join(" ");
        let money = document["money"].as_array().unwrap().iter().filter(|money| money["sentence"] == index);
        let money: Vec<_> = money.map(amount).collect();
        text += &format!("| {} | {promise}{dots} | {} | {backing} |\n", at("line"), money.join("; "));
    }
    let sum = document["backed"].as_f64().unwrap();
    let count = document["promises"].as_u64().unwrap();
    let score = document["score"].as_f64().unwrap();
    text +=
        &format!("\nΣq = {sum:.3}, n = {count}, B = 100 · {sum:.3} / {count} = {:.1}, ", 100.0 * sum / count as f64);
    text + &format!("printed as {}.\n", score.round())
}

fn amount(money: &Value) -> String {
    let role = match money["role"].as_str().unwrap() {
        "spend" => String::new(),
        role => format!(", not counted: {role}"),
    };
    let flags = money["flag_details"].as_array().unwrap().iter();
    let flags =
        flags.map(|flag| format!(", {} ×{}", flag["id"].as_str().unwrap().replace('_', " "), flag["multiplier"]));
    format!("{}{role}{}", money["quote"].as_str().unwrap(), flags.collect::<String>())
}

#[test]
fn the_readme_shows_what_the_program_prints() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut now = with_output(&readme);
    let start = now.find(BY_HAND[0]).unwrap() + BY_HAND[0].len();
    let end = start + now[start..].find(BY_HAND[1]).unwrap();
    now.replace_range(start..end, &format!("\n{}\n", by_hand()));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, now).unwrap();
    } else if let Some((was, is)) = readme.lines().zip(now.lines()).find(|(was, is)| was != is) {
        panic!(
            "README.md is out of date; UPDATE_README=1 cargo test --test readme mends it\n  has: {was}\n  now: {is}"
        );
    } else {
        assert_eq!(readme.len(), now.len());
    }
}

#[test]
fn the_examples_tell_the_story_of_2016() {
    let report = json(&format!("compare {SPRING} {AUTUMN} --format json"));
    let topic = |document: usize, id: &str| -> Value {
        let topics = report["documents"][document]["topics"].as_array().unwrap();
        topics.iter().find(|topic| topic["id"] == id).unwrap().clone()
    };
    let pounds = |document, id| topic(document, id)["funding"]["GBP"].as_f64();
    for id in ["gds", "tax", "health"] {
        assert!(pounds(0, id).is_some_and(|sum| sum >= 4e8), "{id} has money in March");
        assert_eq!(pounds(1, id), None, "{id} has none in November");
        assert_eq!(topic(1, id)["sentences"], 0, "{id} is not even mentioned in November");
    }
    assert_eq!(
        (topic(0, "identity")["sentences"].as_u64(), topic(1, "identity")["sentences"].as_u64()),
        (Some(1), Some(0))
    );
    let networks = |document| ["broadband", "mobile"].iter().filter_map(|id| pounds(document, id)).sum::<f64>();
    assert!(networks(0) < 2e7 && networks(1) >= 7.4e8, "the autumn pays for networks, and the spring hardly does");
}

/// The same figures in both places.
#[test]
fn the_accuracy_is_that_of_the_readme() {
    let [readme, page] = ["README.md", "docs/accuracy.md"].map(|name| fs::read_to_string(root().join(name)).unwrap());
    let table = readme.split("| | in view").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap();
    assert!(table.lines().count() > 5 && page.contains(table), "{table}");
}

#[test]
fn links_lead_somewhere() {
    let files = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/glossary.md",
        "docs/score.md",
        "docs/rules.md",
        "docs/flags.md",
        "docs/csv.md",
        "docs/journalists.md",
        "docs/researchers.md",
        "docs/faq.md",
        "docs/accuracy.md",
        "docs/other-tools.md",
        "docs/checks.md",
        "docs/ci.md",
    ];
    for file in files.iter().chain(&["examples/README.md", "data/README.md"]) {
        let path = root().join(file);
        let text = fs::read_to_string(&path).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let target: PathBuf = path.parent().unwrap().join(link.split('#').next().unwrap());
            assert!(link.starts_with("http") || target.exists(), "{file}: {link}");
        }
    }
}
