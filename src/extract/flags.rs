//! Qualifiers and tricks on amounts: "up to", "as announced", no years given.
//!
//! Most are words of the pack `flags`, found in the clause or sentence of the
//! amount. A few follow from the grammar of the amount itself.

use super::around::breaks;
use super::money::RawAmount;
use crate::model::{AmountMention, Bound, CommitmentKind, FlagMention, Per, Role};
use crate::rules::{Flag, FlagHit, FlagScope, RuleSet, Scan};
use crate::text::Span;

/// Flags that the grammar decides, by their ids in the pack.
const UP_TO: &str = "up_to";
const NO_PERIOD: &str = "no_period";
const VAGUE: &str = "vague_amount";
const HEDGED: &str = "hedged";

/// The flags of one amount of spending, in the order of the packs. `raws` are
/// all amounts of the sentence; `index` is this one.
pub(super) fn flags(
    rules: &RuleSet,
    scan: &Scan,
    mention: &AmountMention,
    raws: &[RawAmount],
    index: usize,
    commitment: CommitmentKind,
) -> Vec<FlagMention> {
    let mut found: Vec<FlagMention> = Vec::new();
    for flag in &rules.flags {
        let words = match flag.scope {
            FlagScope::Grammar => by_grammar(flag, mention, commitment),
            scope => scan
                .flags
                .iter()
                .filter(|hit| rules.flags[usize::from(hit.flag)].id == flag.id)
                .find(|hit| reaches(scan, hit, raws, index, scope))
                .map(|hit| hit.span),
        };
        let known = found.iter().any(|known| known.id == flag.id);
        if let (Some(span), false) = (words, known) {
            found.push(FlagMention {
                id: flag.id.clone(),
                span,
                multiplier: flag.multiplier,
                old_money: flag.old_money,
            });
        }
    }
    found
}

/// The flag, where the amount itself shows it. An absence has an empty span.
fn by_grammar(flag: &Flag, mention: &AmountMention, commitment: CommitmentKind) -> Option<Span> {
    let funding = mention.role == Role::Spend;
    let none = Span::new(mention.span.end, mention.span.end);
    match flag.id.as_str() {
        UP_TO if funding && mention.amount.bound == Bound::Upto => Some(mention.span),
        VAGUE if funding && mention.amount.high.is_none() => Some(mention.span),
        NO_PERIOD => {
            let dated = mention.years.is_some() || mention.by.is_some() || mention.per != Per::Total;
            (funding && !dated).then_some(none)
        }
        HEDGED if funding && commitment == CommitmentKind::Soft => Some(none),
        _ => None,
    }
}

/// True where the words of a flag speak of the amount: the nearest amount of
/// their clause, or any amount of the sentence.
fn reaches(scan: &Scan, hit: &FlagHit, raws: &[RawAmount], index: usize, scope: FlagScope) -> bool {
    let Some(raw) = raws.get(index) else { return true };
    let first = scan.tokens.partition_point(|token| token.span.start < hit.span.start);
    let end = scan.tokens.partition_point(|token| token.span.start < hit.span.end);
    let gap = |other: &RawAmount| if end <= other.first { other.first - end } else { first.saturating_sub(other.next) };
    let nearest = raws.iter().map(gap).min() == Some(gap(raw));
    match scope {
        FlagScope::Sentence => true,
        _ => {
            let (from, to) = if end <= raw.first { (end, raw.first) } else { (raw.next, first) };
            nearest || !breaks(scan, from, to)
        }
    }
}
