//! What became of each promise: kept, weakened, strengthened, repeated,
//! dropped or new.
//!
//! A promise in both texts is compared by its money, then by "up to", then by
//! how firm it is, then by whether it says by when. The first of these that
//! differs decides; `why` names them all. What two texts do not both say is
//! not compared: a sum in another currency is neither more nor less.

use super::align::{Alignment, align, sure_of_none, sure_of_pair};
use super::digest::{Digest, Promised};
use crate::model::{
    Bound, Change, ChangeCounts, ChangeKind, CommitmentKind, PromiseReport, PromisedSum, TopicInfo, short_money,
};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The changes of all promises, and how many there are on each topic.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Changes {
    /// By topic, then by kind, then in reading order.
    pub(super) all: Vec<Change>,
    /// By id of the topic. A promise on two topics counts for both.
    pub(super) counts: BTreeMap<String, ChangeCounts>,
}

/// Finds what became of each promise; `topics` are those of the rule set.
pub(super) fn find_changes(old: &Digest, new: &Digest, topics: &[TopicInfo]) -> Changes {
    let Alignment { pairs, one_only, other_only } = align(old, new);
    let mut found: Vec<(Vec<u16>, usize, Change)> = Vec::new();
    for (a, b, alike) in pairs {
        let (before, after) = (&old.promises[a], &new.promises[b]);
        let shared: Vec<u16> = after.topics.iter().filter(|topic| before.topics.contains(topic)).copied().collect();
        let (kind, why) = judge(&before.report, &after.report);
        let sides = (Some(&before.report), Some(&after.report));
        found.push((shared, after.report.sentence, change(kind, sides, sure_of_pair(alike), why)));
    }
    let alone = |promises: &[Promised], only: &[(usize, f64)], kind: ChangeKind| -> Vec<_> {
        let tell = |&(at, nearest): &(usize, f64)| {
            let promise = &promises[at];
            let report = Some(&promise.report);
            let (sides, lacks) =
                if kind == ChangeKind::Dropped { ((report, None), "new") } else { ((None, report), "old") };
            let why = format!("no promise on the same topics in the {lacks} text is like it");
            (promise.topics.clone(), promise.report.sentence, change(kind, sides, sure_of_none(nearest), why))
        };
        only.iter().map(tell).collect()
    };
    found.extend(alone(&old.promises, &one_only, ChangeKind::Dropped));
    found.extend(alone(&new.promises, &other_only, ChangeKind::New));

    let mut changes = Changes::default();
    for (on, _, change) in &found {
        for topic in on.iter().filter_map(|&topic| topics.get(usize::from(topic))) {
            count(changes.counts.entry(topic.id.clone()).or_default(), change.kind);
        }
    }
    found.sort_by_key(|(on, sentence, change)| (on.first().copied(), change.kind, *sentence));
    let named = |(on, _, mut change): (Vec<u16>, usize, Change)| {
        let topic = on.first().and_then(|&topic| topics.get(usize::from(topic)))?;
        change.topic.clone_from(&topic.id);
        Some(change)
    };
    changes.all = found.into_iter().filter_map(named).collect();
    changes
}

fn change(
    kind: ChangeKind,
    (old, new): (Option<&PromiseReport>, Option<&PromiseReport>),
    confidence: f64,
    why: String,
) -> Change {
    Change { topic: String::new(), kind, old: old.cloned(), new: new.cloned(), confidence, why }
}

fn count(counts: &mut ChangeCounts, kind: ChangeKind) {
    *match kind {
        ChangeKind::Kept => &mut counts.kept,
        ChangeKind::New => &mut counts.new,
        ChangeKind::Dropped => &mut counts.dropped,
        ChangeKind::Weakened => &mut counts.weakened,
        ChangeKind::Strengthened => &mut counts.strengthened,
        ChangeKind::Repeated => &mut counts.repeated,
    } += 1;
}

/// What became of a promise that both texts make, and why.
fn judge(old: &PromiseReport, new: &PromiseReport) -> (ChangeKind, String) {
    let signals: Vec<(Ordering, String)> =
        [money(old, new), ceiling(old, new), firmness(old, new), date(old, new)].into_iter().flatten().collect();
    let decided = signals.iter().find(|(way, _)| way.is_ne());
    let kind = match decided {
        Some((Ordering::Less, _)) => ChangeKind::Weakened,
        Some(_) => ChangeKind::Strengthened,
        None if !signals.is_empty() => ChangeKind::Repeated,
        None => ChangeKind::Kept,
    };
    let mut why: Vec<String> = signals.into_iter().map(|(_, why)| why).collect();
    if why.is_empty() {
        why.push(
            if old.quote == new.quote { "in the same words" } else { "in other words, no weaker or stronger" }.into(),
        );
    }
    (kind, why.join("; "))
}

/// The largest sum of a promise, which stands for its money.
fn largest(promise: &PromiseReport) -> Option<&PromisedSum> {
    promise.money.iter().filter(|sum| sum.high.is_some()).max_by(|a, b| a.high.cmp(&b.high))
}

/// Less or more money, or `Equal` for the same. `None` where neither names a
/// figure, or where the two cannot be compared.
fn money(old: &PromiseReport, new: &PromiseReport) -> Option<(Ordering, String)> {
    let show = |sum: &PromisedSum| sum.high.map(|high| short_money(high, sum.currency)).unwrap_or_default();
    match (largest(old), largest(new)) {
        (Some(before), Some(after)) if before.currency == after.currency && before.per == after.per => {
            let way = after.high.cmp(&before.high);
            let why = match way {
                Ordering::Equal => format!("{} in both", show(after)),
                _ => format!("{} → {}", show(before), show(after)),
            };
            Some((way, why))
        }
        (Some(_), Some(_)) | (None, None) => None,
        (Some(before), None) => Some((Ordering::Less, format!("{} → no sum", show(before)))),
        (None, Some(after)) => Some((Ordering::Greater, format!("no sum → {}", show(after)))),
    }
}

/// "Up to" that is added to the money or left out of it.
fn ceiling(old: &PromiseReport, new: &PromiseReport) -> Option<(Ordering, String)> {
    let is_ceiling = |promise| largest(promise).map(|sum| sum.bound == Bound::Upto);
    match (is_ceiling(old)?, is_ceiling(new)?) {
        (false, true) => Some((Ordering::Less, "“up to” is added".into())),
        (true, false) => Some((Ordering::Greater, "“up to” is gone".into())),
        _ => None,
    }
}

fn firmness(old: &PromiseReport, new: &PromiseReport) -> Option<(Ordering, String)> {
    match (old.commitment, new.commitment) {
        (CommitmentKind::Firm, CommitmentKind::Soft) => Some((Ordering::Less, "firm → soft".into())),
        (CommitmentKind::Soft, CommitmentKind::Firm) => Some((Ordering::Greater, "soft → firm".into())),
        _ => None,
    }
}

fn date(old: &PromiseReport, new: &PromiseReport) -> Option<(Ordering, String)> {
    match (old.dated, new.dated) {
        (true, false) => Some((Ordering::Less, "no longer says by when".into())),
        (false, true) => Some((Ordering::Greater, "now says by when".into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Per};

    fn promise(quote: &str, commitment: CommitmentKind, pounds: Option<u64>) -> PromiseReport {
        let sum = |pounds: u64| PromisedSum {
            money: Some(0),
            quote: String::new(),
            currency: Currency::GBP,
            low: Some(pounds.into()),
            high: Some(pounds.into()),
            bound: Bound::Exact,
            per: Per::Total,
        };
        PromiseReport {
            sentence: 0,
            start: 0,
            end: 0,
            line: 1,
            page: None,
            heading: None,
            quote: quote.into(),
            commitment,
            dated: false,
            backing: 0.0,
            money: pounds.map(sum).into_iter().collect(),
        }
    }

    fn judged(old: &PromiseReport, new: &PromiseReport) -> (ChangeKind, String) {
        judge(old, new)
    }

    #[test]
    fn money_decides_before_words_and_why_names_both() {
        use CommitmentKind::{Firm, Soft};
        let firm = promise("a", Firm, Some(450_000_000));
        let less = promise("b", Firm, Some(300_000_000));
        let softer = promise("c", Soft, Some(450_000_000));
        let mut upto = firm.clone();
        upto.money[0].bound = Bound::Upto;
        let mut dated = softer.clone();
        dated.dated = true;
        for (new, kind, why) in [
            (&firm, ChangeKind::Repeated, "£450m in both"),
            (&less, ChangeKind::Weakened, "£450m → £300m"),
            (&softer, ChangeKind::Weakened, "£450m in both; firm → soft"),
            (&upto, ChangeKind::Weakened, "£450m in both; “up to” is added"),
            (&dated, ChangeKind::Weakened, "£450m in both; firm → soft; now says by when"),
            (&promise("d", Firm, None), ChangeKind::Weakened, "£450m → no sum"),
        ] {
            assert_eq!(judged(&firm, new), (kind, why.to_owned()));
        }
        assert_eq!(judged(&less, &firm).0, ChangeKind::Strengthened);
        let words = [promise("a", Firm, None), promise("e", Firm, None)];
        assert_eq!(judged(&words[0], &words[0]), (ChangeKind::Kept, "in the same words".to_owned()));
        assert_eq!(judged(&words[0], &words[1]).0, ChangeKind::Kept);
    }

    #[test]
    fn what_cannot_be_compared_is_no_change() {
        let pounds = promise("a", CommitmentKind::Firm, Some(5));
        let (mut dollars, mut yearly) = (pounds.clone(), pounds.clone());
        dollars.money[0].currency = Currency::parse("USD").unwrap();
        yearly.money[0].per = Per::Year;
        yearly.money[0].high = Some(4.into());
        assert_eq!(judged(&pounds, &dollars).0, ChangeKind::Kept);
        assert_eq!(judged(&pounds, &yearly).0, ChangeKind::Kept);
    }
}
