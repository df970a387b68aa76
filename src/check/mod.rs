//! Checks of drafts: promises without money, date or owner, sums that are
//! none, figures that do not agree.
//!
//! A check looks at the facts and numbers of a text and gives faults. What a
//! comment in the text says to ignore is taken out, then what the baseline
//! knows; faults of one promise or one sum become one finding.

mod agreement;
mod amounts;
mod baseline;
mod catalogue;
mod fault;
mod ignore;
mod kind;
mod merge;
mod promises;
mod settings;
mod source;
mod whole;
mod words;

pub use baseline::{BASELINE_SCHEMA, Baseline, plain_path};
pub use catalogue::{CheckEntry, catalogue, checks_page};
pub use ignore::ignore_comment;
pub use kind::Check;
pub use settings::CheckSettings;

use crate::model::{CheckedDocument, Document, DocumentReport, Facts};
use crate::rules::RuleSet;
use fault::Fault;
use ignore::Directives;
use source::Source;

/// A text with everything that is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// The document.
    pub document: &'a Document,
    /// The text of its file, see [`crate::ingest::source_text`].
    pub source: &'a str,
    /// What was found in it.
    pub facts: &'a Facts,
    /// What that comes to.
    pub report: &'a DocumentReport,
    /// The rules that it was read by.
    pub rules: &'a RuleSet,
}

/// What the checks found in a text, before a baseline is held against it.
#[derive(Debug)]
pub struct Checked<'a> {
    draft: Draft<'a>,
    source: Source<'a>,
    faults: Vec<Fault>,
    ignored: usize,
}

/// Runs the checks that the settings ask for.
pub fn check<'a>(draft: Draft<'a>, settings: &CheckSettings) -> Checked<'a> {
    let source = Source::new(draft.document, draft.source);
    let mut faults = Vec::new();
    promises::check(&draft, &mut faults);
    amounts::check(&draft, &mut faults);
    agreement::check(&draft, &mut faults);
    words::check(&draft, settings, &mut faults);
    whole::check(&draft, settings, &mut faults);
    faults.retain(|fault| settings.severity(fault.check).is_some());
    let before = faults.len();
    let mut directives = Directives::read(&draft, &source);
    faults.retain(|fault| !directives.cover(fault, &source));
    let ignored = before - faults.len();
    faults.extend(directives.faults(settings));
    Checked { draft, source, faults, ignored }
}

impl Checked<'_> {
    /// The faults as entries of a baseline, added to `baseline`.
    pub fn enter(&self, baseline: &mut Baseline) {
        for fault in &self.faults {
            baseline.add(&self.draft.document.path, fault.check, &fault.key);
        }
    }

    /// The findings, without those that the baseline knows.
    pub fn finish(mut self, baseline: Option<&mut Baseline>, settings: &CheckSettings) -> CheckedDocument {
        let before = self.faults.len();
        if let Some(baseline) = baseline {
            let path = &self.draft.document.path;
            baseline.visit(path);
            self.faults.retain(|fault| !baseline.take(path, fault.check, &fault.key));
        }
        let known = before - self.faults.len();
        CheckedDocument {
            path: self.draft.document.path.clone(),
            format: self.draft.document.format,
            findings: merge::findings(&self.draft, &self.source, self.faults, settings),
            ignored: self.ignored,
            known,
            promises: self.draft.report.promises,
            score: self.draft.report.score,
            source: self.draft.source.to_owned(),
        }
    }
}
