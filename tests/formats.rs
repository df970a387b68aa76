//! The same numbers in every format: what JSON says is read back from CSV to
//! the last digit, and from the tables for people as far as they print it.
//! The sentences that only JSON asks for change no number.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use assert_cmd::Command;
use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_path};
use moneymouth::rules::RuleSet;
use regex::Regex;
use serde_json::Value;
use std::path::Path;

const EXAMPLES: [&str; 3] = ["budget-2016-march.md", "autumn-statement-2016.md", "draft-brief.md"];

/// What a row of a table for people holds, in the order of its columns.
const COLUMNS: usize = 8;

fn run(args: &[&str]) -> String {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth")).current_dir(examples).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The topics that a table shows, and the document itself at the end.
fn shown(document: &Value) -> Vec<&Value> {
    let spoken = |topic: &&Value| {
        topic["sentences"] != 0 || ["funding", "savings"].iter().any(|sums| topic[*sums] != serde_json::json!({}))
    };
    document["topics"].as_array().unwrap().iter().filter(spoken).chain([document]).collect()
}

/// `£2.4m` and its like; `None` for a dash.
fn pounds(text: &str) -> Option<f64> {
    let unit = match text.trim_end_matches(|c: char| c.is_alphabetic()) {
        digits if text.ends_with("bn") => (digits, 1e9),
        digits if text.ends_with('m') => (digits, 1e6),
        digits => (digits, 1.0),
    };
    let (digits, unit) = unit;
    digits.strip_prefix('£').map(|digits| digits.replace(',', "").parse::<f64>().unwrap() * unit)
}

/// Compares the cells of a row, as every table for people has them, with JSON.
fn compare(cells: &[String], json: &Value, place: &str) {
    assert_eq!(cells.len(), COLUMNS, "{place}: {cells:?}");
    let of_document = json["topics"].is_array();
    let sentences = json[if of_document { "topic_sentences" } else { "sentences" }].as_u64().unwrap();
    assert_eq!(cells[1].split(' ').next().unwrap(), sentences.to_string(), "{place}: {cells:?}");
    let near = |printed: &str, exact: f64, by: f64| {
        let value: f64 = printed.parse().unwrap();
        assert!((value - exact).abs() <= by, "{place}: {printed} is not {exact}: {cells:?}");
    };
    if !of_document {
        let share = cells[1].split(['(', '%']).nth(1).unwrap();
        near(share, json["word_share"].as_f64().unwrap() * 100.0, 0.5001);
        match json["funding_share"].as_f64().map(|share| share * 100.0) {
            Some(share) if share > 0.0 && share < 0.5 => assert_eq!(cells[3], "<1%"),
            Some(share) => near(cells[3].trim_end_matches('%'), share, 0.5001),
            None => assert_eq!(cells[3], "–"),
        }
    }
    let funding = json["funding"]["GBP"].as_f64();
    match (pounds(&cells[2]), funding) {
        (Some(printed), Some(exact)) => assert!((printed / exact - 1.0).abs() < 0.005, "{place}: {cells:?}"),
        (printed, exact) => assert_eq!(printed, exact, "{place}: {cells:?}"),
    }
    let promises = json["promises"].as_u64().unwrap();
    let printed = cells[5].split(' ').next().unwrap();
    assert_eq!(printed, if promises == 0 { "–".to_owned() } else { promises.to_string() }, "{place}: {cells:?}");
    if let Some(score) = json["score"].as_f64() {
        near(cells[6].split(' ').next().unwrap(), score, 0.5001);
        let interval: Vec<&str> = cells[6].split(['(', '–', ')']).skip(1).take(2).collect();
        for (at, end) in interval.iter().enumerate() {
            near(end, json["interval"][at].as_f64().unwrap(), 0.5001);
        }
    } else if promises > 0 {
        let (backed, of) = cells[6].split_once(" of ").unwrap();
        near(backed, json["backed"].as_f64().unwrap(), 0.1001);
        assert_eq!(of.split(',').next().unwrap(), promises.to_string(), "{place}: {cells:?}");
    }
    assert_eq!(cells[7].replace([' ', '-'], "_").replace("re_heated", "reheated"), verdict(json), "{place}: {cells:?}");
}

fn verdict(json: &Value) -> String {
    let [backed, promises] = ["backed", "promises"].map(|field| json[field].as_f64().unwrap());
    match json["verdict"].as_str().unwrap() {
        "passing" => "passing_mention".to_owned(),
        "backed" if 2.0 * backed < promises => "partly_backed".to_owned(),
        verdict => verdict.to_owned(),
    }
}

/// The rows of the terminal table, by the width of the space between columns.
fn terminal_rows(text: &str) -> Vec<Vec<String>> {
    let table: Vec<&str> = text.split(&"─".repeat(80)).collect();
    let gap = Regex::new("  +").unwrap();
    let rows = table.iter().skip(2).take(2).flat_map(|part| part.lines()).filter(|line| line.contains("  "));
    rows.map(|line| gap.split(line.trim()).map(str::to_owned).collect()).collect()
}

/// The rows of the first table of a page. A sign before a verdict is left out.
fn page_rows(html: &str) -> Vec<Vec<String>> {
    let (row, cell) = (Regex::new("(?s)<tr>(.*?)</tr>").unwrap(), Regex::new("(?s)<t[hd][^>]*>(.*?)</t[hd]>").unwrap());
    let (mark, tag) = (Regex::new("<span[^>]*aria-hidden[^>]*>[^<]*</span>").unwrap(), Regex::new("<[^>]+>").unwrap());
    let table = html.split("<tbody>").nth(1).unwrap().split("</table>").next().unwrap();
    let text = |html: &str| tag.replace_all(&mark.replace_all(html, ""), "").replace("&lt;", "<").trim().to_owned();
    row.captures_iter(table).map(|row| cell.captures_iter(&row[1]).map(|cell| text(&cell[1])).collect()).collect()
}

/// The rows of the first table of a Markdown text.
fn markdown_rows(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().filter(|line| line.starts_with("| ")).skip(1);
    let cell = |cell: &str| cell.trim().replace("**", "").replace("&lt;", "<");
    rows.map(|row| row.trim_matches('|').split('|').map(cell).collect()).collect()
}

#[test]
fn every_table_has_the_numbers_of_the_json() {
    for name in EXAMPLES {
        let report: Value = serde_json::from_str(&run(&["analyse", name, "--format", "json"])).unwrap();
        let document = &report["documents"][0];
        let expected = shown(document);
        let terminal = run(&["analyse", name, "--width", "200", "--evidence", "0"]);
        let formats = [
            ("html", page_rows(&run(&["analyse", name, "--format", "html"]))),
            ("markdown", markdown_rows(&run(&["analyse", name, "--format", "markdown"]))),
            ("table", terminal_rows(&terminal)),
        ];
        for (format, rows) in formats {
            assert_eq!(rows.len(), expected.len(), "{name} as {format}: {rows:?}");
            for (cells, json) in rows.iter().zip(&expected) {
                let mut cells = cells.clone();
                if format == "table" {
                    // Blanks between columns leave no trace of the empty cell of the totals;
                    // behind the cells of a topic stands a chart of its shares.
                    if json["topics"].is_array() {
                        cells.insert(4, String::new());
                    }
                    cells.truncate(COLUMNS);
                }
                compare(&cells, json, &format!("{name} as {format}"));
            }
        }
    }
}

#[test]
fn csv_has_the_numbers_of_the_json_to_the_last_digit() {
    let args = |format| [&["analyse"][..], &EXAMPLES, &["--real", "2024-25", "--format", format]].concat();
    let report: Value = serde_json::from_str(&run(&args("json"))).unwrap();
    let csv = run(&args("csv"));
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut rows = rows.iter();
    for document in report["documents"].as_array().unwrap() {
        for topic in document["topics"].as_array().unwrap() {
            let row = rows.next().unwrap();
            let written = |column: &str| row[heads.iter().position(|head| head == column).unwrap()].to_owned();
            let same = |column: &str, json: &Value| {
                let written = written(column);
                match json.as_f64() {
                    Some(number) => assert_eq!(written.parse::<f64>().ok(), Some(number), "{column}: {row:?}"),
                    None => assert_eq!(written, "", "{column}: {row:?}"),
                }
            };
            assert_eq!(
                (written("path").as_str(), written("topic").as_str()),
                (document["path"].as_str().unwrap(), topic["id"].as_str().unwrap())
            );
            for column in [
                "sentences",
                "words",
                "word_share",
                "funding_share",
                "gap",
                "promises",
                "backed",
                "cheap_talk",
                "score",
            ] {
                same(column, &topic[column]);
            }
            for column in ["firm", "soft", "past", "none"] {
                same(column, &topic["commitments"][column]);
            }
            for (column, from) in
                [("words", "words"), ("promises", "promises"), ("backed", "backed"), ("score", "score")]
            {
                same(&format!("document_{column}"), &document[from]);
            }
            same("document_topic_sentences", &document["topic_sentences"]);
            for (at, end) in ["low", "high"].iter().enumerate() {
                same(&format!("score_{end}"), &topic["interval"][at]);
                same(&format!("document_score_{end}"), &document["interval"][at]);
                same(&format!("annual_{end}"), &topic["annual"]["GBP"][end]);
                same(&format!("real_{end}"), &topic["real"]["sums"]["GBP"][end]);
            }
            same("funding", &topic["funding"]["GBP"]);
        }
    }
    assert!(rows.next().is_none());
}

#[test]
fn every_format_has_the_same_numbers() {
    let rules = RuleSet::built_in().unwrap();
    for name in EXAMPLES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
        let document = read_path(&path, &ReadOptions::default()).unwrap();
        let numbers = |every_sentence: bool| -> Value {
            let settings = Settings { every_sentence, ..Settings::default() };
            let mut report = serde_json::to_value(analyse(&document, &rules, &settings)).unwrap();
            report["sentences"] = Value::Null;
            report
        };
        assert_eq!(numbers(true), numbers(false), "{name}");
    }
}
