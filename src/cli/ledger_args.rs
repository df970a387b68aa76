//! The command line of `ledger`: past announcements, shown and written.

use super::args::{PackArgs, PastArgs, ReadArgs, currency, date};
use crate::model::Currency;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

const LIST_EXAMPLES: &str = "\
Examples:
  moneymouth ledger list                                what is built in
  moneymouth ledger list --topic cyber
  moneymouth ledger list --ledger ours.csv --no-ledger  only your own";

const ADD_EXAMPLES: &str = "\
Examples:
  moneymouth ledger add budget-2026.md --ledger ours.csv
  moneymouth ledger add speech.txt --date 2026-03-03 --event 'Spring Statement 2026' --ledger ours.csv
  moneymouth ledger add budget-2026.md                  print the rows and write nothing
  moneymouth compare budget-2026.md budget-2027.md --ledger ours.csv

Only money that the text announces first is added: what it says was announced before, or what a ledger has already,
is left out. A row that is in the file already is not added again.";

#[derive(Debug, Subcommand)]
pub(super) enum LedgerCommand {
    /// List announcements that are known.
    #[command(after_help = LIST_EXAMPLES)]
    List(ListArgs),
    /// Add the funding that texts announce to a ledger.
    #[command(after_help = ADD_EXAMPLES)]
    Add(AddArgs),
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) past: PastArgs,
    /// Only announcements on this topic, by its id.
    #[arg(long, value_name = "TOPIC")]
    pub(super) topic: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct AddArgs {
    /// Texts whose announcements are added; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Ledger to add to, made where it does not exist [default: print the rows].
    #[arg(long, value_name = "FILE")]
    pub(super) ledger: Option<PathBuf>,
    /// Name of the event [default: the title of the text].
    #[arg(long, value_name = "NAME")]
    pub(super) event: Option<String>,
    /// Date of the texts that do not say theirs.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Home currency of the texts: what a bare "$" or "crore" means [default: inferred].
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub(super) currency: Option<Currency>,
    #[command(flatten)]
    pub(super) reading: ReadArgs,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}
