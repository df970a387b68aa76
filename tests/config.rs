//! `moneymouth.toml`: where it is found, what it means, what is said of its faults.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use std::fs;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &TempDir, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
    let output = command.current_dir(folder.path()).args(args).env_remove("CLICOLOR_FORCE").output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// The line of the settings that speaks of a key.
fn line<'a>(shown: &'a str, key: &str) -> &'a str {
    shown.lines().find(|line| line.contains(key)).unwrap().trim_end()
}

const DRAFT: &str = "We will build a cyber security centre.\n";

#[test]
fn the_nearest_file_holds_and_no_other() {
    let folder = folder(&[
        ("moneymouth.toml", "[check]\nfail-on = \"error\"\nfail-under = 30\n"),
        (
            "drafts/moneymouth.toml",
            "# Drafts\n[check]\nacronyms = [\"RCF\"]\n[check.severity]\nunfunded-promise = \"note\"\n",
        ),
        ("drafts/late/a.md", DRAFT),
    ]);
    let (_, shown, _) = run(&folder, &["config", "show", "drafts/late/a.md"]);
    for (key, expected) in [
        ("fail-on", "check.fail-on = \"warning\"              # default"),
        ("fail-under", "# check.fail-under is not set          # default"),
        ("acronyms", "check.acronyms = [\"RCF\"]               # drafts/moneymouth.toml:3"),
        ("unfunded", "check.severity.unfunded-promise = \"note\" # drafts/moneymouth.toml:5"),
        ("undated", "check.severity.undated-promise = \"warning\" # default"),
    ] {
        assert_eq!(line(&shown, key), expected);
    }
    let (_, shown, _) = run(&folder, &["config", "show"]);
    assert_eq!(line(&shown, "fail-on"), "check.fail-on = \"error\"                # moneymouth.toml:2");
    let (_, shown, _) = run(&folder, &["config", "show", "drafts/late/a.md", "--config", "moneymouth.toml"]);
    assert_eq!(line(&shown, "fail-under"), "check.fail-under = 30.0                # moneymouth.toml:3");
    let (_, shown, _) = run(&folder, &["config", "show", "drafts/late/a.md", "--no-config"]);
    assert!(shown.lines().all(|line| line.ends_with("# default")), "{shown}");
    let (_, listed, _) = run(&folder, &["check", "--list", "--skip", "no-period"]);
    assert!(listed.contains("off      no-period"), "{listed}");
}

#[test]
fn what_is_shown_is_a_file_of_settings() {
    let folder = folder(&[("moneymouth.toml", "rules = [\"my topics.toml\"]\n[check]\nonly = [\"no-period\"]\n")]);
    let (_, shown, _) = run(&folder, &["config", "show"]);
    fs::write(folder.path().join("shown.toml"), &shown).unwrap();
    let (status, again, err) = run(&folder, &["config", "show", "--config", "shown.toml"]);
    assert_eq!(status, 0, "{err}");
    let values = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.rsplit_once(" # ").unwrap().0.trim_end().to_owned()).collect()
    };
    assert_eq!(values(&again), values(&shown));
}

#[test]
fn overrides_are_for_paths_and_the_last_one_counts() {
    let folder = folder(&[
        (
            "moneymouth.toml",
            "[[override]]\npaths = [\"old/**\"]\ncheck.fail-on = \"never\"\ncheck.skip = [\"undated-promise\"]\n\
             [[override]]\npaths = [\"*.html\", \"old/new.md\"]\ncheck.fail-on = \"error\"\n",
        ),
        ("old/a.md", DRAFT),
        ("old/new.md", DRAFT),
        ("a.md", DRAFT),
    ]);
    for (path, fail_on, undated) in [
        ("a.md", "\"warning\"              # default", "\"warning\" # default"),
        ("old/a.md", "\"never\"                # moneymouth.toml:3", "\"off\" # moneymouth.toml:4"),
        ("old/new.md", "\"error\"                # moneymouth.toml:7", "\"off\" # moneymouth.toml:4"),
        ("./old/../a.html", "\"error\"                # moneymouth.toml:7", "\"warning\" # default"),
        ("deep/a.html", "\"warning\"              # default", "\"warning\" # default"),
    ] {
        let (_, shown, _) = run(&folder, &["config", "show", path]);
        assert_eq!(line(&shown, "fail-on"), format!("check.fail-on = {fail_on}"), "{path}");
        assert_eq!(line(&shown, "undated"), format!("check.severity.undated-promise = {undated}"), "{path}");
    }
    assert_eq!(run(&folder, &["check", "old/a.md"]).0, 0);
    assert_eq!(run(&folder, &["check", "old/a.md", "old/new.md"]).0, 1);
    assert_eq!(run(&folder, &["check", "old/a.md", "--fail-on", "error"]).0, 1, "the command line is stronger");
}

#[test]
fn faults_of_the_file_are_shown_at_their_places_all_at_once() {
    let folder = folder(&[
        (
            "moneymouth.toml",
            "curency = \"GBP\"\ncurrency = \"pounds\"\n[check]\nfail-onn = \"error\"\nfail-under = 200\nonly = [\"no-perod\"]\n\
             [check.severity]\nno-period = \"fatal\"\nhedged = \"off\"\n[[override]]\npaths = [\"a[\"]\n",
        ),
        ("a.md", DRAFT),
    ]);
    let (status, out, err) = run(&folder, &["check", "a.md"]);
    assert_eq!((status, out.as_str()), (2, ""));
    for expected in [
        "error: the settings are not valid\n --> moneymouth.toml:1:1\n",
        "`curency` is no key of the file",
        "did you mean `currency`?",
        "--> moneymouth.toml:4:1",
        "`fail-onn` is no key of `check`",
        "`no-perod` is no value of `only`",
        "`fatal` is no value of `no-period`",
        "`hedged` is no key of `severity`",
        "did you mean `hedged-promise`?",
    ] {
        assert!(err.contains(expected), "{expected} in {err}");
    }
    let values = "currency = \"pounds\"\n[check]\nfail-under = 200\nskip = [\"no-perod\"]\n[check.severity]\nno-period = \"fatal\"\n[[override]]\npaths = [\"a[\"]\n";
    fs::write(folder.path().join("moneymouth.toml"), values).unwrap();
    let (_, _, err) = run(&folder, &["check", "a.md"]);
    for expected in [
        "not a currency code",
        "scores go from 0 to 100",
        "did you mean `no-period`?",
        "`fatal` is no severity",
        "not a pattern of paths",
    ] {
        assert!(err.contains(expected), "{expected} in {err}");
    }
    let (status, _, err) = run(&folder, &["check", "a.md", "--config", "missing.toml"]);
    assert!(status == 2 && err.starts_with("error: missing.toml: no such file"), "{err}");
}

#[test]
fn packs_topics_and_baseline_are_told_from_the_folder_of_the_file() {
    let pack = "[pack]\nid = \"ferries\"\ntitle = \"Ferries\"\nversion = \"1\"\nlanguage = \"en\"\n\
        [[topic]]\nid = \"ferry\"\ntitle = \"Ferries\"\nterms = [\"ferry\"]\n\
        examples.match = [\"A ferry.\"]\nexamples.ignore = [\"A bus.\"]\n";
    let folder = folder(&[
        (
            "set/moneymouth.toml",
            "rules = [\"ferries.toml\"]\ntopics = [\"ferries\"]\n[check]\nbaseline = \"known.json\"\n",
        ),
        ("set/ferries.toml", pack),
        ("set/known.json", "{\"schema\":\"moneymouth.baseline/1\",\"known\":[]}"),
        ("set/texts/a.md", "We will build a ferry by 2028. We will build a cyber security centre by 2028.\n"),
    ]);
    let (status, out, err) = run(&folder, &["check", "set/texts/a.md", "--format", "jsonl"]);
    assert_eq!((status, out.lines().count()), (1, 1), "{err}");
    assert!(out.contains("\"topics\":[\"ferry\"]"), "{out}");
    let (status, _, err) = run(&folder, &["check", "set/texts/a.md", "--write-baseline", "set/known.json"]);
    assert_eq!((status, err.as_str()), (0, "1 known findings written to set/known.json\n"));
    let known = fs::read_to_string(folder.path().join("set/known.json")).unwrap();
    assert!(known.contains("\"path\": \"texts/a.md\""), "{known}");
    let absolute = folder.path().join("set/texts/a.md");
    for path in ["set/texts/a.md", "./set/../set/texts/a.md", absolute.to_str().unwrap()] {
        assert_eq!(run(&folder, &["check", path]).0, 0, "{path} is the same text wherever it is named from");
    }
}

#[test]
fn the_settings_shown_in_the_guide_are_valid() {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ci.md")).unwrap();
    let settings = guide.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let folder = folder(&[("moneymouth.toml", settings)]);
    let (status, shown, err) = run(&folder, &["config", "show", "archive/a.md"]);
    assert_eq!(status, 0, "{err}");
    assert!(line(&shown, "fail-on").ends_with("moneymouth.toml:20"), "{shown}");
}
