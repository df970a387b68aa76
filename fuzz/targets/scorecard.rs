//! A table of money: the first byte says as what the rest is read. Workbooks are
//! packed first; XLSX has the cells and the shared texts set apart by NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth::extract::{CardOptions, read_scorecard};
use moneymouth::ingest::sheets_of;
use moneymouth::model::Currency;
use moneymouth_fuzz::{RULES, allow_panics_of_libraries, options, packed, parts, told};

const BOOK: &[u8] = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>\
    <sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>";
const LINKS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
    <Relationship Id='r2' Type='x/sharedStrings' Target='sharedStrings.xml'/></Relationships>";

fuzz_target!(|bytes: &[u8]| {
    allow_panics_of_libraries();
    let Some((kind, rest)) = bytes.split_first() else { return };
    let (name, file) = match kind % 6 {
        0 => ("a.tsv", rest.to_vec()),
        1 => ("a.md", rest.to_vec()),
        2 => {
            let [cells, texts] = parts(rest);
            let parts: [(&str, &[u8]); 4] = [
                ("xl/workbook.xml", BOOK),
                ("xl/_rels/workbook.xml.rels", LINKS),
                ("xl/worksheets/sheet1.xml", cells),
                ("xl/sharedStrings.xml", texts),
            ];
            ("a.xlsx", packed(&parts))
        }
        3 => {
            let mime = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
            ("a.ods", packed(&[("mimetype", mime), ("content.xml", rest)]))
        }
        4 => (if rest.first() == Some(&b'P') { "a.xlsx" } else { "a.ods" }, rest.to_vec()),
        _ => ("a.csv", rest.to_vec()),
    };
    let sheets = match sheets_of(name, &file, &options()) {
        Ok(sheets) => sheets,
        Err(error) => return told(&error),
    };
    let given = CardOptions { home: Some(Currency::GBP), ..CardOptions::default() };
    match read_scorecard(name, &sheets, &RULES, &given) {
        Ok(card) => assert!(!card.lines.is_empty(), "a scorecard has lines"),
        Err(error) => told(&error),
    }
});
