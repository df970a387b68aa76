//! What the elements of the two formats mean for the text.

use super::archive::{Kind, value};
use quick_xml::events::BytesStart;

/// An element, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    /// The text of a run, in DOCX.
    Text,
    /// White space between words.
    Space,
    Hyphen,
    List,
    Item,
    Table,
    Row,
    Cell,
    /// A cell that another one covers.
    Covered,
    /// Paragraphs inside a paragraph: a text box or the body of a note.
    Box,
    /// A footnote or endnote in a part of its own.
    Note,
    /// Where a note of that part belongs.
    NoteMark,
    /// Generated: a list of contents.
    Contents,
    /// No part of the text: deleted, hidden, a comment, a caption of the machine.
    Skipped,
    /// Anything else: what is inside counts.
    Other,
}

/// What an element is.
pub(super) fn of(kind: Kind, start: &BytesStart) -> Element {
    let name = start.local_name();
    match kind {
        Kind::Docx => docx(name.as_ref()),
        Kind::Odt => odt(name.as_ref(), start),
    }
}

fn docx(name: &str) -> Element {
    match name {
        "p" => Element::Paragraph,
        "t" => Element::Text,
        "tab" | "br" | "cr" | "ptab" => Element::Space,
        "noBreakHyphen" => Element::Hyphen,
        "tbl" => Element::Table,
        "tr" => Element::Row,
        "tc" => Element::Cell,
        "txbxContent" => Element::Box,
        "footnote" | "endnote" => Element::Note,
        "footnoteReference" | "endnoteReference" => Element::NoteMark,
        "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "Fallback" | "sdtPr" | "rt" | "annotation" => {
            Element::Skipped
        }
        _ => Element::Other,
    }
}

fn odt(name: &str, start: &BytesStart) -> Element {
    let is_hidden = || value(start, "display").is_some_and(|display| display == "none");
    match name {
        "p" | "h" => Element::Paragraph,
        "s" | "tab" | "line-break" => Element::Space,
        "list" => Element::List,
        "list-item" | "list-header" => Element::Item,
        "table" => Element::Table,
        "table-row" => Element::Row,
        "table-cell" => Element::Cell,
        "covered-table-cell" => Element::Covered,
        "text-box" | "note-body" => Element::Box,
        "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => Element::Contents,
        "tracked-changes"
        | "annotation"
        | "note-citation"
        | "title"
        | "desc"
        | "scripts"
        | "font-face-decls"
        | "automatic-styles"
        | "forms"
        | "sequence-decls"
        | "variable-decls"
        | "user-field-decls"
        | "ruby-text"
        | "hidden-text"
        | "hidden-paragraph"
        | "index-title-template"
        | "table-of-content-source" => Element::Skipped,
        "section" if is_hidden() => Element::Skipped,
        _ => Element::Other,
    }
}
