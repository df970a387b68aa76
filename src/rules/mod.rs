//! Rule packs: the vocabulary of the program, kept in `rules/*.toml`.
//!
//! As written, then validated, then one compiled matcher. Code holds the
//! grammar, packs hold the words.

mod abbreviations;

pub use abbreviations::{Abbreviation, Abbreviations};
