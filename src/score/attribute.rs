//! Which topic a sum of money is for.
//!
//! From the nearest ground to the farthest: a topic named in the part of the
//! sentence that belongs to the sum, a topic named anywhere in the sentence, a
//! topic that the sentence refers back to ("this funding"), the heading.
//! What belongs to none stays unattributed and is kept in sight.

use crate::model::{AmountMention, Attribution, AttributionMethod, Document, Facts, Link, Purpose, Role, TopicMention};
use crate::text::{Span, count_words};
use rust_decimal::Decimal;

/// How sure each kind of link is. A measure for readers, not a probability.
fn confidence(method: AttributionMethod) -> f64 {
    match method {
        AttributionMethod::Clause => 0.95,
        AttributionMethod::Sentence => 0.85,
        AttributionMethod::Reference => 0.7,
        AttributionMethod::Heading => 0.5,
    }
}

/// Longest heading that is a label of what stands below it, in words.
const LABEL_WORDS: usize = 6;
/// How many sentences back a topic may be carried over from.
const CARRIED_OVER: usize = 5;
/// How many amounts back a whole may have been named.
const NAMED_BEFORE: usize = 12;
/// Longest item of a list of what an amount is for, in words.
const LIST_ITEM_WORDS: usize = 6;

/// Fills [`AmountMention::topics`] of every amount, with or without a figure.
pub fn attribute(document: &Document, facts: &mut Facts) {
    let mut money = std::mem::take(&mut facts.money);
    let mut vague = std::mem::take(&mut facts.vague);
    let mut first = 0;
    // The last amount of the sentence before.
    let mut last: Option<AmountMention> = None;
    for group in money.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        attribute_sentence(document, facts, group, first);
        let before = last.take().filter(|last| last.sentence + 1 == group[0].sentence);
        compare_with(before.as_ref(), facts, group);
        first += group.len();
        last = group.last().cloned();
    }
    take_over_wholes(&mut money);
    for mention in &mut vague {
        attribute_sentence(document, facts, std::slice::from_mut(mention), 0);
    }
    (facts.money, facts.vague) = (money, vague);
}

/// Links the amounts of one sentence, the first of which is number `first` of all.
fn attribute_sentence(document: &Document, facts: &Facts, amounts: &mut [AmountMention], first: usize) {
    let Some(sentence) = amounts.first().and_then(|first| facts.sentences.get(first.sentence)) else { return };
    let named: Vec<TopicMention> = by_method(&sentence.topics, AttributionMethod::Sentence);
    let mut carried = by_method(&sentence.topics, AttributionMethod::Reference);
    let this = amounts[0].sentence;
    carried.retain(|mention| !is_from_list(facts, this, mention.topic));
    let spans: Vec<Span> = amounts.iter().map(|amount| amount.span).collect();
    let links: Vec<Link> = amounts.iter().map(|amount| amount.link).collect();
    let text = &document.text;
    let place = sentence.sentence.span;
    for index in 0..amounts.len() {
        let before = index.checked_sub(1).map(|before| amounts[before].topics.clone());
        let whole = amounts[index].part_of.and_then(|whole| whole.checked_sub(first)).filter(|whole| *whole < index);
        let whole = whole.map(|whole| amounts[whole].topics.clone()).filter(|topics| !topics.is_empty());
        let amount = &mut amounts[index];
        let link = amount.link;
        let others = |mention: &TopicMention| link.others.is_some_and(|others| others.overlaps(mention.span));
        let within =
            |part: Span| named.iter().filter(move |mention| part.contains(mention.span) && !others(mention)).copied();
        let item = list_item(text, place, amount.span);
        let part = link.enclosed.unwrap_or_else(|| parts(place, &spans, &links, &named, index));
        let mut own: Vec<TopicMention> = within(part).collect();
        if own.iter().any(|mention| item.contains(mention.span)) {
            own.retain(|mention| item.contains(mention.span));
        }
        amount.topics = match (amount.link.purpose, before) {
            (Purpose::Wide, _) => Vec::new(),
            (Purpose::Said { words, object }, _) if is_mixed(text, Span::new(object, words.end), &named) => Vec::new(),
            (Purpose::Said { words, .. }, _) if spans.len() > 1 => {
                shares(&within(words).collect::<Vec<_>>(), AttributionMethod::Clause)
            }
            (Purpose::Pronoun, Some(before)) => before,
            _ if !own.is_empty() => shares(&own, AttributionMethod::Clause),
            _ if named.iter().any(others) => Vec::new(),
            (_, before) => match (whole, before.filter(|_| amount.link.continues)) {
                (Some(topics), _) | (None, Some(topics)) => topics,
                _ if !named.is_empty() && link.enclosed.is_none() && shared(&spans, &links, &named, index) => {
                    shares(&named, AttributionMethod::Sentence)
                }
                _ if !carried.is_empty() => shares(&carried, AttributionMethod::Reference),
                _ if amount.role == Role::Spend && named.is_empty() => {
                    by_heading(document, facts, sentence.sentence.block)
                }
                _ => Vec::new(),
            },
        };
    }
    for whole in 0..amounts.len() {
        if amounts[whole].topics.is_empty() {
            amounts[whole].topics = of_parts(amounts, first, whole);
        }
    }
}

/// True where the sentence that a topic is carried over from names it only in
/// a list that is mostly of other things: its money is for all of them.
fn is_from_list(facts: &Facts, sentence: usize, topic: u16) -> bool {
    let names = |index: &usize| {
        let named = by_method(&facts.sentences[*index].topics, AttributionMethod::Sentence);
        named.iter().any(|mention| mention.topic == topic)
    };
    let source = (sentence.saturating_sub(CARRIED_OVER)..sentence).rev().find(names);
    source.is_some_and(|source| facts.lists.binary_search(&source).is_ok())
}

/// "This is an increase of £2bn": for what the sum before is for, where the
/// sentence names nothing of its own.
fn compare_with(before: Option<&AmountMention>, facts: &Facts, group: &mut [AmountMention]) {
    let Some(before) = before else { return };
    let Some(sentence) = facts.sentences.get(before.sentence + 1) else { return };
    let refers = sentence.topics.iter().all(|mention| mention.method == AttributionMethod::Reference);
    for amount in group.iter_mut().filter(|amount| amount.link.compared && refers) {
        amount.topics.clone_from(&before.topics);
    }
}

/// "£500m out of the £3.8bn": a whole that says of itself nothing is the sum
/// of the same size that was named before.
fn take_over_wholes(money: &mut [AmountMention]) {
    for index in 0..money.len() {
        let is_whole = index > 0 && money[index - 1].part_of == Some(index);
        if !is_whole || !money[index].topics.is_empty() {
            continue;
        }
        let sum = money[index].amount;
        let near = index.saturating_sub(NAMED_BEFORE);
        let named = money[near..index].iter().rev().find(|before| {
            before.amount.high == sum.high && before.amount.currency == sum.currency && !before.topics.is_empty()
        });
        let topics = named.map(|before| before.topics.clone());
        money[index].topics = topics.unwrap_or_default();
    }
}

/// The topics of the parts of a sum that says of itself nothing, where they
/// make at least half of it.
fn of_parts(amounts: &[AmountMention], first: usize, whole: usize) -> Vec<Attribution> {
    let parts = || amounts.iter().filter(|part| part.part_of == Some(first + whole) && !part.topics.is_empty());
    let sum: Option<Decimal> = parts().map(|part| part.amount.high).sum();
    let is_most = sum.zip(amounts[whole].amount.high).is_some_and(|(sum, whole)| sum * Decimal::TWO >= whole);
    if !is_most {
        return Vec::new();
    }
    let mut topics: Vec<Attribution> = Vec::new();
    for topic in parts().flat_map(|part| &part.topics) {
        if topics.iter().all(|known| known.topic != topic.topic) {
            topics.push(*topic);
        }
    }
    let share = 1.0 / topics.len().max(1) as f64;
    topics.iter_mut().for_each(|topic| topic.share = share);
    topics
}

/// The topic of the heading above a block, where it is a label that names just
/// one. "Better trains, roads and broadband help all of us" is a sentence, and
/// what stands below it may be for anything in it.
fn by_heading(document: &Document, facts: &Facts, block: usize) -> Vec<Attribution> {
    let heading = document.blocks.get(block).and_then(|block| block.heading).filter(|&heading| {
        let label = document.blocks.get(heading).map_or("", |block| block.span.of(&document.text));
        count_words(label) <= LABEL_WORDS && !label.contains(',')
    });
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
fn parts(sentence: Span, amounts: &[Span], links: &[Link], topics: &[TopicMention], index: usize) -> Span {
    let here = amounts[index];
    if links.iter().skip(1).all(|link| link.near) {
        return sentence;
    }
    let before = index.checked_sub(1).map_or(sentence.start, |before| amounts[before].end);
    let bracketed = links.iter().filter(|link| link.bracketed).count();
    if bracketed > 1 || bracketed == 1 && topics.iter().any(|topic| topic.span.end <= here.start) {
        return Span::new(before, here.end);
    }
    let after = amounts.get(index + 1).map_or(sentence.end, |after| after.start);
    let behind_last = amounts.last().is_some_and(|last| topics.iter().any(|topic| topic.span.start >= last.end));
    let ahead_of_first = amounts.first().is_some_and(|first| topics.iter().any(|topic| topic.span.end <= first.start));
    if ahead_of_first && !behind_last { Span::new(before, here.end) } else { Span::new(here.start, after) }
}

/// True where what an amount is for is a list of things that are mostly on no
/// topic: "schools, hospitals, roads and broadband".
fn is_mixed(text: &str, purpose: Span, topics: &[TopicMention]) -> bool {
    let list = purpose.of(text).split(['.', ':', ';', '(']).next().unwrap_or_default();
    if list.contains(char::is_numeric) {
        return false;
    }
    let (mut items, mut on_topic, mut at) = (0, 0, purpose.start);
    for item in list.split(',') {
        let place = Span::new(at, at + item.len());
        at = place.end + 1;
        if item.split_whitespace().count() > LIST_ITEM_WORDS {
            return false;
        }
        items += 1;
        on_topic += usize::from(topics.iter().any(|topic| topic.span.overlaps(place)));
    }
    items >= 3 && on_topic * 2 < items
}

/// The item of a list with semicolons in which an amount stands; the whole
/// sentence where it is no such list.
fn list_item(text: &str, sentence: Span, amount: Span) -> Span {
    let start = text[sentence.start..amount.start].rfind(';').map_or(sentence.start, |at| sentence.start + at + 1);
    let end = text[amount.end..sentence.end].find(';').map_or(sentence.end, |at| amount.end + at);
    Span::new(start, end)
}

/// True where all topics are named before the first amount, as the subject
/// that the amounts share, or behind the last with little between the amounts.
fn shared(amounts: &[Span], links: &[Link], topics: &[TopicMention], index: usize) -> bool {
    let (Some(first), Some(last)) = (amounts.first(), amounts.last()) else { return false };
    let is_subject = topics.iter().all(|topic| topic.span.end <= first.start);
    let bracketed = links.iter().filter(|link| link.bracketed).count() > 1;
    let new_clause = || bracketed || links[..=index].iter().any(|link| link.contrast);
    let is_object = || topics.iter().all(|topic| topic.span.start >= last.end);
    is_subject && !new_clause() || is_object() && links[index + 1..].iter().all(|link| link.listed)
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

#[cfg(test)]
mod tests {
    use super::attribute;
    use crate::extract::extract;
    use crate::ingest::{ReadOptions, read_bytes, sentences};
    use crate::rules::RuleSet;

    /// The topics of each sum of a text.
    fn topics(text: &str) -> Vec<String> {
        let rules = RuleSet::built_in().unwrap();
        let document = read_bytes("a.md", text.as_bytes(), &ReadOptions::default()).unwrap();
        let found = sentences(&document, &rules.abbreviations);
        let mut facts = extract(&document, &found, &rules, None, true);
        attribute(&document, &mut facts);
        let id = |topic: u16| rules.topics[usize::from(topic)].id.as_str();
        facts
            .money
            .iter()
            .map(|sum| sum.topics.iter().map(|link| id(link.topic)).collect::<Vec<_>>().join(","))
            .collect()
    }

    #[test]
    fn a_whole_is_not_for_the_topic_of_its_part() {
        assert_eq!(topics("The £34 billion defence budget includes £1.9 billion for cyber security."), ["", "cyber"]);
        assert_eq!(
            topics("Hospitals get £20 billion, of which £2 billion is for electronic patient records."),
            ["", "health"]
        );
    }

    #[test]
    fn a_purpose_without_a_topic_is_a_purpose() {
        let text = "Besides £90 million for school meals, we will give £30 million for laptops for pupils.";
        assert_eq!(topics(text), ["", "skills"]);
        let text = "We will spend £500 million on rural broadband and £200 million on new buses.";
        assert_eq!(topics(text), ["broadband", ""]);
    }

    #[test]
    fn a_sum_without_a_purpose_continues_the_one_before() {
        let text = "We will spend £3.5 billion on legacy IT this year, up from £2.7 billion last year.";
        assert_eq!(topics(text), ["legacy", "legacy"]);
        let text = "A grant of up to £30,000 will help each firm to go digital, and we set aside £300 million for it.";
        assert_eq!(topics(text), ["economy", "economy"]);
    }

    #[test]
    fn another_subject_or_clause_takes_nothing_over() {
        assert_eq!(topics("Laptops for pupils will cost £30 million and school meals £90 million."), ["skills", ""]);
        assert_eq!(topics("GOV.UK cost £60 million last year, while the new roads cost £3 billion."), ["gds", ""]);
    }

    #[test]
    fn a_heading_that_is_a_label_gives_its_topic() {
        assert_eq!(topics("# Rural broadband\n\nWe will invest £5 million over two years."), ["broadband"]);
        let sentence = "# Better trains, roads and broadband help all of us\n\nWe will invest £100 billion.";
        assert_eq!(topics(sentence), [""]);
        assert_eq!(topics("# Trains, buses and broadband\n\nWe will invest £5 million."), [""]);
    }

    #[test]
    fn a_list_of_mostly_other_things_is_for_no_topic() {
        assert_eq!(topics("I am providing £5 billion for schools, hospitals, roads and broadband."), [""]);
        assert_eq!(
            topics("I am providing £5 billion for broadband, telehealth and quantum computers."),
            ["health,broadband,data"]
        );
    }

    #[test]
    fn a_list_that_is_mostly_of_other_things_says_nothing() {
        assert_eq!(topics("We will spend £100 billion on infrastructure: roads, railways, walls and broadband."), [""]);
        assert_eq!(topics("The £12 billion will pay for ships, tanks and a cyber force."), [""]);
        assert_eq!(topics("The £60 million will build a safer, faster and more open data service."), ["data"]);
        let text = "We will put £900 million into roads, buses, trams and 5G. This is an increase of £100 million.";
        assert_eq!(topics(text), ["", ""]);
        let text =
            "The mission will bring homes, water, roads, mobile coverage and jobs. I set aside £9 million for it.";
        assert_eq!(topics(text), [""]);
    }

    #[test]
    fn a_large_sum_for_a_wide_area_is_for_no_topic_in_it() {
        assert_eq!(
            topics("We will spend £13 billion on education next year, to equip classrooms with computers."),
            [""]
        );
        assert_eq!(topics("£2.5 billion is set aside for science, including artificial intelligence."), [""]);
        assert_eq!(topics("£15 million will go to the NHS to roll out electronic patient records."), ["health"]);
    }

    #[test]
    fn brackets_hold_the_sum_of_what_stands_before_them() {
        assert_eq!(
            topics("We invested in apprentices (£40m), 5G trials (£20m), and ferries (£60m)."),
            ["", "mobile", ""]
        );
        assert_eq!(topics("Over 40 per cent (£2 billion) of it will go to fibre broadband."), ["broadband"]);
    }

    #[test]
    fn a_part_of_a_sum_does_not_give_it_its_topic() {
        assert_eq!(topics("The defence budget is £40 billion, and £2 billion of it is for cyber."), ["", "cyber"]);
    }
}
