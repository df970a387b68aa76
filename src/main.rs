//! The command-line program: parse, run, print the error, exit.

fn main() {}
