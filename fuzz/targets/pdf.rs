//! A PDF file: the input as it is where it begins as one, and otherwise what stands on
//! its page and the keys of its font, set apart by NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth_fuzz::{parts, pdf_of, read};

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF") {
        let _ = read("a.pdf", bytes);
        return;
    }
    let [content, font] = parts(bytes);
    let _ = read("a.pdf", &pdf_of(content, font));
});
