//! Styles of paragraphs: which of them are headings, and of which level.
//!
//! The outline level decides, whatever language the name is in; it may be
//! inherited. Names matter only where no level is given.

use super::archive::{Piece, value};
use std::collections::BTreeMap;

/// Styles may build on styles; circles do not count.
const MOST_PARENTS: usize = 16;

#[derive(Debug, Clone, Default)]
struct Style {
    name: String,
    parent: Option<String>,
    /// Level from 1; 0 says that it is no heading.
    level: Option<u8>,
    is_list: bool,
    is_hidden: bool,
}

/// The styles of a document by their ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    list: BTreeMap<String, Style>,
    open: Option<String>,
}

/// What a style says of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Level of a heading, from 1.
    pub(super) heading: Option<u8>,
    /// True for the title of the document.
    pub(super) is_title: bool,
    /// True for an item of a list.
    pub(super) is_list: bool,
    /// True for a line of a list of contents.
    pub(super) is_contents: bool,
    /// True for text that is not shown.
    pub(super) is_hidden: bool,
}

impl Styles {
    /// Reads a piece of the part with the styles.
    pub(super) fn read(&mut self, piece: &Piece) {
        let start = match piece {
            Piece::Start(start) => start,
            Piece::End("style") => {
                self.open = None;
                return;
            }
            _ => return,
        };
        let name = start.local_name();
        if name.as_ref() == "style" {
            let id = value(start, "styleId").or_else(|| value(start, "name")).unwrap_or_default();
            let style = Style {
                name: value(start, "display-name").unwrap_or_else(|| id.replace("_20_", " ")),
                parent: value(start, "parent-style-name"),
                level: value(start, "default-outline-level").and_then(|level| level.parse().ok()),
                is_list: value(start, "list-style-name").is_some_and(|list| !list.is_empty()),
                is_hidden: false,
            };
            self.list.insert(id.clone(), style);
            self.open = Some(id);
            return;
        }
        let Some(style) = self.open.as_ref().and_then(|id| self.list.get_mut(id)) else { return };
        let of = || value(start, "val");
        match name.as_ref() {
            "name" => style.name = of().unwrap_or_default(),
            "basedOn" => style.parent = of(),
            "outlineLvl" => style.level = of().and_then(|level| outline(&level)),
            "numPr" => style.is_list = true,
            "vanish" => style.is_hidden = super::walk::is_on(start),
            "text-properties" => style.is_hidden |= value(start, "display").is_some_and(|display| display == "none"),
            _ => {}
        }
    }

    /// What the style with this id says.
    pub(super) fn look(&self, id: &str) -> Look {
        let mut look = Look::default();
        let (mut id, mut level) = (id, None);
        for _ in 0..MOST_PARENTS {
            let Some(style) = self.list.get(id) else {
                level = level.or_else(|| level_of_name(id));
                look.is_title |= id == "Title";
                break;
            };
            let name = style.name.to_lowercase();
            look.is_title |= name == "title";
            look.is_contents |= name.starts_with("toc ") || name.starts_with("contents ");
            look.is_list |= style.is_list;
            look.is_hidden |= style.is_hidden;
            level = level.or(style.level).or_else(|| level_of_name(&name));
            match &style.parent {
                Some(parent) => id = parent,
                None => break,
            }
        }
        look.heading = level.filter(|&level| level > 0).or_else(|| look.is_title.then_some(1));
        look
    }
}

/// The level that a DOCX file counts from 0; 9 is running text.
pub(super) fn outline(written: &str) -> Option<u8> {
    written.parse::<u8>().ok().map(|level| if level > 8 { 0 } else { level + 1 })
}

/// "heading 2", "Heading2".
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    name.strip_prefix("heading")?.trim_start_matches([' ', '_']).parse().ok().filter(|level| (1..=9).contains(level))
}
