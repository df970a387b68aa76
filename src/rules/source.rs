//! Packs as they were read, kept beside what they mean, so that every word
//! that is found can be traced to its line.

use super::faults::Faults;
use super::schema::PackFile;
use super::shape;
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::path::Path;
use toml::Spanned;

/// The packs that are built into the program.
pub(super) const BUILT_IN: &[(&str, &str)] = &[
    ("rules/uk-digital.toml", include_str!("../../rules/uk-digital.toml")),
    ("rules/commitments.toml", include_str!("../../rules/commitments.toml")),
    ("rules/references.toml", include_str!("../../rules/references.toml")),
    ("rules/roles.toml", include_str!("../../rules/roles.toml")),
    ("rules/money.toml", include_str!("../../rules/money.toml")),
    ("rules/flags.toml", include_str!("../../rules/flags.toml")),
    ("rules/checks.toml", include_str!("../../rules/checks.toml")),
    ("rules/abbreviations.toml", include_str!("../../rules/abbreviations.toml")),
];

/// A pack with the file that it was read from.
#[derive(Debug)]
pub struct Source {
    /// The path as it was given; for built-in packs the path in the project.
    pub path: String,
    /// The text of the file.
    pub text: Cow<'static, str>,
    /// What is written in it.
    pub pack: PackFile,
    /// True for the packs of the program.
    pub built_in: bool,
}

impl Source {
    /// The id of the pack.
    pub fn id(&self) -> &str {
        self.pack.pack.id.get_ref()
    }

    /// The line of a value, counted from 1.
    pub fn line<T>(&self, value: &Spanned<T>) -> usize {
        let before = self.text.get(..value.span().start).unwrap_or_default();
        1 + memchr::memchr_iter(b'\n', before.as_bytes()).count()
    }
}

/// The packs that are built in. A broken one is a fault, which the tests rule out.
pub(super) fn built_in(faults: &mut Faults) -> Vec<Source> {
    let mut sources = Vec::new();
    for (path, text) in BUILT_IN {
        read(path, Cow::Borrowed(text), true, &mut sources, faults);
    }
    sources
}

/// Reads a pack from a file and puts it behind the others or in the place of its namesake.
///
/// # Errors
/// Where the file cannot be read as text. What is wrong with the pack is a fault.
pub(super) fn read_file(path: &Path, sources: &mut Vec<Source>, faults: &mut Faults) -> Result<()> {
    let bytes = std::fs::read(path).map_err(|error| Error::io(path, &error))?;
    let shown = path.display().to_string();
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::file(&shown, "is not UTF-8 text", "save the rule pack as UTF-8"))?;
    read(&shown, Cow::Owned(text), false, sources, faults);
    Ok(())
}

fn read(path: &str, text: Cow<'static, str>, built_in: bool, sources: &mut Vec<Source>, faults: &mut Faults) {
    faults.enter(path, &text);
    match toml::from_str::<PackFile>(&text) {
        Ok(pack) => {
            let source = Source { path: path.to_owned(), text, pack, built_in };
            match sources.iter().position(|known| known.id() == source.id()) {
                Some(at) => sources[at] = source,
                None => sources.push(source),
            }
        }
        Err(error) => shape::check(&text, &error, faults),
    }
}
