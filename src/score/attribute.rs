//! Which topic a sum of money is for.
//!
//! From the nearest ground to the farthest: a topic named in the part of the
//! sentence that belongs to the sum, a topic named anywhere in the sentence, a
//! topic that the sentence refers back to ("this funding"), the heading.
//! What belongs to none stays unattributed and is kept in sight.

use crate::model::{AmountMention, Attribution, AttributionMethod, Document, Facts, Role, TopicMention};
use crate::text::Span;
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

/// Words between two amounts of one purpose.
const CONTINUES_WITHIN: usize = 6;
/// Words between an amount and the "for" of its purpose.
const PURPOSE_WITHIN: usize = 5;
/// Letters of a word that only joins others: "and", "from".
const FUNCTION_WORD: usize = 4;
/// Words between an amount and the list of what it is for.
const LIST_BEGINS_WITHIN: usize = 6;
/// Longest item of such a list, in words.
const LIST_ITEM_WORDS: usize = 6;

/// Fills [`AmountMention::topics`] of every amount, with or without a figure.
pub fn attribute(document: &Document, facts: &mut Facts) {
    let mut money = std::mem::take(&mut facts.money);
    let mut vague = std::mem::take(&mut facts.vague);
    let mut first = 0;
    for group in money.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        attribute_sentence(document, facts, group, first);
        first += group.len();
    }
    for mention in &mut vague {
        attribute_sentence(document, facts, std::slice::from_mut(mention), 0);
    }
    (facts.money, facts.vague) = (money, vague);
}

/// Links the amounts of one sentence, the first of which is number `first` of all.
fn attribute_sentence(document: &Document, facts: &Facts, amounts: &mut [AmountMention], first: usize) {
    let Some(sentence) = amounts.first().and_then(|first| facts.sentences.get(first.sentence)) else { return };
    let named: Vec<TopicMention> = by_method(&sentence.topics, AttributionMethod::Sentence);
    let carried = by_method(&sentence.topics, AttributionMethod::Reference);
    let spans: Vec<Span> = amounts.iter().map(|amount| amount.span).collect();
    let text = &document.text;
    let place = sentence.sentence.span;
    for index in 0..amounts.len() {
        let before = index.checked_sub(1).map(|before| amounts[before].topics.clone());
        let whole = amounts[index].part_of.and_then(|whole| whole.checked_sub(first)).filter(|whole| *whole < index);
        let whole = whole.map(|whole| amounts[whole].topics.clone());
        let amount = &mut amounts[index];
        let within = |part: Span| named.iter().filter(move |mention| part.contains(mention.span)).copied();
        let item = list_item(text, place, amount.span);
        let mut own: Vec<TopicMention> = within(parts(text, place, &spans, &named, index)).collect();
        if own.iter().any(|mention| item.contains(mention.span)) {
            own.retain(|mention| item.contains(mention.span));
        }
        let purpose = if spans.len() > 1 { purpose(text, place, &spans, index) } else { Purpose::Unsaid };
        amount.topics = match purpose {
            _ if is_mixed(text, item, amount.span, &named) => Vec::new(),
            Purpose::Said(part) => shares(&within(part).collect::<Vec<_>>(), AttributionMethod::Clause),
            Purpose::Pronoun if before.is_some() => before.unwrap_or_default(),
            _ if !own.is_empty() => shares(&own, AttributionMethod::Clause),
            _ if whole.as_ref().is_some_and(|topics| !topics.is_empty()) => whole.unwrap_or_default(),
            _ if before.is_some() && goes_on(text, place, &spans, index) => before.unwrap_or_default(),
            _ if !named.is_empty() && shared(text, &spans, &named, index) => {
                shares(&named, AttributionMethod::Sentence)
            }
            _ if !carried.is_empty() => shares(&carried, AttributionMethod::Reference),
            _ if amount.role == Role::Spend && named.is_empty() => by_heading(document, facts, sentence.sentence.block),
            _ => Vec::new(),
        };
    }
    for whole in 0..amounts.len() {
        if amounts[whole].topics.is_empty() {
            amounts[whole].topics = of_parts(amounts, first, whole);
        }
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

/// What one of several amounts of a sentence says that it is for.
enum Purpose {
    /// In so many words, which stand here.
    Said(Span),
    /// "For it", "for this".
    Pronoun,
    Unsaid,
}

/// The words behind an amount that begin with "for" or "on" and do not tell a time.
fn purpose(text: &str, sentence: Span, amounts: &[Span], index: usize) -> Purpose {
    let start = amounts[index].end;
    let end = amounts.get(index + 1).map_or(sentence.end, |next| next.start);
    let behind = &text[start..end.max(start)];
    let found = [" for ", " on "].iter().filter_map(|word| Some((behind.find(word)?, word.len()))).min();
    let Some((at, word)) = found else { return Purpose::Unsaid };
    if behind[..at].contains([',', ';', ':', ')']) || behind[..at].split_whitespace().count() > PURPOSE_WITHIN {
        return Purpose::Unsaid;
    }
    let object = &behind[at + word..];
    let mut words = object.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let near: Vec<&str> = words.by_ref().take(4).collect();
    let is_time = near.iter().take(1).any(|word| word.starts_with(|sign: char| sign.is_ascii_digit()))
        || near.iter().any(|word| word.starts_with("year") || word.starts_with("average") || word.starts_with("top"));
    match near.as_slice() {
        _ if is_time => Purpose::Unsaid,
        [] => Purpose::Unsaid,
        [word] if word.len() <= FUNCTION_WORD => Purpose::Pronoun,
        [word, ..] if word.len() <= FUNCTION_WORD && object[word.len()..].starts_with([',', '.', ';']) => {
            Purpose::Pronoun
        }
        _ => Purpose::Said(Span::new(start, end)),
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

/// True where an amount continues the one before it: "£92m over two years and
/// £15m this year", "£3bn on computers, up from £2bn". A short word stands
/// before it, and no subject as in "and roads £5m".
fn goes_on(text: &str, sentence: Span, amounts: &[Span], index: usize) -> bool {
    let between = &text[amounts[index - 1].end..amounts[index].start];
    let end = amounts.get(index + 1).map_or(sentence.end, |next| next.start);
    let behind = &text[amounts[index].end..end.max(amounts[index].end)];
    let behind = behind.split([',', ';', ')']).next().unwrap_or_default();
    let has_purpose = |part: &str| [" for ", " on ", " to ", " into "].iter().any(|word| part.contains(word));
    let is_short = between.split_whitespace().count() <= CONTINUES_WITHIN && !has_purpose(between);
    let follows_small_word = between.split_whitespace().last().is_some_and(|word| word.len() <= FUNCTION_WORD);
    let new_clause = between.contains(';') || between.contains(", while ");
    !new_clause && follows_small_word && !has_purpose(behind) && (is_short || between.contains(" from "))
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
/// to £8m", "£5m and £8m respectively"): little stands between them, and a
/// small word last.
fn related(text: &str, amounts: &[Span]) -> bool {
    amounts.windows(2).all(|pair| {
        let between = text.get(pair[0].end..pair[1].start).unwrap_or("");
        let small = between.split_whitespace().last().is_none_or(|word| word.len() <= FUNCTION_WORD);
        between.split_whitespace().count() <= 3 && !between.contains(" for ") && !between.contains(" on ") && small
    })
}

/// True where all topics are named before the first amount, as the subject
/// that the amounts share, or behind the last with little between the amounts.
fn shared(text: &str, amounts: &[Span], topics: &[TopicMention], index: usize) -> bool {
    let (Some(first), Some(last)) = (amounts.first(), amounts.last()) else { return false };
    let near = || {
        amounts[index..].windows(2).all(|pair| {
            let between = text.get(pair[0].end..pair[1].start).unwrap_or("");
            let small = between.split_whitespace().next().is_none_or(|word| word.len() <= FUNCTION_WORD);
            small && between.split_whitespace().count() <= CONTINUES_WITHIN
        })
    };
    let ahead = topics.iter().all(|topic| topic.span.end <= first.start);
    let new_clause = || text[first.end..amounts[index].start.max(first.end)].contains(", while ");
    ahead && !new_clause() || near() && topics.iter().all(|topic| topic.span.start >= last.end)
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
        let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
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
    fn a_list_of_mostly_other_things_is_for_no_topic() {
        assert_eq!(topics("I am providing £5 billion for schools, hospitals, roads and broadband."), [""]);
        assert_eq!(
            topics("I am providing £5 billion for broadband, telehealth and quantum computers."),
            ["health,broadband,data"]
        );
    }
}
