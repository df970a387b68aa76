//! How an amount of a sentence is joined to what it is for, and to the amount
//! before it. Only the words; which topic they name is told where sums and
//! topics are linked.

use crate::text::Span;

/// What an amount says behind it that it is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Nothing.
    #[default]
    Unsaid,
    /// "For it", "for this".
    Pronoun,
    /// In so many words, from the amount to the next one.
    Said {
        /// Their place.
        words: Span,
        /// Where in the text the thing that it is for begins.
        object: usize,
    },
    /// An area of government that is wider than any topic: "for education".
    Wide,
}

/// How an amount is joined to its purpose, and to the amount before it in the sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Link {
    /// What it says that it is for.
    pub purpose: Purpose,
    /// True for a change or alternatives of one thing: "from £5m to £8m".
    pub near: bool,
    /// True for the next item of a list: "£5m and then £8m".
    pub listed: bool,
    /// True where it says nothing of its own and goes on: "£92m last year and £15m this year".
    pub continues: bool,
    /// True where it is set against the one before: "£60m, while roads cost £3bn".
    pub contrast: bool,
    /// True where it says itself that it is a part of the one before: "£2bn of it".
    pub parted: bool,
    /// True where it is compared with what the sentence before says: "an increase of £2bn".
    pub compared: bool,
    /// True where a bracket opens right before it: "trams (£60m)".
    pub bracketed: bool,
    /// What is in the brackets that hold it with other words.
    pub enclosed: Option<Span>,
    /// Words in which a topic is not what it is for: mostly other things, or examples.
    pub others: Option<Span>,
}
