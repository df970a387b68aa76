//! What changed: promises set side by side, money announced before, a speech
//! against its document, and many texts over time, from the texts to the report.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use moneymouth::analyse::{Reading, Settings, mark_repeats};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{ChangeKind, Comparison, Currency, DocumentReport};
use moneymouth::rules::{RuleSet, built_in_announcements};
use moneymouth::score::{Announcements, Texts, compare};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().unwrap());
static KNOWN: LazyLock<Announcements> = LazyLock::new(|| Announcements::new(built_in_announcements().unwrap()));

const SPRING: &str = "examples/budget-2016-march.md";
const AUTUMN: &str = "examples/autumn-statement-2016.md";

/// Two texts with their dates, read and compared as the program does it.
fn compared(texts: [(&str, Option<&str>); 2], is_pair: bool) -> ([DocumentReport; 2], Comparison) {
    let settings = Settings { currency: Some(Currency::GBP), announcements: Some(&KNOWN), ..Settings::default() };
    let mut readings: Vec<Reading> = texts
        .iter()
        .enumerate()
        .map(|(at, (text, date))| {
            let date = date.map(|date| date.parse().unwrap());
            let options = ReadOptions { date, ..ReadOptions::default() };
            Reading::new(read_bytes(&format!("{at}.txt"), text.as_bytes(), &options).unwrap(), &RULES, &settings)
        })
        .collect();
    mark_repeats(&mut readings, &RULES);
    let (documents, digests): (Vec<_>, Vec<_>) =
        readings.iter().map(|reading| reading.sum_up(&RULES, &settings)).unzip();
    let texts = Texts { documents: &documents, digests: &digests, topics: &RULES.topics };
    let comparison = compare(0, 1, texts, is_pair).unwrap();
    (documents.try_into().unwrap(), comparison)
}

/// What became of the only promise.
fn became(old: &str, new: &str) -> (ChangeKind, String) {
    let (_, comparison) = compared([(old, Some("2030-01-01")), (new, Some("2030-06-01"))], false);
    assert_eq!(comparison.changes.len(), 1, "{:#?}", comparison.changes);
    let change = &comparison.changes[0];
    (change.kind, change.why.clone())
}

#[test]
fn promises_are_kept_weakened_strengthened_and_repeated() {
    use ChangeKind::{Kept, Repeated, Strengthened, Weakened};
    let base = "We will invest £14.5 million over three years in ultrafast broadband for the South West.";
    let words = "We will give every patient access to an electronic health record by 2031.";
    for (old, new, kind, why) in [
        (
            base,
            "We will invest £14.5 million over three years in ultrafast broadband for Devon and the South West.",
            Repeated,
            "£14.5m in both",
        ),
        (
            base,
            "We will invest £9 million over three years in ultrafast broadband for the South West.",
            Weakened,
            "£14.5m → £9m",
        ),
        (
            base,
            "We will invest up to £14.5 million over three years in ultrafast broadband for the South West.",
            Weakened,
            "£14.5m in both; “up to” is added",
        ),
        (
            base,
            "We hope to bring ultrafast broadband to the South West.",
            Weakened,
            "£14.5m → no sum; firm → soft; no longer says by when",
        ),
        (
            words,
            "We will give every patient access to an electronic health record.",
            Weakened,
            "no longer says by when",
        ),
        (
            words,
            "We hope to give every patient access to an electronic health record by 2031.",
            Weakened,
            "firm → soft",
        ),
        (
            words,
            "By 2031 we will give all patients access to their electronic health record.",
            Kept,
            "in other words, no weaker or stronger",
        ),
    ] {
        assert_eq!(became(old, new), (kind, why.to_owned()), "{new}");
        let back = match kind {
            Weakened => Strengthened,
            Strengthened => Weakened,
            other => other,
        };
        assert_eq!(became(new, old).0, back, "turned round: {new}");
    }
}

#[test]
fn promises_on_other_things_are_dropped_and_new() {
    let old = "We will open a national cyber security centre in London. We will publish a 5G strategy in 2031.";
    let new = "We will replace the legacy systems of the tax authority. We will publish a 5G strategy next year.";
    let (_, comparison) = compared([(old, None), (new, None)], false);
    let found: Vec<_> = comparison
        .changes
        .iter()
        .map(|change| {
            let line = |side: &Option<moneymouth::model::PromiseReport>| side.as_ref().map(|side| side.sentence);
            (change.topic.as_str(), change.kind, line(&change.old), line(&change.new))
        })
        .collect();
    let expected = [
        ("cyber", ChangeKind::Dropped, Some(0), None),
        ("mobile", ChangeKind::Kept, Some(1), Some(1)),
        ("legacy", ChangeKind::New, None, Some(0)),
    ];
    for change in expected {
        assert!(found.contains(&change), "{change:?} in {found:?}");
    }
}

const POOL: [&str; 14] = [
    "We will invest £1.9 billion over five years in cyber security.",
    "We will invest £1.2 billion over five years in cyber security.",
    "We hope to strengthen cyber security in schools.",
    "Every home will have superfast broadband by 2032.",
    "We aim for superfast broadband in every home.",
    "We will provide £450 million for the Government Digital Service by 2033-34.",
    "We will provide up to £450 million for the Government Digital Service.",
    "The Government Digital Service will build shared platforms for departments.",
    "We will publish a 5G strategy in 2031.",
    "We are putting £14.5 million into ultrafast broadband in the South West.",
    "Patients will book appointments online.",
    "We will train 10,000 teachers in digital skills.",
    "We will consult on digital skills for teachers.",
    "We will grow. We cut taxes.",
];

fn some_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..POOL.len(), 0..16)
        .prop_map(|picks| picks.into_iter().map(|at| POOL[at]).collect::<Vec<_>>().join("\n\n") + "\n\nThe end.")
}

/// The changes as (kind, sentence before, sentence after), sorted.
fn told(comparison: &Comparison) -> Vec<(ChangeKind, Option<usize>, Option<usize>)> {
    let at = |side: &Option<moneymouth::model::PromiseReport>| side.as_ref().map(|side| side.sentence);
    let mut told: Vec<_> =
        comparison.changes.iter().map(|change| (change.kind, at(&change.old), at(&change.new))).collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn turned_round_the_changes_are_mirrored(one in some_text(), other in some_text()) {
        let (_, there) = compared([(&one, None), (&other, None)], false);
        let (_, back) = compared([(&other, None), (&one, None)], false);
        let mut mirrored: Vec<_> = told(&back).into_iter().map(|(kind, old, new)| {
            let kind = match kind {
                ChangeKind::Dropped => ChangeKind::New,
                ChangeKind::New => ChangeKind::Dropped,
                ChangeKind::Weakened => ChangeKind::Strengthened,
                ChangeKind::Strengthened => ChangeKind::Weakened,
                other => other,
            };
            (kind, new, old)
        }).collect();
        mirrored.sort();
        prop_assert_eq!(told(&there), mirrored);
        for (one, other) in there.topics.iter().zip(&back.topics) {
            prop_assert_eq!(&one.id, &other.id);
            let delta = one.log_odds.unwrap_or_default() + other.log_odds.unwrap_or_default();
            prop_assert!(delta.abs() < 1e-9, "words are mirrored too");
        }
    }

    #[test]
    fn a_text_against_itself_has_no_changes(text in some_text()) {
        let (documents, comparison) = compared([(&text, None), (&text, None)], false);
        prop_assert_eq!(told(&comparison), []);
        prop_assert_eq!(documents[0].score, documents[1].score);
        prop_assert!(comparison.topics.iter().all(|topic| !topic.absent));
        let kept: usize = comparison.topics.iter().map(|topic| topic.changes.kept).sum();
        let promises: usize = comparison.topics.iter().map(|topic| topic.promises[0]).sum();
        prop_assert_eq!(kept, promises);
    }
}

#[test]
fn money_of_an_earlier_text_is_announced_again_and_counts_for_less() {
    let text = "We will invest £14.5 million over three years in ultrafast broadband for the South West.";
    let earlier = |old: Option<&str>, new: Option<&str>| {
        let (documents, _) = compared([(text, old), (&format!("Friends. {text}"), new)], false);
        let [before, after] = documents.map(|document| {
            let money = &document.money[0];
            assert_eq!(money.earlier.is_some(), money.flags.contains(&"reannounce".to_owned()));
            (money.earlier.as_ref().map(|earlier| earlier.document), document.backed)
        });
        assert_eq!(after.1 < before.1, after.0.is_some(), "the flag takes from the backing");
        [before.0, after.0]
    };
    let again = Some(Some(0));
    assert_eq!(earlier(Some("2030-01-01"), Some("2030-06-01")), [None, again]);
    assert_eq!(earlier(None, None), [None, again], "without dates the order given counts");
    assert_eq!(earlier(Some("2030-01-01"), Some("2030-01-01")), [None, None], "an event does not repeat itself");
    assert_eq!(earlier(Some("2030-06-01"), Some("2030-01-01")), [Some(Some(1)), None]);
    assert_eq!(earlier(Some("2030-01-01"), Some("2036-06-01")), [None, None], "the years are over");
}

#[test]
fn the_ledger_knows_what_was_announced_before() {
    let earlier = |text: &str, date: &str| -> Option<(String, bool)> {
        let (documents, _) = compared([(text, Some(date)), ("Nothing.", None)], false);
        let earlier = documents[0].money[0].earlier.clone();
        earlier.map(|earlier| (earlier.item, earlier.verified))
    };
    let gds = "We will give the Government Digital Service £450 million.";
    assert_eq!(earlier(gds, "2016-03-16"), Some(("Government Digital Service".into(), true)));
    assert_eq!(earlier(gds, "2015-11-25"), None, "the event itself");
    assert_eq!(earlier(gds, "2015-03-18"), None, "before the event");
    assert_eq!(earlier(gds, "2023-03-15"), None, "when its years are over");
    let other = "We will spend £450 million on cyber security.";
    assert_eq!(earlier(other, "2016-03-16"), None, "another topic");
    let round = "We will spend £20 million on digital skills for teachers.";
    assert_eq!(earlier(round, "2017-03-08"), None, "a round sum for something else");
    let unverified = "We will spend £16 million on a 5G hub.";
    assert_eq!(earlier(unverified, "2017-11-22"), Some(("5G hub".into(), false)));
}

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
