//! Two small documents made by hand, for the snapshots of every format.
//!
//! Between them they hold each case that a format must show: no score, no
//! money, two currencies, a saving, money of no topic, a vague amount, a long
//! quotation, a silent topic, and a path that would run as a formula.

mod pairs;

pub(super) use pairs::{broad, in_real_terms, two};

use crate::model::{
    AttributionMethod, Bound, CommitmentCounts, CommitmentKind, Currency, DocumentReport, Evidence, FlagInfo,
    FlagReport, Format, KnownSum, MoneyReport, PackReport, Per, PromiseQuote, RealTotals, Report, Role, SCHEMA,
    SentenceReport, SumRange, ToolReport, TopicReport, TopicShare, Verdict, YearlyMoney,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn sums(of: &[(&str, i64)]) -> BTreeMap<Currency, Decimal> {
    of.iter().map(|(code, sum)| (currency(code), Decimal::from(*sum))).collect()
}

fn range(low: i64, high: i64) -> SumRange {
    SumRange { low: low.into(), high: high.into() }
}

fn real(low: i64, high: i64, covers: f64) -> Option<RealTotals> {
    let known = KnownSum { low: low.into(), high: high.into(), covers };
    Some(RealTotals { base: "2024-25".into(), sums: BTreeMap::from([(Currency::GBP, known)]) })
}

fn topic(id: &str, title: &str) -> TopicReport {
    TopicReport {
        id: id.into(),
        title: title.into(),
        words: 0.0,
        sentences: 0,
        word_share: Some(0.0),
        funding: BTreeMap::new(),
        announced_before: BTreeMap::new(),
        annual: BTreeMap::new(),
        real: None,
        savings: BTreeMap::new(),
        funding_share: Some(0.0),
        gap: None,
        commitments: CommitmentCounts::default(),
        promises: 0,
        backed: 0.0,
        cheap_talk: None,
        score: None,
        interval: None,
        verdict: Verdict::Silent,
        evidence: Vec::new(),
    }
}

fn sentence(line: usize, topic: &str, commitment: CommitmentKind, backing: Option<f64>) -> SentenceReport {
    let start = line * 100;
    SentenceReport { start, end: start + 90, line, page: None, topics: [topic.into()].into(), commitment, backing }
}

fn money(sentence: usize, line: usize, quote: &str, high: Option<i64>, topic: &str) -> MoneyReport {
    MoneyReport {
        start: line * 100 + 20,
        end: line * 100 + 20 + quote.len(),
        line,
        page: None,
        sentence,
        quote: quote.into(),
        currency: Currency::GBP,
        low: high.map(Decimal::from),
        high: high.map(Decimal::from),
        bound: Bound::Exact,
        role: Role::Spend,
        per: Per::Total,
        years: None,
        by: None,
        from: None,
        to: None,
        or_from: None,
        or_to: None,
        assumed: None,
        topics: vec![TopicShare { id: topic.into(), share: 1.0, method: AttributionMethod::Sentence, confidence: 0.9 }],
        flags: Vec::new(),
        flag_details: Vec::new(),
        part_of: None,
        counted: high.is_some(),
        counted_value: high.map(Decimal::from).unwrap_or_default(),
        added: None,
        annual: None,
        real: None,
        earlier: None,
    }
}

fn evidence(sentence: usize, line: usize, quote: &str, commitment: CommitmentKind, heading: Option<&str>) -> Evidence {
    let backing = commitment.is_promise().then_some(1.0);
    let heading = heading.map(Into::into);
    Evidence { sentence, line, page: None, heading, quote: quote.into(), cue: String::new(), commitment, backing }
}

fn document(path: &str, title: Option<&str>, date: Option<&str>) -> DocumentReport {
    DocumentReport {
        path: path.into(),
        title: title.map(Into::into),
        format: Format::Markdown,
        date: date.map(Into::into),
        words: 9120,
        sentences: Vec::new(),
        promise_quotes: Vec::new(),
        money: Vec::new(),
        vague: Vec::new(),
        topics: Vec::new(),
        promises: 0,
        backed: 0.0,
        score: None,
        interval: None,
        verdict: Verdict::Silent,
        topic_sentences: 0,
        funding: BTreeMap::new(),
        announced_before: BTreeMap::new(),
        annual: BTreeMap::new(),
        by_year: BTreeMap::new(),
        real: None,
        unattributed: BTreeMap::new(),
        cheap_talk: None,
        mismatch: None,
        mismatch_without_largest: None,
        inflation: None,
        new_share: None,
        currency: None,
        scorecard: None,
        warnings: Vec::new(),
    }
}

fn promise(sentence: usize, quote: &str, heading: Option<&str>, amounts: &[&str]) -> PromiseQuote {
    let place = |amount: &&str| quote.find(amount).map(|start| [start, start + amount.len()]).unwrap();
    let amounts = amounts.iter().map(place).collect();
    PromiseQuote { sentence, heading: heading.map(Into::into), quote: quote.into(), amounts }
}

fn by_year() -> YearlyMoney {
    let years = [("2016-17", 470, 493), ("2017-18", 470, 493), ("2018-19", 470, 493), ("2019-20", 470, 493)];
    let last = [("2020-21", 380, 470)];
    let million = |sum: i64| sum * 1_000_000;
    let year = |(year, low, high): (&str, i64, i64)| (year.to_owned(), range(million(low), million(high)));
    YearlyMoney { years: years.into_iter().chain(last).map(year).collect(), covers: 0.99 }
}

const LONG: &str = "To keep the country safe in a connected age the government will spend £1.9 billion over five years on \
    defending our networks, on training the people who watch over them, on a new centre that speaks plainly to firms \
    of every size, and on catching those who attack us, wherever in the world they may be sitting when they do.";

fn spring() -> DocumentReport {
    let cyber = TopicReport {
        words: 210.5,
        sentences: 12,
        word_share: Some(0.6),
        funding: sums(&[("GBP", 1_900_000_000), ("USD", 3_000_000)]),
        funding_share: Some(0.809),
        gap: Some(0.3801),
        commitments: CommitmentCounts { firm: 8, soft: 1, past: 1, none: 2 },
        promises: 9,
        backed: 5.55,
        cheap_talk: Some(0.2222),
        score: Some(61.67),
        interval: Some([44.2, 78.1]),
        verdict: Verdict::Backed,
        evidence: vec![
            evidence(0, 12, LONG, CommitmentKind::Firm, Some("A safer nation")),
            evidence(1, 14, "We will also pay for a hotline.", CommitmentKind::Firm, Some("A safer nation")),
        ],
        ..topic("cyber", "Cyber security")
    };
    let gds = TopicReport {
        words: 96.0,
        sentences: 6,
        word_share: Some(0.3),
        funding: sums(&[("GBP", 450_000_000)]),
        savings: sums(&[("GBP", 50_000_000)]),
        funding_share: Some(0.191),
        gap: Some(-0.5),
        commitments: CommitmentCounts { firm: 2, soft: 1, past: 2, none: 1 },
        promises: 3,
        backed: 1.65,
        cheap_talk: Some(0.3333),
        interval: Some([14.0, 88.0]),
        verdict: Verdict::Reheated,
        evidence: vec![evidence(
            2,
            30,
            "Up to £450 million, as announced before, will go to the Government Digital Service by 2020.",
            CommitmentKind::Firm,
            None,
        )],
        ..topic("gds", "Government digital service")
    };
    let health = TopicReport {
        words: 31.0,
        sentences: 2,
        word_share: Some(0.1),
        gap: Some(-1.2),
        commitments: CommitmentCounts { soft: 1, none: 1, ..Default::default() },
        promises: 1,
        cheap_talk: Some(1.0),
        interval: Some([0.0, 85.0]),
        verdict: Verdict::WordsOnly,
        evidence: vec![evidence(
            3,
            41,
            "We hope to put tens of millions into care records.",
            CommitmentKind::Soft,
            Some("Care\u{1b}[2J as a platform"),
        )],
        ..topic("health", "Digital health and care")
    };
    DocumentReport {
        sentences: vec![
            sentence(12, "cyber", CommitmentKind::Firm, Some(1.0)),
            sentence(14, "cyber", CommitmentKind::Firm, Some(0.5)),
            sentence(30, "gds", CommitmentKind::Firm, Some(0.65)),
            sentence(41, "health", CommitmentKind::Soft, Some(0.0)),
        ],
        money: vec![
            MoneyReport {
                years: Some(5),
                from: Some("2016-17".into()),
                to: Some("2020-21".into()),
                annual: Some(range(380_000_000, 380_000_000)),
                ..money(0, 12, "£1.9 billion", Some(1_900_000_000), "cyber")
            },
            MoneyReport {
                bound: Bound::Upto,
                by: Some("2020".into()),
                assumed: Some("\"by 2020\" read as the end of 2019-20; it may mean 2020-21".into()),
                annual: Some(range(90_000_000, 112_500_000)),
                flags: vec!["up_to".into(), "reannounce".into()],
                flag_details: vec![FlagReport { id: "up_to".into(), quote: "Up to".into(), multiplier: 0.7 }],
                ..money(2, 30, "£450 million", Some(450_000_000), "gds")
            },
        ],
        vague: vec![money(3, 41, "tens of millions", None, "health")],
        promise_quotes: vec![
            promise(0, LONG, Some("A safer nation"), &["£1.9 billion"]),
            promise(1, "We will also pay for a hotline.", Some("A safer nation"), &[]),
            promise(
                2,
                "Up to £450 million, as announced before, will go to the Government Digital Service by 2020.",
                None,
                &["£450 million"],
            ),
            promise(
                3,
                "We hope to put tens of millions into <b>care</b> records.",
                Some("Care\u{1b}[2J as a platform"),
                &["tens of millions"],
            ),
        ],
        by_year: BTreeMap::from([(Currency::GBP, by_year())]),
        topics: vec![gds, topic("identity", "Digital identity"), cyber, health, topic("smart", "Smart cities")],
        promises: 13,
        backed: 7.2,
        score: Some(55.38),
        interval: Some([35.2, 73.6]),
        verdict: Verdict::Backed,
        topic_sentences: 20,
        funding: sums(&[("GBP", 2_350_000_000), ("USD", 3_000_000)]),
        unattributed: sums(&[("GBP", 14_500_000)]),
        cheap_talk: Some(0.3077),
        mismatch: Some(20.9),
        mismatch_without_largest: Some(41.0),
        inflation: Some(0.2),
        new_share: Some(0.81),
        currency: Some(Currency::GBP),
        scorecard: None,
        warnings: vec!["line 30: “$3m” was read as US dollars; --currency says which dollar is meant".into()],
        ..document("=spring.md", Some("Spring Budget"), Some("2016-03-16"))
    }
}

fn autumn() -> DocumentReport {
    let cyber = TopicReport {
        words: 14.0,
        sentences: 1,
        word_share: Some(0.125),
        funding_share: Some(0.0),
        commitments: CommitmentCounts { past: 1, ..Default::default() },
        verdict: Verdict::Passing,
        ..topic("cyber", "Cyber security")
    };
    let gds = TopicReport {
        words: 140.0,
        sentences: 7,
        word_share: Some(0.875),
        funding: sums(&[("GBP", 740_000_000)]),
        funding_share: Some(1.0),
        commitments: CommitmentCounts { firm: 6, soft: 2, ..Default::default() },
        promises: 8,
        backed: 6.0,
        score: Some(75.0),
        interval: Some([48.0, 93.0]),
        verdict: Verdict::Backed,
        evidence: vec![evidence(
            0,
            7,
            "We will put £740 million into the Government Digital Service.",
            CommitmentKind::Firm,
            None,
        )],
        ..topic("gds", "Government digital service")
    };
    let silent = |id, title| topic(id, title);
    DocumentReport {
        words: 1043,
        sentences: vec![sentence(7, "gds", CommitmentKind::Firm, Some(1.0))],
        money: vec![money(0, 7, "£740 million", Some(740_000_000), "gds")],
        topics: vec![
            gds,
            silent("identity", "Digital identity"),
            cyber,
            silent("health", "Digital health and care"),
            silent("smart", "Smart cities"),
        ],
        promises: 8,
        backed: 6.0,
        score: Some(75.0),
        interval: Some([48.0, 93.0]),
        verdict: Verdict::Backed,
        topic_sentences: 8,
        funding: sums(&[("GBP", 740_000_000)]),
        currency: Some(Currency::GBP),
        ..document("autumn.txt", None, None)
    }
}

fn report(documents: Vec<DocumentReport>) -> Report {
    Report {
        schema: SCHEMA,
        tool: ToolReport { name: "moneymouth", version: "0.0.0" },
        packs: vec![PackReport { id: "uk-digital".into(), version: "1.0.0".into(), origin: "built in".into() }],
        documents,
        comparison: None,
        timeline: None,
        deflator: None,
        scorecard: None,
        flags: vec![FlagInfo { id: "up_to".into(), about: "A ceiling and not an amount.".into(), multiplier: 0.5 }],
        warnings: Vec::new(),
    }
}

/// One document with everything in it.
pub(super) fn one() -> Report {
    report(vec![spring()])
}

/// A document that says nothing.
pub(super) fn silent() -> Report {
    let topics = vec![topic("cyber", "Cyber security"), topic("smart", "Smart cities")];
    report(vec![DocumentReport { topics, ..document("-", None, None) }])
}
