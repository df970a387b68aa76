//! The ledger: what of each amount counts as funding, so that a sum that is
//! said twice, or said whole and in parts, is money once.
//!
//! Two steps, each linear. First, mentions of the same sum are found; one of
//! them stands for all. Then parts are taken out of their whole: the parts
//! count, and the whole counts only what they leave.
//!
//! When two mentions are the same sum:
//! - same currency, same figures, same unit of time, same topics;
//! - years and end are not contradicted: "over four years" and "over five
//!   years" are two sums, "£450m" and "£450m over four years" are one;
//! - they stand in different sentences: "£10m for Leeds and £10m for York" are
//!   two sums;
//! - they have a topic. Without one nothing says what the money is for, and
//!   round figures recur, so two such mentions are two sums. They belong to no
//!   topic and add to none.
//!
//! Of a level that is shown as an increase only what is added counts, where
//! the text lets it be told, and of the old level nothing; otherwise the level
//! counts as stated and keeps its flag. An older total (`umbrella`) that is
//! named beside a part of it counts zero: the part is what is new.
//!
//! An amount each year, month, week or day counts as stated, once: nothing is
//! multiplied by years that may not be paid. An amount per person or thing is
//! a price and no sum; it counts zero.

use crate::model::{AmountMention, Currency, Facts, Per, Role};
use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// How many amounts that are no sums are passed over in the search for the
/// whole that a part belongs to.
const MAX_NESTING: usize = 16;
/// The flag of an older total.
const UMBRELLA: &str = "umbrella";

/// Sets [`AmountMention::counted`] of every amount. The topics must be known.
pub fn count(facts: &mut Facts) {
    let counted = count_once(&facts.money, Role::Spend);
    for (mention, counted) in facts.money.iter_mut().zip(counted) {
        mention.counted = counted;
    }
    for mention in &mut facts.vague {
        mention.counted = Decimal::ZERO;
    }
}

/// True where the amount is a sum of public money with a figure, whether the
/// ledger counts it here or at another mention.
pub fn is_funding(mention: &AmountMention) -> bool {
    value(mention, Role::Spend) > Decimal::ZERO
}

/// What each amount of one role adds, in whole units of its currency, when
/// every sum is taken once.
pub fn count_once(money: &[AmountMention], role: Role) -> Vec<Decimal> {
    take_out_parts(money, role, &sums_of(money, role))
}

/// For each amount the index of the one that stands for its sum; itself where
/// no other does.
pub fn same_sums(money: &[AmountMention]) -> Vec<usize> {
    sums_of(money, Role::Spend)
}

/// What each amount of one role adds when repeats are not removed: the money
/// as it is stated. Parts are still taken out of their whole, because a text
/// that splits a sum does not state it twice.
pub(super) fn stated(money: &[AmountMention], role: Role) -> Vec<Decimal> {
    let each: Vec<usize> = (0..money.len()).collect();
    take_out_parts(money, role, &each)
}

/// What a mention is worth by itself: the upper end, or what is added where it
/// is a level; zero where it is no sum of the role.
fn value(mention: &AmountMention, role: Role) -> Decimal {
    let sum = mention.role == role && mention.per != Per::Unit;
    let high = mention.amount.high.filter(|high| sum && *high > Decimal::ZERO).unwrap_or_default();
    mention.added.map_or(high, |added| added.clamp(Decimal::ZERO, high))
}

/// True where the amount is an older total, of which the text announces a part.
fn is_older_total(mention: &AmountMention) -> bool {
    mention.flags.iter().any(|flag| flag.id == UMBRELLA)
}

/// What mentions of one sum have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
struct SumKey {
    currency: Currency,
    low: Option<Decimal>,
    high: Option<Decimal>,
    per: Per,
    topics: Vec<u16>,
    /// Which of the equal amounts of its sentence it is.
    nth: usize,
}

impl SumKey {
    fn of(mention: &AmountMention) -> Self {
        let mut topics: Vec<u16> = mention.topics.iter().map(|link| link.topic).collect();
        topics.sort_unstable();
        topics.dedup();
        let amount = mention.amount;
        Self { currency: amount.currency, low: amount.low, high: amount.high, per: mention.per, topics, nth: 0 }
    }
}

/// One side of a period, years or end.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Side<T> {
    /// Any: under this a sum is found by a mention that does not say.
    Any,
    /// The sum says this, or says nothing.
    Said(Option<T>),
}

impl<T: Clone> Side<T> {
    /// Where a sum that says `said` is filed.
    fn filed(said: &Option<T>) -> [Self; 2] {
        [Self::Any, Self::Said(said.clone())]
    }

    /// Where a sum that does not contradict `said` is found.
    fn sought(said: &Option<T>) -> Vec<Self> {
        match said {
            None => vec![Self::Any],
            Some(_) => vec![Self::Said(said.clone()), Self::Said(None)],
        }
    }
}

type PeriodKey = (Side<u32>, Side<String>);

/// End of the money: the resolved year where there is one, else the words.
fn end_of(mention: &AmountMention) -> Option<String> {
    let resolved = mention.period.as_ref().and_then(|period| period.to);
    resolved.map(|year| year.to_string()).or_else(|| mention.by.as_ref().map(|by| by.trim().to_lowercase()))
}

/// For each mention the one that stands for its sum. That is the mention that
/// is split into parts or says most about its period, then the first.
fn sums_of(money: &[AmountMention], role: Role) -> Vec<usize> {
    let split: HashSet<usize> = money.iter().filter_map(|mention| mention.part_of).collect();
    let mut in_sentence: HashMap<(usize, SumKey), usize> = HashMap::default();
    let mut candidates = Vec::new();
    for (index, mention) in money.iter().enumerate() {
        if mention.topics.is_empty() || value(mention, role).is_zero() {
            continue;
        }
        let mut key = SumKey::of(mention);
        let nth = in_sentence.entry((mention.sentence, key.clone())).or_default();
        key.nth = *nth;
        *nth += 1;
        let end = end_of(mention);
        let said = usize::from(mention.years.is_some()) + usize::from(end.is_some());
        candidates.push((Reverse(split.contains(&index)), Reverse(said), index, key, end));
    }
    candidates.sort_by_key(|(split, said, index, ..)| (*split, *said, *index));

    let mut sums: Vec<usize> = (0..money.len()).collect();
    let mut filed: HashMap<SumKey, HashMap<PeriodKey, usize>> = HashMap::default();
    for (_, _, index, key, end) in candidates {
        let years = money[index].years;
        let same = filed.entry(key).or_default();
        let found = Side::sought(&years)
            .into_iter()
            .find_map(|years| Side::sought(&end).into_iter().find_map(|end| same.get(&(years.clone(), end))));
        if let Some(&first) = found {
            sums[index] = first;
            continue;
        }
        for years in Side::filed(&years) {
            for end in Side::filed(&end) {
                same.entry((years.clone(), end)).or_insert(index);
            }
        }
    }
    sums
}

/// What each sum counts after its parts are taken out of it; zero for mentions
/// that another one stands for. `sums` is the result of [`sums_of`].
///
/// An older total counts zero beside a part of it. Parts in another currency are left alone. Parts that add up to more than
/// their whole count in full, and the whole counts zero.
fn take_out_parts(money: &[AmountMention], role: Role, sums: &[usize]) -> Vec<Decimal> {
    let values: Vec<Decimal> = money.iter().map(|mention| value(mention, role)).collect();
    let mut whole: Vec<Option<usize>> = vec![None; money.len()];
    let mut open_parts = vec![0_usize; money.len()];
    for (index, &sum) in sums.iter().enumerate() {
        if values[index].is_zero() || whole[sum].is_some() {
            continue;
        }
        let above = |at: &usize| money.get(*at).and_then(|mention| mention.part_of);
        let found = std::iter::successors(money[index].part_of, above)
            .take(MAX_NESTING)
            .find(|&at| values.get(at).is_some_and(|value| !value.is_zero()));
        let Some(found) = found.map(|at| sums[at]) else { continue };
        if found != sum && money[found].amount.currency == money[sum].amount.currency {
            whole[sum] = Some(found);
            open_parts[found] += 1;
        }
    }

    let mut in_parts = vec![Decimal::ZERO; money.len()];
    // Smallest parts first. Amounts in a circle never get their turn here;
    // each then counts for itself.
    let mut ready: Vec<usize> = (0..money.len()).filter(|&index| open_parts[index] == 0).collect();
    while let Some(part) = ready.pop() {
        let Some(found) = whole[part] else { continue };
        let total = values[part].max(in_parts[part]);
        in_parts[found] = in_parts[found].saturating_add(total);
        open_parts[found] -= 1;
        if open_parts[found] == 0 {
            ready.push(found);
        }
    }
    let stands = |index: usize| sums[index] == index;
    let left = |index: usize| match in_parts[index] {
        parts if parts > Decimal::ZERO && is_older_total(&money[index]) => Decimal::ZERO,
        parts => values[index].saturating_sub(parts).max(Decimal::ZERO),
    };
    (0..money.len()).map(|index| if stands(index) { left(index) } else { Decimal::ZERO }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FiscalYear, Period};
    use crate::score::testkit::{amount, flag, linked};

    fn counts(money: &[AmountMention]) -> Vec<u32> {
        count_once(money, Role::Spend).iter().map(|value| u32::try_from(*value).unwrap()).collect()
    }

    #[test]
    fn only_public_spending_in_sums_counts() {
        let mut money: Vec<_> = (0..5).map(|sentence| linked(sentence, 5, &[0])).collect();
        money[1].role = Role::Context;
        money[2].per = Per::Unit;
        money[3].amount.high = None;
        money[4].per = Per::Year;
        assert_eq!(counts(&money), [5, 0, 0, 0, 5]);
        assert_eq!(count_once(&money, Role::Context)[1], Decimal::from(5));
    }

    #[test]
    fn a_sum_that_is_said_again_counts_once() {
        let same = [linked(0, 5, &[0, 1]), linked(1, 5, &[1, 0]), linked(2, 5, &[0])];
        assert_eq!(counts(&same), [5, 0, 5], "the third is for another set of topics");
        let twice_in_one = [linked(0, 10, &[0]), linked(0, 10, &[0]), linked(1, 10, &[0])];
        assert_eq!(counts(&twice_in_one), [10, 10, 0]);
        let without_topic = [amount(0, 5), amount(1, 5)];
        assert_eq!(counts(&without_topic), [5, 5]);
    }

    #[test]
    fn a_contradicting_period_makes_another_sum() {
        let mut money: Vec<_> = (0..4).map(|sentence| linked(sentence, 450, &[0])).collect();
        money[1].years = Some(4);
        money[2].years = Some(5);
        assert_eq!(counts(&money), [0, 450, 450, 0], "the mention that says most stands for the sum");
        money[2].years = None;
        money[2].by = Some("2020-21".into());
        assert_eq!(counts(&money), [0, 450, 0, 0], "years and an end do not contradict each other");
        money[3].by = Some("the year after next".into());
        money[3].period = Some(Period { to: Some(FiscalYear(2020)), ..Period::default() });
        money[1].years = None;
        assert_eq!(counts(&money), [0, 0, 450, 0], "two ways to write one year");
    }

    #[test]
    fn parts_come_out_of_their_whole() {
        // 1.9 of which 1.3, of which .5 and .2: .5 + .2 + .6 + .6 = 1.9
        let mut money = vec![linked(0, 1900, &[0]), linked(0, 1300, &[0]), linked(0, 500, &[0]), linked(0, 200, &[1])];
        money[1].part_of = Some(0);
        money[2].part_of = Some(1);
        money[3].part_of = Some(1);
        assert_eq!(counts(&money), [600, 600, 500, 200]);
        money[0].topics.clear();
        assert_eq!(counts(&money), [600, 600, 500, 200], "a whole without a topic is no different");
        money[1].role = Role::Context;
        assert_eq!(counts(&money), [1200, 0, 500, 200], "what is no sum is passed over");
    }

    #[test]
    fn parts_larger_than_their_whole_or_in_other_money() {
        let mut money = vec![linked(0, 100, &[0]), linked(0, 80, &[1]), linked(0, 70, &[2])];
        money[1].part_of = Some(0);
        money[2].part_of = Some(0);
        assert_eq!(counts(&money), [0, 80, 70]);
        money[2].amount.currency = Currency::parse("EUR").unwrap();
        assert_eq!(counts(&money), [20, 80, 70]);
    }

    #[test]
    fn a_level_counts_what_it_adds() {
        let mut money = vec![linked(0, 127, &[0]), linked(0, 151, &[0]), linked(1, 20, &[0])];
        money[0].added = Some(Decimal::ZERO);
        money[1].added = Some(Decimal::from(24));
        assert_eq!(counts(&money), [0, 24, 20]);
        assert!(!is_funding(&money[0]) && is_funding(&money[1]));
        money[1].added = Some(Decimal::from(999));
        money[2].added = Some(Decimal::from(-1));
        assert_eq!(counts(&money), [0, 151, 0], "never more than the level, never less than nothing");
    }

    #[test]
    fn an_older_total_counts_nothing_beside_its_part() {
        let mut money = vec![linked(0, 1200, &[0]), linked(0, 5000, &[0])];
        money[1].flags.push(flag(UMBRELLA, 0.25));
        assert_eq!(counts(&money), [1200, 5000], "alone it is the money that is named");
        money[0].part_of = Some(1);
        assert_eq!(counts(&money), [1200, 0]);
        money[1].flags.clear();
        assert_eq!(counts(&money), [1200, 3800]);
    }

    #[test]
    fn a_repeated_whole_with_parts_counts_once() {
        let mut money = vec![linked(0, 19, &[0]), linked(1, 19, &[0]), linked(1, 13, &[0]), linked(2, 13, &[0])];
        money[2].part_of = Some(1);
        assert_eq!(counts(&money), [0, 6, 13, 0]);
        let stated: Vec<_> = stated(&money, Role::Spend).iter().map(ToString::to_string).collect();
        assert_eq!(stated, ["19", "6", "13", "13"]);
    }

    #[test]
    fn circles_and_absurd_figures_do_no_harm() {
        let mut money = vec![linked(0, 5, &[0]), linked(0, 6, &[0]), linked(0, 7, &[0]), linked(0, 8, &[0])];
        money[0].part_of = Some(1);
        money[1].part_of = Some(0);
        money[2].part_of = Some(2);
        money[3].part_of = Some(99);
        assert_eq!(counts(&money), [5, 6, 7, 8]);
        let mut huge = vec![linked(0, 1, &[0]), linked(0, 1, &[1]), linked(0, 1, &[2])];
        for (index, mention) in huge.iter_mut().enumerate() {
            mention.amount.high = Some(Decimal::MAX);
            mention.part_of = (index > 0).then_some(0);
        }
        assert_eq!(count_once(&huge, Role::Spend)[0], Decimal::ZERO);
    }
}
