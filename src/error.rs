//! The one error type: which file, which place, what was expected, what to do.

use crate::model::Deadline;
use std::path::Path;
use thiserror::Error;

/// Something that keeps the program from doing a part of its job.
#[derive(Debug, Error)]
pub enum Error {
    /// A file could not be read or written.
    #[error("{path}: {problem}\n  hint: {hint}")]
    File {
        /// The path as it was given.
        path: String,
        /// What is wrong.
        problem: String,
        /// What to do about it.
        hint: String,
    },
    /// A rule pack is not valid. The text shows each fault with its line and a caret.
    #[error("{0}")]
    Rules(String),
    /// The command line asks for something that cannot be.
    #[error("{problem}\n  hint: {hint}")]
    Usage {
        /// What is wrong.
        problem: String,
        /// What to do about it.
        hint: String,
    },
}

impl Error {
    /// A fault of a file.
    pub fn file(path: impl Into<String>, problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::File { path: path.into(), problem: problem.into(), hint: hint.into() }
    }

    /// A document that was not done in time.
    pub fn too_slow(path: impl Into<String>, deadline: Deadline) -> Self {
        let problem = format!("was not done within {} s and is given up", deadline.allowed().as_secs_f64());
        Self::file(path, problem, "allow more with --max-time, or split it")
    }

    /// A fault of the command line.
    pub fn usage(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { problem: problem.into(), hint: hint.into() }
    }

    /// An error of the operating system on a path, in plain words.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let (problem, hint) = match error.kind() {
            Kind::NotFound => ("no such file".into(), "check the spelling of the path"),
            Kind::PermissionDenied => ("permission denied".into(), "check who may read or write it"),
            Kind::IsADirectory => {
                ("is a folder, a file was expected".into(), "name the files in it, for example with FOLDER/*.md")
            }
            Kind::StorageFull | Kind::QuotaExceeded => {
                ("the disk is full".into(), "free some space or write elsewhere")
            }
            Kind::FileTooLarge => ("the file may not become so large".into(), "raise the limit or write elsewhere"),
            _ => (error.to_string(), "check the path and try again"),
        };
        Self::file(path.display().to_string(), problem, hint)
    }
}

/// Result with the error of this program.
pub type Result<T> = std::result::Result<T, Error>;
