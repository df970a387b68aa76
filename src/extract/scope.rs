//! Which words around an amount do not say what it is for: a list that is
//! mostly of other things ("trams, parks and smart meters"), the examples of a
//! large sum ("infrastructure, including broadband"), what stands outside the
//! brackets that hold it. Large sums go to wide areas: "£90bn for education".

use super::around::breaks;
use super::money::RawAmount;
use crate::model::{Link, Purpose, TopicMention};
use crate::rules::{CueClass, CueHit, RuleSet, Scan};
use crate::text::Span;
use rust_decimal::Decimal;

/// Longest item of a list, in words.
const ITEM: usize = 6;
/// Words of the first and the last item of a list, whose other ends are open.
const END_ITEM: usize = 4;
/// So many items are looked at.
const MOST_ITEMS: usize = 24;
/// Words that may stand between an amount or "for" and a wide area.
const WIDE_WITHIN: usize = 3;
/// A sum so many times what is small may be for a whole area of government.
const LARGE: u16 = 5_000;
/// Letters of a word that only joins others.
const SMALL_WORD: usize = 3;

/// The amounts of a sentence, and the topics that it names.
pub(super) struct Scope<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
    pub(super) raws: &'a [RawAmount],
    pub(super) topics: &'a [TopicMention],
}

impl Scope<'_> {
    /// Completes what is known of the purpose of each amount.
    pub(super) fn complete(&self, links: &mut [Link]) {
        for (index, link) in links.iter_mut().enumerate() {
            (link.bracketed, link.enclosed) = self.brackets(index);
            if self.topics.is_empty() {
                continue;
            }
            let (from, to) = (self.raws[index].next, self.end(index));
            let first = self.raws[0].first;
            let before = || (index == 0).then(|| self.mixed_list(0, first)).flatten();
            link.others = self.mixed_list(from, to).or_else(before);
            if self.is_large(index) {
                link.others = link.others.or_else(|| self.examples(index));
                if self.is_for_wide_area(index, link.purpose) {
                    link.purpose = Purpose::Wide;
                }
            }
        }
    }

    fn end(&self, index: usize) -> usize {
        self.raws.get(index + 1).map_or(self.scan.tokens.len(), |next| next.first)
    }

    fn is_large(&self, index: usize) -> bool {
        let raw = &self.raws[index];
        !self.rules.money.is_small(raw.high / Decimal::from(LARGE), raw.currency)
    }

    /// Whether a bracket opens right before the amount, and else the brackets that hold it.
    fn brackets(&self, index: usize) -> (bool, Option<Span>) {
        let (place, span) = (self.scan.place, self.raws[index].span);
        let before = &self.text[place.start..span.start];
        let open = before.rfind('(').filter(|open| !before[*open..].contains(')'));
        let close = self.text[span.end..place.end].find(')').map(|close| span.end + close);
        let (Some(open), Some(close)) = (open, close) else { return (false, None) };
        let inner = Span::new(place.start + open + 1, close);
        if before.trim_end().ends_with('(') { (true, None) } else { (false, Some(inner)) }
    }

    /// True where all topics of a sentence stand in a list that is mostly of other things.
    pub(super) fn is_list_of_others(&self) -> bool {
        if self.topics.is_empty() {
            return false;
        }
        let list = self.mixed_list(0, self.scan.tokens.len());
        list.is_some_and(|list| self.topics.iter().all(|topic| list.overlaps(topic.span)))
    }

    /// A list of three things and more of which the first and most are on no topic.
    fn mixed_list(&self, from: usize, to: usize) -> Option<Span> {
        let joint = (from..to).rev().find(|&at| self.word(at) == "and")?;
        let comma = |at: usize| {
            let before = at.checked_sub(1).map(|before| self.scan.tokens[before].span.end);
            let gap = before.and_then(|before| self.text.get(before..self.scan.tokens[at].span.start));
            gap.is_some_and(|gap| gap.trim_start_matches([' ', ')']).starts_with(','))
        };
        // Each item as its first token and the one behind it, from the last to the first.
        let stop = (joint + 1..to.min(joint + 1 + END_ITEM)).find(|&at| breaks(self.scan, at, at + 1));
        let mut items = vec![(joint + 1, stop.unwrap_or(to.min(joint + 1 + END_ITEM)))];
        let mut end = joint;
        while items.len() < MOST_ITEMS {
            let floor = from.max(end.saturating_sub(ITEM));
            let start = (floor..end).rev().find(|&at| at > from && comma(at));
            let Some(start) = start.filter(|start| self.is_item(*start, end)) else { break };
            items.push((start, end));
            end = start;
        }
        let first = (from.max(end.saturating_sub(END_ITEM)), end);
        if items.len() < 2 || first.0 >= first.1 || self.shares_head(first) {
            return None;
        }
        let on_topic = |item: &(usize, usize)| {
            item.0 < item.1 && {
                let span = self.scan.span(item.0, item.1);
                self.topics.iter().any(|topic| span.start < topic.span.end && topic.span.end <= span.end)
            }
        };
        let named = items.iter().filter(|item| on_topic(item)).count();
        let whole = self.scan.span(first.0, items[0].1.max(first.1));
        (named > 0 && !on_topic(&first) && named * 2 < items.len() + 1).then_some(whole)
    }

    /// True where words between two commas may be an item of a list of things.
    fn is_item(&self, from: usize, to: usize) -> bool {
        let opens = |class: CueClass| self.scan.class(class).any(|cue| cue.first == from);
        let clause = [CueClass::Relative, CueClass::Subordinate, CueClass::PeriodIn, CueClass::PeriodOver];
        to - from <= ITEM && !clause.into_iter().any(opens)
    }

    /// True for "a safer, faster and more open service": adjectives of one noun.
    fn shares_head(&self, (from, to): (usize, usize)) -> bool {
        let article = to.checked_sub(2).filter(|at| *at >= from).map(|at| self.scan.tokens[at].span.len());
        let is_name = self.scan.tokens[to - 1].capital;
        article.is_some_and(|letters| letters <= SMALL_WORD) && !is_name && !self.word(to - 1).ends_with('s')
    }

    /// The words behind an amount that only give parts or examples of what it is for.
    fn examples(&self, index: usize) -> Option<Span> {
        let (from, to) = (self.raws[index].next, self.end(index));
        let opens = |cue: &&CueHit| matches!(cue.class, CueClass::NestPart | CueClass::Example) && from < cue.first;
        let opener = self.scan.cues.iter().filter(opens).find(|cue| cue.end < to)?;
        let tail = self.scan.span(opener.first, to);
        // Where something digital is named as well, the examples are of it.
        self.topics.iter().all(|topic| topic.span.overlaps(tail)).then_some(tail)
    }

    /// True where a large sum is for an area wider than any topic: "for education", "the defence budget".
    fn is_for_wide_area(&self, index: usize, purpose: Purpose) -> bool {
        let (from, to) = (self.raws[index].next, self.end(index));
        let leads = [CueClass::PurposeOpener, CueClass::PurposeDirection];
        let is_lead = |at: usize| self.word(at) == "in" || leads.iter().any(|class| self.scan.is_in(at, *class));
        let led = |area: &CueHit| {
            let floor = from.max(area.first.saturating_sub(WIDE_WITHIN));
            area.first >= from
                && area.end <= to
                && !breaks(self.scan, from + usize::from(area.first > from), area.first)
                && (area.first == from || (floor..area.first).any(is_lead))
        };
        let start = (0..=self.raws[index].first).rev().find(|&at| at == 0 || breaks(self.scan, at, at + 1));
        let first = start.unwrap_or(0);
        let subject = |area: &CueHit| {
            index == 0
                && purpose == Purpose::Unsaid
                && area.end <= self.raws[0].first
                && (first..=first + WIDE_WITHIN).contains(&area.first)
        };
        let mut areas = self.scan.class(CueClass::WideArea);
        areas.any(|area| (led(area) || subject(area)) && !self.goes_on(area, to))
    }

    /// True where an area is only part of what is named: "education technology", "the NHS to go digital".
    fn goes_on(&self, area: &CueHit, to: usize) -> bool {
        let span = self.scan.span(area.first, area.end);
        let near = (area.end + 1).min(to).max(area.end);
        let beside = self.scan.span(area.first, near);
        let named = self.topics.iter().any(|topic| topic.span.overlaps(span) || topic.span.overlaps(beside));
        let is_open = area.end < to && !breaks(self.scan, area.end, area.end + 1);
        named || is_open && !self.scan.cues.iter().any(|cue| cue.first == area.end && ends_noun(cue.class))
    }

    fn word(&self, at: usize) -> &str {
        self.scan.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }
}

/// True for words that may follow a whole noun: "education in", "education and", "education is".
fn ends_noun(class: CueClass) -> bool {
    matches!(
        class,
        CueClass::PurposeOpener
            | CueClass::PeriodIn
            | CueClass::PeriodBy
            | CueClass::PeriodOver
            | CueClass::PeriodNamed
            | CueClass::Coordinator
            | CueClass::Modal
            | CueClass::IsAlone
            | CueClass::HasAlone
            | CueClass::WasAlone
            | CueClass::NestPart
            | CueClass::RolePublic
            | CueClass::Speaker
    )
}
