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

/// The built-in rules as they were compiled ahead; `None` where the packs have
/// changed since.
pub(super) fn load() -> Option<RuleSet> {
    let tables = STORED.strip_prefix(&FINGERPRINT.to_le_bytes())?;
    postcard::from_bytes(tables).ok()
}

/// What `data/rules.bin` holds for rules that were compiled from the built-in packs.
///
/// # Errors
/// Where they cannot be written in that form.
pub fn stored_form(rules: &RuleSet) -> Result<Vec<u8>, postcard::Error> {
    let mut bytes = FINGERPRINT.to_le_bytes().to_vec();
    bytes.append(&mut postcard::to_allocvec(rules)?);
    Ok(bytes)
}

/// A number that changes with the texts of the built-in packs. It is made with the
/// program and not by it, so that a run need not read these texts.
#[allow(long_running_const_eval, reason = "reads some hundred thousand bytes once, which takes a second")]
const FINGERPRINT: u64 = {
    let mut all = mixed(8, PARLIAMENTS);
    all = mixed(all, REVIEWS);
    let mut at = 0;
    while at < BUILT_IN.len() {
        all = mixed(all, BUILT_IN[at].1);
        at += 1;
    }
    all
};

/// A number that changes with another and with a text.
const fn mixed(mut all: u64, text: &str) -> u64 {
    let mut rest = text.as_bytes();
    all = mix(all, rest.len() as u64);
    while let Some((eight, more)) = rest.split_first_chunk() {
        all = mix(all, u64::from_le_bytes(*eight));
        rest = more;
    }
    while let [byte, more @ ..] = rest {
        all = mix(all, *byte as u64);
        rest = more;
    }
    all
}

/// Writes a map in the order of its keys, so that the same map gives the same bytes.
pub(super) fn in_order<S: Serializer, V: Serialize>(map: &HashMap<String, V>, to: S) -> Result<S::Ok, S::Error> {
    map.iter().collect::<BTreeMap<_, _>>().serialize(to)
}

/// Bytes that are copied at once; a list of numbers would be read one by one.
pub(super) mod bytes {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::rules) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(in crate::rules) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        <&[u8]>::deserialize(from).map(<[u8]>::to_vec)
    }
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
