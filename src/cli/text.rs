//! `moneymouth text`: what was read of a file, to check the reading itself.

use super::Outcome;
use super::args::{OutputArgs, TextArgs};
use super::documents::read;
use super::output::Output;
use crate::error::Result;
use crate::render::write_blocks;

/// Runs the command.
pub(super) fn run(args: &TextArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, [&args.file])?;
    let document = read(&args.file, None, &args.reading)?;
    for warning in &document.warnings {
        super::say(&format!("warning: {}: {warning}", document.path));
    }
    output.write(|_, out| write_blocks(&document, out))?;
    Ok(Outcome::Done)
}
