//! What the checks are told: how grave each is, what a text must hold.

use super::catalogue::CheckEntry;
use super::kind::Check;
use crate::error::Result;
use crate::model::Severity;
use std::collections::BTreeMap;

/// The settings of a run for one text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CheckSettings {
    /// How grave each check is; checks that are not named are off.
    pub severities: BTreeMap<Check, Severity>,
    /// Ids of topics that the text must mention.
    pub require: Vec<String>,
    /// Least backed score, 0 to 100.
    pub fail_under: Option<f64>,
    /// Acronyms that need no explanation, beside those of the rules.
    pub acronyms: Vec<String>,
}

impl CheckSettings {
    /// All checks, as grave as the catalogue has them.
    ///
    /// # Errors
    /// Only where the catalogue is broken, which the tests rule out.
    pub fn defaults(catalogue: &[CheckEntry]) -> Result<Self> {
        let severities = catalogue.iter().map(|entry| Ok((entry.check()?, entry.severity))).collect::<Result<_>>()?;
        Ok(Self { severities, ..Self::default() })
    }

    /// How grave a check is; `None` where it is off.
    pub fn severity(&self, check: Check) -> Option<Severity> {
        self.severities.get(&check).copied()
    }
}
