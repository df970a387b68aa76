//! An expression as a list of steps, which `program` goes through.

use super::expression::{Expression, Part};
use std::ops::Range;

/// Most steps of a program; larger expressions are left to the regex crate.
const MOST_STEPS: usize = 1 << 13;
/// The choices of a run: to go over it, and to go on behind it.
const RUN_CHOICES: usize = 2;

/// A set of bytes: one bit for each.
pub(super) type Class = [u64; 4];

/// One step of a program.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Goes over this byte, a letter in either case: it is a small one.
    Text(u8),
    /// Goes over a byte of the class with this number.
    Byte(u32),
    /// Goes on at the first step, and where that fails at the second. The last
    /// is the number of the choice.
    Choice(u32, u32, u32),
    /// Goes over a run of bytes: its place among the runs, the class of the bytes
    /// that may follow it, and the first of its two numbers among the choices.
    Run(u32, u32, u32),
    /// Goes on elsewhere.
    Jump(u32),
    /// As [`Part::Border`].
    Border(bool),
    /// As [`Part::Edge`].
    Edge(bool),
    /// The end of a match.
    Match,
}

/// Bytes of a class, at least so many and at most so many. Gaps such as
/// `[^;]{0,40}` are most of what is searched, so they are gone over at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) class: u32,
    pub(super) least: u32,
    pub(super) most: u32,
    pub(super) greedy: bool,
}

/// The steps of an expression, and what they refer to.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) list: Vec<Step>,
    pub(super) runs: Vec<Run>,
    pub(super) classes: Vec<Class>,
    /// How many choices there are.
    pub(super) choices: usize,
}

impl Steps {
    /// `None` where there would be too many.
    pub(super) fn new(expression: &Expression) -> Option<Self> {
        let mut steps = Self::default();
        steps.write(&expression.part)?;
        steps.write_step(Step::Match)?;
        for at in 0..steps.list.len() {
            if let Step::Run(run, _, number) = steps.list[at] {
                let next = steps.class(steps.first_bytes(at + 1))?;
                steps.list[at] = Step::Run(run, next, number);
            }
        }
        Some(steps)
    }

    fn write(&mut self, part: &Part) -> Option<()> {
        match part {
            Part::Empty => {}
            Part::Text(text) => {
                text.bytes().try_for_each(|byte| self.write_step(Step::Text(byte.to_ascii_lowercase())).map(drop))?
            }
            Part::Byte(ranges) => {
                let class = self.class(class_of(ranges))?;
                self.write_step(Step::Byte(class))?;
            }
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
                ends.into_iter().for_each(|end| self.list[end] = Step::Jump(here));
            }
            Part::Repeat { part, least, most, greedy } => {
                if let Some(class) = byte_class(part) {
                    let run = Run {
                        class: self.class(class)?,
                        least: *least,
                        most: most.unwrap_or(u32::MAX),
                        greedy: *greedy,
                    };
                    return self.write_run(run);
                }
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
                            let (first, choice) = (self.list.len(), self.choices);
                            self.write(part)?;
                            Some((first..self.list.len(), choice))
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
        let (start, first) = (self.list.len(), self.choices);
        let by = u32::try_from(start - steps.start).ok()?;
        let number = u32::try_from(first - choice).ok()?;
        for at in steps {
            let step = match *self.list.get(at)? {
                Step::Choice(one, other, own) => {
                    self.choices += 1;
                    Step::Choice(one + by, other + by, own + number)
                }
                Step::Run(run, next, own) => {
                    self.choices += RUN_CHOICES;
                    Step::Run(run, next, own + number)
                }
                Step::Jump(to) => Step::Jump(to + by),
                step => step,
            };
            self.write_step(step)?;
        }
        Some((start..self.list.len(), first))
    }

    /// The number of a class, which is added where it is new.
    fn class(&mut self, class: Class) -> Option<u32> {
        let known = self.classes.iter().position(|known| *known == class);
        let number = known.unwrap_or(self.classes.len());
        if known.is_none() {
            self.classes.push(class);
        }
        u32::try_from(number).ok()
    }

    fn write_run(&mut self, run: Run) -> Option<()> {
        let (place, number) = (u32::try_from(self.runs.len()).ok()?, u32::try_from(self.choices).ok()?);
        self.runs.push(run);
        self.choices += RUN_CHOICES;
        // What may follow it is known once all is written.
        self.write_step(Step::Run(place, 0, number)).map(drop)
    }

    fn write_step(&mut self, step: Step) -> Option<usize> {
        self.list.push(step);
        (self.list.len() <= MOST_STEPS).then(|| self.list.len() - 1)
    }

    fn write_choice(&mut self) -> Option<usize> {
        self.choices += 1;
        self.write_step(Step::Choice(0, 0, u32::try_from(self.choices).ok()? - 1))
    }

    fn here(&self) -> u32 {
        self.list.len() as u32
    }

    /// Lets a choice lead to the step behind it and to the one that is written
    /// next: in this order where it is `greedy`.
    fn set(&mut self, choice: usize, greedy: bool) {
        let (inside, behind) = (choice as u32 + 1, self.here());
        if let Some(Step::Choice(first, second, _)) = self.list.get_mut(choice) {
            (*first, *second) = if greedy { (inside, behind) } else { (behind, inside) };
        }
    }

    /// The bytes with which what is matched from a step on can begin: all where it may be empty.
    pub(super) fn first_bytes(&self, step: usize) -> Class {
        let mut first = [0; 4];
        let mut seen = vec![false; self.list.len()];
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            let Some(seen) = seen.get_mut(step).filter(|seen| !**seen) else { continue };
            *seen = true;
            let class = match self.list[step] {
                Step::Text(byte) => in_either_case(byte),
                Step::Byte(class) => self.classes[class as usize],
                Step::Run(run, ..) => {
                    let Run { class, least, .. } = self.runs[run as usize];
                    open.extend((least == 0).then_some(step + 1));
                    self.classes[class as usize]
                }
                Step::Choice(one, other, _) => {
                    open.extend([one as usize, other as usize]);
                    continue;
                }
                Step::Jump(to) => {
                    open.push(to as usize);
                    continue;
                }
                Step::Border(_) | Step::Edge(_) => {
                    open.push(step + 1);
                    continue;
                }
                Step::Match => [u64::MAX; 4],
            };
            first.iter_mut().zip(class).for_each(|(all, class)| *all |= class);
        }
        first
    }
}

fn class_of(ranges: &[(u8, u8)]) -> Class {
    let mut class = [0; 4];
    for byte in ranges.iter().flat_map(|&(first, last)| first..=last) {
        class[usize::from(byte) / 64] |= 1 << (byte % 64);
    }
    class
}

/// The class of a part that always is one byte.
fn byte_class(part: &Part) -> Option<Class> {
    match part {
        Part::Byte(ranges) => Some(class_of(ranges)),
        Part::Text(text) => match text.as_bytes() {
            [byte] => Some(in_either_case(*byte)),
            _ => None,
        },
        _ => None,
    }
}

/// The class of a byte, a letter in either case.
fn in_either_case(byte: u8) -> Class {
    let (small, capital) = (byte.to_ascii_lowercase(), byte.to_ascii_uppercase());
    class_of(&[(small, small), (capital, capital)])
}

#[inline]
pub(super) fn holds(class: &Class, byte: u8) -> bool {
    class[usize::from(byte) / 64] >> (byte % 64) & 1 != 0
}
