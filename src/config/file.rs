//! `moneymouth.toml` as it is typed. Every key that is not known is a fault
//! with its line, a caret and the nearest key that is.

use crate::check::Check;
use crate::error::{Error, Result};
use crate::model::{Currency, Severity};
use crate::rules::{Faults, check_shape};
use globset::{GlobBuilder, GlobMatcher};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use strum::{Display, EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};
use toml::Spanned;

/// A severity that turns a check off.
const OFF: &str = "off";

/// From which severity on findings make a run fail.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema, Display, EnumString, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum FailOn {
    /// Errors only.
    Error,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Any finding.
    Note,
    /// Nothing: findings are shown, and the exit status is 0.
    Never,
}

impl FailOn {
    /// True where a finding of this severity makes the run fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// The whole file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConfigFile {
    /// Home currency of the texts, an ISO 4217 code: what a bare "$" or "crore" means.
    #[schemars(with = "Option<String>")]
    pub(super) currency: Option<Spanned<String>>,
    /// Rule packs to add, told from the folder of this file.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) rules: Option<Spanned<Vec<String>>>,
    /// Only the topics of these packs, by their ids.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) topics: Option<Spanned<Vec<String>>>,
    /// What the checks are told.
    #[serde(default)]
    pub(super) check: CheckFile,
    /// Other settings for some of the texts; of those that fit, the last one counts.
    #[serde(default, rename = "override")]
    pub(super) overrides: Vec<OverrideFile>,
}

/// What the checks are told.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckFile {
    /// From which severity on findings make the run fail.
    #[schemars(with = "Option<FailOn>")]
    pub(super) fail_on: Option<Spanned<FailOn>>,
    /// Least backed score of a text, 0 to 100.
    #[schemars(with = "Option<f64>")]
    pub(super) fail_under: Option<Spanned<f64>>,
    /// Run these checks and no others.
    #[schemars(schema_with = "names_schema")]
    pub(super) only: Option<Spanned<Vec<Spanned<String>>>>,
    /// Do not run these checks.
    #[schemars(schema_with = "names_schema")]
    pub(super) skip: Option<Spanned<Vec<Spanned<String>>>>,
    /// Ids of topics that a text must mention.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) require: Option<Spanned<Vec<String>>>,
    /// Acronyms that need no explanation.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) acronyms: Option<Spanned<Vec<String>>>,
    /// File of known findings, told from the folder of this file.
    #[schemars(with = "Option<String>")]
    pub(super) baseline: Option<Spanned<String>>,
    /// Address of the page of checks, for reports that link to it; `#` and the id of the check are added.
    #[schemars(with = "Option<String>")]
    pub(super) help_uri: Option<Spanned<String>>,
    /// How grave single checks are: `error`, `warning`, `note` or `off`.
    #[serde(default)]
    #[schemars(schema_with = "severity_schema")]
    pub(super) severity: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// Settings for some of the texts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OverrideFile {
    /// Patterns of paths, told from the folder of this file: `drafts/**`, `*.html`.
    #[schemars(with = "Vec<String>")]
    pub(super) paths: Vec<Spanned<String>>,
    /// What the checks are told for them.
    #[serde(default)]
    pub(super) check: CheckFile,
}

fn check_names() -> Vec<&'static str> {
    Check::iter().map(Into::into).collect()
}

fn severity_names() -> Vec<&'static str> {
    Severity::iter().map(Into::into).chain([OFF]).collect()
}

fn names_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": { "type": "string", "enum": check_names() } })
}

fn severity_schema(_: &mut SchemaGenerator) -> Schema {
    let level = || serde_json::json!({ "type": "string", "enum": severity_names() });
    let properties: serde_json::Map<String, serde_json::Value> =
        check_names().into_iter().map(|name| (name.to_owned(), level())).collect();
    json_schema!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// The JSON schema of `moneymouth.toml`, for editors.
pub fn config_schema() -> Schema {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ConfigFile>()
}

/// A file of settings that was read and is sound.
#[derive(Debug)]
pub struct Config {
    /// The path as it is shown.
    pub path: String,
    /// The folder that paths in it are told from.
    pub folder: PathBuf,
    pub(super) file: ConfigFile,
    /// Of each override, which paths it is for.
    pub(super) globs: Vec<Vec<GlobMatcher>>,
    text: String,
}

impl Config {
    /// Reads a file. `shown` is its path in messages.
    ///
    /// # Errors
    /// Where it cannot be read, or has faults: all of them, each with its place.
    pub fn read(path: &Path, shown: &str) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| Error::io(Path::new(shown), &error))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Error::file(shown, "is not UTF-8 text", "save the settings as UTF-8"))?;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        Self::parse(shown, folder, text)
    }

    /// Reads a file that is in memory; see [`Config::read`].
    ///
    /// # Errors
    /// As there, without those of the disk.
    pub fn parse(shown: &str, folder: PathBuf, text: String) -> Result<Self> {
        let mut faults = Faults::of("the settings are not valid", "docs/ci.md tells the form of moneymouth.toml");
        faults.enter(shown, &text);
        let file = match toml::from_str::<ConfigFile>(&text) {
            Ok(file) => file,
            Err(error) => {
                check_shape(&text, &error, &config_schema().to_value(), &mut faults);
                ConfigFile::default()
            }
        };
        let globs = check_values(&file, &mut faults);
        faults.into_result()?;
        Ok(Self { path: shown.to_owned(), folder, file, globs, text })
    }

    /// The line of a value, counted from 1.
    pub(super) fn line<T>(&self, value: &Spanned<T>) -> usize {
        let before = self.text.get(..value.span().start).unwrap_or_default();
        1 + before.bytes().filter(|byte| *byte == b'\n').count()
    }
}

/// Adds a fault for each value that no type rules out, and compiles the patterns of paths.
fn check_values(file: &ConfigFile, faults: &mut Faults) -> Vec<Vec<GlobMatcher>> {
    if let Some(currency) = &file.currency
        && Currency::parse(currency.get_ref()).is_none()
    {
        faults.add(currency, "not a currency code", "write the three letters of ISO 4217, such as \"GBP\"");
    }
    let checks = std::iter::once(&file.check).chain(file.overrides.iter().map(|other| &other.check));
    for check in checks {
        check_names_in(check, faults);
    }
    let mut globs = Vec::new();
    for other in &file.overrides {
        let mut matchers = Vec::new();
        for path in &other.paths {
            match GlobBuilder::new(path.get_ref()).literal_separator(true).build() {
                Ok(glob) => matchers.push(glob.compile_matcher()),
                Err(error) => {
                    let hint = "write a pattern such as \"drafts/**\" or \"*.html\"";
                    faults.add(path, &format!("not a pattern of paths: {}", error.kind()), hint);
                }
            }
        }
        globs.push(matchers);
    }
    globs
}

fn check_names_in(check: &CheckFile, faults: &mut Faults) {
    let lists = [&check.only, &check.skip].into_iter().flatten();
    let names = lists.flat_map(|list| list.get_ref()).chain(check.severity.keys());
    for name in names.filter(|name| Check::from_str(name.get_ref()).is_err()) {
        faults.add_unknown(name.get_ref(), name.span(), "check", &check_names());
    }
    for level in check.severity.values().filter(|level| severity(level.get_ref()).is_none()) {
        faults.add_unknown(level.get_ref(), level.span(), "severity", &severity_names());
    }
    if let Some(least) = check.fail_under.as_ref().filter(|least| !(0.0..=100.0).contains(least.get_ref())) {
        faults.add(least, "not a score", "scores go from 0 to 100");
    }
}

/// What a severity of the file means: `Some(None)` is off, `None` is no severity.
pub(super) fn severity(name: &str) -> Option<Option<Severity>> {
    if name == OFF { Some(None) } else { Severity::from_str(name).ok().map(Some) }
}
