//! One document in every format has the same numbers, and files that are
//! damaged, locked or hostile get a message or a result.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{Limits, ReadOptions, read_bytes, read_path};
use moneymouth::model::{Block, BlockKind, Document, DocumentReport, Format};
use moneymouth::rules::RuleSet;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::{SimpleFileOptions, ZipWriter};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(name)
}

fn read(name: &str) -> Document {
    read_path(&file(name), &ReadOptions::default()).unwrap()
}

fn read_as(name: &str, bytes: &[u8]) -> Result<Document, String> {
    read_bytes(name, bytes, &ReadOptions::default()).map_err(|error| error.to_string())
}

/// Topics with the number of their sentences, and amounts as they are read.
fn numbers(report: &DocumentReport) -> (BTreeMap<String, usize>, Vec<String>) {
    let topics = report.topics.iter().map(|topic| (topic.id.clone(), topic.sentences)).collect();
    let amount = |money: &moneymouth::model::MoneyReport| {
        format!(
            "{} {:?} {:?} {} {:?} {:?}",
            money.quote, money.low, money.role, money.counted, money.topics, money.flags
        )
    };
    (topics, report.money.iter().map(amount).collect())
}

#[test]
fn one_document_in_six_formats_has_the_same_numbers() {
    let rules = RuleSet::built_in().unwrap();
    let reports: Vec<(&str, DocumentReport)> = ["txt", "md", "html", "docx", "odt", "pdf"]
        .into_iter()
        .map(|ending| (ending, analyse(&read(&format!("plan.{ending}")), &rules, &Settings::default())))
        .collect();
    let (_, first) = &reports[1];
    assert!(first.money.len() > 5 && first.topics.len() > 5, "{:?}", numbers(first));
    for (ending, report) in &reports {
        assert_eq!(numbers(report), numbers(first), "{ending}");
        let (one, other) = (report.score.unwrap(), first.score.unwrap());
        assert!((one - other).abs() <= 1.0, "{ending}: {one} and {other}");
        assert_eq!(report.date, first.date, "{ending}");
        assert_eq!(report.title, first.title, "{ending}");
    }
}

#[test]
fn a_table_is_the_same_in_every_format() {
    let cells = |name: &str| -> Vec<(u32, u32, String)> {
        let document = read(name);
        let cell = |block: &Block| {
            let (_, row, column) = block.cell?;
            Some((row, column, block.span.of(&document.text).to_owned()))
        };
        document.blocks.iter().filter_map(cell).collect()
    };
    let expected = cells("table.md");
    assert_eq!(expected.len(), 9);
    for name in ["table.html", "table.docx", "table.odt", "table.pdf"] {
        assert_eq!(cells(name), expected, "{name}");
    }
}

#[test]
fn places_are_of_the_clean_text_with_pages_or_blocks() {
    let rules = RuleSet::built_in().unwrap();
    for (name, page) in [("plan.pdf", Some(1)), ("plan.docx", None), ("plan.odt", None)] {
        let document = read(name);
        let report = analyse(&document, &rules, &Settings::default());
        for money in &report.money {
            assert_eq!(&document.text[money.start..money.end], money.quote, "{name}");
            assert_eq!(money.page, page, "{name}");
            let block = &document.blocks[money.line - 1];
            assert!(block.span.of(&document.text).contains(&money.quote), "{name}: {}", money.quote);
        }
    }
}

#[test]
fn the_bytes_say_what_a_file_is() {
    for (name, called, expected) in [
        ("plan.pdf", "plan.txt", Format::Pdf),
        ("plan.docx", "plan.pdf", Format::Docx),
        ("plan.odt", "plan.docx", Format::Odt),
        ("plan.html", "plan.docx", Format::Html),
        ("plan.txt", "plan.pdf", Format::Text),
        ("plan.docx", "-", Format::Docx),
    ] {
        let document = read_as(called, &std::fs::read(file(name)).unwrap()).unwrap();
        assert_eq!(document.format, expected, "{name} as {called}");
    }
    let asked = ReadOptions { format: Some(Format::Text), ..ReadOptions::default() };
    let error = read_path(&file("plan.pdf"), &asked).unwrap_err().to_string();
    assert!(error.contains("is a PDF file") && error.contains("--read-as"), "{error}");
    let asked = ReadOptions { format: Some(Format::Docx), ..ReadOptions::default() };
    let error = read_path(&file("plan.txt"), &asked).unwrap_err().to_string();
    assert!(error.contains("is no DOCX file"), "{error}");
    let error = read_as("a.pdf", b"\0\0\0\0").unwrap_err();
    assert!(error.contains("named as a PDF file and is none"), "{error}");
}

#[test]
fn a_locked_file_is_said_to_be_locked() {
    let error = read_path(&file("locked.pdf"), &ReadOptions::default()).unwrap_err().to_string();
    assert!(error.contains("locked.pdf: is a PDF file that is locked with a password"), "{error}");
    assert!(error.contains("hint: take the password off"), "{error}");
}

/// Every damaged copy of every format ends with a result or with a message
/// that names the file.
#[test]
fn damaged_files_never_stop_the_program() {
    for name in ["table.pdf", "table.docx", "table.odt", "table.html"] {
        let whole = std::fs::read(file(name)).unwrap();
        let mut copies: Vec<Vec<u8>> =
            [1, 3, 5, 7, 9].iter().map(|tenths| whole[..whole.len() * tenths / 10].to_vec()).collect();
        for step in [11, 97, 401] {
            let mut copy = whole.clone();
            for at in (step..copy.len()).step_by(step) {
                copy[at] ^= 1 << (at % 8);
            }
            copies.push(copy);
        }
        let mut zeros = whole.clone();
        let third = zeros.len() / 3;
        zeros[third..2 * third].fill(0);
        copies.push(zeros);
        for (index, copy) in copies.iter().enumerate() {
            if let Err(message) = read_as(name, copy) {
                assert!(message.starts_with(name) && message.contains("hint:"), "copy {index}: {message}");
            }
        }
    }
}

fn docx(document: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, body) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(body.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_and_a_tower_are_refused() {
    let bomb = docx(&format!("<w:document><w:p><w:t>{}</w:t></w:p></w:document>", " ".repeat(18 << 20)));
    assert!(bomb.len() < 1 << 20);
    let error = read_as("bomb.docx", &bomb).unwrap_err();
    assert!(error.contains("bomb.docx: unfolds into more than"), "{error}");
    let small = ReadOptions { limits: Limits { max_expanded: 10_000, ..Limits::default() }, ..ReadOptions::default() };
    let long = docx(&format!("<w:document><w:p><w:t>{}</w:t></w:p></w:document>", "a b ".repeat(10_000)));
    assert!(read_as("long.docx", &long).is_ok());
    assert!(read_bytes("long.docx", &long, &small).unwrap_err().to_string().contains("unfolds"));
    let tower = docx(&format!("{}{}", "<w:x>".repeat(5000), "</w:x>".repeat(5000)));
    let error = read_as("tower.docx", &tower).unwrap_err();
    assert!(error.contains("deep in each other"), "{error}");
    let page = format!("{}We will spend £5 million.{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert!(read_as("tower.html", page.as_bytes()).unwrap().text.contains("£5 million"));
}

/// A PDF file with a page for each stream of operators, in Helvetica.
fn pdf(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (index, page) in pages.iter().enumerate() {
        let content = 5 + 2 * index;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>"
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        // The streams are written in Latin-1, as the font is encoded.
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").chars().map(|c| u8::try_from(u32::from(c)).unwrap()));
    }
    let table = file.len();
    write!(file, "xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).unwrap();
    for place in &places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(file, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", places.len() + 1).unwrap();
    file
}

/// Lines of text from `(left, height)` downwards.
fn lines(left: u32, height: u32, size: u32, lines: &[&str]) -> String {
    let mut out = String::new();
    for (index, line) in (0..).zip(lines) {
        let line = line.replace('(', "\\(").replace(')', "\\)");
        out += &format!("BT /F {size} Tf {left} {} Td ({line}) Tj ET\n", height - index * (size + 2));
    }
    out
}

fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| block.span.of(&document.text)).collect()
}

#[test]
fn columns_are_read_one_after_the_other_and_hyphens_joined() {
    let left = [
        "We will invest in the infra-",
        "structure of the county, and",
        "spend £5 million on low-",
        "cost fibre for all the homes",
    ];
    let right = [
        "in the hills. The old lines",
        "go by 2030. Infrastructure is",
        "what a low-cost county needs",
        "most of all in these years.",
    ];
    let page = lines(50, 700, 10, &left) + &lines(320, 700, 10, &right);
    let document = read_as("columns.pdf", &pdf(&[page])).unwrap();
    assert_eq!(
        texts(&document),
        [
            "We will invest in the infrastructure of the county, and spend £5 million on low-cost fibre for all the homes in \
          the hills. The old lines go by 2030. Infrastructure is what a low-cost county needs most of all in these years."
        ]
    );
}

#[test]
fn running_heads_do_not_count_and_sentences_go_on_over_pages() {
    let page = |number: usize, body: &[&str]| {
        lines(50, 770, 9, &["The cyber security plan"])
            + &lines(50, 700, 11, body)
            + &lines(290, 30, 9, &[&number.to_string()])
    };
    let body: [&[&str]; 4] = [
        &["The county has many plans and some of them are new. We will", "spend £7 million on the"],
        &["fibre that every village of the county has been waiting for."],
        &["The last of the plans is the smallest one that there is."],
        &["Nothing more is to be said of it on any of these pages."],
    ];
    let pages: Vec<String> = (1..).zip(body).map(|(number, body)| page(number, body)).collect();
    let document = read_as("heads.pdf", &pdf(&pages)).unwrap();
    let (furniture, text): (Vec<&Block>, Vec<&Block>) =
        document.blocks.iter().partition(|block| block.kind == BlockKind::Furniture);
    assert_eq!(furniture.len(), 8, "{:?}", texts(&document));
    let told: Vec<_> = text.iter().map(|block| (block.page, block.span.of(&document.text))).collect();
    assert_eq!(told[0].0, Some(1));
    assert!(
        told[0]
            .1
            .ends_with("We will spend £7 million on the fibre that every village of the county has been waiting for.")
    );
    assert_eq!(told[1].0, Some(3));
    assert_eq!(told.len(), 3);
}

#[test]
fn pages_without_text_are_named() {
    let picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{7f} EI Q".to_owned();
    let text = lines(50, 700, 11, &["We will spend £7 million on fibre for the villages."]);
    let mixed = pdf(&[text, picture.clone(), picture.clone()]);
    let document = read_as("scan.pdf", &mixed).unwrap();
    assert_eq!(document.warnings.len(), 1);
    assert!(document.warnings[0].starts_with("pages 2–3: without text"), "{:?}", document.warnings);
    let error = read_as("scan.pdf", &pdf(&[picture])).unwrap_err();
    assert!(error.contains("scan.pdf: is a scanned PDF file") && error.contains("ocrmypdf"), "{error}");
    let few = ReadOptions { limits: Limits { max_pages: 1, ..Limits::default() }, ..ReadOptions::default() };
    let document = read_bytes("long.pdf", &mixed, &few).unwrap();
    assert_eq!(document.warnings, ["1 of 3 pages were read"]);
}
