//! `moneymouth ledger`: what was announced before, shown and written.
//!
//! A ledger is written whole or not at all, and adding the same text twice
//! changes nothing.

use super::Outcome;
use super::args::{LedgerCommand, OutputArgs};
use super::documents::{known_announcements, load_rules, read};
use super::ledger_args::{AddArgs, ListArgs};
use super::output::Output;
use crate::analyse::{Reading, Settings, mark_repeats};
use crate::error::{Error, Result};
use crate::model::Announcement;
use crate::render::write_announcements;
use crate::rules::{RuleSet, announcements_csv, built_in_announcements, load_announcements};
use crate::score::{Announcements, announced_in};
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(command: &LedgerCommand, output: &OutputArgs) -> Result<Outcome> {
    match command {
        LedgerCommand::List(args) => list(args, output),
        LedgerCommand::Add(args) => add(args, output),
    }
}

fn list(args: &ListArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, &args.past.ledger)?;
    let mut known = known_announcements(&args.past)?;
    known.retain(|one| args.topic.as_ref().is_none_or(|topic| one.topics.contains(topic)));
    known.sort_by_key(|one| one.date);
    output.write(|look, out| write_announcements(&known, look, out))?;
    Ok(Outcome::Done)
}

fn add(args: &AddArgs, output: &OutputArgs) -> Result<Outcome> {
    let target = args.ledger.clone().or_else(|| output.output.clone());
    let place = OutputArgs { output: target, ..output.clone() };
    let output = Output::open(&place, args.files.iter().chain(&args.packs.rules))?;
    let rules = load_rules(&args.packs)?;
    let mut ledger = match &args.ledger {
        Some(path) if path.exists() => load_announcements(path)?,
        _ => Vec::new(),
    };
    let before = ledger.len();
    let (found, repeats) = announced(args, &ledger, &rules)?;
    for one in found {
        if !ledger.iter().any(|known| is_same(known, &one)) {
            ledger.push(one);
        }
    }
    ledger.sort_by(|a, b| (a.date, &a.event).cmp(&(b.date, &b.event)));
    let added = ledger.len() - before;
    let csv =
        announcements_csv(&ledger).map_err(|error| Error::usage(format!("cannot write: {error}"), "try again"))?;
    output.write(|_, out| out.write_all(&csv))?;
    say(added, repeats, args).ok();
    Ok(Outcome::Done)
}

/// What the texts announce first, and how many of their sums were announced before.
fn announced(args: &AddArgs, ledger: &[Announcement], rules: &RuleSet) -> Result<(Vec<Announcement>, usize)> {
    let known = Announcements::new([built_in_announcements()?, ledger.to_vec()].concat());
    let settings = Settings { currency: args.currency, announcements: Some(&known), ..Settings::default() };
    let mut readings = Vec::new();
    for path in &args.files {
        let mut document = read(path, args.date, &args.reading)?;
        if document.date.is_none() {
            let problem = "says no date, and an announcement without one cannot come before anything";
            return Err(Error::file(path.display().to_string(), problem, "give it with --date YYYY-MM-DD"));
        }
        document.title = args.event.clone().or(document.title);
        readings.push(Reading::new(document, rules, &settings));
    }
    mark_repeats(&mut readings, rules);
    let (mut found, mut repeats) = (Vec::new(), 0);
    for reading in &readings {
        let (new, old): (Vec<_>, Vec<_>) =
            announced_in(&reading.document, &reading.facts, &rules.topics, 0).into_iter().partition(|(_, new)| *new);
        found.extend(new.into_iter().map(|(one, _)| one));
        repeats += old.len();
    }
    Ok((found, repeats))
}

fn is_same(one: &Announcement, other: &Announcement) -> bool {
    let key = |one: &Announcement| (one.event.clone(), one.date, one.item.clone(), one.currency, one.high, one.per);
    key(one) == key(other)
}

/// Tells on standard error what was done: standard output may be the table.
fn say(added: usize, repeats: usize, args: &AddArgs) -> io::Result<()> {
    let rows = |count: usize| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    let place = args.ledger.as_ref().map(|path| format!(" in {}", path.display())).unwrap_or_default();
    let mut line = format!("{} added{place}", rows(added));
    if repeats > 0 {
        line += &format!(
            "; {} left out, announced before",
            if repeats == 1 { "1 sum".into() } else { format!("{repeats} sums") }
        );
    }
    writeln!(anstream::stderr(), "{}", crate::render::printable(&line))
}
