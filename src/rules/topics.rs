//! What the words of a topic add up to: which topics a sentence names.

use super::compile::{Scan, Strength, TopicHit};

/// Leaves in `scan.topics` only what counts: terms and patterns, hints that
/// stand beside a term or a different hint of the same topic, and weak words
/// where that leaves no topic of their pack.
pub fn settle(scan: &mut Scan, text: &str) {
    if scan.topics.iter().all(|hit| hit.strength == Strength::Term) {
        return;
    }
    let hits = std::mem::take(&mut scan.topics);
    let counted = |hit: &TopicHit| !is_weak(hit) && counts(hit, &hits, text);
    let is_open = |first: u16, end: u16| !hits.iter().any(|hit| (first..end).contains(&hit.topic) && counted(hit));
    let stays = |hit: &&TopicHit| match hit.strength {
        Strength::Weak(first, end) => is_open(first, end),
        Strength::Term | Strength::Hint => counted(hit),
    };
    scan.topics = hits.iter().filter(stays).copied().collect();
}

/// True where nothing but weak words names a topic.
pub fn only_weak(scan: &Scan) -> bool {
    scan.topics.iter().all(is_weak)
}

fn is_weak(hit: &TopicHit) -> bool {
    matches!(hit.strength, Strength::Weak(..))
}

fn counts(hit: &TopicHit, all: &[TopicHit], text: &str) -> bool {
    hit.strength == Strength::Term
        || all.iter().filter(|other| !is_weak(other)).any(|other| {
            let beside = other.topic == hit.topic && !other.span.overlaps(hit.span);
            beside && (other.strength == Strength::Term || !other.span.of(text).eq_ignore_ascii_case(hit.span.of(text)))
        })
}
