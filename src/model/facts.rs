//! What was found in the sentences of a document.

use super::{AmountMention, AttributionMethod, Commitment, EarlierAnnouncement, Sentence};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A topic of a rule pack, as the later stages need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicInfo {
    /// Short id, such as `cyber`.
    pub id: String,
    /// Title for people, such as "Cyber security".
    pub title: String,
    /// Id of the pack it comes from.
    pub pack: String,
}

/// A cue of a rule pack, and where it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueRef {
    /// Index of the cue in the rule set.
    pub cue: u32,
    /// Its place in the text.
    pub span: Span,
}

/// A topic that a sentence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicMention {
    /// Index of the topic in the rule set.
    pub topic: u16,
    /// The words that name it. For a reference, the words that refer back.
    pub span: Span,
    /// `Sentence` where it is named, `Reference` where it is carried over.
    pub method: AttributionMethod,
}

/// What one sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceFacts {
    /// The sentence.
    pub sentence: Sentence,
    /// Number of its words.
    pub words: u32,
    /// Topics, sorted by topic and then by place; a topic may be mentioned more than once.
    pub topics: Vec<TopicMention>,
    /// What it commits the speaker to.
    pub commitment: Commitment,
}

impl SentenceFacts {
    /// The topics of the sentence, each once, in the order of the rule set.
    pub fn topic_set(&self) -> Vec<u16> {
        let mut set: Vec<u16> = self.topics.iter().map(|mention| mention.topic).collect();
        set.dedup();
        set
    }
}

/// Everything that was found in one document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// One entry for each sentence, in reading order.
    pub sentences: Vec<SentenceFacts>,
    /// Topics that headings name, by the index of the heading's block.
    pub headings: BTreeMap<usize, Vec<u16>>,
    /// Amounts of money with a figure, in reading order.
    pub money: Vec<AmountMention>,
    /// Amounts without a figure ("tens of millions of pounds"), in reading order.
    pub vague: Vec<AmountMention>,
    /// The sentence from which amounts are no longer read, for there are more than any
    /// text about money has; `None` where all were read.
    pub unread: Option<usize>,
    /// Sentences whose topics all stand in a list that is mostly of other things, in reading order.
    pub lists: Vec<usize>,
    /// Where amounts were announced before, by their index in `money`.
    pub earlier: BTreeMap<usize, EarlierAnnouncement>,
}
