//! Every amount of the example list is read as written: value, bound, role,
//! unit, years, whole and flags.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{Currency, MoneyReport};
use moneymouth::rules::RuleSet;
use serde_json::{Value, json};

/// Financial year in which the examples are dated.
const EVENT: i32 = 2015;

fn fiscal_year(value: &Value) -> Value {
    let Some(relative) = value.as_str().and_then(|text| text.strip_prefix("EVENT")) else { return value.clone() };
    let year = EVENT + relative.strip_prefix('+').map_or(0, |years| years.parse::<i32>().unwrap());
    json!(format!("{year}-{:02}", (year + 1) % 100))
}

fn read(money: &MoneyReport) -> Value {
    let mut flags = money.flags.clone();
    flags.sort();
    let number = |value: Option<rust_decimal::Decimal>| value.map(|value| value.normalize().to_string());
    json!({
        "low": number(money.low), "high": number(money.high), "currency": money.currency, "bound": money.bound,
        "role": money.role, "per": money.per, "from": money.from, "to": money.to,
        "part_of": money.part_of, "flags": flags,
    })
}

fn wanted(mention: &Value) -> Value {
    let mut wanted = mention.clone();
    for end in ["low", "high"] {
        wanted[end] = match &mention[end] {
            Value::Null => Value::Null,
            number => json!(number.to_string().trim_end_matches(".0")),
        };
    }
    let mut flags: Vec<&str> = mention["flags"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    flags.sort_unstable();
    wanted["flags"] = json!(flags);
    (wanted["from"], wanted["to"]) = (fiscal_year(&mention["from"]), fiscal_year(&mention["to"]));
    wanted
}

#[test]
fn amounts_are_read_as_written() {
    let rules = RuleSet::built_in().unwrap();
    let settings = Settings { currency: Some(Currency::GBP), ..Settings::default() };
    let mut faults = Vec::new();
    for line in include_str!("data/money_examples.jsonl").lines() {
        let example: Value = serde_json::from_str(line).unwrap();
        let text = example["text"].as_str().unwrap();
        let date = example["date"].as_str().unwrap_or("2015-11-25").parse().unwrap();
        let options = ReadOptions { date: Some(date), ..ReadOptions::default() };
        let document = read_bytes("example.txt", text.as_bytes(), &options).unwrap();
        let report = analyse(&document, &rules, &settings);
        let found: Vec<Value> = report.money.iter().chain(&report.vague).map(read).collect();
        let expected: Vec<Value> = example["mentions"].as_array().unwrap().iter().map(wanted).collect();
        if found != expected {
            faults.push(format!("{text}\n  found    {}\n  expected {}", json!(found), json!(expected)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
