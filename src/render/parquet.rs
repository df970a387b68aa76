//! Parquet: the rows and columns of the CSV with types, for engines that read columns.
//!
//! Sums are decimals with six places, counts whole numbers, shares and scores doubles,
//! everything else text; what is blank in CSV is null. It is made from the CSV, so that
//! the two cannot differ, and it is written in one piece.

use super::csv::{self, COLUMNS};
use crate::model::Report;
use ::csv::{ReaderBuilder, StringRecord};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use rust_decimal::Decimal;
use std::io::{self, Write};
use std::sync::Arc;

/// Columns of sums in the currency of their row.
const MONEY: [&str; 9] = [
    "funding",
    "annual_low",
    "annual_high",
    "real_low",
    "real_high",
    "announced_before",
    "scorecard_funding",
    "scorecard_savings",
    "scorecard_tax",
];
/// Columns of whole numbers.
const COUNTS: [&str; 16] = [
    "sentences",
    "promises",
    "firm",
    "soft",
    "past",
    "none",
    "document_words",
    "document_sentences",
    "document_topic_sentences",
    "document_promises",
    "kept",
    "repeated",
    "weakened",
    "strengthened",
    "dropped",
    "new",
];
/// Columns of other numbers.
const NUMBERS: [&str; 20] = [
    "words",
    "word_share",
    "funding_share",
    "gap",
    "backed",
    "cheap_talk",
    "score",
    "score_low",
    "score_high",
    "document_backed",
    "document_score",
    "document_score_low",
    "document_score_high",
    "annual_covers",
    "real_covers",
    "sentence_share",
    "log_odds",
    "z",
    "scorecard_share",
    "scorecard_gap",
];
/// Places behind the point of a sum, and all digits that it may have.
const PLACES: u32 = 6;
const DIGITS: i32 = 38;
/// Bytes that hold so many digits.
const BYTES: i32 = 16;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Money,
    Count,
    Number,
    Text,
}

impl Kind {
    fn of(column: &str) -> Self {
        match column {
            column if MONEY.contains(&column) => Self::Money,
            column if COUNTS.contains(&column) => Self::Count,
            column if NUMBERS.contains(&column) => Self::Number,
            _ => Self::Text,
        }
    }

    fn field(self, name: &str) -> Result<Type, ParquetError> {
        let (physical, logical) = match self {
            Self::Money => {
                let logical = LogicalType::decimal(PLACES.cast_signed(), DIGITS);
                (Physical::FIXED_LEN_BYTE_ARRAY, Some(logical))
            }
            Self::Count => (Physical::INT64, None),
            Self::Number => (Physical::DOUBLE, None),
            Self::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        let field = field.with_logical_type(logical);
        if self == Self::Money {
            field.with_length(BYTES).with_precision(DIGITS).with_scale(PLACES.cast_signed()).build()
        } else {
            field.build()
        }
    }
}

/// Writes the report as one file.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Vec::new();
    csv::write(report, &mut rows)?;
    let rows = ReaderBuilder::new().from_reader(rows.as_slice()).into_records().collect::<Result<Vec<_>, _>>()?;
    let file = file_of(&rows).map_err(io::Error::other)?;
    out.write_all(&file)
}

fn file_of(rows: &[StringRecord]) -> Result<Vec<u8>, ParquetError> {
    let fields = COLUMNS.iter().map(|name| Kind::of(name).field(name).map(Arc::new)).collect::<Result<_, _>>()?;
    let schema = Type::group_type_builder("moneymouth").with_fields(fields).build()?;
    let maker = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(maker.to_owned());
    let mut file = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut file, Arc::new(schema), Arc::new(properties.build()))?;
    let mut group = writer.next_row_group()?;
    for (at, name) in COLUMNS.iter().enumerate() {
        let cells: Vec<&str> = rows.iter().map(|row| row.get(at).unwrap_or_default()).collect();
        if let Some(mut column) = group.next_column()? {
            write_column(Kind::of(name), &cells, &mut column)?;
            column.close()?;
        }
    }
    group.close()?;
    writer.close()?;
    Ok(file)
}

fn write_column(kind: Kind, cells: &[&str], column: &mut SerializedColumnWriter) -> Result<(), ParquetError> {
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(!cell.is_empty())).collect();
    let levels = Some(levels.as_slice());
    let known = cells.iter().copied().filter(|cell| !cell.is_empty());
    match kind {
        Kind::Money => {
            let values = known.map(decimal).collect::<Result<Vec<_>, _>>()?;
            column.typed::<FixedLenByteArrayType>().write_batch(&values, levels, None)
        }
        Kind::Count => {
            let values = known.map(parsed).collect::<Result<Vec<i64>, _>>()?;
            column.typed::<Int64Type>().write_batch(&values, levels, None)
        }
        Kind::Number => {
            let values = known.map(parsed).collect::<Result<Vec<f64>, _>>()?;
            column.typed::<DoubleType>().write_batch(&values, levels, None)
        }
        Kind::Text => {
            let values: Vec<ByteArray> = known.map(|cell| ByteArray::from(fused(cell).as_bytes().to_vec())).collect();
            column.typed::<ByteArrayType>().write_batch(&values, levels, None)
        }
    }?;
    Ok(())
}

fn parsed<T: std::str::FromStr>(cell: &str) -> Result<T, ParquetError> {
    cell.parse().map_err(|_| ParquetError::General(format!("{cell} is no number")))
}

/// A sum as Parquet has it: a whole number of millionths, the highest byte first.
fn decimal(cell: &str) -> Result<FixedLenByteArray, ParquetError> {
    let mut sum: Decimal = parsed(cell)?;
    sum.rescale(PLACES);
    if sum.scale() != PLACES {
        return Err(ParquetError::General(format!("{cell} is too large")));
    }
    Ok(ByteArray::from(sum.mantissa().to_be_bytes().to_vec()).into())
}

/// A text without the apostrophe that keeps spreadsheets from running it.
fn fused(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_a_type_are_columns_of_the_csv() {
        let typed = MONEY.iter().chain(&COUNTS).chain(&NUMBERS);
        let unknown: Vec<_> = typed.filter(|name| !COLUMNS.contains(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
