//! Any bytes as captions, through the whole pipeline.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.starts_with(b"WEBVTT") { "a.vtt" } else { "a.srt" };
    let _ = moneymouth_fuzz::read(name, bytes);
});
