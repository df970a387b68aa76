//! Comments in a text that tell the checks what to leave alone:
//! `<!-- moneymouth: ignore[no-period] the reason -->`.
//!
//! `ignore` is for the block in which it stands or which follows it,
//! `ignore-line` for the next line, `ignore-file` for the whole text. Without
//! names in brackets all checks are meant. What has no effect is a fault.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::settings::CheckSettings;
use super::source::Source;
use crate::ingest::{Comment, comments};
use crate::model::Format;
use crate::rules::nearest;
use crate::text::Span;
use std::str::FromStr;
use strum::{EnumString, IntoEnumIterator, VariantNames};

/// How far a comment reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, VariantNames)]
enum Reach {
    #[strum(serialize = "ignore")]
    Block,
    #[strum(serialize = "ignore-line")]
    Line,
    #[strum(serialize = "ignore-file")]
    File,
}

/// What one comment says, for one check or for all.
#[derive(Debug)]
struct Directive {
    comment: Span,
    /// `None` for all checks.
    check: Option<Check>,
    reach: Reach,
    /// Bytes of the file that it covers.
    covers: Span,
    used: bool,
}

/// All comments of a text.
#[derive(Debug, Default)]
pub(super) struct Directives {
    list: Vec<Directive>,
    /// Comments that cannot be read, and why.
    broken: Vec<Fault>,
}

impl Directives {
    pub(super) fn read(draft: &Draft<'_>, source: &Source<'_>) -> Self {
        let mut all = Self::default();
        for comment in comments(draft.document.format, source.text) {
            if let Err((problem, help)) = all.add(draft, source, comment) {
                all.broken.push(fault(comment.span, source.text, problem, help));
            }
        }
        all
    }

    fn add(&mut self, draft: &Draft<'_>, source: &Source<'_>, comment: Comment<'_>) -> Result<(), (String, String)> {
        let end = comment.says.find(|c: char| c == '[' || c.is_whitespace()).unwrap_or(comment.says.len());
        let (word, rest) = comment.says.split_at(end);
        let reach = Reach::from_str(word).map_err(|_| unknown(word, "instruction to the checks", Reach::VARIANTS))?;
        let checks = match rest.trim_start().strip_prefix('[') {
            None => vec![None],
            Some(list) => {
                let (names, _) = list
                    .split_once(']')
                    .ok_or_else(|| ("the list of checks has no end".to_owned(), "close it with `]`".to_owned()))?;
                let known: Vec<&str> = Check::iter().map(Into::into).collect();
                let read = |name: &str| Check::from_str(name).map(Some).map_err(|_| unknown(name, "check", &known));
                names.split(',').map(str::trim).map(read).collect::<Result<_, _>>()?
            }
        };
        let covers = covered(draft, source, comment.span, reach);
        self.list.extend(checks.into_iter().map(|check| Directive {
            comment: comment.span,
            check,
            reach,
            covers,
            used: false,
        }));
        Ok(())
    }

    /// True where a comment says to ignore the fault. That comment has been of use.
    pub(super) fn cover(&mut self, fault: &Fault, source: &Source<'_>) -> bool {
        let place = source.bytes(fault.span);
        let mut covered = false;
        for directive in &mut self.list {
            let meant = directive.check.is_none_or(|check| check == fault.check);
            let here = match fault.subject {
                Subject::Text => directive.reach == Reach::File,
                _ => directive.covers.contains(Span::new(place.start, place.start)),
            };
            if meant && here {
                directive.used = true;
                covered = true;
            }
        }
        covered
    }

    /// Comments without effect, and those that cannot be read. One that is for
    /// a check that is off is left alone.
    pub(super) fn faults(self, settings: &CheckSettings) -> Vec<Fault> {
        if settings.severity(Check::UnusedIgnore).is_none() {
            return Vec::new();
        }
        let is_on = |check: Option<Check>| check.is_none_or(|check| settings.severity(check).is_some());
        let unused = self.list.into_iter().filter(|directive| !directive.used && is_on(directive.check));
        let unused = unused.map(|directive| {
            let what = directive.check.map_or("nothing".to_owned(), |check| format!("no `{check}`"));
            let message = format!("there is {what} to ignore here");
            let help = "take it out: it would hide the next fault in its place".to_owned();
            fault(directive.comment, "", message, help)
        });
        self.broken.into_iter().chain(unused).collect()
    }
}

/// Where a comment goes that ignores a finding at byte `at` of the file, and
/// the comment: at the end of its block, or of the file for a whole text.
pub fn ignore_comment(draft: &Draft<'_>, at: Option<usize>, checks: &[String]) -> (usize, String) {
    let names = checks.join(", ");
    let text = draft.source;
    let Some(at) = at else {
        let line = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
        return (text.len(), format!("{line}\n<!-- moneymouth: ignore-file[{names}] -->\n"));
    };
    let source = Source::new(draft.document, text);
    let blocks = draft.document.blocks.iter().map(|block| source.bytes(block.span));
    let end = blocks.rev().find(|block| block.start <= at).map_or(at, |block| block.end);
    let end_of_line = text[end..].find(['\r', '\n']).map_or(text.len(), |line| end + line);
    let place = if draft.document.format == Format::Html { end } else { end_of_line };
    (place, format!(" <!-- moneymouth: ignore[{names}] -->"))
}

fn unknown(word: &str, what: &str, known: &[&str]) -> (String, String) {
    let help = match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are: {}", known.join(", ")),
    };
    (format!("`{word}` is no {what}"), help)
}

fn fault(comment: Span, text: &str, message: String, help: String) -> Fault {
    let key = text.get(comment.start..comment.end).unwrap_or(&message).to_owned();
    Fault::new(Check::UnusedIgnore, Subject::Comment(comment), Span::default(), &key, message).with_help(help)
}

/// The bytes of the file that a comment covers.
fn covered(draft: &Draft<'_>, source: &Source<'_>, comment: Span, reach: Reach) -> Span {
    let nothing = Span::new(comment.end, comment.end);
    match reach {
        Reach::File => Span::new(0, source.text.len()),
        Reach::Line => {
            let next = source.text[comment.end..].find('\n').map(|at| comment.end + at + 1);
            let line = |start: usize| {
                let end = source.text[start..].find('\n').map_or(source.text.len(), |at| start + at);
                Span::new(start, end)
            };
            next.map_or(nothing, line)
        }
        Reach::Block => {
            let blocks = draft.document.blocks.iter().map(|block| source.bytes(block.span));
            let own = |block: &Span| {
                let same_line = source.line(block.end) == source.line(comment.start);
                block.start < comment.start && (comment.start < block.end || same_line)
            };
            let own_block = blocks.clone().rfind(own);
            own_block.or_else(|| blocks.clone().find(|block| block.start >= comment.end)).unwrap_or(nothing)
        }
    }
}
