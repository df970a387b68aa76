//! The texts that an editor has open, with their findings.

use super::place::{path, range, touches};
use crate::check::{CheckEntry, catalogue, check, ignore_comment};
use crate::cli::args::PastArgs;
use crate::cli::check::{Packs, ReadDraft, SettingsOf, rules_for};
use crate::cli::check_args::ConfigArgs;
use crate::cli::documents::load_announcements;
use crate::error::{Error, Result};
use crate::ingest::ReadOptions;
use crate::model::{Finding, Format, Severity};
use crate::rules::RuleSet;
use crate::score::Announcements;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, Hover, HoverContents, HoverParams, Location, MarkupContent, MarkupKind, NumberOrString, Range,
    TextEdit, Uri, WorkspaceEdit,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Makes sure that a text, which an editor sends as Unicode, is read as such,
/// whatever it says of its encoding.
const MARK: &str = "\u{feff}";

/// A text that is open.
struct Text {
    uri: Uri,
    text: String,
    /// What was found, and where a comment would ignore it.
    findings: Vec<Marked>,
}

/// A finding with its range in the editor.
struct Marked {
    finding: Finding,
    range: Range,
    related: Vec<(Range, String)>,
    /// The comment that ignores it, and where it goes.
    comment: (Range, String),
}

/// All texts that are open.
pub(super) struct Texts {
    settings: ConfigFiles,
    rules: BTreeMap<Packs, RuleSet>,
    open: BTreeMap<String, Text>,
    catalogue: Vec<CheckEntry>,
    /// What was announced before.
    past: Option<Announcements>,
}

/// Which files of settings count; they are read again at each run.
struct ConfigFiles {
    config: Option<std::path::PathBuf>,
    no_config: bool,
}

impl Texts {
    pub(super) fn new(args: &ConfigArgs) -> Result<Self> {
        let past = load_announcements(&PastArgs { ledger: Vec::new(), no_ledger: false })?;
        let settings = ConfigFiles { config: args.config.clone(), no_config: args.no_config };
        Ok(Self { settings, rules: BTreeMap::new(), open: BTreeMap::new(), catalogue: catalogue()?, past })
    }

    /// Takes a text or what it has become; returns its name.
    pub(super) fn put(&mut self, uri: &Uri, text: String) -> String {
        let name = uri.as_str().to_owned();
        self.open.insert(name.clone(), Text { uri: uri.clone(), text, findings: Vec::new() });
        name
    }

    pub(super) fn close(&mut self, uri: &Uri) {
        self.open.remove(uri.as_str());
    }

    /// Checks the texts that have changed, and hands out what was found.
    pub(super) fn settle(&mut self, changed: &mut BTreeSet<String>, publish: impl Fn(&Uri, Result<Vec<Diagnostic>>)) {
        for name in std::mem::take(changed) {
            let Some(mut text) = self.open.remove(&name) else { continue };
            let found = self.check(&text.uri, &text.text);
            let outcome = found.map(|findings| {
                text.findings = findings;
                text.findings.iter().map(|marked| diagnostic(&text.uri, marked)).collect()
            });
            publish(&text.uri, outcome);
            self.open.insert(name, text);
        }
    }

    fn check(&mut self, uri: &Uri, text: &str) -> Result<Vec<Marked>> {
        if text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let path = path(uri);
        let args = ConfigArgs { config: self.settings.config.clone(), no_config: self.settings.no_config };
        let resolved = SettingsOf::from_files(&args).of(&path)?;
        let packs = (resolved.rules.value.clone(), resolved.topics.value.clone());
        if !self.rules.contains_key(&packs) {
            self.rules.insert(packs.clone(), rules_for(&packs)?);
        }
        let rules = &self.rules[&packs];
        let name = path.to_string_lossy();
        // A text without a name of its own is what most drafts are.
        let format = path.extension().is_none().then_some(Format::Markdown);
        let options = ReadOptions { format, ..ReadOptions::default() };
        let read = match ReadDraft::new(
            &name,
            format!("{MARK}{text}").as_bytes(),
            &options,
            rules,
            &resolved,
            self.past.as_ref(),
        ) {
            Ok(read) => read,
            // A draft may hold nothing but its front matter so far.
            Err(Error::File { problem, .. }) if problem == "holds no text" => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let settings = resolved.check_settings();
        let draft = read.draft(rules);
        let found = check(draft, &settings).finish(None, &settings);
        let inside = |at: usize| at.saturating_sub(MARK.len());
        let mark = |finding: Finding| {
            let checks: Vec<String> = std::iter::once(&finding.check).chain(&finding.also).cloned().collect();
            let at = finding.sentence.as_ref().map(|_| finding.place.start);
            let (place, comment) = ignore_comment(&draft, at, &checks);
            let related = finding
                .related
                .iter()
                .map(|other| (range(text, inside(other.place.start), inside(other.place.end)), other.message.clone()));
            Marked {
                range: range(text, inside(finding.place.start), inside(finding.place.end)),
                related: related.collect(),
                comment: (range(text, inside(place), inside(place)), comment),
                finding,
            }
        };
        Ok(found.findings.into_iter().map(mark).collect())
    }

    /// What the findings at a position mean.
    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let place = &params.text_document_position_params;
        let here = Range::new(place.position, place.position);
        let text = self.open.get(place.text_document.uri.as_str())?;
        let found = || text.findings.iter().filter(|marked| touches(&marked.range, &here));
        let checks = found().flat_map(|marked| std::iter::once(&marked.finding.check).chain(&marked.finding.also));
        let mut seen = BTreeSet::new();
        let pages: Vec<String> = checks
            .filter(|id| seen.insert(id.as_str()))
            .filter_map(|id| self.catalogue.iter().find(|entry| entry.id == *id))
            .map(|entry| {
                format!(
                    "**{}** (`{}`)\n\n{}\n\n*Why.* {}\n\n*How to mend it.* {}",
                    entry.title, entry.id, entry.about, entry.why, entry.mend
                )
            })
            .collect();
        let range = found().next()?.range;
        let value = pages.join("\n\n---\n\n");
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range: Some(range) })
    }

    /// The comments that ignore the findings in a range.
    pub(super) fn actions(&self, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let Some(text) = self.open.get(params.text_document.uri.as_str()) else { return Vec::new() };
        let can_be =
            |marked: &&Marked| touches(&marked.range, &params.range) && marked.finding.check != "unused-ignore";
        #[expect(clippy::mutable_key_type, reason = "the protocol's own type; its hash is that of its text")]
        let action = |marked: &Marked| {
            let (range, comment) = marked.comment.clone();
            let edits = HashMap::from([(text.uri.clone(), vec![TextEdit { range, new_text: comment }])]);
            CodeActionOrCommand::CodeAction(CodeAction {
                title: format!("Ignore {} here", marked.finding.check),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic(&text.uri, marked)]),
                edit: Some(WorkspaceEdit { changes: Some(edits), ..WorkspaceEdit::default() }),
                ..CodeAction::default()
            })
        };
        text.findings.iter().filter(can_be).map(action).collect()
    }
}

fn diagnostic(uri: &Uri, marked: &Marked) -> Diagnostic {
    let finding = &marked.finding;
    let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", finding.help) };
    let related = marked.related.iter().map(|(range, message)| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), *range),
        message: message.clone(),
    });
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: marked.range,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Note => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(finding.check.clone())),
        source: Some(env!("CARGO_PKG_NAME").to_owned()),
        message: format!("{}{help}", finding.message),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}
