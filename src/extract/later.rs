//! Years that stand in the sentence after an amount: "We will put £900m into
//! networks. The money will be spent over five years."

use super::period::Periods;
use super::shown::NO_PERIOD;
use crate::model::{AmountMention, FlagMention, Role};
use crate::rules::{CueClass, FlagScope, RuleSet, Scan};
use crate::text::Span;
use jiff::civil::Date;

/// How many words may stand before the words that refer back to the money.
const REFERENCE_REACH: usize = 3;
/// A sum over so many years is no figure for one.
const MANY_YEARS: u32 = 3;
/// The flag of a sum whose many years are told later.
const MULTI_YEAR_TOTAL: &str = "multi_year_total";

/// True where a sentence opens with words such as "this funding".
pub(super) fn refers_to_money(scan: &Scan) -> bool {
    scan.class(CueClass::MoneyReference).any(|cue| cue.first <= REFERENCE_REACH)
}

/// True where an amount waits for its years.
pub(super) fn lacks_years(mention: &AmountMention) -> bool {
    let flow = !matches!(mention.role, Role::Context | Role::Threshold);
    flow && mention.years.is_none() && mention.by.is_none()
}

/// Gives the years of a sentence to the amounts of the sentence before it.
pub(super) fn give_years(
    rules: &RuleSet,
    text: &str,
    periods: &Periods,
    date: Option<Date>,
    mentions: &mut [AmountMention],
) {
    let found = periods.of_reference();
    let Some(words) = found.span() else { return };
    for mention in mentions.iter_mut().filter(|mention| lacks_years(mention)) {
        mention.years = found.years.map(|years| years.count);
        mention.by = found.by(text);
        mention.period = found.resolve(rules, mention, date);
        mention.flags.retain(|flag| flag.id != NO_PERIOD);
        if years_of(mention) >= Some(MANY_YEARS) {
            mention.flags.extend(multi_year(rules, mention.role, words));
        }
    }
}

/// How many years an amount covers, where that is known.
fn years_of(mention: &AmountMention) -> Option<u32> {
    let readings = || mention.period.as_ref().and_then(|period| period.readings().next());
    mention.years.or_else(|| readings().and_then(|years| u32::try_from(years.count()).ok()))
}

fn multi_year(rules: &RuleSet, role: Role, span: Span) -> Option<FlagMention> {
    let flag = rules.flags.iter().find(|flag| flag.id == MULTI_YEAR_TOTAL && flag.scope == FlagScope::Grammar)?;
    let (id, multiplier, old_money) = (flag.id.clone(), flag.multiplier, flag.old_money);
    flag.roles.contains(&role).then_some(FlagMention { id, span, multiplier, old_money })
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::ingest::{ReadOptions, read_bytes, sentences};
    use crate::model::Currency;
    use crate::rules::RuleSet;

    #[test]
    fn the_next_sentence_may_give_the_years_of_the_money() {
        let rules = RuleSet::built_in().unwrap();
        let cases: [(&str, Option<u32>, Option<&str>); 6] = [
            ("We put £900m into networks. The money will be spent over five years.", Some(5), None),
            ("I am announcing £40m. This funding runs from 2016-17 to 2019-20.", None, Some("2016-17 to 2019-20")),
            ("We will invest £2bn in fibre. In five years every home will have it.", None, None),
            ("We will invest £2bn in fibre. The money and £5m more will last three years.", None, None),
            ("We will invest £2bn over two years. The money is to last three years.", Some(2), None),
            ("We will invest £2bn in fibre.\n\nThe money will be spent over five years.", None, None),
        ];
        for (text, years, by) in cases {
            let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
            let found = sentences(&document, &rules.abbreviations);
            let facts = extract(&document, &found, &rules, Some(Currency::GBP), false);
            assert_eq!((facts.money[0].years, facts.money[0].by.as_deref()), (years, by), "{text}");
        }
    }
}
