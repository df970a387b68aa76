//! Cells of a table take unit, year, topic and role from their headers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{ReadOptions, read_bytes};
use moneymouth::model::Currency;
use moneymouth::rules::RuleSet;

const SCORECARD: &str = "\
# Scorecard

| Measure (£ million) | 2016-17 | 2017-18 |
|---|---:|---:|
| Government Digital Service | 100 | 120 |
| Cyber security programme | 1,300 | (50) |
| Tobacco duty | 30 | 40 |
| Total for cyber security | 1,430 | 110 |

£ billion

| Measure | 2016-17 |
|---|---:|
| Broadband investment | 0.5 |

| Measure | Homes |
|---|---:|
| Broadband | 900 |
";

#[test]
fn a_scorecard_is_read_by_its_headers() {
    let rules = RuleSet::built_in().unwrap();
    let document = read_bytes("scorecard.md", SCORECARD.as_bytes(), &ReadOptions::default()).unwrap();
    let settings = Settings { currency: Some(Currency::GBP), ..Settings::default() };
    let report = analyse(&document, &rules, &settings);
    let found: Vec<String> = report
        .money
        .iter()
        .map(|money| {
            let topics: Vec<&str> = money.topics.iter().map(|topic| topic.id.as_str()).collect();
            let (sum, year) = (money.high.unwrap(), money.from.as_deref().unwrap_or("–"));
            format!("{} = {} {sum} {} {year} {}", money.quote, money.currency, money.role, topics.join("+"))
        })
        .collect();
    assert_eq!(
        found,
        [
            "100 = GBP 100000000 spend 2016-17 gds",
            "120 = GBP 120000000 spend 2017-18 gds",
            "1,300 = GBP 1300000000 spend 2016-17 cyber",
            "(50) = GBP 50000000 saving 2017-18 cyber",
            "30 = GBP 30000000 tax 2016-17 ",
            "40 = GBP 40000000 tax 2017-18 ",
            "1,430 = GBP 1430000000 context 2016-17 cyber",
            "110 = GBP 110000000 context 2017-18 cyber",
            "0.5 = GBP 500000000 spend 2016-17 broadband",
        ]
    );
}

/// The workbook was written by an office program out of the same rows as the CSV below.
#[cfg(feature = "sheets")]
#[test]
fn a_workbook_of_an_office_program_has_the_numbers_of_its_csv() {
    use moneymouth::extract::{CardOptions, read_scorecard};
    use moneymouth::ingest::{read_sheets, sheets_of};
    const CSV: &str = "\
Spending decisions (£ million),2016-17,2017-18,2018-19,2019-20
Cyber security,150,170,(20),200
Making Tax Digital,20,45.5,60,75
Full-fibre broadband,0,100,120,150
Total,170,315.5,160,425
";
    let rules = RuleSet::built_in().unwrap();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/scorecard.ods");
    let books = [
        read_sheets(&path, &ReadOptions::default()).unwrap(),
        sheets_of("scorecard.csv", CSV.as_bytes(), &ReadOptions::default()).unwrap(),
    ];
    let [ods, csv] = books.map(|sheets| {
        let card = read_scorecard("scorecard", &sheets, &rules, &CardOptions::default()).unwrap();
        let lines = card.lines.iter().map(|line| {
            let sums: Vec<String> =
                line.by_year.iter().map(|(year, sum)| format!("{year} {}", sum.normalize())).collect();
            format!("{} [{}] {}: {}", line.label, line.topics.join("+"), line.role, sums.join(", "))
        });
        (card.unit.clone(), card.currency, lines.collect::<Vec<_>>(), card.warnings)
    });
    assert_eq!(ods, csv);
    let cyber =
        "Cyber security [cyber] spend: 2016-17 150000000, 2017-18 170000000, 2018-19 -20000000, 2019-20 200000000";
    assert_eq!(ods.2[0], cyber);
}
