//! Sums that are less than they seem: without figure or years, with a ceiling,
//! not new, or with parts that do not make their whole.
//!
//! The flags of the amounts say most of it; nothing is read again here.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::promises::is_public;
use crate::model::{AmountMention, CommitmentKind, FlagMention, Per, Role, short_money};
use crate::text::Span;
use rust_decimal::Decimal;

/// Ids of flags that are checks of their own.
const UP_TO: &str = "up_to";
const NO_PERIOD: &str = "no_period";
const ARITHMETIC: &str = "arithmetic";
const STACK: &str = "cumulative_stack";

/// Adds the faults of all sums of public money for a topic.
pub(super) fn check(draft: &Draft<'_>, faults: &mut Vec<Fault>) {
    for (index, mention) in draft.facts.money.iter().enumerate() {
        let is_funding = is_public(mention) && mention.amount.high.is_some_and(|high| high > Decimal::ZERO);
        if is_funding && !mention.topics.is_empty() {
            let sum = Sum { draft, index, mention };
            faults.extend(sum.faults());
        }
    }
    for mention in draft.facts.vague.iter().filter(|mention| is_public(mention)) {
        let sentence = &draft.facts.sentences[mention.sentence];
        let named = !mention.topics.is_empty() || !sentence.topics.is_empty();
        if named && sentence.commitment.kind != CommitmentKind::Past {
            let message = format!("“{}” is no figure", quote(draft, mention.span));
            let help = "give the figure, or leave the money out";
            faults.push(fault(draft, Check::VagueAmount, mention, mention.span, message).with_help(help));
        }
    }
}

fn quote<'a>(draft: &Draft<'a>, span: Span) -> &'a str {
    span.of(&draft.document.text)
}

fn fault(draft: &Draft<'_>, check: Check, mention: &AmountMention, span: Span, message: String) -> Fault {
    let sentence = quote(draft, draft.facts.sentences[mention.sentence].sentence.span);
    Fault::new(check, Subject::Amount(mention.sentence, mention.span), span, sentence, message)
}

struct Sum<'a> {
    draft: &'a Draft<'a>,
    index: usize,
    mention: &'a AmountMention,
}

impl Sum<'_> {
    fn faults(&self) -> impl Iterator<Item = Fault> {
        [self.parts(), self.old_money(), self.ceiling(), self.no_period(), self.total()].into_iter().flatten()
    }

    fn flag(&self, id: &str) -> Option<&FlagMention> {
        self.mention.flags.iter().find(|flag| flag.id == id)
    }

    fn fault(&self, check: Check, message: String, help: &str) -> Fault {
        fault(self.draft, check, self.mention, self.mention.span, message).with_help(help)
    }

    fn words(&self) -> &str {
        quote(self.draft, self.mention.span)
    }

    /// What the ledger has counted elsewhere needs to be said right once.
    fn is_repeat(&self) -> bool {
        self.mention.counted.is_zero()
    }

    /// "£6.9bn up to 2021. This includes £2.9bn for a fund": a smaller sum in the sentence
    /// after one with years, of the same paragraph, is read with its years.
    fn follows_years(&self) -> bool {
        let block = |sentence: usize| self.draft.facts.sentences[sentence].sentence.block;
        let own = self.mention.sentence;
        let with_years = |other: &AmountMention| {
            let near = other.sentence + 1 == own && block(other.sentence) == block(own);
            near && (other.years.is_some() || other.by.is_some()) && other.amount.high >= self.mention.amount.high
        };
        self.draft.facts.money.iter().any(with_years)
    }

    fn ceiling(&self) -> Option<Fault> {
        self.flag(UP_TO).filter(|_| !self.is_repeat())?;
        let message = format!("{} is a ceiling, and nothing at all would keep to it", self.words());
        Some(self.fault(Check::CeilingAsAmount, message, "give the sum that is certain"))
    }

    fn no_period(&self) -> Option<Fault> {
        self.flag(NO_PERIOD).filter(|_| !(self.is_repeat() || self.follows_years()))?;
        let yearly = self.mention.per != Per::Total;
        let lacks = if yearly { "no first and no last year" } else { "no years" };
        let message = format!("{} has {lacks}", self.words());
        Some(self.fault(Check::NoPeriod, message, "add the years, such as “over three years from 2026-27”"))
    }

    fn total(&self) -> Option<Fault> {
        let (report, mention) = (self.draft.report.money.get(self.index)?, self.mention);
        let unknown = mention.per == Per::Total && mention.years.is_none() && report.annual.is_none();
        let ends = mention.by.as_ref().is_some_and(|by| by.contains(|c: char| c.is_ascii_digit()));
        let stacked = self.flag(STACK).is_some();
        if !(unknown && (ends || stacked)) || mention.part_of.is_some() || self.flag(NO_PERIOD).is_some() {
            return None;
        }
        let message = match &mention.by {
            Some(by) if ends => format!("{} is a total by {by} from no first year on", self.words()),
            _ => format!("{} is a total of old and new money over no number of years", self.words()),
        };
        Some(self.fault(Check::TotalWithoutYears, message, "give the first and the last year, or the sum a year"))
    }

    fn old_money(&self) -> Option<Fault> {
        let help = "say how much of it is new, and when the rest was first announced";
        let old = self.mention.flags.iter().filter(|flag| flag.old_money);
        // One that quotes its words says more than one that is taken over from a whole.
        let flag = old.max_by_key(|flag| flag.span.len())?;
        if let Some(earlier) = self.draft.facts.earlier.get(&self.index).filter(|_| flag.span.is_empty()) {
            let date = earlier.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
            let sum = short_money(earlier.high, earlier.currency);
            let doubt = if earlier.verified { "" } else { ", a figure that wants a second source" };
            let message = format!(
                "{} seems not to be new: {}{date} had {sum} for {}{doubt}",
                self.words(),
                earlier.event,
                earlier.item
            );
            return Some(self.fault(Check::ReAnnouncedMoney, message, help));
        }
        let about = self.draft.rules.flags.iter().find(|known| known.id == flag.id).map(|known| known.about.as_str());
        let about = about.unwrap_or("It was announced before.").trim_end_matches('.');
        let mut rest = about.chars();
        let about: String = rest.next().into_iter().flat_map(char::to_lowercase).chain(rest).collect();
        Some(self.fault(Check::ReAnnouncedMoney, format!("{} is not new: {about}", self.words()), help))
    }

    fn parts(&self) -> Option<Fault> {
        self.flag(ARITHMETIC)?;
        let parts = self.draft.facts.money.iter().filter(|part| part.part_of == Some(self.index));
        let sum: Decimal = parts.filter(|part| part.role != Role::Context).filter_map(|part| part.amount.high).sum();
        let sum = short_money(sum, self.mention.amount.currency);
        let message = format!("the parts of {} make {sum}", self.words());
        Some(self.fault(Check::PartsDoNotAddUp, message, "correct the figures, or say that only some parts are listed"))
    }
}
