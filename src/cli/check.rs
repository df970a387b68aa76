//! `moneymouth check`: the faults of drafts, for people and for builds.

use super::args::{OutputArgs, PackArgs};
use super::check_args::{CheckArgs, ConfigArgs};
use super::documents::{load_announcements, load_rules};
use super::output::Output;
use super::{Outcome, complain};
use crate::analyse::{Settings, analyse_with_facts};
use crate::check::{Baseline, CheckSettings, Draft, catalogue, check};
use crate::config::{Choices, Config, FailOn, Resolved, find, resolve};
use crate::error::{Error, Result};
use crate::ingest::{ReadOptions, read_in_time, source_text};
use crate::model::{
    CHECK_SCHEMA, CheckInfo, CheckReport, CheckedDocument, Document, DocumentReport, Facts, Severity, SeverityCounts,
    ToolReport,
};
use crate::render::{printable, write_findings};
use crate::rules::RuleSet;
use crate::score::Announcements;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Page of the project that explains the checks, below its address.
const PAGE: &str = "/blob/main/docs/checks.md";

/// Runs the command.
pub(super) fn run(args: &CheckArgs, output: &OutputArgs) -> Result<Outcome> {
    let output = Output::open(
        output,
        args.files.iter().chain(&args.packs.rules).chain(&args.past.ledger).chain(&args.baseline),
    )?;
    let mut settings = SettingsOf::new(args);
    if args.list {
        let resolved = settings.of(Path::new("draft.md"))?;
        output.write(|look, out| list(&resolved, |text| look.bold(text), out))?;
        return Ok(Outcome::Done);
    }
    if args.files.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Error::usage("standard input (-) is named twice", "it can be read once; save it to a file first"));
    }
    let jobs: Vec<Job> = args.files.iter().map(|path| settings.job(path, args)).collect::<Result<_>>()?;
    let fail_on = strictest(&jobs);
    let rules = rules_of(&jobs)?;
    let past = load_announcements(&args.past)?;
    let (drafts, failures) = read_all(&jobs, &rules, past.as_ref(), args)?;
    let mut report = CheckReport {
        schema: CHECK_SCHEMA,
        tool: ToolReport { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        checks: infos(&jobs)?,
        documents: Vec::new(),
        stale: Vec::new(),
        summary: SeverityCounts::default(),
        fail_on,
        failures: failures.iter().map(|error| printable(&error.to_string())).collect(),
    };
    failures.iter().for_each(complain);
    let incomplete = !failures.is_empty();
    if let Some(path) = &args.write_baseline {
        let mut baseline = Baseline::new(&path.to_string_lossy());
        for (job, read) in &drafts {
            check(read.draft(&rules[&job.packs]), &job.settings).enter(&mut baseline);
        }
        std::fs::write(path, baseline.to_json()).map_err(|error| Error::io(path, &error))?;
        let _ = writeln!(anstream::stderr(), "{} known findings written to {}", baseline.len(), path.display());
        return Ok(if incomplete { Outcome::Incomplete } else { Outcome::Done });
    }
    let mut baselines = read_baselines(&jobs)?;
    let mut failed = false;
    for (job, read) in &drafts {
        let checked = check(read.draft(&rules[&job.packs]), &job.settings);
        let baseline = job.baseline.as_ref().and_then(|path| baselines.get_mut(path));
        let document = checked.finish(baseline, &job.settings);
        failed |= document.findings.iter().any(|finding| job.fail_on.fails(finding.severity));
        count(&document, &mut report.summary);
        report.documents.push(document);
    }
    report.stale = baselines.values().flat_map(Baseline::stale).collect();
    if !drafts.is_empty() {
        output.write(|look, out| write_findings(&report, args.format, look, out))?;
    }
    Ok(match (incomplete, failed) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Findings,
        (false, false) => Outcome::Done,
    })
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The settings of each text: its file of settings is read once.
pub(super) struct SettingsOf {
    choices: Choices,
    given: Option<PathBuf>,
    none: bool,
    read: BTreeMap<PathBuf, Config>,
}

impl SettingsOf {
    fn new(args: &CheckArgs) -> Self {
        let choices = Choices {
            currency: args.currency,
            rules: args.packs.rules.clone(),
            topics: args.packs.topics.clone(),
            fail_on: args.fail_on,
            fail_under: args.fail_under,
            only: args.only.clone(),
            skip: args.skip.clone(),
            require: args.require.clone(),
            baseline: args.baseline.clone(),
        };
        Self { choices, ..Self::from_files(&args.config) }
    }

    /// Settings without a choice on the command line.
    pub(super) fn from_files(args: &ConfigArgs) -> Self {
        let (given, none) = (args.config.clone(), args.no_config);
        Self { choices: Choices::default(), given, none, read: BTreeMap::new() }
    }

    /// The settings of the text at `path`.
    pub(super) fn of(&mut self, path: &Path) -> Result<Resolved> {
        let place = match &self.given {
            _ if self.none => None,
            Some(given) => Some((given.clone(), given.to_string_lossy().into_owned())),
            None => find(path),
        };
        let Some((place, shown)) = place else { return resolve(path, None, &self.choices) };
        if !self.read.contains_key(&place) {
            self.read.insert(place.clone(), Config::read(&place, &shown)?);
        }
        resolve(path, self.read.get(&place), &self.choices)
    }

    fn job(&mut self, path: &Path, args: &CheckArgs) -> Result<Job> {
        let name = args.stdin_name.as_deref().filter(|_| is_stdin(path)).unwrap_or(path).to_owned();
        let resolved = self.of(&name)?;
        Ok(Job {
            path: path.to_owned(),
            name,
            packs: (resolved.rules.value.clone(), resolved.topics.value.clone()),
            settings: resolved.check_settings(),
            fail_on: resolved.fail_on.value,
            baseline: resolved.baseline.value.clone(),
            resolved,
        })
    }
}

/// The rule packs that a text asks for.
pub(super) type Packs = (Vec<PathBuf>, Vec<String>);

/// A text that is to be checked.
struct Job {
    path: PathBuf,
    /// The path as it is shown.
    name: PathBuf,
    packs: Packs,
    settings: CheckSettings,
    fail_on: FailOn,
    baseline: Option<PathBuf>,
    resolved: Resolved,
}

/// A text that has been read and analysed.
pub(super) struct ReadDraft {
    document: Document,
    source: String,
    report: DocumentReport,
    facts: Facts,
}

impl ReadDraft {
    /// Reads and analyses a text that is in memory.
    pub(super) fn new(
        name: &str,
        bytes: &[u8],
        options: &ReadOptions,
        rules: &RuleSet,
        resolved: &Resolved,
        past: Option<&Announcements>,
    ) -> Result<Self> {
        let document = read_in_time(name, bytes.to_vec(), options)?;
        let source = source_text(&document, bytes)?;
        let settings = Settings { currency: resolved.currency.value, announcements: past, ..Settings::default() };
        let (report, facts) = analyse_with_facts(&document, rules, &settings);
        Ok(Self { document, source, report, facts })
    }

    /// The draft as the checks see it.
    pub(super) fn draft<'a>(&'a self, rules: &'a RuleSet) -> Draft<'a> {
        let Self { document, source, report, facts } = self;
        Draft { document, source, facts, report, rules }
    }
}

fn rules_of(jobs: &[Job]) -> Result<BTreeMap<Packs, RuleSet>> {
    let mut all = BTreeMap::new();
    for job in jobs {
        if !all.contains_key(&job.packs) {
            all.insert(job.packs.clone(), rules_for(&job.packs)?);
        }
        let known = &all[&job.packs].topics;
        if let Some(id) = job.settings.require.iter().find(|id| known.iter().all(|topic| topic.id != **id)) {
            let ids: Vec<&str> = known.iter().map(|topic| topic.id.as_str()).collect();
            let problem = format!("the required topic `{id}` ({}) is in no rule pack", job.resolved.require.origin);
            return Err(Error::usage(problem, format!("topics are: {}", ids.join(", "))));
        }
    }
    Ok(all)
}

/// The rules of some packs.
pub(super) fn rules_for(packs: &Packs) -> Result<RuleSet> {
    load_rules(&PackArgs { rules: packs.0.clone(), topics: packs.1.clone() })
}

type Drafts<'a> = Vec<(&'a Job, ReadDraft)>;

/// Reads and analyses all texts, in parallel; those that could not be read are told apart.
fn read_all<'a>(
    jobs: &'a [Job],
    rules: &BTreeMap<Packs, RuleSet>,
    past: Option<&Announcements>,
    args: &CheckArgs,
) -> Result<(Drafts<'a>, Vec<Error>)> {
    let options = ReadOptions { format: args.reading.read_as, date: args.date, ..ReadOptions::default() };
    let one = |job: &'a Job| -> Result<(&'a Job, ReadDraft)> {
        let bytes = bytes_of(&job.path, options.limits.max_bytes)?;
        let name = job.name.to_string_lossy();
        Ok((job, ReadDraft::new(&name, &bytes, &options, &rules[&job.packs], &job.resolved, past)?))
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Error::usage(format!("cannot start threads: {error}"), "try --threads 1"))?;
    let results: Vec<_> = pool.install(|| jobs.par_iter().map(one).collect());
    let (mut drafts, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(draft) => drafts.push(draft),
            Err(error) => failures.push(error),
        }
    }
    Ok((drafts, failures))
}

fn bytes_of(path: &Path, most: usize) -> Result<Vec<u8>> {
    let io = |error: io::Error| Error::io(path, &error);
    // One byte more than allowed is enough for the reader to see that it is too long.
    let most = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    if is_stdin(path) {
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(io)?;
    } else {
        std::fs::File::open(path).map_err(io)?.take(most).read_to_end(&mut bytes).map_err(io)?;
    }
    Ok(bytes)
}

fn read_baselines(jobs: &[Job]) -> Result<BTreeMap<PathBuf, Baseline>> {
    let mut all = BTreeMap::new();
    for path in jobs.iter().filter_map(|job| job.baseline.as_ref()) {
        if !all.contains_key(path) {
            let text = std::fs::read_to_string(path).map_err(|error| Error::io(path, &error))?;
            all.insert(path.clone(), Baseline::parse(&path.to_string_lossy(), &text)?);
        }
    }
    Ok(all)
}

/// The lowest severity that makes any of the texts fail.
fn strictest(jobs: &[Job]) -> Option<Severity> {
    let severities = [Severity::Note, Severity::Warning, Severity::Error];
    severities.into_iter().find(|severity| jobs.iter().any(|job| job.fail_on.fails(*severity)))
}

fn infos(jobs: &[Job]) -> Result<Vec<CheckInfo>> {
    let set = jobs.iter().find_map(|job| job.resolved.help_uri.value.clone());
    let home = option_env!("CARGO_PKG_REPOSITORY").filter(|home| !home.is_empty());
    let page = set.or_else(|| home.map(|home| format!("{home}{PAGE}")));
    let info = |entry: crate::check::CheckEntry| CheckInfo {
        help_uri: page.as_ref().map(|page| format!("{page}#{}", entry.id)),
        id: entry.id,
        title: entry.title,
        about: entry.about,
        why: entry.why,
        mend: entry.mend,
        example: entry.example,
        mended: entry.mended,
        severity: entry.severity,
    };
    Ok(catalogue()?.into_iter().map(info).collect())
}

fn count(document: &CheckedDocument, summary: &mut SeverityCounts) {
    for finding in &document.findings {
        match finding.severity {
            Severity::Error => summary.error += 1,
            Severity::Warning => summary.warning += 1,
            Severity::Note => summary.note += 1,
        }
    }
}

/// One line for each check: its severity, its id, what it finds.
fn list(resolved: &Resolved, bold: impl Fn(&str) -> String, out: &mut dyn Write) -> io::Result<()> {
    for entry in catalogue().unwrap_or_default() {
        let set = entry.check().ok().and_then(|check| resolved.severities.get(&check)?.value);
        let level = set.map_or("off".to_owned(), |severity| severity.to_string());
        writeln!(out, "{level:<8} {} {}", bold(&format!("{:<20}", entry.id)), entry.title)?;
    }
    Ok(())
}
