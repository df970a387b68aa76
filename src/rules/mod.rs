//! Rule packs: the vocabulary of the program, kept in `rules/*.toml`.
//!
//! As written (`schema`), then checked (`load`, `faults`, `selftest`), then
//! one compiled matcher (`compile`, with `vocabulary`, `packed`, `phrases`,
//! `patterns`, `anchors` and `money_words`). Code holds the grammar, packs hold the words.

mod abbreviations;
mod anchors;
mod compile;
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
pub use compile::{Cue, CueHit, Flag, FlagHit, RuleSet, Scan, Strength, TopicHit};
pub use money_words::{MoneyWords, NumberWord};
pub use schema::{CueClass, FlagScope, Side};
pub use topics::settle;
pub use vocabulary::{Gap, Token, UNKNOWN, WordId};
