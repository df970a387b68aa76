//! An ODT file: the input as it is where it is an archive, and otherwise the XML of
//! its text, styles and description, set apart by NUL, which is packed first.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth_fuzz::{packed, parts, read};

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = read("a.odt", bytes);
        return;
    }
    let [text, styles, about] = parts(bytes);
    let file = packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", text),
        ("styles.xml", styles),
        ("meta.xml", about),
    ]);
    let _ = read("a.odt", &file);
});
