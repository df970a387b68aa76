//! Small builders of facts, for the tests of this stage only.

use crate::model::{
    Amount, AmountMention, Attribution, AttributionMethod, Block, BlockKind, Bound, Commitment, CommitmentKind,
    Currency, Document, DocumentReport, Facts, FlagMention, Format, Link, Per, Role, Sentence, SentenceFacts,
    TopicInfo, TopicMention,
};
use crate::text::{Cleaner, LineIndex, Span};
use rust_decimal::Decimal;

/// Pounds of spending in a sentence, for no topic.
pub(super) fn amount(sentence: usize, pounds: u64) -> AmountMention {
    let value = Some(Decimal::from(pounds));
    AmountMention {
        span: Span::default(),
        sentence,
        amount: Amount { low: value, high: value, currency: Currency::GBP, bound: Bound::Exact },
        role: Role::Spend,
        per: Per::Total,
        years: None,
        by: None,
        period: None,
        added: None,
        flags: Vec::new(),
        part_of: None,
        link: Link::default(),
        topics: Vec::new(),
        because: Vec::new(),
        counted: Decimal::ZERO,
    }
}

/// Pounds of spending for topics that the same sentence names.
pub(super) fn linked(sentence: usize, pounds: u64, topics: &[u16]) -> AmountMention {
    let share = 1.0 / topics.len().max(1) as f64;
    let link = |&topic| Attribution { topic, share, method: AttributionMethod::Sentence, confidence: 1.0 };
    AmountMention { topics: topics.iter().map(link).collect(), ..amount(sentence, pounds) }
}

/// A flag with its multiplier.
pub(super) fn flag(id: &str, multiplier: f64) -> FlagMention {
    FlagMention { id: id.into(), span: Span::default(), multiplier, old_money: false }
}

/// A sentence of ten words in a block.
pub(super) fn sentence(block: usize, kind: CommitmentKind, topics: &[u16]) -> SentenceFacts {
    let mention = |&topic| TopicMention { topic, span: Span::default(), method: AttributionMethod::Sentence };
    SentenceFacts {
        sentence: Sentence { span: Span::default(), block },
        words: 10,
        topics: topics.iter().map(mention).collect(),
        commitment: Commitment { kind, ..Commitment::default() },
    }
}

/// Facts with the ledger filled.
pub(super) fn facts(sentences: Vec<SentenceFacts>, money: Vec<AmountMention>) -> Facts {
    let mut facts = Facts { sentences, money, ..Facts::default() };
    super::count(&mut facts);
    facts
}

/// A text document with one line for each sentence of the facts, "Sentence N.",
/// and the facts with their places in it. Every block of the facts stands
/// under the heading "Heading", which is block 0 and no sentence.
pub(super) fn document(mut facts: Facts) -> (Document, Facts) {
    let mut cleaner = Cleaner::new();
    let mut source = String::from("Heading\n");
    cleaner.push("Heading", 0);
    let heading =
        Block { kind: BlockKind::Heading, span: cleaner.end_block(), page: None, heading: None, level: 1, cell: None };
    let mut blocks = vec![heading];
    for (index, sentence) in facts.sentences.iter_mut().enumerate() {
        let words = format!("Sentence {index}.");
        cleaner.push(&words, source.len());
        source += &words;
        source.push('\n');
        let span = cleaner.end_block();
        sentence.sentence = Sentence { span, block: blocks.len() };
        blocks.push(Block { kind: BlockKind::Paragraph, span, heading: Some(0), level: 0, ..heading });
        for mention in facts.money.iter_mut().filter(|mention| mention.sentence == index) {
            mention.span = Span::new(span.start, span.start + "Sentence".len());
        }
    }
    let (text, map) = cleaner.finish();
    let lines = LineIndex::new(source.as_bytes());
    let document = Document {
        path: "a.txt".into(),
        format: Format::Text,
        title: None,
        date: None,
        text,
        blocks,
        source: map,
        lines,
        warnings: Vec::new(),
    };
    (document, facts)
}

/// Topics with the ids `t0`, `t1` and so on.
pub(super) fn topics(count: usize) -> Vec<TopicInfo> {
    let topic = |at| TopicInfo { id: format!("t{at}"), title: format!("Topic {at}"), pack: "test".into() };
    (0..count).map(topic).collect()
}

/// The report of some sentences and amounts on `topics` topics.
pub(super) fn report(sentences: Vec<SentenceFacts>, money: Vec<AmountMention>, count: usize) -> DocumentReport {
    let (document, facts) = document(facts(sentences, money));
    super::summarise(&document, &facts, &topics(count))
}
