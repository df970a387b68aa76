//! The command `compare` and the ledger: two statements, a speech against its
//! document, many texts over time, as the program prints them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use tempfile::TempDir;

const SPRING: &str = "examples/budget-2016-march.md";
const AUTUMN: &str = "examples/autumn-statement-2016.md";

fn run(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_moneymouth")).current_dir(folder.path()).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn json(arguments: &[&str]) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth")).current_dir(root).args(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_two_statements_of_2016_tell_the_story() {
    let report = json(&["compare", SPRING, AUTUMN, "--format", "json"]);
    let [spring, autumn] = [0, 1].map(|at| &report["documents"][at]);
    let events = |document: &Value| -> BTreeSet<(String, String)> {
        let money = document["money"].as_array().unwrap().iter().filter(|money| !money["earlier"].is_null());
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        money.map(|money| (text(&money["quote"]), text(&money["earlier"]["date"]))).collect()
    };
    let november = |quotes: &[&str]| -> BTreeSet<(String, String)> {
        quotes.iter().map(|quote| ((*quote).to_owned(), "2015-11-25".to_owned())).collect()
    };
    let old = ["£1.8 billion", "£450 million", "£1.3 billion", "£1.9 billion", "£1 billion"];
    assert_eq!(events(spring), november(&old));
    assert_eq!(events(autumn), november(&["£1.9 billion"]));
    let topic = |id: &str| -> &Value {
        report["comparison"]["topics"].as_array().unwrap().iter().find(|topic| topic["id"] == id).unwrap()
    };
    for id in ["gds", "identity", "tax", "health"] {
        assert_eq!(topic(id)["sentences"][1], 0, "{id} is not mentioned in the autumn");
    }
    assert_eq!(topic("gds")["absent"], true);
    let new: Vec<_> = autumn["money"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|money| money["topics"].as_array().unwrap().iter().any(|topic| topic["id"] == "broadband"))
        .filter(|money| money["role"] == "spend" && money["earlier"].is_null())
        .map(|money| money["quote"].as_str().unwrap())
        .collect();
    assert!(new.contains(&"£740 million") && new.contains(&"£400 million"), "{new:?}");
    let dropped: Vec<_> = report["comparison"]["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["kind"] == "dropped")
        .flat_map(|change| change["old"]["money"].as_array().unwrap())
        .map(|money| money["quote"].as_str().unwrap())
        .collect();
    for quote in ["£1.8 billion", "£450 million", "£1.3 billion", "£1 billion", "£20 million"] {
        assert!(dropped.contains(&quote), "{quote} is dropped: {dropped:?}");
    }
}

const SPEECH: &str = "---\ntitle: Speech\ndate: 2030-03-03\n---\n\nWe will invest £10 billion in NHS technology. \
    There will be £300 million for full-fibre broadband. I am announcing £20 million for cyber security in schools.\n";
const PRINT: &str = "---\ntitle: Document\ndate: 2030-03-03\n---\n\nWe will invest up to £10 billion in NHS technology by \
    2033-34. There will be £300 million from the National Productivity Investment Fund for full-fibre broadband. \
    We will provide £8 million for digital skills courses.\n";

#[test]
fn a_speech_is_held_against_its_document() {
    let folder = folder(&[("speech.md", SPEECH), ("print.md", PRINT)]);
    let arguments = ["compare", "--pair", "speech.md", "print.md", "--format"];
    let (status, stdout, _) = run(&folder, &[&arguments[..], &["json"]].concat());
    assert_eq!(status, 0);
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let pair = &report["comparison"]["pair"];
    let quote = |document: usize, at: &Value| -> String {
        report["documents"][document]["money"][at.as_u64().unwrap() as usize]["quote"].as_str().unwrap().to_owned()
    };
    let lost: Vec<_> = pair["qualifiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lost| (quote(0, &lost["said"]), lost["qualifier"].as_str().unwrap()))
        .collect();
    assert_eq!(
        lost,
        [("£10 billion".into(), "up_to"), ("£10 billion".into(), "years"), ("£300 million".into(), "from_pot")]
    );
    let only = |side: &str, document| -> Vec<String> {
        pair[side].as_array().unwrap().iter().map(|at| quote(document, at)).collect()
    };
    assert_eq!(
        (only("said_only", 0), only("printed_only", 1)),
        (vec!["£20 million".into()], vec!["£8 million".into()])
    );
    assert!(report["documents"][1]["money"][0]["earlier"].is_null(), "both are one event");
    let (_, table, _) = run(&folder, &[&arguments[..], &["table", "--width", "100"]].concat());
    insta::assert_snapshot!("a_speech_against_its_document", table);
    let (status, _, stderr) = run(&folder, &["compare", "--pair", "speech.md", "print.md", "print.md"]);
    assert!(status == 2 && stderr.contains("--pair is given with 3 texts"), "{stderr}");
}

fn over_time() -> TempDir {
    folder(&[
        (
            "b-2012.md",
            "# Budget\n\nWe will invest £40 million in cyber security. We will grow.\n\nTaxes fall. Roads improve.\n",
        ),
        (
            "a-2016.md",
            "# Budget\n\nCyber security matters. Cyber security is hard. Cyber security costs.\n\nWe will invest £90 million in cyber security and £5 million in 5G trials.\n",
        ),
        ("2014.md", "# Budget\n\nWe hope for more digital skills.\n\nWe cut taxes.\n"),
        ("2018.md", "# Budget\n\nWe will cut taxes. The roads are full.\n\nSchools improve every year.\n"),
        ("notes.pdfx", "no text of a known format"),
    ])
}

#[test]
fn a_folder_becomes_a_timeline_by_date() {
    let folder = over_time();
    let (status, stdout, _) = run(&folder, &["compare", ".", "--format", "json"]);
    assert_eq!(status, 0);
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert!(report["comparison"].is_null());
    let cyber = report["timeline"]["topics"].as_array().unwrap().iter().find(|topic| topic["id"] == "cyber").unwrap();
    let points: Vec<_> = cyber["points"]
        .as_array()
        .unwrap()
        .iter()
        .map(|point| {
            let document = &report["documents"][point["document"].as_u64().unwrap() as usize]["path"];
            (
                document.as_str().unwrap().trim_start_matches("./"),
                point["date"].as_str().unwrap(),
                point["sentences"].as_u64().unwrap(),
                point["funding"]["GBP"].as_f64(),
                point["absent"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        points,
        [
            ("b-2012.md", "2012", 1, Some(40e6), false),
            ("2014.md", "2014", 0, None, false),
            ("a-2016.md", "2016", 4, Some(90e6), false),
            ("2018.md", "2018", 0, None, true),
        ]
    );
    let (_, csv, _) = run(&folder, &["compare", ".", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|title| title == name).unwrap();
    let rows: Vec<_> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[column("topic")] == "cyber")
        .map(|row| ["time", "sentences", "funding", "absent"].map(|name| row[column(name)].to_owned()))
        .collect();
    assert_eq!(
        rows,
        [
            ["2012", "1", "40000000", ""],
            ["2014", "0", "", "no"],
            ["2016", "4", "90000000", "no"],
            ["2018", "0", "", "yes"]
        ]
    );
    let (_, table, _) = run(&folder, &["compare", ".", "--width", "90"]);
    insta::assert_snapshot!("a_timeline", table);
    let (_, again, _) = run(
        &folder,
        &["compare", "./2018.md", "./b-2012.md", "./a-2016.md", "./2014.md", "--width", "90", "--threads", "1"],
    );
    assert_eq!(again.replace("./", ""), table.replace("./", ""), "the dates decide, and not the order or the threads");
}

#[test]
fn texts_that_cannot_be_compared_are_named() {
    let folder = over_time();
    fs::write(folder.path().join("broken.md"), b"\x7fELF\0\0\0\0").unwrap();
    let (status, stdout, stderr) = run(&folder, &["compare", ".", "--format", "json"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("broken.md"), "{stderr}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["documents"].as_array().unwrap().len(), 4);
    assert_eq!(report["warnings"][0], "./broken.md could not be read and is left out");
    let (status, _, stderr) = run(&folder, &["compare", "2014.md"]);
    assert!(status == 2 && stderr.contains("there is nothing to compare: 1 text"), "{stderr}");
    let (status, _, stderr) =
        run(&folder, &["compare", "2014.md", "2018.md", "b-2012.md", "--date", "2014-01-01", "--date", "2018-01-01"]);
    assert!(status == 2 && stderr.contains("--date is given 2 times for 3 texts"), "{stderr}");
}

#[test]
fn a_ledger_is_written_once_and_used() {
    let text = "---\ntitle: Budget 2030\ndate: 2030-03-03\n---\n\nWe will invest £87 million over four years in drones for rural broadband. \
        As announced last year, £66 million goes to cyber security.\n";
    let later = "---\ntitle: Budget 2031\ndate: 2031-03-03\n---\n\nWe are investing £87 million in rural broadband.\n";
    let folder = folder(&[("budget.md", text), ("later.md", later)]);
    let add = ["ledger", "add", "budget.md", "--ledger", "ours.csv"];
    let (status, _, stderr) = run(&folder, &add);
    assert_eq!((status, stderr.as_str()), (0, "1 row added in ours.csv; 1 sum left out, announced before\n"));
    let first = fs::read_to_string(folder.path().join("ours.csv")).unwrap();
    insta::assert_snapshot!("a_ledger", first);
    let (_, _, stderr) = run(&folder, &add);
    assert!(stderr.starts_with("0 rows added"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("ours.csv")).unwrap(), first);

    let earlier = |arguments: &[&str]| -> Value {
        let (_, stdout, _) = run(&folder, &[&["analyse", "later.md", "--format", "json"], arguments].concat());
        let report: Value = serde_json::from_str(&stdout).unwrap();
        report["documents"][0]["money"][0]["earlier"]["event"].clone()
    };
    assert_eq!(earlier(&["--ledger", "ours.csv"]), "Budget 2030");
    assert_eq!(earlier(&[]), Value::Null);
    let (_, list, _) = run(&folder, &["ledger", "list", "--no-ledger", "--ledger", "ours.csv", "--width", "100"]);
    assert!(list.contains("Budget 2030") && list.contains("1 announcement, 0 unverified"), "{list}");
    let (_, list, _) = run(&folder, &["ledger", "list", "--topic", "mobile", "--width", "120"]);
    assert!(list.contains("Shared Rural Network") && list.contains("unverified") && !list.contains("Verify"), "{list}");

    fs::write(folder.path().join("undated.md"), "We will invest £5 million in 5G.").unwrap();
    let (status, _, stderr) = run(&folder, &["ledger", "add", "undated.md", "--ledger", "ours.csv"]);
    assert!(status == 2 && stderr.contains("undated.md: says no date"), "{stderr}");
    fs::write(folder.path().join("ours.csv"), "event,date\n1,2\n").unwrap();
    let (status, _, stderr) = run(&folder, &add);
    assert!(status == 2 && stderr.contains("ours.csv: line 2: missing field"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("ours.csv")).unwrap(), "event,date\n1,2\n", "left as it was");
}
