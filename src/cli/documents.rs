//! From paths to analysed documents: reading, in parallel, in the order given.

use super::args::{PackArgs, ReadArgs, ReportArgs};
use crate::analyse::{Settings, analyse};
use crate::error::{Error, Result};
use crate::ingest::{ReadOptions, read_bytes, read_path};
use crate::model::{DeflatorReport, Document, DocumentReport, Report, SCHEMA, ToolReport};
use crate::rules::{Deflators, Faults, Prices, RuleSet};
use crate::selftest::test_pack;
use jiff::civil::Date;
use rayon::prelude::*;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file to read and the date that was given for it.
pub(super) struct Input<'a> {
    pub(super) path: &'a PathBuf,
    pub(super) date: Option<Date>,
}

/// The rule packs of the command line. The examples of those that are not
/// built in must come out as written.
pub(super) fn load_rules(args: &PackArgs) -> Result<RuleSet> {
    let mut faults = Faults::default();
    let rules = RuleSet::read(&args.rules, &args.topics, &mut faults)?;
    if faults.errors == 0 {
        for source in rules.sources.iter().filter(|source| !source.built_in) {
            test_pack(&rules, source, &mut faults)?;
        }
    }
    faults.into_result().map(|()| rules)
}

/// The prices that were asked for, and where they come from.
pub(super) struct InPrices {
    prices: Prices,
    report: DeflatorReport,
}

/// The prices of the command line; `None` where only cash is wanted.
pub(super) fn load_prices(args: &ReportArgs) -> Result<Option<InPrices>> {
    let Some(base) = args.real else { return Ok(None) };
    let table = args.deflators.as_deref().map_or_else(Deflators::built_in, Deflators::load)?;
    let prices = table.prices_of(base)?;
    let report = DeflatorReport { source: table.source, vintage: table.vintage, base: base.to_string() };
    Ok(Some(InPrices { prices, report }))
}

/// Reads one file, or standard input for `-`.
pub(super) fn read(path: &Path, date: Option<Date>, args: &ReadArgs) -> Result<Document> {
    let options = ReadOptions { format: args.read_as, date, whole_page: args.whole_page, ..ReadOptions::default() };
    if path.as_os_str() != "-" {
        return read_path(path, &options);
    }
    let mut bytes = Vec::new();
    // One byte more than allowed is enough for the reader to see that it is too long.
    let most = u64::try_from(options.limits.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    read_bytes("-", &bytes, &options)
}

/// Analyses each input; the results stand in the order of the inputs, whatever
/// the number of threads (`None` is one for each processor).
pub(super) fn analyse_all(
    inputs: &[Input],
    rules: &RuleSet,
    prices: Option<&InPrices>,
    args: &ReportArgs,
    threads: Option<u16>,
) -> Result<Vec<Result<DocumentReport>>> {
    if inputs.iter().filter(|input| input.path.as_os_str() == "-").count() > 1 {
        return Err(Error::usage("standard input (-) is named twice", "it can be read once; save it to a file first"));
    }
    let settings = Settings {
        currency: args.currency,
        prices: prices.map(|prices| &prices.prices),
        every_sentence: args.format.lists_sentences(),
    };
    let one = |input: &Input| {
        let document = read(input.path, input.date, &args.reading)?;
        Ok(analyse(&document, rules, &settings))
    };
    if let [input] = inputs {
        return Ok(vec![one(input)]);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Error::usage(format!("cannot start threads: {error}"), "try --threads 1"))?;
    Ok(pool.install(|| inputs.par_iter().map(one).collect()))
}

/// A report on documents, without a comparison.
pub(super) fn report(rules: &RuleSet, prices: Option<InPrices>, documents: Vec<DocumentReport>) -> Report {
    Report {
        schema: SCHEMA,
        tool: ToolReport { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        packs: rules.packs.clone(),
        documents,
        comparison: None,
        deflator: prices.map(|prices| prices.report),
        warnings: Vec::new(),
    }
}
