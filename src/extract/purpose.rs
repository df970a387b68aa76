//! What the words about an amount say that it is for: "£5m for trams", "£3m for
//! it", "£2m this year" behind another. Only the words; which topic they name
//! is told where sums and topics are linked.

use super::money::RawAmount;
use crate::model::{Link, Purpose};
use crate::rules::{CueClass, CueHit, Scan};
use crate::text::Span;

/// Words between an amount and the "for" of its purpose.
const PURPOSE_WITHIN: usize = 5;
/// Words behind that "for" that may tell a time and no purpose: "for the next two years".
const TIME_WITHIN: usize = 4;
/// Words between two amounts of one purpose, ...
const CONTINUES_WITHIN: usize = 6;
/// ... and of two that are a change or alternatives of one thing.
const NEAR_WITHIN: usize = 3;
/// Letters of a word that only joins others: "and", "from".
const SMALL_WORD: usize = 4;

/// The amounts of a sentence with the words between them.
struct Row<'a> {
    text: &'a str,
    scan: &'a Scan,
    raws: &'a [RawAmount],
}

/// How each amount of a sentence is joined to what it is for and to the one before it.
pub(super) fn links(text: &str, scan: &Scan, raws: &[RawAmount]) -> Vec<Link> {
    let row = Row { text, scan, raws };
    (0..raws.len()).map(|index| row.link(index)).collect()
}

impl Row<'_> {
    fn link(&self, index: usize) -> Link {
        let purpose = self.purpose(index);
        let raw = &self.raws[index];
        let compared = self.scan.class(CueClass::Compared).any(|cue| cue.end == raw.first);
        let Some(before) = index.checked_sub(1) else { return Link { purpose, compared, ..Link::default() } };
        let (from, to) = (self.raws[before].next, self.raws[index].first);
        let small = |at: Option<usize>| at.is_none_or(|at| self.scan.tokens[at].span.len() <= SMALL_WORD);
        let last = (from..to).next_back();
        let contrast = self.any(CueClass::Contrast, from, to);
        let parted = self.any(CueClass::NestPart, from, to)
            || self.scan.class(CueClass::NestOf).any(|cue| cue.first == raw.next && cue.end <= self.end(index));
        let near = !parted && to - from <= NEAR_WITHIN && small(last) && !self.any(CueClass::PurposeOpener, from, to);
        // "£3m to museums and £4m to clubs": each has its own.
        let led = self.scan.class(CueClass::PurposeDirection).any(|cue| from <= cue.first && cue.end < to);
        let listed = !parted && !led && to - from <= CONTINUES_WITHIN && small((from..to).next());
        let short = to - from <= CONTINUES_WITHIN && !self.says_purpose(from, to);
        let apart = contrast || self.between(before).contains(';');
        let own = self.says_purpose(self.raws[index].next, self.clause_end(index));
        let continues = !apart
            && !parted
            && !self.any(CueClass::NestWhole, from, to)
            && last.is_some()
            && small(last)
            && !own
            && (short || self.any(CueClass::RangeChange, from, to));
        Link { purpose, near, listed, continues, contrast, parted, compared, ..Link::default() }
    }

    /// The words behind an amount that begin with "for" or "on" and tell no time.
    fn purpose(&self, index: usize) -> Purpose {
        let (raw, end) = (&self.raws[index], self.end(index));
        let opener = self.scan.class(CueClass::PurposeOpener).find(|cue| raw.next <= cue.first && cue.end <= end);
        let Some(opener) = opener.filter(|opener| self.belongs(raw, opener)) else { return Purpose::Unsaid };
        let Some(object) = self.scan.tokens.get(opener.end).filter(|_| opener.end < end) else {
            return Purpose::Unsaid;
        };
        let near = end.min(opener.end + TIME_WITHIN);
        if object.digit || self.any(CueClass::PurposeTime, opener.end, near) {
            return Purpose::Unsaid;
        }
        let stop = self.stop(index);
        let behind = &self.text[object.span.end..stop];
        let ends = opener.end + 1 == end || behind.starts_with([',', '.', ';']);
        if object.span.len() <= SMALL_WORD && ends {
            return Purpose::Pronoun;
        }
        Purpose::Said { words: Span::new(raw.span.end, stop), object: object.span.start }
    }

    /// True where a "for" is close behind an amount, and nothing parts them.
    fn belongs(&self, raw: &RawAmount, opener: &CueHit) -> bool {
        let between = &self.text[raw.span.end..opener.span.start];
        opener.first - raw.next <= PURPOSE_WITHIN && !between.contains([',', ';', ':', ')'])
    }

    /// True where some words say what money is for.
    fn says_purpose(&self, from: usize, to: usize) -> bool {
        self.any(CueClass::PurposeOpener, from, to) || self.any(CueClass::PurposeDirection, from, to)
    }

    fn any(&self, class: CueClass, from: usize, to: usize) -> bool {
        self.scan.class(class).any(|cue| from <= cue.first && cue.end <= to)
    }

    /// The end of the words behind an amount: the next one, or the end of the sentence.
    fn end(&self, index: usize) -> usize {
        self.raws.get(index + 1).map_or(self.scan.tokens.len(), |next| next.first)
    }

    /// The same as a place in the text.
    fn stop(&self, index: usize) -> usize {
        self.raws.get(index + 1).map_or(self.scan.place.end, |next| next.span.start)
    }

    /// The first token behind an amount that a comma, semicolon or bracket parts from it.
    fn clause_end(&self, index: usize) -> usize {
        let raw = &self.raws[index];
        let parted = |at: &usize| {
            let before = at.checked_sub(1).map_or(raw.span.end, |before| self.scan.tokens[before].span.end);
            let start = self.scan.tokens[*at].span.start;
            self.text.get(before.max(raw.span.end)..start).is_some_and(|gap| gap.contains([',', ';', ')']))
        };
        (raw.next..self.end(index)).find(parted).unwrap_or(self.end(index))
    }

    /// The text between an amount and the one behind it.
    fn between(&self, index: usize) -> &str {
        self.text.get(self.raws[index].span.end..self.raws[index + 1].span.start).unwrap_or("")
    }
}
