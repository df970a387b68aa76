//! A scorecard to hold words against, as the command line names it.

use super::args::one_of;
use super::input_args::ReadArgs;
use crate::error::Result;
use crate::extract::{CardOptions, read_scorecard};
use crate::ingest::read_sheets;
use crate::model::{CostSign, Currency, Scorecard};
use crate::rules::RuleSet;
use clap::Args;
use std::path::PathBuf;

/// Which table of money is read, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Money from a scorecard")]
pub(super) struct FundingArgs {
    /// Hold the words against the money of a table: CSV, XLSX, ODS, or a document with a table in it.
    #[arg(long, value_name = "FILE")]
    pub(super) funding: Option<PathBuf>,
    /// The sheet or table, where there are several [default: the one with most rows on topics].
    #[arg(long, value_name = "NAME", requires = "funding")]
    funding_sheet: Option<String>,
    /// Unit of its figures, such as '£ million' [default: as the table says].
    #[arg(long, value_name = "UNIT", requires = "funding")]
    funding_unit: Option<String>,
    /// How it writes a cost: below zero, as Treasury scorecards do, or above [default: guessed, and said].
    #[arg(long, value_name = "SIGN", requires = "funding", value_parser = one_of::<CostSign>())]
    funding_sign: Option<CostSign>,
}

impl FundingArgs {
    /// Reads the scorecard; `None` where none is named.
    pub(super) fn load(
        &self,
        rules: &RuleSet,
        reading: &ReadArgs,
        home: Option<Currency>,
    ) -> Result<Option<Scorecard>> {
        let Some(path) = &self.funding else { return Ok(None) };
        let options = crate::ingest::ReadOptions { format: None, speaker: None, ..reading.options(None) };
        let sheets = read_sheets(path, &options)?;
        let options = CardOptions {
            sheet: self.funding_sheet.clone(),
            unit: self.funding_unit.clone(),
            sign: self.funding_sign,
            home,
        };
        read_scorecard(&path.to_string_lossy(), &sheets, rules, &options).map(Some)
    }
}
