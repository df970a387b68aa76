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
use crate::rules::{RuleSet, Scan, Token};
use sentence::SentenceMoney;

/// A lead-in such as "We will:" has at most this many words.
const LEAD_IN_WORDS: usize = 8;

/// Reads everything the rules know from the sentences of a document. `home`
/// is the currency that a sign shared by several countries means.
///
/// Topics are those that a sentence names or refers back to; amounts are not
/// yet linked to topics, nor counted.
///
/// No number depends on what a sentence without topic and money commits to.
/// It is read only where `every_sentence` asks for it.
pub fn extract(
    document: &Document,
    sentences: &[Sentence],
    rules: &RuleSet,
    home: Option<Currency>,
    every_sentence: bool,
) -> Facts {
    let text = document.text.as_str();
    let mut facts = Facts { sentences: Vec::with_capacity(sentences.len()), ..Facts::default() };
    let mut scan = Scan::default();
    let mut lead: Option<CommitmentKind> = None;
    for (index, sentence) in sentences.iter().enumerate() {
        rules.scan_topics(text, sentence.span, &mut scan);
        let block = &document.blocks[sentence.block];
        let mut topics = topic::named(text, &mut scan);
        let before = facts.sentences.last().filter(|before| before.sentence.block == sentence.block);
        let before = before.filter(|before| topics.is_empty() && !before.topics.is_empty());
        let opens_list = block.kind != BlockKind::Heading && sentence.span.of(text).ends_with(':');
        let may_hold_money = scan.vague || may_hold_money(rules, text, &scan);
        if every_sentence || may_hold_money || opens_list || before.is_some() || !topics.is_empty() {
            rules.scan_cues(text, &mut scan);
        }
        if let Some(before) = before {
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
        if may_hold_money {
            facts.money.extend(money.read());
            facts.vague.extend(money.vague());
        }
        if opens_list {
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

/// A cheap look before amounts are read: a digit, a unit or currency, or a
/// number word behind what may be a currency sign.
fn may_hold_money(rules: &RuleSet, text: &str, scan: &Scan) -> bool {
    let mut before: Option<&Token> = None;
    scan.tokens.iter().any(|token| {
        let last = before.replace(token);
        let has_digit = token.digit || token.capital && token.span.of(text).bytes().any(|byte| byte.is_ascii_digit());
        has_digit
            || rules.money.is_unit_or_currency(token.word)
            || rules.money.is_number(token.word) && may_be_signed(text, token, last)
    })
}

/// True where a sign ("£"), or a short word with a capital letter ("Rs"), may
/// stand before a number word.
fn may_be_signed(text: &str, number: &Token, before: Option<&Token>) -> bool {
    const LONGEST: usize = 4;
    let sign = text[..number.span.start].trim_end_matches(' ').bytes().next_back();
    sign.is_some_and(|byte| !byte.is_ascii() || byte == b'$')
        || before.is_some_and(|before| before.capital && before.span.len() <= LONGEST)
}
