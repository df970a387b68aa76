//! A fault as a check gives it, before it is weighed and placed.

use super::kind::Check;
use crate::text::Span;

/// What a fault is a fault of. Faults of one subject become one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// What a sentence promises, by its index.
    Promise(usize),
    /// An amount of a sentence, by the place of its words.
    Amount(usize, Span),
    /// Something else in a sentence.
    Words(usize, Span),
    /// The whole text.
    Text,
    /// A comment, by its place in the file.
    Comment(Span),
}

impl Subject {
    /// The sentence that it belongs to.
    pub(super) fn sentence(self) -> Option<usize> {
        match self {
            Self::Promise(sentence) | Self::Amount(sentence, _) | Self::Words(sentence, _) => Some(sentence),
            Self::Text | Self::Comment(_) => None,
        }
    }
}

/// A fault that a check has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) check: Check,
    pub(super) subject: Subject,
    /// The words to mark, in the clean text; empty for a whole text.
    pub(super) span: Span,
    /// What is wrong, in one sentence without a full stop.
    pub(super) message: String,
    /// What a promise does not name, where that is the fault.
    pub(super) lacks: Option<&'static str>,
    /// What would mend it.
    pub(super) help: String,
    /// Words that identify the fault wherever they stand: the sentence, or a topic.
    pub(super) key: String,
    /// Another place that belongs to it, and what stands there.
    pub(super) related: Option<(Span, String)>,
}

impl Fault {
    /// A fault of something in a sentence.
    pub(super) fn new(check: Check, subject: Subject, span: Span, sentence: &str, message: String) -> Self {
        let key = sentence.to_owned();
        Self { check, subject, span, message, lacks: None, help: String::new(), key, related: None }
    }

    /// The same with what would mend it.
    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}
