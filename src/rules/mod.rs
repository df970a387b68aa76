//! Rule packs: the vocabulary of the program, kept in `rules/*.toml`.
//!
//! As written (`schema`), then checked (`load`, `faults`, `selftest`), then
//! one compiled matcher (`compile`, with `vocabulary`, `packed`, `phrases`, `edges`,
//! `patterns`, `anchors`, `groups`, `expression`, `steps`, `program` and `money_words`), which is
//! `stored` for the built-in packs. `trail` leads back from words to the lines of
//! the packs; `shape` and `lint` tell authors what is wrong. Code holds the grammar,
//! packs hold the words.

mod abbreviations;
mod anchors;
mod announcements;
mod calendar;
mod compile;
mod cue_class;
mod cue_use;
mod deflators;
mod docs;
mod edges;
mod expression;
mod faults;
mod groups;
mod lint;
mod listed;
mod load;
mod marks;
mod money_words;
mod packed;
mod patterns;
mod phrases;
mod program;
pub mod schema;
mod selftest;
mod shape;
mod source;
mod speakers;
mod steps;
mod stored;
mod tables;
mod topics;
mod trail;
mod vocabulary;

pub use abbreviations::{Abbreviation, Abbreviations};
pub use announcements::{announcements_csv, built_in_announcements, load_announcements};
pub use calendar::{Calendar, Stretch};
pub use compile::{Cue, CueHit, Flag, FlagHit, RuleSet, Scan, Strength, TopicHit};
pub use cue_class::CueClass;
pub use deflators::{Deflators, Prices};
pub use docs::{flags_page, rules_page};
pub use faults::{Faults, nearest};
pub use lint::warnings;
pub use marks::Marks;
pub use money_words::{MoneyWords, NumberWord};
pub use schema::{FlagScope, Side, Text};
pub use selftest::test_topics;
pub use shape::{check_shape, pack_schema};
pub use source::Source;
pub use speakers::{SpeakerWords, comparable};
pub use stored::stored_form;
pub use tables::{ColumnHead, TableWords};
pub use topics::{only_weak, settle};
pub use trail::{Origin, Owner, Part, Trail, is_hit};
pub use vocabulary::{Gap, Token, UNKNOWN, WordId, head_of};
