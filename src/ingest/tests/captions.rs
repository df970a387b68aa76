//! Captions: what is joined, what is left out, and where it came from.

use super::*;
use crate::model::Format;

const SRT: &str = "1\r\n00:00:01,000 --> 00:00:03,000\r\nWe will invest\r\n£1.9 billion in\r\n\r\n2\r\n\
    00:00:03,000 --> 00:00:05,000\r\n<i>cyber security</i> &amp; more.\r\n\r\n3\r\n00:00:15,000 --> 00:00:17,000\r\nNext.\r\n";

const ROLLED: &str = "WEBVTT\nKind: captions\n\nNOTE made by a machine\nin two lines\n\n\
    00:00:01.000 --> 00:00:02.000 align:start\n \nwe<00:00:01.200><c> will</c>\n\n\
    00:00:02.000 --> 00:00:02.010\nwe will\n \n\n\
    00:00:02.010 --> 00:00:04.000\nwe will\ninvest<00:00:03.000><c> £5m</c>\n\n\
    00:00:04.000 --> 00:00:04.010\ninvest £5m\n \n\n\
    00:00:04.010 --> 00:00:06.000\ninvest £5m\nin cyber security.\n";

#[test]
fn captions_are_joined_into_sentences() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("a.srt", SRT, &["We will invest £1.9 billion in cyber security & more.", "Next."]),
        ("a.vtt", ROLLED, &["we will invest £5m in cyber security."]),
        (
            "painted.vtt",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nWe\n\n00:02.000 --> 00:03.000\nWe will\n\n00:03.000 --> 00:04.000\nWe will pay.\n",
            &["We will pay."],
        ),
        (
            "a.txt",
            "00:01 | We will invest\n00:04 | £5m in\n00:07 | cyber security.\n",
            &["We will invest £5m in cyber security."],
        ),
        ("b.txt", "0:01\nWe will invest\n0:04\n£5m in\n0:07\nfibre.\n", &["We will invest £5m in fibre."]),
        ("c.sbv", "0:00:01.000,0:00:03.000\nWe pay\n\n0:00:03.000,0:00:05.000\nfor fibre.\n", &["We pay for fibre."]),
        (
            "sounds.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n[Applause]\n\n2\n00:00:02,000 --> 00:00:03,000\n♪ {\\an8}We pay. ♪\n",
            &["We pay."],
        ),
        (
            "turns.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n- We pay.\n- Who?\n\n2\n00:00:02,000 --> 00:00:03,000\n>> All of us.\n",
            &["We pay.", "Who?", "All of us."],
        ),
        // Without rolling up, what is said twice was said twice.
        (
            "twice.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nMore.\n\n2\n00:00:02,000 --> 00:00:03,000\nMore.\n\n3\n00:00:03,000 --> 00:00:04,000\nNo less.\n\n\
             4\n00:00:04,000 --> 00:00:05,000\nWe pay.\n\n5\n00:00:05,000 --> 00:00:06,000\nYou pay.\n",
            &["More. More. No less. We pay. You pay."],
        ),
    ];
    for (path, text, expected) in cases {
        let document = read(path, text);
        assert_eq!(document.format, Format::Captions, "{path}");
        let found: Vec<&str> = document.blocks.iter().map(|block| block.span.of(&document.text)).collect();
        assert_eq!(found, *expected, "{path}");
    }
}

#[test]
fn places_in_captions_lead_back_to_the_file() {
    let document = read("a.srt", SRT);
    let at = document.text.find("cyber security").unwrap();
    let span = document.source.source(crate::text::Span::new(at, at + "cyber security".len()));
    assert_eq!(span.of(SRT), "cyber security");
    let lines: Vec<usize> = document.blocks.iter().map(|block| document.line_of(block.span)).collect();
    assert_eq!(lines, [3, 12]);
    let document = read("a.vtt", ROLLED);
    let at = document.text.find("£5m").unwrap();
    let span = document.source.source(crate::text::Span::new(at, at + "£5m".len()));
    assert_eq!(document.lines.line(span.start), 17);
}

#[test]
fn a_voice_tag_names_who_speaks() {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Jo Elm>We pay.</v>\n\n00:02.000 --> 00:03.000\n<v Jo Elm>For fibre.</v>\n\n\
        00:03.000 --> 00:04.000\n<v Bo Oak>Never.</v>\n";
    let found = |speaker: Option<&str>| {
        let options = ReadOptions { speaker: speaker.map(str::to_owned), ..ReadOptions::default() };
        let document = read_bytes("a.vtt", text.as_bytes(), &options).unwrap();
        document.blocks.iter().map(|block| block.span.of(&document.text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(None), ["We pay. For fibre.", "Never."]);
    assert_eq!(found(Some("oak")), ["Never."]);
}

#[test]
fn a_number_of_hours_that_none_has_is_no_time() {
    let document = read("a.txt", "692314756840000:00:01,000 --> 00:00:02,000\nWe will pay £5m.\n");
    assert_eq!(document.format, Format::Text);
    // Marked as captions it is read as well.
    let options = ReadOptions { format: Some(Format::Captions), ..ReadOptions::default() };
    let lines = "00:01 | We will\n9999999999999999:59:59 | pay.\n";
    assert!(read_bytes("a.txt", lines.as_bytes(), &options).is_ok());
}
