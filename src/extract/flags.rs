//! Qualifiers and tricks on amounts: "up to", "as announced", no years given.
//!
//! Most are words of the pack `flags`, found near the amount. A few follow
//! from the grammar: their ids are known here, their multipliers are not.

use super::money::RawAmount;
use super::period::Found;
use super::sentence::SentenceMoney;
use crate::model::{AmountMention, Bound, CommitmentKind, FlagMention, Per, Role};
use crate::rules::{CueClass, Flag, FlagHit, FlagScope, Scan};
use crate::text::Span;
use rust_decimal::Decimal;

/// The flags of amount `index`, in the order of the packs. `mentions` and
/// `raws` are all amounts of the sentence.
pub(super) fn flags(
    sentence: &SentenceMoney<'_>,
    mentions: &[AmountMention],
    raws: &[RawAmount],
    index: usize,
    found: Option<&Found>,
) -> Vec<FlagMention> {
    let mention = &mentions[index];
    let mut flags: Vec<FlagMention> = Vec::new();
    for (number, flag) in sentence.rules.flags.iter().enumerate() {
        if !flag.roles.contains(&mention.role) || flags.iter().any(|known| known.id == flag.id) {
            continue;
        }
        let words = match flag.scope {
            FlagScope::Grammar => Shown { sentence, mentions, raws, index, found }.by_grammar(flag),
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

/// The flag of a new level that is shown as if it were extra.
pub(super) const LEVEL_AS_INCREASE: &str = "level_as_increase";
const EXISTING_BUDGET: &str = "existing_budget";
const NO_PERIOD: &str = "no_period";

/// An amount among those of its sentence.
struct Shown<'a> {
    sentence: &'a SentenceMoney<'a>,
    mentions: &'a [AmountMention],
    raws: &'a [RawAmount],
    index: usize,
    found: Option<&'a Found>,
}

impl Shown<'_> {
    /// Where the amount itself shows the flag. An absence has an empty span.
    fn by_grammar(&self, flag: &Flag) -> Option<Span> {
        let mention = &self.mentions[self.index];
        let absence = Span::new(mention.span.end, mention.span.end);
        match flag.id.as_str() {
            "up_to" => (mention.amount.bound == Bound::Upto).then_some(mention.span),
            "vague_amount" => mention.amount.high.is_none().then_some(mention.span),
            NO_PERIOD => self.has_no_period().then_some(absence),
            "hedged" => (self.sentence.commitment == CommitmentKind::Soft).then_some(absence),
            LEVEL_AS_INCREASE => self.new_level(),
            "back_loaded" => self.back_loaded(),
            "umbrella" => self.is_umbrella().then_some(mention.span),
            "arithmetic" => self.does_not_add_up().then_some(mention.span),
            "ambiguous_period" => self.found.is_some_and(Found::is_ambiguous).then_some(mention.span),
            _ => None,
        }
    }

    /// No date, no duration. Parts have the years of their whole, a range is
    /// an estimate, and what is done needs no years.
    fn has_no_period(&self) -> bool {
        let mention = &self.mentions[self.index];
        let given = mention.years.is_some() || mention.by.is_some();
        let flow = mention.per == Per::Total || (mention.per == Per::Year && mention.role == Role::Spend);
        let range = mention.amount.low != mention.amount.high;
        let done = self.sentence.commitment == CommitmentKind::Past;
        let level = self.new_level().is_some() || self.old_level();
        !(given || range || done || level || mention.part_of.is_some() || self.is_umbrella()) && flow
    }

    /// "Doubles to £2bn", "takes the fund to £37bn": a new level shown as if
    /// it were extra. A profile with its years says what it is.
    fn new_level(&self) -> Option<Span> {
        let raw = &self.raws[self.index];
        let to = raw.first.checked_sub(1).filter(|at| self.word(*at) == "to")?;
        let previous = self.index.checked_sub(1).map(|before| &self.raws[before]);
        if previous.is_some() && self.back_loaded().is_some() {
            return None;
        }
        let verb = self.sentence.scan.class(CueClass::LevelVerb).filter(|cue| cue.end <= to).last()?;
        (raw.first - verb.end <= LEVEL_REACH).then_some(verb.span.cover(raw.span))
    }

    /// The old level that a new one is compared with: "from £12bn to £15bn".
    fn old_level(&self) -> bool {
        let next = Self { index: self.index + 1, mentions: self.mentions, raws: self.raws, ..*self };
        let from = self.raws[self.index].first.checked_sub(1).is_some_and(|at| self.word(at) == "from");
        from && self.raws.len() > self.index + 1 && next.new_level().is_some()
    }

    /// A profile over years that ends at three times its beginning or more.
    fn back_loaded(&self) -> Option<Span> {
        let first = self.mentions.first()?;
        let last = self.mentions.get(self.index)?;
        self.sentence.scan.class(CueClass::LevelVerb).next()?;
        let (from, to) = (first.period.as_ref()?.from?, last.period.as_ref()?.to?);
        let whole_profile = self.index + 1 == self.mentions.len() && self.index > 0 && from < to;
        let (low, high) = (first.amount.high?, last.amount.high?);
        (whole_profile && high >= low * Decimal::from(3)).then_some(first.span.cover(last.span))
    }

    /// The older whole that an amount is said to be a part of.
    fn is_umbrella(&self) -> bool {
        let whole = self.mentions.iter().take(self.index).any(|part| part.part_of == Some(self.index));
        let cue = |class| {
            let raw = &self.raws[self.index];
            self.sentence.scan.class(class).any(|cue| cue.end <= raw.first && raw.first - cue.end <= 2)
        };
        whole && cue(CueClass::NestWhole)
    }

    /// Two parts or more whose sum differs from the whole by more than 2%.
    fn does_not_add_up(&self) -> bool {
        let parts: Vec<&AmountMention> = self.mentions.iter().filter(|part| part.part_of == Some(self.index)).collect();
        let sum: Option<Decimal> = parts.iter().map(|part| part.amount.high).sum();
        let (Some(sum), Some(whole)) = (sum, self.mentions[self.index].amount.high) else { return false };
        let exact = self.mentions[self.index].amount.bound == Bound::Exact;
        parts.len() > 1 && exact && (sum - whole).abs() > whole * Decimal::new(2, 2)
    }

    fn word(&self, token: usize) -> &str {
        self.sentence.scan.tokens[token].span.of(self.sentence.text)
    }
}

/// How far before its new level a verb such as "takes" may stand, in words.
const LEVEL_REACH: usize = 6;

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
