//! How well promises are backed: q of a promise, and the backed score B.
//!
//! A promise on a topic is a sentence on the topic that is firm or soft, or
//! that carries public money for it (or for nobody knows what). Its backing q
//! is that of its best amount: base · Π multipliers of the amount's flags. The
//! base is 1 where amount and purpose are known, ½ where the amount stands in
//! the sentence and its purpose is unclear (linked by the heading only, or to
//! no topic), 0 without money or where the money is for something else. Money
//! without a figure backs a promise as its flags let it, but makes none.
//!
//! "It is backed by £50m." after a promise: money that is linked by a
//! reference, in a sentence that is no promise on the topic itself, backs the
//! nearest earlier promise on the topic in the same block.
//!
//! A sentence is a promise of the document where it is one on any topic; its
//! backing there is the best it has on any of its topics.

use super::interval::interval;
use super::ledger::is_funding;
use crate::model::{AmountMention, AttributionMethod, Facts, MIN_PROMISES, Per, Role, SentenceFacts};
use foldhash::HashMap;
use std::collections::BTreeMap;

/// What is left of the backing where the purpose of the money is unclear.
const UNCLEAR_PURPOSE: f64 = 0.5;

/// A sentence that promises something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promise {
    /// Index of the sentence in [`Facts::sentences`].
    pub sentence: usize,
    /// Index of its block.
    pub block: usize,
    /// Its backing q, 0 to 1.
    pub backing: f64,
    /// True where it has no amount, no date and no testable outcome.
    pub cheap: bool,
}

/// The promises of a document, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Promises {
    /// Promises on any topic.
    pub document: Vec<Promise>,
    /// Promises on each topic, by its index in the rule set.
    pub topics: Vec<Vec<Promise>>,
}

/// What a set of promises comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BackedScore {
    /// Number of promises n.
    pub promises: usize,
    /// Sum of their backing, 0 to n.
    pub backed: f64,
    /// Backed score B = 100 · Σq / n; `None` below [`MIN_PROMISES`].
    pub score: Option<f64>,
    /// 95% interval of the score; `None` without promises.
    pub interval: Option<[f64; 2]>,
    /// Share of the promises that are cheap talk, 0 to 1; `None` without promises.
    pub cheap_talk: Option<f64>,
}

/// Finds the promises of a document and how well each is backed. The amounts
/// must be linked to topics; `topics` is the number of topics in the rule set.
pub fn find_promises(facts: &Facts, topics: usize) -> Promises {
    let mut amounts: HashMap<usize, Vec<&AmountMention>> = HashMap::default();
    for mention in facts.money.iter().chain(&facts.vague).filter(|mention| is_public_money(mention)) {
        amounts.entry(mention.sentence).or_default().push(mention);
    }

    let mut found = vec![Vec::new(); topics];
    // Last promise on each topic in the block that is being read.
    let mut latest: HashMap<u16, usize> = HashMap::default();
    let mut block = None;
    for (index, facts) in facts.sentences.iter().enumerate() {
        if block != Some(facts.sentence.block) {
            block = Some(facts.sentence.block);
            latest.clear();
        }
        let own = facts.topic_set();
        let amounts = amounts.get(&index).map_or(&[][..], Vec::as_slice);
        let mut promised = Vec::new();
        for &topic in &own {
            let Some(list) = found.get_mut(usize::from(topic)) else { continue };
            if let Some(promise) = promise_on(topic, index, facts, amounts) {
                list.push(promise);
                latest.insert(topic, list.len() - 1);
                promised.push(topic);
            }
        }
        for mention in amounts {
            for link in mention.topics.iter().filter(|link| link.method == AttributionMethod::Reference) {
                if promised.contains(&link.topic) {
                    continue;
                }
                let Some(&at) = latest.get(&link.topic) else { continue };
                let promise: &mut Promise = &mut found[usize::from(link.topic)][at];
                promise.backing = promise.backing.max(credibility(mention));
                promise.cheap &= !is_funding(mention);
            }
        }
    }
    found.iter_mut().for_each(Vec::shrink_to_fit);
    Promises { document: of_document(&found), topics: found }
}

/// B of a set of promises, with its interval and the share of cheap talk.
pub fn score_promises(promises: &[Promise]) -> BackedScore {
    let n = promises.len();
    // An empty sum of floating point numbers would be −0.
    let backed = promises.iter().fold(0.0, |sum, promise| sum + promise.backing);
    let cheap = promises.iter().filter(|promise| promise.cheap).count();
    BackedScore {
        promises: n,
        backed,
        score: (n >= MIN_PROMISES).then(|| 100.0 * backed / n as f64),
        interval: interval(promises),
        cheap_talk: (n > 0).then(|| cheap as f64 / n as f64),
    }
}

/// What the flags of an amount leave of it, 0 to 1.
pub(super) fn credibility(mention: &AmountMention) -> f64 {
    multipliers(mention).values().product()
}

/// What each flag of an amount leaves of it, 0 to 1, by its id. A flag that
/// shows itself twice counts once.
pub fn multipliers(mention: &AmountMention) -> BTreeMap<&str, f64> {
    let mut flags: BTreeMap<&str, f64> = BTreeMap::new();
    for flag in &mention.flags {
        let left = flags.entry(&flag.id).or_insert(1.0);
        *left = left.min(flag.multiplier.clamp(0.0, 1.0));
    }
    flags
}

/// True for sums of public money, with or without a figure.
pub fn is_public_money(mention: &AmountMention) -> bool {
    let without_figure = mention.amount.high.is_none() && mention.role == Role::Spend && mention.per != Per::Unit;
    is_funding(mention) || without_figure
}

fn promise_on(topic: u16, index: usize, facts: &SentenceFacts, amounts: &[&AmountMention]) -> Option<Promise> {
    let mut backing: f64 = 0.0;
    let mut funded = false;
    for mention in amounts {
        let base = purpose(mention, topic);
        backing = backing.max(base * credibility(mention));
        funded |= base > 0.0 && is_funding(mention);
    }
    let commitment = &facts.commitment;
    (commitment.kind.is_promise() || funded).then_some(Promise {
        sentence: index,
        block: facts.sentence.block,
        backing,
        cheap: !(funded || commitment.dated || commitment.measurable),
    })
}

/// Base of the backing that an amount of public money gives to a promise on
/// the topic in its sentence, 0 to 1.
pub fn purpose(mention: &AmountMention, topic: u16) -> f64 {
    if mention.topics.is_empty() {
        return UNCLEAR_PURPOSE;
    }
    let links = mention.topics.iter().filter(|link| link.topic == topic);
    let base = |method| if method == AttributionMethod::Heading { UNCLEAR_PURPOSE } else { 1.0 };
    links.map(|link| base(link.method)).fold(0.0, f64::max)
}

fn of_document(topics: &[Vec<Promise>]) -> Vec<Promise> {
    let mut document: BTreeMap<usize, Promise> = BTreeMap::new();
    for promise in topics.iter().flatten() {
        let best = document.entry(promise.sentence).or_insert(*promise);
        best.backing = best.backing.max(promise.backing);
        best.cheap &= promise.cheap;
    }
    document.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CommitmentKind as Kind;
    use crate::score::testkit::{amount, facts, flag, linked, sentence};

    fn by(method: AttributionMethod, mut mention: AmountMention) -> AmountMention {
        mention.topics.iter_mut().for_each(|link| link.method = method);
        mention
    }

    #[test]
    fn the_purpose_of_the_money_decides_the_base() {
        let kinds = [AttributionMethod::Clause, AttributionMethod::Reference, AttributionMethod::Heading];
        let mut money: Vec<_> = (0..3).map(|index| by(kinds[index], linked(index, 5, &[0]))).collect();
        money.push(amount(3, 5));
        money.push(linked(4, 5, &[1]));
        let sentences = (0..6).map(|block| sentence(block, Kind::Firm, &[0])).collect();
        let found = find_promises(&facts(sentences, money), 2);
        let backing: Vec<f64> = found.topics[0].iter().map(|promise| promise.backing).collect();
        assert_eq!(backing, [1.0, 1.0, 0.5, 0.5, 0.0, 0.0]);
        assert!(found.topics[1].is_empty(), "the sentence is not on the topic its money is for");
    }

    #[test]
    fn money_makes_a_promise_and_words_alone_do_not() {
        let kinds = [Kind::None, Kind::Past, Kind::None, Kind::Soft];
        let sentences = kinds.iter().map(|&kind| sentence(0, kind, &[0])).collect();
        let found = find_promises(&facts(sentences, vec![linked(0, 5, &[0])]), 1);
        let promises: Vec<_> = found.topics[0].iter().map(|promise| (promise.sentence, promise.cheap)).collect();
        assert_eq!(promises, [(0, false), (3, true)]);
        assert_eq!(found.document, found.topics[0]);
    }

    #[test]
    fn flags_multiply_and_the_best_amount_wins() {
        let mut weak = linked(0, 5, &[0]);
        weak.flags = vec![flag("up_to", 0.5), flag("no_period", 0.7), flag("up_to", 0.5)];
        let mut vague = linked(1, 0, &[0]);
        vague.amount.high = None;
        vague.flags = vec![flag("vague_amount", 0.1)];
        let sentences = vec![sentence(0, Kind::Firm, &[0]), sentence(1, Kind::Firm, &[0])];
        let mut facts = facts(sentences, vec![weak]);
        facts.vague.push(vague);
        let promises = find_promises(&facts, 1).document;
        assert!((promises[0].backing - 0.35).abs() < 1e-12);
        assert_eq!((promises[1].backing, promises[1].cheap), (0.1, true));
        facts.money.push(linked(0, 6, &[0]));
        assert_eq!(find_promises(&facts, 1).document[0].backing, 1.0);
    }

    #[test]
    fn a_reference_backs_the_promise_before_it_in_its_block() {
        let sentences = vec![
            sentence(0, Kind::Firm, &[0]),
            sentence(1, Kind::Firm, &[0]),
            sentence(1, Kind::None, &[]),
            sentence(2, Kind::None, &[]),
        ];
        let money = [2, 3].map(|index| by(AttributionMethod::Reference, linked(index, 5, &[0])));
        let found = find_promises(&facts(sentences, money.to_vec()), 1);
        let backing: Vec<_> = found.document.iter().map(|promise| (promise.sentence, promise.backing)).collect();
        assert_eq!(backing, [(0, 0.0), (1, 1.0)]);
    }

    #[test]
    fn the_document_takes_the_best_of_its_topics() {
        let sentences = vec![sentence(0, Kind::Firm, &[0, 1])];
        let found = find_promises(&facts(sentences, vec![linked(0, 5, &[1])]), 2);
        assert_eq!(found.topics[0][0].backing, 0.0);
        assert_eq!((found.document[0].backing, found.document[0].cheap), (1.0, false));
    }

    #[test]
    fn few_promises_have_no_score() {
        let promise = Promise { sentence: 0, block: 0, backing: 0.5, cheap: true };
        let few = score_promises(&[promise; 7]);
        assert_eq!((few.promises, few.backed, few.score, few.cheap_talk), (7, 3.5, None, Some(1.0)));
        assert_eq!(score_promises(&[promise; 8]).score, Some(50.0));
        let none = score_promises(&[]);
        assert_eq!((none.score, none.interval, none.cheap_talk), (None, None, None));
    }
}
