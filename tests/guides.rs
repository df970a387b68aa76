//! Keeps the guides true: what their blocks of `console` show is what their
//! commands print, run one after the other beside a copy of the examples.
//!
//! `UPDATE_DOCS=1 cargo test --test guides` writes what has changed into them.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use std::fs;
use std::path::Path;
use std::process::Command;

const GUIDES: [&str; 3] = ["docs/journalists.md", "docs/researchers.md", "docs/faq.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What a command prints on both streams, without blanks at the ends of lines.
fn printed(command: &str, folder: &Path) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_moneymouth")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh").current_dir(folder).env("PATH", path).args(["-c", command]).output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A guide with the output of its commands as it is now.
fn with_output(guide: &str, folder: &Path) -> String {
    let (mut now, mut inside) = (String::new(), false);
    for line in guide.lines() {
        match line {
            "```console" => inside = true,
            "```" if inside => inside = false,
            _ if inside => {
                if let Some(command) = line.strip_prefix("$ ") {
                    now += &format!("{line}\n{}", printed(command, folder));
                }
                continue;
            }
            _ => {}
        }
        now += line;
        now.push('\n');
    }
    now
}

#[test]
fn guides_show_what_the_program_prints() {
    let folder = tempfile::tempdir().unwrap();
    let examples = folder.path().join("examples");
    fs::create_dir(&examples).unwrap();
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, examples.join(path.file_name().unwrap())).unwrap();
        }
    }
    for name in GUIDES {
        let path = root().join(name);
        let guide = fs::read_to_string(&path).unwrap();
        let now = with_output(&guide, folder.path());
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, &now).unwrap();
            continue;
        }
        assert!(guide.contains("```console\n$ moneymouth "), "{name} shows nothing");
        let (was, is): (Vec<_>, Vec<_>) = (guide.lines().collect(), now.lines().collect());
        assert_eq!(was, is, "{name} is out of date; UPDATE_DOCS=1 cargo test --test guides mends it");
    }
}

/// Every column of the CSV is explained, and nothing else.
#[test]
fn the_columns_of_the_csv_are_explained() {
    let csv = printed("moneymouth analyse examples/draft-brief.md --format csv", root());
    let guide = fs::read_to_string(root().join("docs/csv.md")).unwrap();
    let cells = guide.lines().filter_map(|line| line.strip_prefix("| `")?.split('|').next());
    let explained: Vec<&str> =
        cells.flat_map(|cell| cell.split(',')).map(|name| name.trim().trim_matches('`')).collect();
    assert_eq!(csv.lines().next().unwrap().split(',').collect::<Vec<_>>(), explained);
}
