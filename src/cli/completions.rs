//! `moneymouth completions`: what a shell needs to complete commands and options.

use super::Outcome;
use super::args::{Cli, CompletionsArgs, OutputArgs};
use super::output::Output;
use crate::error::Result;
use clap::CommandFactory;

/// Runs the command.
pub(super) fn run(args: &CompletionsArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, [])?;
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "moneymouth", &mut script);
    output.write(|_, out| out.write_all(&script))?;
    Ok(Outcome::Done)
}
