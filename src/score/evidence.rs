//! The sentences that are quoted behind the numbers of a topic.
//!
//! Best first: backed promises by the money counted in them, then other firm,
//! soft and past sentences, then the rest; of equals the first in the text. A
//! sentence that says the same words as one before it is passed over.

use super::backing::Promise;
use super::funding::{Money, parts};
use crate::model::{CommitmentKind, Document, Evidence, Facts};
use crate::text::Span;
use foldhash::HashMap;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most sentences quoted for one topic.
const MAX_EVIDENCE: usize = 3;

/// Everything the choice of evidence looks at.
pub(super) struct Witness<'a> {
    document: &'a Document,
    facts: &'a Facts,
    /// Counted money in the main currency, by topic and sentence.
    counted: HashMap<(usize, usize), Decimal>,
}

impl<'a> Witness<'a> {
    /// Prepares the choice. The ledger must be filled.
    pub(super) fn new(document: &'a Document, facts: &'a Facts, money: &Money) -> Self {
        let mut counted: HashMap<(usize, usize), Decimal> = HashMap::default();
        for mention in facts.money.iter().filter(|mention| money.currency == Some(mention.amount.currency)) {
            for (topic, part) in parts(mention, mention.counted) {
                let sum = counted.entry((topic, mention.sentence)).or_default();
                *sum = sum.saturating_add(part);
            }
        }
        Self { document, facts, counted }
    }

    /// The best of the sentences on a topic, given in reading order with the promises on it.
    pub(super) fn best(&self, topic: usize, sentences: &[usize], promises: &[Promise]) -> Vec<Evidence> {
        let backing: HashMap<usize, f64> = promises.iter().map(|promise| (promise.sentence, promise.backing)).collect();
        let key = |&at: &usize| {
            let kind = self.facts.sentences[at].commitment.kind;
            let backed = backing.get(&at).is_some_and(|&backing| backing > 0.0);
            let counted = self.counted.get(&(topic, at)).copied().unwrap_or_default();
            let money = if backed { counted } else { Decimal::ZERO };
            Reverse((rank(backed, kind), Reverse(money), at))
        };
        // Few are taken, so they are not all sorted.
        let mut ranked: BinaryHeap<_> = sentences.iter().map(key).collect();
        let mut chosen: Vec<Evidence> = Vec::new();
        while let Some(Reverse((.., at))) = ranked.pop() {
            let quote = self.text(self.facts.sentences[at].sentence.span);
            if chosen.iter().all(|other| other.quote != quote) {
                chosen.push(self.quote(topic, at, quote, backing.get(&at).copied()));
            }
            if chosen.len() == MAX_EVIDENCE {
                break;
            }
        }
        chosen
    }

    fn quote(&self, topic: usize, at: usize, quote: &str, backing: Option<f64>) -> Evidence {
        let facts = &self.facts.sentences[at];
        let document = self.document;
        let block = document.blocks.get(facts.sentence.block);
        let heading = block.and_then(|block| document.blocks.get(block.heading?));
        let cue = facts.topics.iter().find(|mention| usize::from(mention.topic) == topic);
        Evidence {
            sentence: at,
            line: document.line_of(facts.sentence.span),
            page: block.and_then(|block| block.page),
            heading: heading.map(|heading| self.text(heading.span).to_owned()),
            quote: quote.to_owned(),
            cue: cue.map_or_else(String::new, |cue| self.text(cue.span).to_owned()),
            commitment: facts.commitment.kind,
            backing,
        }
    }

    fn text(&self, span: Span) -> &'a str {
        self.document.text.get(span.start..span.end).unwrap_or_default()
    }
}

fn rank(backed: bool, kind: CommitmentKind) -> u8 {
    match kind {
        _ if backed => 0,
        CommitmentKind::Firm => 1,
        CommitmentKind::Soft => 2,
        CommitmentKind::Past => 3,
        CommitmentKind::None => 4,
    }
}
