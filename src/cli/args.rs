//! The command line as it is typed: one definition for parsing and for help.

pub(super) use super::author_args::RulesCommand;
use super::check_args::{CHECK_EXAMPLES, CheckArgs, ConfigCommand};
use super::funding::FundingArgs;
use super::input_args::{InputArgs, ReadArgs};
pub(super) use super::ledger_args::LedgerCommand;
use crate::model::{Currency, FiscalYear};
use crate::render::OutputFormat;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

const EXIT: &str = "\
Exit status: 0 done; 1 findings; 2 could not do the job, or a part of it.";

const ANALYSE_EXAMPLES: &str = "\
Examples:
  moneymouth analyse budget.html                        one table on the terminal
  moneymouth analyse speeches --format csv              one row for each file and topic
  moneymouth analyse debate.txt --speaker Chancellor    what one speaker says
  moneymouth analyse speech.md --funding scorecard.csv  words against a table of money
  moneymouth analyse all.jsonl --format jsonl -o out.jsonl --resume
  moneymouth analyse brief.md --format html -o brief.html   a page to read and to publish
  moneymouth analyse brief.md --format svg -o brief.svg     its chart alone
  curl -s https://example.org/speech.html | moneymouth analyse -
  moneymouth analyse speech.txt --currency INR --rules my-topics.toml
  moneymouth analyse budget.html --real 2024-25          in the prices of 2024-25";

const COMPARE_EXAMPLES: &str = "\
Examples:
  moneymouth compare budget-2016-march.md autumn-statement-2016.md
  moneymouth compare march.html autumn.html --format html -o compared.html
  moneymouth compare draft.md final.md --format markdown    for a pull request
  moneymouth compare draft.md final.md --evidence 3     three quotations for each topic
  moneymouth compare old.txt new.txt --date 2016-03-16 --date 2016-11-23
  moneymouth compare --pair speech.txt budget-report.md what is printed and not said
  moneymouth compare budgets/ --format csv              all texts of a folder, by their dates
  moneymouth compare new.md draft.md --ledger ours.csv  with announcements of your own";

const TEXT_EXAMPLES: &str = "\
Examples:
  moneymouth text budget.html | less
  moneymouth text - --read-as html < page > page.txt";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  moneymouth schema --output report.schema.json";

const MAN_EXAMPLES: &str = "\
Examples:
  moneymouth man | man -l -                             read it at once
  moneymouth man rules test --output moneymouth-rules-test.1";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  moneymouth completions bash > ~/.local/share/bash-completion/completions/moneymouth
  moneymouth completions zsh > ~/.zfunc/_moneymouth     where ~/.zfunc is in fpath
  moneymouth completions fish > ~/.config/fish/completions/moneymouth.fish
  moneymouth completions powershell >> $PROFILE";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  moneymouth explain budget.md                          every sentence with money or a promise
  moneymouth explain budget.md:34                       what stands on line 34
  moneymouth explain budget.md --sum '£1.9 billion'     the sentences with that amount
  moneymouth explain budget.md:34 --format json";

/// Put your money where your mouth is: what budget speeches and policy texts
/// promise on digital matters, scored against the money they put behind it.
#[derive(Debug, Parser)]
#[command(name = "moneymouth", version, after_help = EXIT, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score the words of each file against its money.
    #[command(after_help = ANALYSE_EXAMPLES, visible_alias = "analyze")]
    Analyse(AnalyseArgs),
    /// Set texts side by side, the earliest one first; three or more, or a folder, over time.
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArgs),
    /// Find promises without money, date or owner in drafts, and figures that do not agree.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Serve editors: findings while you type, by the Language Server Protocol on standard input and output.
    #[cfg(feature = "lsp")]
    #[command(after_help = super::check_args::LSP_EXAMPLES)]
    Lsp(super::check_args::ConfigArgs),
    /// Tell why a sentence or sum was or was not counted.
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Print the text of a file as it was read.
    #[command(after_help = TEXT_EXAMPLES)]
    Text(TextArgs),
    /// Print the JSON schema of the report.
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema(SchemaArgs),
    /// Show the settings of a text, and where they come from.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Show and write ledgers of past announcements.
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Show, check, test and write rule packs.
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Print a manual page.
    #[command(after_help = MAN_EXAMPLES)]
    Man(ManArgs),
    /// Print a script that completes commands and options in a shell.
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub(super) struct AnalyseArgs {
    #[command(flatten)]
    pub(super) inputs: InputArgs,
    #[command(flatten)]
    pub(super) funding: FundingArgs,
    /// Date of the texts that do not say theirs.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    /// Files read at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Two texts, the earlier one first; or more, or a folder of them; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// A speech, then the document that was printed with it: what does the speech leave out?
    #[arg(long)]
    pub(super) pair: bool,
    /// Date of the texts that do not say theirs. Given more than once: of each text in order.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Vec<Date>,
    /// Files read at the same time [default: one for each processor].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
    #[command(flatten)]
    pub(super) report: ReportArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// The text, with the line that is meant where it is one; - is standard input.
    #[arg(value_name = "FILE[:LINE]")]
    pub(super) place: PathBuf,
    /// Only sentences with an amount that holds these words.
    #[arg(long, value_name = "WORDS")]
    pub(super) sum: Option<String>,
    /// Format of the explanation.
    #[arg(long, short, value_name = "FORMAT", default_value = "text", value_parser = one_of::<ExplainFormat>())]
    pub(super) format: ExplainFormat,
    /// Date of the text, where it does not say its own.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub(super) date: Option<Date>,
    /// Home currency of the text: what a bare "$" or "crore" means [default: inferred].
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub(super) currency: Option<Currency>,
    #[command(flatten)]
    pub(super) reading: ReadArgs,
    #[command(flatten)]
    pub(super) past: PastArgs,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

/// A format of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub(super) enum ExplainFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct TextArgs {
    /// The text to read; - is standard input.
    pub(super) file: PathBuf,
    #[command(flatten)]
    pub(super) reading: ReadArgs,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Command of the page, such as `analyse` or `rules test` [default: the program].
    #[arg(value_name = "COMMAND")]
    pub(super) command: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The schema of the findings of `check` instead.
    #[arg(long)]
    pub(super) check: bool,
}

/// What `analyse` and `compare` share.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Format of the report.
    #[arg(long, short, value_name = "FORMAT", default_value = "table", value_parser = one_of::<OutputFormat>())]
    pub(super) format: OutputFormat,
    /// Sentences quoted for each topic of a table.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) evidence: usize,
    /// Home currency of the texts: what a bare "$" or "crore" means [default: inferred].
    #[arg(long, value_name = "CODE", value_parser = currency)]
    pub(super) currency: Option<Currency>,
    /// Give sums in the prices of this financial year as well, where their years are known.
    #[arg(long, value_name = "YEAR", value_parser = financial_year)]
    pub(super) real: Option<FiscalYear>,
    /// Table of prices for --real [default: the GDP deflator of the United Kingdom].
    #[arg(long, value_name = "FILE", requires = "real")]
    pub(super) deflators: Option<PathBuf>,
    #[command(flatten)]
    pub(super) past: PastArgs,
    #[command(flatten)]
    pub(super) reading: ReadArgs,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

impl ReportArgs {
    /// Files that are read beside the texts.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.packs.rules.iter().chain(&self.deflators).chain(&self.past.ledger)
    }
}

/// What is known of earlier announcements.
#[derive(Debug, Args)]
pub(super) struct PastArgs {
    /// Ledger of past announcements to add to the built-in one. May be repeated.
    #[arg(long, value_name = "FILE")]
    pub(super) ledger: Vec<PathBuf>,
    /// Leave out the built-in ledger of past announcements.
    #[arg(long)]
    pub(super) no_ledger: bool,
}

#[derive(Debug, Args)]
pub(super) struct PackArgs {
    /// Rule pack to add; one with the id of a built-in pack takes its place. May be repeated.
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Only the topics of these packs, by their ids [default: of all packs].
    #[arg(long, value_name = "PACK", value_delimiter = ',')]
    pub(super) topics: Vec<String>,
}

/// Where the output goes and how it looks.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Write to a file, all of it or nothing.
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Colours: auto means on a terminal only.
    #[arg(long, global = true, alias = "colour", value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
    /// Columns of a table [default: the terminal's, or 80].
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(76..=500))]
    pub(super) width: Option<u16>,
}

/// One of the names of an enum, listed in the help and in the message for any other.
pub(super) fn one_of<T>() -> impl TypedValueParser<Value = T>
where
    T: IntoEnumIterator + FromStr<Err = strum::ParseError> + Into<&'static str> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(T::iter().map(Into::<&'static str>::into)).try_map(|name| name.parse::<T>())
}

pub(super) fn currency(code: &str) -> Result<Currency, &'static str> {
    Currency::parse(code).ok_or("an ISO 4217 code of three letters is expected, such as GBP")
}

fn financial_year(text: &str) -> Result<FiscalYear, &'static str> {
    FiscalYear::parse(text).ok_or("a financial year such as 2024-25 is expected")
}

pub(super) fn date(text: &str) -> Result<Date, &'static str> {
    Date::strptime("%Y-%m-%d", text).map_err(|_| "a date such as 2016-03-16 is expected")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn dates_and_currencies_are_checked() {
        assert!(date("2016-02-30").is_err() && date("16 March 2016").is_err() && date("2016-03-16").is_ok());
        assert!(currency("pounds").is_err() && currency("gbp") == Ok(Currency::GBP));
    }
}
