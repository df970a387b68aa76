//! What every target does with a document: read it, analyse it, and hold the
//! report to what must be true of any. And how to put files together that are
//! worth reading: random bytes are hardly ever a whole archive.

use moneymouth::analyse::{Settings, analyse};
use moneymouth::ingest::{Entry, ReadOptions, read_bytes, read_entry, source_text};
use moneymouth::model::{Currency, Document, DocumentReport, Format};
use moneymouth::rules::RuleSet;
use std::io::{Cursor, Write};
use std::sync::{LazyLock, Once};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The rules that are built in.
pub static RULES: LazyLock<RuleSet> = LazyLock::new(|| RuleSet::built_in().expect("the built-in rules are sound"));

/// Reads `bytes` as the file `name` and checks the report. `None` where the
/// program says that it cannot be read.
pub fn read(name: &str, bytes: &[u8]) -> Option<DocumentReport> {
    allow_panics_of_libraries();
    let document = read_bytes(name, bytes, &options()).map_err(|error| told(&error)).ok()?;
    Some(checked(&document, bytes))
}

/// The same for a document that was taken out of a file.
pub fn read_taken(entry: Entry) -> Option<DocumentReport> {
    let bytes = entry.bytes.clone();
    let document = read_entry(entry, &options()).map_err(|error| told(&error)).ok()?;
    Some(checked(&document, &bytes))
}

/// How all targets read: with a date, so that years are read too.
pub fn options() -> ReadOptions {
    ReadOptions { date: "2016-03-16".parse().ok(), ..ReadOptions::default() }
}

/// Holds an error to what must be true of any.
pub fn told(error: &moneymouth::error::Error) {
    assert!(!error.to_string().is_empty(), "an error says what is wrong");
}

fn checked(document: &Document, bytes: &[u8]) -> DocumentReport {
    let settings = Settings { currency: Some(Currency::GBP), ..Settings::default() };
    let report = analyse(document, &RULES, &settings);
    // Places are those of the file as UTF-8, or of the clean text where the format is unpacked.
    // Those of captions are of the file too, which no source is kept of: a byte has three at most.
    let source = source_text(document, bytes).expect("what was read has a source");
    let is_captions = document.format == Format::Captions;
    check(&report, if is_captions { bytes.len() * 3 } else { source.len() });
    report
}

/// Holds the report on a text that has `length` bytes as UTF-8 to what must be true of any.
pub fn check(report: &DocumentReport, length: usize) {
    for money in report.money.iter().chain(&report.vague) {
        assert!(money.start <= money.end && money.end <= length, "an amount lies in the file");
        assert!(money.low <= money.high, "the lower end is the lower one");
    }
    for sentence in &report.sentences {
        assert!(sentence.start <= sentence.end && sentence.end <= length, "a sentence lies in the file");
    }
    if let Some(score) = report.score {
        assert!((0.0..=100.0).contains(&score), "a score lies between 0 and 100");
    }
}

/// The readers of PDF files and workbooks catch the panics of the libraries that they
/// call. Those are no findings; a panic of the project itself is one, caught or not.
pub fn allow_panics_of_libraries() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |about| {
            let is_library = about.location().is_some_and(|place| place.file().contains("/registry/src/"));
            if !is_library {
                usual(about);
            }
        }));
    });
}

/// A ZIP archive of `parts`, each with its name.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(*name, stored).expect("a part can be begun in memory");
        writer.write_all(bytes).expect("a part can be written in memory");
    }
    writer.finish().expect("an archive can be ended in memory").into_inner()
}

/// The parts of an input that are set apart by NUL, `N` of them; those that are missing are blank.
pub fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut parts = bytes.split(|&byte| byte == 0);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// A PDF file of one page that shows what `content` says, with `font` among its keys.
pub fn pdf_of(content: &[u8], font: &[u8]) -> Vec<u8> {
    let length = format!("<</Length {}>>stream\n", content.len());
    let objects: [Vec<u8>; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_vec(),
        [length.as_bytes(), content, b"\nendstream"].concat(),
        [&b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica"[..], font, b">>"].concat(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let start = file.len();
    file.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|place| file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes()));
    file.extend_from_slice(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    file
}
