//! What the words of a topic add up to: which topics a sentence names.

use super::compile::{Scan, Strength, TopicHit};
use foldhash::{HashMap, HashMapExt, HashSet};

/// Leaves in `scan.topics` only what counts: terms and patterns, hints that
/// stand beside a term or a different hint of the same topic, and weak words
/// where that leaves no topic of their pack. Words that only follow a topic are
/// laid aside in `scan.following`.
///
/// The time is linear in the number of hits, but for those that overlap.
pub fn settle(scan: &mut Scan, text: &str) {
    if scan.topics.iter().all(|hit| hit.strength == Strength::Term) {
        return;
    }
    let Scan { topics, following, .. } = scan;
    following.extend(topics.extract_if(.., |hit| hit.strength == Strength::Follow));
    let hits = std::mem::take(&mut scan.topics);
    let counts = Counts::new(&hits, text);
    let counted: Vec<bool> = (0..hits.len()).map(|index| counts.counts(index)).collect();
    let named: HashSet<u16> =
        hits.iter().zip(&counted).filter(|(_, counted)| **counted).map(|(hit, _)| hit.topic).collect();
    let stays = |(hit, counted): (&TopicHit, &bool)| match hit.strength {
        Strength::Weak(first, end) => (!named.iter().any(|topic| (first..end).contains(topic))).then_some(*hit),
        Strength::Term | Strength::Hint => counted.then_some(*hit),
        Strength::Follow => None,
    };
    scan.topics = hits.iter().zip(&counted).filter_map(stays).collect();
}

/// True where nothing but weak words names a topic.
pub fn only_weak(scan: &Scan) -> bool {
    scan.topics.iter().all(is_weak)
}

fn is_weak(hit: &TopicHit) -> bool {
    matches!(hit.strength, Strength::Weak(..))
}

/// How often each topic is named in a sentence, and with which hints.
struct Counts<'a> {
    hits: &'a [TopicHit],
    text: &'a str,
    /// Terms, and hints, of each topic.
    topics: HashMap<u16, (usize, usize)>,
    /// Hints of each topic that have the same words.
    alike: HashMap<(u16, String), usize>,
    /// Bytes of the longest hit.
    longest: usize,
}

impl<'a> Counts<'a> {
    /// `hits` are in order of their places.
    fn new(hits: &'a [TopicHit], text: &'a str) -> Self {
        let longest = hits.iter().map(|hit| hit.span.len()).max().unwrap_or_default();
        let mut counts = Self { hits, text, topics: HashMap::new(), alike: HashMap::new(), longest };
        for hit in hits {
            let (terms, hints) = counts.topics.entry(hit.topic).or_default();
            match hit.strength {
                Strength::Term => *terms += 1,
                Strength::Hint => {
                    *hints += 1;
                    *counts.alike.entry((hit.topic, words(hit, text))).or_default() += 1;
                }
                Strength::Weak(..) | Strength::Follow => {}
            }
        }
        counts
    }

    /// True for a term, and for a hint beside a term or a different hint of its topic.
    fn counts(&self, index: usize) -> bool {
        let hit = &self.hits[index];
        match hit.strength {
            Strength::Term => return true,
            Strength::Weak(..) | Strength::Follow => return false,
            Strength::Hint => {}
        }
        let own = words(hit, self.text);
        let (mut terms, hints) = self.topics.get(&hit.topic).copied().unwrap_or_default();
        let mut others = hints - self.alike.get(&(hit.topic, own.clone())).copied().unwrap_or_default();
        for other in self.overlapping(index).filter(|other| other.topic == hit.topic) {
            match other.strength {
                Strength::Term => terms -= 1,
                Strength::Hint if words(other, self.text) != own => others -= 1,
                Strength::Hint | Strength::Weak(..) | Strength::Follow => {}
            }
        }
        terms + others > 0
    }

    /// The other hits that share a place with one.
    fn overlapping(&self, index: usize) -> impl Iterator<Item = &TopicHit> {
        let span = self.hits[index].span;
        let reach = span.start.saturating_sub(self.longest);
        let before = self.hits[..index].iter().rev().take_while(move |other| other.span.start >= reach);
        let behind = self.hits[index + 1..].iter().take_while(move |other| other.span.start < span.end);
        before.chain(behind).filter(move |other| other.span.overlaps(span))
    }
}

/// The words of a hit, whatever their case.
fn words(hit: &TopicHit, text: &str) -> String {
    hit.span.of(text).to_ascii_lowercase()
}
