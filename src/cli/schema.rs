//! `moneymouth schema`: the shape of the JSON report, made from its types.

use super::Outcome;
use super::args::{OutputArgs, SchemaArgs};
use super::output::Output;
use crate::error::Result;
use crate::render::{write_check_schema, write_schema};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs, output: &OutputArgs) -> Result<Outcome> {
    let write = if args.check { write_check_schema } else { write_schema };
    Output::open(output, [])?.write(|_, out| write(out))?;
    Ok(Outcome::Done)
}
