//! Acronyms that a text never spells out.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use super::settings::CheckSettings;
use crate::model::BlockKind;
use crate::rules::CueClass;
use crate::text::{Span, words};
use std::collections::BTreeSet;

/// Words such as "of" and "the" within a name are no longer than this.
const LONGEST_SMALL_WORD: usize = 3;

/// Acronyms have so many letters.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// Adds a fault for each acronym that is not explained, at its first use.
pub(super) fn check(draft: &Draft<'_>, settings: &CheckSettings, faults: &mut Vec<Fault>) {
    if settings.severity(Check::UnknownAcronym).is_none() {
        return;
    }
    let text = &draft.document.text;
    let class = CueClass::Acronym.to_string();
    let cues = draft.rules.sources().iter().flat_map(|source| &source.pack.cue);
    let terms = cues.filter(|cue| *cue.class.get_ref() == class).flat_map(|cue| &cue.terms);
    let known: BTreeSet<&str> =
        terms.map(|term| term.get_ref().as_str()).chain(settings.acronyms.iter().map(String::as_str)).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut names = None;
    for (index, sentence) in draft.facts.sentences.iter().enumerate() {
        let span = sentence.sentence.span;
        let kind = draft.document.blocks[sentence.sentence.block].kind;
        if matches!(kind, BlockKind::Heading | BlockKind::TableCell) || is_loud(span.of(text)) {
            continue;
        }
        for word in words(span.of(text)) {
            let place = Span::new(span.start + word.start, span.start + word.end);
            let Some(acronym) = acronym(text, place) else { continue };
            if known.contains(acronym)
                || known.contains(place.of(text))
                || !seen.insert(acronym)
                || explained(text, acronym)
                || names.get_or_insert_with(|| initials(text)).contains(acronym)
            {
                continue;
            }
            let message = format!("{acronym} is not explained anywhere in the text");
            let help =
                format!("spell it out at its first use: “… ({acronym})”; or add it to `acronyms` in the settings");
            let fault = Fault::new(Check::UnknownAcronym, Subject::Words(index, place), place, acronym, message);
            faults.push(fault.with_help(help));
        }
    }
}

/// The acronym that a word is, without the ending of a plural.
fn acronym(text: &str, place: Span) -> Option<&str> {
    let word = place.of(text);
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase()) && LETTERS.contains(&word.len());
    let roman = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C'));
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '&' | '*' | '.' | '/' | '-' | '_' | '@');
    let before = text[..place.start].chars().next_back().is_some_and(joined);
    // A stop may end the sentence.
    let mut behind = text[place.end..].chars();
    let after =
        behind.next().is_some_and(|c| joined(c) && (c != '.' || behind.next().is_some_and(char::is_alphanumeric)));
    (capitals && !roman && !before && !after).then_some(word)
}

/// True where the text spells the acronym out: "Fund (RCF)", "RCF (the Rural …)", "RCF, the Rural …".
fn explained(text: &str, acronym: &str) -> bool {
    text.match_indices(acronym).any(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + acronym.len()..]);
        let behind = behind.strip_prefix('s').unwrap_or(behind);
        let bracketed = before.trim_end_matches(['‘', '“', '"', '\'']).ends_with('(')
            && behind.starts_with([')', ',', ';', '’', '”', '"', '\'']);
        let opened = behind.strip_prefix(" (").is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        let apposed = before.ends_with(", or ") || before.ends_with(" or “");
        bracketed || opened || apposed
    })
}

/// The initials of every run of capitalised words of the text, and of every
/// part of one: a text that names the Basic Command Unit explains BCU. Small
/// words within a name count or do not.
fn initials(text: &str) -> String {
    let mut found = String::new();
    let mut run = String::new();
    let mut end = 0;
    for word in words(text) {
        let between = &text[end..word.start];
        end = word.end;
        let first = word.of(text).chars().next().unwrap_or(' ');
        let small = word.len() <= LONGEST_SMALL_WORD && first.is_lowercase();
        if !matches!(between, " " | ", " | "-" | "\u{a0}") || !(first.is_uppercase() || small) {
            found += &run;
            found.push(' ');
            run.clear();
        }
        if first.is_uppercase() {
            run.push(first);
        }
    }
    found + &run
}

/// True for text set in capitals.
fn is_loud(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_told_from_names_and_numbers() {
        let text = "The RCF, LEPs and A*STAR met at GOV.UK under Part IV of R&D. The DCMS.";
        let found: Vec<_> = words(text).filter_map(|place| acronym(text, place)).collect();
        assert_eq!(found, ["RCF", "LEP", "DCMS"]);
        assert!(explained("the Rural Connectivity Fund (RCF) pays", "RCF"));
        let names =
            initials("The Basic Command Unit and the Ministry of Defence. Science, Technology, Engineering and Maths.");
        assert!(["BCU", "MD", "STEM"].iter().all(|acronym| names.contains(acronym)), "{names}");
        assert!(!names.contains("DS"), "a name does not go over the end of a sentence");
        assert!(explained("RCF (Rural Connectivity Fund) pays", "RCF") && !explained("the RCF pays", "RCF"));
    }
}
