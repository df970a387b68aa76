//! What the settings mean for one text, and where each value comes from:
//! the default, a line of the file, or the command line.

use super::file::{CheckFile, Config, FailOn, severity};
use crate::check::{Check, CheckSettings, catalogue, plain_path};
use crate::error::Result;
use crate::model::{Currency, Severity};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use strum::IntoEnumIterator;
use toml::Spanned;

/// Where a value comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Origin {
    /// The program.
    #[default]
    Default,
    /// A line of a file.
    File {
        /// The path as it is shown.
        path: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// The command line.
    CommandLine,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File { path, line } => write!(f, "{path}:{line}"),
            Self::CommandLine => f.write_str("command line"),
        }
    }
}

/// A value and where it comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Set<T> {
    fn put(&mut self, value: Option<T>, origin: Origin) {
        if let Some(value) = value {
            *self = Self { value, origin };
        }
    }
}

/// What the command line says of the settings.
#[derive(Debug, Clone, Default)]
pub struct Choices {
    /// Home currency.
    pub currency: Option<Currency>,
    /// Rule packs to add.
    pub rules: Vec<PathBuf>,
    /// Packs whose topics count.
    pub topics: Vec<String>,
    /// From which severity on findings make the run fail.
    pub fail_on: Option<FailOn>,
    /// Least backed score.
    pub fail_under: Option<f64>,
    /// Run only these checks.
    pub only: Vec<Check>,
    /// Do not run these checks.
    pub skip: Vec<Check>,
    /// Topics that a text must mention.
    pub require: Vec<String>,
    /// File of known findings.
    pub baseline: Option<PathBuf>,
}

/// The settings for one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// Home currency; `None` where it is inferred.
    pub currency: Set<Option<Currency>>,
    /// Rule packs to add.
    pub rules: Set<Vec<PathBuf>>,
    /// Packs whose topics count; all where it is empty.
    pub topics: Set<Vec<String>>,
    /// From which severity on findings make the run fail.
    pub fail_on: Set<FailOn>,
    /// Least backed score.
    pub fail_under: Set<Option<f64>>,
    /// Topics that a text must mention.
    pub require: Set<Vec<String>>,
    /// Acronyms that need no explanation.
    pub acronyms: Set<Vec<String>>,
    /// File of known findings.
    pub baseline: Set<Option<PathBuf>>,
    /// Address of the page of checks.
    pub help_uri: Set<Option<String>>,
    /// How grave each check is; `None` is off.
    pub severities: BTreeMap<Check, Set<Option<Severity>>>,
}

/// Resolves the settings for the text at `document`.
///
/// # Errors
/// Only where the catalogue of checks is broken, which the tests rule out.
pub fn resolve(document: &Path, config: Option<&Config>, choices: &Choices) -> Result<Resolved> {
    let mut all = Resolved::default();
    for entry in catalogue()? {
        let set = Set { value: Some(entry.severity), origin: Origin::Default };
        all.severities.insert(entry.check()?, set);
    }
    if let Some(config) = config {
        let layer = Layer { config };
        layer.head(&mut all);
        layer.check(&config.file.check, &mut all);
        let document = std::path::absolute(document).map_or_else(|_| document.to_owned(), |path| plain_path(&path));
        let folder =
            std::path::absolute(&config.folder).map_or_else(|_| config.folder.clone(), |path| plain_path(&path));
        let told = document.strip_prefix(&folder).unwrap_or(&document);
        for (other, globs) in config.file.overrides.iter().zip(&config.globs) {
            if globs.iter().any(|glob| glob.is_match(told)) {
                layer.check(&other.check, &mut all);
            }
        }
    }
    all.choose(choices);
    Ok(all)
}

impl Resolved {
    /// What the checks are told.
    pub fn check_settings(&self) -> CheckSettings {
        let on = |(check, set): (&Check, &Set<Option<Severity>>)| Some((*check, set.value?));
        CheckSettings {
            severities: self.severities.iter().filter_map(on).collect(),
            require: self.require.value.clone(),
            fail_under: self.fail_under.value,
            acronyms: self.acronyms.value.clone(),
        }
    }

    fn choose(&mut self, choices: &Choices) {
        let here = || Origin::CommandLine;
        let given = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        self.currency.put(choices.currency.map(Some), here());
        self.rules.put((!choices.rules.is_empty()).then(|| choices.rules.clone()), here());
        self.topics.put(given(&choices.topics), here());
        self.fail_on.put(choices.fail_on, here());
        self.fail_under.put(choices.fail_under.map(Some), here());
        self.require.put(given(&choices.require), here());
        self.baseline.put(choices.baseline.clone().map(Some), here());
        if !choices.only.is_empty() {
            self.only(&choices.only, &here());
        }
        self.skip(&choices.skip, &here());
    }

    /// Turns all checks off but these; one of these that was off is on again.
    fn only(&mut self, checks: &[Check], origin: &Origin) {
        let defaults: BTreeMap<Check, Severity> = catalogue()
            .unwrap_or_default()
            .iter()
            .filter_map(|entry| Some((entry.check().ok()?, entry.severity)))
            .collect();
        for check in Check::iter() {
            let Some(set) = self.severities.get_mut(&check) else { continue };
            let wanted = checks.contains(&check);
            if wanted != set.value.is_some() {
                let value = if wanted { defaults.get(&check).copied() } else { None };
                *set = Set { value, origin: origin.clone() };
            }
        }
    }

    fn skip(&mut self, checks: &[Check], origin: &Origin) {
        for check in checks {
            self.severities.insert(*check, Set { value: None, origin: origin.clone() });
        }
    }
}

/// A file of settings as a source of values.
struct Layer<'a> {
    config: &'a Config,
}

impl Layer<'_> {
    fn origin<T>(&self, value: &Spanned<T>) -> Origin {
        Origin::File { path: self.config.path.clone(), line: self.config.line(value) }
    }

    fn put<T, U>(&self, set: &mut Set<U>, value: Option<&Spanned<T>>, mean: impl Fn(&T) -> U) {
        if let Some(value) = value {
            set.put(Some(mean(value.get_ref())), self.origin(value));
        }
    }

    fn head(&self, all: &mut Resolved) {
        let file = &self.config.file;
        self.put(&mut all.currency, file.currency.as_ref(), |code| Currency::parse(code));
        let path = |path: &String| self.config.folder.join(path);
        self.put(&mut all.rules, file.rules.as_ref(), |paths| paths.iter().map(path).collect());
        self.put(&mut all.topics, file.topics.as_ref(), Clone::clone);
    }

    fn check(&self, check: &CheckFile, all: &mut Resolved) {
        self.put(&mut all.fail_on, check.fail_on.as_ref(), |fail_on| *fail_on);
        self.put(&mut all.fail_under, check.fail_under.as_ref(), |least| Some(*least));
        self.put(&mut all.require, check.require.as_ref(), Clone::clone);
        self.put(&mut all.acronyms, check.acronyms.as_ref(), Clone::clone);
        self.put(&mut all.baseline, check.baseline.as_ref(), |path| Some(self.config.folder.join(path)));
        self.put(&mut all.help_uri, check.help_uri.as_ref(), |uri| Some(uri.clone()));
        let named = |names: &[Spanned<String>]| -> Vec<Check> {
            names.iter().filter_map(|name| Check::from_str(name.get_ref()).ok()).collect()
        };
        if let Some(only) = &check.only {
            all.only(&named(only.get_ref()), &self.origin(only));
        }
        for (name, level) in &check.severity {
            if let (Ok(check), Some(value)) = (Check::from_str(name.get_ref()), severity(level.get_ref())) {
                all.severities.insert(check, Set { value, origin: self.origin(level) });
            }
        }
        if let Some(skip) = &check.skip {
            all.skip(&named(skip.get_ref()), &self.origin(skip));
        }
    }
}
