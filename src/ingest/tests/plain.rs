//! Plain text block by block.

use super::*;

const LONG: &str = "Over the next five years this government will invest in the digital services that";

fn page(parts: &[&str]) -> String {
    parts.concat()
}

#[test]
fn blocks_of_plain_text() {
    let cases: [(&str, &[(&str, &str)]); 13] = [
        ("One line only", &[("paragraph", "One line only")]),
        ("We will\nbuild it.\n\n\nNext.", &[("paragraph", "We will build it."), ("paragraph", "Next.")]),
        ("Digital\n\nWe will build.", &[("heading", "Digital"), ("paragraph", "We will build.")]),
        ("Digital,\n\nWe will build.", &[("paragraph", "Digital,"), ("paragraph", "We will build.")]),
        ("digital\n\nWe will build.", &[("paragraph", "digital"), ("paragraph", "We will build.")]),
        ("The end.\n\nFin", &[("paragraph", "The end."), ("paragraph", "Fin")]),
        ("Plan\n====\nsmall\nprint\n-----\n", &[("heading", "Plan"), ("heading", "small print")]),
        (
            "We will:\n• pay\n  more\n- build\n* save\n– Cut\n\u{f0b7}  see",
            &[
                ("paragraph", "We will:"),
                ("list_item", "pay more"),
                ("list_item", "build"),
                ("list_item", "save"),
                ("list_item", "Cut"),
                ("list_item", "see"),
            ],
        ),
        (
            "ww Invest in\nnn fibre\no Build\non Income\nno Income",
            &[("list_item", "Invest in nn fibre"), ("list_item", "Build on Income no Income")],
        ),
        ("We pay\n– and build.", &[("paragraph", "We pay – and build.")]),
        (
            "1.12 We pay.\n1.13 We build.\n23. I say.\n(a) one\n(iv) two",
            &[
                ("paragraph", "1.12 We pay."),
                ("paragraph", "1.13 We build."),
                ("paragraph", "23. I say."),
                ("list_item", "(a) one"),
                ("list_item", "(iv) two"),
            ],
        ),
        ("short-\nterm and non-\nFood", &[("paragraph", "short-term and non- Food")]),
        (
            "we forecast a rate of growth of\n2.5 per cent",
            &[("paragraph", "we forecast a rate of growth of 2.5 per cent")],
        ),
    ];
    for (text, expected) in cases {
        assert_blocks("f.txt", text, expected);
    }
}

#[test]
fn a_line_that_ends_early_ends_its_block() {
    let text = page(&[LONG, "\nwe all need.\nBroadband\n", LONG, "\nEngland needs.\n", LONG, " end."]);
    let document = read("f.txt", &text);
    let first = format!("{LONG} we all need.");
    let second = format!("{LONG} England needs.");
    let third = format!("{LONG} end.");
    let expected = [
        ("paragraph".to_owned(), first.as_str()),
        ("heading".to_owned(), "Broadband"),
        ("paragraph".to_owned(), &second),
        ("paragraph".to_owned(), &third),
    ];
    assert_eq!(blocks(&document), expected);
}

#[test]
fn each_line_of_an_unwrapped_file_is_a_block() {
    let long = [LONG; 4].join(" ");
    let document = read("f.txt", &page(&[&long, "\nshort one\n", &long, "\n"]));
    let expected = [&long[..], "short one", &long].map(|text| ("paragraph".to_owned(), text));
    assert_eq!(blocks(&document), expected);
}

#[test]
fn a_sentence_goes_on_over_a_page_number() {
    let text = page(&[LONG, "\n\n 12\n\n\u{c}we need.\n\n13\n\nNext.\n\u{c}Last."]);
    let document = read("f.txt", &text);
    let joined = format!("{LONG} we need.");
    let expected = [&joined[..], "13", "Next.", "Last."].map(|text| ("paragraph".to_owned(), text));
    assert_eq!(blocks(&document), expected);
    let pages: Vec<_> = document.blocks.iter().map(|block| block.page).collect();
    assert_eq!(pages, [Some(1), Some(2), Some(2), Some(3)]);
}

#[test]
fn a_line_on_every_page_is_no_heading() {
    let text = ["Manifesto\n\nPay.\n"; 3].join("\u{c}");
    let document = read("f.txt", &text);
    assert!(document.blocks.iter().all(|block| block.kind == crate::model::BlockKind::Paragraph));
}

#[test]
fn headings_stand_under_headings() {
    let document = read("f.txt", "PART A\n\nGrowth\n\nWe grow.\n\nPART B\n\nTax is low.");
    let links: Vec<_> =
        document.blocks.iter().map(|block| (block.level, block.heading, document.line_of(block.span))).collect();
    assert_eq!(links, [(1, None, 1), (2, Some(0), 3), (0, Some(1), 5), (1, None, 7), (0, Some(3), 9)]);
}

#[test]
fn title_and_date_come_from_the_top_of_a_text() {
    let head = "News > Post\n\nA plan for the net\n\nPublished 23 November 2016\n\n";
    let article = read("f.txt", &format!("{head}{LONG} we need."));
    assert_eq!(article.title.as_deref(), Some("A plan for the net"));
    assert_eq!(article.date.map(|date| date.to_string()).as_deref(), Some("2016-11-23"));
    let document = read("f.txt", &format!("1 a.\n\n2 b.\n\n3 c.\n\nBroadband\n\n{LONG} end."));
    assert_eq!(document.title, None, "a chapter is no title");
}

#[test]
fn a_text_of_nothing_but_short_items_is_cut_and_says_so() {
    let document = read("f.txt", &"- a\n".repeat(500_000));
    let count = document.blocks.len();
    assert!((400_000..500_000).contains(&count), "{count}");
    let line = document.line_of(document.blocks[count - 1].span);
    assert_eq!(line, count);
    let [warning] = &document.warnings[..] else { panic!("one warning: {:?}", document.warnings) };
    assert!(warning.ends_with(&format!("up to line {line}; split the text to have the others")), "{warning}");
    assert!(read("f.txt", &"- a\n".repeat(1_000)).warnings.is_empty());
}

#[test]
fn and_one_of_nothing_but_short_sentences() {
    let sentences = |count: usize| {
        let document = read("f.txt", &"AI! ".repeat(count));
        crate::ingest::sentences(&document, &crate::rules::Abbreviations::default()).len()
    };
    assert_eq!(sentences(1_000), 1_000);
    let most = sentences(700_000);
    assert!((400_000..700_000).contains(&most), "{most}");
}
