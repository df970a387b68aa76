//! `moneymouth rules list`: the packs and topics that a run would use.

use super::Outcome;
use super::args::{OutputArgs, RulesCommand};
use super::documents::load_rules;
use super::output::Output;
use crate::error::Result;
use crate::render::write_packs;

/// Runs the command.
pub(super) fn run(command: &RulesCommand, output: &OutputArgs) -> Result<Outcome> {
    let RulesCommand::List(args) = command;
    let output = Output::open(output, &args.rules)?;
    let rules = load_rules(args)?;
    output.write(|look, out| write_packs(&rules.packs, &rules.topics, look, out))?;
    Ok(Outcome::Done)
}
