//! A grid of cells as it stands in a file, before anybody knows what it means.

/// A sheet of a workbook, a CSV file, or a table of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Name of the sheet, or "table 2" in a document; empty for a CSV file.
    pub name: String,
    /// What stands right above the table in a document: headings, a caption.
    pub above: Vec<String>,
    /// Rows of cells as text; rows may be of different lengths.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The text of a cell, without white space around it; empty where there is none.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |cell| cell.trim())
    }

    /// What people call a cell: "B4", with the name of the sheet where it has one.
    pub fn place(&self, row: usize, column: usize) -> String {
        let mut letters = Vec::new();
        let mut rest = column + 1;
        while rest > 0 {
            letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        let cell: String = letters.into_iter().rev().collect();
        let name = if self.name.is_empty() { String::new() } else { format!("{}!", self.name) };
        format!("{name}{cell}{}", row + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_in_a_spreadsheet() {
        let sheet = Sheet::default();
        let places =
            [(0, 0), (3, 1), (0, 25), (0, 26), (0, 701), (0, 702)].map(|(row, column)| sheet.place(row, column));
        assert_eq!(places, ["A1", "B4", "Z1", "AA1", "ZZ1", "AAA1"]);
        assert_eq!(Sheet { name: "Card".into(), ..Sheet::default() }.place(3, 1), "Card!B4");
    }
}
