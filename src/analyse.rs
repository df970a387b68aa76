//! The pipeline in order, without any logic of its own but one: a currency
//! that was guessed is said.

use crate::extract::{amounts_without_home, extract, infer_currency};
use crate::ingest::sentences;
use crate::model::{AmountMention, Currency, Document, DocumentReport, Facts, Sentence};
use crate::rules::{Prices, RuleSet};
use crate::score::{
    Announcements, Digest, Marking, REANNOUNCE, announced_in, attribute, count, digest, in_real_terms, mark_announced,
    summarise,
};
use crate::text::Span;
use foldhash::HashSet;

/// What the reader of a document is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
    /// Prices in which sums are also given; `None` for cash only.
    pub prices: Option<&'a Prices>,
    /// Reads what each sentence commits to, also where it has neither topic nor
    /// money. No number depends on it; only lists of all sentences show it.
    pub every_sentence: bool,
    /// What was announced before, from ledgers; `None` where that is not looked for.
    pub announcements: Option<&'a Announcements>,
}

/// Finds promises and money in a document and scores them.
pub fn analyse(document: &Document, rules: &RuleSet, settings: &Settings) -> DocumentReport {
    analyse_with_facts(document, rules, settings).0
}

/// The same with the facts that the report was made of.
pub fn analyse_with_facts(document: &Document, rules: &RuleSet, settings: &Settings) -> (DocumentReport, Facts) {
    let (facts, guess) = look(document, rules, settings);
    (sum_up(document, &facts, guess, rules, settings), facts)
}

/// A document with what was found in it, before it is summed up. Between the
/// two the texts of a run can be set beside each other.
#[derive(Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What was found in it.
    pub facts: Facts,
    guess: Option<String>,
}

impl Reading {
    /// Finds promises and money in a document.
    pub fn new(document: Document, rules: &RuleSet, settings: &Settings) -> Self {
        let (facts, guess) = look(&document, rules, settings);
        Self { document, facts, guess }
    }

    /// Scores what was found, and digests it for comparisons.
    pub fn sum_up(&self, rules: &RuleSet, settings: &Settings) -> (DocumentReport, Digest) {
        let report = sum_up(&self.document, &self.facts, self.guess.clone(), rules, settings);
        (report, digest(&self.document, &self.facts, rules.topics.len()))
    }
}

/// Marks the sums that an earlier text of the run announced. Texts without a
/// date are as old as their place among `readings`.
pub fn mark_repeats(readings: &mut [Reading], rules: &RuleSet) {
    let announced = readings
        .iter()
        .enumerate()
        .flat_map(|(place, reading)| announced_in(&reading.document, &reading.facts, &rules.topics, place));
    let known = Announcements::new(announced.map(|(announcement, _)| announcement).collect());
    // A text that is given twice announces nothing before itself.
    let first = |text: &str| readings.iter().position(|reading| reading.document.text == text);
    let places: Vec<_> = readings.iter().map(|reading| first(&reading.document.text)).collect();
    for (reading, place) in readings.iter_mut().zip(places) {
        let place = place.unwrap_or_default();
        mark_announced(&reading.document, &mut reading.facts, &known, marking(rules, place));
    }
}

fn marking(rules: &RuleSet, place: usize) -> Marking<'_> {
    Marking { topics: &rules.topics, flag: rules.flags.iter().find(|flag| flag.id == REANNOUNCE), place }
}

fn look(document: &Document, rules: &RuleSet, settings: &Settings) -> (Facts, Option<String>) {
    let home = home_currency(document, rules, settings);
    let facts = find_facts(document, rules, home, settings);
    let guess = if settings.currency.is_none() { say_guess(document, &facts, rules, home) } else { None };
    (facts, guess)
}

fn sum_up(
    document: &Document,
    facts: &Facts,
    guess: Option<String>,
    rules: &RuleSet,
    settings: &Settings,
) -> DocumentReport {
    let mut report = summarise(document, facts, &rules.topics);
    if let Some(prices) = settings.prices {
        in_real_terms(&mut report, facts, prices);
    }
    report.warnings.extend(document.warnings.iter().cloned().chain(guess));
    report
}

/// Everything that is found in a document, with the money linked and counted,
/// and marked where it was announced before. `home` is the currency of the document.
pub fn find_facts(document: &Document, rules: &RuleSet, home: Option<Currency>, settings: &Settings) -> Facts {
    let sentences = sentences(document, &rules.abbreviations);
    let mut facts = extract(document, &sentences, rules, home, settings.every_sentence);
    attribute(document, &mut facts);
    count(&mut facts);
    if let Some(known) = settings.announcements {
        mark_announced(document, &mut facts, known, marking(rules, 0));
    }
    facts
}

/// The currency that a document is told or seems to be in.
pub fn home_currency(document: &Document, rules: &RuleSet, settings: &Settings) -> Option<Currency> {
    settings.currency.or_else(|| infer_currency(rules, &document.text))
}

/// A warning where the currency of an amount hangs on a guess: on `home`, or
/// on a sign that several currencies share where there is no `home`.
fn say_guess(document: &Document, facts: &Facts, rules: &RuleSet, home: Option<Currency>) -> Option<String> {
    let quote = |mention: &AmountMention| mention.span.of(&document.text);
    let telling: Vec<_> = rules.money.telling_signs().collect();
    let is_open = |mention: &&AmountMention| {
        telling.iter().all(|(sign, currency)| *currency != mention.amount.currency || !quote(mention).starts_with(sign))
    };
    let Some(home) = home else {
        let is_sign = |c: char| !c.is_alphanumeric();
        let mention = facts.money.iter().filter(is_open).find(|mention| quote(mention).starts_with(is_sign))?;
        return Some(format!(
            "“{}” is read as {}, and nothing in the text says whose currency it is; --currency CODE says otherwise",
            quote(mention),
            mention.amount.currency
        ));
    };
    // Read once more without the guess: what comes out otherwise hangs on it.
    let open: Vec<_> = facts.money.iter().filter(|mention| mention.amount.currency == home).filter(is_open).collect();
    let mut places: Vec<usize> = open.iter().map(|mention| mention.sentence).collect();
    places.dedup();
    let again: Vec<Sentence> = places.iter().map(|&at| facts.sentences[at].sentence).collect();
    let plain = amounts_without_home(document, &again, rules);
    let same: HashSet<Span> =
        plain.into_iter().filter(|(_, currency)| *currency == home).map(|(span, _)| span).collect();
    let stays = |mention: &AmountMention| same.contains(&mention.span);
    let hanging: Vec<_> = open.into_iter().filter(|mention| !stays(mention)).collect();
    let others = match hanging.len() {
        1 => " depends".to_owned(),
        2 => " and another amount depend".to_owned(),
        count => format!(" and {} other amounts depend", count.saturating_sub(1)),
    };
    hanging.first().map(|first| {
        format!(
            "the home currency is taken to be {home}, from signs, units and places in the text; \
             “{}”{others} on it; --currency CODE says otherwise",
            quote(first)
        )
    })
}
