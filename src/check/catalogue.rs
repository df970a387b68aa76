//! What each check is for, from `data/checks.toml`, and the page made of it.

use super::kind::Check;
use crate::error::{Error, Result};
use crate::model::Severity;
use serde::Deserialize;
use std::fmt::Write as _;
use std::str::FromStr;

const CHECKS: &str = include_str!("../../data/checks.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CatalogueFile {
    check: Vec<CheckEntry>,
}

/// What is written of one check.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckEntry {
    /// Id, such as `unfunded-promise`.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// How grave it is unless the settings say otherwise.
    pub severity: Severity,
    /// What it finds.
    pub about: String,
    /// Why that is a fault.
    pub why: String,
    /// How to mend it.
    pub mend: String,
    /// Settings that the example needs, as the table `[check]` of `moneymouth.toml` holds them.
    #[serde(default)]
    pub settings: String,
    /// A text in Markdown with the fault.
    pub example: String,
    /// The same text without it.
    pub mended: String,
}

impl CheckEntry {
    /// The check that is meant.
    ///
    /// # Errors
    /// Where the program has no such check, which the tests rule out.
    pub fn check(&self) -> Result<Check> {
        Check::from_str(&self.id)
            .map_err(|_| Error::file("data/checks.toml", format!("`{}` is no check", self.id), "correct its id"))
    }
}

/// All checks, in the order of their page.
///
/// # Errors
/// Only where the built-in file is broken, which the tests rule out.
pub fn catalogue() -> Result<Vec<CheckEntry>> {
    let file: CatalogueFile = toml::from_str(CHECKS)
        .map_err(|error| Error::file("data/checks.toml", error.message(), "see src/check/catalogue.rs for its form"))?;
    Ok(file.check)
}

/// The page of checks, in Markdown.
pub fn checks_page(entries: &[CheckEntry]) -> String {
    let mut page = "# Checks\n\n\
        Made by `moneymouth rules docs checks` from `data/checks.toml`; do not edit it here. How to run them, set them and\n\
        live with old texts: [ci](ci.md).\n\n\
        Promises are sentences on a topic of the rule packs that are firm or soft, as the [score](score.md) has it; the\n\
        checks of promises leave aside sentences that only use the name of an earlier topic again. Faults of one promise or\n\
        one sum are shown as one finding, under the gravest of them. With the default `--fail-on warning`, notes are shown\n\
        and do not fail a build.\n\n\
        | check | severity | finds |\n|---|---|---|\n"
        .to_owned();
    for entry in entries {
        let _ = writeln!(page, "| [`{}`](#{}) | {} | {} |", entry.id, entry.id, entry.severity, entry.title);
    }
    for entry in entries {
        section(&mut page, entry);
    }
    page
}

fn section(page: &mut String, entry: &CheckEntry) {
    let _ = write!(
        page,
        "\n## {}\n\n{}. Severity: {}.\n\n**What.** {}\n\n**Why.** {}\n\n**How to mend it.** {}\n\n",
        entry.id, entry.title, entry.severity, entry.about, entry.why, entry.mend
    );
    if !entry.settings.is_empty() {
        let _ = write!(page, "With these settings:\n\n```toml\n[check]\n{}\n```\n\n", entry.settings.trim());
    }
    let (example, mended) = (entry.example.trim(), entry.mended.trim());
    let _ = write!(page, "The fault:\n\n```markdown\n{example}\n```\n\nMended:\n\n```markdown\n{mended}\n```\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn every_check_is_described_once() {
        let mut described: Vec<Check> = catalogue().unwrap().iter().map(|entry| entry.check().unwrap()).collect();
        described.sort();
        assert_eq!(described, Check::iter().collect::<Vec<_>>());
    }
}
