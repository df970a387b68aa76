//! Rule packs: the vocabulary of the program, kept in `rules/*.toml`.
//!
//! As written (`schema`), then checked (`load`, `faults`, `selftest`), then
//! one compiled matcher (`compile`, with `vocabulary`, `packed`, `phrases`,
//! `patterns`, `anchors` and `money_words`). Code holds the grammar, packs hold the words.

mod abbreviations;
mod anchors;
mod calendar;
mod compile;
mod cue_class;
mod deflators;
mod faults;
mod load;
mod money_words;
mod packed;
mod patterns;
mod phrases;
pub mod schema;
mod selftest;
mod topics;
mod vocabulary;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use calendar::{Calendar, Stretch};
pub use compile::{Cue, CueHit, Flag, FlagHit, RuleSet, Scan, Strength, TopicHit};
pub use cue_class::CueClass;
pub use deflators::{Deflators, Prices};
pub use money_words::{MoneyWords, NumberWord};
pub use schema::{FlagScope, Side};
pub use topics::settle;
pub use vocabulary::{Gap, Token, UNKNOWN, WordId};
