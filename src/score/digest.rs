//! A document as a comparison reads it: its promises with their places, money
//! and words. The document itself is not needed afterwards.

use super::backing::{Promises, find_promises, is_public_money};
use super::wording::{StemCounts, stems};
use crate::model::{AmountMention, Document, Facts, PromiseReport, PromisedSum};
use crate::text::Span;
use foldhash::HashMap;

/// The promises of a document and how often its words stand in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Digest {
    /// The promises on any topic, in reading order.
    pub(super) promises: Vec<Promised>,
    /// The words of all sentences.
    pub(super) stems: StemCounts,
}

/// A promise and what it is compared by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Promised {
    /// Indices in the rule set of the topics on which it is a promise, ascending.
    pub(super) topics: Vec<u16>,
    /// The promise with its place.
    pub(super) report: PromiseReport,
    /// Its stems with how often each stands in it, sorted.
    pub(super) stems: Vec<(Box<str>, u32)>,
}

/// Reads the promises of a document; `topics` is the number of topics in the
/// rule set. Amounts must be linked to topics.
pub fn digest(document: &Document, facts: &Facts, topics: usize) -> Digest {
    let promises = find_promises(facts, topics);
    let on = topics_of(&promises);
    let mut money: HashMap<usize, Vec<(Option<usize>, &AmountMention)>> = HashMap::default();
    let with_figure = facts.money.iter().enumerate().map(|(index, mention)| (Some(index), mention));
    for (index, mention) in with_figure.chain(facts.vague.iter().map(|mention| (None, mention))) {
        if is_public_money(mention) {
            money.entry(mention.sentence).or_default().push((index, mention));
        }
    }
    let read = |promise: &super::Promise| {
        let topics = on.get(&promise.sentence).cloned().unwrap_or_default();
        let sums = money.get(&promise.sentence).map(Vec::as_slice).unwrap_or_default();
        let sums = sums.iter().filter(|(_, mention)| is_for(mention, &topics));
        let mut sums: Vec<_> =
            sums.map(|&(index, mention)| (mention.span.start, sum(document, index, mention))).collect();
        sums.sort_by_key(|(start, _)| *start);
        let report = place(document, facts, promise, sums.into_iter().map(|(_, sum)| sum).collect());
        Promised { topics, stems: counted(&report.quote), report }
    };
    Digest { promises: promises.document.iter().map(read).collect(), stems: StemCounts::of(document, facts) }
}

/// The topics on which each sentence is a promise, ascending.
fn topics_of(promises: &Promises) -> HashMap<usize, Vec<u16>> {
    let mut on: HashMap<usize, Vec<u16>> = HashMap::default();
    for (topic, promises) in promises.topics.iter().enumerate() {
        for promise in promises {
            on.entry(promise.sentence).or_default().extend(u16::try_from(topic));
        }
    }
    on
}

/// True for money on one of the topics, or on none.
fn is_for(mention: &AmountMention, topics: &[u16]) -> bool {
    mention.topics.is_empty() || mention.topics.iter().any(|link| topics.contains(&link.topic))
}

fn sum(document: &Document, index: Option<usize>, mention: &AmountMention) -> PromisedSum {
    PromisedSum {
        money: index,
        quote: text(document, mention.span),
        currency: mention.amount.currency,
        low: mention.amount.low,
        high: mention.amount.high,
        bound: mention.amount.bound,
        per: mention.per,
    }
}

fn place(document: &Document, facts: &Facts, promise: &super::Promise, money: Vec<PromisedSum>) -> PromiseReport {
    let sentence = &facts.sentences[promise.sentence];
    let source = document.source.source(sentence.sentence.span);
    let block = document.blocks.get(sentence.sentence.block);
    let heading = block.and_then(|block| document.blocks.get(block.heading?));
    PromiseReport {
        sentence: promise.sentence,
        start: source.start,
        end: source.end,
        line: document.lines.line(source.start),
        page: block.and_then(|block| block.page),
        heading: heading.map(|heading| text(document, heading.span)),
        quote: text(document, sentence.sentence.span),
        commitment: sentence.commitment.kind,
        dated: sentence.commitment.dated,
        backing: promise.backing,
        money,
    }
}

fn counted(quote: &str) -> Vec<(Box<str>, u32)> {
    let mut all: Vec<_> = stems(quote).collect();
    all.sort_unstable();
    let mut counted: Vec<(Box<str>, u32)> = Vec::new();
    for stem in all {
        match counted.last_mut() {
            Some((last, count)) if *last == stem => *count += 1,
            _ => counted.push((stem, 1)),
        }
    }
    counted
}

fn text(document: &Document, span: Span) -> String {
    document.text.get(span.start..span.end).unwrap_or_default().to_owned()
}
