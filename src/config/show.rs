//! The settings of a text as TOML, each value with where it comes from.

use super::resolve::{Origin, Resolved};
use crate::model::Severity;
use std::io::{self, Write};
use std::path::Path;

/// Columns for a value before its origin.
const VALUE: usize = 38;

/// Writes the settings. What is written is itself a file of settings.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_settings(settings: &Resolved, out: &mut dyn Write) -> io::Result<()> {
    let text = |text: &str| format!("{:?}", text);
    let list = |items: Vec<String>| {
        let quoted: Vec<String> = items.iter().map(|item| text(item)).collect();
        format!("[{}]", quoted.join(", "))
    };
    let path = |path: &Path| path.to_string_lossy().replace('\\', "/");
    let mut line = |key: &str, value: Option<String>, origin: &Origin| match value {
        Some(value) => writeln!(out, "{:<VALUE$} # {origin}", format!("{key} = {value}")),
        None => writeln!(out, "{:<VALUE$} # {origin}", format!("# {key} is not set")),
    };
    let Resolved { currency, rules, topics, fail_on, fail_under, require, acronyms, baseline, help_uri, severities } =
        settings;
    line("currency", currency.value.map(|code| text(code.as_str())), &currency.origin)?;
    line("rules", Some(list(rules.value.iter().map(|pack| path(pack)).collect())), &rules.origin)?;
    line("topics", (!topics.value.is_empty()).then(|| list(topics.value.clone())), &topics.origin)?;
    line("check.fail-on", Some(text(fail_on.value.into())), &fail_on.origin)?;
    line("check.fail-under", fail_under.value.map(|least| format!("{least:?}")), &fail_under.origin)?;
    line("check.require", Some(list(require.value.clone())), &require.origin)?;
    line("check.acronyms", Some(list(acronyms.value.clone())), &acronyms.origin)?;
    line("check.baseline", baseline.value.as_deref().map(|file| text(&path(file))), &baseline.origin)?;
    line("check.help-uri", help_uri.value.as_deref().map(text), &help_uri.origin)?;
    for (check, set) in severities {
        let level = set.value.map_or("off", |severity: Severity| severity.into());
        line(&format!("check.severity.{check}"), Some(text(level)), &set.origin)?;
    }
    Ok(())
}
