//! Saved web pages: the text is read, and what stands around it is not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use jiff::civil::date;
use moneymouth::ingest::{ReadOptions, read_bytes, read_path};
use moneymouth::model::{BlockKind, Document};
use std::path::{Path, PathBuf};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages").join(name)
}

fn read(name: &str) -> Document {
    read_path(&file(name), &ReadOptions::default()).unwrap()
}

/// Kind and text of each block.
fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    document.blocks.iter().map(|block| (block.kind, block.span.of(&document.text))).collect()
}

#[test]
fn the_article_of_a_news_page() {
    use BlockKind::{Heading, Paragraph, TableCell};
    let document = read("news.html");
    assert_eq!(
        blocks(&document),
        [
            (Heading, "County puts £40m on the table for fibre"),
            (Paragraph, "By A Reporter"),
            (Paragraph, "1 September 2026"),
            (Paragraph, "The county will spend £40 million on full-fibre broadband, its leader said on Monday."),
            (Paragraph, "“We will invest £3 million in cyber security as well,” he said."),
            (Paragraph, "It is the largest sum that any county has put into networks."),
            (Paragraph, "£ million"),
            (TableCell, "Programme"),
            (TableCell, "2026-27"),
            (TableCell, "Broadband"),
            (TableCell, "15"),
            (Paragraph, "The programme ends in 2029."),
        ]
    );
    assert_eq!(document.title.as_deref(), Some("County puts £40m on the table for fibre"));
    assert_eq!(document.date, Some(date(2026, 9, 1)));
}

#[test]
fn places_stay_those_of_the_file() {
    let source = std::fs::read_to_string(file("news.html")).unwrap();
    let document = read("news.html");
    for (block, (_, text)) in document.blocks.iter().zip(blocks(&document)) {
        let place = document.source.source(block.span);
        assert!(source[place.start..place.end].starts_with(text.chars().next().unwrap()), "{text}");
        assert_eq!(document.line_of(block.span), 1 + source[..place.start].matches('\n').count(), "{text}");
    }
}

#[test]
fn an_old_page_without_marks_keeps_its_text() {
    let document = read("old.html");
    let texts: Vec<&str> = blocks(&document).into_iter().map(|(_, text)| text).collect();
    for kept in [
        "Speech by the leader of the county",
        "Networks",
        "Services",
        "Mr Chairman, we will spend £40 million on full-fibre broadband.",
        "We will go on to invest in cyber security & skills, as the header of this bill says.",
        "One digital service will replace eleven old ones.",
    ] {
        assert!(texts.contains(&kept), "{kept}: {texts:?}");
    }
    for gone in ["Was this page useful", "Crown copyright"] {
        assert!(!document.text.contains(gone), "{gone}");
    }
    assert_eq!(document.date, Some(date(2016, 11, 23)));
}

#[test]
fn names_are_not_believed_of_the_larger_part_of_a_page() {
    let document = read("plain.html");
    for kept in ["We will spend £40 million", "the county has also put £2 million", "the plan of 2025"] {
        assert!(document.text.contains(kept), "{kept}: {}", document.text);
    }
    let (kind, last) = *blocks(&document).last().unwrap();
    assert!(kind == BlockKind::Furniture && last.starts_with("We use cookies"), "{last}");
}

#[test]
fn the_whole_page_is_read_on_request() {
    let whole = ReadOptions { whole_page: true, ..ReadOptions::default() };
    let document = read_path(&file("news.html"), &whole).unwrap();
    for part in ["Accept all cookies", "Cyber security", "Read more", "£7 million for schools", "Terms"] {
        assert!(document.text.contains(part), "{part}");
    }
    assert!(!document.text.contains("nonsense"));
    assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Furniture));
}

#[test]
fn a_notice_at_the_end_of_plain_text_does_not_count() {
    let text = "We will spend £5 million on fibre for every village in the county.\n\nThe author is an analyst.\n\n\
                We have updated our privacy policy. It explains what cookies are and how we use them on our site.\n";
    let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[2..], [BlockKind::Furniture]);
    let whole = ReadOptions { whole_page: true, ..ReadOptions::default() };
    let document = read_bytes("a.txt", text.as_bytes(), &whole).unwrap();
    assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Furniture));
}
