//! The words of a document against the money of a scorecard.
//!
//! Spending alone is funding, as everywhere; tax stands beside it, and what a
//! row takes away is never netted. A row on several topics is shared out evenly.

use super::funding::float;
use super::measures::{Shares, mismatch, shares, theme_gap, topic_verdict};
use crate::model::{
    AgainstScorecard, DocumentReport, FiscalYear, Role, Scorecard, ScorecardLine, TopicReport, TopicScorecard,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Sets [`DocumentReport::scorecard`].
pub fn stand_against(report: &mut DocumentReport, card: &Scorecard) {
    let mut topics: Vec<TopicScorecard> = report.topics.iter().map(|topic| money_of(topic, card)).collect();
    let money: Vec<f64> = topics.iter().map(|topic| topic.funding.map_or(0.0, float)).collect();
    let words: Vec<f64> = report.topics.iter().map(|topic| topic.word_share.unwrap_or(0.0)).collect();
    let money_shares = shares(&money);
    let count = topics.len();
    for (at, (topic, said)) in topics.iter_mut().zip(&report.topics).enumerate() {
        topic.share = money_shares.as_ref().map(|shares| shares[at]);
        let both = said.word_share.zip(topic.share).filter(|&(words, money)| words > 0.0 || money > 0.0);
        topic.gap = both.and_then(|(words, money)| theme_gap(money, words, count));
        topic.verdict = topic_verdict(Shares {
            words: said.word_share.filter(|_| said.sentences > 0),
            promises: said.promises,
            money: topic.share,
            credible: topic.funding.is_some_and(|funding| funding > Decimal::ZERO),
            new: None,
        });
    }
    let of_none = |line: &&ScorecardLine| line.topics.is_empty();
    let other: Decimal = spending(card).filter(of_none).flat_map(ScorecardLine::figures).filter(is_paid).sum();
    let on_topics: Decimal = topics.iter().filter_map(|topic| topic.funding).sum();
    let in_currency = |sum: Decimal| BTreeMap::from([(card.currency, sum.round_dp(2))]);
    report.scorecard = Some(AgainstScorecard {
        source: card.source.clone(),
        funding: if topics.iter().any(|topic| topic.funding.is_some()) {
            in_currency(on_topics)
        } else {
            BTreeMap::new()
        },
        unattributed: if spending(card).any(|line| of_none(&line)) { in_currency(other) } else { BTreeMap::new() },
        mismatch: mismatch(&words, &money),
        topics,
    });
}

fn is_paid(sum: &Decimal) -> bool {
    *sum > Decimal::ZERO
}

fn spending(card: &Scorecard) -> impl Iterator<Item = &ScorecardLine> {
    card.lines.iter().filter(|line| line.left_out.is_none() && line.role == Role::Spend)
}

/// What the scorecard has for one topic.
fn money_of(topic: &TopicReport, card: &Scorecard) -> TopicScorecard {
    let mut found = TopicScorecard {
        id: topic.id.clone(),
        funding: None,
        by_year: BTreeMap::new(),
        savings: None,
        tax: None,
        stated: topic.funding.get(&card.currency).copied(),
        share: None,
        gap: None,
        verdict: topic.verdict,
        lines: Vec::new(),
    };
    for (at, line) in card.lines.iter().enumerate() {
        if line.left_out.is_some() || !line.topics.contains(&topic.id) {
            continue;
        }
        found.lines.push(at);
        let years = line.by_year.iter().map(|(year, sum)| (Some(*year), *sum));
        for (year, sum) in years.chain(line.undated.map(|sum| (None, sum))) {
            let part = sum.checked_div(Decimal::from(line.topics.len())).unwrap_or_default();
            found.add(line.role, year, part);
        }
    }
    let in_pence = |sum: Option<Decimal>| sum.map(|sum| sum.round_dp(2));
    (found.funding, found.savings, found.tax) = (in_pence(found.funding), in_pence(found.savings), in_pence(found.tax));
    found.by_year.values_mut().for_each(|sum| *sum = sum.round_dp(2));
    found
}

impl TopicScorecard {
    fn add(&mut self, role: Role, year: Option<FiscalYear>, sum: Decimal) {
        let onto = |place: &mut Option<Decimal>, sum: Decimal| {
            *place = Some(place.unwrap_or_default().saturating_add(sum));
        };
        if role == Role::Tax {
            onto(&mut self.tax, sum);
        } else if sum < Decimal::ZERO {
            onto(&mut self.savings, -sum);
        } else {
            onto(&mut self.funding, sum);
            if let Some(year) = year {
                let place = self.by_year.entry(year).or_default();
                *place = place.saturating_add(sum);
            }
        }
    }
}
