//! The tools for authors of rule packs, and the pages made from the packs.
//!
//! `UPDATE_DOCS=1 cargo test --test authoring` writes the pages, the schema,
//! the output shown in CONTRIBUTING.md, and the tables that are compiled ahead.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use moneymouth::rules::{RuleSet, stored_form};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const HEAD: &str = "[pack]\nid = \"mine\"\ntitle = \"Mine\"\nversion = \"1\"\nlanguage = \"en\"\n\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_moneymouth")).current_dir(root()).args(args).output().unwrap()
}

/// Exit status, standard output and standard error.
fn seen(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// A pack with a head and the rest given.
fn pack(rest: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    fs::write(&path, format!("{HEAD}{rest}")).unwrap();
    (folder, path)
}

/// What `rules` says of a pack.
fn rules(command: &str, rest: &str) -> (i32, String, String) {
    let (_folder, path) = pack(rest);
    seen(&run(&["rules", command, path.to_str().unwrap()]))
}

/// Writes a file of the project where that is asked for, and reads it.
fn kept(path: &Path, now: &[u8]) -> Vec<u8> {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, now).unwrap();
    }
    fs::read(path).unwrap_or_default()
}

/// Holds a file of the project against what it should be.
fn keep(path: &str, now: &str) {
    let path = root().join(path);
    let was = String::from_utf8(kept(&path, now.as_bytes())).unwrap();
    let first = was.lines().zip(now.lines()).find(|(was, now)| was != now);
    assert!(was == now, "{} is stale; UPDATE_DOCS=1 cargo test --test authoring mends it: {first:?}", path.display());
}

#[test]
fn the_tables_compiled_ahead_are_those_of_the_packs() {
    let now = stored_form(&RuleSet::built_in_from_texts().unwrap()).unwrap();
    let was = kept(&root().join("data/rules.bin"), &now);
    assert!(was == now, "data/rules.bin is stale; UPDATE_DOCS=1 cargo test --test authoring mends it");
    // Read back, they say the same. Where they have just been written, they are not yet part of this program.
    assert_eq!(stored_form(&RuleSet::built_in().unwrap()).unwrap(), now);
}

#[test]
fn pages_and_schema_are_made_from_the_packs() {
    for (page, path) in [("rules", "docs/rules.md"), ("flags", "docs/flags.md"), ("checks", "docs/checks.md")] {
        keep(path, &seen(&run(&["rules", "docs", page])).1);
    }
    keep("docs/pack.schema.json", &seen(&run(&["rules", "schema"])).1);
    keep("docs/config.schema.json", &seen(&run(&["config", "schema"])).1);
}

/// The blocks of `console` in CONTRIBUTING.md, run one after the other in an
/// empty folder.
#[cfg(unix)]
#[test]
fn contributing_shows_what_the_program_prints() {
    let folder = tempfile::tempdir().unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_moneymouth")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let text = fs::read_to_string(root().join("CONTRIBUTING.md")).unwrap();
    let (mut now, mut inside) = (String::new(), false);
    for line in text.lines() {
        let indent = &line[..line.len() - line.trim_start().len()];
        match line.trim_start() {
            "```console" => inside = true,
            "```" if inside => inside = false,
            command if inside && command.starts_with("$ ") => {
                now += &format!("{line}\n");
                let mut shell = Command::new("sh");
                shell.current_dir(folder.path()).env("PATH", &path).args(["-c", &command[2..]]);
                let (_, out, err) = seen(&shell.output().unwrap());
                for printed in format!("{out}{err}").lines() {
                    now += format!("{indent}{printed}").trim_end();
                    now.push('\n');
                }
                continue;
            }
            _ if inside => continue,
            _ => {}
        }
        now += &format!("{line}\n");
    }
    keep("CONTRIBUTING.md", &now);
}

#[test]
fn a_new_pack_is_valid_and_its_examples_hold() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.toml");
    let path = path.to_str().unwrap();
    assert_eq!(seen(&run(&["rules", "new", "--output", path])).0, 0);
    assert_eq!(seen(&run(&["rules", "check", path])).1, format!("{path}: valid\n"));
    assert_eq!(seen(&run(&["rules", "test", path])).1, "my-topics: 4 examples, as written\n");
}

#[test]
fn everything_in_the_new_pack_can_be_uncommented() {
    let skeleton = seen(&run(&["rules", "new"])).1;
    let lines = skeleton.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if rest.starts_with("[[") || rest.split(' ').nth(1) == Some("=") => rest,
        _ => line,
    });
    let (_folder, path) = pack("");
    fs::write(&path, lines.collect::<Vec<_>>().join("\n")).unwrap();
    let path = path.to_str().unwrap();
    assert_eq!(seen(&run(&["rules", "check", path])).1, format!("{path}: valid\n"));
    assert_eq!(seen(&run(&["rules", "test", path])).1, "my-topics: 7 examples, as written\n");
}

#[test]
fn check_names_every_fault_of_the_shape_at_once() {
    let (status, out, _) = rules(
        "check",
        "[[topic]]\nid = \"a\"\ntitle = \"A\"\nterm = [\"x\"]\nhints = \"y\"\n\
         [[cue]]\nid = \"c\"\nclass = \"role.spendd\"\nterms = []\nside = \"left\"\nweight = \"big\"\n",
    );
    assert_eq!(status, 1);
    for (fault, hint) in [
        ("`term` is no key of `topic`", "did you mean `terms`?"),
        ("a list is expected here", "this is of the kind string"),
        ("`role.spendd` is no value of `class`", "did you mean `role.spend`?"),
        ("`left` is no value of `side`", "known are: any, before, after"),
        ("a number is expected here", "this is of the kind string"),
    ] {
        assert!(out.contains(fault) && out.contains(hint), "{fault} in {out}");
    }
    assert!(out.contains("mine.toml:10:1") && out.ends_with("mine.toml: 5 faults\n"), "{out}");
}

#[test]
fn check_warns_of_rules_that_do_nothing() {
    let topic = |keys: &str| format!("[[topic]]\nid = \"a\"\ntitle = \"A\"\n{keys}\n");
    for (rest, warning) in [
        (topic("terms = [\"smart meter\", \"Smart-Meter\"]"), "this phrase has no effect"),
        (topic("terms = [\"smart meter\"]\nhints = [\"smart meter\"]"), "this phrase has no effect"),
        (topic("terms = [\"web\"]"), "so short a word is probably common"),
        (topic("terms = [\"smart meter\"]\nunless = [\"meter\"]"), "`unless` cancels this wherever it stands"),
        (topic("terms = [\"science, research\"]"), "punctuation parts these words"),
        (topic("terms = [\"smart meter\"]\nunless = [\"gas grid\"]"), "this cancels nothing"),
        (topic("hints = [\"meter\"]"), "this topic can never match"),
        (topic("terms = [\"meter\"]"), "this topic has no examples on one side or both"),
        (topic("patterns = ['\\w+\\s\\w+']"), "this pattern holds no word"),
        (topic("patterns = ['(smart)?']"), "this pattern matches the empty text"),
        (topic("patterns = ['smart.*meter']"), "`.*` reaches over any distance"),
        (topic("patterns = ['\\b(smart|e-)\\s?(gates|lanes)\\b']"), "it is tried on every sentence"),
        (topic("patterns = ['cafés?']"), "this pattern holds letters beyond ASCII"),
        (
            "[[cue]]\nid = \"c\"\nclass = \"subject.other\"\nweight = 2\nterms = [\"x\"]\n".into(),
            "`weight`, `side` and `reach` mean nothing for `subject.other`",
        ),
        (
            "[[flag]]\nid = \"f\"\nabout = \"\"\nmultiplier = 1\nscope = \"grammar\"\nterms = [\"x\"]\n".into(),
            "the words of this flag are never looked for",
        ),
        ("[[flag]]\nid = \"f\"\nabout = \"\"\nmultiplier = 1\n".into(), "this flag can never be shown"),
    ] {
        let (status, out, _) = rules("check", &rest);
        assert!(status == 0 && out.contains(warning), "{warning} in {out}");
    }
}

#[test]
fn test_says_what_fired_and_what_did_not() {
    let rest = "[[topic]]\nid = \"a\"\ntitle = \"A\"\nterms = [\"smart meter\"]\nhints = [\"gauge\"]\nunless = [\"no smart meter\"]\n\
        examples.match = [\"A gauge.\", \"Nothing.\", \"No smart meter.\"]\nexamples.ignore = [\"Smart meters.\"]\n\
        [[flag]]\nid = \"f\"\nabout = \"\"\nmultiplier = 0.5\nterms = [\"in kind\"]\n\
        examples.match = [\"We will spend £5m.\"]\nexamples.ignore = [\"We will spend £5m in kind.\"]\n\
        [[example]]\ntext = \"We will spend £5m on meters.\"\ncommitment = \"soft\"\nroles = [\"spend\", \"tax\"]\n";
    let (status, out, _) = rules("test", rest);
    assert_eq!(status, 1);
    for line in [
        "`gauge` (a hint that stands alone, line 11); add a term",
        "none of its words is known; add a term",
        "`No smart meter` (in `unless`, line 12), `smart meter` (cancelled, line 10); add a term",
        "`Smart meters` (a term, line 10) puts it in the topic `a`",
        "amounts here are: spend; the flag is for: spend",
        "`in kind` shows the flag `f`",
        "commitment: firm",
        "[spend, tax] is expected",
        "mine: 7 examples, 8 not as written",
    ] {
        assert!(out.contains(line), "{line} in {out}");
    }
    let (_folder, path) = pack(rest);
    let (status, out, err) = seen(&run(&["analyse", "--rules", path.to_str().unwrap(), "examples/draft-brief.md"]));
    assert_eq!((status, out.as_str()), (2, ""), "the examples of a pack that is used must hold");
    assert!(err.contains("does not show the flag `f`") && err.contains("commitment: firm"), "{err}");
}

#[test]
fn test_runs_the_built_in_packs_where_no_file_is_given() {
    let (status, out, _) = seen(&run(&["rules", "test"]));
    assert!(status == 0 && out.contains("uk-digital: ") && out.contains("flags: "), "{out}");
    let (status, _, err) = rules("test", "[[topic]]\nid = 5\n");
    assert!(status == 2 && err.contains("text in quotes is expected here"), "{err}");
}

#[test]
fn show_finds_packs_topics_flags_and_cues() {
    for (id, line) in [
        ("uk-digital", "topics          gds, identity,"),
        ("cyber", "terms           "),
        ("up_to", "scope           told by the grammar, not by words"),
        ("roles/tax", "tax  role.tax"),
        ("flags/up_to", "up_to  flag"),
    ] {
        let (status, out, _) = seen(&run(&["rules", "show", id]));
        assert!(status == 0 && out.contains(line), "{id}: {out}");
    }
    let (status, _, err) = seen(&run(&["rules", "show", "cybre"]));
    assert!(status == 2 && err.contains("did you mean `cyber`?"), "{err}");
}

#[test]
fn the_example_packs_hold_and_read_texts_of_their_own() {
    let cases = [
        (
            "sg-digital",
            "We will set aside S$1 billion over three years for cyber security. SMEs Go Digital will help more firms. \
             Hawkers who accept e-payments will receive S$300.",
            [("sg-cyber", Some(1e9)), ("sg-business", None), ("sg-identity", None)],
            "SGD",
        ),
        (
            "uk-housing",
            "We will provide £2.3 billion over four years for the Housing Infrastructure Fund. Rough sleeping will end by 2027. \
             The Government Digital Service built a website for £5m.",
            [("supply", Some(2.3e9)), ("homelessness", None), ("planning", None)],
            "GBP",
        ),
    ];
    for (id, text, topics, currency) in cases {
        let path = format!("examples/packs/{id}.toml");
        assert_eq!(seen(&run(&["rules", "check", &path])).1, format!("{path}: valid\n"));
        assert_eq!(seen(&run(&["rules", "test", &path])).0, 0);
        let folder = tempfile::tempdir().unwrap();
        let speech = folder.path().join("speech.txt");
        fs::write(&speech, text).unwrap();
        let speech = speech.to_str().unwrap();
        let output = run(&["analyse", speech, "--rules", &path, "--topics", id, "--format", "json"]);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = report["documents"][0]["topics"].as_array().unwrap();
        assert!(found.iter().all(|topic| topic["id"] != "gds"), "only the topics of {id} count");
        for (topic, money) in topics {
            let topic = found.iter().find(|known| known["id"] == topic).unwrap();
            assert_eq!(topic["funding"][currency].as_f64(), money, "{topic}");
        }
    }
}

#[test]
fn topics_of_a_pack_that_does_not_exist_are_an_error() {
    let (status, _, err) = seen(&run(&["rules", "list", "--topics", "uk-digitl"]));
    assert!(status == 2 && err.contains("there is no rule pack `uk-digitl` with topics"), "{err}");
    assert!(err.contains("uk-digital"), "{err}");
}
