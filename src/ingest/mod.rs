//! Reading: the bytes of a file become a [`Document`], and a document becomes
//! sentences.
//!
//! One file per format, all of which push what a reader would see into one
//! `blocks::Blocks`. Nothing here knows what the words mean.

#[cfg(feature = "archives")]
mod archive;
mod article;
mod blocks;
mod captions;
mod comments;
mod cues;
mod decode;
mod detect;
mod elements;
mod entry;
#[cfg(any(feature = "pdf", feature = "sheets"))]
mod guarded;
mod html;
mod in_time;
mod json_lines;
mod kramdown;
mod limits;
mod lines;
mod markdown;
mod meta;
mod notices;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod segment;
mod sheet;
mod speaker;
mod stops;
mod turns;
#[cfg(feature = "sheets")]
mod workbook;

#[cfg(feature = "archives")]
pub use archive::{Archive, Exclude};
pub use comments::{Comment, comments, has_lines, source_text};
pub use detect::of_name as format_of_name;
pub use entry::{Entry, Found, SkipReason, Skipped, read_entry};
pub use in_time::read_in_time;
pub use json_lines::JsonLines;
pub use limits::Limits;
pub use segment::sentences;
pub use sheet::{read_sheets, sheets_of, tables_of};

use crate::error::{Error, Result};
use crate::model::{Block, BlockKind, Deadline, Document, Format, thousands};
use crate::text::LineIndex;
use blocks::Blocks;
use jiff::civil::Date;
use meta::Meta;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// So many blocks may stand before the end of a title page, with the date on it.
const HEAD_BLOCKS: usize = 12;
/// The title of a plain text is among so many blocks.
const TITLE_BLOCKS: usize = 3;

/// What the caller knows about a file before it is read.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format, where the name of the file should not decide.
    pub format: Option<Format>,
    /// The date of the document, where it does not say.
    pub date: Option<Date>,
    /// Read all of a web page, with what stands around its text.
    pub whole_page: bool,
    /// How much of it is read.
    pub limits: Limits,
    /// When reading is given up, where the bytes can be given away with it.
    pub deadline: Deadline,
    /// Only what this speaker says, in a text with several.
    pub speaker: Option<String>,
}

/// Reads the file at `path`.
///
/// # Errors
/// Where it cannot be opened, is too large, is not text, or holds none.
pub fn read_path(path: &Path, options: &ReadOptions) -> Result<Document> {
    let io = |error| Error::io(path, &error);
    let file = File::open(path).map_err(io)?;
    let known = file.metadata().map_or(0, |about| about.len());
    let limit = options.limits.max_bytes as u64;
    let mut bytes = Vec::with_capacity(usize::try_from(known.min(limit)).unwrap_or(0));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
    read_in_time(&path.to_string_lossy(), bytes, options)
}

/// Reads a file that is already in memory. `path` is shown in messages, and
/// its ending says which format it is; `-` is standard input.
///
/// # Errors
/// As [`read_path`], without those of the disk.
pub fn read_bytes(path: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    if bytes.len() > options.limits.max_bytes {
        let problem = format!("is larger than {}", limits::in_words(options.limits.max_bytes));
        return Err(Error::file(path, problem, "allow more with --max-size, or split it into smaller files"));
    }
    let format = detect::format(path, bytes, options.format)?;
    let mut warnings = Vec::new();
    let is_cut;
    let (format, meta, clean, mut blocks, source, lines) = if detect::is_text(format) {
        let decoded = decode::decode(path, bytes, format)?;
        let text = decoded.text.as_ref();
        let is_captions = format == Format::Text && options.format.is_none() && cues::looks_like(text);
        let format = if is_captions { Format::Captions } else { format };
        let mut blocks = Blocks::new(text.len());
        let meta = read_text(text, format, options.whole_page, &mut blocks);
        is_cut = blocks.is_cut;
        let (clean, blocks, source) = blocks.finish(decoded.base);
        let lines = LineIndex::new(if decoded.base > 0 { bytes } else { text.as_bytes() });
        (format, meta, clean, blocks, source, lines)
    } else {
        let mut blocks = Blocks::new(0);
        let read = if format == Format::Pdf { read_pdf } else { read_office };
        let (meta, said) = read(path, bytes, options, &mut blocks)?;
        warnings.extend(said);
        is_cut = blocks.is_cut;
        let (clean, blocks, source, lines) = blocks.finish_unpacked();
        (format, meta, clean, blocks, source, lines)
    };
    if blocks.is_empty() {
        return Err(Error::file(path, "holds no text", "name a file with text in it"));
    }
    if !options.whole_page {
        notices::mark(&clean, &mut blocks);
    }
    let title = meta.title.or_else(|| first_heading(format, &blocks).map(|block| block.span.of(&clean).to_owned()));
    let of_head = || blocks.iter().take(HEAD_BLOCKS).find_map(|block| meta::date_of_line(block.span.of(&clean)));
    let date = meta.date.or_else(|| meta::date_of_name(path)).or_else(of_head).or(options.date).or(meta.saved);
    let mut document =
        Document { path: path.to_owned(), format, title, date, text: clean, blocks, source, lines, warnings };
    if let Some(last) = document.blocks.last().filter(|_| is_cut) {
        let (most, line) = (thousands(&document.blocks.len().to_string()), document.line_of(last.span));
        document.warnings.push(format!(
            "only the first {most} paragraphs, items and cells are read, up to line {line}; split the text to have the others"
        ));
    }
    speaker::keep(document, options.speaker.as_deref())
}

/// Reads a format whose bytes are text.
fn read_text(text: &str, format: Format, whole_page: bool, blocks: &mut Blocks) -> Meta {
    match format {
        Format::Markdown => markdown::read(text, blocks),
        Format::Html => html::read(text, whole_page, blocks),
        Format::Captions => {
            captions::read(text, blocks);
            Meta::default()
        }
        _ => {
            plain::read(&comments::hide(text), blocks);
            Meta::default()
        }
    }
}

/// True for names that are read in folders and archives.
pub fn is_read_by_name(path: &str) -> bool {
    format_of_name(path).is_some()
}

/// The heading that is the title. In plain text a heading is a guess, and one
/// far from the top is that of a chapter.
fn first_heading(format: Format, blocks: &[Block]) -> Option<&Block> {
    let near = if format == Format::Text { TITLE_BLOCKS } else { blocks.len() };
    blocks.iter().take(near).find(|block| block.kind == BlockKind::Heading)
}

/// Reads a PDF file, where this build can.
fn read_pdf(path: &str, bytes: &[u8], options: &ReadOptions, blocks: &mut Blocks) -> Result<(Meta, Vec<String>)> {
    #[cfg(feature = "pdf")]
    return pdf::read(path, bytes, options, blocks);
    #[cfg(not(feature = "pdf"))]
    {
        let _ = (bytes, options, blocks);
        let hint = "convert it to text first, for example with pdftotext, or build with the feature `pdf`";
        Err(Error::file(path, "is a PDF file, which this build cannot read", hint))
    }
}

/// Reads a DOCX or ODT file, where this build can.
fn read_office(path: &str, bytes: &[u8], options: &ReadOptions, blocks: &mut Blocks) -> Result<(Meta, Vec<String>)> {
    #[cfg(feature = "office")]
    return office::read(path, bytes, &options.limits, blocks);
    #[cfg(not(feature = "office"))]
    {
        let _ = (bytes, options, blocks);
        let hint = "save it as text or HTML first, or build with the feature `office`";
        Err(Error::file(path, "is a DOCX or ODT file, which this build cannot read", hint))
    }
}

#[cfg(test)]
mod tests;
