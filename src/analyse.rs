//! The pipeline in order, without any logic of its own.

use crate::extract::{extract, infer_currency};
use crate::ingest::sentences;
use crate::model::{Currency, Document, DocumentReport, Facts};
use crate::rules::RuleSet;
use crate::score::{attribute, count, summarise};

/// What the reader of a document is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings {
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
}

/// Finds promises and money in a document and scores them.
pub fn analyse(document: &Document, rules: &RuleSet, settings: &Settings) -> DocumentReport {
    let facts = find_facts(document, rules, home_currency(document, rules, settings));
    summarise(document, &facts, &rules.topics)
}

/// Everything that is found in a document, with the money linked and counted.
/// `home` is the currency of the document.
pub fn find_facts(document: &Document, rules: &RuleSet, home: Option<Currency>) -> Facts {
    let sentences = sentences(document, &rules.abbreviations);
    let mut facts = extract(document, &sentences, rules, home);
    attribute(document, &mut facts);
    count(&mut facts);
    facts
}

/// The currency that a document is told or seems to be in.
pub fn home_currency(document: &Document, rules: &RuleSet, settings: &Settings) -> Option<Currency> {
    settings.currency.or_else(|| infer_currency(rules, &document.text))
}
