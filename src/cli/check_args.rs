//! The arguments of `check`, `config` and `lsp`, as they are typed.

use super::args::{PackArgs, PastArgs, ReadArgs, currency, date, one_of};
use crate::check::Check;
use crate::config::FailOn;
use crate::model::Currency;
use crate::render::FindingsFormat;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

/// What stands below the help of `check`.
pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  moneymouth check brief.md                             every fault with its line
  moneymouth check drafts/*.md --fail-on error --fail-under 30
  moneymouth check brief.md --format sarif -o brief.sarif
  moneymouth check old/*.md --write-baseline known.json
  moneymouth check old/*.md --baseline known.json       only what is new
  git show :brief.md | moneymouth check - --stdin-name brief.md
  moneymouth check --list                               all checks

Exit status: 0 nothing from --fail-on upwards; 1 findings; 2 could not do the job, or a part of it.";

/// What stands below the help of `config show`.
pub(super) const CONFIG_EXAMPLES: &str = "\
Examples:
  moneymouth config show                                the settings of this folder
  moneymouth config show drafts/brief.md                those of one text, with their origin
  moneymouth config schema --output moneymouth.schema.json";

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Drafts to check; - is standard input.
    #[arg(required_unless_present = "list", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Format of the findings.
    #[arg(long, short, value_name = "FORMAT", default_value = "human", value_parser = one_of::<FindingsFormat>())]
    pub(super) format: FindingsFormat,
    /// Exit with status 1 from this severity on [default: warning].
    #[arg(long, value_name = "SEVERITY", value_parser = one_of::<FailOn>())]
    pub(super) fail_on: Option<FailOn>,
    /// Least backed score of each text, 0 to 100.
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub(super) fail_under: Option<f64>,
    /// Run these checks and no others.
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = one_of::<Check>(), hide_possible_values = true)]
    pub(super) only: Vec<Check>,
    /// Do not run these checks.
    #[arg(long, value_name = "CHECK", value_delimiter = ',', value_parser = one_of::<Check>(), hide_possible_values = true)]
    pub(super) skip: Vec<Check>,
    /// Topics that each text must mention, by their ids.
    #[arg(long, value_name = "TOPIC", value_delimiter = ',')]
    pub(super) require: Vec<String>,
    /// Leave out the findings that this file knows, and say which of them are gone.
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all findings to this file as known ones, and exit with status 0.
    #[arg(long, value_name = "FILE")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Name of the text on standard input: for its format, its settings and the findings.
    #[arg(long, value_name = "FILE")]
    pub(super) stdin_name: Option<PathBuf>,
    /// List the checks with their severities, as they are set.
    #[arg(long)]
    pub(super) list: bool,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
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
    #[command(flatten)]
    pub(super) past: PastArgs,
    /// Files read at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

/// Which settings count.
#[derive(Debug, Args)]
pub(super) struct ConfigArgs {
    /// Settings to use [default: the first moneymouth.toml from the text's folder upwards].
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// Use no settings but those of the command line.
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Print the settings of a text, each with where it comes from.
    #[command(after_help = CONFIG_EXAMPLES)]
    Show(ConfigShowArgs),
    /// Print the JSON schema of moneymouth.toml, for editors.
    #[command(after_help = "Examples:\n  moneymouth config schema --output moneymouth.schema.json")]
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct ConfigShowArgs {
    /// The text whose settings are meant [default: any text of this folder].
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

fn score(text: &str) -> Result<f64, &'static str> {
    let score: Option<f64> = text.parse().ok().filter(|score| (0.0..=100.0).contains(score));
    score.ok_or("a score from 0 to 100 is expected")
}
