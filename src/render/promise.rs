//! A promise in words: where it stands, what it counts for and why, and what
//! its money is. Shared by the formats that list all promises.

use super::changes;
use super::numbers;
use super::style::printable;
use crate::model::{
    AttributionMethod, ChangeKind, CommitmentKind, DocumentReport, EarlierAnnouncement, MoneyReport, Role,
};

/// Line or page, and the heading above.
pub(super) fn place(line: usize, page: Option<u32>, heading: Option<&str>) -> String {
    let place = page.map_or_else(|| format!("line {line}"), |page| format!("page {page}"));
    match heading.map(printable).filter(|heading| !heading.trim().is_empty()) {
        Some(heading) => format!("{place}, under “{}”", heading.trim()),
        None => place,
    }
}

/// The heading above a sentence, where it is not the title of the document,
/// which stands above the report.
pub(super) fn under<'a>(document: &DocumentReport, heading: Option<&'a str>) -> Option<&'a str> {
    heading.filter(|&heading| document.title.as_deref() != Some(heading))
}

/// What a promise counts for, in words.
pub(super) fn counts_for(backing: f64) -> String {
    match backing {
        whole if whole >= 1.0 => "Backed: counts in full".into(),
        part if part > 0.0 => format!("Backed in part: counts for {}", numbers::factor(part)),
        _ => "Not backed: counts for 0".into(),
    }
}

/// What a sentence with backing commits to.
pub(super) fn commitment(kind: CommitmentKind) -> &'static str {
    match kind {
        CommitmentKind::Firm => "firm promise",
        CommitmentKind::Soft => "soft promise",
        CommitmentKind::Past => "already done, with money",
        CommitmentKind::None => "names money",
    }
}

/// A qualifier on an amount.
pub(super) struct Weakness {
    /// Id of the flag; `None` where the purpose is unclear.
    pub(super) id: Option<String>,
    /// Its name and what it leaves: `up to ×0.5`.
    pub(super) name: String,
    /// The words that show it; empty where an absence does.
    pub(super) quote: String,
}

/// The amounts of a sentence, with and without a figure.
pub(super) fn amounts(document: &DocumentReport, sentence: usize) -> Vec<&MoneyReport> {
    document.money.iter().chain(&document.vague).filter(|money| money.sentence == sentence).collect()
}

/// What is counted of an amount.
pub(super) fn counted(money: &MoneyReport) -> String {
    match money.role {
        Role::Spend if money.counted && Some(money.counted_value) == money.high => "counted".into(),
        Role::Spend if money.counted => format!("counted: {}", numbers::money(money.counted_value, money.currency)),
        Role::Spend if money.high.is_none() => "no figure to count".into(),
        Role::Spend => "not counted again".into(),
        _ => "not counted".into(),
    }
}

/// What weakens an amount of public money, each once.
pub(super) fn weaknesses(money: &MoneyReport) -> Vec<Weakness> {
    let mut all: Vec<Weakness> = Vec::new();
    let purpose = money.topics.is_empty() || money.topics.iter().all(|link| link.method == AttributionMethod::Heading);
    if money.role == Role::Spend && purpose {
        all.push(Weakness { id: None, name: "purpose unclear ×0.5".into(), quote: String::new() });
    }
    for flag in &money.flag_details {
        let id = printable(&flag.id);
        let name = id.replace('_', " ");
        let factor =
            if flag.multiplier < 1.0 { format!(" ×{}", numbers::factor(flag.multiplier)) } else { String::new() };
        let weakness = Weakness { id: Some(id), name: name + &factor, quote: printable(&flag.quote) };
        if all.iter().all(|other| (&other.id, &other.quote) != (&weakness.id, &weakness.quote)) {
            all.push(weakness);
        }
    }
    all
}

/// Where a sum was announced before.
pub(super) fn announced(earlier: &EarlierAnnouncement) -> String {
    let sum = numbers::range(earlier.low, earlier.high, earlier.currency);
    printable(&format!("Announced before: {}, {sum}", changes::event(earlier)))
}

/// Titles of topics, by their ids.
pub(super) fn titles(document: &DocumentReport, ids: &[String]) -> Vec<String> {
    let title = |id: &String| {
        let topic = document.topics.iter().find(|topic| topic.id == *id);
        printable(topic.map_or(id.as_str(), |topic| &topic.title))
    };
    ids.iter().map(title).collect()
}

/// What each kind of change is called, and what it means.
pub(super) fn change_name(kind: ChangeKind) -> (&'static str, &'static str) {
    match kind {
        ChangeKind::Dropped => ("Dropped", "Only the old text has them."),
        ChangeKind::Weakened => {
            ("Weakened", "In both; in the new text softer, without a date, with “up to”, or with less money.")
        }
        ChangeKind::Strengthened => {
            ("Strengthened", "In both; in the new text firmer, with a date, or with more money.")
        }
        ChangeKind::New => ("New", "Only the new text has them."),
        ChangeKind::Repeated => ("Money repeated", "In both, with the same money: it is no new money."),
        ChangeKind::Kept => ("Kept", "In both in other words, and no weaker or stronger."),
    }
}

/// A quotation in pieces, true for those that are amounts of money.
pub(super) fn pieces<'a>(quote: &'a str, amounts: &[[usize; 2]]) -> Vec<(bool, &'a str)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for &[start, end] in amounts {
        let (Some(before), Some(amount)) = (quote.get(at..start), quote.get(start..end)) else { continue };
        pieces.extend([(false, before), (true, amount)]);
        at = end;
    }
    pieces.push((false, quote.get(at..).unwrap_or_default()));
    pieces.retain(|(_, piece)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_cut_out_of_a_quotation() {
        let quote = "We will spend £5m, and £6m.";
        let expected = [(false, "We will spend "), (true, "£5m"), (false, ", and "), (true, "£6m"), (false, ".")];
        assert_eq!(pieces(quote, &[[14, 18], [24, 28]]), expected);
        assert_eq!(pieces(quote, &[]), [(false, quote)]);
        // Places that overlap, lie outside or cut a letter are passed over.
        assert_eq!(pieces("£5m", &[[0, 4], [2, 4], [9, 12]]), [(true, "£5m")]);
        assert_eq!(pieces("£5m", &[[1, 4]]), [(false, "£5m")]);
    }
}
