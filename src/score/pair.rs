//! A speech against its printed document: which qualifiers of the money the
//! speech leaves out, and which sums only one of them names.
//!
//! A sum that is said is the printed one of the same amount, currency and unit
//! of time; of several the one on the same topics, then the first. A qualifier
//! is a flag that weakens the money, or the years over which it is paid.

use crate::model::{DocumentReport, FlagReport, LostQualifier, MoneyReport, PairReport, Role};
use rust_decimal::Decimal;

/// What the absence of years is called among the flags: no words that could be left out.
const NO_PERIOD: &str = "no_period";
/// The qualifier that is no flag: years that only the print gives.
const YEARS: &str = "years";

/// Compares the money of a speech with that of its document.
pub(super) fn compare_pair(speech: &DocumentReport, print: &DocumentReport) -> PairReport {
    let mut pair = PairReport::default();
    let mut found = vec![false; print.money.len()];
    for (said, sum) in speech.money.iter().enumerate().filter(|(_, sum)| is_sum(sum)) {
        let printed = counterpart(sum, &print.money);
        match printed {
            Some(at) => pair.qualifiers.extend(lost(said, sum, at, &print.money[at])),
            None if is_spending(sum) => pair.said_only.push(said),
            None => {}
        }
    }
    for sum in speech.money.iter().filter(|sum| is_sum(sum)) {
        for (at, printed) in print.money.iter().enumerate() {
            found[at] |= is_same(sum, printed);
        }
    }
    let on_topic = |at: &usize| is_spending(&print.money[*at]) && !print.money[*at].topics.is_empty();
    pair.printed_only = (0..found.len()).filter(|&at| !found[at]).filter(on_topic).collect();
    pair
}

/// Money with a figure, spent or promised by the state.
fn is_sum(sum: &MoneyReport) -> bool {
    sum.high.is_some_and(|high| high > Decimal::ZERO) && matches!(sum.role, Role::Spend | Role::Spent)
}

fn is_spending(sum: &MoneyReport) -> bool {
    sum.role == Role::Spend
}

fn is_same(one: &MoneyReport, other: &MoneyReport) -> bool {
    is_sum(other) && one.currency == other.currency && one.high == other.high && one.per == other.per
}

/// The printed sum that is meant by one that is said.
fn counterpart(said: &MoneyReport, print: &[MoneyReport]) -> Option<usize> {
    let shares = |other: &MoneyReport| other.topics.iter().any(|link| said.topics.iter().any(|own| own.id == link.id));
    let same = || print.iter().enumerate().filter(|(_, other)| is_same(said, other));
    same().find(|(_, other)| shares(other)).or_else(|| same().next()).map(|(at, _)| at)
}

/// The qualifiers of a printed sum that are not said.
fn lost(said: usize, sum: &MoneyReport, printed: usize, print: &MoneyReport) -> Vec<LostQualifier> {
    let tell = |qualifier: &str, quote: &str| LostQualifier {
        said,
        printed,
        qualifier: qualifier.to_owned(),
        quote: quote.to_owned(),
    };
    let weakens = |flag: &&FlagReport| flag.multiplier < 1.0 && flag.id != NO_PERIOD && !sum.flags.contains(&flag.id);
    // A flag that another place shows has no words here that could be left out.
    let mut lost: Vec<_> = print
        .flag_details
        .iter()
        .filter(weakens)
        .filter(|flag| !flag.quote.is_empty())
        .map(|flag| tell(&flag.id, &flag.quote))
        .collect();
    lost.dedup();
    let years = |sum: &MoneyReport| sum.years.is_some() || sum.by.is_some() || sum.to.is_some();
    if years(print) && !years(sum) {
        let words = print.by.clone().or_else(|| print.years.map(|years| years.to_string()));
        lost.push(tell(YEARS, &words.or_else(|| print.to.clone()).unwrap_or_default()));
    }
    lost
}
