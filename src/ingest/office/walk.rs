//! The walk through the text of a document, from element to block.

use super::archive::{Kind, Piece, value};
use super::elements::{self, Element};
use super::styles::{Look, Styles, outline};
use crate::ingest::blocks::Blocks;
use crate::model::BlockKind;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Columns and rows that one cell may stand for.
const MOST_REPEATS: u32 = 1000;

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    number: u32,
    /// Number of rows so far.
    rows: u32,
    /// Column of the next cell.
    column: u32,
    /// Cell that is open.
    cell: Option<(u32, u32, u32)>,
    /// Columns that the open cell takes.
    wide: u32,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    look: Look,
    /// Level of the heading that the paragraph itself gives.
    outline: Option<u8>,
    /// Depth in a list, from 1, where the paragraph says so.
    depth: Option<u8>,
    /// True where the mark at its end was deleted: the next one goes on with it.
    joined: bool,
    /// What stood open outside of it, in a text box or note.
    boxed: bool,
}

/// A block that is ready.
type Ready = (String, BlockKind, u8, Option<(u32, u32, u32)>);

/// Where the blocks go.
enum Target<'a> {
    Blocks(&'a mut Blocks),
    /// Notes by their ids: those of this name in a part of their own.
    Notes {
        name: &'static str,
        id: Option<String>,
        list: BTreeMap<String, Vec<String>>,
    },
}

/// Reads pieces and fills blocks.
pub(super) struct Walker<'a> {
    kind: Kind,
    styles: &'a Styles,
    target: Target<'a>,
    /// Notes of other parts, by kind and id.
    notes: BTreeMap<String, Vec<String>>,
    /// Notes and text boxes that follow when the paragraph or table ends.
    waiting: Vec<Ready>,
    open: Vec<Paragraph>,
    tables: Vec<Table>,
    count: u32,
    lists: u8,
    contents: usize,
    /// Depth within what is skipped.
    skipped: usize,
    in_text: bool,
    /// True in a run that is not shown.
    hidden: bool,
    /// True in a row that was deleted.
    row_gone: bool,
    /// Names of elements that are open and tell where a property belongs.
    path: Vec<Place>,
    title: Option<String>,
}

/// What a property is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    ParagraphProperties,
    RowProperties,
    Element(Element),
}

/// True for a property that is switched on: `<w:vanish/>`, not `w:val="0"`.
pub(super) fn is_on(start: &BytesStart) -> bool {
    value(start, "val").is_none_or(|on| !matches!(on.as_str(), "0" | "false" | "off"))
}

impl<'a> Walker<'a> {
    /// A walk through the text itself.
    pub(super) fn new(
        styles: &'a Styles,
        kind: Kind,
        notes: BTreeMap<String, Vec<String>>,
        blocks: &'a mut Blocks,
    ) -> Self {
        Self::with(styles, kind, notes, Target::Blocks(blocks))
    }

    /// A walk through the notes of a DOCX file, which have a part of their own.
    pub(super) fn of_notes(styles: &'a Styles, name: &'static str) -> Self {
        let target = Target::Notes { name, id: None, list: BTreeMap::new() };
        Self::with(styles, Kind::Docx, BTreeMap::new(), target)
    }

    fn with(styles: &'a Styles, kind: Kind, notes: BTreeMap<String, Vec<String>>, target: Target<'a>) -> Self {
        Self {
            kind,
            styles,
            target,
            notes,
            waiting: Vec::new(),
            open: Vec::new(),
            tables: Vec::new(),
            count: 0,
            lists: 0,
            contents: 0,
            skipped: 0,
            in_text: false,
            hidden: false,
            row_gone: false,
            path: Vec::new(),
            title: None,
        }
    }

    /// The notes that were read.
    pub(super) fn into_notes(self) -> BTreeMap<String, Vec<String>> {
        match self.target {
            Target::Notes { list, .. } => list,
            Target::Blocks(_) => BTreeMap::new(),
        }
    }

    /// Ends the walk; the paragraph in the style of a title, where there is one.
    pub(super) fn finish(mut self) -> Option<String> {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.flush();
        self.title
    }

    /// Reads a piece.
    pub(super) fn read(&mut self, piece: &Piece) {
        match piece {
            Piece::Start(start) => self.start(start),
            Piece::End(_) => self.end(),
            Piece::Text(text) => self.text(text),
        }
    }

    fn text(&mut self, text: &str) {
        let is_shown = self.skipped == 0 && !self.hidden && !self.row_gone && (self.in_text || self.kind == Kind::Odt);
        if let Some(paragraph) = self.open.last_mut().filter(|_| is_shown) {
            paragraph.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let name = start.local_name();
        let element = elements::of(self.kind, start);
        let of_paragraph = self.path.contains(&Place::ParagraphProperties);
        let of_row = self.path.contains(&Place::RowProperties);
        // The mark at the end of a paragraph, or a whole row, was deleted.
        let is_mark = name.as_ref() == "del" && (of_paragraph || of_row);
        self.path.push(match name.as_ref() {
            "pPr" => Place::ParagraphProperties,
            "trPr" => Place::RowProperties,
            _ if is_mark => Place::Element(Element::Other),
            _ => Place::Element(element),
        });
        if is_mark {
            self.row_gone |= of_row;
            if let Some(paragraph) = self.open.last_mut().filter(|_| of_paragraph) {
                paragraph.joined = true;
            }
            return;
        }
        if of_paragraph {
            self.property(name.as_ref(), start);
            return;
        }
        match element {
            Element::Skipped => {
                self.path.pop();
                self.skipped = 1;
            }
            Element::Paragraph => self.begin_paragraph(start),
            Element::Text => self.in_text = true,
            Element::Space => self.text_of_run(" "),
            Element::Hyphen => self.text_of_run("-"),
            Element::List => self.lists = self.lists.saturating_add(1),
            Element::Contents => self.contents += 1,
            Element::Box => {
                let open = Paragraph { boxed: true, ..Paragraph::default() };
                self.open.push(open);
            }
            Element::Table => {
                self.tables.push(Table { number: self.count, ..Table::default() });
                self.count += 1;
            }
            Element::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = 0;
                }
            }
            Element::Cell | Element::Covered => self.cell(start),
            Element::NoteMark => self.note(name.as_ref(), start),
            Element::Note => {
                if let Target::Notes { id, .. } = &mut self.target {
                    *id = value(start, "id");
                }
            }
            Element::Item | Element::Other => self.property(name.as_ref(), start),
        }
    }

    fn text_of_run(&mut self, text: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| !self.hidden && !self.row_gone) {
            paragraph.text.push_str(text);
        }
    }

    /// A property of the open paragraph, run or cell.
    fn property(&mut self, name: &str, start: &BytesStart) {
        let of_paragraph = self.path.contains(&Place::ParagraphProperties);
        let level = || value(start, "val").and_then(|level| level.parse::<u8>().ok());
        match name {
            "gridSpan" => {
                if let (Some(table), Some(wide)) = (self.tables.last_mut(), value(start, "val")) {
                    table.wide = wide.parse().unwrap_or(1).clamp(1, MOST_REPEATS);
                }
            }
            "vanish" if !of_paragraph => self.hidden |= is_on(start),
            "span" => {
                let style = value(start, "style-name").map(|id| self.styles.look(&id));
                self.hidden |= style.is_some_and(|look| look.is_hidden);
            }
            _ => {
                let Some(paragraph) = self.open.last_mut().filter(|_| of_paragraph) else { return };
                match name {
                    "pStyle" => {
                        paragraph.look = value(start, "val").map(|id| self.styles.look(&id)).unwrap_or_default();
                    }
                    "outlineLvl" => paragraph.outline = value(start, "val").and_then(|level| outline(&level)),
                    "ilvl" => paragraph.depth = level().map(|level| level.saturating_add(1)),
                    "numId" if level() == Some(0) => {
                        paragraph.depth = None;
                        paragraph.look.is_list = false;
                    }
                    "numId" => paragraph.depth = paragraph.depth.or(Some(1)),
                    _ => {}
                }
            }
        }
    }

    fn begin_paragraph(&mut self, start: &BytesStart) {
        let before = self.open.last_mut().filter(|before| before.joined && !before.boxed);
        if let Some(before) = before {
            before.joined = false;
            return;
        }
        let style = value(start, "style-name").map(|id| self.styles.look(&id)).unwrap_or_default();
        let is_heading = start.local_name().as_ref() == "h";
        let level = value(start, "outline-level").and_then(|level| level.parse().ok());
        let outline = is_heading.then(|| level.unwrap_or(1)).or(level.filter(|_| is_heading));
        self.open.push(Paragraph { look: style, outline, ..Paragraph::default() });
    }

    fn end(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(Place::Element(element)) = self.path.pop() else { return };
        match element {
            Element::Paragraph => {
                if self.open.last().is_some_and(|paragraph| !paragraph.boxed && !paragraph.joined) {
                    self.end_paragraph();
                }
                self.hidden = false;
            }
            Element::Text => self.in_text = false,
            Element::List => self.lists = self.lists.saturating_sub(1),
            Element::Contents => self.contents = self.contents.saturating_sub(1),
            Element::Box => while self.open.pop().is_some_and(|paragraph| !paragraph.boxed) {},
            Element::Table => {
                self.tables.pop();
                if self.tables.is_empty() && self.open.is_empty() {
                    self.flush();
                }
            }
            Element::Row => {
                self.row_gone = false;
                if let Some(table) = self.tables.last_mut() {
                    table.rows += 1;
                }
            }
            Element::Cell | Element::Covered => {
                if let Some(table) = self.tables.last_mut() {
                    table.cell = None;
                    table.column = table.column.saturating_add(table.wide);
                }
            }
            Element::Note => {
                if let Target::Notes { id, .. } = &mut self.target {
                    *id = None;
                }
            }
            // Text of a run is hidden no further than the run.
            Element::Other if !self.path.contains(&Place::RowProperties) => self.end_run(),
            _ => {}
        }
    }

    fn end_run(&mut self) {
        // The properties of a run end before its text; the run itself ends right below the paragraph.
        let in_paragraph = matches!(self.path.last(), Some(Place::Element(Element::Paragraph)));
        if in_paragraph {
            self.hidden = false;
        }
    }

    fn cell(&mut self, start: &BytesStart) {
        let Some(table) = self.tables.last_mut() else { return };
        let number = |name: &str| value(start, name).and_then(|number| number.parse::<u32>().ok());
        table.wide = number("number-columns-repeated").unwrap_or(1).clamp(1, MOST_REPEATS);
        table.cell = Some((table.number, table.rows, table.column));
    }

    /// The note that is marked here follows when the paragraph has ended.
    fn note(&mut self, name: &str, start: &BytesStart) {
        let id = value(start, "id").unwrap_or_default();
        let key = format!("{} {id}", name.trim_end_matches("Reference"));
        let texts = self.notes.remove(&key).unwrap_or_default();
        self.waiting.extend(texts.into_iter().map(|text| (text, BlockKind::Paragraph, 0, None)));
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let is_boxed = self.open.iter().any(|open| open.boxed);
        let cell = self.tables.last().and_then(|table| table.cell).filter(|_| !is_boxed);
        let text = paragraph.text.trim();
        if !text.is_empty() && !paragraph.look.is_hidden {
            let depth =
                paragraph.depth.or((self.lists > 0).then_some(self.lists)).or(paragraph.look.is_list.then_some(1));
            let heading = match paragraph.outline {
                Some(0) => None,
                outline => outline.or(paragraph.look.heading),
            };
            if paragraph.look.is_title && self.title.is_none() {
                self.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            let (kind, level, cell) = match (cell, heading, depth) {
                _ if self.contents > 0 || paragraph.look.is_contents => (BlockKind::Furniture, 0, None),
                (Some(cell), _, _) => (BlockKind::TableCell, 0, Some(cell)),
                (None, Some(level), _) => (BlockKind::Heading, level, None),
                (None, None, Some(depth)) => (BlockKind::ListItem, depth, None),
                (None, None, None) => (BlockKind::Paragraph, 0, None),
            };
            self.put((text.to_owned(), kind, level, cell), is_boxed);
        }
        if self.open.is_empty() && self.tables.is_empty() {
            self.flush();
        }
    }

    fn put(&mut self, ready: Ready, waits: bool) {
        match &mut self.target {
            Target::Blocks(_) if waits => self.waiting.push(ready),
            Target::Blocks(blocks) => blocks.write(&ready.0, ready.1, ready.2, ready.3),
            Target::Notes { name, id: Some(id), list } => {
                list.entry(format!("{name} {id}")).or_default().push(ready.0);
            }
            Target::Notes { .. } => {}
        }
    }

    fn flush(&mut self) {
        for ready in std::mem::take(&mut self.waiting) {
            self.put(ready, false);
        }
    }
}
