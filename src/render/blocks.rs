//! A document as it was read: headings marked with #, a blank line between blocks.

use super::style::printable;
use crate::model::{Block, BlockKind, Document};
use std::io::{self, Write};

/// Writes the clean text of a document, one block after the other. Items of a
/// list follow each other, and the cells of a row share a line. What is not
/// counted stands in brackets.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_blocks(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        match before.map(|before| gap(before, block)) {
            None => {}
            Some(Gap::Cell) => write!(out, " | ")?,
            Some(Gap::Line) => writeln!(out)?,
            Some(Gap::Blank) => write!(out, "\n\n")?,
        }
        let mark = match block.kind {
            BlockKind::Heading => "#".repeat(usize::from(block.level.max(1))) + " ",
            BlockKind::ListItem => "  ".repeat(usize::from(block.level.saturating_sub(1))) + "- ",
            BlockKind::Paragraph | BlockKind::TableCell => String::new(),
            BlockKind::Furniture => "[".to_owned(),
        };
        let end = if block.kind == BlockKind::Furniture { "]" } else { "" };
        write!(out, "{mark}{}{end}", printable(block.span.of(&document.text)))?;
        before = Some(block);
    }
    if before.is_some() { writeln!(out) } else { Ok(()) }
}

enum Gap {
    Cell,
    Line,
    Blank,
}

fn gap(before: &Block, block: &Block) -> Gap {
    match (before.kind, block.kind) {
        (BlockKind::ListItem, BlockKind::ListItem) => Gap::Line,
        (BlockKind::TableCell, BlockKind::TableCell) => match (before.cell, block.cell) {
            (Some((table, row, _)), Some((table_now, row_now, _))) if table == table_now => {
                if row == row_now {
                    Gap::Cell
                } else {
                    Gap::Line
                }
            }
            _ => Gap::Blank,
        },
        _ => Gap::Blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Format;
    use crate::text::{Cleaner, LineIndex, SourceMap};

    #[test]
    fn blocks_are_marked_and_kept_apart() {
        let mut cleaner = Cleaner::new();
        let mut blocks = Vec::new();
        let kinds = [
            (BlockKind::Heading, 2, None, "Digital"),
            (BlockKind::Paragraph, 0, None, "We will invest."),
            (BlockKind::ListItem, 1, None, "fibre"),
            (BlockKind::ListItem, 2, None, "to homes"),
            (BlockKind::TableCell, 0, Some((0, 0, 0)), "Cyber"),
            (BlockKind::TableCell, 0, Some((0, 0, 1)), "£5m"),
            (BlockKind::TableCell, 0, Some((0, 1, 0)), "GDS"),
        ];
        for (kind, level, cell, text) in kinds {
            cleaner.push(text, 0);
            blocks.push(Block { kind, span: cleaner.end_block(), page: None, heading: None, level, cell });
        }
        let (text, _) = cleaner.finish();
        let document = Document {
            path: "-".into(),
            format: Format::Text,
            title: None,
            date: None,
            text,
            blocks,
            source: SourceMap::identity(),
            lines: LineIndex::default(),
            warnings: Vec::new(),
        };
        let mut out = Vec::new();
        write_blocks(&document, &mut out).unwrap();
        let expected = "## Digital\n\nWe will invest.\n\n- fibre\n  - to homes\n\nCyber | £5m\nGDS\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
