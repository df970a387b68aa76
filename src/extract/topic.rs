//! The topics of a sentence: named in it, or carried over by a word that
//! refers back ("this programme", "it").
//!
//! Nothing is carried over by mere neighbourhood, and nothing beyond the
//! paragraph.

use crate::model::{AttributionMethod, SentenceFacts, TopicMention};
use crate::rules::{CueClass, Scan, settle};
use crate::text::Span;

/// How many words may stand before a pronoun that refers back.
const REFERENCE_REACH: usize = 3;

/// The topics named in the sentence of `scan`, sorted by topic and place.
pub(super) fn named(text: &str, scan: &mut Scan) -> Vec<TopicMention> {
    settle(scan, text);
    let mut mentions: Vec<TopicMention> = scan
        .topics
        .iter()
        .map(|hit| TopicMention { topic: hit.topic, span: hit.span, method: AttributionMethod::Sentence })
        .collect();
    mentions.sort_by_key(|mention| (mention.topic, mention.span));
    mentions.dedup();
    mentions
}

/// What is named as an example ("skills such as coding and cyber security")
/// is not what a sentence is about, where it has a subject before.
pub(super) fn drop_examples(scan: &Scan, mentions: &mut Vec<TopicMention>) {
    let Some(opener) = scan.class(CueClass::Example).next() else { return };
    if mentions.iter().any(|mention| mention.span.end <= opener.span.start) {
        mentions.retain(|mention| mention.span.end <= opener.span.start);
    }
}

/// The topics that the sentence of `scan` takes over from `before`, the
/// sentence before it in the same block.
pub(super) fn carried(scan: &Scan, before: &SentenceFacts) -> Vec<TopicMention> {
    let Some(span) = reference(scan) else { return Vec::new() };
    before
        .topic_set()
        .into_iter()
        .map(|topic| TopicMention { topic, span, method: AttributionMethod::Reference })
        .collect()
}

/// The words of a sentence that refer back to the subject of the one before.
fn reference(scan: &Scan) -> Option<Span> {
    let opening = scan.class(CueClass::TopicReference).find(|cue| cue.first <= REFERENCE_REACH);
    opening.or_else(|| scan.class(CueClass::ReferenceAnywhere).next()).map(|cue| cue.span)
}
