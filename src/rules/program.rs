//! Searches a sentence with an expression: a backtracker that never tries the
//! same choice at the same place twice. Texts are sentences and most searches
//! begin at a known place, so a list of steps and one bit for each choice and
//! place are enough, and nothing takes long to set up. What matches is what the
//! regex crate says: the leftmost, and of those the one whose choices come
//! first. A property test compares the two.

use super::expression::{Expression, Part};
use std::ops::Range;

/// Most steps of a program; larger expressions are left to the regex crate.
const MOST_STEPS: usize = 1 << 13;
/// Most bits for choices and places of one search.
const MOST_BITS: usize = 1 << 23;

/// One step of a program.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Goes over this byte, a letter in either case: it is a small one.
    Text(u8),
    /// Goes over a byte of the class with this number.
    Byte(u32),
    /// Goes on at the first step, and where that fails at the second. The last
    /// is the number of the choice.
    Choice(u32, u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    Border(bool),
    Edge(bool),
    Match,
}

/// An expression made ready to search.
#[derive(Debug)]
pub struct Program {
    steps: Vec<Step>,
    /// By class: one bit for each of its bytes.
    classes: Vec<[u64; 4]>,
    choices: usize,
    /// The bytes with which a match can begin.
    first: [u64; 4],
}

/// Room for a search, reused from one to the next.
#[derive(Debug, Default)]
pub struct Tries {
    /// Steps and places that are tried where all else fails.
    open: Vec<(u32, usize)>,
    /// One bit for each place and choice that was met.
    met: Vec<u64>,
}

impl Program {
    /// `None` where the program would be too large.
    pub fn new(expression: &Expression) -> Option<Self> {
        let mut program = Self { steps: Vec::new(), classes: Vec::new(), choices: 0, first: [0; 4] };
        program.write(&expression.part)?;
        program.write_step(Step::Match)?;
        program.first = program.first_bytes();
        Some(program)
    }

    /// The end of the match that begins at `start`, no further than `end`.
    /// Borders of words are told from the whole `text`. `None` too where the
    /// text is longer than [`Program::fits`] allows.
    pub fn at(&self, text: &[u8], start: usize, end: usize, tries: &mut Tries) -> Option<usize> {
        tries.clear(self.bits(end.checked_sub(start)?));
        self.run(text, (start, end), start, tries)
    }

    /// Calls `found` with every match in a text, none overlapping the one before.
    pub fn all(&self, text: &[u8], tries: &mut Tries, mut found: impl FnMut(usize, usize)) {
        tries.clear(self.bits(text.len()));
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            match if holds(&self.first, byte) { self.run(text, (0, text.len()), at, tries) } else { None } {
                // What failed before would fail again, but a match is made of what did not.
                Some(end) => {
                    found(at, end);
                    tries.clear(self.bits(text.len()));
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }

    /// True where texts of so many bytes can be searched.
    pub fn fits(&self, bytes: usize) -> bool {
        self.bits(bytes) <= MOST_BITS
    }

    fn bits(&self, bytes: usize) -> usize {
        self.choices.saturating_mul(bytes + 1)
    }

    fn run(&self, text: &[u8], (low, high): (usize, usize), start: usize, tries: &mut Tries) -> Option<usize> {
        let Tries { open, met } = tries;
        open.clear();
        let (mut step, mut at) = (0, start);
        loop {
            let goes_on = match *self.steps.get(step as usize)? {
                Step::Text(byte) if at < high => {
                    let fits = text[at].to_ascii_lowercase() == byte;
                    (step, at) = (step + 1, at + 1);
                    fits
                }
                Step::Byte(class) if at < high => {
                    let fits = self.classes.get(class as usize).is_some_and(|class| holds(class, text[at]));
                    (step, at) = (step + 1, at + 1);
                    fits
                }
                Step::Text(_) | Step::Byte(_) => false,
                Step::Choice(first, second, number) => {
                    let bit = number as usize * (high - low + 1) + at - low;
                    let is_new = met.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 0);
                    if is_new {
                        met[bit / 64] |= 1 << (bit % 64);
                        open.push((second, at));
                        step = first;
                    }
                    is_new
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
                (step, at) = open.pop()?;
            }
        }
    }

    fn write(&mut self, part: &Part) -> Option<()> {
        match part {
            Part::Empty => {}
            Part::Text(text) => {
                text.bytes().try_for_each(|byte| self.write_step(Step::Text(byte.to_ascii_lowercase())).map(drop))?
            }
            Part::Byte(ranges) => self.write_byte(class_of(ranges))?,
            Part::All(parts) => parts.iter().try_for_each(|part| self.write(part))?,
            Part::Any(parts) => {
                let mut ends = Vec::new();
                for (at, part) in parts.iter().enumerate() {
                    if at + 1 == parts.len() {
                        self.write(part)?;
                    } else {
                        let choice = self.write_choice()?;
                        self.write(part)?;
                        ends.push(self.write_step(Step::Jump(0))?);
                        self.set(choice, true);
                    }
                }
                let here = self.here();
                ends.into_iter().for_each(|end| self.steps[end] = Step::Jump(here));
            }
            Part::Repeat { part, least, most, greedy } => {
                let optional = most.map_or(1, |most| most.saturating_sub(*least));
                let mut forks = Vec::new();
                let mut written = None;
                for turn in 0..least.checked_add(optional)? {
                    if turn >= *least {
                        forks.push(self.write_choice()?);
                    }
                    // Written once and then copied: this makes most of the steps.
                    written = match written {
                        Some((steps, choices)) => Some(self.copy(steps, choices)?),
                        None => {
                            let (first, choice) = (self.steps.len(), self.choices);
                            self.write(part)?;
                            Some((first..self.steps.len(), choice))
                        }
                    };
                }
                if let (None, Some(&fork)) = (most, forks.last()) {
                    self.write_step(Step::Jump(u32::try_from(fork).ok()?))?;
                }
                forks.into_iter().for_each(|fork| self.set(fork, *greedy));
            }
            Part::Border(wanted) => {
                self.write_step(Step::Border(*wanted))?;
            }
            Part::Edge(start) => {
                self.write_step(Step::Edge(*start))?;
            }
        }
        Some(())
    }

    /// Writes some steps again, of whose choices the first has this number.
    /// Returns the same of the copy.
    fn copy(&mut self, steps: Range<usize>, choice: usize) -> Option<(Range<usize>, usize)> {
        let (start, first) = (self.steps.len(), self.choices);
        let by = u32::try_from(start - steps.start).ok()?;
        let number = u32::try_from(first - choice).ok()?;
        for at in steps {
            let step = match *self.steps.get(at)? {
                Step::Choice(one, other, own) => {
                    self.choices += 1;
                    Step::Choice(one + by, other + by, own + number)
                }
                Step::Jump(to) => Step::Jump(to + by),
                step => step,
            };
            self.write_step(step)?;
        }
        Some((start..self.steps.len(), first))
    }

    fn write_byte(&mut self, class: [u64; 4]) -> Option<()> {
        let known = self.classes.iter().position(|known| *known == class);
        let number = known.unwrap_or(self.classes.len());
        if known.is_none() {
            self.classes.push(class);
        }
        self.write_step(Step::Byte(u32::try_from(number).ok()?)).map(drop)
    }

    fn write_step(&mut self, step: Step) -> Option<usize> {
        self.steps.push(step);
        (self.steps.len() <= MOST_STEPS).then(|| self.steps.len() - 1)
    }

    fn write_choice(&mut self) -> Option<usize> {
        self.choices += 1;
        self.write_step(Step::Choice(0, 0, u32::try_from(self.choices).ok()? - 1))
    }

    fn here(&self) -> u32 {
        self.steps.len() as u32
    }

    /// Lets a choice lead to the step behind it and to the one that is written
    /// next: in this order where it is `greedy`.
    fn set(&mut self, choice: usize, greedy: bool) {
        let (inside, behind) = (choice as u32 + 1, self.here());
        if let Some(Step::Choice(first, second, _)) = self.steps.get_mut(choice) {
            (*first, *second) = if greedy { (inside, behind) } else { (behind, inside) };
        }
    }

    /// The bytes that a match can begin with; it is never empty.
    fn first_bytes(&self) -> [u64; 4] {
        let mut first = [0; 4];
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0_u32];
        while let Some(step) = open.pop() {
            let Some(seen) = seen.get_mut(step as usize).filter(|seen| !**seen) else { continue };
            *seen = true;
            match self.steps[step as usize] {
                Step::Text(byte) => {
                    let both = class_of(&[(byte, byte), (byte.to_ascii_uppercase(), byte.to_ascii_uppercase())]);
                    first.iter_mut().zip(both).for_each(|(all, class)| *all |= class);
                }
                Step::Byte(class) => {
                    first.iter_mut().zip(self.classes[class as usize]).for_each(|(all, class)| *all |= class);
                }
                Step::Choice(one, other, _) => open.extend([one, other]),
                Step::Jump(to) => open.push(to),
                Step::Border(_) | Step::Edge(_) => open.push(step + 1),
                Step::Match => {}
            }
        }
        first
    }
}

impl Tries {
    fn clear(&mut self, bits: usize) {
        self.met.clear();
        self.met.resize(bits.min(MOST_BITS).div_ceil(64), 0);
    }
}

fn class_of(ranges: &[(u8, u8)]) -> [u64; 4] {
    let mut class = [0; 4];
    for byte in ranges.iter().flat_map(|&(first, last)| first..=last) {
        class[usize::from(byte) / 64] |= 1 << (byte % 64);
    }
    class
}

#[inline]
fn holds(class: &[u64; 4], byte: u8) -> bool {
    class[usize::from(byte) / 64] >> (byte % 64) & 1 != 0
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
