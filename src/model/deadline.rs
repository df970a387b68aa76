//! The moment at which work on a document is given up.
//!
//! Nothing that is printed depends on a clock: a document is either done in
//! time, with all of its numbers, or it is refused.

use std::time::{Duration, Instant};

/// When to give up; by default never.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deadline(Option<(Instant, Duration)>);

impl Deadline {
    /// Time for a document where nothing else is said.
    pub const USUAL: Duration = Duration::from_secs(120);

    /// So long from now. A time that no clock can hold is never over.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now().checked_add(time).map(|end| (end, time)))
    }

    /// True once the time is over.
    pub fn is_over(self) -> bool {
        self.0.is_some_and(|(end, _)| Instant::now() >= end)
    }

    /// What is left of the time; `None` where it is never over.
    pub fn left(self) -> Option<Duration> {
        self.0.map(|(end, _)| end.saturating_duration_since(Instant::now()))
    }

    /// The whole time that was given; zero where it is never over.
    pub fn allowed(self) -> Duration {
        self.0.map_or(Duration::ZERO, |(_, time)| time)
    }
}
