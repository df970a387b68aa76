//! An explanation, for people: sentence by sentence, the decision first and
//! what it rests on behind it.
//!
//! Rules are named as `pack/id:line`, so that they can be found in the file
//! or with `rules show`.

use super::changes;
use super::numbers::percent;
use super::style::{Look, printable};
use crate::model::{
    AmountSeen, BackingSeen, CommitmentSeen, CueSeen, Explanation, RoleSeen, RuleRef, SentenceExplanation, Working,
    thousands,
};
use rust_decimal::Decimal;
use std::io::{self, Write};

/// Cues shown for each role.
const CUES: usize = 6;

/// Writes an explanation as one indented JSON object.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_explanation_json(explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, explanation)?;
    writeln!(out)
}

/// Writes an explanation as text.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_explanation(explanation: &Explanation, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if explanation.sentences.is_empty() {
        return writeln!(out, "{}: no money, and no promise on any topic", printable(&explanation.path));
    }
    for (at, sentence) in explanation.sentences.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_sentence(&explanation.path, sentence, look, out)?;
    }
    Ok(())
}

fn write_sentence(path: &str, sentence: &SentenceExplanation, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let place = format!("{}:{}", printable(path), sentence.line);
    let page = sentence.page.map(|page| look.dim(&format!("  page {page}")));
    let heading = sentence.heading.as_ref().map(|heading| look.dim(&format!("  {}", printable(heading))));
    writeln!(out, "{}{}{}", look.bold(&place), page.unwrap_or_default(), heading.unwrap_or_default())?;
    for line in look.wrap(&printable(&sentence.quote), 2) {
        writeln!(out, "  {line}")?;
    }
    let mut note = |label: &str, text: &str| writeln!(out, "{}", look.labelled(label, &printable(text)));
    let mut label = "topics";
    if sentence.topics.is_empty() {
        note(label, "none")?;
    }
    for topic in &sentence.topics {
        let why = match &topic.rule {
            Some(rule) => format!("{} {}", rule.key, place_of(rule)),
            None if topic.row => "is the label of the row".to_owned(),
            None if topic.carried => "refers back to what was said before".to_owned(),
            None => String::new(),
        };
        note(label, &format!("{}: \"{}\"  {why}", topic.id, topic.words))?;
        label = "";
    }
    label = "not counted";
    for topic in &sentence.rejected {
        let against = topic.against.as_ref().map(|rule| format!(" {}", place_of(rule))).unwrap_or_default();
        let rule = place_of(&topic.rule);
        note(
            label,
            &format!("{}: \"{}\"  {} {rule}: {}{against}", topic.id, topic.words, topic.rule.key, topic.reason),
        )?;
        label = "";
    }
    commitment(&sentence.commitment, &mut note)?;
    for amount in &sentence.amounts {
        write_amount(amount, &mut note)?;
    }
    label = "backing";
    for backing in &sentence.backing {
        for line in backing_lines(backing) {
            note(label, &line)?;
            label = "";
        }
    }
    Ok(())
}

type Note<'a> = dyn FnMut(&str, &str) -> io::Result<()> + 'a;

fn commitment(seen: &CommitmentSeen, note: &mut Note<'_>) -> io::Result<()> {
    let kind = seen.kind;
    match &seen.cue {
        Some(cue) => note("commitment", &format!("{kind}: {}", cue_text(cue)))?,
        None => note("commitment", &format!("{kind}: {}", seen.reason))?,
    }
    for cue in &seen.others {
        note("", &format!("not {}: {}", cue_text(cue), cue.outcome))?;
    }
    if !seen.around.is_empty() {
        let mut around: Vec<String> = Vec::new();
        for cue in &seen.around {
            let text = format!("\"{}\" {}", cue.words, cue.class);
            if !around.contains(&text) {
                around.push(text);
            }
        }
        note("", &format!("beside it: {}", around.join(", ")))?;
    }
    let checkable: Vec<&str> = [(seen.dated, "a date or number of years"), (seen.measurable, "a figure to check")]
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, what)| *what)
        .collect();
    if kind.is_promise() && !checkable.is_empty() {
        note("", &format!("checkable: {}", checkable.join(", ")))?;
    }
    Ok(())
}

fn cue_text(cue: &CueSeen) -> String {
    format!("\"{}\"  {} {}", cue.words, cue.class, place_of(&cue.rule))
}

fn write_amount(seen: &AmountSeen, note: &mut Note<'_>) -> io::Result<()> {
    let money = &seen.money;
    note("amount", &format!("\"{}\"", money.quote))?;
    let figure = |value: Decimal| thousands(&value.normalize().to_string());
    let sum = match (money.low, money.high) {
        (Some(low), Some(high)) if low != high => format!("{} to {}", figure(low), figure(high)),
        (_, Some(high)) => figure(high),
        _ => "no figure".to_owned(),
    };
    let mut value = vec![format!("{} {sum}", money.currency), money.bound.to_string(), format!("per {}", money.per)];
    value.extend(money.years.map(|years| format!("over {years} years")));
    value.extend(money.by.as_ref().map(|by| format!("\"{by}\"")));
    match (&money.from, &money.to) {
        (Some(from), Some(to)) if from == to => value.push(format!("in {from}")),
        (Some(from), Some(to)) => value.push(format!("from {from} to {to}")),
        (None, Some(to)) => value.push(format!("until {to}")),
        (Some(from), None) => value.push(format!("from {from}")),
        (None, None) => {}
    }
    note("  value", &value.join(", "))?;
    if let Some(assumed) = &money.assumed {
        note("  assumed", assumed)?;
    }
    if seen.roles.is_empty() {
        note("  role", &format!("{}, by the row and column of the table", money.role))?;
    }
    for (at, role) in seen.roles.iter().enumerate() {
        note(if at == 0 { "  role" } else { "" }, &role_text(role))?;
    }
    if let Some(why) = &seen.overruled {
        note("", why)?;
    }
    for (at, link) in money.topics.iter().enumerate() {
        let text = format!("{} {}, by {} (confidence {})", link.id, percent(link.share), link.method, link.confidence);
        note(if at == 0 { "  topics" } else { "" }, &text)?;
    }
    if money.topics.is_empty() {
        note("  topics", "none")?;
    }
    for (at, flag) in seen.flag_rules.iter().enumerate() {
        let shown = if flag.words.is_empty() { String::new() } else { format!("\"{}\"  ", flag.words) };
        let rule = flag.rule.as_ref().map(|rule| format!(" {}", place_of(rule))).unwrap_or_default();
        let text = format!("{} × {}: {shown}{}{rule}", flag.id, flag.multiplier, flag.about);
        note(if at == 0 { "  flags" } else { "" }, &text)?;
    }
    if let Some(earlier) = &money.earlier {
        let text = format!("{}: {} ({} sure)", changes::event(earlier), earlier.why, percent(earlier.confidence));
        note("  before", &text)?;
    }
    let counts =
        if money.counted { format!("counts {}", figure(money.counted_value)) } else { "not counted".to_owned() };
    note("  ledger", &format!("{counts}: {}", seen.counting))
}

fn role_text(role: &RoleSeen) -> String {
    let mut parts: Vec<String> = Vec::new();
    if role.prior > 0.0 {
        parts.push(format!("{:.2} for the kind of amount and sentence", role.prior));
    }
    parts.extend(
        role.cues.iter().take(CUES).map(|cue| format!("{:.2} \"{}\" {}", cue.weight, cue.words, place_of(&cue.rule))),
    );
    if role.cues.len() > CUES {
        parts.push(format!("and {} more", role.cues.len() - CUES));
    }
    let evidence = if parts.is_empty() { "no evidence for any other".to_owned() } else { parts.join(", ") };
    format!("{} {:.2}: {evidence}", role.role, role.total)
}

fn backing_lines(backing: &BackingSeen) -> Vec<String> {
    if backing.workings.is_empty() {
        let cheap = if backing.cheap { "; no date and no testable outcome either" } else { "" };
        return vec![format!("{}: q = 0, no public money{cheap}", backing.topic)];
    }
    let best = backing.workings.iter().take(1).map(|working| format!("{}: q = {}", backing.topic, product(working)));
    let rest =
        backing.workings.iter().skip(1).map(|working| format!("{}: less by {}", backing.topic, product(working)));
    best.chain(rest).collect()
}

/// The multiplication, written out.
fn product(working: &Working) -> String {
    if working.flags.is_empty() {
        let base = why_base(working.base);
        return format!("{:.3}, \"{}\" on line {}{base}", working.q, working.quote, working.line);
    }
    let mut text = format!("{}", working.base);
    for (id, multiplier) in &working.flags {
        text += &format!(" × {multiplier} ({id})");
    }
    let base = why_base(working.base);
    format!("{text} = {:.3}, \"{}\" on line {}{base}", working.q, working.quote, working.line)
}

fn why_base(base: f64) -> &'static str {
    match base {
        base if base >= 1.0 => "",
        base if base > 0.0 => ", its purpose is unclear",
        _ => ", it is for something else",
    }
}

fn place_of(rule: &RuleRef) -> String {
    format!("{}/{}:{}", rule.pack, rule.id, rule.line)
}
