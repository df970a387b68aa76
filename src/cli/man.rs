//! `moneymouth man`: manual pages, made from the definition of the command line.

use super::Outcome;
use super::args::{Cli, ManArgs, OutputArgs};
use super::output::Output;
use crate::error::{Error, Result};
use clap::{Command, CommandFactory};

/// Runs the command.
pub(super) fn run(args: &ManArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(output, [])?;
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let command = find(&program, &args.command)?;
    let source = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone()).source(source).manual(env!("CARGO_PKG_NAME"));
    man.render(&mut page).map_err(|error| Error::io("the manual page".as_ref(), &error))?;
    let page = with_sections(&String::from_utf8_lossy(&page));
    output.write(|_, out| out.write_all(page.as_bytes()))?;
    Ok(Outcome::Done)
}

/// What the help says below the options, in the sections that manuals have for it.
fn with_sections(page: &str) -> String {
    let page = page.replace(".SH EXTRA\n", "").replace("\nExamples:\n", "\n.SH EXAMPLES\n.nf\n");
    let page = page.replace("\nExit status: ", "\n.fi\n.SH EXIT STATUS\n");
    page.replace(" \n.SH", "\n.SH").replace("\n\n", "\n")
}

/// The command that `names` lead to, from the program down.
fn find<'a>(program: &'a Command, names: &[String]) -> Result<&'a Command> {
    names.iter().try_fold(program, |command, name| {
        command.find_subcommand(name).ok_or_else(|| {
            let all: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let hint = match all.len() {
                0 => format!("{} has no commands of its own", command.get_name()),
                _ => format!("there are {}", all.join(", ")),
            };
            Error::usage(format!("there is no command `{name}`"), hint)
        })
    })
}
