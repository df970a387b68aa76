//! What the first look at a word tells: a few bits that spare most searches.

use serde::{Deserialize, Serialize};

/// Number of bits for the first four letters of words.
const OPENINGS: usize = 1 << 15;

/// What is known of a word before anything is looked up by its number, one bit
/// each. One look at a sentence tells which searches it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks(u8);

impl Marks {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// Begins a phrase that is looked for in every sentence.
    pub const SUBJECT: Self = Self(1);
    /// Begins a phrase that is looked for where cues matter.
    pub const CUE: Self = Self(2);
    /// A unit, a currency or a number word.
    pub const MONEY: Self = Self(4);
    /// Begins as a word may begin without which no pattern matches.
    pub const ANCHOR: Self = Self(8);
    /// Begins a phrase that may refer back to the subject of another sentence.
    pub const REFERENCE: Self = Self(16);

    /// Stands before a noun or joins, and opens no order: "in", "of", "and".
    pub const FUNCTION: Self = Self(32);
    /// Opens a noun phrase: "the", "every".
    pub const DETERMINER: Self = Self(64);

    /// True where any of the marks of `other` is set.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The marks where `known`, otherwise none; without a branch.
    pub fn only_if(self, known: bool) -> Self {
        Self(self.0 * u8::from(known))
    }

    /// The marks of both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl From<Marks> for u8 {
    fn from(marks: Marks) -> Self {
        marks.0
    }
}

impl From<u8> for Marks {
    fn from(bits: u8) -> Self {
        Self(bits)
    }
}

/// With which four letters the words begin that patterns need: one bit for each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(into = "Vec<u64>", try_from = "Vec<u64>")]
pub struct Openings(Box<[u64; OPENINGS / 64]>);

impl Default for Openings {
    fn default() -> Self {
        Self(Box::new([0; OPENINGS / 64]))
    }
}

impl From<Openings> for Vec<u64> {
    fn from(openings: Openings) -> Self {
        openings.0.to_vec()
    }
}

impl TryFrom<Vec<u64>> for Openings {
    type Error = &'static str;

    fn try_from(bits: Vec<u64>) -> Result<Self, Self::Error> {
        Box::try_from(bits).map(Self).map_err(|_| "another number of bits")
    }
}

impl Openings {
    fn place(head: u64) -> (usize, u64) {
        const SPREAD: u32 = 0x9e37_79b1;
        let letters = head as u32 & 0x1f1f_1f1f;
        let at = (letters.wrapping_mul(SPREAD) >> 17) as usize;
        (at / 64, 1 << (at % 64))
    }

    /// [`Marks::ANCHOR`] for a word that begins so, otherwise no mark.
    pub fn mark(&self, head: u64) -> Marks {
        let (place, bit) = Self::place(head);
        if self.0[place] & bit == 0 { Marks::NONE } else { Marks::ANCHOR }
    }

    /// Adds all words that begin with the `len` letters in `head`.
    pub fn add(&mut self, head: u64, len: usize) {
        if len < 4 {
            (0..0x20).for_each(|next| self.add(head | next << (8 * len), len + 1));
        } else {
            let (place, bit) = Self::place(head);
            self.0[place] |= bit;
        }
    }
}
