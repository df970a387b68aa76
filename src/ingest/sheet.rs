//! Tables of any file as grids of cells: CSV, workbooks, and the tables that
//! stand in a document of any format.

use super::{Limits, ReadOptions, decode, read_bytes};
use crate::error::{Error, Result};
use crate::model::{BlockKind, Document, Format, Sheet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Larger grids are no scorecards.
pub(super) const MOST_ROWS: usize = 20_000;
/// Columns that are read; what stands to the right is left aside.
pub(super) const MOST_COLUMNS: usize = 200;
/// Blocks above a table that may say what it is about.
const ABOVE: usize = 3;

/// Reads all tables of the file at `path`.
///
/// # Errors
/// Where it cannot be read, or holds no table.
pub fn read_sheets(path: &Path, options: &ReadOptions) -> Result<Vec<Sheet>> {
    let shown = path.to_string_lossy();
    let io = |error| Error::io(path, &error);
    let mut bytes = Vec::new();
    let most = (options.limits.max_bytes as u64).saturating_add(1);
    File::open(path).map_err(io)?.take(most).read_to_end(&mut bytes).map_err(io)?;
    sheets_of(&shown, &bytes, options)
}

/// The same for a file that is in memory; its name says what it is.
///
/// # Errors
/// As [`read_sheets`].
pub fn sheets_of(path: &str, bytes: &[u8], options: &ReadOptions) -> Result<Vec<Sheet>> {
    if bytes.len() > options.limits.max_bytes {
        let problem = format!("is larger than {} bytes", options.limits.max_bytes);
        return Err(Error::file(path, problem, "allow more with --max-size, or keep only the table"));
    }
    if bytes.is_empty() {
        return Err(Error::file(
            path,
            "is empty",
            "give a table with a row for each measure; docs/funding.md shows the layout",
        ));
    }
    let ending = Path::new(path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let sheets = match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" => vec![csv_sheet(path, bytes)?],
        "xlsx" | "xlsm" => workbook(path, bytes, options.limits, true)?,
        "ods" => workbook(path, bytes, options.limits, false)?,
        "xls" | "xlsb" => {
            let hint = "save it as XLSX, ODS or CSV";
            return Err(Error::file(path, "is a workbook of an old kind, which is not read", hint));
        }
        _ => tables_of(&read_bytes(path, bytes, options)?),
    };
    if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
        let hint = "give a CSV, XLSX or ODS file, or a document with a table in it; docs/funding.md shows the layout";
        return Err(Error::file(path, "holds no table", hint));
    }
    Ok(sheets)
}

#[cfg(feature = "sheets")]
fn workbook(path: &str, bytes: &[u8], limits: Limits, is_xlsx: bool) -> Result<Vec<Sheet>> {
    super::workbook::read(path, bytes, limits, is_xlsx)
}

#[cfg(not(feature = "sheets"))]
fn workbook(path: &str, _: &[u8], _: Limits, _: bool) -> Result<Vec<Sheet>> {
    let hint = "save it as CSV, or build the program with the feature `sheets`";
    Err(Error::file(path, "is a workbook, which this build does not read", hint))
}

fn csv_sheet(path: &str, bytes: &[u8]) -> Result<Sheet> {
    decode::refuse_binary(path, bytes)?;
    let decoded = decode::decode(path, bytes, Format::Text)?;
    let text = decoded.text.as_ref();
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |separator: char| head.iter().map(|line| line.matches(separator).count()).sum::<usize>();
    // Of equals the comma; numbers hold commas too, but then few semicolons stand there.
    let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|&separator| count(separator)).unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter as u8)
        .from_reader(text.as_bytes());
    let mut rows: Vec<Vec<String>> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let problem = format!("is no whole CSV file: {error}");
            Error::file(path, problem, "save it again as CSV")
        })?;
        if rows.len() >= MOST_ROWS {
            return Err(too_long(path));
        }
        // The reader passes over blank lines; the numbers of rows must stay those of the file.
        let line = record.position().map_or(0, |position| position.line() as usize);
        while rows.len() + 1 < line.min(MOST_ROWS) && !text_spans_lines(&rows) {
            rows.push(Vec::new());
        }
        rows.push(record.iter().take(MOST_COLUMNS).map(str::to_owned).collect());
    }
    Ok(Sheet { rows, ..Sheet::default() })
}

/// True where a cell so far holds more than one line: then lines and rows differ.
fn text_spans_lines(rows: &[Vec<String>]) -> bool {
    rows.iter().flatten().any(|cell| cell.contains('\n'))
}

/// A grid with too many rows.
pub(super) fn too_long(path: &str) -> Error {
    let problem = format!("holds more than {MOST_ROWS} rows, a scorecard was expected");
    Error::file(path, problem, "keep only the rows of the scorecard")
}

/// The tables of a document, each with what stands right above it.
pub fn tables_of(document: &Document) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut last = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let text = || block.span.of(&document.text).to_owned();
        let (Some((table, row, column)), BlockKind::TableCell) = (block.cell, block.kind) else { continue };
        if last != Some(table) {
            last = Some(table);
            let above = document.blocks[..index].iter().rev().take(ABOVE);
            let above = above.take_while(|block| block.cell.is_none());
            let above = above.map(|block| block.span.of(&document.text).to_owned()).collect();
            sheets.push(Sheet { name: format!("table {}", sheets.len() + 1), above, rows: Vec::new() });
        }
        let (row, column) = (row as usize, column as usize);
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        if let Some(sheet) = sheets.last_mut() {
            put(&mut sheet.rows, row, column, text());
        }
    }
    sheets
}

/// Writes a cell into a grid that grows.
pub(super) fn put(rows: &mut Vec<Vec<String>>, row: usize, column: usize, text: String) {
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let cells = &mut rows[row];
    if cells.len() <= column {
        cells.resize_with(column + 1, String::new);
    }
    cells[column] = text;
}
