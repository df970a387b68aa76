//! ZIP archives of documents: each member is a document of its own, and an
//! archive in an archive is opened in turn.
//!
//! Nothing is written to the disk. A member may not unfold into more than the
//! limits allow, nor into many times its packed size.

use super::entry::{Entry, Found, SkipReason, Skipped};
use super::{Limits, is_read_by_name};
use crate::error::{Error, Result};
use std::io::{Cursor, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Archives in archives that are opened.
const NESTED: usize = 8;
/// A member may unfold into so many times its packed size, ...
const MOST_TIMES: u64 = 40;
/// ... or into so many bytes where it is small.
const SMALL: u64 = 1 << 20;

/// Where an archive is read from.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// Says of the path of a member whether it is left out.
pub type Exclude = Box<dyn Fn(&str) -> bool + Send>;

/// The documents of an archive.
pub struct Archive {
    /// The archives that are open, each within the one before.
    open: Vec<Open>,
    limits: Limits,
    exclude: Exclude,
    /// Bytes that all members together may still unfold into.
    left: u64,
}

struct Open {
    path: String,
    zip: ZipArchive<Box<dyn Source>>,
    next: usize,
}

impl Archive {
    /// Opens the archive at `path`.
    ///
    /// # Errors
    /// Where it is no archive that can be read.
    pub fn open(path: &str, source: impl Source + 'static, limits: Limits, exclude: Exclude) -> Result<Self> {
        let open = vec![open(path, Box::new(source))?];
        Ok(Self { open, limits, exclude, left: limits.max_expanded as u64 })
    }

    /// Reads the next member of the innermost archive; `None` where it is a folder.
    fn member(&mut self) -> Option<Found> {
        let depth = self.open.len();
        let archive = self.open.last_mut()?;
        let index = archive.next;
        archive.next += 1;
        let within = archive.path.clone();
        let mut file = match archive.zip.by_index(index) {
            Ok(file) => file,
            Err(error) => {
                return Some(Found::Failed(told(&format!("{within}, member {}", index + 1), &error)));
            }
        };
        if file.is_dir() {
            return None;
        }
        let raw = || String::from_utf8_lossy(file.name_raw());
        let name = file.name().unwrap_or_else(|_| raw()).replace('\\', "/");
        let path = format!("{within}/{name}");
        if file.enclosed_name().is_none() || name.starts_with('/') {
            let hint = "an archive with such names is broken or hostile; make it again";
            return Some(Found::Failed(Error::file(path, "has a name that leads out of the archive", hint)));
        }
        let skipped = |reason| Some(Found::Skipped(Skipped { path: path.clone(), reason }));
        if name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX") {
            return skipped(SkipReason::Hidden);
        }
        if (self.exclude)(&name) {
            return skipped(SkipReason::Excluded);
        }
        let is_archive = name.to_ascii_lowercase().ends_with(".zip");
        if !is_archive && !is_read_by_name(&name) {
            return skipped(SkipReason::Format);
        }
        let times = file.compressed_size().saturating_mul(MOST_TIMES).max(SMALL);
        let most = times.min(self.limits.max_bytes as u64).min(self.left);
        let mut bytes = Vec::new();
        if let Err(error) = (&mut file).take(most.saturating_add(1)).read_to_end(&mut bytes) {
            return Some(Found::Failed(told(&path, &ZipError::Io(error))));
        }
        drop(file);
        if bytes.len() as u64 > most {
            return Some(Found::Failed(self.too_large(path, most, times)));
        }
        self.left -= bytes.len() as u64;
        if !is_archive {
            return Some(Found::Entry(Entry { path, bytes, format: None, date: None, title: None }));
        }
        let deepest = NESTED.min(self.limits.max_depth);
        if depth >= deepest {
            let problem = format!("is an archive within {depth} others, {deepest} are opened at most");
            return Some(Found::Failed(Error::file(path, problem, "unpack it first")));
        }
        match open(&path, Box::new(Cursor::new(bytes))) {
            Ok(inner) => {
                self.open.push(inner);
                None
            }
            Err(error) => Some(Found::Failed(error)),
        }
    }

    fn too_large(&self, path: String, most: u64, times: u64) -> Error {
        let (problem, hint) = if most == self.left {
            let all = self.limits.max_expanded;
            (
                format!("makes the archive unfold into more than {all} bytes"),
                "allow more with --max-expanded, or split it",
            )
        } else if most == times {
            let problem = format!("unfolds into more than {MOST_TIMES} times its size");
            (problem, "no text does so; unpack it first where it is to be trusted")
        } else {
            (format!("is larger than {most} bytes"), "allow more with --max-size, or split it")
        };
        Error::file(path, problem, hint)
    }
}

impl Iterator for Archive {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some(archive) = self.open.last() {
            if archive.next >= archive.zip.len() {
                self.open.pop();
            } else if let Some(found) = self.member() {
                return Some(found);
            }
        }
        None
    }
}

fn open(path: &str, source: Box<dyn Source>) -> Result<Open> {
    let zip = ZipArchive::new(source).map_err(|error| told(path, &error))?;
    Ok(Open { path: path.to_owned(), zip, next: 0 })
}

fn told(path: &str, error: &ZipError) -> Error {
    let (problem, hint) = match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            ("is protected by a password".into(), "unpack it first")
        }
        ZipError::UnsupportedArchive(why) => {
            (format!("is packed in a way that is not read: {why}"), "pack it again with deflate")
        }
        error => (format!("is no whole ZIP archive: {error}"), "fetch it again, or unpack it first"),
    };
    Error::file(path, problem, hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn pack(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn unpack(bytes: Vec<u8>, limits: Limits) -> Vec<String> {
        let exclude: Exclude = Box::new(|name| name.starts_with("old/"));
        let archive = match Archive::open("a.zip", Cursor::new(bytes), limits, exclude) {
            Ok(archive) => archive,
            Err(error) => return vec![error.to_string()],
        };
        archive
            .map(|found| match found {
                Found::Entry(entry) => format!("{} = {}", entry.path, String::from_utf8_lossy(&entry.bytes)),
                Found::Skipped(Skipped { path, reason }) => format!("{path} skipped: {reason}"),
                Found::Failed(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    #[test]
    fn members_are_documents() {
        let inner = pack(&[("deep.txt", b"We build.")]);
        let bytes = pack(&[
            ("a/b.md", b"# Plan"),
            ("photo.png", b"x"),
            ("old/c.md", b"x"),
            ("__MACOSX/b.md", b"x"),
            ("inner.zip", &inner),
            ("../../etc/passwd.txt", b"x"),
            ("last.txt", b"We pay."),
        ]);
        assert_eq!(
            unpack(bytes, Limits::default()),
            [
                "a.zip/a/b.md = # Plan",
                "a.zip/photo.png skipped: of a format that is not read in folders and archives",
                "a.zip/old/c.md skipped: excluded",
                "a.zip/__MACOSX/b.md skipped: hidden in an archive",
                "a.zip/inner.zip/deep.txt = We build.",
                "a.zip/../../etc/passwd.txt: has a name that leads out of the archive",
                "a.zip/last.txt = We pay.",
            ]
        );
    }

    #[test]
    fn bombs_are_refused() {
        let zeros = vec![b' '; 3 << 20];
        let bomb = pack(&[("bomb.txt", &zeros), ("next.txt", b"We pay.")]);
        let found = unpack(bomb.clone(), Limits::default());
        assert_eq!(found, ["a.zip/bomb.txt: unfolds into more than 40 times its size", "a.zip/next.txt = We pay."]);
        let small = Limits { max_bytes: 1000, ..Limits::default() };
        assert_eq!(unpack(bomb.clone(), small)[0], "a.zip/bomb.txt: is larger than 1000 bytes");
        let few = Limits { max_expanded: 3, ..Limits::default() };
        let expected = "a.zip/next.txt: makes the archive unfold into more than 3 bytes";
        assert_eq!(unpack(pack(&[("next.txt", b"We pay.")]), few), [expected]);
        let mut nested = pack(&[("a.txt", b"We pay.")]);
        for _ in 0..NESTED + 2 {
            nested = pack(&[("inner.zip", &nested)]);
        }
        let found = unpack(nested, Limits::default());
        assert!(found.len() == 1 && found[0].contains("is an archive within 8 others"), "{found:?}");
    }

    #[test]
    fn damage_never_panics() {
        let whole = pack(&[("a.txt", b"We will pay for fibre."), ("b.md", b"# Plan\n\nWe build.")]);
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            assert!(!unpack(flipped, Limits::default()).is_empty() || at > 0);
            assert!(unpack(whole[..at].to_vec(), Limits::default())[0].contains("is no whole ZIP archive"), "{at}");
        }
    }
}
