//! Workbooks: XLSX and ODS.
//!
//! A workbook is unpacked once to see how large it is before it is read, and
//! numbers of repeated cells in ODS are cut down: a few bytes could otherwise
//! stand for a grid that no memory holds.

use super::Limits;
use super::guarded::guarded;
use super::sheet::{MOST_COLUMNS, MOST_ROWS, put};
use crate::error::{Error, Result};
use crate::model::Sheet;
use calamine::{Data, DataRef, Ods, Reader, Xlsx};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A workbook may unfold into so many times its size, ...
const MOST_TIMES: usize = 40;
/// ... or into so many bytes where it is small.
const SMALL: usize = 8 << 20;
/// Longest number of repeats that is believed, in digits.
const REPEATS: usize = 1;

type Grid = Vec<Vec<String>>;

/// Reads all sheets of a workbook.
pub(super) fn read(path: &str, bytes: &[u8], limits: Limits, is_xlsx: bool) -> Result<Vec<Sheet>> {
    let tamed = tamed(path, bytes, limits, is_xlsx)?;
    match guarded(|| if is_xlsx { xlsx(bytes) } else { ods(tamed) }) {
        Some(Ok(sheets)) => Ok(sheets),
        Some(Err(why)) => Err(damaged(path, &why)),
        None => Err(damaged(path, "its parts do not fit together")),
    }
}

fn damaged(path: &str, why: &str) -> Error {
    Error::file(
        path,
        format!("is no whole workbook: {why}"),
        "open it in an office program and save it again, or as CSV",
    )
}

/// Unpacks the workbook to see that it is not too large; for ODS the result is
/// the same workbook without large numbers of repeated cells.
fn tamed(path: &str, bytes: &[u8], limits: Limits, is_xlsx: bool) -> Result<Vec<u8>> {
    let broken = |error: zip::result::ZipError| damaged(path, &error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = limits.max_expanded.min(bytes.len().saturating_mul(MOST_TIMES).max(SMALL));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let mut content = Vec::new();
        let mut limited = file.take(left as u64 + 1);
        let length = if is_xlsx {
            std::io::copy(&mut limited, &mut std::io::sink()).map(|length| length as usize)
        } else {
            limited.read_to_end(&mut content)
        };
        let length = length.map_err(|error| damaged(path, &error.to_string()))?;
        if length > left {
            let problem = "unfolds into far more than its size";
            return Err(Error::file(path, problem, "keep only the sheet with the scorecard, or save it as CSV"));
        }
        left -= length;
        let wanted = ["content.xml", "mimetype", "META-INF/manifest.xml"].contains(&name.as_str());
        if !is_xlsx && wanted {
            let content = if name == "content.xml" { without_repeats(&content) } else { content };
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            writer.start_file(name, stored).map_err(broken)?;
            writer.write_all(&content).map_err(|error| damaged(path, &error.to_string()))?;
        }
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// Cells and rows that are repeated ten times or more are mostly the blank
/// rest of a sheet; they are taken once.
fn without_repeats(content: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = b"-repeated=\"";
    let mut out = Vec::with_capacity(content.len());
    let mut from = 0;
    for at in memchr::memmem::find_iter(content, MARK) {
        let start = at + MARK.len();
        let digits = content[start..].iter().take_while(|byte| **byte != b'"').count();
        if digits > REPEATS {
            out.extend_from_slice(&content[from..start]);
            out.push(b'1');
            from = start + digits;
        }
    }
    out.extend_from_slice(&content[from..]);
    out
}

fn xlsx(bytes: &[u8]) -> std::result::Result<Vec<Sheet>, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Sheets that hold a chart are no grids.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: Grid = Vec::new();
        while let Some(cell) = cells.next_cell().map_err(|error| error.to_string())? {
            let (row, column) = cell.get_position();
            let (row, column) = (row as usize, column as usize);
            let text = match cell.get_value() {
                DataRef::Empty => continue,
                DataRef::SharedString(text) => (*text).to_owned(),
                value => shown(&value.clone().into()),
            };
            if row < MOST_ROWS && column < MOST_COLUMNS {
                put(&mut rows, row, column, text);
            }
        }
        sheets.push(Sheet { name, above: Vec::new(), rows });
    }
    Ok(sheets)
}

fn ods(bytes: Vec<u8>) -> std::result::Result<Vec<Sheet>, String> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|error| error.to_string())?;
        let mut rows: Grid = Vec::new();
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        for (row, column, value) in range.used_cells() {
            let (row, column) = (row + first_row as usize, column + first_column as usize);
            if row < MOST_ROWS && column < MOST_COLUMNS {
                put(&mut rows, row, column, shown(value));
            }
        }
        sheets.push(Sheet { name, above: Vec::new(), rows });
    }
    Ok(sheets)
}

/// A cell as text. The shortest digits that mean the same number are those
/// that were typed: `1.9`, not `1.8999999999999999`.
fn shown(value: &Data) -> String {
    match value {
        Data::Float(number) => format!("{number}"),
        value => value.to_string(),
    }
}
