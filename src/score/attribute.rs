//! Which topic a sum of money is for.
//!
//! From the nearest ground to the farthest: a topic named in the part of the
//! sentence that belongs to the sum, a topic named anywhere in the sentence, a
//! topic that the sentence refers back to ("this funding"), the heading.
//! What belongs to none stays unattributed and is kept in sight.

use crate::model::{AmountMention, Attribution, AttributionMethod, Document, Facts, Role, TopicMention};
use crate::text::Span;

/// How sure each kind of link is. A measure for readers, not a probability.
fn confidence(method: AttributionMethod) -> f64 {
    match method {
        AttributionMethod::Clause => 0.95,
        AttributionMethod::Sentence => 0.85,
        AttributionMethod::Reference => 0.7,
        AttributionMethod::Heading => 0.5,
    }
}

/// Words between two amounts of one purpose.
const CONTINUES_WITHIN: usize = 8;
/// Words between an amount and the list of what it is for.
const LIST_BEGINS_WITHIN: usize = 6;
/// Longest item of such a list, in words.
const LIST_ITEM_WORDS: usize = 6;

/// Fills [`AmountMention::topics`] of every amount, with or without a figure.
pub fn attribute(document: &Document, facts: &mut Facts) {
    let mut money = std::mem::take(&mut facts.money);
    let mut vague = std::mem::take(&mut facts.vague);
    for group in money.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        attribute_sentence(document, facts, group);
    }
    for mention in &mut vague {
        attribute_sentence(document, facts, std::slice::from_mut(mention));
    }
    (facts.money, facts.vague) = (money, vague);
}

/// Links the amounts of one sentence.
fn attribute_sentence(document: &Document, facts: &Facts, amounts: &mut [AmountMention]) {
    let Some(sentence) = amounts.first().and_then(|first| facts.sentences.get(first.sentence)) else { return };
    let named: Vec<TopicMention> = by_method(&sentence.topics, AttributionMethod::Sentence);
    let carried = by_method(&sentence.topics, AttributionMethod::Reference);
    let spans: Vec<Span> = amounts.iter().map(|amount| amount.span).collect();
    let text = &document.text;
    for index in 0..amounts.len() {
        let earlier = index.checked_sub(1).map(|before| amounts[before].topics.clone()).unwrap_or_default();
        let amount = &mut amounts[index];
        let within = |part: Span| named.iter().filter(move |mention| part.contains(mention.span)).copied();
        let item = list_item(text, sentence.sentence.span, amount.span);
        let mut own: Vec<TopicMention> = within(parts(text, sentence.sentence.span, &spans, &named, index)).collect();
        if own.iter().any(|mention| item.contains(mention.span)) {
            own.retain(|mention| item.contains(mention.span));
        }
        amount.topics = if is_mixed(text, item, amount.span, &named) {
            Vec::new()
        } else if !own.is_empty() {
            shares(&own, AttributionMethod::Clause)
        } else if index > 0 && goes_on(text, sentence.sentence.span, &spans, index) {
            earlier.clone()
        } else if !named.is_empty() && shared_subject(&spans, &named) {
            shares(&named, AttributionMethod::Sentence)
        } else if !carried.is_empty() {
            shares(&carried, AttributionMethod::Reference)
        } else if amount.role == Role::Spend {
            by_heading(document, facts, sentence.sentence.block)
        } else {
            Vec::new()
        };
    }
}

/// The topic of the heading above a block, where it names just one.
fn by_heading(document: &Document, facts: &Facts, block: usize) -> Vec<Attribution> {
    let heading = document.blocks.get(block).and_then(|block| block.heading);
    match heading.and_then(|heading| facts.headings.get(&heading)).map(Vec::as_slice) {
        Some([topic]) => {
            let method = AttributionMethod::Heading;
            vec![Attribution { topic: *topic, share: 1.0, method, confidence: confidence(method) }]
        }
        _ => Vec::new(),
    }
}

/// The part of a sentence that belongs to one of its amounts. With one amount,
/// the whole. In a list ("£230m for police, £170m for courts") each amount
/// owns what follows it; where the last amount has nothing on a topic behind
/// it but something stands before the first ("broadband gets £230m and
/// courts £170m"), each owns what goes before it.
fn parts(text: &str, sentence: Span, amounts: &[Span], topics: &[TopicMention], index: usize) -> Span {
    let here = amounts[index];
    if amounts.len() == 1 || related(text, amounts) {
        return sentence;
    }
    let before = index.checked_sub(1).map_or(sentence.start, |before| amounts[before].end);
    let after = amounts.get(index + 1).map_or(sentence.end, |after| after.start);
    let behind_last = amounts.last().is_some_and(|last| topics.iter().any(|topic| topic.span.start >= last.end));
    let ahead_of_first = amounts.first().is_some_and(|first| topics.iter().any(|topic| topic.span.end <= first.start));
    if ahead_of_first && !behind_last { Span::new(before, here.end) } else { Span::new(here.start, after) }
}

/// True where an amount has no purpose of its own and continues the one before
/// it: "£92m over two years and £15m this year", "£3bn on computers, up from
/// £2bn".
fn goes_on(text: &str, sentence: Span, amounts: &[Span], index: usize) -> bool {
    let between = &text[amounts[index - 1].end..amounts[index].start];
    let end = amounts.get(index + 1).map_or(sentence.end, |next| next.start);
    let behind = &text[amounts[index].end..end];
    let behind = behind.split([',', ';', ')']).next().unwrap_or_default();
    let has_purpose = |part: &str| [" for ", " on ", " to ", " into "].iter().any(|word| part.contains(word));
    let is_short = between.split_whitespace().count() <= CONTINUES_WITHIN && !has_purpose(between);
    !between.contains(';') && !has_purpose(behind) && (is_short || between.contains(" from "))
}

/// True where an amount is for a list of things that are mostly on no topic:
/// "£5bn for schools, hospitals, roads and broadband".
fn is_mixed(text: &str, item: Span, amount: Span, topics: &[TopicMention]) -> bool {
    let behind = &text[amount.end..item.end.max(amount.end)];
    let Some(start) = behind.find(" for ").filter(|at| behind[..*at].split_whitespace().count() <= LIST_BEGINS_WITHIN)
    else {
        return false;
    };
    let list = &behind[start..];
    let list = list.split(['.', ':', '(']).next().unwrap_or_default();
    if list.matches(", ").count() < 2 || list.contains(char::is_numeric) {
        return false;
    }
    let (mut all, mut on_topic, mut at) = (0, 0, amount.end + start);
    for part in list.split(", ").flat_map(|part| part.split(" and ")) {
        let place = Span::new(at, at + part.len());
        at += part.len() + 1;
        let words = part.split_whitespace().count();
        if words == 0 {
            continue;
        }
        if words > LIST_ITEM_WORDS {
            return false;
        }
        all += 1;
        on_topic += usize::from(topics.iter().any(|topic| topic.span.overlaps(place)));
    }
    all >= 3 && on_topic * 2 < all
}

/// The item of a list with semicolons in which an amount stands; the whole
/// sentence where it is no such list.
fn list_item(text: &str, sentence: Span, amount: Span) -> Span {
    let start = text[sentence.start..amount.start].rfind(';').map_or(sentence.start, |at| sentence.start + at + 1);
    let end = text[amount.end..sentence.end].find(';').map_or(sentence.end, |at| amount.end + at);
    Span::new(start, end)
}

/// True where the amounts are a change or alternatives of one thing ("from £5m
/// to £8m", "£5m and £8m respectively"): little stands between them.
fn related(text: &str, amounts: &[Span]) -> bool {
    amounts.windows(2).all(|pair| {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or("");
        between.split_whitespace().count() <= 3 && !between.contains(" for ")
    })
}

/// True where all topics are named before the first amount, as the subject
/// that the amounts share, or after the last.
fn shared_subject(amounts: &[Span], topics: &[TopicMention]) -> bool {
    let (Some(first), Some(last)) = (amounts.first(), amounts.last()) else { return false };
    topics.iter().all(|topic| topic.span.end <= first.start) || topics.iter().all(|topic| topic.span.start >= last.end)
}

fn by_method(mentions: &[TopicMention], method: AttributionMethod) -> Vec<TopicMention> {
    mentions.iter().filter(|mention| mention.method == method).copied().collect()
}

/// Equal shares for each topic, once.
fn shares(mentions: &[TopicMention], method: AttributionMethod) -> Vec<Attribution> {
    let mut topics: Vec<u16> = mentions.iter().map(|mention| mention.topic).collect();
    topics.sort_unstable();
    topics.dedup();
    let share = 1.0 / topics.len() as f64;
    topics.into_iter().map(|topic| Attribution { topic, share, method, confidence: confidence(method) }).collect()
}
