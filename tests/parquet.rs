//! The Parquet output, read back: the same rows and columns as the CSV, with types.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::process::Command;

fn run(args: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A value as the CSV has it.
fn cell(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(count) => count.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Decimal(sum) => {
            let millionths = sum.data().iter().fold(0_i128, |sum, &byte| (sum << 8) | i128::from(byte));
            rust_decimal::Decimal::from_i128_with_scale(millionths, 6).normalize().to_string()
        }
        other => panic!("{other:?} has no such type"),
    }
}

#[test]
fn parquet_holds_what_the_csv_holds() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let texts = ["examples/budget-2016-march.md", "examples/autumn-statement-2016.md"];
    for (format, name) in [("csv", "a.csv"), ("parquet", "a.parquet"), ("parquet", "b.parquet")] {
        run(&["compare", texts[0], texts[1], "--real", "2024-25", "--format", format, "-o", &place(name)]);
    }
    let bytes = std::fs::read(place("a.parquet")).unwrap();
    assert!(bytes == std::fs::read(place("b.parquet")).unwrap(), "the same texts give the same bytes");
    let mut expected = csv::Reader::from_path(place("a.csv")).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(place("a.parquet")).unwrap()).unwrap();
    let names: Vec<String> =
        reader.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    assert_eq!(names, expected.headers().unwrap().iter().collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().get_column_iter().map(|(_, field)| cell(field)).collect())
        .collect();
    let expected: Vec<Vec<String>> =
        expected.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert!(rows.len() > 20, "{} rows", rows.len());
    assert_eq!(rows, expected);
    let typed = |name: &str| {
        reader
            .get_row_iter(None)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .into_columns()
            .into_iter()
            .find(|(column, _)| column == name)
            .unwrap()
            .1
    };
    assert!(matches!(typed("funding_share"), Field::Double(_)));
    assert!(matches!(typed("promises"), Field::Long(_)));
}
