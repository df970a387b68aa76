//! Scorecards as people make them, and what is said of those that cannot be read.

use super::*;
use crate::ingest::{ReadOptions, sheets_of};
use std::fmt::Write;

fn read(name: &str, text: &str, options: &CardOptions) -> Result<Scorecard> {
    let rules = RuleSet::built_in().unwrap();
    let sheets = sheets_of(name, text.as_bytes(), &ReadOptions::default())?;
    read_scorecard(name, &sheets, &rules, options)
}

/// A line for each row: place, label, role, topics, money.
fn shown(card: &Scorecard) -> String {
    let mut out = format!("{} {}, cost {}\n", card.currency, card.unit, card.cost_sign);
    for line in &card.lines {
        let money: Vec<String> = line.by_year.iter().map(|(year, sum)| format!("{year} {sum}")).collect();
        let undated = line.undated.map(|sum| format!(" undated {sum}")).unwrap_or_default();
        let left_out = line.left_out.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
        let _ = writeln!(
            out,
            "{} {}: {} [{}] {}{undated}{left_out}",
            line.place,
            line.label,
            line.role,
            line.topics.join("+"),
            money.join(", ")
        );
    }
    for warning in &card.warnings {
        let _ = writeln!(out, "! {warning}");
    }
    out
}

#[test]
fn scorecards_of_many_layouts() {
    let treasury = "Table 2.1: Budget policy decisions\n,Head,£ million,,\nMeasure,,2016-17,2017-18,2018-19\nDigital\n\
        Cyber security programme,Spend,-380,-380,+20\nUltrafast broadband,Spend,\"(1,014)\",–,*\n\
        Tax relief for full-fibre broadband,Tax,-5,-10,-15\nTotal digital,,\"-1,399\",-390,5\nSource: made up";
    let tidy = "topic,measure,year,amount_gbp_m\ncyber,Programme,2016-17,380\ncyber,Programme,2017-18,390\n\
        Digital identity,Sign-in,2016-17,12.5\nbroadband,Vouchers,2016 to 2020,100\nbroadband,Fund,2016-17,tbc\n";
    let totals = "Item;Cost (£bn)\nCyber security;1,9\nGovernment Digital Service;0.45\nOverall;2.35\n";
    let markdown = "# Plan\n\nWhat we spend (£ million)\n\n| Programme | 2016/17 | 2017/18 | Total |\n|---|--:|--:|--:|\n\
        | Government Digital Service | 100 | 120 | 220 |\n| Efficiency savings on cyber security | 5 | 5 | 10 |\n| **Total** | 105 | 125 | 230 |\n";
    let cases = [
        (
            "treasury.csv",
            treasury,
            "GBP £ million, cost negative\n\
             C5 Cyber security programme: spend [cyber] 2016-17 380000000, 2017-18 380000000, 2018-19 -20000000\n\
             C6 Ultrafast broadband: spend [broadband] 2016-17 1014000000\n\
             C7 Tax relief for full-fibre broadband: tax [broadband] 2016-17 5000000, 2017-18 10000000, 2018-19 15000000\n\
             C8 Total digital: spend [] 2016-17 1399000000, 2017-18 390000000, 2018-19 -5000000 (sums up other rows)\n",
        ),
        (
            "tidy.csv",
            tidy,
            "GBP gbp m, cost positive\n\
             D2 Programme: spend [cyber] 2016-17 380000000\n\
             D3 Programme: spend [cyber] 2017-18 390000000\n\
             D4 Sign-in: spend [identity] 2016-17 12500000\n\
             D5 Vouchers: spend [broadband]  undated 100000000\n\
             ! C5 “2016 to 2020” is no single financial year; its money is counted for no year\n\
             ! “Fund” has no figure: not known is not zero\n",
        ),
        (
            "markdown.md",
            markdown,
            "GBP £ million, cost positive\n\
             table 1!B2 Government Digital Service: spend [gds] 2016-17 100000000, 2017-18 120000000\n\
             table 1!B3 Efficiency savings on cyber security: spend [cyber] 2016-17 -5000000, 2017-18 -5000000\n\
             table 1!B4 Total: spend [] 2016-17 105000000, 2017-18 125000000 (sums up other rows)\n",
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(shown(&read(name, text, &CardOptions::default()).unwrap()), expected, "{name}");
    }
    let card = read("totals.csv", totals, &CardOptions::default()).unwrap();
    assert_eq!((card.currency.as_str(), card.unit.as_str(), card.lines.len()), ("GBP", "£bn", 3));
}

#[test]
fn parts_are_taken_out_of_their_whole() {
    let text = "£m,2016-17\nDigital transformation,1800\nof which: Government Digital Service,450\nTotal,1800\n";
    assert_eq!(
        shown(&read("a.csv", text, &CardOptions::default()).unwrap()).lines().skip(1).collect::<Vec<_>>(),
        [
            "B2 Digital transformation: spend [gds] 2016-17 1350000000",
            "B3 of which: Government Digital Service: spend [gds] 2016-17 450000000",
            "B4 Total: spend [] 2016-17 1800000000 (sums up other rows)",
        ]
    );
}

#[test]
fn the_sign_is_guessed_and_can_be_given() {
    let text = "£m,Head,2016-17\nCyber security,Spend,-380\nFibre broadband,Spend,-14\nFuel duty,Tax,400\n";
    let card = read("a.csv", text, &CardOptions::default()).unwrap();
    assert_eq!(card.cost_sign_because, "2 of 2 rows of spending below zero");
    assert_eq!(card.lines[0].by_year.values().sum::<rust_decimal::Decimal>(), 380_000_000.into());
    let given = CardOptions { sign: Some(CostSign::Positive), ..CardOptions::default() };
    let card = read("a.csv", text, &given).unwrap();
    assert_eq!(card.lines[0].by_year.values().sum::<rust_decimal::Decimal>(), (-380_000_000).into());
}

#[test]
fn a_total_that_does_not_add_up_is_said() {
    let text = "£m,2016-17\nCyber security,380\nFibre broadband,100\nTotal,500\n";
    let card = read("a.csv", text, &CardOptions::default()).unwrap();
    assert_eq!(card.warnings, ["B4 “Total” is not the sum of the rows above it; the rows are counted, not the total"]);
}

#[test]
fn what_cannot_be_told_is_said_with_its_cell() {
    let unit = CardOptions { unit: Some("bananas".into()), ..CardOptions::default() };
    let sheet = CardOptions { sheet: Some("Budget".into()), ..CardOptions::default() };
    let usual = CardOptions::default();
    for (name, text, options, expected) in [
        (
            "a.csv",
            "Measure,2016-17\nCyber,380\n",
            &usual,
            "a.csv: B2 holds 380, and nothing says in which unit\n  hint: write “£ million”",
        ),
        ("a.csv", "Cyber,380\nFibre,20\n", &usual, "a.csv: A1: no row names financial years"),
        ("a.csv", "£m,2016-17\nCyber,\n", &usual, "a.csv: A2: a row with a label and figures was expected"),
        ("a.csv", "£m,2016-17\nCyber,5\n", &unit, "--funding-unit bananas: no unit of money"),
        ("a.csv", "£m,2016-17\nCyber,5\n", &sheet, "a.csv: holds no table called Budget"),
        ("a.csv", "", &usual, "a.csv: is empty"),
        ("a.md", "# Plan\n\nWe pay.", &usual, "a.md: holds no table"),
        ("a.xls", "x", &usual, "a.xls: is a workbook of an old kind"),
        ("a.xlsx", "x", &usual, "a.xlsx: is"),
        ("a.ods", "PK", &usual, "a.ods: is"),
    ] {
        let message = read(name, text, options).unwrap_err().to_string();
        assert!(message.starts_with(expected) && message.contains("hint:"), "{message}");
    }
    let card = read("a.csv", "£m,2016-17\nCyber security,soon\nFibre broadband,5\n", &usual).unwrap();
    assert_eq!(card.warnings, ["B2 “soon” is no figure and is left out"]);
}
