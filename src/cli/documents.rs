//! What commands need to analyse documents: rules, prices, ledgers, threads,
//! and how one document is read.

use super::args::{PackArgs, PastArgs, ReportArgs};
use crate::analyse::{Reading, Settings, mark_repeats};
use crate::error::{Error, Result};
use crate::ingest::{ReadOptions, read_in_time, read_path};
use crate::model::{
    Announcement, DeflatorReport, Document, DocumentReport, FlagInfo, Report, SCHEMA, Scorecard, ToolReport,
};
use crate::rules::{self, Deflators, Faults, Flag, Prices, RuleSet};
use crate::score::{Announcements, Digest};
use crate::selftest::test_pack;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeSet;
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
    // The texts of the built-in packs are not read where they are not needed.
    if faults.errors == 0 && !args.rules.is_empty() {
        for source in rules.sources().iter().filter(|source| !source.built_in) {
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
pub(super) fn read(path: &Path, options: &ReadOptions) -> Result<Document> {
    if path.as_os_str() != "-" {
        return read_path(path, options);
    }
    let mut bytes = Vec::new();
    // One byte more than allowed is enough for the reader to see that it is too long.
    let most = u64::try_from(options.limits.max_bytes).unwrap_or(u64::MAX).saturating_add(1);
    io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(|error| Error::io(path, &error))?;
    read_in_time("-", bytes, options)
}

/// The announcements of the ledgers of the command line.
pub(super) fn known_announcements(args: &PastArgs) -> Result<Vec<Announcement>> {
    let mut all = if args.no_ledger { Vec::new() } else { rules::built_in_announcements()? };
    for path in &args.ledger {
        all.extend(rules::load_announcements(path)?);
    }
    Ok(all)
}

/// The same, filed for search; `None` where there is none.
pub(super) fn load_announcements(args: &PastArgs) -> Result<Option<Announcements>> {
    let all = known_announcements(args)?;
    Ok((!all.is_empty()).then(|| Announcements::new(all)))
}

/// Everything that the analysis of documents needs beside them.
pub(super) struct Tools<'a> {
    /// The rule packs.
    pub(super) rules: &'a RuleSet,
    /// The prices that were asked for.
    pub(super) prices: Option<&'a InPrices>,
    /// What was announced before.
    pub(super) announcements: Option<&'a Announcements>,
    /// A table of money to hold the words against.
    pub(super) scorecard: Option<&'a Scorecard>,
    /// What was typed.
    pub(super) args: &'a ReportArgs,
    /// Files read at the same time; `None` is one for each processor.
    pub(super) threads: Option<u16>,
}

impl Tools<'_> {
    /// What the analysis is told.
    pub(super) fn settings(&self) -> Settings<'_> {
        Settings {
            currency: self.args.currency,
            prices: self.prices.map(|prices| &prices.prices),
            every_sentence: self.args.format.lists_sentences(),
            announcements: self.announcements,
            scorecard: self.scorecard,
        }
    }

    /// Reads each input, without summing it up yet; the results stand in the order of the inputs.
    pub(super) fn read_all(&self, inputs: &[Input]) -> Result<Vec<Result<Reading>>> {
        if inputs.iter().filter(|input| input.path.as_os_str() == "-").count() > 1 {
            let hint = "it can be read once; save it to a file first";
            return Err(Error::usage("standard input (-) is named twice", hint));
        }
        let settings = self.settings();
        let one = |input: &Input| {
            let options = self.args.reading.options(input.date);
            let document = read(input.path, &options)?;
            let late = || Error::too_slow(input.path.display().to_string(), options.deadline);
            Reading::by(document, self.rules, &settings, options.deadline).ok_or_else(late)
        };
        Ok(self.pool()?.install(|| inputs.par_iter().map(one).collect()))
    }

    /// Sums up texts that belong together, the earliest first: what one
    /// announces is not new in those after it.
    pub(super) fn sum_up_together(&self, mut readings: Vec<Reading>) -> Result<(Vec<DocumentReport>, Vec<Digest>)> {
        mark_repeats(&mut readings, self.rules);
        let settings = self.settings();
        let one = |reading: &Reading| reading.sum_up(self.rules, &settings);
        Ok(self.pool()?.install(|| readings.par_iter().map(one).collect::<Vec<_>>()).into_iter().unzip())
    }

    /// The threads that the command line asks for.
    pub(super) fn pool(&self) -> Result<rayon::ThreadPool> {
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.map_or(0, usize::from))
            .build()
            .map_err(|error| Error::usage(format!("cannot start threads: {error}"), "try --threads 1"))
    }
}

/// A report on documents, without a comparison.
pub(super) fn report(rules: &RuleSet, prices: Option<InPrices>, documents: Vec<DocumentReport>) -> Report {
    let money = || documents.iter().flat_map(|document| document.money.iter().chain(&document.vague));
    let found: BTreeSet<&str> = money().flat_map(|money| &money.flags).map(String::as_str).collect();
    let flags = rules.flags.iter().filter(|flag| found.contains(flag.id.as_str()));
    let about = |flag: &Flag| FlagInfo { id: flag.id.clone(), about: flag.about.clone(), multiplier: flag.multiplier };
    let flags = flags.map(about).collect();
    Report {
        schema: SCHEMA,
        tool: ToolReport { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        packs: rules.packs.clone(),
        documents,
        comparison: None,
        timeline: None,
        deflator: prices.map(|prices| prices.report),
        scorecard: None,
        flags,
        warnings: Vec::new(),
    }
}
