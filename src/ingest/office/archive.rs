//! The archive around a document: its parts, and how far they may unfold.

use crate::error::{Error, Result};
use crate::ingest::limits::Limits;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{BufReader, Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Nothing that people write unfolds into more than so many times its size.
const MOST_RATIO: u64 = 200;
/// Smaller parts may unfold as they like, in bytes.
const SMALL: u64 = 16 << 20;

/// Which of the two formats an archive has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Docx,
    Odt,
}

/// What stands in a part, one piece after the other.
pub(super) enum Piece<'a> {
    Start(&'a BytesStart<'a>),
    /// The end of an element, with its name without prefix.
    End(&'a str),
    Text(&'a str),
}

/// An open archive.
pub(super) struct Archive<'a> {
    path: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) kind: Kind,
    /// Bytes that may still be unfolded.
    left: u64,
    limit: u64,
    max_depth: usize,
    pub(super) warnings: Vec<String>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(path: &'a str, bytes: &'a [u8], limits: &Limits) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(path))?;
        let kind = if zip.index_for_name("content.xml").is_some() { Kind::Odt } else { Kind::Docx };
        let limit = u64::try_from(limits.max_expanded).unwrap_or(u64::MAX);
        Ok(Self { path, zip, kind, left: limit, limit, max_depth: limits.max_depth, warnings: Vec::new() })
    }

    /// The part that holds the text of a DOCX file: most often `word/document.xml`.
    pub(super) fn main_part(&self) -> String {
        let is_main = |name: &&str| name.starts_with("word/document") && name.ends_with(".xml");
        let names: Vec<&str> = self.zip.file_names_raw().filter_map(|name| std::str::from_utf8(name).ok()).collect();
        names.into_iter().filter(is_main).min().unwrap_or("word/document.xml").to_owned()
    }

    /// Walks through a part that may be missing. One that is damaged is left
    /// out with a warning: it is not the text itself.
    pub(super) fn walk(&mut self, part: &str, piece: impl FnMut(&Piece)) -> Result<()> {
        match self.walk_through(part, piece) {
            Ok(()) | Err(Trouble::Missing) => Ok(()),
            Err(Trouble::Damaged) => {
                self.warnings.push(format!("{part} in the file is damaged and was left out"));
                Ok(())
            }
            Err(Trouble::Refused(error)) => Err(error),
        }
    }

    /// Walks through the part with the text.
    pub(super) fn walk_text(&mut self, part: &str, piece: impl FnMut(&Piece)) -> Result<()> {
        self.walk_through(part, piece).map_err(|trouble| match trouble {
            Trouble::Missing | Trouble::Damaged => damaged(self.path),
            Trouble::Refused(error) => error,
        })
    }

    fn walk_through(&mut self, part: &str, mut piece: impl FnMut(&Piece)) -> std::result::Result<(), Trouble> {
        let (path, limit) = (self.path, self.limit);
        let file = self.zip.by_name(part).map_err(|error| match error {
            ZipError::FileNotFound => Trouble::Missing,
            ZipError::UnsupportedArchive(_) | ZipError::InvalidPassword => Trouble::Refused(locked(path)),
            _ => Trouble::Damaged,
        })?;
        if file.encrypted() {
            return Err(Trouble::Refused(locked(path)));
        }
        let by_ratio = file.compressed_size().saturating_mul(MOST_RATIO).max(SMALL);
        let most = self.left.min(by_ratio);
        let mut meter = Meter { inner: file, left: most };
        let result = events(BufReader::new(&mut meter), self.max_depth, &mut piece);
        let used = most - meter.left;
        self.left -= used;
        match result {
            Err(Fault::TooDeep) => Err(Trouble::Refused(Error::file(
                path,
                format!("holds elements more than {} deep in each other", self.max_depth),
                "it was not made by an office program; save it anew with one",
            ))),
            Err(Fault::Damaged) if meter.left == 0 => Err(Trouble::Refused(Error::file(
                path,
                format!("unfolds into more than {} MB", most.min(limit) >> 20),
                "it is no honest document; save it anew with an office program, without pictures",
            ))),
            Err(Fault::Damaged) => Err(Trouble::Damaged),
            Ok(()) => Ok(()),
        }
    }
}

/// Why a part could not be walked through.
enum Trouble {
    Missing,
    Damaged,
    Refused(Error),
}

enum Fault {
    TooDeep,
    Damaged,
}

/// Lets so many bytes through, and fails on the next one.
struct Meter<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Meter<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 && !buffer.is_empty() {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let count = self.inner.read(&mut buffer[..most])?;
        self.left -= u64::try_from(count).unwrap_or(0);
        Ok(count)
    }
}

fn damaged(path: &str) -> Error {
    let hint = "download or save it again; an office program may be able to repair it";
    Error::file(path, "is a damaged DOCX or ODT file", hint)
}

fn locked(path: &str) -> Error {
    Error::file(path, "is locked with a password", "save it without a password first")
}

/// Hands over what stands in an XML file.
fn events(
    source: BufReader<impl Read>,
    max_depth: usize,
    piece: &mut impl FnMut(&Piece),
) -> std::result::Result<(), Fault> {
    let mut reader = Reader::from_reader(source);
    reader.config_mut().allow_dangling_amp = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Err(_) => return Err(Fault::Damaged),
            Ok(Event::Eof) if depth > 0 => return Err(Fault::Damaged),
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > max_depth {
                    return Err(Fault::TooDeep);
                }
                piece(&Piece::Start(&start));
            }
            Ok(Event::Empty(start)) => {
                piece(&Piece::Start(&start));
                piece(&Piece::End(start.local_name().into_inner()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                piece(&Piece::End(end.local_name().into_inner()));
            }
            Ok(Event::Text(text)) => piece(&Piece::Text(&text)),
            Ok(Event::CData(text)) => piece(&Piece::Text(&text)),
            Ok(Event::GeneralRef(entity)) => {
                let mut place = [0; 4];
                if let Some(c) = character(&entity) {
                    piece(&Piece::Text(c.encode_utf8(&mut place)));
                }
            }
            Ok(_) => {}
        }
    }
}

/// The character that an entity stands for; those that a document declares itself
/// stand for nothing.
fn character(entity: &BytesRef) -> Option<char> {
    match &**entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => entity.resolve_char_ref().ok().flatten(),
    }
}

/// Value of an attribute, by its name without prefix.
pub(super) fn value(start: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    Some(
        found
            .normalized_value(XmlVersion::Implicit1_0)
            .map_or_else(|_| found.value.to_string(), |value| value.into_owned()),
    )
}
