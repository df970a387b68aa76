//! `moneymouth schema`: the shape of the JSON report, made from its types.

use super::Outcome;
use super::args::OutputArgs;
use super::output::Output;
use crate::error::Result;
use crate::render::write_schema;

/// Runs the command.
pub(super) fn run(output: &OutputArgs) -> Result<Outcome> {
    Output::open(output, [])?.write(|_, out| write_schema(out))?;
    Ok(Outcome::Done)
}
