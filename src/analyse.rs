//! The pipeline in order, without any logic of its own.

use crate::extract::{extract, infer_currency};
use crate::ingest::sentences;
use crate::model::{Currency, Document, DocumentReport};
use crate::rules::RuleSet;
use crate::score::{attribute, count, summarise};

/// What the reader of a document is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
    /// Reads what each sentence commits to, also where it has neither topic nor
    /// money. No number depends on it; only lists of all sentences show it.
    pub every_sentence: bool,
}

/// Finds promises and money in a document and scores them.
pub fn analyse(document: &Document, rules: &RuleSet, settings: &Settings) -> DocumentReport {
    let home = settings.currency.or_else(|| infer_currency(rules, &document.text));
    let sentences = sentences(document, &rules.abbreviations);
    let mut facts = extract(document, &sentences, rules, home, settings.every_sentence);
    attribute(document, &mut facts);
    count(&mut facts);
    summarise(document, &facts, &rules.topics)
}
