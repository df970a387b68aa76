//! The pipeline in order, without any logic of its own but one: a currency
//! that was guessed is said.

use crate::extract::{extract, extract_until, infer_currency};
use crate::ingest::sentences;
use crate::model::{AmountMention, Currency, Deadline, Document, DocumentReport, Facts, Scorecard, Sentence};
use crate::rules::{Prices, RuleSet};
use crate::score::{attribute, count, in_real_terms, stand_against, summarise};
use crate::text::Span;
use foldhash::HashSet;

/// What the reader of a document is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
    /// Prices in which sums are also given; `None` for cash only.
    pub prices: Option<&'a Prices>,
    /// A table of money to hold the words against.
    pub scorecard: Option<&'a Scorecard>,
    /// Reads what each sentence commits to, also where it has neither topic nor
    /// money. No number depends on it; only lists of all sentences show it.
    pub every_sentence: bool,
}

/// Finds promises and money in a document and scores them.
pub fn analyse(document: &Document, rules: &RuleSet, settings: &Settings) -> DocumentReport {
    report(document, rules, settings, Deadline::default())
}

/// The same for a document that must be done in time; `None` where it was not.
pub fn analyse_by(
    document: &Document,
    rules: &RuleSet,
    settings: &Settings,
    deadline: Deadline,
) -> Option<DocumentReport> {
    let report = report(document, rules, settings, deadline);
    (!deadline.is_over()).then_some(report)
}

/// Each stage is quick or looks at the clock, so that none goes on for long after the deadline.
fn report(document: &Document, rules: &RuleSet, settings: &Settings, deadline: Deadline) -> DocumentReport {
    let home = home_currency(document, rules, settings);
    let facts = facts_until(document, rules, home, settings.every_sentence, deadline);
    let guesses = settings.currency.is_none() && !deadline.is_over();
    let guess = if guesses { say_guess(document, &facts, rules, home) } else { None };
    let mut report = summarise(document, &facts, &rules.topics);
    if let Some(prices) = settings.prices {
        in_real_terms(&mut report, &facts, prices);
    }
    if let Some(card) = settings.scorecard {
        stand_against(&mut report, card);
    }
    report.warnings.extend(document.warnings.iter().cloned().chain(guess));
    report
}

/// Everything that is found in a document, with the money linked and counted.
/// `home` is the currency of the document; for `every_sentence` see [`extract`].
pub fn find_facts(document: &Document, rules: &RuleSet, home: Option<Currency>, every_sentence: bool) -> Facts {
    facts_until(document, rules, home, every_sentence, Deadline::default())
}

fn facts_until(
    document: &Document,
    rules: &RuleSet,
    home: Option<Currency>,
    every_sentence: bool,
    deadline: Deadline,
) -> Facts {
    let sentences = sentences(document, &rules.abbreviations);
    let mut facts = extract_until(document, &sentences, rules, home, every_sentence, deadline);
    attribute(document, &mut facts);
    count(&mut facts);
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
    let plain = extract(document, &again, rules, None, false);
    let same = plain.money.iter().filter(|mention| mention.amount.currency == home);
    let same: HashSet<Span> = same.map(|mention| mention.span).collect();
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
