//! What is wrong with a rule pack, shown like a compiler: file, line, caret,
//! and what would be right.

use super::schema::Text;
use crate::error::{Error, Result};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::fmt::Write as _;
use std::ops::Range;
use toml::Spanned;

/// All faults of all packs, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Faults {
    path: String,
    text: String,
    shown: String,
    count: usize,
}

impl Faults {
    /// The faults that follow are in this file.
    pub fn enter(&mut self, path: &str, text: &str) {
        path.clone_into(&mut self.path);
        text.clone_into(&mut self.text);
    }

    /// Adds a fault at a value of the current file.
    pub fn add<T>(&mut self, at: &Spanned<T>, problem: &str, hint: &str) {
        self.push(at.span(), problem, hint);
    }

    /// Adds the fault that a word is none of those known, with the nearest one.
    pub fn add_unknown(&mut self, at: &Text, what: &str, known: &[&str]) {
        let hint = match nearest(at.get_ref(), known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are: {}", known.join(", ")),
        };
        self.push(at.span(), &format!("`{}` is no {what}", at.get_ref()), &hint);
    }

    /// Adds an error of the TOML reader.
    pub fn add_toml(&mut self, error: &toml::de::Error) {
        let message = error.message();
        let mut quoted = message.split('`').skip(1).step_by(2);
        let hint = match (message.starts_with("unknown field"), quoted.next()) {
            (true, Some(key)) => {
                let known: Vec<&str> = quoted.collect();
                nearest(key, &known).map_or_else(
                    || format!("known keys are: {}", known.join(", ")),
                    |near| format!("did you mean `{near}`?"),
                )
            }
            _ => "see CONTRIBUTING.md for the form of a rule pack".to_owned(),
        };
        let message = message.split(", expected").next().unwrap_or(message).to_owned();
        self.push(error.span().unwrap_or(0..0), &message, &hint);
    }

    /// All faults as one error, or nothing.
    ///
    /// # Errors
    /// Where there was any fault.
    pub fn into_result(self) -> Result<()> {
        if self.count == 0 { Ok(()) } else { Err(Error::Rules(self.shown)) }
    }

    fn push(&mut self, span: Range<usize>, problem: &str, hint: &str) {
        self.count += 1;
        let mut end = span.end.min(self.text.len());
        // Show the first line only: a table can be a page long.
        if let Some(line) = self.text.get(span.start..end).and_then(|text| text.find('\n')) {
            end = span.start + line;
        }
        let snippet = Snippet::source(&self.text)
            .path(&self.path)
            .annotation(AnnotationKind::Primary.span(span.start.min(end)..end).label(problem));
        let report = [Group::with_title(Level::ERROR.primary_title("a rule pack is not valid"))
            .element(snippet)
            .element(Level::HELP.message(hint))];
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
