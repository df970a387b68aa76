//! Markdown and HTML block by block, metadata, and files that cannot be read.

use super::*;
use crate::text::Span;
use jiff::civil::date;

/// What the file says where `part` stands in the clean text.
fn source_of<'a>(document: &Document, source: &'a str, part: &str) -> &'a str {
    let at = document.text.find(part).unwrap();
    document.source.source(Span::new(at, at + part.len())).of(source)
}

#[test]
fn markdown_blocks() {
    let cases: [(&str, &[(&str, &str)]); 11] = [
        ("# A\n\nWe *will*\npay.\n", &[("heading", "A"), ("paragraph", "We will pay.")]),
        ("Old\n===\ntext", &[("heading", "Old"), ("paragraph", "text")]),
        ("##Plan\n{: .no_toc #x}\nText {: .y}", &[("heading", "Plan"), ("paragraph", "Text")]),
        ("<div>\n#Plan\n</div>\n\nText", &[("heading", "Plan"), ("paragraph", "Text")]),
        ("#tags are no heading", &[("paragraph", "#tags are no heading")]),
        (
            "- one\n- two\n  - under two\n\n1. three\n",
            &[("list_item", "one"), ("list_item", "two"), ("list_item", "under two"), ("list_item", "three")],
        ),
        ("a [link](http://x.y/z) ![pic](p.png) `code`", &[("paragraph", "a link code")]),
        ("```\n##No\n```\n<!-- no -->\n\nyes <b>bold</b><br>new &amp; old", &[("paragraph", "yes bold new & old")]),
        ("<table><tr><td>in\n</table>\n\nafter", &[("table_cell", "in"), ("paragraph", "after")]),
        ("fact[^1]\n\n[^1]: the note\n", &[("paragraph", "fact"), ("paragraph", "the note")]),
        ("**Minister**\n\n: I rise.", &[("paragraph", "Minister"), ("paragraph", "I rise.")]),
    ];
    for (text, expected) in cases {
        assert_blocks("f.md", text, expected);
    }
}

#[test]
fn markdown_places_and_levels() {
    let source = "##Plan\n\n- one\n    - &pound;5m \\* and\n\n| a | b |\n|---|---|\n| c | d |\n";
    let document = read("f.md", source);
    let seen: Vec<_> = document.blocks.iter().map(|b| (document.line_of(b.span), b.level, b.heading, b.cell)).collect();
    assert_eq!(
        seen,
        [
            (1, 2, None, None),
            (3, 1, Some(0), None),
            (4, 2, Some(0), None),
            (6, 0, Some(0), Some((0, 0, 0))),
            (6, 0, Some(0), Some((0, 0, 1))),
            (8, 0, Some(0), Some((0, 1, 0))),
            (8, 0, Some(0), Some((0, 1, 1))),
        ]
    );
    assert_eq!(source_of(&document, source, "Plan"), "Plan");
    assert_eq!(source_of(&document, source, "£5m"), "&pound;5m");
    assert_eq!(source_of(&document, source, "* and"), "* and");
    assert_eq!(source_of(&document, source, "d"), "d");
}

#[test]
fn html_blocks() {
    let cases: [(&str, &[(&str, &str)]); 11] = [
        ("<h1>A</h1><p>One<p>Two <b>bold</b>", &[("heading", "A"), ("paragraph", "One"), ("paragraph", "Two bold")]),
        ("a<br>b<br> <br>c", &[("paragraph", "a b"), ("paragraph", "c")]),
        ("<script>if (a<b) x</script><style>p{}</style><p>ok", &[("paragraph", "ok")]),
        ("<p hidden>no<p>yes", &[("paragraph", "yes")]),
        ("<div style='display: none'>no<div>no</div></div>yes", &[("paragraph", "yes")]),
        ("<nav><ul><li>Menu</ul></nav><template><p>no</template>yes", &[("paragraph", "yes")]),
        (
            "<ul><li>a<ul><li>b</ul>c<li><p>d</ul>e",
            &[("list_item", "a"), ("list_item", "b"), ("list_item", "c"), ("list_item", "d"), ("paragraph", "e")],
        ),
        ("R&amp;D &pound;5m &nonsense; AT&T 3&#46;5", &[("paragraph", "R&D £5m &nonsense; AT&T 3.5")]),
        ("<!-- no --><p>a < b", &[("paragraph", "a < b")]),
        ("prices.<sup>12</sup> The", &[("paragraph", "prices.12 The")]),
        ("<body>a</p></div></ul></td>b", &[("paragraph", "a"), ("paragraph", "b")]),
    ];
    for (text, expected) in cases {
        assert_blocks("f.html", text, expected);
    }
}

#[test]
fn html_tables_keep_their_places() {
    let source = "<table><tr><th colspan=2>x<th>y</tr><tr><td>1<table><tr><td>in</table><td>2</table>\n<h2>B</h2>";
    let document = read("f.htm", source);
    let seen: Vec<_> = document.blocks.iter().map(|b| (b.span.of(&document.text), b.cell)).collect();
    assert_eq!(
        seen,
        [
            ("x", Some((0, 0, 0))),
            ("y", Some((0, 0, 2))),
            ("1", Some((0, 1, 0))),
            ("in", Some((1, 0, 0))),
            ("2", Some((0, 1, 1))),
            ("B", None),
        ]
    );
    assert_eq!(document.line_of(document.blocks[5].span), 2);
    let source = "<p>R&amp;D and\n AT&T &pound;5m";
    let document = read("f.html", source);
    assert_eq!(source_of(&document, source, "R&D and AT&T £5m"), &source[3..]);
    assert_eq!(source_of(&document, source, "£5"), "&pound;5");
}

#[test]
fn title_and_date() {
    let cases = [
        (
            "b.md",
            "---\ntitle: \"The plan\"\ndate: 2016-03-16\n---\n# A\n\nb",
            Some("The plan"),
            Some(date(2016, 3, 16)),
        ),
        ("b-2016-11-23.md", "# A\n\nb", Some("A"), Some(date(2016, 11, 23))),
        ("b-2016.md", "b", None, None),
        ("b.md", "---\n\nno: keys\n", None, None),
        ("b.html", "<title>The\n plan</title><h1>A</h1>", Some("The plan"), None),
        ("b.html", "<meta property=og:title content='O &amp; P'><h1>A", Some("O & P"), None),
        ("b.html", "<h1>A</h1><time datetime=2016-03-16>then</time>", Some("A"), Some(date(2016, 3, 16))),
        (
            "b.html",
            "<meta name='DC.date' content='2016-11-23T10:00'><svg><title>x</title></svg>b",
            None,
            Some(date(2016, 11, 23)),
        ),
    ];
    for (path, text, title, day) in cases {
        let document = read(path, text);
        assert_eq!((document.title.as_deref(), document.date), (title, day), "{text}");
    }
    let given = ReadOptions { date: Some(date(2020, 1, 1)), ..ReadOptions::default() };
    assert_eq!(read_bytes("2016-11-23.txt", b"a", &given).unwrap().date, Some(date(2016, 11, 23)));
    assert_eq!(read_bytes("speech.txt", b"a", &given).unwrap().date, given.date);
}

#[test]
fn the_format_comes_from_the_option_the_name_or_the_bytes() {
    let html = "\u{feff} <!DOCTYPE HTML><p>x";
    for (path, format, text, expected) in [
        ("a.MD", None, "x", Format::Markdown),
        ("a.text", None, "<html>", Format::Text),
        ("-", None, html, Format::Html),
        ("a.xyz", None, "x < y", Format::Text),
        ("a.txt", Some(Format::Html), "x", Format::Html),
    ] {
        let document = read_bytes(path, text.as_bytes(), &ReadOptions { format, ..ReadOptions::default() }).unwrap();
        assert_eq!(document.format, expected, "{path}");
    }
}

#[test]
fn a_byte_order_mark_counts() {
    let source = "\u{feff}# Plan\n\nWe pay.";
    let document = read("a.md", source);
    assert_eq!(blocks(&document)[0], ("heading".to_owned(), "Plan"));
    assert_eq!(source_of(&document, source, "We pay"), "We pay");
    assert_eq!(document.line_of(document.blocks[1].span), 3);
}

#[test]
fn what_cannot_be_read_says_why() {
    let small = ReadOptions { limits: Limits { max_bytes: 2, ..Limits::default() }, ..ReadOptions::default() };
    let message =
        |path: &str, bytes: &[u8], options: &ReadOptions| read_bytes(path, bytes, options).unwrap_err().to_string();
    let usual = ReadOptions::default();
    assert!(message("a.txt", b" \n ", &usual).contains("a.txt: holds no text"));
    assert!(message("a.html", b"<p></p>", &usual).contains("holds no text"));
    assert!(message("a.txt", b"abc", &small).contains("is larger than"));
    assert!(message("a.docx", b"PK\x03\x04", &usual).contains("DOCX"));
    let missing = read_path(Path::new("no/such.txt"), &usual).unwrap_err().to_string();
    assert!(missing.starts_with("no/such.txt: no such file"), "{missing}");
    let folder = tempfile::tempdir().unwrap();
    assert!(read_path(folder.path(), &usual).unwrap_err().to_string().contains("is a folder"));
}
