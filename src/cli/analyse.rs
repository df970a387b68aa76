//! `moneymouth analyse`: each file by itself.
//!
//! A file that cannot be read does not stop the others; it is named on
//! standard error and in the report, and the exit status remembers it.

use super::args::{AnalyseArgs, OutputArgs};
use super::documents::{Input, analyse_all, load_prices, load_rules, report};
use super::output::Output;
use super::{Outcome, complain, warn};
use crate::error::Result;
use crate::render::{Look, write_report};

/// Runs the command.
pub(super) fn run(args: &AnalyseArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, args.files.iter().chain(&args.report.packs.rules).chain(&args.report.deflators))?;
    let rules = load_rules(&args.report.packs)?;
    let prices = load_prices(&args.report)?;
    let inputs: Vec<_> = args.files.iter().map(|path| Input { path, date: args.date }).collect();
    let mut documents = Vec::new();
    let mut left_out = Vec::new();
    for (input, result) in inputs.iter().zip(analyse_all(&inputs, &rules, prices.as_ref(), &args.report, args.threads)?)
    {
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
