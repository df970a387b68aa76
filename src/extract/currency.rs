//! The home currency of a document, where nobody names it.

use crate::model::Currency;
use crate::rules::RuleSet;

/// The currency that the text uses most by signs, words and places that no
/// other currency shares; `None` where there is no such sign. A guess, and to
/// be reported as one.
pub fn infer_currency(rules: &RuleSet, text: &str) -> Option<Currency> {
    let signs: Vec<(&str, Currency)> = rules.money.telling_signs().collect();
    let mut counts: Vec<(Currency, usize)> = Vec::new();
    for (&(_, currency), found) in signs.iter().zip(count_signs(text.as_bytes(), &signs)) {
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

/// How often each sign stands in a text. Those that end with the same byte, as
/// the many dollars do, are looked for together.
fn count_signs(text: &[u8], signs: &[(&str, Currency)]) -> Vec<usize> {
    let mut counts = vec![0; signs.len()];
    let last = |at: usize| signs[at].0.bytes().next_back().filter(|last| !last.is_ascii_alphanumeric());
    for (at, (sign, _)) in signs.iter().enumerate() {
        let Some(end) = last(at) else {
            counts[at] = memchr::memmem::find_iter(text, sign).count();
            continue;
        };
        let alike: Vec<usize> = (0..signs.len()).filter(|&other| last(other) == Some(end)).collect();
        if alike.first() == Some(&at) {
            for place in memchr::memchr_iter(end, text) {
                for &one in alike.iter().filter(|&&one| text[..=place].ends_with(signs[one].0.as_bytes())) {
                    counts[one] += 1;
                }
            }
        }
    }
    counts
}
