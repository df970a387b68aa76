//! Levels shown as if they were extra: "from £12.7bn to £15.1bn", "doubles to
//! £2bn", "an increase of £6bn takes the fund to £37bn". Only what is added is
//! new, where the sentence lets it be told; the old level is no new money.

use super::money::RawAmount;
use super::sentence::SentenceMoney;
use super::shown::{DOUBLE_COUNT, LEVEL_AS_INCREASE};
use crate::model::{AmountMention, Role};
use crate::rules::CueClass;
use rust_decimal::Decimal;

/// Cues of the class `change.level` that say how many times the old level the new one is.
const TIMES: [(&str, i64); 3] = [("double", 2), ("treble", 3), ("quadruple", 4)];
/// The cue of a verb whose subject is the increase: "takes the fund to".
const TAKES: &str = "take_level";

/// Sets [`AmountMention::added`] of the new levels of a sentence, and of the
/// old ones they are compared with. The flags must be known.
pub(super) fn levels(sentence: &SentenceMoney<'_>, raws: &[RawAmount], mentions: &mut [AmountMention]) {
    for index in 0..mentions.len() {
        let new = &mentions[index];
        let Some(flag) = new.flags.iter().find(|flag| flag.id == LEVEL_AS_INCREASE) else { continue };
        let verb_starts = flag.span.start;
        let Some(level) = new.amount.high else { continue };
        if let Some(old) = old_level(sentence, raws, mentions, index) {
            let before = mentions[old].amount.high.unwrap_or_default();
            mentions[old].added = Some(Decimal::ZERO);
            mentions[index].added = Some((level - before).max(Decimal::ZERO));
            continue;
        }
        let mut verbs = sentence.scan.class(CueClass::LevelVerb).filter(|cue| cue.span.start == verb_starts);
        let Some(verb) = verbs.next() else { continue };
        let id = sentence.rules.cues[verb.cue as usize].id.as_str();
        if let Some((_, times)) = TIMES.iter().find(|(times, _)| *times == id) {
            let old = level / Decimal::from(*times);
            mentions[index].added = Some(level - old);
        } else if id == TAKES && is_increase(raws, mentions, index, verb.first) {
            mentions[index].added = Some(Decimal::ZERO);
        }
    }
    for stack in mentions.iter_mut().filter(|mention| mention.flags.iter().any(|flag| flag.id == DOUBLE_COUNT)) {
        stack.added = Some(Decimal::ZERO);
    }
}

/// The amount before a new level, where "from" makes it the old one.
fn old_level(
    sentence: &SentenceMoney<'_>,
    raws: &[RawAmount],
    mentions: &[AmountMention],
    index: usize,
) -> Option<usize> {
    let old = index.checked_sub(1)?;
    let opener = sentence.scan.tokens[raws[old].first.checked_sub(1)?];
    let (before, after) = (&mentions[old], &mentions[index]);
    let alike = before.amount.currency == after.amount.currency && before.per == after.per;
    (alike && opener.span.of(sentence.text) == "from").then_some(old)
}

/// True where the amount before the verb is public money that raises the level to the one behind it.
fn is_increase(raws: &[RawAmount], mentions: &[AmountMention], index: usize, verb: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| {
        let (increase, level) = (&mentions[before], &mentions[index]);
        raws[before].next <= verb
            && increase.role == Role::Spend
            && increase.amount.currency == level.amount.currency
            && increase.amount.high < level.amount.high
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::ingest::{ReadOptions, read_bytes, sentences};
    use crate::model::Currency;
    use crate::rules::RuleSet;

    #[test]
    fn what_is_added_is_told_where_the_sentence_says_it() {
        let rules = RuleSet::built_in().unwrap();
        let cases: [(&str, &[Option<i64>]); 9] = [
            ("The budget grows from £12.7bn to £15.1bn.", &[Some(0), Some(2_400_000_000)]),
            ("Spending doubles to £2bn a year by 2028-29.", &[Some(1_000_000_000)]),
            ("We will treble the cyber fund to £600m.", &[Some(400_000_000)]),
            ("An increase of £6bn takes the fund to £37bn.", &[None, Some(0)]),
            ("We will invest £1bn, bringing the total to £3bn.", &[None, Some(0)]),
            ("Spending on data rises to £300m a year.", &[None]),
            ("We will spend £5m on maps and raise the fund to £9m.", &[None, None]),
            ("We will put £5m into maps.", &[None]),
            ("With £3bn for IT, of which £1bn is for data, we invest £4bn.", &[None, None, Some(0)]),
        ];
        for (text, expected) in cases {
            let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
            let found = sentences(&document, &rules.abbreviations);
            let facts = extract(&document, &found, &rules, Some(Currency::GBP), false);
            let added: Vec<_> = facts.money.iter().map(|mention| mention.added).collect();
            assert_eq!(added, expected.iter().map(|added| added.map(Into::into)).collect::<Vec<_>>(), "{text}");
        }
    }
}
