//! How far the backed score can be trusted: 95% intervals.
//!
//! Promises of one paragraph are not independent of each other, so paragraphs
//! are resampled and not sentences. With fewer than ten promises there is too
//! little to resample; then, and where every draw is the same (one paragraph,
//! or nothing backed at all), the Jeffreys interval of a share is used, because
//! a spread of zero would claim a certainty that is not there. Above a thousand
//! paragraphs, where resampling costs more than reading the text, the standard
//! error of the ratio gives the same interval (a test compares the two).

use super::backing::Promise;
use statrs::distribution::{Beta, ContinuousCDF};
use std::collections::BTreeMap;

/// Fewest promises for which paragraphs are resampled.
const MIN_RESAMPLED: usize = 10;
/// Most paragraphs that are resampled.
const MAX_RESAMPLED: usize = 1000;
/// Number of resampled documents.
const DRAWS: usize = 1000;
/// Draws that lie outside at each end: 2.5%.
const OUTSIDE: usize = DRAWS / 40;
/// Ends closer than this differ by rounding only.
const NO_SPREAD: f64 = 1e-6;
/// 97.5% quantile of the normal distribution.
const Z: f64 = 1.96;
/// Fixed, so that the same text always gets the same interval.
const SEED: u64 = 0x6d6f_6e65_796d_6f75;

/// 95% interval of the backed score of these promises, 0 to 100; `None` without promises.
/// The order of the promises does not matter.
pub fn interval(promises: &[Promise]) -> Option<[f64; 2]> {
    let n = promises.len();
    if n >= MIN_RESAMPLED {
        let mut blocks: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for promise in promises {
            let (backed, count) = blocks.entry(promise.block).or_default();
            *backed += promise.backing;
            *count += 1.0;
        }
        let blocks: Vec<(f64, f64)> = blocks.into_values().collect();
        let [low, high] = if blocks.len() > MAX_RESAMPLED { ratio_interval(&blocks) } else { bootstrap(blocks) };
        if high - low > NO_SPREAD {
            return Some([low, high]);
        }
    }
    jeffreys(promises.iter().map(|promise| promise.backing).sum(), n)
}

/// Jeffreys interval of the share `backed / n`, in percent: the 2.5% and 97.5%
/// quantiles of Beta(x + ½, n − x + ½). An end at which the share itself lies
/// (nothing or everything backed) is that end (Brown, Cai, DasGupta 2001).
/// `None` where `n` is zero.
pub fn jeffreys(backed: f64, n: usize) -> Option<[f64; 2]> {
    let total = n as f64;
    let backed = backed.clamp(0.0, total);
    if n == 0 {
        return None;
    }
    let beta = Beta::new(backed + 0.5, total - backed + 0.5).ok()?;
    let low = if backed == 0.0 { 0.0 } else { beta.try_inverse_cdf(0.025).ok()? };
    let high = if backed == total { 1.0 } else { beta.try_inverse_cdf(0.975).ok()? };
    Some([100.0 * low, 100.0 * high])
}

/// Percentile bootstrap over blocks, each given as the sum of its backing and
/// its number of promises (at least one). Returns percent; zeros without blocks.
pub fn bootstrap(mut blocks: Vec<(f64, f64)>) -> [f64; 2] {
    // Sorted, so that the draws do not depend on the order of the text.
    blocks.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let size = blocks.len() as u64;
    let mut random = SplitMix(SEED);
    let mut scores: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        let (mut backed, mut count) = (0.0, 0.0);
        let mut draw = |half: u64| {
            let block = blocks[((half * size) >> 32) as usize];
            backed += block.0;
            count += block.1;
        };
        // Both halves of a random number are used: this loop is most of the cost.
        for _ in 0..size / 2 {
            let bits = random.next();
            draw(bits >> 32);
            draw(bits & 0xffff_ffff);
        }
        if size % 2 == 1 {
            draw(random.next() >> 32);
        }
        scores.push(if count > 0.0 { 100.0 * backed / count } else { 0.0 });
    }
    scores.sort_by(f64::total_cmp);
    [scores[OUTSIDE], scores[DRAWS - 1 - OUTSIDE]]
}

/// Interval of the ratio Σbacked/Σcount over blocks by its standard error
/// √Σ(backed − ratio·count)² / Σcount (linearisation; Cochran 1977, chapter 6), in percent.
fn ratio_interval(blocks: &[(f64, f64)]) -> [f64; 2] {
    let (backed, count) = blocks.iter().fold((0.0, 0.0), |sum, block| (sum.0 + block.0, sum.1 + block.1));
    let ratio = backed / count;
    let squares: f64 = blocks.iter().map(|block| (block.0 - ratio * block.1).powi(2)).sum();
    let error = squares.sqrt() / count;
    [ratio - Z * error, ratio + Z * error].map(|end| (100.0 * end).clamp(0.0, 100.0))
}

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, and the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jeffreys_at_three_in_ten() {
        let cases = [(5, [5, 72]), (10, [9, 61]), (20, [14, 52]), (50, [19, 44]), (100, [22, 39])];
        for (n, expected) in cases {
            let [low, high] = jeffreys(0.3 * n as f64, n).unwrap();
            assert_eq!([low.round() as i32, high.round() as i32], expected, "n = {n}");
        }
    }

    #[test]
    fn jeffreys_at_the_ends() {
        assert_eq!(jeffreys(0.0, 0), None);
        let [low, high] = jeffreys(0.0, 4).unwrap();
        assert_eq!(low, 0.0);
        assert!(high > 30.0 && high < 60.0, "{high}");
        assert_eq!(jeffreys(4.0, 4).unwrap()[1], 100.0);
    }

    fn promises(backing: impl Iterator<Item = f64>, per_block: usize) -> Vec<Promise> {
        let promise = |(at, backing)| Promise { sentence: at, block: at / per_block, backing, cheap: false };
        backing.enumerate().map(promise).collect()
    }

    #[test]
    fn resampling_agrees_with_theory_on_independent_promises() {
        // A share of .3 among 400: standard error √(.3·.7/400) = .0229, so 25.5 to 34.5.
        let even = promises((0..400).map(|at| f64::from(u8::from(at % 10 < 3))), 1);
        let [low, high] = interval(&even).unwrap();
        assert!((low - 25.5).abs() < 0.7 && (high - 34.5).abs() < 0.7, "{low} {high}");
    }

    #[test]
    fn many_paragraphs_get_the_interval_that_resampling_gives() {
        let count = |at: usize| 1.0 + (at % 4) as f64;
        let blocks: Vec<_> = (0..1500).map(|at| (count(at) * f64::from(u8::from(at % 7 < 2)), count(at))).collect();
        let fast = ratio_interval(&blocks);
        let slow = bootstrap(blocks);
        assert!((fast[0] - slow[0]).abs() < 0.25 && (fast[1] - slow[1]).abs() < 0.25, "{fast:?} {slow:?}");
    }

    #[test]
    fn promises_that_hang_together_widen_it() {
        let backing = |at: usize| f64::from(u8::from(at % 40 < 12));
        let width = |per_block| {
            let [low, high] = interval(&promises((0..400).map(backing), per_block)).unwrap();
            high - low
        };
        assert!(width(4) > 1.5 * width(1), "{} {}", width(4), width(1));
    }

    #[test]
    fn no_spread_is_no_certainty() {
        let nothing = promises(std::iter::repeat_n(0.0, 20), 1);
        let [low, high] = interval(&nothing).unwrap();
        assert_eq!(low, 0.0);
        assert!(high > 5.0, "{high}");
        let alike = promises(std::iter::repeat_n(0.35, 23), 3);
        assert!(interval(&alike).unwrap()[1] > 50.0, "rounding is no spread");
        let one_block = promises((0..20).map(|at| f64::from(at % 2)), 20);
        assert!(interval(&one_block).unwrap()[1] > 60.0);
    }
}
