//! The built-in packs, compiled ahead: `data/rules.bin`. To read and compile
//! them takes longer than to read a speech. The tables carry a fingerprint of
//! the texts that they were made of; where these have changed since, the tables
//! are left aside and the packs compiled as any others, so that stale tables
//! cost time and nothing else. A test says when they are stale.

use super::calendar::{PARLIAMENTS, REVIEWS};
use super::compile::RuleSet;
use super::packed::mix;
use super::source::BUILT_IN;
use foldhash::HashMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The tables, behind the fingerprint of what they were made of.
const STORED: &[u8] = include_bytes!("../../data/rules.bin");

/// Bytes of a fingerprint.
const FINGERPRINT: usize = 8;

/// The built-in rules as they were compiled ahead; `None` where the packs have
/// changed since.
pub(super) fn load() -> Option<RuleSet> {
    let tables = STORED.strip_prefix(&fingerprint().to_le_bytes())?;
    postcard::from_bytes(tables).ok()
}

/// What `data/rules.bin` holds for rules that were compiled from the built-in packs.
///
/// # Errors
/// Where they cannot be written in that form.
pub fn stored_form(rules: &RuleSet) -> Result<Vec<u8>, postcard::Error> {
    let mut bytes = fingerprint().to_le_bytes().to_vec();
    bytes.append(&mut postcard::to_allocvec(rules)?);
    Ok(bytes)
}

/// A number that changes with the texts of the built-in packs.
fn fingerprint() -> u64 {
    let texts = BUILT_IN.iter().map(|(_, text)| *text).chain([PARLIAMENTS, REVIEWS]);
    texts.fold(FINGERPRINT as u64, |all, text| {
        let pieces = text.as_bytes().chunks(16).map(|piece| {
            let mut bytes = [0; 16];
            bytes[..piece.len()].copy_from_slice(piece);
            u128::from_le_bytes(bytes)
        });
        pieces.fold(mix(all, text.len() as u64), |all, piece| mix(all ^ piece as u64, all ^ (piece >> 64) as u64))
    })
}

/// Writes a map in the order of its keys, so that the same map gives the same bytes.
pub(super) fn in_order<S: Serializer, V: Serialize>(map: &HashMap<String, V>, to: S) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(to)
}

/// Decimal numbers that may be missing.
pub(super) mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in crate::rules) fn serialize<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
        value.map(|value| value.serialize()).serialize(to)
    }

    pub(in crate::rules) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<[u8; 16]>::deserialize(from)?.map(Decimal::deserialize))
    }
}

/// Dates.
pub(super) mod day {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in crate::rules) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        (date.year(), date.month(), date.day()).serialize(to)
    }

    pub(in crate::rules) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        Date::new(year, month, day).map_err(D::Error::custom)
    }
}
