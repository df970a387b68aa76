//! Two texts, set apart by NUL, through everything: analysed, compared, checked,
//! explained, and written in every format. The same text has the same report twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth::analyse::{Reading, Settings, mark_repeats};
use moneymouth::check::{CheckSettings, Draft, catalogue, check};
use moneymouth::explain::{Wanted, explain};
use moneymouth::ingest::{read_bytes, source_text};
use moneymouth::model::{FiscalYear, Report, SCHEMA, ToolReport};
use moneymouth::render::{Look, OutputFormat, write_explanation, write_report};
use moneymouth::rules::{Deflators, Prices, built_in_announcements};
use moneymouth::score::{Announcements, Texts, compare};
use moneymouth_fuzz::{RULES, options, parts};
use std::sync::LazyLock;
use strum::IntoEnumIterator;

static PRICES: LazyLock<Prices> = LazyLock::new(|| {
    let base = FiscalYear::parse("2024-25").expect("it is a financial year");
    Deflators::built_in().and_then(|table| table.prices_of(base)).expect("the built-in prices are sound")
});
static PAST: LazyLock<Announcements> =
    LazyLock::new(|| Announcements::new(built_in_announcements().expect("the built-in ledger is sound")));
static CHECKS: LazyLock<CheckSettings> = LazyLock::new(|| {
    catalogue().and_then(|entries| CheckSettings::defaults(&entries)).expect("the catalogue is sound")
});

fuzz_target!(|bytes: &[u8]| {
    let settings =
        Settings { prices: Some(&PRICES), announcements: Some(&PAST), every_sentence: true, ..Settings::default() };
    let texts: [&[u8]; 2] = parts(bytes);
    let mut readings = Vec::new();
    for (text, name) in texts.into_iter().zip(["a.md", "b.html"]) {
        let Ok(document) = read_bytes(name, text, &options()) else { continue };
        // An explanation compiles every pattern of the packs: a second for each, so few have one.
        if text.len() % EXPLAINED == 0
            && let Ok(explanation) = explain(&document, &RULES, &settings, &Wanted::default())
        {
            write_explanation(&explanation, LOOK, &mut Vec::new()).expect("memory can be written to");
        }
        let reading = Reading::new(document, &RULES, &settings);
        let (report, _) = reading.sum_up(&RULES, &settings);
        let (again, _) = reading.sum_up(&RULES, &settings);
        assert_eq!(serde_json::to_string(&report).ok(), serde_json::to_string(&again).ok());
        let source = source_text(&reading.document, text).expect("what was read has a source");
        moneymouth_fuzz::check(&report, source.len());
        let draft = Draft {
            document: &reading.document,
            source: &source,
            facts: &reading.facts,
            report: &report,
            rules: &RULES,
        };
        let _ = check(draft, &CHECKS).finish(None, &CHECKS);
        readings.push(reading);
    }
    mark_repeats(&mut readings, &RULES);
    let (documents, digests): (Vec<_>, Vec<_>) =
        readings.iter().map(|reading| reading.sum_up(&RULES, &settings)).unzip();
    let texts = Texts { documents: &documents, digests: &digests, topics: &RULES.topics };
    let comparison = compare(0, 1, texts, false);
    let report = Report {
        schema: SCHEMA,
        tool: ToolReport { name: "moneymouth", version: "0" },
        packs: RULES.packs.clone(),
        documents,
        comparison,
        timeline: None,
        deflator: None,
        scorecard: None,
        flags: Vec::new(),
        warnings: Vec::new(),
    };
    for format in OutputFormat::iter() {
        let mut out = Vec::new();
        write_report(&report, format, LOOK, &mut out).expect("memory can be written to");
        assert!(std::str::from_utf8(&out).is_ok(), "what is written is text");
    }
});

/// Texts of this length, or a multiple of it, are explained.
const EXPLAINED: usize = 64;
const LOOK: Look = Look { width: 80, colour: false, links: false, evidence: 2 };
