//! Past announcements for people: what a ledger knows, and how well.

use super::numbers;
use super::style::{Look, left, printable, right};
use crate::model::{Announcement, Per};
use comfy_table::CellAlignment::{Left, Right};
use std::io::{self, Write};

/// Writes a table of announcements in their order.
///
/// # Errors
/// Where `out` cannot be written to.
pub fn write_announcements(announcements: &[Announcement], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut table = look.table([
        ("Event", Left),
        ("Date", Left),
        ("Topics", Left),
        ("Amount", Right),
        ("Years", Left),
        ("What for", Left),
    ]);
    for one in announcements {
        let each = if one.per == Per::Total { String::new() } else { format!(" a {}", one.per) };
        let mark = if one.verified { "" } else { "\nunverified" };
        table.add_row([
            left(printable(&one.event)),
            left(one.date.map(|date| date.to_string()).unwrap_or_default()),
            left(printable(&one.topics.join(" "))),
            right(format!("{}{each}{mark}", numbers::money(one.high, one.currency))),
            left(printable(&one.period)),
            left(printable(&one.item)),
        ]);
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))?;
    let unverified = announcements.iter().filter(|one| !one.verified).count();
    let count = numbers::counted(announcements.len(), "announcement");
    writeln!(
        out,
        "{}",
        look.dim(&format!("{count}, {unverified} unverified: no page is known on which the figure stands."))
    )
}
