//! From sentences to facts: topics, amounts of money, commitments.
//!
//! The grammar is here; the words are in the rule packs.

mod around;
mod commitment;
mod currency;
mod flags;
mod money;
mod names;
mod nest;
mod number;
mod period;
mod role;
mod sentence;
mod topic;
mod trace;

pub use commitment::Predicate;
pub use currency::infer_currency;
pub use role::RoleReading;
pub use trace::{Trace, trace};

use crate::model::{BlockKind, Commitment, CommitmentKind, Currency, Document, Facts, Sentence, SentenceFacts};
use crate::rules::{RuleSet, Scan};
use names::Names;
use period::Periods;
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
    let mut names = Names::default();
    for (index, sentence) in sentences.iter().enumerate() {
        rules.scan(text, sentence.span, &mut scan);
        let block = &document.blocks[sentence.block];
        let mut topics = topic::named(text, &mut scan);
        if topics.is_empty() {
            let before = facts.sentences.last().filter(|before| before.sentence.block == sentence.block);
            topics = before.map(|before| topic::carried(&scan, before)).unwrap_or_default();
        }
        if topics.is_empty() {
            topics = names.recall(text, &scan);
        }
        if block.kind == BlockKind::Paragraph {
            lead = None;
        }
        let inherited = lead.filter(|_| block.kind == BlockKind::ListItem);
        let mut commitment = match block.kind {
            BlockKind::Heading => Commitment::default(),
            _ => commitment::commitment(text, &scan, inherited),
        };
        let periods = Periods::read(rules, text, &scan);
        commitment.dated = periods.any();
        commitment.measurable = is_measurable(text, &scan);
        let money = SentenceMoney {
            rules,
            text,
            scan: &scan,
            periods: &periods,
            date: document.date,
            home,
            sentence: index,
            commitment: commitment.kind,
        };
        let before = facts.money.len();
        facts.money.extend(money.read().into_iter().map(|mut mention| {
            mention.part_of = mention.part_of.map(|parent| parent + before);
            mention
        }));
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

/// True where a sentence holds a figure that can be checked afterwards: a
/// share, or a number that is no year.
fn is_measurable(text: &str, scan: &Scan) -> bool {
    scan.tokens.iter().any(|token| {
        let word = token.span.of(text);
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        token.digit && !year && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    })
}
