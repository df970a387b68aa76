//! What is wrong with a rule pack or another file of settings, shown like a
//! compiler: file, line, caret, and what would be right.

use crate::error::{Error, Result};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;
use std::ops::Range;
use toml::Spanned;

/// All faults of all packs, in the order in which they were found.
#[derive(Debug)]
pub struct Faults {
    title: &'static str,
    form: &'static str,
    path: String,
    text: String,
    shown: String,
    /// How many faults there are.
    pub errors: usize,
    /// How many things there are that are allowed and of no use.
    pub warnings: usize,
}

impl Default for Faults {
    fn default() -> Self {
        Self::of("a rule pack is not valid", "see CONTRIBUTING.md for the form of a rule pack")
    }
}

impl Faults {
    /// Faults of files of another kind: what all of them say, and where the
    /// form of such a file is told.
    pub fn of(title: &'static str, form: &'static str) -> Self {
        let (path, text, shown) = (String::new(), String::new(), String::new());
        Self { title, form, path, text, shown, errors: 0, warnings: 0 }
    }

    /// The faults that follow are in this file.
    pub fn enter(&mut self, path: &str, text: &str) {
        path.clone_into(&mut self.path);
        text.clone_into(&mut self.text);
    }

    /// Adds a fault at a value of the current file.
    pub fn add<T>(&mut self, at: &Spanned<T>, problem: &str, hint: &str) {
        self.push(Level::ERROR, at.span(), problem, hint);
    }

    /// Adds a fault at a place in the current file.
    pub fn add_at(&mut self, at: Range<usize>, problem: &str, hint: &str) {
        self.push(Level::ERROR, at, problem, hint);
    }

    /// Adds something that is allowed and does not do what it seems to.
    pub fn warn<T>(&mut self, at: &Spanned<T>, problem: &str, hint: &str) {
        self.push(Level::WARNING, at.span(), problem, hint);
    }

    /// Adds the fault that a word is none of those known, with the nearest one.
    pub fn add_unknown(&mut self, word: &str, at: Range<usize>, what: &str, known: &[&str]) {
        let hint = match nearest(word, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are: {}", known.join(", ")),
        };
        self.push(Level::ERROR, at, &format!("`{word}` is no {what}"), &hint);
    }

    /// Adds an error of the TOML reader.
    pub fn add_toml(&mut self, error: &toml::de::Error) {
        let place = error.span().unwrap_or(0..0);
        self.push(Level::ERROR, place, error.message(), self.form);
    }

    /// All faults and warnings as they are shown, with a blank line between them.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// All faults as one error, or nothing.
    ///
    /// # Errors
    /// Where there was any fault.
    pub fn into_result(self) -> Result<()> {
        if self.errors == 0 { Ok(()) } else { Err(Error::Rules(self.shown)) }
    }

    fn push(&mut self, level: Level<'static>, span: Range<usize>, problem: &str, hint: &str) {
        let title = if level == Level::ERROR {
            self.errors += 1;
            self.title
        } else {
            self.warnings += 1;
            "a rule does not do what it seems to"
        };
        let mut end = span.end.min(self.text.len());
        // Show the first line only: a table can be a page long.
        if let Some(line) = self.text.get(span.start..end).and_then(|text| text.find('\n')) {
            end = span.start + line;
        }
        let snippet = Snippet::source(&self.text)
            .path(&self.path)
            .annotation(AnnotationKind::Primary.span(span.start.min(end)..end).label(problem));
        let report =
            [Group::with_title(level.primary_title(title)).element(snippet).element(Level::HELP.message(hint))];
        if !self.shown.is_empty() {
            self.shown.push_str("\n\n");
        }
        let _ = write!(self.shown, "{}", Renderer::plain().render(&report));
    }
}

/// The known word that is most like `word`, if any is like it at all.
pub fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let likeness = |candidate: &str| strsim::jaro_winkler(word, candidate);
    known
        .iter()
        .copied()
        .filter(|candidate| likeness(candidate) > 0.75)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}
