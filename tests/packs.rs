//! The built-in rule packs say what their examples say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::{Currency, DocumentReport};
use moneymouth::rules::RuleSet;

fn read(rules: &RuleSet, text: &str) -> DocumentReport {
    let date = Some("2015-11-25".parse().unwrap());
    let options = ReadOptions { date, ..ReadOptions::default() };
    let document = read_bytes("example.txt", text.as_bytes(), &options).unwrap();
    analyse(&document, rules, &Settings { currency: Some(Currency::GBP), ..Settings::default() })
}

#[test]
fn topics_match_and_ignore_as_written() {
    let rules = RuleSet::built_in().unwrap();
    if let Err(faults) = rules.test_built_in() {
        panic!("{faults}");
    }
}

#[test]
fn flags_are_shown_and_not_shown_as_written() {
    let rules = RuleSet::built_in().unwrap();
    let mut faults = Vec::new();
    for pack in RuleSet::built_in_packs().unwrap() {
        for flag in &pack.flag {
            let id = flag.id.get_ref();
            let shown = |text: &str| {
                let report = read(&rules, text);
                report.money.iter().chain(&report.vague).any(|money| money.flags.contains(id))
            };
            let texts = |list: &[moneymouth::rules::schema::Text]| {
                list.iter().map(|text| text.get_ref().clone()).collect::<Vec<String>>()
            };
            let missed = texts(&flag.examples.matching).into_iter().filter(|text| !shown(text));
            faults.extend(missed.map(|text| format!("{id} is not shown: {text}")));
            let wrong = texts(&flag.examples.ignore).into_iter().filter(|text| shown(text));
            faults.extend(wrong.map(|text| format!("{id} must not be shown: {text}")));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_flag_has_examples() {
    for pack in RuleSet::built_in_packs().unwrap() {
        for flag in &pack.flag {
            let (matching, ignore) = (flag.examples.matching.len(), flag.examples.ignore.len());
            assert!(matching >= 3 && ignore >= 2, "{}: {matching} and {ignore}", flag.id.get_ref());
        }
    }
}

#[test]
fn sentences_come_out_as_written() {
    let rules = RuleSet::built_in().unwrap();
    let mut faults = Vec::new();
    for pack in RuleSet::built_in_packs().unwrap() {
        for example in &pack.example {
            let text = example.text.get_ref();
            let report = read(&rules, text);
            let commitment = report.sentences[0].commitment;
            if example.commitment.is_some_and(|wanted| wanted != commitment) {
                faults.push(format!("{commitment}: {text}"));
            }
            let roles: Vec<_> = report.money.iter().map(|money| money.role).collect();
            if example.roles.as_ref().is_some_and(|wanted| *wanted != roles) {
                faults.push(format!("{roles:?}: {text}"));
            }
            let bounds: Vec<_> = report.money.iter().map(|money| money.bound).collect();
            if example.bounds.as_ref().is_some_and(|wanted| *wanted != bounds) {
                faults.push(format!("{bounds:?}: {text}"));
            }
            let per: Vec<_> = report.money.iter().map(|money| money.per).collect();
            if example.per.as_ref().is_some_and(|wanted| *wanted != per) {
                faults.push(format!("{per:?}: {text}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
