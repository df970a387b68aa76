//! What commands have in common: rules, prices, one document read, a report.

use super::args::{PackArgs, ReportArgs};
use super::input_args::ReadArgs;
use crate::error::{Error, Result};
use crate::ingest::{ReadOptions, read_bytes, read_path};
use crate::model::{DeflatorReport, Document, DocumentReport, Report, SCHEMA, ToolReport};
use crate::rules::{Deflators, Faults, Prices, RuleSet};
use crate::selftest::test_pack;
use jiff::civil::Date;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

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

impl InPrices {
    /// What converts a sum.
    pub(super) fn prices(&self) -> &Prices {
        &self.prices
    }
}

/// The prices of the command line; `None` where only cash is wanted.
pub(super) fn load_prices(args: &ReportArgs) -> Result<Option<InPrices>> {
    let Some(base) = args.real else { return Ok(None) };
    let table = args.deflators.as_deref().map_or_else(Deflators::built_in, Deflators::load)?;
    let prices = table.prices_of(base)?;
    let report = DeflatorReport { source: table.source, vintage: table.vintage, base: base.to_string() };
    Ok(Some(InPrices { prices, report }))
}

/// How each document is read.
pub(super) struct Reading {
    /// What the reader is told.
    pub(super) options: ReadOptions,
    /// Longer work on a document is given up.
    pub(super) max_time: Duration,
}

impl Reading {
    /// As the command line says, for documents with this date.
    pub(super) fn new(args: &ReadArgs, date: Option<Date>) -> Self {
        Self { options: args.options(date), max_time: args.limits.max_time }
    }
}

/// Reads one file, or standard input for `-`.
pub(super) fn read(path: &Path, options: &ReadOptions) -> Result<Document> {
    if path.as_os_str() != "-" {
        return read_path(path, options);
    }
    let mut bytes = Vec::new();
    // One byte more than allowed is enough for the reader to see that it is too long.
    let most = u64::try_from(options.limits.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    read_bytes("-", &bytes, options)
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
        scorecard: None,
        warnings: Vec::new(),
    }
}
