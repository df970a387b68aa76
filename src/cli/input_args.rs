//! What is read, as it is typed: files and folders, what is left out, and the limits.

use super::args::one_of;
use crate::ingest::{Limits, ReadOptions};
use crate::model::{Deadline, Format};
use clap::Args;
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Duration;
use strum::{EnumIter, EnumString, IntoStaticStr};

/// How one file is read.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Format of the texts [default: by name and content].
    #[arg(long, value_name = "FORMAT", value_parser = one_of::<Format>())]
    pub(super) read_as: Option<Format>,
    /// Read all of a web page, with navigation, notices and footers.
    #[arg(long)]
    pub(super) whole_page: bool,
    /// Only what this speaker says, where several speak.
    #[arg(long, value_name = "NAME")]
    pub(super) speaker: Option<String>,
    #[command(flatten)]
    pub(super) limits: LimitArgs,
}

/// How much is read before a file is given up.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits of each document")]
pub(super) struct LimitArgs {
    /// Largest file or line of JSON [default: 256MB].
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_size: Option<usize>,
    /// Most pages that are read [default: 5000].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    max_pages: Option<usize>,
    /// Most that a packed file may unfold into [default: 512MB].
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_expanded: Option<usize>,
    /// Deepest nesting of elements, and of archives in archives up to 8 [default: 200].
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    max_depth: Option<usize>,
    /// Longest time for a document [default: 2m].
    #[arg(long, value_name = "TIME", value_parser = time)]
    max_time: Option<Duration>,
}

impl ReadArgs {
    /// What the reader is told of a document with this date. Its time begins now.
    pub(super) fn options(&self, date: Option<Date>) -> ReadOptions {
        let usual = Limits::default();
        let limits = Limits {
            max_bytes: self.limits.max_size.unwrap_or(usual.max_bytes),
            max_pages: self.limits.max_pages.unwrap_or(usual.max_pages),
            max_expanded: self.limits.max_expanded.unwrap_or(usual.max_expanded),
            max_depth: self.limits.max_depth.unwrap_or(usual.max_depth),
        };
        ReadOptions {
            format: self.read_as,
            date,
            limits,
            deadline: Deadline::after(self.limits.max_time.unwrap_or(Deadline::USUAL)),
            whole_page: self.whole_page,
            speaker: self.speaker.clone(),
        }
    }
}

/// Which files are read.
#[derive(Debug, Args)]
pub(super) struct InputArgs {
    /// Texts to read: files, folders, patterns such as 'speeches/**/*.md', ZIP archives of
    /// texts, JSON Lines; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// Leave out what fits, as in .gitignore; files that are named are always read. May be repeated.
    #[arg(long, value_name = "PATTERN")]
    pub(super) exclude: Vec<String>,
    /// What files and standard input hold [default: by name].
    #[arg(long, value_name = "KIND", default_value = "auto", hide_default_value = true, value_parser = one_of::<InputKind>())]
    pub(super) input: InputKind,
    /// Go on where an earlier run stopped: skip documents that are in the output, and write each as soon as it is done.
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// Name everything that is skipped, and every error.
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// What stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub(super) enum InputKind {
    /// As its name says.
    Auto,
    /// One JSON object on each line, with `text`, and `id`, `date`, `title` where known.
    Jsonl,
}

/// "50MB", "2 GB", "100000".
fn size(text: &str) -> Result<usize, &'static str> {
    const EXPECTED: &str = "a size such as 50MB, 2GB or 100000 is expected";
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let shift = match text[digits..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" => 10,
        "m" | "mb" => 20,
        "g" | "gb" => 30,
        _ => return Err(EXPECTED),
    };
    let number: usize = text[..digits].parse().map_err(|_| EXPECTED)?;
    number.checked_mul(1 << shift).filter(|size| *size > 0).ok_or(EXPECTED)
}

/// "90", "90s", "2m", "500ms".
fn time(text: &str) -> Result<Duration, &'static str> {
    const EXPECTED: &str = "a time such as 30s, 2m or 500ms is expected";
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = text[..digits].parse().map_err(|_| EXPECTED)?;
    let time = match text[digits..].trim() {
        "" | "s" => Duration::from_secs(number),
        "m" => Duration::from_secs(number.saturating_mul(60)),
        "ms" => Duration::from_millis(number),
        _ => return Err(EXPECTED),
    };
    if time.is_zero() { Err(EXPECTED) } else { Ok(time) }
}

fn at_least_one(text: &str) -> Result<usize, &'static str> {
    text.parse().ok().filter(|number| *number > 0).ok_or("a number from 1 is expected")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times() {
        assert_eq!(size("50MB"), Ok(50 << 20));
        assert_eq!(size("2 gb"), Ok(2 << 30));
        assert_eq!(size("100"), Ok(100));
        for wrong in ["", "0", "-1", "5x", "MB", "99999999999999999999", "99999999999GB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
        assert_eq!(time("90"), Ok(Duration::from_secs(90)));
        assert_eq!(time("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(time("5ms"), Ok(Duration::from_millis(5)));
        for wrong in ["", "0", "m", "1h", "-1"] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
