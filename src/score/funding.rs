//! Money by topic: what is counted, what is cut, what is credible and new.
//!
//! Currencies are kept apart and never added. Shares are measured in the main
//! currency of the document, the one with the most counted amounts on topics.

use super::backing::credibility;
use super::ledger::{count_once, stated};
use crate::model::{AmountMention, Currency, Facts, Role};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Money by currency, in whole units.
pub(super) type Sums = BTreeMap<Currency, Decimal>;

/// The flag of money that was announced before.
pub const REANNOUNCE: &str = "reannounce";
/// From this share on, one amount outweighs all others together so far that
/// the mismatch is also given without it.
const LARGEST_LINE: f64 = 0.8;

/// The money of one topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct TopicMoney {
    /// Funding, counted once.
    pub(super) funding: Sums,
    /// What of that funding was announced before.
    pub(super) announced_before: Sums,
    /// Cuts and savings, counted once.
    pub(super) savings: Sums,
    /// Funding in the main currency.
    pub(super) main: f64,
    /// What of `main` carries no flag of old money.
    pub(super) new: f64,
    /// True where the flags leave something of the funding, in any currency.
    pub(super) credible: bool,
}

/// The money of one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Money {
    /// By topic, in the order of the rule set.
    pub(super) topics: Vec<TopicMoney>,
    /// Funding on topics, counted once.
    pub(super) attributed: Sums,
    /// What of that funding was announced before.
    pub(super) announced_before: Sums,
    /// Funding on no topic, counted once.
    pub(super) unattributed: Sums,
    /// The main currency; `None` where nothing is counted on any topic.
    pub(super) currency: Option<Currency>,
    /// Funding on topics in the main currency, repeats included.
    pub(super) stated: f64,
    /// Funding on topics in the main currency, counted once.
    pub(super) counted: f64,
    /// What the flags leave of `counted`.
    pub(super) credible: f64,
    /// What of `counted` carries no flag of old money.
    pub(super) new: f64,
    /// Funding by topic in the main currency without the largest amount, where
    /// that is more than 80% of `counted`.
    pub(super) without_largest: Option<Vec<f64>>,
}

/// Sums the money of a document. The ledger must be filled.
pub(super) fn sum_money(facts: &Facts, topics: usize) -> Money {
    let mut money = Money { topics: vec![TopicMoney::default(); topics], ..Money::default() };
    money.currency = main_currency(facts);
    let stated = stated(&facts.money, Role::Spend);
    let savings = count_once(&facts.money, Role::Saving);
    let mut largest: Option<&AmountMention> = None;
    for ((mention, stated), saved) in facts.money.iter().zip(stated).zip(savings) {
        let currency = mention.amount.currency;
        for (at, part) in parts(mention, saved) {
            if let Some(topic) = money.topics.get_mut(at) {
                add(&mut topic.savings, currency, part);
            }
        }
        let total = if mention.topics.is_empty() { &mut money.unattributed } else { &mut money.attributed };
        add(total, currency, mention.counted);
        let main = money.currency == Some(currency) && !mention.topics.is_empty();
        let credible = credibility(mention);
        let new = !mention.flags.iter().any(|flag| flag.old_money);
        let announced = mention.flags.iter().any(|flag| flag.id == REANNOUNCE);
        if announced && !mention.topics.is_empty() {
            add(&mut money.announced_before, currency, mention.counted);
        }
        for (at, part) in parts(mention, mention.counted) {
            let Some(topic) = money.topics.get_mut(at) else { continue };
            add(&mut topic.funding, currency, part);
            if announced {
                add(&mut topic.announced_before, currency, part);
            }
            topic.credible |= credible > 0.0 && part > Decimal::ZERO;
            if main {
                topic.main += float(part);
                topic.new += if new { float(part) } else { 0.0 };
            }
        }
        if main {
            let counted = float(mention.counted);
            money.stated += float(stated);
            money.counted += counted;
            money.credible += counted * credible;
            money.new += if new { counted } else { 0.0 };
            if largest.is_none_or(|largest| largest.counted < mention.counted) {
                largest = Some(mention);
            }
        }
    }
    money.without_largest = largest
        .filter(|largest| float(largest.counted) > LARGEST_LINE * money.counted)
        .map(|largest| without(&money.topics, largest));
    money
}

/// What of an amount goes to each of its topics.
pub(super) fn parts(mention: &AmountMention, value: Decimal) -> impl Iterator<Item = (usize, Decimal)> + '_ {
    mention.topics.iter().filter(move |_| value > Decimal::ZERO).map(move |link| {
        let share = Decimal::from_f64(link.share.clamp(0.0, 1.0)).unwrap_or_default();
        (usize::from(link.topic), value.saturating_mul(share))
    })
}

/// As a ratio needs it.
pub(super) fn float(value: Decimal) -> f64 {
    value.to_f64().unwrap_or_default()
}

fn add(sums: &mut Sums, currency: Currency, value: Decimal) {
    if value > Decimal::ZERO {
        let sum = sums.entry(currency).or_default();
        *sum = sum.saturating_add(value);
    }
}

/// The currency with the most counted amounts on topics; of equals, the first by its code.
fn main_currency(facts: &Facts) -> Option<Currency> {
    let mut mentions: BTreeMap<Currency, usize> = BTreeMap::new();
    for mention in &facts.money {
        if !mention.topics.is_empty() && mention.counted > Decimal::ZERO {
            *mentions.entry(mention.amount.currency).or_default() += 1;
        }
    }
    mentions.into_iter().min_by_key(|&(currency, count)| (Reverse(count), currency)).map(|(currency, _)| currency)
}

fn without(topics: &[TopicMoney], amount: &AmountMention) -> Vec<f64> {
    let mut rest: Vec<Decimal> =
        topics.iter().map(|topic| topic.funding.get(&amount.amount.currency).copied().unwrap_or_default()).collect();
    for (at, part) in parts(amount, amount.counted) {
        if let Some(rest) = rest.get_mut(at) {
            *rest = rest.saturating_sub(part);
        }
    }
    rest.into_iter().map(float).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::testkit::{amount, facts, flag, linked};

    #[test]
    fn money_is_split_by_share_and_kept_apart_by_currency() {
        let usd = Currency::parse("USD").unwrap();
        let mut dollars = linked(1, 7, &[0]);
        dollars.amount.currency = usd;
        let money = sum_money(&facts(Vec::new(), vec![linked(0, 10, &[0, 1]), dollars, amount(2, 3)]), 2);
        assert_eq!(money.topics[0].funding, Sums::from([(Currency::GBP, 5.into()), (usd, 7.into())]));
        assert_eq!(money.topics[1].funding, Sums::from([(Currency::GBP, 5.into())]));
        assert_eq!(money.attributed, Sums::from([(Currency::GBP, 10.into()), (usd, 7.into())]));
        assert_eq!(money.unattributed, Sums::from([(Currency::GBP, 3.into())]));
        assert_eq!((money.currency, money.counted), (Some(Currency::GBP), 10.0), "of equals the first by its code");
    }

    #[test]
    fn savings_are_apart_and_counted_once() {
        let mut cuts: Vec<_> = (0..2).map(|sentence| linked(sentence, 4, &[0])).collect();
        cuts.iter_mut().for_each(|cut| cut.role = Role::Saving);
        cuts.push(linked(2, 10, &[0]));
        let topic = &sum_money(&facts(Vec::new(), cuts), 1).topics[0];
        assert_eq!(topic.savings, Sums::from([(Currency::GBP, 4.into())]));
        assert_eq!(topic.funding, Sums::from([(Currency::GBP, 10.into())]));
    }

    #[test]
    fn stated_credible_and_new() {
        // 100 new, 50 up to (·½), 50 announced before (·¼), and the 100 said again.
        let mut money = vec![linked(0, 100, &[0]), linked(1, 50, &[0]), linked(2, 50, &[1]), linked(3, 100, &[0])];
        money[1].flags.push(flag("up_to", 0.5));
        money[2].flags.push(flag("reannounce", 0.25));
        money[2].flags[0].old_money = true;
        let money = sum_money(&facts(Vec::new(), money), 2);
        assert_eq!((money.stated, money.counted, money.credible, money.new), (300.0, 200.0, 137.5, 150.0));
        assert_eq!((money.topics[1].main, money.topics[1].new, money.topics[1].credible), (50.0, 0.0, true));
    }

    #[test]
    fn the_largest_amount_is_left_out_above_four_fifths() {
        let lines = |large| vec![linked(0, large, &[0]), linked(1, 10, &[0]), linked(2, 10, &[1])];
        assert_eq!(sum_money(&facts(Vec::new(), lines(80)), 2).without_largest, None);
        assert_eq!(sum_money(&facts(Vec::new(), lines(81)), 2).without_largest, Some(vec![10.0, 10.0]));
    }

    #[test]
    fn topics_outside_the_rule_set_do_no_harm() {
        assert_eq!(sum_money(&facts(Vec::new(), vec![linked(0, 5, &[9])]), 1).topics[0], TopicMoney::default());
    }
}
