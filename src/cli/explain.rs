//! `moneymouth explain`: why a sentence or sum was or was not counted.

use super::Outcome;
use super::args::{ExplainArgs, ExplainFormat, OutputArgs};
use super::documents::{load_announcements, load_rules, read};
use super::output::Output;
use crate::analyse::Settings;
use crate::error::{Error, Result};
use crate::explain::{Wanted, explain};
use crate::render::{write_explanation, write_explanation_json};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, output: &OutputArgs) -> Result<Outcome> {
    let (path, line) = split_line(&args.place)?;
    let output = Output::open(output, std::iter::once(&path).chain(&args.packs.rules).chain(&args.past.ledger))?;
    let rules = load_rules(&args.packs)?;
    let document = read(&path, args.date, &args.reading)?;
    let announcements = load_announcements(&args.past)?;
    let settings = Settings { currency: args.currency, announcements: announcements.as_ref(), ..Settings::default() };
    let explanation = explain(&document, &rules, &settings, &Wanted { line, sum: args.sum.clone() })?;
    output.write(|look, out| match args.format {
        ExplainFormat::Text => write_explanation(&explanation, look, out),
        ExplainFormat::Json => write_explanation_json(&explanation, out),
    })?;
    Ok(Outcome::Done)
}

/// A path and the line behind it. A file whose name looks like both is a file.
fn split_line(place: &Path) -> Result<(PathBuf, Option<usize>)> {
    let whole = || (place.to_owned(), None);
    if place.exists() {
        return Ok(whole());
    }
    let Some((path, line)) = place.to_str().and_then(|place| place.rsplit_once(':')) else { return Ok(whole()) };
    match line.parse() {
        Ok(0) => Err(Error::usage("there is no line 0", "lines are counted from 1")),
        Ok(line) => Ok((PathBuf::from(path), Some(line))),
        Err(_) => Ok(whole()),
    }
}
