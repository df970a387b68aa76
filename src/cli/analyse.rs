//! `moneymouth analyse`: each file by itself.
//!
//! A file that cannot be read does not stop the others; it is named on
//! standard error and in the report, and the exit status remembers it.

use super::args::{AnalyseArgs, OutputArgs};
use super::documents::{Input, Tools, load_announcements, load_prices, load_rules, report};
use super::output::Output;
use super::{Outcome, complain, warn};
use crate::error::Result;
use crate::render::{Look, write_report};

/// Runs the command.
pub(super) fn run(args: &AnalyseArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, args.files.iter().chain(args.report.files()))?;
    let rules = load_rules(&args.report.packs)?;
    let prices = load_prices(&args.report)?;
    let announcements = load_announcements(&args.report.past)?;
    let tools = Tools {
        rules: &rules,
        prices: prices.as_ref(),
        announcements: announcements.as_ref(),
        args: &args.report,
        threads: args.threads,
    };
    let inputs: Vec<_> = args.files.iter().map(|path| Input { path, date: args.date }).collect();
    let mut documents = Vec::new();
    let mut left_out = Vec::new();
    for (input, result) in inputs.iter().zip(tools.analyse_all(&inputs)?) {
        match result {
            Ok(document) => documents.push(document),
            Err(error) => {
                complain(&error);
                left_out.push(format!("{} could not be read and is left out", input.path.display()));
            }
        }
    }
    if documents.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    let outcome = if left_out.is_empty() { Outcome::Done } else { Outcome::Incomplete };
    let mut report = report(&rules, prices, documents);
    report.warnings = left_out;
    warn(&report, args.report.format);
    output.write(|look, out| {
        write_report(&report, args.report.format, Look { evidence: args.report.evidence, ..look }, out)
    })?;
    Ok(outcome)
}
