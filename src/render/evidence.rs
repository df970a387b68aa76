//! The sentences behind the numbers: quoted, with their place and their money.
//!
//! A number that nobody can trace is worth nothing; every topic shows the
//! sentences that speak for it most strongly, and where to find them.

use super::numbers;
use super::style::{Look, printable};
use crate::model::{DocumentReport, Evidence, MoneyReport, Role, TopicReport};

/// Lines of a quotation before it is cut off.
const QUOTE_LINES: usize = 3;

/// The strongest sentences of a topic, each followed by where it stands.
pub(super) fn of_topic(document: &DocumentReport, topic: &TopicReport, look: Look, indent: usize) -> Vec<String> {
    let margin = " ".repeat(indent);
    let mut lines = Vec::new();
    for evidence in topic.evidence.iter().take(look.evidence) {
        lines.extend(quotation(&evidence.quote, look, indent).into_iter().map(|line| format!("{margin}{line}")));
        let notes = notes(document, topic, evidence);
        lines.extend(look.wrap(&notes, indent + 1).iter().map(|line| format!("{margin} {}", look.dim(line))));
    }
    lines
}

/// A sentence in quotation marks, cut off with an ellipsis where it is long.
fn quotation(sentence: &str, look: Look, indent: usize) -> Vec<String> {
    // One column for the quotation mark, two for the ellipsis and the mark at the end.
    let mut lines = look.wrap(&printable(sentence), indent + 3);
    let cut = lines.len() > QUOTE_LINES;
    lines.truncate(QUOTE_LINES);
    let last = lines.len() - 1;
    for (at, line) in lines.iter_mut().enumerate() {
        line.insert(0, if at == 0 { '“' } else { ' ' });
        if at == last {
            line.push_str(if cut { "…”" } else { "”" });
        }
    }
    lines
}

/// Place, commitment and money of a sentence in one line.
fn notes(document: &DocumentReport, topic: &TopicReport, evidence: &Evidence) -> String {
    let mut place = match evidence.page {
        Some(page) => format!("page {page}"),
        None => format!("line {}", evidence.line),
    };
    if let Some(heading) = &evidence.heading {
        place += &format!(", under “{}”", printable(heading));
    }
    let mut notes = vec![place, commitment(evidence).into()];
    let ours = |money: &&MoneyReport| {
        money.sentence == evidence.sentence && money.topics.iter().any(|share| share.id == topic.id)
    };
    notes.extend(document.money.iter().chain(&document.vague).filter(ours).map(money));
    notes.join(" · ")
}

fn commitment(evidence: &Evidence) -> &'static str {
    use crate::model::CommitmentKind as Kind;
    match evidence.commitment {
        Kind::Firm => "firm",
        Kind::Soft => "soft",
        Kind::Past => "already done",
        Kind::None => "no promise",
    }
}

/// An amount with the flags on it and whether it counts.
fn money(money: &MoneyReport) -> String {
    let mut text = printable(&numbers::amount(money));
    if money.role == Role::Spend && !money.counted && money.high.is_some() {
        text += ", not counted again";
    }
    if !money.flags.is_empty() {
        let flags: Vec<_> = money.flags.iter().map(|flag| flag.replace('_', " ")).collect();
        text += &format!(" [{}]", printable(&flags.join(", ")));
    }
    text
}
