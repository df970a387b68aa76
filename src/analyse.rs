//! The pipeline in order, without any logic of its own.

use crate::extract::{extract, infer_currency};
use crate::ingest::sentences;
use crate::model::{Currency, Document, DocumentReport};
use crate::rules::{Prices, RuleSet};
use crate::score::{attribute, count, in_real_terms, summarise};

/// What the reader of a document is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Settings<'a> {
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
    /// Prices in which sums are also given; `None` for cash only.
    pub prices: Option<&'a Prices>,
}

/// Finds promises and money in a document and scores them.
pub fn analyse(document: &Document, rules: &RuleSet, settings: &Settings) -> DocumentReport {
    let home = settings.currency.or_else(|| infer_currency(rules, &document.text));
    let sentences = sentences(document, &rules.abbreviations);
    let mut facts = extract(document, &sentences, rules, home);
    attribute(document, &mut facts);
    count(&mut facts);
    let mut report = summarise(document, &facts, &rules.topics);
    if let Some(prices) = settings.prices {
        in_real_terms(&mut report, &facts, prices);
    }
    report
}
