//! From sentences to facts: topics, amounts of money, commitments.
//!
//! The grammar is here; the words are in the rule packs.

mod around;
mod commitment;
mod currency;
mod flags;
mod money;
mod number;
mod role;
mod sentence;
mod topic;

pub use currency::infer_currency;

use crate::model::{BlockKind, Commitment, CommitmentKind, Currency, Document, Facts, Sentence, SentenceFacts};
use crate::rules::{RuleSet, Scan};
use sentence::SentenceMoney;

/// A lead-in such as "We will:" has at most this many words.
const LEAD_IN_WORDS: usize = 8;

/// Reads everything the rules know from the sentences of a document. `home`
/// is the currency that a sign shared by several countries means.
///
/// Topics are those that a sentence names or refers back to; amounts are not
/// yet linked to topics, nor counted.
pub fn extract(document: &Document, sentences: &[Sentence], rules: &RuleSet, home: Option<Currency>) -> Facts {
    let text = document.text.as_str();
    let mut facts = Facts { sentences: Vec::with_capacity(sentences.len()), ..Facts::default() };
    let mut scan = Scan::default();
    let mut lead: Option<CommitmentKind> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        rules.scan(text, sentence.span, &mut scan);
        let block = &document.blocks[sentence.block];
        let mut topics = topic::named(text, &mut scan);
        if topics.is_empty()
            && let Some(before) = facts.sentences.last()
            && before.sentence.block == sentence.block
        {
            topics = topic::carried(&scan, before);
        }
        if block.kind == BlockKind::Paragraph {
            lead = None;
        }
        let inherited = lead.filter(|_| block.kind == BlockKind::ListItem);
        let mut commitment = match block.kind {
            BlockKind::Heading => Commitment::default(),
            _ => commitment::commitment(text, &scan, inherited),
        };
        let money = SentenceMoney { rules, text, scan: &scan, home, sentence: index, commitment: commitment.kind };
        facts.money.extend(money.read());
        facts.vague.extend(money.vague());
        if block.kind != BlockKind::Heading && sentence.span.of(text).ends_with(':') {
            lead = Some(commitment.kind);
            if scan.tokens.len() <= LEAD_IN_WORDS {
                (commitment, topics) = (Commitment::default(), Vec::new());
            }
        }
        if block.kind == BlockKind::Heading {
            topics = Vec::new();
        }
        facts.sentences.push(SentenceFacts {
            sentence: *sentence,
            words: scan.tokens.len() as u32,
            topics,
            commitment,
        });
    }
    facts
}
