//! The rule packs in use and the topics they define.

use super::style::{Look, left, printable};
use crate::model::{PackReport, TopicInfo};
use comfy_table::CellAlignment::Left;
use std::io::{self, Write};

/// Writes a table of the packs and one of their topics.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_packs(packs: &[PackReport], topics: &[TopicInfo], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let rows = packs.iter().map(|pack| [&pack.id, &pack.version, &pack.origin]);
    write_grid(["Pack", "Version", "From"], rows, look, out)?;
    if !topics.is_empty() {
        writeln!(out)?;
        let rows = topics.iter().map(|topic| [&topic.id, &topic.title, &topic.pack]);
        write_grid(["Topic", "Title", "Pack"], rows, look, out)?;
    }
    Ok(())
}

fn write_grid<'a>(
    names: [&str; 3],
    rows: impl Iterator<Item = [&'a String; 3]>,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = look.table(names.map(|name| (name, Left)));
    for row in rows {
        table.add_row(row.map(|text| left(printable(text))));
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}
