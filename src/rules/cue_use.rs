//! What the classes of cues stand for outside of commitments: roles, bounds,
//! units of time, references; and what the schema of packs says of them.

use super::cue_class::CueClass;
use super::marks::Marks;
use crate::model::{Bound, Per, Role};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;
use strum::{EnumMessage, IntoEnumIterator};

impl JsonSchema for CueClass {
    fn schema_name() -> Cow<'static, str> {
        "CueClass".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let class = |class: Self| json_schema!({ "const": class.to_string(), "description": class.about() });
        json_schema!({ "oneOf": Self::iter().map(class).collect::<Vec<_>>() })
    }
}

impl CueClass {
    /// What the grammar does with cues of the class, in a sentence or two.
    pub fn about(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// The mark that words of the class have, where they are nothing but marked.
    pub(super) fn mark(self) -> Option<Marks> {
        match self {
            Self::Function => Some(Marks::FUNCTION),
            Self::Determiner => Some(Marks::DETERMINER),
            _ => None,
        }
    }

    /// True where the cue refers back to an earlier sentence.
    pub fn is_reference(self) -> bool {
        matches!(
            self,
            Self::TopicReference
                | Self::ReferenceAnywhere
                | Self::SubjectReference
                | Self::NounReference
                | Self::Demonstrative
                | Self::MoneyReference
        )
    }

    /// The role that the cue is evidence for.
    pub fn role(self) -> Option<Role> {
        Some(match self {
            Self::RoleSpend | Self::RolePublic => Role::Spend,
            Self::RoleSpent => Role::Spent,
            Self::RoleSaving => Role::Saving,
            Self::RoleTax => Role::Tax,
            Self::RoleThreshold | Self::RoleBounded => Role::Threshold,
            Self::RoleContext => Role::Context,
            _ => return None,
        })
    }

    /// The bound that the cue gives.
    pub fn bound(self) -> Option<Bound> {
        Some(match self {
            Self::Approx => Bound::Approx,
            Self::Atleast => Bound::Atleast,
            Self::Upto => Bound::Upto,
            _ => return None,
        })
    }

    /// The unit of time or thing that the cue gives.
    pub fn per(self) -> Option<Per> {
        Some(match self {
            Self::PerYear => Per::Year,
            Self::PerMonth => Per::Month,
            Self::PerWeek => Per::Week,
            Self::PerDay => Per::Day,
            Self::PerUnit => Per::Unit,
            _ => return None,
        })
    }
}
