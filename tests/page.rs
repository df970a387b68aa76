//! What may be published: nothing of a hostile text is obeyed in any format,
//! a page fetches nothing, and it stays small for long texts. What a browser
//! makes of it is tested in `tests/browser`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use regex::Regex;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A name that breaks out of an attribute, where files may be called so.
const NAME: &str = if cfg!(windows) { "hostile.txt" } else { "'\"><img src=x onerror=alert(6)>.txt" };

/// A folder with a hostile text, a hostile rule pack, and an innocent text.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("tests/data/hostile/brief.txt"), folder.path().join(NAME)).unwrap();
    fs::copy(root.join("examples/draft-brief.md"), folder.path().join("brief.md")).unwrap();
    let pack = "[pack]\nid = \"mine\"\ntitle = \"<script>alert(7)</script>\"\nversion = \"<b>1\"\nlanguage = \"en\"\n\n[[topic]]\n\
        id = \"mine\"\ntitle = '\"><script>alert(8)</script>| *x*'\nterms = [\"cyber security\"]\n";
    fs::write(folder.path().join("pack.toml"), pack).unwrap();
    folder
}

fn run(folder: &TempDir, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
    let output = command.current_dir(folder.path()).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All ways to a report that holds the hostile text, as `format`.
fn hostile(format: &str) -> Vec<String> {
    let folder = folder();
    let ways: [&[&str]; 2] = [
        &["analyse", NAME, "brief.md", "--rules", "pack.toml"],
        &["compare", "brief.md", NAME, "--rules", "pack.toml"],
    ];
    ways.iter().map(|args| run(&folder, &[*args, &["--format", format, "--evidence", "3"]].concat())).collect()
}

#[test]
fn pages_and_charts_hold_a_hostile_text_as_text() {
    let element = Regex::new("<([a-zA-Z][a-zA-Z0-9]*)([^>]*)>").unwrap();
    let handler = Regex::new(r"\son\w+=").unwrap();
    for format in ["html", "svg"] {
        for page in hostile(format) {
            let scripts = page.matches("<script").count();
            assert_eq!(scripts, usize::from(format == "html"), "{format}");
            for part in element.captures_iter(&page) {
                let (name, attributes) = (&part[1], &part[2]);
                assert!(
                    !["img", "iframe", "object", "embed", "link", "base", "image", "use", "a:"].contains(&name),
                    "{}",
                    &part[0]
                );
                assert!(!handler.is_match(attributes), "{}", &part[0]);
                for address in attributes.split(" href=\"").skip(1) {
                    assert!(address.starts_with('#'), "{}", &part[0]);
                }
                assert!(!attributes.contains(" src=") && !attributes.contains(" style="), "{}", &part[0]);
            }
            if format == "html" {
                assert!(page.contains("&lt;script&gt;window.hacked = 1; alert(3)&lt;/script&gt;"));
                assert!(page.contains("default-src 'none'; style-src 'sha256-"));
            }
        }
    }
}

#[test]
fn nothing_in_a_text_controls_a_terminal_or_turns_the_writing() {
    for format in ["table", "markdown", "html", "svg", "csv"] {
        for text in hostile(format) {
            let bad: Vec<char> = text
                .chars()
                .filter(|c| {
                    c.is_control() && *c != '\n'
                        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                })
                .collect();
            assert_eq!(bad, [' '; 0], "{format}");
        }
    }
    let folder = folder();
    for args in [&["text", NAME][..], &["explain", NAME]] {
        assert!(!run(&folder, args).contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']), "{args:?}");
    }
}

#[test]
fn markdown_holds_a_hostile_text_as_text() {
    let html = Regex::new("<[^>]*>").unwrap();
    let markup = Regex::new(r"(^|[^\\])(`|\]\()").unwrap();
    for text in hostile("markdown") {
        // What is left of HTML is the program's own.
        let tags: Vec<&str> = html.find_iter(&text).map(|tag| tag.as_str()).collect();
        assert!(tags.iter().all(|tag| ["<br>", "<!-- -->"].contains(tag)), "{tags:?}");
        assert!(!text.contains("@everyone") && !text.contains("://"), "{text}");
        assert!(!markup.is_match(&text), "{text}");
    }
}

/// Two whole manifestos hold some 200 promises; here are as many.
#[test]
fn the_page_of_two_long_texts_stays_far_below_two_megabytes() {
    let folder = folder();
    for (long, short) in [("old.md", "budget-2016-march.md"), ("new.md", "autumn-statement-2016.md")] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(short)).unwrap();
        fs::write(folder.path().join(long), vec![text; 7].join("\n\n")).unwrap();
    }
    let page = run(&folder, &["compare", "old.md", "new.md", "--format", "html"]);
    assert!(page.matches("class=\"promise\"").count() > 170);
    assert!(page.len() < 700_000, "{} bytes", page.len());
}
