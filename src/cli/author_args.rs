//! The command line of `rules`: what authors of rule packs type.

use super::args::{PackArgs, one_of};
use clap::{Args, Subcommand};
use std::path::PathBuf;
use strum::{EnumIter, EnumString, IntoStaticStr};

const LIST_EXAMPLES: &str = "\
Examples:
  moneymouth rules list
  moneymouth rules list --rules my-topics.toml          with a pack of your own";

const SHOW_EXAMPLES: &str = "\
Examples:
  moneymouth rules show cyber                           a topic
  moneymouth rules show up_to                           a flag
  moneymouth rules show roles/tax                       a cue, as `explain` names it
  moneymouth rules show uk-digital                      a whole pack";

const CHECK_EXAMPLES: &str = "\
Examples:
  moneymouth rules check my-topics.toml

Exit status: 0 the packs are valid, with or without warnings; 1 they are not; 2 could not do the job.";

const TEST_EXAMPLES: &str = "\
Examples:
  moneymouth rules test                                 the packs that are built in
  moneymouth rules test my-topics.toml

Exit status: 0 all examples come out as written; 1 some do not; 2 could not do the job.";

const NEW_EXAMPLES: &str = "\
Examples:
  moneymouth rules new --output my-topics.toml";

const DOCS_EXAMPLES: &str = "\
Examples:
  moneymouth rules docs rules --output docs/rules.md
  moneymouth rules docs flags --output docs/flags.md";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  moneymouth rules schema --output docs/pack.schema.json";

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List the packs and topics in use.
    #[command(after_help = LIST_EXAMPLES)]
    List(PackArgs),
    /// Show what is in a pack, topic, flag or cue.
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Find everything that is wrong with rule packs.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Run the examples of rule packs.
    #[command(after_help = TEST_EXAMPLES)]
    Test(TestArgs),
    /// Print a rule pack to begin with.
    #[command(after_help = NEW_EXAMPLES)]
    New,
    /// Print a page of reference, made from the rule packs.
    #[command(after_help = DOCS_EXAMPLES)]
    Docs(DocsArgs),
    /// Print the JSON schema of a rule pack, for editors.
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct ShowArgs {
    /// Id of a pack, topic or flag, or of a cue with its pack before it: PACK/CUE.
    pub(super) id: String,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Rule packs.
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Rule packs [default: those that are built in].
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DocsArgs {
    /// Which page.
    #[arg(value_name = "PAGE", value_parser = one_of::<Page>())]
    pub(super) page: Page,
    #[command(flatten)]
    pub(super) packs: PackArgs,
}

/// A page of reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub(super) enum Page {
    /// Topics and classes of cues.
    Rules,
    /// Flags.
    Flags,
    /// Checks of drafts.
    Checks,
}
