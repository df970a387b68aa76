//! The command line: one file for each command.
//!
//! Commands open their output, load the rules, do the work and write. Errors
//! go to standard error; the exit status is 0 for done, 1 for findings and 2
//! for anything that could not be done.

mod analyse;
mod args;
mod author_args;
mod batches;
mod check;
mod check_args;
mod compare;
mod completions;
mod config;
mod documents;
mod explain;
mod feed;
mod funding;
mod gather;
mod input_args;
mod ledger;
mod ledger_args;
mod left_out;
#[cfg(feature = "lsp")]
mod lsp;
mod man;
mod output;
mod progress;
mod resume;
mod rules;
mod schema;
mod show;
mod stop;
mod text;

pub use args::Cli;

use crate::error::{Error, Result};
use crate::model::{DocumentReport, Report, Scorecard};
use crate::render::{OutputFormat, describe_scorecard, printable, printable_lines};
use args::Command;
use std::io::Write;
use std::process::ExitCode;

/// How far a command came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything was done.
    Done,
    /// Everything was done, and there is something to mend.
    Findings,
    /// A part could not be done; it has been said which.
    Incomplete,
}

/// Runs the command and says with which status the program ends.
pub fn run(cli: &Cli) -> ExitCode {
    match dispatch(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli) -> Result<Outcome> {
    match &cli.command {
        Command::Analyse(args) => analyse::run(args, &cli.output),
        Command::Compare(args) => compare::run(args, &cli.output),
        Command::Check(args) => check::run(args, &cli.output),
        Command::Config(command) => config::run(command, &cli.output),
        Command::Explain(args) => explain::run(args, &cli.output),
        #[cfg(feature = "lsp")]
        Command::Lsp(args) => lsp::run(args),
        Command::Text(args) => text::run(args, &cli.output),
        Command::Schema(args) => schema::run(args, &cli.output),
        Command::Ledger(command) => ledger::run(command, &cli.output),
        Command::Man(args) => man::run(args, &cli.output),
        Command::Completions(args) => completions::run(args, &cli.output),
        Command::Rules(command) => rules::run(command, &cli.output),
    }
}

/// Prints an error. Where nobody listens on standard error there is nobody to tell.
fn complain(error: &Error) {
    let text = printable_lines(&error.to_string());
    // What is drawn beside a line of a rule pack carries its own mark.
    let mark = if text.starts_with("error: ") { "" } else { "error: " };
    let _ = writeln!(anstream::stderr(), "{mark}{text}");
}

/// Prints a line on standard error.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{}", printable(line));
}

/// Prints the warnings that the format has no place for.
fn warn(report: &Report, format: OutputFormat) {
    if format != OutputFormat::Csv {
        return;
    }
    report.documents.iter().for_each(warn_of);
}

/// Prints what is said of a scorecard where the format has no place for it.
fn warn_of_card(card: Option<&Scorecard>) {
    if let Some(card) = card {
        let warnings = card.warnings.iter().map(|warning| format!("warning: {}: {warning}", card.source));
        for line in std::iter::once(describe_scorecard(card)).chain(warnings) {
            say(&line);
        }
    }
}

/// Prints the warnings of one document.
fn warn_of(document: &DocumentReport) {
    for warning in &document.warnings {
        let line = format!("warning: {}: {warning}", document.path);
        let _ = writeln!(anstream::stderr(), "{}", printable(&line));
    }
}
