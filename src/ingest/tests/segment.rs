//! Where sentences end. `|` marks the ends that are expected.

use super::*;
use crate::rules::{Abbreviation, Abbreviations};

fn abbreviations() -> Abbreviations {
    use Abbreviation::{BeforeNumber, Continues, MayEnd};
    Abbreviations::new([
        ("Mr", Continues),
        ("e.g.", Continues),
        ("Hon", Continues),
        ("No", BeforeNumber),
        ("Rs", BeforeNumber),
        ("etc", MayEnd),
        ("p.m", MayEnd),
        ("Care.Data", Continues),
    ])
}

fn marked(path: &str, text: &str) -> String {
    let document = read(path, text);
    let all = sentences(&document, &abbreviations());
    all.iter().map(|sentence| sentence.span.of(&document.text)).collect::<Vec<_>>().join("|")
}

#[test]
fn sentence_ends() {
    let cases = [
        "It costs £1.9bn.|The rest is new.",
        "At No. 10 Downing Street we met.|Was it No. 11?|No.|Never!|Yes.",
        "Mr. Speaker, I rise.|The Rt Hon. Member knows.",
        "We give Rs. 500 crore.|We give Rs. ` 500 crore.",
        "It grew by 2.1%.|Next year by 0.5 per cent.",
        "Some, e.g. The Bank, agree.|Banks etc. agree.|Banks etc.|All of them.",
        "So said J. Smith and J. K. Jones.|Then all.",
        "The U.K. Government and the U.S. Treasury agree.|We left the U.K.|The end.",
        "At 3 p.m. we vote.|It ended at 3 p.m.|The House rose.",
        "Well... we see.|So it is...|Then on.|He said “we ... The best” then.",
        "He said “this is the end.”|Next we begin.|(So it is.)|Then on.",
        "He asked “why?” and left.|“Why?”|“Because.”",
        "We have food technologists29.|It rose.12|The rest fell.3,4|All of it.[5]|So.¹|Then.",
        "1.12 We will pay.|1.13. We will build.",
        "23. I propose a tax.|24. It is low.",
        "23 (14). Youth will fish.|We pay.",
        "(a). We pay.|Yes.",
        "iv. We build.|No.",
        "What is fair.|Take the train.",
        "See GOV.UK and care.data and Amazon.com and Care.Data - all of them.",
        "Some, e.g.The Bank, agree.|Care.Data programmes run.",
        "We pay; we build: all of it.",
        "We will: ww Introduce a tax ww Cut a tax",
        "我们投资。|我们建设。",
        "हम निवेश करेंगे।|हम बनाएंगे।",
        "It is over…|We go on.|We wait… and see.",
        "It ran until 23.11.2016.|Then it ended.",
        "It was in 2015.|500 people came.|iPhones sell.",
        "Write to a@b.Com and www.Budget.Gov now.",
        "Really?!|Yes.",
        "23.",
    ];
    for case in cases {
        // Missing spaces are part of what is tested.
        let text = case.replace("fair.|Take", "fair.Take").replace("资。|", "资。").replace('|', " ");
        assert_eq!(marked("f.txt", &text), case);
    }
}

#[test]
fn headings_and_bullets_are_a_sentence_each() {
    assert_eq!(
        marked("f.md", "# Plan. And more\n\n- build it\n- pay. Then stop\n"),
        "Plan. And more|build it|pay.|Then stop"
    );
}

#[test]
fn a_text_without_stops_is_cut_between_words() {
    let text = "seven77 ".repeat(1000) + &"£".repeat(4000);
    let document = read("f.txt", &text);
    let abbreviations = crate::rules::RuleSet::built_in().unwrap().abbreviations;
    let found = sentences(&document, &abbreviations);
    assert!(found.iter().all(|sentence| sentence.span.len() <= 3000 && !sentence.span.is_empty()));
    let words: Vec<_> = found.iter().flat_map(|sentence| sentence.span.of(&document.text).split(' ')).collect();
    assert_eq!(words.iter().filter(|word| **word == "seven77").count(), 1000);
    assert_eq!(words.concat().chars().filter(|c| *c == '£').count(), 4000);
}
