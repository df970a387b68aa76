//! What a document says of itself: its title, and when it was made.

use super::archive::Piece;
use crate::ingest::meta::{Meta, parse_date};

/// The part of an archive with the metadata, being read.
#[derive(Debug, Default)]
pub(super) struct About {
    open: Field,
    title: String,
    created: String,
    changed: String,
}

#[derive(Debug, Default, Clone, Copy)]
enum Field {
    #[default]
    None,
    Title,
    Created,
    Changed,
}

impl About {
    /// Reads a piece of that part.
    pub(super) fn read(&mut self, piece: &Piece) {
        match piece {
            Piece::Start(start) => {
                self.open = match start.local_name().as_ref() {
                    "title" => Field::Title,
                    "created" | "creation-date" => Field::Created,
                    "modified" | "date" => Field::Changed,
                    _ => Field::None,
                }
            }
            Piece::End(_) => self.open = Field::None,
            Piece::Text(text) => match self.open {
                Field::Title => self.title.push_str(text),
                Field::Created => self.created.push_str(text),
                Field::Changed => self.changed.push_str(text),
                Field::None => {}
            },
        }
    }

    /// The metadata; `title` stands in the text itself.
    pub(super) fn into_meta(self, title: Option<String>) -> Meta {
        let own = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = Some(own).filter(|own| !own.is_empty()).or(title);
        Meta { title, date: None, saved: parse_date(&self.changed).or_else(|| parse_date(&self.created)) }
    }
}
