//! Money that can be compared: which years a text means, a year of the money,
//! and what it is worth in the prices of one year, from the text to the report.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{Currency, DocumentReport, FiscalYear};
use moneymouth::rules::{Deflators, RuleSet};
use serde_json::{Value, json};
use std::fs;

fn report(text: &str) -> DocumentReport {
    let rules = RuleSet::built_in().unwrap();
    let prices = Deflators::built_in().unwrap().prices_of(FiscalYear(2024)).unwrap();
    let options = ReadOptions { date: Some("2016-03-16".parse().unwrap()), ..ReadOptions::default() };
    let settings = Settings { currency: Some(Currency::GBP), prices: Some(&prices), ..Settings::default() };
    analyse(&read_bytes("a.txt", text.as_bytes(), &options).unwrap(), &rules, &settings)
}

/// In millions with one decimal, `[low, high]`.
fn millions(range: &Value) -> Value {
    let million = |end: &Value| format!("{:.1}", end.as_f64().unwrap() / 1e6);
    if range.is_null() { Value::Null } else { json!([million(&range["low"]), million(&range["high"])]) }
}

#[test]
fn both_readings_of_a_period_are_kept() {
    // The sums of 450 are redone by hand in docs/score.md.
    let range = |low: &str, high: &str| json!([low, high]);
    let cases = [
        ("by 2019-20", ["2016-17", "2019-20", "", ""], range("112.5", "112.5"), range("574.0", "574.0")),
        ("by 2020", ["2016-17", "2019-20", "", "2020-21"], range("90.0", "112.5"), range("564.6", "574.0")),
        (
            "over the Spending Review period",
            ["2016-17", "2019-20", "", "2020-21"],
            range("90.0", "112.5"),
            range("564.6", "574.0"),
        ),
        ("in 2016–2020", ["2016-17", "2019-20", "", "2020-21"], range("90.0", "112.5"), range("564.6", "574.0")),
        ("over five years", ["2016-17", "2020-21", "", ""], range("90.0", "90.0"), range("564.6", "564.6")),
        // 450/.77300 = 582.1 and 450/.76296 = 589.8.
        ("in 2017", ["2017-18", "2017-18", "2016-17", "2016-17"], range("450.0", "450.0"), range("582.1", "589.8")),
        ("by 2033-34", ["2016-17", "2033-34", "", ""], range("25.0", "25.0"), Value::Null),
    ];
    for (when, years, annual, real) in cases {
        let report = report(&format!("We will spend £450 million on the Government Digital Service {when}."));
        let money = serde_json::to_value(&report.money[0]).unwrap();
        let found = ["from", "to", "or_from", "or_to"].map(|name| money[name].as_str().unwrap_or_default());
        assert_eq!(found, years, "{when}");
        assert_eq!([millions(&money["annual"]), millions(&money["real"])], [annual, real], "{when}");
        assert_eq!(money["assumed"].is_null(), years[2..] == ["", ""], "{when}");
    }
}

#[test]
fn money_without_years_is_in_no_sum_and_said_to_be_missing() {
    let report = report(
        "We will spend £300 million on the Government Digital Service over three years. \
         We will spend £100 million on cyber security.",
    );
    let sums = serde_json::to_value(&report.annual).unwrap();
    assert_eq!(sums, json!({ "GBP": { "low": 100_000_000, "high": 100_000_000, "covers": 0.75 } }));
    let cyber = report.topics.iter().find(|topic| topic.id == "cyber").unwrap();
    assert!(cyber.annual.is_empty() && !cyber.funding.is_empty());
    assert_eq!(report.real.unwrap().base, "2024-25");
}

#[test]
fn a_level_shown_as_an_increase_counts_the_difference() {
    let counted = |text: &str| -> Vec<String> {
        report(text).money.iter().map(|money| money.counted_value.normalize().to_string()).collect()
    };
    assert_eq!(counted("The cyber security budget grows from £12.7bn to £15.1bn."), ["0", "2400000000"]);
    assert_eq!(counted("Spending on cyber security doubles to £2bn a year by 2028-29."), ["1000000000"]);
    assert_eq!(counted("An increase of £6bn takes the cyber security fund to £37bn."), ["6000000000", "0"]);
    assert_eq!(counted("We will spend £1.2bn on cyber security as part of our £5bn commitment."), ["1200000000", "0"]);
    assert_eq!(counted("Spending on cyber security rises to £2bn a year."), ["2000000000"], "no old level is known");
}

fn moneymouth(arguments: &[&str]) -> (bool, String, String) {
    let root = env!("CARGO_MANIFEST_DIR");
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth")).current_dir(root).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn real_terms_on_the_command_line_name_their_prices() {
    let file = "examples/budget-2016-march.md";
    let (_, table, _) = moneymouth(&["analyse", file, "--real", "2024-25"]);
    assert!(table.contains("£380m a year, £2.38bn in 2024-25 prices"), "{table}");
    assert!(table.contains("Prices of 2024-25: Office for Budget Responsibility"), "{table}");
    let (_, plain, _) = moneymouth(&["analyse", file]);
    assert!(plain.contains("£380m a year") && !plain.contains("prices"), "{plain}");
    let json = |arguments: &[&str]| serde_json::from_str::<Value>(&moneymouth(arguments).1).unwrap();
    let with = json(&["analyse", file, "--real", "2024/25", "--format", "json"]);
    assert_eq!(with["deflator"]["vintage"], "November and December 2025");
    assert_eq!(
        (&with["deflator"]["base"], &with["documents"][0]["real"]["base"]),
        (&json!("2024-25"), &json!("2024-25"))
    );
    let without = json(&["analyse", file, "--format", "json"]);
    assert!(without["deflator"].is_null() && without["documents"][0]["real"].is_null());
}

#[test]
fn what_is_wrong_with_years_and_tables_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("prices.csv");
    fs::write(&table, "financial_year,index\n2023-24,96.4\n2024-25,none\n").unwrap();
    let table = table.to_str().unwrap();
    let file = "examples/draft-brief.md";
    let cases: [(&[&str], &str); 4] = [
        (&["--real", "2024"], "a financial year such as 2024-25 is expected"),
        (&["--real", "1955-56"], "the table has 2005-06 to 2030-31"),
        (&["--deflators", table], "--real <YEAR>"),
        (
            &["--real", "2023-24", "--deflators", table],
            "line 3: `none` is no index of prices; expected a number above 0",
        ),
    ];
    for (options, expected) in cases {
        let (done, _, message) = moneymouth(&[&["analyse", file], options].concat());
        assert!(!done && message.contains(expected), "{options:?}: {message}");
    }
    fs::write(table, "financial_year,index\n2023-24,50\n2024-25,100\n").unwrap();
    let (done, report, _) =
        moneymouth(&["analyse", file, "--real", "2024-25", "--deflators", table, "--format", "json"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert!(done);
    assert_eq!(report["deflator"], json!({ "source": table, "vintage": null, "base": "2024-25" }));
}
