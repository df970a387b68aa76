//! Amounts within amounts: "£3.4bn, of which £1bn is for data", "£1bn for
//! networks: £740m for fibre and £400m for a fund", "£2bn and £1bn – a £3bn
//! package", "£1.2bn as part of our £5bn programme".

use super::money::RawAmount;
use crate::model::{AmountMention, Bound, Role};
use crate::rules::{CueClass, Scan};
use rust_decimal::Decimal;

/// Sets [`AmountMention::part_of`] to the index of the whole among the amounts
/// of the same sentence.
pub(super) fn nest(text: &str, scan: &Scan, raws: &[RawAmount], mentions: &mut [AmountMention]) {
    if mentions.len() < 2 {
        return;
    }
    for index in 1..mentions.len() {
        let (before, here) = (&raws[index - 1], &raws[index]);
        if cue_between(scan, CueClass::NestWhole, before.next, here.first)
            && fits(&mentions[index - 1], &mentions[index])
        {
            mentions[index - 1].part_of = Some(index);
        } else if scan.class(CueClass::NestOf).any(|cue| cue.first == here.next)
            && fits(&mentions[index], &mentions[index - 1])
        {
            mentions[index].part_of = Some(index - 1);
        } else if cue_between(scan, CueClass::NestPart, before.next, here.first) {
            let whole = mentions[index - 1].part_of.unwrap_or(index - 1);
            for part in index..mentions.len() {
                let same_list = part == index || mentions[part].part_of.is_none();
                if same_list && fits(&mentions[part], &mentions[whole]) {
                    mentions[part].part_of = Some(whole);
                }
            }
        }
    }
    if mentions.iter().any(|mention| mention.part_of.is_some()) {
        return;
    }
    let first_is_whole = listed_after_colon(text, raws) && adds_up(&mentions[1..], &mentions[0], Decimal::new(5, 1));
    let last = mentions.len() - 1;
    if first_is_whole {
        mentions[1..].iter_mut().for_each(|part| part.part_of = Some(0));
    } else if last >= 2
        && summed_up(text, scan, raws)
        && adds_up(&mentions[..last], &mentions[last], Decimal::new(2, 2))
    {
        mentions[..last].iter_mut().for_each(|part| part.part_of = Some(last));
    }
}

fn cue_between(scan: &Scan, class: CueClass, from: usize, to: usize) -> bool {
    scan.class(class).any(|cue| from <= cue.first && cue.end <= to)
}

/// A part is public money of the same currency and not more than the whole.
fn fits(part: &AmountMention, whole: &AmountMention) -> bool {
    let funding =
        |mention: &AmountMention| matches!(mention.role, Role::Spend | Role::Spent | Role::Saving | Role::Context);
    part.amount.currency == whole.amount.currency && part.amount.high <= whole.amount.high && funding(part)
}

/// The first amount stands before a colon and the others behind it.
fn listed_after_colon(text: &str, raws: &[RawAmount]) -> bool {
    text[raws[0].span.end..raws[1].span.start].contains(':')
}

/// The last amount stands behind a dash or a word such as "makes".
fn summed_up(text: &str, scan: &Scan, raws: &[RawAmount]) -> bool {
    let last = raws.len() - 1;
    let between = &text[raws[last - 1].span.end..raws[last].span.start];
    let dash = between.contains(" – ") || between.contains(" — ") || between.contains(" - ");
    dash || cue_between(scan, CueClass::NestTotal, raws[last - 1].next, scan.tokens.len())
}

/// True where the parts make the whole, missing it by no more than `allowed`
/// of it; more where the whole itself is said to be rough.
fn adds_up(parts: &[AmountMention], whole: &AmountMention, allowed: Decimal) -> bool {
    let same = parts.iter().all(|part| part.amount.currency == whole.amount.currency && part.role == whole.role);
    let sum: Option<Decimal> = parts.iter().map(|part| part.amount.high).sum();
    let (Some(sum), Some(whole_sum)) = (sum, whole.amount.high) else { return false };
    let rough = if whole.amount.bound == Bound::Exact { Decimal::ZERO } else { Decimal::new(10, 2) };
    same && (sum - whole_sum).abs() <= whole_sum * allowed.max(rough)
}
