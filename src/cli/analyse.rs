//! `moneymouth analyse`: each document by itself.
//!
//! A file that cannot be read does not stop the others; it is named on
//! standard error and in the report, and the exit status remembers it.
//! Formats of one line or row after the other are written as the work goes on.

use super::args::{AnalyseArgs, OutputArgs};
use super::batches::{Done, Work, in_batches};
use super::documents::{Tools, load_announcements, load_prices, load_rules, report};
use super::feed::Feed;
use super::gather::{Source, excludes, gather};
use super::left_out::LeftOut;
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, resume, warn_of, warn_of_card};
use crate::error::Result;
use crate::model::DocumentReport;
use crate::render::{Look, OutputFormat, write_document, write_report};
use foldhash::HashSet;
use std::io;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// Runs the command.
pub(super) fn run(args: &AnalyseArgs, output: &OutputArgs) -> Result<Outcome> {
    let format = args.report.format;
    let gathered = gather(&args.inputs, output.output.as_ref())?;
    // To take the tables apart at the end costs as much as to load them.
    let rules = ManuallyDrop::new(load_rules(&args.report.packs)?);
    let inputs: Vec<&PathBuf> = gathered.sources.iter().map(Source::path).collect();
    let named = inputs.into_iter().chain(args.report.files()).chain(&args.funding.funding);
    let (target, done, is_new) = match output.output.as_ref().filter(|_| args.inputs.resume) {
        Some(path) => {
            Output::refuse_input(path, named)?;
            let earlier = resume::open(path, format, rules.topics.len())?;
            (Output::appending(earlier.file, path.clone()), earlier.done, earlier.is_new)
        }
        None => (Output::open(output, named)?, HashSet::default(), true),
    };
    let prices = load_prices(&args.report)?;
    let card = args.funding.load(&rules, &args.report.reading, args.report.currency)?;
    let announcements = load_announcements(&args.report.past)?;
    let tools = Tools {
        rules: &rules,
        prices: prices.as_ref(),
        announcements: announcements.as_ref(),
        scorecard: card.as_ref(),
        args: &args.report,
        threads: args.threads,
    };
    let work = Work::new(&tools, args.date);

    let files_only = gathered.sources.iter().all(|source| matches!(source, Source::Document(_)));
    let progress = Progress::new(files_only.then_some(gathered.sources.len()));
    let mut left_out = LeftOut::new(args.inputs.verbose);
    gathered.failed.iter().for_each(|error| left_out.fail(error, &progress));
    gathered.skipped.into_iter().for_each(|skipped| left_out.skip(skipped));
    let feed = Feed::new(gathered.sources, excludes(&args.inputs.exclude)?, work.limits(), done);

    let plan = Plan { format, work: &work, progress: &progress };
    if format.is_streamed() {
        plan.stream(feed, target, is_new, &mut left_out)?;
        progress.end();
        warn_of_card(card.as_ref());
        left_out.tell(false);
        return Ok(outcome(&left_out));
    }
    let mut documents = Vec::new();
    let keep = |document| {
        documents.push(document);
        Ok(())
    };
    // Keeping a document writes nothing, so that nothing can go wrong with it.
    let _ = plan.each(feed, &mut left_out, keep)?;
    progress.end();
    left_out.tell(!documents.is_empty());
    if documents.is_empty() {
        return Ok(Outcome::Incomplete);
    }
    let mut report = report(&rules, prices, documents);
    report.scorecard = card;
    report.warnings = left_out.warnings(format == OutputFormat::Json);
    target.write(|look, out| write_report(&report, format, Look { evidence: args.report.evidence, ..look }, out))?;
    Ok(outcome(&left_out))
}

/// How all documents are gone through.
struct Plan<'a> {
    format: OutputFormat,
    work: &'a Work<'a>,
    progress: &'a Progress,
}

impl Plan<'_> {
    /// Hands each report on in its order, and notes what is left out. The outer
    /// result tells of the work, the inner one of `hand_on`.
    fn each(
        &self,
        feed: Feed,
        left_out: &mut LeftOut,
        mut hand_on: impl FnMut(DocumentReport) -> io::Result<()>,
    ) -> Result<io::Result<()>> {
        in_batches(feed, self.work, self.progress, |done| {
            match done {
                Done::Report(document) => hand_on(*document)?,
                Done::Skipped(skipped) => left_out.skip(skipped),
                Done::Failed(error) => left_out.fail(&error, self.progress),
            }
            Ok(())
        })
    }

    /// Writes each document as soon as it and all before it are done. Where
    /// there is none, nothing is written.
    fn stream(&self, feed: Feed, target: Output, is_new: bool, left_out: &mut LeftOut) -> Result<()> {
        let mut trouble = Ok(());
        target.write_if(|_, out| {
            let mut first = is_new;
            let write = |document: DocumentReport| {
                write_document(&document, self.format, first, out)?;
                first = false;
                if self.format == OutputFormat::Csv {
                    self.progress.aside(|| warn_of(&document));
                }
                Ok(())
            };
            match self.each(feed, left_out, write) {
                Ok(written) => written.map(|()| !first),
                Err(error) => {
                    trouble = Err(error);
                    Ok(false)
                }
            }
        })?;
        trouble
    }
}

fn outcome(left_out: &LeftOut) -> Outcome {
    if left_out.is_incomplete() { Outcome::Incomplete } else { Outcome::Done }
}
