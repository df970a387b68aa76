//! From faults to findings: one for each promise and each sum, at its place.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::settings::CheckSettings;
use super::source::Source;
use crate::model::{Finding, Place, RelatedPlace, Severity};
use std::cmp::Reverse;

/// The findings of a text in order of place.
pub(super) fn findings(
    draft: &Draft<'_>,
    source: &Source<'_>,
    mut faults: Vec<Fault>,
    settings: &CheckSettings,
) -> Vec<Finding> {
    let severity = |check: Check| settings.severity(check).unwrap_or(Severity::Note);
    faults.sort_by_key(|fault| (fault.subject, Reverse(severity(fault.check)), fault.check));
    let groups = faults.chunk_by(|one, other| {
        one.subject == other.subject && matches!(one.subject, Subject::Promise(_) | Subject::Amount(..))
    });
    let mut findings: Vec<Finding> =
        groups.filter_map(|group| finding(draft, source, group, severity(group.first()?.check))).collect();
    findings.sort_by(|one, other| {
        (one.place.start, &one.check, &one.message).cmp(&(other.place.start, &other.check, &other.message))
    });
    findings
}

/// One finding of the faults of one subject, the gravest first.
fn finding(draft: &Draft<'_>, source: &Source<'_>, group: &[Fault], severity: Severity) -> Option<Finding> {
    let (first, others) = group.split_first()?;
    let sentence = first.subject.sentence().map(|index| &draft.facts.sentences[index]);
    let quote = |place: &Place| source.text.get(place.start..place.end).unwrap_or_default();
    let place = match first.subject {
        Subject::Comment(comment) => source.place_of(comment),
        Subject::Text => source.place_of(crate::text::Span::default()),
        _ => source.place(first.span),
    };
    let shown = match first.subject {
        Subject::Text => draft.document.path.clone(),
        Subject::Comment(_) => quote(&place).to_owned(),
        _ => first.span.of(&draft.document.text).to_owned(),
    };
    let place_of =
        |(span, message): &(_, String)| RelatedPlace { message: message.clone(), place: source.place(*span) };
    let topics = sentence.map(|sentence| sentence.topic_set()).unwrap_or_default();
    let id = |topic: &u16| draft.rules.topics.get(usize::from(*topic)).map(|topic| topic.id.clone());
    Some(Finding {
        check: first.check.to_string(),
        severity,
        message: message(first, others),
        help: first.help.clone(),
        also: others.iter().map(|fault| fault.check.to_string()).collect(),
        place,
        quote: shown,
        sentence: sentence.map(|sentence| sentence.sentence.span.of(&draft.document.text).to_owned()),
        topics: topics.iter().filter_map(id).collect(),
        related: first.related.iter().map(place_of).collect(),
        fingerprint: fingerprint(first.check, &first.key),
    })
}

/// "this promise names no money, no date and no owner"; what else is wrong
/// with a sum follows a semicolon.
fn message(first: &Fault, others: &[Fault]) -> String {
    let lacking: Vec<&str> = std::iter::once(first).chain(others).filter_map(|fault| fault.lacks).collect();
    let mut message = match (first.lacks, lacking.as_slice()) {
        (Some(_), [one, .., last]) if lacking.len() == 2 => format!("this promise names no {one} and no {last}"),
        (Some(_), [one, two, last]) => format!("this promise names no {one}, no {two} and no {last}"),
        _ => first.message.clone(),
    };
    for other in others.iter().filter(|other| first.lacks.is_none() || other.lacks.is_none()) {
        // "£150,000 has no years; it is a ceiling": the sum is named once.
        let same = message.char_indices().zip(other.message.char_indices()).take_while(|(one, other)| one == other);
        let shared = same.filter(|((_, c), _)| *c == ' ').last().map_or(0, |((at, _), _)| at);
        let rest = other.message.get(shared..).unwrap_or_default();
        message += &if shared == 0 { format!("; {}", other.message) } else { format!("; it{rest}") };
    }
    message
}

/// FNV-1a of the check and the words: short, and the same in every version.
fn fingerprint(check: Check, key: &str) -> String {
    let words: Vec<&str> = key.split_whitespace().collect();
    let text = format!("{check}\n{}", words.join(" "));
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{hash:016x}")
}
