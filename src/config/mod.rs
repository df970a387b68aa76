//! `moneymouth.toml`: settings as they are typed, then resolved for one text,
//! each value with where it comes from.
//!
//! The file nearest above the text holds, and no other: two files are never
//! mixed. The command line is stronger than the file.

mod file;
mod find;
mod resolve;
mod show;

pub use file::{Config, FailOn, config_schema};
pub use find::{FILE_NAME, find};
pub use resolve::{Choices, Origin, Resolved, Set, resolve};
pub use show::write_settings;
