//! The program as its users meet it: exit status, messages, outputs.
//!
//! What a command says of a bad input is part of the product: each message
//! names the file or option, and nothing half done is left behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use tempfile::TempDir;

const SPRING: &str = "# Spring Budget\n\n## Digital\n\nWe will invest £1.9 billion over five years in cyber security. \
    We will put £450 million into the Government Digital Service. We hope to explore smart cities.\n";
const AUTUMN: &str = "# Autumn Statement\n\nWe will invest £740 million in full-fibre broadband by 2020-21.\n";

/// A folder with two good files.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("spring.md", SPRING);
        folder.write("autumn.md", AUTUMN);
        folder
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
        command.current_dir(self.0.path()).args(args).env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_done() {
    let folder = Folder::new();
    fs::create_dir(folder.0.path().join("speeches")).unwrap();
    folder.write("empty.txt", "");
    folder.write("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0");
    folder.write("blank.md", " \n\n\t\n");
    folder.write("report.pdf", "%PDF-1.7\n%...");
    folder.write("holes.txt", "We will invest\0 in cyber security.");
    for bad in ["missing.md", "speeches", "empty.txt", "photo.txt", "blank.md", "report.pdf", "holes.txt"] {
        let output = folder.run(&["analyse", "spring.md", bad, "autumn.md", "--format", "json"]);
        assert_eq!(status(&output), 2, "{bad}");
        let message = stderr(&output);
        assert!(message.starts_with(&format!("error: {bad}: ")), "{bad}: {message}");
        assert!(message.contains("\n  hint: "), "{bad}: {message}");
        assert_eq!(message.lines().count(), 2, "{bad}: {message}");
        let report = json(&output);
        let paths: Vec<_> = report["documents"].as_array().unwrap().iter().map(|d| d["path"].clone()).collect();
        assert_eq!(paths, ["spring.md", "autumn.md"], "{bad}");
        assert!(report["warnings"][0].as_str().unwrap().contains(bad), "{bad}");
    }
}

#[test]
fn where_no_file_can_be_read_nothing_is_written() {
    let folder = Folder::new();
    let output = folder.run(&["analyse", "missing.md", "--format", "json", "--output", "out.json"]);
    assert_eq!((status(&output), stdout(&output)), (2, ""));
    assert_eq!(folder.names(), ["autumn.md", "spring.md"]);
}

#[test]
fn there_is_no_half_comparison() {
    let folder = Folder::new();
    for files in [["missing.md", "autumn.md"], ["spring.md", "missing.md"]] {
        let output = folder.run(&["compare", files[0], files[1]]);
        assert_eq!((status(&output), stdout(&output)), (2, ""));
        assert!(stderr(&output).starts_with("error: missing.md: no such file"), "{}", stderr(&output));
    }
}

#[test]
fn unknown_values_of_options_are_explained() {
    let folder = Folder::new();
    let cases = [
        ("--format", "xml", "possible values: table, json, jsonl, csv"),
        ("--read-as", "rtf", "possible values: text, markdown, html, pdf, docx, odt"),
        ("--currency", "pounds", "ISO 4217"),
        ("--date", "16/03/2016", "2016-03-16"),
        ("--threads", "0", "1..=256"),
        ("--width", "10", "76..=500"),
        ("--color", "pink", "possible values: auto, always, never"),
        ("--colour-blind", "yes", "unexpected argument"),
    ];
    for (option, value, expected) in cases {
        let output = folder.run(&["analyse", "spring.md", option, value]);
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{option}");
        assert!(stderr(&output).contains(option) && stderr(&output).contains(expected), "{}", stderr(&output));
    }
}

#[test]
fn a_broken_rule_pack_stops_the_run() {
    let folder = Folder::new();
    folder.write("broken.toml", "[packk]\nid = \"mine\"\n");
    for args in [
        &["analyse", "spring.md", "--rules", "broken.toml"][..],
        &["compare", "spring.md", "autumn.md", "--rules", "broken.toml"],
        &["rules", "list", "--rules", "broken.toml"],
        &["rules", "list", "--rules", "missing.toml"],
    ] {
        let output = folder.run(args);
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{args:?}");
        assert!(stderr(&output).contains(args[args.len() - 1]), "{}", stderr(&output));
    }
}

#[test]
fn a_fault_of_a_rule_pack_is_shown_at_its_place() {
    let folder = Folder::new();
    let pack = "[pack]\nid = \"mine\"\ntitle = \"Mine\"\nversion = \"1\"\nlanguage = \"en\"\n\n\
        [[topic]]\nid = \"pads\"\ntitle = \"Landing pads\"\n";
    let cases = [
        ("termz = [\"a b\"]", "mine.toml:10:1", "did you mean `terms`?"),
        ("patterns = ['(a']", "mine.toml:10:13", "unclosed group"),
        ("terms = \"pad\"", "mine.toml:10:9", "a list is expected here"),
        ("terms = [\"pad\"\n", "mine.toml:10:15", "unclosed array"),
        ("terms = [\"pad\"]\nexamples.match = [\"Nothing.\"]", "mine.toml:11:19", "does not match"),
        (
            "terms = [\"pad\"]\n[[topic]]\nid = \"pads\"\ntitle = \"Pads\"\nterms = [\"pads\"]",
            "mine.toml:12:6",
            "already",
        ),
    ];
    for (rest, place, expected) in cases {
        folder.write("mine.toml", format!("{pack}{rest}\n"));
        let output = folder.run(&["analyse", "spring.md", "--rules", "mine.toml"]);
        let message = stderr(&output);
        assert_eq!((status(&output), stdout(&output)), (2, ""), "{rest}");
        assert!(message.starts_with("error: a rule pack is not valid\n"), "{message}");
        assert!(message.contains(place) && message.contains(expected) && message.contains('^'), "{message}");
    }
}

#[test]
fn damaged_text_is_read_as_far_as_it_goes() {
    let folder = Folder::new();
    folder.write("damaged.md", b"We will invest \xc2\xa35 million \xff\xc3( in cyber security \xe2\x80\x94 now.");
    let output = folder.run(&["analyse", "damaged.md", "--format", "json"]);
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    assert_eq!(json(&output)["documents"][0]["money"][0]["high"], 5_000_000);
}

/// Neither the stack nor the time of the program may hang on how deep a text is nested.
#[test]
fn hostile_texts_are_read_to_the_end() {
    let folder = Folder::new();
    let end = " We will invest £5 million in cyber security.";
    let deep = 100_000;
    for (name, text) in [
        ("lists.html", "<ul><li>".repeat(deep) + end),
        ("quotes.md", ">".repeat(deep) + end),
        ("lists.md", "- ".repeat(deep) + end),
        ("brackets.md", "[".repeat(deep) + &"]".repeat(deep) + "\n\n" + end),
        ("words.txt", "digital £5 a ".repeat(20_000) + end),
    ] {
        folder.write(name, text);
        let output = folder.run(&["analyse", name, "--evidence", "0"]);
        assert_eq!((status(&output), stderr(&output)), (0, ""), "{name}");
    }
}

#[test]
fn a_guessed_currency_is_said() {
    let folder = Folder::new();
    folder.write("dollars.md", "We will invest $5 million in cyber security.\n");
    folder.write("singapore.md", "Singapore will invest $5 million in cyber security, and S$3 million in AI.\n");
    for (args, expected) in [
        (&["dollars.md"][..], Some("“$5 million” is read as USD")),
        (&["dollars.md", "--currency", "SGD"], None),
        (
            &["singapore.md"],
            Some("taken to be SGD, from signs, units and places in the text; “$5 million” depends on it"),
        ),
        (&["spring.md"], None),
    ] {
        let report = json(&folder.run(&[&["analyse", "--format", "json"], args].concat()));
        let warnings = report["documents"][0]["warnings"].as_array().unwrap();
        assert_eq!(warnings.len(), usize::from(expected.is_some()), "{warnings:?}");
        for (warning, expected) in warnings.iter().zip(expected) {
            assert!(warning.as_str().unwrap().contains(expected), "{warning}");
        }
    }
}

#[test]
fn standard_input_is_read_once() {
    let folder = Folder::new();
    let output = folder.command(&["analyse", "-", "--format", "json"]).write_stdin(SPRING).output().unwrap();
    assert_eq!((status(&output), json(&output)["documents"][0]["path"].as_str()), (0, Some("-")));
    let output = folder.command(&["compare", "-", "-"]).write_stdin(SPRING).output().unwrap();
    assert_eq!((status(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("standard input (-) is named twice"));
}

#[test]
fn the_same_file_twice_is_fine() {
    let folder = Folder::new();
    let output = folder.run(&["compare", "spring.md", "spring.md", "--format", "json"]);
    assert_eq!((status(&output), stderr(&output)), (0, ""));
    let report = json(&output);
    for topic in report["comparison"]["topics"].as_array().unwrap() {
        assert_eq!(topic["promises"][0], topic["promises"][1], "{topic}");
    }
}

#[test]
fn the_order_and_bytes_do_not_depend_on_threads() {
    let folder = Folder::new();
    let files: Vec<_> = (0..12).map(|at| format!("{at}.md")).collect();
    for (at, name) in files.iter().enumerate() {
        folder.write(name, SPRING.repeat(at + 1));
    }
    for format in ["json", "jsonl", "csv", "table"] {
        let run = |threads| {
            let mut args = vec!["analyse", "--format", format, "--threads", threads];
            args.extend(files.iter().map(String::as_str));
            folder.run(&args).stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert_eq!(one, run("5"), "{format}");
    }
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let folder = Folder::new();
    let output = folder.run(&["analyse", "spring.md", "--format", "json", "--output", "out.json"]);
    assert_eq!((status(&output), stdout(&output)), (0, ""));
    let written = fs::read(folder.0.path().join("out.json")).unwrap();
    assert_eq!(written, folder.run(&["analyse", "spring.md", "--format", "json"]).stdout);

    let output = folder.run(&["analyse", "missing.md", "--format", "json", "--output", "out.json"]);
    assert_eq!(status(&output), 2);
    assert_eq!(fs::read(folder.0.path().join("out.json")).unwrap(), written);
    assert_eq!(folder.names(), ["autumn.md", "out.json", "spring.md"]);
}

#[test]
fn a_wrong_output_is_refused_before_the_work() {
    let folder = Folder::new();
    fs::create_dir(folder.0.path().join("folder")).unwrap();
    for (target, expected) in [
        ("nowhere/out.json", "there is no folder"),
        ("folder", "is a folder"),
        ("spring.md", "would overwrite an input"),
    ] {
        let output = folder.run(&["analyse", "spring.md", "--output", target]);
        assert_eq!(status(&output), 2, "{target}");
        assert!(stderr(&output).contains(target) && stderr(&output).contains(expected), "{}", stderr(&output));
    }
    assert_eq!(fs::read_to_string(folder.0.path().join("spring.md")).unwrap(), SPRING);
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = Folder::new();
    let output = folder.run(&["schema", "--output", "/dev/null"]);
    assert_eq!(status(&output), 0);
    assert!(!fs::metadata(Path::new("/dev/null")).unwrap().is_file());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    let name = folder.write("long.md", SPRING.repeat(2000));
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_moneymouth"))
        .args(["text".as_ref(), name.as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((status(&output), stderr(&output)), (0, ""));
}

#[test]
fn colours_come_only_where_they_are_wanted() {
    let folder = Folder::new();
    let escape = |args: &[&str]| folder.run(args).stdout.contains(&0x1b);
    assert!(!escape(&["compare", "spring.md", "autumn.md"]));
    assert!(!escape(&["compare", "spring.md", "autumn.md", "--color", "never"]));
    assert!(escape(&["compare", "spring.md", "autumn.md", "--color", "always"]));
}

#[test]
fn places_are_links_only_on_terminals_that_open_them() {
    let folder = Folder::new();
    let linked = |args: &[&str], force: &str| {
        let output = folder.command(args).env("FORCE_HYPERLINK", force).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("\u{1b}]8;;file://")
    };
    for command in [&["analyse", "spring.md"][..], &["compare", "spring.md", "autumn.md"]] {
        assert!(linked(&[command, &["--color", "always"]].concat(), "1"));
        assert!(!linked(&[command, &["--color", "always"]].concat(), "0"));
        assert!(!linked(&[command, &["--color", "never"]].concat(), "1"));
        assert!(!linked(command, "1"), "a pipe has no colours, and no links");
        assert!(!linked(&[command, &["--format", "markdown", "--color", "always"]].concat(), "1"));
    }
}

#[test]
fn tables_fit_80_columns_in_a_pipe() {
    let folder = Folder::new();
    for args in [&["analyse", "spring.md"][..], &["compare", "spring.md", "autumn.md"]] {
        let output = folder.run(args);
        assert_eq!((status(&output), stderr(&output)), (0, ""));
        let broad: Vec<_> = stdout(&output).lines().filter(|line| line.chars().count() > 80).collect();
        assert_eq!(broad, [""; 0]);
        assert!(stdout(&output).contains("£1.9bn"), "{}", stdout(&output));
    }
}

#[test]
fn text_shows_headings_and_paragraphs() {
    let folder = Folder::new();
    let output = folder.run(&["text", "autumn.md"]);
    assert_eq!((status(&output), stdout(&output)), (0, AUTUMN));
}

#[test]
fn schema_and_rules_can_be_printed() {
    let folder = Folder::new();
    assert_eq!(json(&folder.run(&["schema"]))["title"], "Report");
    let output = folder.run(&["rules", "list"]);
    assert_eq!(status(&output), 0);
    for expected in ["uk-digital", "built in", "cyber"] {
        assert!(stdout(&output).contains(expected), "{expected}");
    }
}

#[test]
fn help_shows_examples_and_exit_statuses() {
    let folder = Folder::new();
    for command in [&["analyse"][..], &["compare"], &["text"], &["schema"], &["rules", "list"]] {
        let output = folder.run(&[command, &["--help"]].concat());
        assert_eq!(status(&output), 0);
        assert!(stdout(&output).contains("Examples:\n  moneymouth"), "{command:?}");
    }
    assert!(stdout(&folder.run(&["--help"])).contains("Exit status: 0 done"));
    assert_eq!(status(&folder.run(&[])), 2);
}
