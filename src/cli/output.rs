//! Where the output goes: the terminal, a pipe, or a file that is written whole or not at all.
//!
//! A file is opened before any work is done, so that a wrong path costs no
//! time; it takes the name of the target only when everything stands in it.

use super::args::OutputArgs;
use super::stop;
use crate::error::{Error, Result};
use crate::render::Look;
use anstream::AutoStream;
use clap::ColorChoice;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Columns where no terminal says how many there are.
const DEFAULT_WIDTH: u16 = 80;
/// Tables are laid out for no fewer columns than this.
const LEAST_WIDTH: u16 = 76;
/// Lines longer than this are hard to read; only `--width` goes beyond it.
const READABLE_WIDTH: u16 = 140;

/// An output that is ready to be written to.
pub(super) struct Output {
    target: Target,
    colour: bool,
    links: bool,
    width: u16,
}

enum Target {
    Stdout,
    /// A regular file, written beside its place and moved there at the end.
    Whole {
        file: NamedTempFile,
        /// Where it is moved at the end.
        place: PathBuf,
        /// The path as it was given.
        path: PathBuf,
    },
    /// A device or pipe, which cannot be replaced, or a file that is gone on with.
    Device {
        file: File,
        path: PathBuf,
    },
}

impl Output {
    /// Opens the output; `inputs` are files that must not be overwritten.
    ///
    /// # Errors
    /// Where the target cannot be written or is one of the inputs.
    pub(super) fn open<'a>(args: &OutputArgs, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<Self> {
        let Some(path) = &args.output else {
            let choice = match args.color {
                ColorChoice::Auto => AutoStream::choice(&io::stdout()),
                ColorChoice::Always => anstream::ColorChoice::Always,
                ColorChoice::Never => anstream::ColorChoice::Never,
            };
            let terminal = comfy_table::Table::new().width().map(|columns| columns.clamp(LEAST_WIDTH, READABLE_WIDTH));
            let width = args.width.or(terminal).unwrap_or(DEFAULT_WIDTH);
            let colour = choice != anstream::ColorChoice::Never;
            let links = colour && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
            return Ok(Self { target: Target::Stdout, colour, links, width });
        };
        let target = open_file(path, inputs)?;
        let colour = args.color == ColorChoice::Always;
        Ok(Self { target, colour, links: false, width: args.width.unwrap_or(DEFAULT_WIDTH) })
    }

    /// Refuses to write to a file that is read.
    pub(super) fn refuse_input<'a>(path: &Path, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<()> {
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if inputs.into_iter().any(|input| fs::canonicalize(input).is_ok_and(|input| input == place)) {
            let problem = format!("--output {} would overwrite an input", path.display());
            return Err(Error::usage(problem, "choose another name for the output"));
        }
        Ok(())
    }

    /// An output that is written at its end, and stays as far as it came.
    pub(super) fn appending(file: File, path: PathBuf) -> Self {
        Self { target: Target::Device { file, path }, colour: false, links: false, width: DEFAULT_WIDTH }
    }

    /// Writes everything that `write` gives. A reader that goes away early, as
    /// `head` does, is no error.
    ///
    /// # Errors
    /// Where the target cannot be written; a file is then left as it was.
    pub(super) fn write(self, write: impl FnOnce(Look, &mut dyn Write) -> io::Result<()>) -> Result<()> {
        self.write_if(|look, out| write(look, out).map(|()| true))
    }

    /// The same; where `write` says that there was nothing to write, a file is left as it was.
    pub(super) fn write_if(self, write: impl FnOnce(Look, &mut dyn Write) -> io::Result<bool>) -> Result<()> {
        let look = Look { width: self.width, colour: self.colour, links: self.links, evidence: 1 };
        match self.target {
            Target::Stdout => {
                let mut stream = BufWriter::new(AutoStream::always(io::stdout()));
                let done = write(look, &mut stream).and_then(|_| stream.flush());
                match done {
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                    done => done.map_err(|error| Error::io(Path::new("standard output"), &error)),
                }
            }
            Target::Whole { file, place, path } => {
                // The file itself is written to: what wraps it would put its passing name into messages.
                let mut stream = BufWriter::new(file.as_file());
                let done = write(look, &mut stream).and_then(|is_wanted| stream.flush().map(|()| is_wanted));
                drop(stream);
                if done.map_err(|error| Error::io(&path, &error))? {
                    file.persist(&place).map_err(|error| Error::io(&path, &error.error))?;
                }
                Ok(())
            }
            Target::Device { file, path } => {
                let mut stream = BufWriter::new(file);
                let done = write(look, &mut stream).and_then(|_| stream.flush());
                done.map_err(|error| Error::io(&path, &error))
            }
        }
    }
}

fn open_file<'a>(path: &Path, inputs: impl IntoIterator<Item = &'a PathBuf>) -> Result<Target> {
    let existing = fs::metadata(path).ok();
    // A symbolic link stays one: the file behind it is replaced.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if let Some(meta) = &existing {
        if meta.is_dir() {
            return Err(Error::io(path, &io::ErrorKind::IsADirectory.into()));
        }
        Output::refuse_input(path, inputs)?;
        if !meta.is_file() {
            let file = File::options().write(true).open(path).map_err(|error| Error::io(path, &error))?;
            return Ok(Target::Device { file, path: path.to_owned() });
        }
        if meta.permissions().readonly() {
            return Err(Error::io(path, &io::ErrorKind::PermissionDenied.into()));
        }
    }
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = beside(folder).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Error::file(
            path.display().to_string(),
            format!("there is no folder {}", folder.display()),
            "make the folder first or write elsewhere",
        ),
        _ => Error::io(path, &error),
    })?;
    if let Some(meta) = existing {
        file.as_file().set_permissions(meta.permissions()).map_err(|error| Error::io(path, &error))?;
    }
    Ok(Target::Whole { file, place, path: path.to_owned() })
}

/// A hidden file in `folder` that goes away unless it is given a name.
fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".moneymouth-");
    // What others may do with the file is for the umask to say, as with any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    stop::remove_when_stopped(file.path());
    Ok(file)
}
