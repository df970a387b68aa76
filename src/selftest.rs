//! The examples of rule packs, run as tests: topics, flags, whole sentences.
//!
//! A pack that says "this must match" is held to it, whether it is built in
//! or comes with `--rules`. Each example that does not come out as written is
//! a fault with its line and a caret.

use crate::analyse::{Settings, analyse};
use crate::error::Result;
use crate::extract::infer_currency;
use crate::ingest::{ReadOptions, read_bytes};
use crate::model::{Currency, DocumentReport};
use crate::rules::{Faults, RuleSet, Source, Text, test_topics};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;
use std::fmt::Display;

/// Examples are read as if they were said on this day, the date of a budget.
const DATE: Date = date(2015, 11, 25);
/// The home currency of examples that show none.
const CURRENCY: Currency = Currency::GBP;

/// Runs all examples of a pack. Returns how many there are; those that do not
/// come out as written are added to `faults`.
///
/// # Errors
/// Where an example cannot be read as a text.
pub fn test_pack(rules: &RuleSet, source: &Source, faults: &mut Faults) -> Result<usize> {
    faults.enter(&source.path, &source.text);
    Ok(test_topics(rules, source, faults) + test_flags(rules, source, faults)? + test_sentences(rules, source, faults)?)
}

fn test_flags(rules: &RuleSet, source: &Source, faults: &mut Faults) -> Result<usize> {
    let mut count = 0;
    for flag in &source.pack.flag {
        let id = flag.id.get_ref();
        for (examples, wanted) in [(&flag.examples.matching, true), (&flag.examples.ignore, false)] {
            for example in examples {
                count += 1;
                let report = read(rules, example.get_ref())?;
                let amounts = || report.money.iter().chain(&report.vague);
                let shown = amounts().flat_map(|money| &money.flag_details).find(|flag| flag.id == *id);
                match shown {
                    Some(flag) if !wanted => {
                        let because = if flag.quote.is_empty() { "an absence" } else { &flag.quote };
                        let hint = format!("`{because}` shows the flag `{id}`");
                        faults.add(example, "this example must not show the flag, and does", &hint);
                    }
                    None if wanted => {
                        let roles: Vec<String> = amounts().map(|money| money.role.to_string()).collect();
                        let allowed: Vec<String> = flag.roles.iter().map(ToString::to_string).collect();
                        let hint = format!(
                            "amounts here are: {}; the flag is for: {}",
                            if roles.is_empty() { "none".to_owned() } else { roles.join(", ") },
                            allowed.join(", ")
                        );
                        faults.add(example, &format!("this example does not show the flag `{id}`"), &hint);
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(count)
}

fn test_sentences(rules: &RuleSet, source: &Source, faults: &mut Faults) -> Result<usize> {
    for example in &source.pack.example {
        let ids =
            || rules.sources().iter().flat_map(|source| &source.pack.topic).map(|topic| topic.id.get_ref().as_str());
        let unknown = |topic: &&Text| !ids().any(|id| id == topic.get_ref());
        for topic in example.topics.iter().flatten().filter(unknown) {
            let known: Vec<&str> = ids().collect();
            faults.add_unknown(topic.get_ref(), topic.span(), "topic", &known);
        }
        let report = read(rules, example.text.get_ref())?;
        let last = report.sentences.last();
        let commitment = last.map(|sentence| sentence.commitment).unwrap_or_default();
        let mut compare = |what: &str, wanted: Option<String>, found: String| {
            if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
                let hint = format!("{wanted} is expected; `moneymouth explain` tells which words decided");
                faults.add(&example.text, &format!("{what}: {found}"), &hint);
            }
        };
        if let Some(wanted) = &example.topics {
            let found = last.map(|last| last.topics.clone()).unwrap_or_default();
            compare("topics", Some(sorted(wanted.iter().map(Text::get_ref))), sorted(found.iter()));
        }
        compare("commitment", example.commitment.map(|kind| kind.to_string()), commitment.to_string());
        let money = &report.money;
        compare("roles", example.roles.as_deref().map(list), list(&each(money, |money| money.role)));
        compare("bounds", example.bounds.as_deref().map(list), list(&each(money, |money| money.bound)));
        compare("per", example.per.as_deref().map(list), list(&each(money, |money| money.per)));
    }
    Ok(source.pack.example.len())
}

fn each<T, U>(items: &[T], field: impl Fn(&T) -> U) -> Vec<U> {
    items.iter().map(field).collect()
}

fn list<T: Display>(values: &[T]) -> String {
    let shown: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("[{}]", shown.join(", "))
}

/// A list in the order of the alphabet.
fn sorted<'a>(ids: impl IntoIterator<Item = &'a String>) -> String {
    let ids: BTreeSet<&String> = ids.into_iter().collect();
    list(&ids.into_iter().collect::<Vec<_>>())
}

fn read(rules: &RuleSet, text: &str) -> Result<DocumentReport> {
    let options = ReadOptions { date: Some(DATE), ..ReadOptions::default() };
    let document = read_bytes("example.txt", text.as_bytes(), &options)?;
    let currency = infer_currency(rules, text).or(Some(CURRENCY));
    Ok(analyse(&document, rules, &Settings { currency, every_sentence: true, ..Settings::default() }))
}
