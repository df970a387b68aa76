//! The sentences behind the numbers: quoted, with their place and their money.
//!
//! A number that nobody can trace is worth nothing; every topic shows the
//! sentences that speak for it most strongly, and where to find them.

use super::link::{self, At};
use super::numbers;
use super::promise::under;
use super::style::{Look, printable};
use crate::model::{AttributionMethod, DocumentReport, Evidence, FlagReport, MoneyReport, Role, TopicReport};
use std::collections::BTreeMap;

/// Lines of a quotation; of a longer one, the part that names the topic is shown.
const QUOTE_LINES: usize = 3;

/// Sentences of one document that have been quoted, with the lines shown of each
/// and the title of the topic under which they were.
pub(super) type Quoted = BTreeMap<usize, (Vec<String>, String)>;

/// The strongest sentences of a topic, each followed by where it stands. One
/// that was quoted before is not quoted again.
pub(super) fn of_topic(
    document: &DocumentReport,
    topic: &TopicReport,
    quoted: &mut Quoted,
    look: Look,
    indent: usize,
) -> Vec<String> {
    let margin = " ".repeat(indent);
    let mut lines = Vec::new();
    for evidence in topic.evidence.iter().take(look.evidence) {
        let quote = quotation(evidence, look, indent);
        let quote = match quoted.get(&evidence.sentence) {
            Some((before, title)) if *before == quote => look.wrap(&format!("as quoted above, under {title}"), indent),
            _ => {
                quoted.insert(evidence.sentence, (quote.clone(), printable(&topic.title)));
                quote
            }
        };
        lines.extend(quote.into_iter().map(|line| format!("{margin}{line}")));
        let place = place(evidence);
        let notes = notes(document, topic, evidence, &place);
        let at = At { format: document.format, line: evidence.line, page: evidence.page };
        for (number, line) in look.wrap(&notes, indent + 1).into_iter().enumerate() {
            let line = if number == 0 { link::at_start(&line, &place, &document.path, at, look) } else { line };
            lines.push(format!("{margin} {}", look.dim(&line)));
        }
    }
    lines
}

/// A sentence in quotation marks. An ellipsis stands for what is left out.
fn quotation(evidence: &Evidence, look: Look, indent: usize) -> Vec<String> {
    // Two columns for the mark and an ellipsis before the text, two for those behind it.
    let all = look.wrap(&printable(&evidence.quote), indent + 4);
    let first = window(&all, &printable(&evidence.cue));
    let mut lines: Vec<_> = all.iter().skip(first).take(QUOTE_LINES).cloned().collect();
    let (cut_before, cut_after) = (first > 0, first + QUOTE_LINES < all.len());
    let last = lines.len().saturating_sub(1);
    for (at, line) in lines.iter_mut().enumerate() {
        line.insert_str(
            0,
            if at > 0 {
                " "
            } else if cut_before {
                "“…"
            } else {
                "“"
            },
        );
        if at == last {
            line.push_str(if cut_after { "…”" } else { "”" });
        }
    }
    lines
}

/// The first of the lines to show, so that `cue` is among them.
fn window(lines: &[String], cue: &str) -> usize {
    let Some(start) = lines.join(" ").find(cue) else { return 0 };
    let mut ends = lines.iter().scan(0, |end, line| {
        *end += line.len() + 1;
        Some(*end)
    });
    let from = ends.clone().position(|end| start < end).unwrap_or(0);
    let to = ends.position(|end| start + cue.len() <= end).unwrap_or(from);
    if to < QUOTE_LINES { 0 } else { from.saturating_sub(1).min(lines.len().saturating_sub(QUOTE_LINES)) }
}

/// The page, or else the line.
fn place(evidence: &Evidence) -> String {
    match evidence.page {
        Some(page) => format!("page {page}"),
        None => format!("line {}", evidence.line),
    }
}

/// Place, commitment, money and backing of a sentence in one line.
fn notes(document: &DocumentReport, topic: &TopicReport, evidence: &Evidence, place: &str) -> String {
    let mut place = place.to_owned();
    if let Some(heading) = under(document, evidence.heading.as_deref()) {
        place += &format!(", under “{}”", printable(heading));
    }
    let mut notes = vec![place, commitment(evidence).into()];
    let amounts = document.money.iter().chain(&document.vague).filter(|money| money.sentence == evidence.sentence);
    notes.extend(amounts.filter_map(|amount| money(amount, &topic.id)));
    if let Some(backing) = evidence.backing {
        notes.push(format!("backing {}", numbers::factor(backing)));
    }
    notes.join(" · ")
}

fn commitment(evidence: &Evidence) -> &'static str {
    use crate::model::CommitmentKind as Kind;
    match evidence.commitment {
        Kind::Firm => "firm",
        Kind::Soft => "soft",
        Kind::Past => "already done",
        Kind::None if evidence.backing.is_some() => "names money",
        Kind::None => "no promise",
    }
}

/// An amount on a topic, or spending whose purpose the sentence leaves open,
/// with whether it counts and what weakens it.
fn money(money: &MoneyReport, topic: &str) -> Option<String> {
    let link = money.topics.iter().find(|share| share.id == topic);
    if link.is_none() && !(money.topics.is_empty() && money.role == Role::Spend) {
        return None;
    }
    let mut text = printable(&numbers::amount(money));
    // That a level adds nothing was said with the amount.
    let repeated = !money.counted && money.added.is_none_or(|added| !added.is_zero());
    if money.role == Role::Spend && repeated && money.high.is_some() && link.is_some() {
        text += ", not counted again";
    }
    let mut weakened: Vec<_> = money.flag_details.iter().map(flag).collect();
    weakened.dedup();
    if money.role == Role::Spend && link.is_none_or(|link| link.method == AttributionMethod::Heading) {
        weakened.insert(0, "purpose unclear ×0.5".into());
    }
    if let Some(earlier) = &money.earlier {
        text += &printable(&format!(", announced at {}", earlier.event));
    }
    if !weakened.is_empty() {
        text += &format!(" [{}]", weakened.join(", "));
    }
    Some(text)
}

/// The name of a flag and what it leaves of the backing.
fn flag(flag: &FlagReport) -> String {
    let name = printable(&flag.id.replace('_', " "));
    if flag.multiplier < 1.0 { format!("{name} ×{}", numbers::factor(flag.multiplier)) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_quoted_is_not_quoted_again() {
        let mut document = crate::render::fixture::one().documents.swap_remove(0);
        let look = Look { width: 80, colour: false, links: false, evidence: 3 };
        let evidence = document
            .topics
            .iter()
            .flat_map(|topic| &topic.evidence)
            .find(|one| one.sentence == 0)
            .cloned()
            .expect("evidence");
        document.title.clone_from(&evidence.heading);
        let mut quoted = Quoted::new();
        let mut show = |title: &str, cue: &str| {
            let evidence = vec![Evidence { cue: cue.into(), ..evidence.clone() }];
            let topic = TopicReport { title: title.into(), evidence, ..document.topics[0].clone() };
            of_topic(&document, &topic, &mut quoted, look, 2).join("\n")
        };
        // A long sentence is cut to the part that names the topic.
        let first = show("One", "To keep");
        assert!(first.contains("“To keep") && first.contains("…”"), "{first}");
        assert!(!first.contains("under “"), "the heading is the title: {first}");
        assert!(show("Two", "").contains("as quoted above, under One"));
        assert!(show("Three", "sitting").contains("“…"), "another part of it");
    }

    #[test]
    fn a_long_quotation_shows_the_words_that_matter() {
        let lines = ["one two", "three four", "five six", "seven eight", "nine ten"].map(String::from);
        for (cue, first) in [("two", 0), ("six", 0), ("six seven", 1), ("seven", 2), ("ten", 2), ("twelve", 0)] {
            assert_eq!(window(&lines, cue), first, "{cue}");
        }
    }
}
