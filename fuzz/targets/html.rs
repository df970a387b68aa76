//! Any bytes as a file in the format `html`, through the whole pipeline.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = moneymouth_fuzz::read("a.html", bytes);
});
