//! `moneymouth compare`: two texts side by side.
//!
//! Both must be readable: half a comparison would mislead.

use super::args::{CompareArgs, OutputArgs};
use super::documents::{Input, analyse_all, load_prices, load_rules, report};
use super::output::Output;
use super::{Outcome, complain, warn};
use crate::error::{Error, Result};
use crate::render::{Look, write_report};
use crate::score::compare;

/// Runs the command.
pub(super) fn run(args: &CompareArgs, output: &OutputArgs) -> Result<Outcome> {
    let files = [&args.old, &args.new];
    let output = Output::open(output, files.into_iter().chain(&args.report.packs.rules).chain(&args.report.deflators))?;
    let dates = match args.date[..] {
        [] => [None, None],
        [both] => [Some(both), Some(both)],
        [old, new] => [Some(old), Some(new)],
        _ => return Err(Error::usage("--date is given more than twice", "give the date of OLD, then that of NEW")),
    };
    let rules = load_rules(&args.report.packs)?;
    let prices = load_prices(&args.report)?;
    let inputs: Vec<_> = files.into_iter().zip(dates).map(|(path, date)| Input { path, date }).collect();
    let mut documents = Vec::new();
    for result in analyse_all(&inputs, &rules, prices.as_ref(), &args.report, None)? {
        match result {
            Ok(document) => documents.push(document),
            Err(error) => complain(&error),
        }
    }
    if documents.len() < files.len() {
        return Ok(Outcome::Incomplete);
    }
    let mut report = report(&rules, prices, documents);
    report.comparison = compare(0, 1, &report.documents);
    warn(&report, args.report.format);
    output.write(|look, out| {
        write_report(&report, args.report.format, Look { evidence: args.report.evidence, ..look }, out)
    })?;
    Ok(Outcome::Done)
}
