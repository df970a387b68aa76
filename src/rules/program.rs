//! Searches a sentence with an expression: a backtracker that never tries the
//! same choice at the same place twice. Texts are sentences and most searches
//! begin at a known place, so a list of steps and one bit for each choice and
//! place are enough, and nothing takes long to set up. What matches is what the
//! regex crate says: the leftmost, and of those the one whose choices come
//! first. A property test compares the two.

use super::expression::Expression;
use super::steps::{Class, Run, Step, Steps, holds};

/// Most bits for choices and places of one search.
const MOST_BITS: usize = 1 << 23;

/// An expression made ready to search.
#[derive(Debug)]
pub struct Program {
    steps: Steps,
    /// The bytes with which a match can begin.
    first: Class,
}

/// What is tried where all else fails.
#[derive(Debug)]
enum Open {
    /// A step at a place.
    Step(u32, usize),
    /// What follows the run of this step, behind each place from the first to the last.
    Behind(u32, usize, usize),
}

/// Room for a search, reused from one to the next.
#[derive(Debug, Default)]
pub struct Tries {
    open: Vec<Open>,
    met: Met,
}

/// Which choices were met at which places.
#[derive(Debug, Default)]
struct Met {
    /// One bit for each choice and place.
    bits: Vec<u64>,
    /// The first place of the search, and how many there are.
    low: usize,
    places: usize,
}

impl Program {
    /// `None` where the program would be too large.
    pub fn new(expression: &Expression) -> Option<Self> {
        let steps = Steps::new(expression)?;
        let first = steps.first_bytes(0);
        Some(Self { steps, first })
    }

    /// The end of the match that begins at `start`, no further than `end`.
    /// Borders of words are told from the whole `text`. `None` too where the
    /// text is longer than [`Program::fits`] allows.
    pub fn at(&self, text: &[u8], start: usize, end: usize, tries: &mut Tries) -> Option<usize> {
        tries.met.clear(self.steps.choices, start, end.checked_sub(start)?);
        self.run(text, end, start, tries)
    }

    /// Calls `found` with every match in a text, none overlapping the one before.
    pub fn all(&self, text: &[u8], tries: &mut Tries, mut found: impl FnMut(usize, usize)) {
        tries.met.clear(self.steps.choices, 0, text.len());
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match if holds(&self.first, byte) { self.run(text, text.len(), at, tries) } else { None } {
                // What failed before would fail again, but a match is made of what did not.
                Some(end) => {
                    found(at, end);
                    tries.met.clear(self.steps.choices, 0, text.len());
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    /// True where texts of so many bytes can be searched.
    pub fn fits(&self, bytes: usize) -> bool {
        self.steps.choices.saturating_mul(bytes + 1) <= MOST_BITS
    }

    fn run(&self, text: &[u8], high: usize, start: usize, tries: &mut Tries) -> Option<usize> {
        let Tries { open, met } = tries;
        open.clear();
        let (mut step, mut at) = (0, start);
        loop {
            let goes_on = match *self.steps.list.get(step as usize)? {
                Step::Text(byte) if at < high => {
                    let fits = text[at].to_ascii_lowercase() == byte;
                    (step, at) = (step + 1, at + 1);
                    fits
                }
                Step::Byte(class) if at < high => {
                    let fits = holds(self.steps.classes.get(class as usize)?, text[at]);
                    (step, at) = (step + 1, at + 1);
                    fits
                }
                Step::Text(_) | Step::Byte(_) => false,
                Step::Choice(first, second, number) => {
                    let is_new = met.is_new(number, at);
                    if is_new && self.fails_at_once(first, text, high, at) {
                        step = second;
                    } else if is_new {
                        open.push(Open::Step(second, at));
                        step = first;
                    }
                    is_new
                }
                Step::Run(run, _, number) => {
                    let Run { class, least, most, .. } = *self.steps.runs.get(run as usize)?;
                    let within = &text[at..at.saturating_add(most as usize).min(high)];
                    let class = self.steps.classes.get(class as usize)?;
                    let len = within.iter().position(|&byte| !holds(class, byte)).unwrap_or(within.len());
                    if len >= least as usize && met.is_new(number, at) {
                        open.push(Open::Behind(step, at + least as usize, at + len));
                    }
                    false
                }
                Step::Jump(to) => {
                    step = to;
                    true
                }
                Step::Border(wanted) => {
                    step += 1;
                    let before = at.checked_sub(1).is_some_and(|before| is_word(text[before]));
                    (before != text.get(at).is_some_and(|&byte| is_word(byte))) == wanted
                }
                Step::Edge(start) => {
                    step += 1;
                    at == if start { 0 } else { text.len() }
                }
                Step::Match => return Some(at),
            };
            if !goes_on {
                (step, at) = self.next_open(text, high, open, met)?;
            }
        }
    }

    /// True where a glance shows that nothing matches from a step on. Most branches end so.
    #[inline]
    fn fails_at_once(&self, step: u32, text: &[u8], high: usize, at: usize) -> bool {
        match self.steps.list.get(step as usize) {
            Some(Step::Text(byte)) => at >= high || text[at].to_ascii_lowercase() != *byte,
            _ => false,
        }
    }

    /// The step and place to try next.
    fn next_open(&self, text: &[u8], high: usize, open: &mut Vec<Open>, met: &mut Met) -> Option<(u32, usize)> {
        loop {
            let (step, first, last) = match open.pop()? {
                Open::Step(step, at) => return Some((step, at)),
                Open::Behind(step, first, last) => (step, first, last),
            };
            let Step::Run(run, next, number) = *self.steps.list.get(step as usize)? else { return None };
            let class = self.steps.classes.get(next as usize)?;
            // Nothing but the end of a match can follow at the end of the text.
            let may_follow = |at: &usize| if *at < high { holds(class, text[*at]) } else { class[3] == u64::MAX };
            let (at, rest) = if self.steps.runs.get(run as usize)?.greedy {
                let Some(at) = (first..=last).rev().find(may_follow) else { continue };
                (at, first..at)
            } else {
                let Some(at) = (first..=last).find(may_follow) else { continue };
                (at, at + 1..last + 1)
            };
            if !rest.is_empty() {
                open.push(Open::Behind(step, rest.start, rest.end - 1));
            }
            if met.is_new(number + 1, at) {
                return Some((step + 1, at));
            }
        }
    }
}

impl Met {
    /// Makes room for a search from the place `low` over so many bytes.
    fn clear(&mut self, choices: usize, low: usize, bytes: usize) {
        (self.low, self.places) = (low, bytes + 1);
        self.bits.clear();
        self.bits.resize(choices.saturating_mul(self.places).min(MOST_BITS).div_ceil(64), 0);
    }

    /// True the first time that it is asked of a choice and a place.
    #[inline]
    fn is_new(&mut self, choice: u32, at: usize) -> bool {
        let bit = choice as usize * self.places + at - self.low;
        let Some(bits) = self.bits.get_mut(bit / 64) else { return false };
        let is_new = *bits >> (bit % 64) & 1 == 0;
        *bits |= 1 << (bit % 64);
        is_new
    }
}

#[inline]
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::patterns::compile;
    use proptest::prelude::*;

    fn compare(pattern: &str, text: &str) -> Result<(), TestCaseError> {
        let Some(expression) = Expression::read(pattern) else { return Ok(()) };
        let (program, regex) = (Program::new(&expression).unwrap(), compile(pattern).unwrap());
        let mut found = Vec::new();
        program.all(text.as_bytes(), &mut Tries::default(), |start, end| found.push((start, end)));
        let expected: Vec<_> = regex.find_iter(text.as_bytes()).map(|hit| (hit.start(), hit.end())).collect();
        prop_assert_eq!(found, expected, "{} in {:?}", pattern, text);
        Ok(())
    }

    #[test]
    fn the_built_in_patterns_are_programs_that_find_what_the_regex_crate_finds() {
        let rules = crate::rules::RuleSet::built_in().unwrap();
        let topics = || rules.sources().iter().flat_map(|source| &source.pack.topic);
        let examples = topics().flat_map(|topic| topic.examples.matching.iter().chain(&topic.examples.ignore));
        let text = examples.map(|example| example.get_ref().as_str()).collect::<Vec<_>>().join(" ");
        for pattern in topics().flat_map(|topic| &topic.patterns) {
            assert!(Expression::read(pattern.get_ref()).is_some_and(|read| Program::new(&read).is_some()));
            compare(pattern.get_ref(), &text).unwrap();
        }
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_the_regex_crate_finds(
            pattern in r"((\\b)?(a|b+?|[ab]{0,3}|\(a\|ab\)|\([ab] \)\{0,2\}|\(\\w\+ \)\*|[^b]{1,2}?|\^|\$|\\B|c)){1,5}",
            text in "[abc .£]{0,24}",
        ) {
            if compile(&pattern).is_ok() {
                compare(&pattern, &text)?;
            }
        }
    }
}
