//! The supporting measures as pure functions of shares and sums.
//!
//! Each answers "not available" (`None`) rather than 0 where its question
//! makes no sense: no money, no sentence, one topic. Money comes in here only
//! as ratios, so binary floating point does no harm.

use crate::model::{MIN_PROMISES, Verdict};

/// From this share of the words on, a topic without credible money is "words only".
const MANY_WORDS: f64 = 0.05;
/// Below this share of new money a topic is "re-heated".
const LITTLE_NEW: f64 = 0.25;
/// A money share of at least this many times the word share is "quiet money".
const QUIET: f64 = 2.0;

/// What part of the whole each value is, 0 to 1; `None` where they add up to zero.
pub fn shares(values: &[f64]) -> Option<Vec<f64>> {
    let whole: f64 = values.iter().sum();
    (whole > 0.0).then(|| values.iter().map(|value| value / whole).collect())
}

/// Theme gap G = log2((m + ε) / (w + ε)) with ε = 1/(2K), for `topics` = K topics:
/// 0 where money and words agree, 1 where money has about twice the share.
pub fn theme_gap(money_share: f64, word_share: f64, topics: usize) -> Option<f64> {
    let epsilon = 0.5 / topics as f64;
    (topics > 0).then(|| ((money_share + epsilon) / (word_share + epsilon)).log2())
}

/// Mismatch T = 100 · ½ Σ|w − m|, 0 to 100: how much of the money would have to
/// move for its shares to be those of the words. Takes the words and the money
/// of each topic in any unit. `None` where either is all zero, or where fewer
/// than two topics have any.
pub fn mismatch(words: &[f64], money: &[f64]) -> Option<f64> {
    let in_use = words.iter().zip(money).filter(|(words, money)| **words > 0.0 || **money > 0.0).count();
    if in_use < 2 {
        return None;
    }
    let (words, money) = (shares(words)?, shares(money)?);
    let apart: f64 = words.iter().zip(&money).map(|(words, money)| (words - money).abs()).sum();
    Some((50.0 * apart).clamp(0.0, 100.0))
}

/// Headline inflation I = 1 − credible/stated, 0 to 1; `None` where nothing is stated.
pub fn headline_inflation(stated: f64, credible: f64) -> Option<f64> {
    (stated > 0.0).then(|| (1.0 - credible / stated).clamp(0.0, 1.0))
}

/// New share N = new/stated, 0 to 1; `None` where nothing is stated.
pub fn new_share(stated: f64, new: f64) -> Option<f64> {
    (stated > 0.0).then(|| (new / stated).clamp(0.0, 1.0))
}

/// What a verdict rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shares {
    /// Share of the words, 0 to 1; `None` without a sentence on the topic.
    pub words: Option<f64>,
    /// Number of promises: so many that they are scored are words, whatever their share.
    pub promises: usize,
    /// Share of the money, 0 to 1; `None` where no topic has money.
    pub money: Option<f64>,
    /// True where the ledger counts money, in any currency, that the flags do not wipe out.
    pub credible: bool,
    /// Share of the counted money that is new; `None` without money.
    pub new: Option<f64>,
}

/// The verdict on a topic in one document. The first that holds, in this order:
/// silent (no sentence, no money) · words only · re-heated · passing · quiet
/// money · backed. Money without a sentence, by its heading, is quiet money.
///
/// Re-heated looks at the share of new money in what is *counted*: a text that
/// names a new sum five times has not warmed anything up.
pub fn topic_verdict(shares: Shares) -> Verdict {
    let words = shares.words.unwrap_or(0.0);
    if shares.words.is_none() && shares.new.is_none() && !shares.credible {
        Verdict::Silent
    } else if !shares.credible && (words >= MANY_WORDS || shares.promises >= MIN_PROMISES) {
        Verdict::WordsOnly
    } else if shares.new.is_some_and(|new| new < LITTLE_NEW) {
        Verdict::Reheated
    } else if !shares.credible {
        Verdict::Passing
    } else if words == 0.0 || shares.money.is_some_and(|money| money >= QUIET * words) {
        Verdict::QuietMoney
    } else {
        Verdict::Backed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64, within: f64) {
        assert!(found.is_some_and(|found| (found - expected).abs() <= within), "{found:?} is not {expected}");
    }

    #[test]
    fn mismatch_of_five_topics() {
        // Money 450, 1900, 1000, 1300, 0 of 4650: m = .0968 .4086 .2151 .2796 0.
        // |w − m| with w = .2: .1032 .2086 .0151 .0796 .2000 = .6065; half of it · 100 = 30.3.
        let money = [450.0, 1900.0, 1000.0, 1300.0, 0.0];
        near(mismatch(&[1.0; 5], &money), 30.3, 0.05);
        near(mismatch(&[1.0; 5], &money.map(|sum| sum * 1e6)), 30.3, 0.05);
    }

    #[test]
    fn mismatch_needs_two_topics_and_money() {
        assert_eq!(mismatch(&[3.0, 0.0], &[5.0, 0.0]), None);
        assert_eq!(mismatch(&[3.0, 1.0], &[0.0, 0.0]), None);
        assert_eq!(mismatch(&[0.0, 0.0], &[5.0, 1.0]), None);
        assert_eq!(mismatch(&[], &[]), None);
        near(mismatch(&[3.0, 0.0], &[0.0, 5.0]), 100.0, 0.0);
    }

    #[test]
    fn inflation_and_new_share() {
        // £2.6bn stated, of which £310m + £213m are new: 523/2600 = .20; were only
        // that credible, I = 1 − .20 = .80.
        near(new_share(2600.0, 310.0 + 213.0), 0.20, 0.005);
        near(headline_inflation(2600.0, 523.0), 0.80, 0.005);
        assert_eq!((new_share(0.0, 0.0), headline_inflation(0.0, 0.0)), (None, None));
    }

    #[test]
    fn gap_is_the_smoothed_ratio_of_shares() {
        // K = 5, ε = .1: (.409 + .1)/(.2 + .1) = 1.697, log2 = .763; (0 + .1)/(.2 + .1) = ⅓, log2 = −1.585.
        near(theme_gap(0.409, 0.2, 5), 0.763, 0.001);
        near(theme_gap(0.0, 0.2, 5), -1.585, 0.001);
        near(theme_gap(0.2, 0.2, 5), 0.0, 0.0);
        assert_eq!(theme_gap(0.2, 0.2, 0), None);
    }

    #[test]
    fn verdicts() {
        let funded = Shares { words: Some(0.3), promises: 9, money: Some(0.3), credible: true, new: Some(1.0) };
        let unfunded = Shares { words: Some(0.05), promises: 7, money: Some(0.0), credible: false, new: None };
        let cases = [
            (Shares::default(), Verdict::Silent),
            (funded, Verdict::Backed),
            (unfunded, Verdict::WordsOnly),
            (Shares { words: Some(0.04), ..unfunded }, Verdict::Passing),
            (Shares { words: Some(0.04), promises: 8, ..unfunded }, Verdict::WordsOnly),
            (Shares { money: Some(0.6), ..funded }, Verdict::QuietMoney),
            (Shares { words: None, ..funded }, Verdict::QuietMoney),
            (Shares { new: Some(0.24), ..funded }, Verdict::Reheated),
            (Shares { new: Some(0.25), ..funded }, Verdict::Backed),
            (Shares { credible: false, new: Some(0.0), ..funded }, Verdict::WordsOnly),
            (Shares { words: Some(0.01), promises: 0, credible: false, new: Some(0.0), ..funded }, Verdict::Reheated),
        ];
        for (shares, expected) in cases {
            assert_eq!(topic_verdict(shares), expected, "{shares:?}");
        }
    }
}
