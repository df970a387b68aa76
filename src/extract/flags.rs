//! Qualifiers and tricks on amounts: "up to", "as announced", no years given.
//!
//! Most are words of the pack `flags`, found near the amount. Others follow
//! from the grammar: see [`Shown`].

use super::money::RawAmount;
use super::period::Found;
use super::sentence::SentenceMoney;
use super::shown::{AllAmounts, NO_PERIOD, Shown};
use crate::model::{AmountMention, FlagMention};
use crate::rules::{FlagHit, FlagScope, Scan};

/// The flags of amount `index`, in the order of the packs. `mentions` and
/// `raws` are all amounts of the sentence, and `all` what they have in common.
pub(super) fn flags(
    sentence: &SentenceMoney<'_>,
    mentions: &[AmountMention],
    raws: &[RawAmount],
    index: usize,
    found: Option<&Found>,
    all: &AllAmounts,
) -> Vec<FlagMention> {
    let mention = &mentions[index];
    let mut flags: Vec<FlagMention> = Vec::new();
    for (number, flag) in sentence.rules.flags.iter().enumerate() {
        if !flag.roles.contains(&mention.role) || flags.iter().any(|known| known.id == flag.id) {
            continue;
        }
        let words = match flag.scope {
            FlagScope::Grammar => Shown { sentence, mentions, raws, index, found, all }.by_grammar(flag),
            scope => sentence
                .scan
                .flags
                .iter()
                .filter(|hit| usize::from(hit.flag) == number)
                .find(|hit| scope == FlagScope::Sentence || is_nearest(sentence.scan, hit, raws, index))
                .map(|hit| hit.span),
        };
        if let Some(span) = words {
            let (id, multiplier, old_money) = (flag.id.clone(), flag.multiplier, flag.old_money);
            flags.push(FlagMention { id, span, multiplier, old_money });
        }
    }
    // What is cut out of existing budgets has the years of those budgets.
    if flags.iter().any(|flag| flag.id == EXISTING_BUDGET) {
        flags.retain(|flag| flag.id != NO_PERIOD);
    }
    flags
}

const EXISTING_BUDGET: &str = "existing_budget";

/// True where the words of a flag stand nearer to this amount than to any
/// other; of two as near, they speak of the one that follows them.
fn is_nearest(scan: &Scan, hit: &FlagHit, raws: &[RawAmount], index: usize) -> bool {
    let first = scan.tokens.partition_point(|token| token.span.start < hit.span.start);
    let end = scan.tokens.partition_point(|token| token.span.start < hit.span.end);
    let gap = |other: &RawAmount| {
        if end <= other.first { other.first - end } else { first.saturating_sub(other.next) }
    };
    let mine = gap(&raws[index]);
    raws.iter().enumerate().all(|(other, raw)| other == index || gap(raw) > mine || (gap(raw) == mine && other < index))
}
