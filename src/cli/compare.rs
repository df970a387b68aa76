//! `moneymouth compare`: two texts side by side.
//!
//! Both must be readable: half a comparison would mislead.

use super::args::{CompareArgs, OutputArgs};
use super::batches::{Done, Work};
use super::documents::{Reading, load_prices, load_rules, report};
use super::feed::Piece;
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
    if files.iter().all(|path| path.as_os_str() == "-") {
        return Err(Error::usage("standard input (-) is named twice", "it can be read once; save it to a file first"));
    }
    let one = |at: usize| {
        let reading = Reading::new(&args.report.reading, dates[at]);
        let work = Work::new(&rules, reading, prices.as_ref(), None, &args.report);
        work.one(Piece::File(files[at].clone()))
    };
    let (old, new) = rayon::join(|| one(0), || one(1));
    let mut documents = Vec::new();
    for done in [old, new] {
        match done {
            Done::Report(document) => documents.push(*document),
            Done::Failed(error) => complain(&error),
            Done::Skipped(_) => {}
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
