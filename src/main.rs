//! The command-line program: parse, run, exit.

use clap::Parser;
use moneymouth::cli::{Cli, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    run(&Cli::parse())
}
