//! A ZIP archive of documents: the input as it is where it is an archive, and otherwise
//! two members, set apart by NUL, of which one lies in an archive in the archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use moneymouth::ingest::{Archive, Found, Limits};
use moneymouth_fuzz::{packed, parts, read_taken, told};
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let file = if bytes.starts_with(b"PK") {
        bytes.to_vec()
    } else {
        let [name, text, inner] = parts(bytes);
        let name = String::from_utf8_lossy(name);
        let within = packed(&[("b.md", inner)]);
        packed(&[(&name, text), ("in.zip", &within)])
    };
    let limits = Limits { max_expanded: 1 << 20, ..Limits::default() };
    let members = match Archive::open("a.zip", Cursor::new(file), limits, Box::new(|_| false)) {
        Ok(members) => members,
        Err(error) => return told(&error),
    };
    for member in members {
        match member {
            Found::Entry(entry) => drop(read_taken(entry)),
            Found::Failed(error) => told(&error),
            Found::Skipped(skipped) => assert!(skipped.path.starts_with("a.zip/")),
        }
    }
});
