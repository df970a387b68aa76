//! `moneymouth config`: the settings of a text, and the form of their file.

use super::Outcome;
use super::args::OutputArgs;
use super::check::SettingsOf;
use super::check_args::ConfigCommand;
use super::output::Output;
use crate::config::{config_schema, write_settings};
use crate::error::Result;
use std::path::Path;

/// A text of the working folder, for its settings.
const ANY: &str = "draft.md";

/// Runs the command.
pub(super) fn run(command: &ConfigCommand, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, [])?;
    match command {
        ConfigCommand::Show(args) => {
            let file = args.file.as_deref().unwrap_or(Path::new(ANY));
            let resolved = SettingsOf::from_files(&args.config).of(file)?;
            output.write(|_, out| write_settings(&resolved, out))?;
        }
        ConfigCommand::Schema => {
            let schema = serde_json::to_string_pretty(&config_schema()).unwrap_or_default();
            output.write(|_, out| writeln!(out, "{schema}"))?;
        }
    }
    Ok(Outcome::Done)
}
