//! What the words of a topic add up to: which topics a sentence names.

use super::compile::{Scan, Strength, TopicHit};
use crate::text::Span;
use foldhash::{HashMap, HashMapExt, HashSet};

/// So many bytes, some eight words, may stand between a general word and its field.
const FIELD_REACH: usize = 50;

/// Leaves in `scan.topics` only what counts: terms and patterns, hints that
/// stand beside a term or a different hint of the same topic, and weak words
/// where that leaves no topic of their pack. A general word is weak, and belongs
/// to the topic whose field is named beside it ("IT for schools"); the words of
/// the field stand for it then. Words that only follow a topic are laid aside
/// in `scan.following`.
///
/// The time is linear in the number of hits, but for those that overlap.
pub fn settle(scan: &mut Scan, text: &str) {
    if scan.topics.iter().all(|hit| hit.strength == Strength::Term) {
        return;
    }
    if scan.topics.iter().all(|hit| hit.strength == Strength::Field) {
        scan.topics.clear();
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
        Strength::Weak(first, end) | Strength::General(first, end) => {
            (!named.iter().any(|topic| (first..end).contains(topic))).then_some(*hit)
        }
        Strength::Term | Strength::Hint => counted.then_some(*hit),
        Strength::Field | Strength::Follow => None,
    };
    scan.topics = hits.iter().zip(&counted).filter_map(stays).collect();
    draw(&mut scan.topics, &hits, text);
}

/// Draws each general word that counts to the nearest field beside it. Those
/// that have none beside them say nothing once another has.
fn draw(counted: &mut Vec<TopicHit>, hits: &[TopicHit], text: &str) {
    let range = |hit: &TopicHit| match hit.strength {
        Strength::General(first, end) => Some(first..end),
        _ => None,
    };
    let longest = hits.iter().map(|hit| hit.span.len()).max().unwrap_or_default();
    let mut fields: Vec<TopicHit> = Vec::new();
    for general in counted.iter() {
        let Some(topics) = range(general) else { continue };
        let first = hits.partition_point(|hit| hit.span.start + longest + FIELD_REACH < general.span.start);
        let beside = hits[first..].iter().take_while(|hit| hit.span.start <= general.span.end + FIELD_REACH);
        let is_field = |hit: &&TopicHit| {
            hit.strength == Strength::Field && topics.contains(&hit.topic) && is_beside(hit.span, general.span, text)
        };
        fields.extend(beside.filter(is_field).min_by_key(|hit| gap(hit.span, general.span)));
    }
    if !fields.is_empty() {
        counted.retain(|hit| range(hit).is_none());
        counted.append(&mut fields);
        counted.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.topic));
        counted.dedup();
    }
}

/// True where little and no comma stands between two places: "computers, and
/// training" are two things.
fn is_beside(one: Span, other: Span, text: &str) -> bool {
    let between = Span::new(one.end.min(other.end), one.start.max(other.start));
    !one.overlaps(other) && gap(one, other) <= FIELD_REACH && !between.of(text).contains([',', ';', ':'])
}

/// Bytes between two places.
fn gap(one: Span, other: Span) -> usize {
    other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
}

/// True where nothing but weak words names a topic.
pub fn only_weak(scan: &Scan) -> bool {
    scan.topics.iter().all(is_weak)
}

fn is_weak(hit: &TopicHit) -> bool {
    matches!(hit.strength, Strength::Weak(..) | Strength::General(..) | Strength::Field)
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
                Strength::Weak(..) | Strength::General(..) | Strength::Field | Strength::Follow => {}
            }
        }
        counts
    }

    /// True for a term, and for a hint beside a term or a different hint of its topic.
    fn counts(&self, index: usize) -> bool {
        let hit = &self.hits[index];
        match hit.strength {
            Strength::Term => return true,
            Strength::Hint => {}
            _ => return false,
        }
        let own = words(hit, self.text);
        let (mut terms, hints) = self.topics.get(&hit.topic).copied().unwrap_or_default();
        let mut others = hints - self.alike.get(&(hit.topic, own.clone())).copied().unwrap_or_default();
        for other in self.overlapping(index).filter(|other| other.topic == hit.topic) {
            match other.strength {
                Strength::Term => terms -= 1,
                Strength::Hint if words(other, self.text) != own => others -= 1,
                _ => {}
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Topic 0 owns the general words, 1 and 2 have fields; all are of one pack.
    fn settled(text: &str, hits: &[(&str, u16, Strength)]) -> Vec<(u16, String)> {
        let place = |word: &str| text.find(word).map(|start| Span::new(start, start + word.len())).unwrap();
        let hit = |&(word, topic, strength): &(&str, u16, Strength)| TopicHit { topic, strength, span: place(word) };
        let mut scan = Scan::default();
        scan.topics = hits.iter().map(hit).collect();
        scan.topics.sort_by_key(|hit| hit.span.start);
        settle(&mut scan, text);
        scan.topics.iter().map(|hit| (hit.topic, words(hit, text))).collect()
    }

    #[test]
    fn general_words_belong_to_the_nearest_field_beside_them() {
        let general = Strength::General(0, 3);
        let of = |topic: u16, word: &str| vec![(topic, word.to_owned())];
        let computers = ("computers", 0, general);
        let (schools, wards) = (("schools", 1, Strength::Field), ("wards", 2, Strength::Field));
        assert_eq!(settled("computers for schools", &[computers, schools]), of(1, "schools"));
        assert_eq!(settled("computers for all", &[computers]), of(0, "computers"), "its own topic where no field is");
        assert_eq!(settled("schools for all", &[schools]), [], "a field says nothing alone");
        assert_eq!(settled("computers, and more schools", &[computers, schools]), of(0, "computers"), "two things");
        let far = format!("computers {} schools", "very ".repeat(12));
        assert_eq!(settled(&far, &[computers, schools]), of(0, "computers"));
        let both = "schools use the new computers in wards";
        assert_eq!(settled(both, &[computers, schools, wards]), of(2, "wards"), "the nearest");
        let term = ("wards", 2, Strength::Term);
        assert_eq!(settled(both, &[computers, schools, term]), of(2, "wards"), "a topic is named");
    }

    #[test]
    fn fields_draw_no_words_of_other_packs() {
        let hits = [("computers", 0, Strength::General(0, 1)), ("schools", 1, Strength::Field)];
        assert_eq!(settled("computers for schools", &hits), [(0, "computers".to_owned())]);
    }
}
