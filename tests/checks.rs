//! The checks of drafts: what each finds, where, and how a run ends.
//!
//! The examples are those of `data/checks.toml` and the drafts in
//! `tests/checks/`; each fault is asserted with its line.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use moneymouth::analyse::{Settings, analyse_with_facts};
use moneymouth::check::{Draft, catalogue, check};
use moneymouth::config::{Choices, Config, resolve};
use moneymouth::ingest::{ReadOptions, read_bytes, source_text};
use moneymouth::rules::RuleSet;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

/// A folder with files.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
        command.current_dir(self.0.path()).args(args).env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }
}

/// Exit status, standard output and standard error.
fn seen(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn drafts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checks")
}

#[test]
fn every_example_shows_its_check_and_none_once_mended() {
    let mut wrong = Vec::new();
    let rules = RuleSet::built_in().unwrap();
    for entry in catalogue().unwrap() {
        let settings = format!("[check]\n{}\n", entry.settings);
        let config = Config::parse("moneymouth.toml", PathBuf::new(), settings).unwrap();
        let settings = resolve(Path::new("a.md"), Some(&config), &Choices::default()).unwrap().check_settings();
        let checks = |text: &str| -> Vec<String> {
            let document = read_bytes("a.md", text.as_bytes(), &ReadOptions::default()).unwrap();
            let source = source_text(&document, text.as_bytes()).unwrap();
            let (report, facts) = analyse_with_facts(&document, &rules, &Settings::default());
            let draft = Draft { document: &document, source: &source, facts: &facts, report: &report, rules: &rules };
            let found = check(draft, &settings).finish(None, &settings).findings;
            found.into_iter().flat_map(|finding| std::iter::once(finding.check).chain(finding.also)).collect()
        };
        let (shown, mended) = (checks(&entry.example), checks(&entry.mended));
        if !shown.contains(&entry.id) || !mended.is_empty() {
            wrong.push(format!("{}: the example shows {shown:?}, mended it shows {mended:?}", entry.id));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// The findings of a draft, one on each line: place, severity, checks, words.
fn lines(name: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth"))
        .current_dir(drafts())
        .args(["check", name, "--format", "json", "--no-config"])
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let line = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap();
        let also = finding["also"].as_array().unwrap().iter().map(|id| format!("+{}", id.as_str().unwrap()));
        let checks = text("check").to_owned() + &also.collect::<String>();
        format!("{}:{} {} {checks} \"{}\"\n", finding["line"], finding["column"], text("severity"), text("quote"))
    };
    report["documents"][0]["findings"].as_array().unwrap().iter().map(line).collect()
}

/// `UPDATE_CHECKS=1 cargo test --test checks` writes what the drafts show now.
#[test]
fn every_draft_shows_the_expected_findings_at_their_places() {
    let mut wrong = String::new();
    let mut names: Vec<_> =
        fs::read_dir(drafts()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| !name.ends_with(".expected"));
    names.sort();
    assert_eq!(
        names,
        ["announced.md", "around.md", "faults.md", "ignores.md", "mended.md", "notes.txt", "page.html", "wrapped.md"]
    );
    for name in names {
        let expected = drafts().join(&name).with_extension("expected");
        let found = lines(&name);
        if std::env::var_os("UPDATE_CHECKS").is_some() {
            fs::write(&expected, &found).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if found != expected {
            wrong += &format!("{name} shows:\n{found}expected:\n{expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_run_ends_as_its_gravest_finding_says() {
    let faults = fs::read_to_string(drafts().join("faults.md")).unwrap();
    let mended = fs::read_to_string(drafts().join("mended.md")).unwrap();
    let folder = Folder::with(&[
        ("faults.md", &faults),
        ("mended.md", &mended),
        ("warning.md", "We will publish our cyber security audit.\n"),
        ("note.md", "We hope to explore telehealth.\n"),
        ("empty.md", ""),
    ]);
    for (args, expected) in [
        (&["mended.md"][..], 0),
        (&["note.md"], 0),
        (&["note.md", "--fail-on", "note"], 1),
        (&["warning.md"], 1),
        (&["warning.md", "--fail-on", "error"], 0),
        (&["faults.md", "--fail-on", "never"], 0),
        (&["mended.md", "faults.md"], 1),
        (&["faults.md", "--skip", "unfunded-promise,no-period", "--only", "no-period"], 0),
        (&["missing.md", "mended.md"], 2),
        (&["missing.md", "faults.md"], 2),
        (&["empty.md"], 2),
        (&["mended.md", "--fail-under", "101"], 2),
        (&["mended.md", "--only", "no-perod"], 2),
        (&["mended.md", "--require", "cybr"], 2),
        (&["-", "-"], 2),
    ] {
        let (status, _, err) = seen(&folder.run(&[&["check"], args].concat()));
        assert_eq!(status, expected, "{args:?}: {err}");
        assert_eq!(expected == 2, !err.is_empty(), "{args:?}: {err}");
    }
    let (_, out, err) = seen(&folder.run(&["check", "missing.md", "warning.md"]));
    assert!(err.starts_with("error: missing.md: no such file"), "{err}");
    assert!(out.contains("warning.md:1:1") && out.ends_with("\n1 warning in 1 file\n"), "{out}");
}

#[test]
fn standard_input_goes_by_the_name_it_is_given() {
    let folder = Folder::with(&[("drafts/moneymouth.toml", "[check]\nskip = [\"undated-promise\"]\n")]);
    let read = |args: &[&str]| {
        let mut command = folder.command(&[&["check", "-", "--format", "jsonl"], args].concat());
        seen(&command.write_stdin("<p>We will build a\ncyber&nbsp;security centre.</p>").output().unwrap())
    };
    let finding = |out: &str| -> Value { serde_json::from_str(out.lines().next().unwrap()).unwrap() };
    let (_, out, _) = read(&["--stdin-name", "drafts/a.html"]);
    let found = finding(&out);
    assert_eq!((&found["path"], &found["also"]), (&"drafts/a.html".into(), &serde_json::json!([])));
    assert_eq!((&found["line"], &found["column"], &found["end_column"]), (&1.into(), &4.into(), &17.into()));
    let (_, out, _) = read(&["--stdin-name", "other/a.html"]);
    assert_eq!(finding(&out)["also"], serde_json::json!(["undated-promise"]), "settings are those of its folder");
    let (_, out, _) = read(&[]);
    assert_eq!(finding(&out)["path"], "-");
}

const OLD: &str = "We will build a cyber security centre by 2028.\n\nWe will spend £5 million on telehealth.\n\n\
    We will open a digital skills academy by 2028.\n";

#[test]
fn a_baseline_survives_edits_elsewhere_and_moved_paragraphs() {
    let folder = Folder::with(&[("texts/a.md", OLD), ("texts/b.md", OLD)]);
    let write = ["check", "texts/a.md", "texts/b.md", "--write-baseline", "texts/known.json"];
    let (status, out, err) = seen(&folder.run(&write));
    assert_eq!((status, out.as_str()), (0, ""), "{err}");
    assert_eq!(err, "6 known findings written to texts/known.json\n");
    let first = folder.read("texts/known.json");
    folder.run(&write);
    assert_eq!(folder.read("texts/known.json"), first);
    let check = |args: &[&str]| seen(&folder.run(&[&["check", "--baseline", "texts/known.json"], args].concat()));
    let (status, out, _) = check(&["texts/a.md", "texts/b.md"]);
    assert_eq!((status, out.as_str()), (0, "no findings in 2 files; 6 faults known to the baseline\n"));
    let moved = "# New\n\nAn introduction that was not there.\n\nWe will open a digital skills academy\nby 2028.\n\n\
        We will build a cyber security centre by 2028.\n\nWe will spend £5 million on telehealth.\n";
    folder.write("texts/a.md", moved);
    let (status, out, _) = check(&["texts/a.md"]);
    assert_eq!((status, out.as_str()), (0, "no findings in 1 file; 3 faults known to the baseline\n"));
    folder.write(
        "texts/a.md",
        &moved
            .replace("telehealth.", "telehealth over two years.")
            .replace("# New", "We will build a data centre by 2028."),
    );
    let (status, out, _) = check(&["texts/a.md"]);
    assert_eq!(status, 1);
    assert!(out.contains("texts/a.md:1:1"), "what is new is shown: {out}");
    let stale =
        "stale: the baseline knows a no-period in a.md that is gone: “We will spend £5 million on telehealth.”\n";
    assert!(out.contains(stale), "{out}");
    let twice = "We will build a cyber security centre by 2028.\n\n".repeat(2);
    folder.write("texts/a.md", &twice);
    assert_eq!(check(&["texts/a.md"]).0, 1, "an entry serves once");
    folder.write("texts/known.json", "{}");
    let (status, _, err) = check(&["texts/a.md"]);
    assert!(status == 2 && err.contains("texts/known.json: is no baseline"), "{err}");
}

#[test]
fn output_is_the_same_with_any_number_of_threads() {
    let files: Vec<String> =
        ["around.md", "faults.md", "page.html", "notes.txt", "ignores.md"].map(String::from).to_vec();
    let run = |threads: &str, format: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
        command.current_dir(drafts()).args(["check", "--no-config", "--threads", threads, "--format", format]);
        command.args(&files).output().unwrap().stdout
    };
    assert_eq!(run("1", "json"), run("4", "json"));
}

#[test]
fn every_format_is_as_it_was_looked_at() {
    let draft = "# Draft, 100%\n\nWe will build a cyber security centre. “Up to” £3 million is for telehealth, and up to £5 million over two years for coding clubs.\n\n\
        The county broadband programme gets £30 million over three years.\n\n\
        We will spend £25 million over three years on the county broadband programme.\n";
    let settings = "[check]\nrequire = [\"identity\"]\nhelp-uri = \"https://example.org/checks\"\n";
    let folder = Folder::with(&[("a, b.md", draft), ("moneymouth.toml", settings)]);
    for format in ["human", "github", "jsonl", "junit", "sarif", "json"] {
        let (status, out, err) = seen(&folder.run(&["check", "a, b.md", "--format", format]));
        assert_eq!((status, err.as_str()), (1, ""));
        // The texts of the checks are held elsewhere; one stands for all.
        let out = match format {
            "sarif" => shortened(&out, "/runs/0/tool/driver/rules"),
            "json" => shortened(&out, "/checks"),
            _ => out,
        };
        insta::assert_snapshot!(format!("checks_{format}"), out);
    }
}

/// A JSON text in which one list has its first item only.
fn shortened(text: &str, list: &str) -> String {
    let mut value: Value = serde_json::from_str(text).unwrap();
    value.pointer_mut(list).unwrap().as_array_mut().unwrap().truncate(1);
    serde_json::to_string_pretty(&value).unwrap()
}
