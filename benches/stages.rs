//! How fast each stage is, and the whole: `cargo bench`. See docs/speed.md.

mod texts;

use divan::Bencher;
use divan::counter::BytesCount;
use moneymouth::analyse::{Settings, analyse};
use moneymouth::extract::extract;
use moneymouth::ingest::{ReadOptions, read_bytes, sentences};
use moneymouth::model::Document;
use moneymouth::rules::{RuleSet, Scan};
use moneymouth::text::count_words;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static RULES: LazyLock<RuleSet> =
    LazyLock::new(|| RuleSet::built_in().unwrap_or_else(|error| panic!("the built-in rules: {error}")));
static TEXT: LazyLock<String> = LazyLock::new(texts::text);
static DOCUMENT: LazyLock<Document> = LazyLock::new(|| read(&TEXT));

fn read(text: &str) -> Document {
    read_bytes("bench.txt", text.as_bytes(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// Measures a stage in bytes of the text.
fn run<T>(bencher: Bencher, stage: impl Fn() -> T + Sync) {
    bencher.counter(BytesCount::new(TEXT.len())).bench(stage);
}

#[divan::bench]
fn stage_1_reading(bencher: Bencher) {
    run(bencher, || read(&TEXT));
}

#[divan::bench]
fn stage_2_sentences(bencher: Bencher) {
    run(bencher, || sentences(&DOCUMENT, &RULES.abbreviations));
}

#[divan::bench]
fn stage_3_words(bencher: Bencher) {
    run(bencher, || count_words(&DOCUMENT.text));
}

#[divan::bench]
fn stage_4_topics(bencher: Bencher) {
    run(bencher, || scan(false));
}

#[divan::bench]
fn stage_5_topics_and_cues(bencher: Bencher) {
    run(bencher, || scan(true));
}

/// Looks for all that the rules know, and counts it.
fn scan(cues: bool) -> usize {
    let (text, mut scan) = (&DOCUMENT.text, Scan::default());
    let found = sentences(&DOCUMENT, &RULES.abbreviations).into_iter().map(|sentence| {
        RULES.scan_topics(text, sentence.span, &mut scan);
        if cues {
            RULES.scan_cues(text, &mut scan);
        }
        scan.topics.len() + scan.cues.len()
    });
    found.sum()
}

#[divan::bench]
fn stage_6_extraction(bencher: Bencher) {
    let list = sentences(&DOCUMENT, &RULES.abbreviations);
    run(bencher, || extract(&DOCUMENT, &list, &RULES, None, false));
}

/// From bytes to the report, as `--format csv` and the tables need it.
#[divan::bench]
fn whole(bencher: Bencher) {
    run(bencher, || analyse_text(&TEXT, false));
}

/// The same with the commitment of every sentence, as `--format json` lists it.
#[divan::bench]
fn whole_every_sentence(bencher: Bencher) {
    run(bencher, || analyse_text(&TEXT, true));
}

/// Four times the text must take four times the time: the same bytes a second.
#[divan::bench(args = [256, 1024, 4096])]
fn whole_by_kilobytes(bencher: Bencher, kilobytes: usize) {
    let text = texts::made_up(kilobytes << 10);
    bencher.counter(BytesCount::new(text.len())).bench(|| analyse_text(&text, false));
}

fn analyse_text(text: &str, every_sentence: bool) -> usize {
    analyse(&read(text), &RULES, &Settings { every_sentence, ..Settings::default() }).words
}

/// The rule packs, read and compiled: what every run of the program begins with.
#[divan::bench]
fn start_up() -> usize {
    RuleSet::built_in().map_or(0, |rules| rules.topics.len())
}
