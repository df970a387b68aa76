//! What a sentence binds its speaker to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How far a sentence commits its speaker.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    Display,
    EnumString,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum CommitmentKind {
    /// Fact, description, criticism, rhetoric, or what others do.
    #[default]
    None,
    /// What the speaker's side has already done.
    Past,
    /// Hedged or conditional: aim, hope, explore, consult.
    Soft,
    /// Decided: will, announcing, investing now.
    Firm,
}

impl CommitmentKind {
    /// True for firm and soft: the sentence promises something.
    pub fn is_promise(self) -> bool {
        matches!(self, Self::Firm | Self::Soft)
    }
}

/// The commitment of one sentence, with what makes it checkable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commitment {
    /// Firm, soft, past or none.
    pub kind: CommitmentKind,
    /// True where words of the sentence decided; false where it takes the kind of the line that
    /// opens its list, or where nothing speaks for it.
    pub decided: bool,
    /// A date or year by which it is to be done.
    pub dated: bool,
    /// A number, share or place that can be checked afterwards.
    pub measurable: bool,
}
