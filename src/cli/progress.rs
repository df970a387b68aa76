//! A bar on standard error while many documents are read: only on a terminal,
//! and only where the work takes more than a moment.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Nothing is shown of work that is done in this time.
const MOMENT: Duration = Duration::from_secs(1);
/// How often the bar is drawn anew, in hertz.
const DRAWN: u8 = 5;

/// The bar.
pub(super) struct Progress {
    bar: ProgressBar,
    begin: Instant,
    on_terminal: bool,
}

impl Progress {
    /// A bar for `documents`, where it is known how many there are.
    pub(super) fn new(documents: Option<usize>) -> Self {
        let bar = match documents {
            Some(documents) => ProgressBar::new(documents as u64),
            None => ProgressBar::no_length(),
        };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        let template = if documents.is_some() {
            "{wide_bar} {pos} of {len} · {per_sec} · {eta} left"
        } else {
            "{spinner} {pos} documents · {per_sec}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self { bar, begin: Instant::now(), on_terminal: stderr().is_terminal() }
    }

    /// One document more is done.
    pub(super) fn tick(&self) {
        if self.on_terminal && self.bar.is_hidden() && self.begin.elapsed() > MOMENT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(DRAWN));
        }
        self.bar.inc(1);
    }

    /// Prints something without breaking the bar.
    pub(super) fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
