//! A DOCX file: the input as it is where it is an archive, and otherwise the XML of
//! its text, styles and footnotes, set apart by NUL, which is packed first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth_fuzz::{packed, parts, read};

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = read("a.docx", bytes);
        return;
    }
    let [text, styles, notes, about] = parts(bytes);
    let file = packed(&[
        ("word/document.xml", text),
        ("word/styles.xml", styles),
        ("word/footnotes.xml", notes),
        ("docProps/core.xml", about),
    ]);
    let _ = read("a.docx", &file);
});
