//! The lists of a report: every sentence and every amount, with its place in the file.

use super::backing::{Promise, Promises};
use super::comparable::annual;
use super::known::in_pence;
use crate::model::{
    AmountMention, Attribution, Document, Facts, FiscalYear, FlagMention, FlagReport, MoneyReport, Period,
    PromiseQuote, SentenceFacts, SentenceReport, TopicInfo, TopicShare,
};
use crate::text::Span;
use foldhash::HashMap;
use rust_decimal::Decimal;
use std::sync::Arc;

/// One entry for each sentence, in reading order.
pub(super) fn sentence_reports(
    document: &Document,
    facts: &Facts,
    topics: &[TopicInfo],
    promises: &Promises,
) -> Vec<SentenceReport> {
    let mut promised = promises.document.iter().peekable();
    let (mut places, mut line) = (document.source.walk(), document.lines.walk());
    // There are as many lists as sentences, and few different ones.
    let mut lists: HashMap<Vec<u16>, Arc<[String]>> = HashMap::default();
    let mut shared = |set: Vec<u16>| match lists.get(&set) {
        Some(list) => Arc::clone(list),
        None => {
            let list = set.iter().filter_map(|&topic| id(topics, topic)).collect();
            Arc::clone(lists.entry(set).or_insert(list))
        }
    };
    let report = |(index, sentence): (usize, &SentenceFacts)| {
        let source = places.source(sentence.sentence.span);
        SentenceReport {
            start: source.start,
            end: source.end,
            line: line(source.start),
            page: page(document, sentence.sentence.block),
            topics: shared(sentence.topic_set()),
            commitment: sentence.commitment.kind,
            backing: promised.next_if(|promise| promise.sentence == index).map(|promise| promise.backing),
        }
    };
    facts.sentences.iter().enumerate().map(report).collect()
}

/// The promises in their own words, in reading order.
pub(super) fn promise_quotes(document: &Document, facts: &Facts, promises: &Promises) -> Vec<PromiseQuote> {
    let mut amounts: HashMap<usize, Vec<[usize; 2]>> = HashMap::default();
    for mention in facts.money.iter().chain(&facts.vague) {
        let Some(sentence) = facts.sentences.get(mention.sentence).map(|sentence| sentence.sentence.span) else {
            continue;
        };
        if sentence.start <= mention.span.start && mention.span.end <= sentence.end {
            let place = [mention.span.start - sentence.start, mention.span.end - sentence.start];
            amounts.entry(mention.sentence).or_default().push(place);
        }
    }
    let mut latest: Option<(usize, Arc<str>)> = None;
    let mut shared = |index: usize| {
        if latest.as_ref().is_none_or(|(known, _)| *known != index) {
            let heading = text(document, document.blocks.get(index)?.span);
            latest = Some((index, heading.into()));
        }
        latest.as_ref().map(|(_, heading)| Arc::clone(heading))
    };
    let quote = |promise: &Promise| {
        let sentence = facts.sentences.get(promise.sentence)?.sentence;
        let heading = document.blocks.get(sentence.block).and_then(|block| block.heading);
        let mut amounts = amounts.remove(&promise.sentence).unwrap_or_default();
        amounts.sort_unstable();
        Some(PromiseQuote {
            sentence: promise.sentence,
            heading: heading.and_then(&mut shared),
            quote: text(document, sentence.span).into(),
            amounts: amounts.into(),
        })
    };
    let mut quotes = Vec::with_capacity(promises.document.len());
    quotes.extend(promises.document.iter().filter_map(quote));
    quotes
}

/// One entry for each of the amounts, in their order.
pub(super) fn money_reports(
    document: &Document,
    mentions: &[AmountMention],
    facts: &Facts,
    topics: &[TopicInfo],
) -> Vec<MoneyReport> {
    let report = |mention: &AmountMention| {
        let source = document.source.source(mention.span);
        let block = facts.sentences.get(mention.sentence).map(|sentence| sentence.sentence.block);
        let period = mention.period.as_ref();
        let year = |end: fn(&Period) -> Option<FiscalYear>| period.and_then(end).map(|year| year.to_string());
        MoneyReport {
            start: source.start,
            end: source.end,
            line: document.lines.line(source.start),
            page: block.and_then(|block| page(document, block)),
            sentence: mention.sentence,
            quote: text(document, mention.span),
            currency: mention.amount.currency,
            low: mention.amount.low,
            high: mention.amount.high,
            bound: mention.amount.bound,
            role: mention.role,
            per: mention.per,
            years: mention.years,
            by: mention.by.clone(),
            from: year(|period| period.from),
            to: year(|period| period.to),
            or_from: year(|period| period.or_from),
            or_to: year(|period| period.or_to),
            assumed: period.and_then(|period| period.assumed.clone()),
            topics: topic_shares(mention, topics),
            flags: flag_ids(mention),
            flag_details: flag_reports(document, mention),
            part_of: mention.part_of,
            counted: mention.counted > Decimal::ZERO,
            counted_value: mention.counted,
            added: mention.added,
            annual: annual(mention).map(in_pence),
            real: None,
            earlier: None,
        }
    };
    mentions.iter().map(report).collect()
}

/// The same with what is known of earlier announcements, for amounts with a figure.
pub(super) fn announced_reports(document: &Document, facts: &Facts, topics: &[TopicInfo]) -> Vec<MoneyReport> {
    let mut reports = money_reports(document, &facts.money, facts, topics);
    for (&index, earlier) in &facts.earlier {
        if let Some(report) = reports.get_mut(index) {
            report.earlier = Some(earlier.clone());
        }
    }
    reports
}

fn topic_shares(mention: &AmountMention, topics: &[TopicInfo]) -> Vec<TopicShare> {
    let share = |link: &Attribution| {
        let id = id(topics, link.topic)?;
        Some(TopicShare { id, share: link.share, method: link.method, confidence: link.confidence })
    };
    mention.topics.iter().filter_map(share).collect()
}

/// The flags of an amount, each once, in the order in which they were found.
fn flag_ids(mention: &AmountMention) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for flag in &mention.flags {
        if !ids.contains(&flag.id) {
            ids.push(flag.id.clone());
        }
    }
    ids
}

fn flag_reports(document: &Document, mention: &AmountMention) -> Vec<FlagReport> {
    let report = |flag: &FlagMention| FlagReport {
        id: flag.id.clone(),
        quote: text(document, flag.span),
        multiplier: flag.multiplier,
    };
    mention.flags.iter().map(report).collect()
}

fn id(topics: &[TopicInfo], topic: u16) -> Option<String> {
    topics.get(usize::from(topic)).map(|topic| topic.id.clone())
}

fn page(document: &Document, block: usize) -> Option<u32> {
    document.blocks.get(block).and_then(|block| block.page)
}

fn text(document: &Document, span: Span) -> String {
    document.text.get(span.start..span.end).unwrap_or_default().to_owned()
}
