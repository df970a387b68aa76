//! The edges of the trie of phrases: which node lies behind a node and a word.
//!
//! Each edge leads to a node of its own, so nodes and edges share their
//! numbers, and the list of edges in that order says all. The table and the
//! bits over it only make the search quick.

use super::packed::mix;
use serde::{Deserialize, Serialize};

/// Number of bits for [`Edges::hints`].
const HINTS: usize = 1 << 15;

/// Slots of the table before it grows the first time.
const FIRST_SLOTS: usize = 1 << 10;

/// The edges, each a number for a node and a word.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(into = "Vec<(u32, u32)>", from = "Vec<(u32, u32)>")]
pub struct Edges {
    list: Vec<u64>,
    /// Open addressing with linear steps: a power of two, at most half full.
    /// The place of an edge in `list`, counted from 1; 0 where the slot is free.
    slots: Vec<u32>,
    /// A bit for each of the edges. Small enough to stay close to the processor,
    /// it turns most words away that cannot follow.
    hints: Vec<u64>,
}

impl Edges {
    /// The number of an edge, which is added where it is new.
    pub fn add(&mut self, edge: u64) -> u32 {
        if (self.list.len() + 1) * 2 > self.slots.len() {
            self.grow((self.slots.len() * 2).max(FIRST_SLOTS));
        }
        let slot = self.slot(edge);
        if self.slots[slot] == 0 {
            self.list.push(edge);
            self.slots[slot] = self.list.len() as u32;
            let (hint, bit) = hint_of(edge);
            self.hints[hint] |= bit;
        }
        self.slots[slot] - 1
    }

    /// The number of an edge, where there is one.
    #[inline]
    pub fn get(&self, edge: u64) -> Option<u32> {
        let (hint, bit) = hint_of(edge);
        if self.hints.get(hint)? & bit == 0 {
            return None;
        }
        self.slots[self.slot(edge)].checked_sub(1)
    }

    /// The slot of an edge, or the free one where it would stand.
    fn slot(&self, edge: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = (mix(edge, 0) >> 20) as usize & last;
        while self.slots[at].checked_sub(1).is_some_and(|known| self.list[known as usize] != edge) {
            at = (at + 1) & last;
        }
        at
    }

    /// Makes the table as large as `size`, a power of two.
    fn grow(&mut self, size: usize) {
        self.hints.resize(HINTS / 64, 0);
        self.slots = vec![0; size];
        for at in 0..self.list.len() {
            let slot = self.slot(self.list[at]);
            self.slots[slot] = at as u32 + 1;
        }
    }
}

/// Stored as node and word; the bit that marks deeper nodes comes last in the
/// node, so that the numbers are small.
impl From<Edges> for Vec<(u32, u32)> {
    fn from(edges: Edges) -> Self {
        edges.list.iter().map(|&edge| (((edge >> 32) as u32).rotate_left(1), edge as u32)).collect()
    }
}

impl From<Vec<(u32, u32)>> for Edges {
    fn from(list: Vec<(u32, u32)>) -> Self {
        let mut edges = Self::default();
        edges.grow((2 * list.len() + 2).next_power_of_two());
        for (node, word) in list {
            edges.add(u64::from(node.rotate_right(1)) << 32 | u64::from(word));
        }
        edges
    }
}

/// The place of the bit for an edge.
#[inline]
fn hint_of(edge: u64) -> (usize, u64) {
    let at = mix(edge, 0) as usize % HINTS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_numbered_in_their_order_and_found_again() {
        let mut edges = Edges::default();
        assert_eq!(edges.get(7), None);
        let all: Vec<u64> = (0..20_000).map(|at| (at << 32) | (at % 7)).collect();
        assert!(all.iter().enumerate().all(|(at, &edge)| edges.add(edge) == at as u32));
        assert!(all.iter().enumerate().all(|(at, &edge)| edges.add(edge) == at as u32));
        assert!(all.iter().enumerate().all(|(at, &edge)| edges.get(edge) == Some(at as u32)));
        assert_eq!(edges.get(8), None);
        assert_eq!(Edges::from(<Vec<(u32, u32)>>::from(edges)).list, all);
    }
}
