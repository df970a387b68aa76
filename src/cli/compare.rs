//! `moneymouth compare`: two texts side by side, or more of them over time.
//!
//! Of two both must be readable: half a comparison would mislead. Of more, one
//! that cannot be read is named and left out.

use super::args::{CompareArgs, OutputArgs};
use super::documents::{Input, Tools, load_announcements, load_prices, load_rules, report};
use super::output::Output;
use super::{Outcome, complain, warn};
use crate::analyse::Reading;
use crate::error::{Error, Result};
use crate::ingest::format_of_name;
use crate::render::{Look, write_report};
use crate::score::{Texts, compare, timeline};
use jiff::civil::Date;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs the command.
pub(super) fn run(args: &CompareArgs, output: &OutputArgs) -> Result<Outcome> {
    let (files, from_folder) = texts(&args.files)?;
    if args.pair && files.len() != 2 {
        let problem = format!("--pair is given with {}", texts_in_words(files.len()));
        return Err(Error::usage(problem, "name a speech, then the document that was printed with it"));
    }
    let dates = dates(&args.date, files.len())?;
    let output = Output::open(output, files.iter().chain(args.report.files()))?;
    let rules = load_rules(&args.report.packs)?;
    let prices = load_prices(&args.report)?;
    let announcements = load_announcements(&args.report.past)?;
    let tools = Tools {
        rules: &rules,
        prices: prices.as_ref(),
        announcements: announcements.as_ref(),
        args: &args.report,
        threads: args.threads,
    };

    let inputs: Vec<_> = files.iter().zip(dates).map(|(path, date)| Input { path, date }).collect();
    let mut readings = Vec::new();
    let mut left_out = Vec::new();
    for (input, result) in inputs.iter().zip(tools.read_all(&inputs)?) {
        match result {
            Ok(reading) => readings.push((label(&reading), reading)),
            Err(error) => {
                complain(&error);
                left_out.push(format!("{} could not be read and is left out", input.path.display()));
            }
        }
    }
    if readings.len() < 2 || (files.len() == 2 && !left_out.is_empty()) {
        return Ok(Outcome::Incomplete);
    }
    // Two texts that are named stand in the order in which they are named.
    if from_folder || files.len() > 2 {
        readings.sort_by_key(|(label, _)| (label.is_none(), label.clone()));
    }
    let (labels, readings): (Vec<_>, Vec<_>) = readings.into_iter().unzip();
    let (documents, digests) = tools.sum_up_together(readings)?;
    let mut report = report(&rules, prices, documents);
    report.warnings = left_out;
    if report.documents.len() == 2 {
        let texts = Texts { documents: &report.documents, digests: &digests, topics: &rules.topics };
        report.comparison = compare(0, 1, texts, args.pair);
    } else {
        report.timeline = Some(timeline(&report.documents, &labels));
    }
    warn(&report, args.report.format);
    output.write(|look, out| {
        write_report(&report, args.report.format, Look { evidence: args.report.evidence, ..look }, out)
    })?;
    Ok(if report.warnings.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

/// The texts that are meant, and whether any of them comes from a folder. A
/// folder stands for the files in it that have the name of a known format.
fn texts(given: &[PathBuf]) -> Result<(Vec<PathBuf>, bool)> {
    let mut files = Vec::new();
    let mut from_folder = false;
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        from_folder = true;
        let entries = fs::read_dir(path).map_err(|error| Error::io(path, &error))?;
        let mut found = Vec::new();
        for entry in entries {
            let file = entry.map_err(|error| Error::io(path, &error))?.path();
            if file.is_file() && format_of_name(&file.to_string_lossy()).is_some() {
                found.push(file);
            }
        }
        found.sort();
        files.extend(found);
    }
    if files.len() < 2 {
        let problem = format!("there is nothing to compare: {}", texts_in_words(files.len()));
        return Err(Error::usage(problem, "name two texts, the earlier one first, or more, or a folder of them"));
    }
    Ok((files, from_folder))
}

fn texts_in_words(count: usize) -> String {
    if count == 1 { "1 text".to_owned() } else { format!("{count} texts") }
}

/// The date that was given for each text.
fn dates(given: &[Date], texts: usize) -> Result<Vec<Option<Date>>> {
    match given {
        [] => Ok(vec![None; texts]),
        [all] => Ok(vec![Some(*all); texts]),
        each if each.len() == texts => Ok(each.iter().copied().map(Some).collect()),
        each => Err(Error::usage(
            format!("--date is given {} times for {}", each.len(), texts_in_words(texts)),
            "give it once, or once for each text in their order",
        )),
    }
}

/// What places a text in time: its date, or else a year in its name.
fn label(reading: &Reading) -> Option<String> {
    let document = &reading.document;
    document.date.map(|date| date.to_string()).or_else(|| year_of_name(&document.path))
}

/// A number of four digits in the name of a file that can be a year of our time.
fn year_of_name(path: &str) -> Option<String> {
    let name = Path::new(path).file_stem()?.to_str()?;
    let numbers = name.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| number.len() == 4 && ("1900"..="2100").contains(number)).map(str::to_owned).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_from_names() {
        for (name, year) in
            [("sg/2010.md", Some("2010")), ("con-2015.txt", Some("2015")), ("2020-21.txt", Some("2020"))]
        {
            assert_eq!(year_of_name(name).as_deref(), year, "{name}");
        }
        for name in ["budget.md", "12345.md", "2016/speech.md", "v3021.md", "-"] {
            assert_eq!(year_of_name(name), None, "{name}");
        }
    }
}
