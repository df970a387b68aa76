//! The home currency of a document, where nobody names it.

use crate::model::Currency;
use crate::rules::RuleSet;

/// The currency that the text uses most by signs, words and places that no
/// other currency shares; `None` where there is no such sign. A guess, and to
/// be reported as one.
pub fn infer_currency(rules: &RuleSet, text: &str) -> Option<Currency> {
    let mut counts: Vec<(Currency, usize)> = Vec::new();
    for (sign, currency) in rules.money.telling_signs() {
        let found = memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes()).count();
        match counts.iter_mut().find(|(known, _)| *known == currency) {
            Some((_, count)) => *count += found,
            None => counts.push((currency, found)),
        }
    }
    // The first of equals, in the order of the packs.
    counts
        .into_iter()
        .rev()
        .filter(|(_, count)| *count > 0)
        .max_by_key(|(_, count)| *count)
        .map(|(currency, _)| currency)
}
