//! `moneymouth rules`: what the packs hold, and the tools of their authors.

use super::args::{OutputArgs, RulesCommand};
use super::author_args::{CheckArgs, DocsArgs, Page, ShowArgs, TestArgs};
use super::documents::load_rules;
use super::output::Output;
use super::show::{Subject, find, write};
use super::{Outcome, complain};
use crate::check::{catalogue, checks_page};
use crate::error::{Error, Result};
use crate::render::{printable_lines, write_packs};
use crate::rules::{Faults, RuleSet, flags_page, pack_schema, rules_page, warnings};
use crate::selftest::test_pack;
use std::path::PathBuf;

/// A rule pack to begin with.
const SKELETON: &str = include_str!("skeleton.toml");

/// Runs the command.
pub(super) fn run(command: &RulesCommand, output: &OutputArgs) -> Result<Outcome> {
    match command {
        RulesCommand::List(args) => {
            let output = Output::open(output, &args.rules)?;
            let rules = load_rules(args)?;
            output.write(|look, out| write_packs(&rules.packs, &rules.topics, look, out))?;
            Ok(Outcome::Done)
        }
        RulesCommand::Show(args) => show(args, output),
        RulesCommand::Check(args) => check(args, output),
        RulesCommand::Test(args) => test(args, output),
        RulesCommand::New => text(SKELETON, output, &[]),
        RulesCommand::Docs(args) => docs(args, output),
        RulesCommand::Schema => {
            let schema = serde_json::to_string_pretty(&pack_schema()).unwrap_or_default();
            text(&format!("{schema}\n"), output, &[])
        }
    }
}

fn show(args: &ShowArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, &args.packs.rules)?;
    let rules = load_rules(&args.packs)?;
    let subject: Subject<'_> = find(&rules, &args.id)?;
    output.write(|look, out| write(&subject, look, out))?;
    Ok(Outcome::Done)
}

fn docs(args: &DocsArgs, output: &OutputArgs) -> Result<Outcome> {
    let rules = load_rules(&args.packs)?;
    let page = match args.page {
        Page::Rules => rules_page(&rules),
        Page::Flags => flags_page(&rules),
        Page::Checks => checks_page(&catalogue()?),
    };
    text(&page, output, &args.packs.rules)
}

/// All that is wrong with packs, and all that does not do what it seems to.
fn check(args: &CheckArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, &args.files)?;
    let mut faults = Faults::default();
    let rules = RuleSet::read(&args.files, &[], &mut faults)?;
    let own = || rules.sources().iter().filter(|source| !source.built_in);
    for source in own() {
        warnings(&rules, source, &mut faults);
    }
    // A pack that is broken would fail its examples for reasons of its own.
    if faults.errors == 0 {
        for source in own() {
            test_pack(&rules, source, &mut faults)?;
        }
    }
    let summary = match (faults.errors, faults.warnings) {
        (0, 0) => format!("{}: valid", files(&args.files)),
        (0, warnings) => format!("{}: valid, with {}", files(&args.files), counted(warnings, "warning")),
        (errors, 0) => format!("{}: {}", files(&args.files), counted(errors, "fault")),
        (errors, warnings) => {
            format!("{}: {} and {}", files(&args.files), counted(errors, "fault"), counted(warnings, "warning"))
        }
    };
    write_faults(output, &faults, &summary)
}

/// Runs the examples of packs and shows those that do not come out as written.
fn test(args: &TestArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, &args.files)?;
    let mut faults = Faults::default();
    let rules = RuleSet::read(&args.files, &[], &mut faults)?;
    if faults.errors > 0 {
        complain(&Error::Rules(faults.shown().to_owned()));
        return Ok(Outcome::Incomplete);
    }
    let mut lines = Vec::new();
    for source in rules.sources().iter().filter(|source| source.built_in == args.files.is_empty()) {
        let before = faults.errors;
        let count = test_pack(&rules, source, &mut faults)?;
        let result = match faults.errors - before {
            0 => "as written".to_owned(),
            wrong => format!("{wrong} not as written"),
        };
        lines.push(match count {
            0 => format!("{}: no examples", source.id()),
            _ => format!("{}: {}, {result}", source.id(), counted(count, "example")),
        });
    }
    write_faults(output, &faults, &lines.join("\n"))
}

fn write_faults(output: Output, faults: &Faults, summary: &str) -> Result<Outcome> {
    output.write(|_, out| {
        if !faults.shown().is_empty() {
            writeln!(out, "{}\n", printable_lines(faults.shown()))?;
        }
        writeln!(out, "{}", printable_lines(summary))
    })?;
    Ok(if faults.errors == 0 { Outcome::Done } else { Outcome::Findings })
}

fn text(text: &str, output: &OutputArgs, inputs: &[PathBuf]) -> Result<Outcome> {
    Output::open(output, inputs)?.write(|_, out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Done)
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn files(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}
