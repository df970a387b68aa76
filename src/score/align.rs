//! Which promise of one text is which of another.
//!
//! Two promises can be one where they share a topic. How alike they are is the
//! cosine of their weighted stems (see `wording`), and more where both name the
//! same sum: £14.5m is rarely said of two things, £1bn often. Pairs are taken
//! greedily, the most alike first; each promise is taken once. What is left
//! over and says nearly the same as a taken one is that promise said again.
//!
//! The choice of the measure and of the threshold, and how often the pairs are
//! right on real texts, are in `docs/compare.md`. Nothing here knows which text
//! is the earlier one: turned round, the pairs are the same.

use super::digest::{Digest, Promised};
use super::wording::StemCounts;
use crate::model::{Currency, Per};
use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

/// From here on two promises are taken for one.
pub(super) const ALIKE: f64 = 0.24;
/// From here on a promise is one that was said before in the same text.
const SAID_AGAIN: f64 = 0.5;
/// What the most telling shared sum adds, by the number of its significant digits.
const SAME_SUM: [f64; 3] = [0.1, 0.2, 0.3];
/// The most that two promises in other words can be alike by their words.
const NEARLY: f64 = 0.999;
/// A sum that more promises of a text name than this joins nothing by itself.
const MANY_SUMS: usize = 50;

/// The pairs of two texts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Alignment {
    /// Index of the promise in the one text, in the other, and how alike they are.
    pub(super) pairs: Vec<(usize, usize, f64)>,
    /// Promises of the one text without a partner, with how alike the nearest is.
    pub(super) one_only: Vec<(usize, f64)>,
    /// Promises of the other text without a partner.
    pub(super) other_only: Vec<(usize, f64)>,
}

/// Sets the promises of two texts side by side.
pub(super) fn align(one: &Digest, other: &Digest) -> Alignment {
    let mut alike = likeness(one, other);
    // Two pairs that compete share a promise and so differ in the sum of their places.
    alike.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0 + a.1).cmp(&(b.0 + b.1))));
    let (mut in_one, mut in_other) = (vec![None; one.promises.len()], vec![None; other.promises.len()]);
    let mut pairs = Vec::new();
    for &(a, b, value) in alike.iter().take_while(|(.., value)| *value >= ALIKE) {
        if in_one[a].is_none() && in_other[b].is_none() {
            (in_one[a], in_other[b]) = (Some(b), Some(a));
            pairs.push((a, b, value));
        }
    }
    let (taken_one, taken_other) = (in_one.clone(), in_other.clone());
    let (mut nearest_one, mut nearest_other) = (vec![0.0; in_one.len()], vec![0.0; in_other.len()]);
    for &(a, b, value) in &alike {
        nearest_one[a] = f64::max(nearest_one[a], value);
        nearest_other[b] = f64::max(nearest_other[b], value);
        if value < SAID_AGAIN {
            continue;
        }
        // Both may be free only where each said again what the other's partner says.
        if in_one[a].is_none() && taken_other[b].is_some() {
            in_one[a] = Some(b);
            pairs.push((a, b, value));
        } else if in_other[b].is_none() && taken_one[a].is_some() {
            in_other[b] = Some(a);
            pairs.push((a, b, value));
        }
    }
    pairs.sort_by_key(|&(a, b, _)| (b, a));
    let left = |taken: &[Option<usize>], nearest: &[f64]| {
        (0..taken.len()).filter(|&at| taken[at].is_none()).map(|at| (at, nearest[at])).collect()
    };
    Alignment { one_only: left(&in_one, &nearest_one), other_only: left(&in_other, &nearest_other), pairs }
}

/// How sure it is that two promises are one, 0 to 1, from how alike they are.
/// Of the pairs of real texts a little above the threshold about half are right.
pub(super) fn sure_of_pair(alike: f64) -> f64 {
    (0.55 + (alike - ALIKE) * 2.5).clamp(0.0, 1.0)
}

/// How sure it is that a text has no such promise, from the nearest one. Never
/// quite: about one in ten is there in words that have nothing in common.
pub(super) fn sure_of_none(nearest: f64) -> f64 {
    0.9 - (0.4 * nearest / ALIKE).clamp(0.0, 0.4)
}

/// A sum by which promises may be known.
type SumKey = (Currency, Decimal, Per);

/// Every two promises that share a topic and either a word that says something
/// or a sum, with how alike they are.
fn likeness(one: &Digest, other: &Digest) -> Vec<(usize, usize, f64)> {
    let counts = one.stems.with(&other.stems);
    let vectors = other.promises.iter().map(|promise| vector(promise, &counts));
    let mut by_stem: HashMap<&str, Vec<(usize, f64)>> = HashMap::default();
    for (b, vector) in vectors.enumerate() {
        for (stem, value) in vector {
            by_stem.entry(stem).or_default().push((b, value));
        }
    }
    let mut by_sum: HashMap<SumKey, Vec<usize>> = HashMap::default();
    for (b, promise) in other.promises.iter().enumerate() {
        for sum in sums(promise) {
            by_sum.entry(sum).or_default().push(b);
        }
    }
    by_sum.retain(|_, promises| promises.len() <= MANY_SUMS);
    let by_words: HashMap<(&[(Box<str>, u32)], &[u16]), Vec<usize>> = {
        let mut same: HashMap<_, Vec<usize>> = HashMap::default();
        for (b, promise) in other.promises.iter().enumerate() {
            same.entry((promise.stems.as_slice(), promise.topics.as_slice())).or_default().push(b);
        }
        same
    };

    let mut found = Vec::new();
    for (a, promise) in one.promises.iter().enumerate() {
        let mut alike: HashMap<usize, f64> = HashMap::default();
        for (stem, value) in vector(promise, &counts) {
            for (b, other) in by_stem.get(stem).into_iter().flatten() {
                *alike.entry(*b).or_default() += value * other;
            }
        }
        // Rounding must not make another promise more alike than the same words.
        alike.values_mut().for_each(|value| *value = value.min(NEARLY));
        // The same words are the same promise, even where none of them says much.
        for &b in by_words.get(&(promise.stems.as_slice(), promise.topics.as_slice())).into_iter().flatten() {
            alike.insert(b, 1.0);
        }
        let mut shared: HashMap<usize, f64> = HashMap::default();
        for sum in sums(promise) {
            for &b in by_sum.get(&sum).into_iter().flatten() {
                let most = shared.entry(b).or_default();
                *most = most.max(of_sum(sum.1));
            }
        }
        for (b, value) in shared {
            *alike.entry(b).or_default() += value;
        }
        let shares = |b: &usize| other.promises[*b].topics.iter().any(|topic| promise.topics.contains(topic));
        found.extend(alike.into_iter().filter(|(b, _)| shares(b)).map(|(b, value)| (a, b, value)));
    }
    found
}

/// The stems of a promise that say something, each with its part of a vector of length 1, sorted.
fn vector<'a>(promise: &'a Promised, counts: &StemCounts) -> Vec<(&'a str, f64)> {
    let weighted = promise.stems.iter().map(|(stem, count)| {
        let value = (1.0 + f64::from(*count).ln()) * counts.weight(stem);
        (stem.as_ref(), value)
    });
    let mut weighted: Vec<_> = weighted.filter(|(_, value)| *value > 0.0).collect();
    let length = weighted.iter().map(|(_, value)| value * value).sum::<f64>().sqrt();
    for (_, value) in &mut weighted {
        *value /= length;
    }
    weighted
}

/// The sums that a promise names, each once.
fn sums(promise: &Promised) -> HashSet<SumKey> {
    promise.report.money.iter().filter_map(|sum| Some((sum.currency, sum.high?.normalize(), sum.per))).collect()
}

/// What it adds that two promises name this sum.
fn of_sum(value: Decimal) -> f64 {
    SAME_SUM[significant_digits(value).clamp(1, SAME_SUM.len()) - 1]
}

/// Digits without the zeros at the end: 2 for 450,000,000.
pub(super) fn significant_digits(value: Decimal) -> usize {
    value.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_with_more_digits_says_more() {
        for (value, digits) in [("1000000000", 1), ("450000000", 2), ("14500000", 3), ("0.5", 1), ("0", 0)] {
            assert_eq!(significant_digits(value.parse().unwrap()), digits, "{value}");
        }
        assert!(of_sum(Decimal::from(14_500_000)) > of_sum(Decimal::from(1_000_000_000)));
    }

    #[test]
    fn doubt_grows_towards_the_threshold() {
        assert!((sure_of_pair(ALIKE) - 0.55).abs() < 1e-9 && sure_of_pair(1.0) == 1.0);
        assert!(sure_of_none(0.0) == 0.9 && (sure_of_none(ALIKE) - 0.5).abs() < 1e-9);
    }
}
