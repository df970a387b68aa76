//! Tests of reading as a whole: each format, sentences, and the laws that
//! hold for any input.

mod captions;
mod formats;
mod laws;
mod plain;
mod segment;
mod speakers;

use super::*;

/// Reads `text` under the name `path`.
fn read(path: &str, text: &str) -> Document {
    read_bytes(path, text.as_bytes(), &ReadOptions::default()).unwrap()
}

/// Kind and text of each block.
fn blocks(document: &Document) -> Vec<(String, &str)> {
    document.blocks.iter().map(|block| (block.kind.to_string(), block.span.of(&document.text))).collect()
}

/// Asserts the blocks of a text, each as kind and text.
fn assert_blocks(path: &str, text: &str, expected: &[(&str, &str)]) {
    let document = read(path, text);
    let expected: Vec<_> = expected.iter().map(|&(kind, text)| (kind.to_owned(), text)).collect();
    assert_eq!(blocks(&document), expected, "{text}");
}
