//! What the words of a topic add up to: which topics a sentence names.

use super::compile::{Scan, Strength, TopicHit};

/// Leaves in `scan.topics` only what counts: terms and patterns, and hints
/// that stand beside a term or a different hint of the same topic.
pub fn settle(scan: &mut Scan, text: &str) {
    if scan.topics.iter().all(|hit| hit.strength == Strength::Term) {
        return;
    }
    let hits = std::mem::take(&mut scan.topics);
    scan.topics = hits.iter().filter(|hit| counts(hit, &hits, text)).copied().collect();
}

fn counts(hit: &TopicHit, all: &[TopicHit], text: &str) -> bool {
    hit.strength == Strength::Term
        || all.iter().any(|other| {
            let beside = other.topic == hit.topic && !other.span.overlaps(hit.span);
            beside && (other.strength == Strength::Term || !other.span.of(text).eq_ignore_ascii_case(hit.span.of(text)))
        })
}
