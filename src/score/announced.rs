//! Money that was announced before: in an earlier text of the same run, or by
//! a ledger of past events.
//!
//! A sum was announced before where an earlier announcement names the same
//! amount in the same currency and unit of time, where its time has not run
//! out, and where enough else fits: the topic, the words, the years, how rare
//! the amount is, and whether the text itself says that it is not new. Each
//! adds to the confidence; below [`SURE`] nothing is said. The earliest event
//! that fits is shown, and the sum gets the flag `reannounce`.

use super::align::significant_digits;
use super::funding::REANNOUNCE;
use super::ledger::is_funding;
use super::wording::{StemCounts, names, overlap};
use crate::model::{
    AmountMention, Announcement, Currency, Document, EarlierAnnouncement, Facts, FiscalYear, FlagMention, Per,
    TopicInfo,
};
use crate::rules::Flag;
use crate::text::Span;
use foldhash::HashMap;
use rust_decimal::Decimal;

/// From this confidence on a sum counts as announced before.
const SURE: f64 = 0.65;
/// The topic is the same.
const TOPIC: f64 = 0.35;
/// The text names it, or says all the words of the description.
const WORDS: f64 = 0.35;
/// The amount is said of few things, by its significant digits.
const DIGITS: [f64; 3] = [0.0, 0.15, 0.25];
/// Both name the same last year.
const SAME_END: f64 = 0.15;
/// They name different last years.
const OTHER_END: f64 = -0.25;
/// The text says that it was announced before.
const SAYS_SO: f64 = 0.15;
/// Years after which an announcement without an end no longer counts as the same money.
const LAST_YEARS: i16 = 6;

/// Announcements by their sum.
#[derive(Debug, Clone, Default)]
pub struct Announcements {
    all: Vec<Announcement>,
    by_sum: HashMap<(Currency, Decimal, Per), Vec<usize>>,
}

impl Announcements {
    /// Files announcements under their sums. Of those that fit alike, the first is shown.
    pub fn new(all: Vec<Announcement>) -> Self {
        let mut by_sum: HashMap<_, Vec<usize>> = HashMap::default();
        for (index, one) in all.iter().enumerate() {
            by_sum.entry((one.currency, one.high.normalize(), one.per)).or_default().push(index);
        }
        Self { all, by_sum }
    }

    fn of_sum(&self, mention: &AmountMention) -> impl Iterator<Item = &Announcement> {
        let key = mention.amount.high.map(|high| (mention.amount.currency, high.normalize(), mention.per));
        key.and_then(|key| self.by_sum.get(&key)).into_iter().flatten().map(|&index| &self.all[index])
    }
}

/// What decides about the sums of a text.
#[derive(Debug, Clone, Copy)]
pub struct Marking<'a> {
    /// The topics of the rule set.
    pub topics: &'a [TopicInfo],
    /// The flag `reannounce`; without one the score does not change.
    pub flag: Option<&'a Flag>,
    /// Place of the text in the order given. Texts without a date are as old as their place.
    pub place: usize,
}

/// Marks the sums of a text that were announced before. What was marked
/// already stays, unless an earlier event is found.
pub fn mark_announced(document: &Document, facts: &mut Facts, known: &Announcements, marking: Marking) {
    let mut counts = None;
    let mut found = Vec::new();
    for (index, mention) in facts.money.iter().enumerate() {
        if !is_funding(mention) {
            continue;
        }
        for one in known.of_sum(mention).filter(|one| is_in_time(one, document, marking.place)) {
            let counts = counts.get_or_insert_with(|| StemCounts::of(document, facts));
            if let Some(earlier) = fits(one, mention, document, facts, counts, marking.topics) {
                found.push((index, earlier));
            }
        }
    }
    for (index, earlier) in found {
        let known = facts.earlier.get(&index);
        if known.is_none_or(|known| is_better(&earlier, known)) {
            facts.earlier.insert(index, earlier);
        }
        let mention = &mut facts.money[index];
        if let Some(flag) = marking.flag.filter(|flag| mention.flags.iter().all(|known| known.id != flag.id)) {
            // Another place shows it: the span is empty, as for an absence.
            let span = Span::new(mention.span.end, mention.span.end);
            let (id, multiplier, old_money) = (flag.id.clone(), flag.multiplier, flag.old_money);
            mention.flags.push(FlagMention { id, span, multiplier, old_money });
        }
    }
}

/// The earlier event, and of one day the surer match. One without a date is
/// of a text, which came before only by its place.
fn is_better(one: &EarlierAnnouncement, other: &EarlierAnnouncement) -> bool {
    let rank = |earlier: &EarlierAnnouncement| (earlier.date.is_none(), earlier.date.clone());
    match rank(one).cmp(&rank(other)) {
        std::cmp::Ordering::Equal => one.confidence > other.confidence,
        order => order.is_lt(),
    }
}

/// True where the announcement came before the text and its money is not spent yet.
fn is_in_time(one: &Announcement, document: &Document, place: usize) -> bool {
    let before_by_place = one.document.is_some_and(|document| document < place);
    let (Some(then), Some(now)) = (one.date, document.date) else { return before_by_place };
    let end = one.until.map_or(then.year() + LAST_YEARS, |year| year.0 + 1);
    then < now && now.year() <= end
}

/// The announcement as the earlier one of a sum, where enough fits.
fn fits(
    one: &Announcement,
    mention: &AmountMention,
    document: &Document,
    facts: &Facts,
    counts: &StemCounts,
    topics: &[TopicInfo],
) -> Option<EarlierAnnouncement> {
    let mut why = Vec::new();
    let mut confidence = 0.0;
    let ids = mention.topics.iter().filter_map(|link| topics.get(usize::from(link.topic)));
    let topic = ids.clone().find(|topic| one.topics.contains(&topic.id)).or_else(|| ids.clone().next());
    let sentence = facts.sentences.get(mention.sentence)?.sentence.span.of(&document.text);
    let same_topic = topic.is_some_and(|topic| one.topics.contains(&topic.id));
    let named = one.aliases.iter().find(|alias| names(sentence, alias));
    if same_topic {
        confidence += TOPIC;
        why.push("the same topic".to_owned());
    } else if named.is_none() {
        return None;
    }
    let shared = if named.is_some() { 1.0 } else { overlap(counts, &one.item, sentence) };
    confidence += WORDS * shared;
    match named {
        Some(alias) => why.push(format!("it names “{alias}”")),
        None if shared >= 0.5 => why.push("the same words".to_owned()),
        None => {}
    }
    let amount = mention.amount.high?;
    confidence += DIGITS[significant_digits(amount).clamp(1, DIGITS.len()) - 1];
    if let (Some(end), Some(until)) = (&mention.period, one.until) {
        let ends: Vec<FiscalYear> = end.to.into_iter().chain(end.or_to).collect();
        if ends.contains(&until) {
            confidence += SAME_END;
            why.push(format!("both to {until}"));
        } else if !ends.is_empty() {
            confidence += OTHER_END;
        }
    }
    if mention.flags.iter().any(|flag| flag.id == REANNOUNCE) {
        confidence += SAYS_SO;
        why.push("the text itself says that it is not new".to_owned());
    }
    let low = mention.amount.low.unwrap_or(amount);
    if confidence < SURE || (one.document.is_some() && one.low != low) {
        return None;
    }
    why.insert(0, "the same amount".to_owned());
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Some(EarlierAnnouncement {
        event: one.event.clone(),
        date: one.date.map(|date| date.to_string()),
        topic: topic.map(|topic| topic.id.clone()).or_else(|| one.topics.first().cloned())?,
        item: one.item.clone(),
        currency: one.currency,
        low: one.low,
        high: one.high,
        period: some(&one.period),
        source: some(&one.source).filter(|_| one.document.is_none()),
        verified: one.verified,
        document: one.document,
        confidence: confidence.min(0.99),
        why: why.join(", "),
    })
}

/// The funding that a text names, one row for each sum, for the texts after it
/// or for a ledger; with each whether it is announced here first. `place` is
/// the place of the text in the order given.
pub fn announced_in(
    document: &Document,
    facts: &Facts,
    topics: &[TopicInfo],
    place: usize,
) -> Vec<(Announcement, bool)> {
    let event = document.title.clone().unwrap_or_else(|| document.path.clone());
    let row = |mention: &AmountMention| {
        let amount = mention.amount;
        let sentence = facts.sentences.get(mention.sentence)?.sentence.span;
        let line = document.line_of(mention.span);
        let ids = mention.topics.iter().filter_map(|link| topics.get(usize::from(link.topic)));
        let period = mention.period.as_ref();
        let is_new = mention.flags.iter().all(|flag| flag.id != REANNOUNCE);
        let announcement = Announcement {
            event: event.clone(),
            date: document.date,
            topics: ids.map(|topic| topic.id.clone()).collect(),
            item: sentence.of(&document.text).to_owned(),
            aliases: Vec::new(),
            low: amount.low.or(amount.high)?,
            high: amount.high?,
            currency: amount.currency,
            per: mention.per,
            period: mention.by.clone().unwrap_or_default(),
            until: period.and_then(|period| period.to),
            source: format!("{}, line {line}", document.path),
            verified: true,
            document: Some(place),
        };
        Some((announcement, is_new))
    };
    // What is said again or split into parts is announced all the same.
    let stands = super::ledger::same_sums(&facts.money);
    let first =
        facts.money.iter().enumerate().filter(|(index, _)| stands[*index] == *index).map(|(_, mention)| mention);
    first.filter(|mention| is_funding(mention) && !mention.topics.is_empty()).filter_map(row).collect()
}
