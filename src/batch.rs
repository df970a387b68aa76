//! Texts in, reports out, without any file: for programs that have the texts
//! in memory and the threads in their own hands, such as engines for large data.
//!
//! The rules are compiled once, in [`Analyser`], and shared by all threads. With its
//! defaults a report is what `moneymouth analyse --format jsonl` writes for the same text.

use crate::analyse::{Settings, analyse_by};
use crate::error::{Error, Result};
use crate::ingest::{Entry, ReadOptions, read_entry};
use crate::model::{Currency, Deadline, DocumentReport, Format};
use crate::rules::{Prices, RuleSet, built_in_announcements};
use crate::score::Announcements;
use rayon::prelude::*;
use std::time::Duration;

/// Everything that the analysis of texts needs beside them. Making one takes some
/// milliseconds: make it once in a process and share it, it is `Send` and `Sync`.
///
/// ```
/// use moneymouth::batch::{Analyser, text};
///
/// let analyser = Analyser::built_in()?;
/// let texts = [
///     text("a", "We will invest £5 million in cyber security over two years."),
///     text("b", "We hope to explore telehealth."),
///     text("c", ""),
/// ];
/// let reports = analyser.each(&texts);
///
/// let first = reports[0].as_ref().unwrap();
/// assert_eq!((first.path.as_str(), first.money[0].quote.as_str()), ("a", "£5 million"));
/// assert_eq!(first.money[0].topics[0].id, "cyber");
/// assert!(reports[1].is_ok());
/// assert!(reports[2].as_ref().is_err_and(|error| error.to_string().starts_with("c: is empty")));
/// # Ok::<(), moneymouth::error::Error>(())
/// ```
///
/// A report as a line of JSON is written by [`crate::render::write_document`].
#[derive(Debug)]
pub struct Analyser {
    /// The rule packs.
    pub rules: RuleSet,
    /// What was announced before; `None` where that is not looked for.
    pub announcements: Option<Announcements>,
    /// Currency that a bare "$" or "crore" means; inferred where it is not given.
    pub currency: Option<Currency>,
    /// Prices in which sums are also given; `None` for cash only.
    pub prices: Option<Prices>,
    /// How texts are read, and how much of them.
    pub options: ReadOptions,
    /// A text that takes longer is given up, with an error.
    pub max_time: Duration,
}

impl Analyser {
    /// The built-in rules and announcements, with the defaults of the command line.
    ///
    /// # Errors
    /// None that a caller could cause: the tests hold what is built in to be sound.
    pub fn built_in() -> Result<Self> {
        let announcements = Announcements::new(built_in_announcements()?);
        Ok(Self { announcements: Some(announcements), ..Self::with(RuleSet::built_in()?) })
    }

    /// Other rules, and nothing that was announced before.
    pub fn with(rules: RuleSet) -> Self {
        Self {
            rules,
            announcements: None,
            currency: None,
            prices: None,
            options: ReadOptions::default(),
            max_time: Deadline::USUAL,
        }
    }

    /// Reads and analyses one text on the thread that calls.
    ///
    /// # Errors
    /// Where it cannot be read or takes too long. Other texts are not concerned.
    pub fn one(&self, entry: &Entry) -> Result<DocumentReport> {
        let deadline = Deadline::after(self.max_time);
        let settings = Settings {
            currency: self.currency,
            prices: self.prices.as_ref(),
            scorecard: None,
            every_sentence: true,
            announcements: self.announcements.as_ref(),
        };
        // A copy of the bytes: the reader may have to be left behind with them.
        let options = ReadOptions { deadline, ..self.options.clone() };
        let document = read_entry(entry.clone(), &options)?;
        let report = analyse_by(&document, &self.rules, &settings, deadline);
        report.ok_or_else(|| Error::too_slow(&entry.path, deadline))
    }

    /// Each text by itself, in their order, on all threads of the pool that it is called
    /// in: that of rayon, or one that the caller made and installed.
    pub fn each(&self, entries: &[Entry]) -> Vec<Result<DocumentReport>> {
        entries.par_iter().map(|entry| self.one(entry)).collect()
    }
}

/// A plain text, called `id` in its report. Its places in the report are bytes of `text`.
pub fn text(id: impl Into<String>, text: impl Into<String>) -> Entry {
    let (path, bytes) = (id.into(), text.into().into_bytes());
    Entry { path, bytes, format: Some(Format::Text), date: None, title: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CYBER: &str = "We will invest £5m in cyber security over two years.";

    #[test]
    fn one_analyser_serves_all_threads_with_the_same_reports() {
        fn is_shared<T: Send + Sync>(_: &T) {}
        let analyser = Analyser::built_in().unwrap();
        is_shared(&analyser);
        let texts: Vec<Entry> = (0..40).map(|at| text(at.to_string(), CYBER.repeat(at + 1))).collect();
        let shown = |report: &Result<DocumentReport>| serde_json::to_string(report.as_ref().unwrap()).unwrap();
        let alone: Vec<String> = texts.iter().map(|text| shown(&analyser.one(text))).collect();
        let together: Vec<String> = analyser.each(&texts).iter().map(shown).collect();
        assert_eq!(alone, together);
        let by_hand: Vec<String> = std::thread::scope(|scope| {
            let halves = texts.chunks(20).map(|half| {
                let analyser = &analyser;
                scope.spawn(move || half.iter().map(|text| shown(&analyser.one(text))).collect::<Vec<_>>())
            });
            let running: Vec<_> = halves.collect();
            running.into_iter().flat_map(|half| half.join().unwrap()).collect()
        });
        assert_eq!(alone, by_hand);
    }

    #[test]
    fn a_text_that_fails_is_named_and_stops_no_other() {
        let analyser = Analyser { max_time: Duration::ZERO, ..Analyser::built_in().unwrap() };
        let slow = analyser.one(&text("slow", CYBER)).unwrap_err().to_string();
        assert!(slow.starts_with("slow: was not done within 0 s"), "{slow}");
        let analyser = Analyser::built_in().unwrap();
        let pdf = Entry { format: None, bytes: b"%PDF-1.4 broken".to_vec(), ..text("b.pdf", "") };
        let reports = analyser.each(&[text("a", CYBER), pdf, text("c", CYBER)]);
        let names: Vec<_> = reports.iter().map(|report| report.as_ref().ok().map(|report| &*report.path)).collect();
        assert_eq!(names, [Some("a"), None, Some("c")]);
    }
}
