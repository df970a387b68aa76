//! JSON Lines: one document on each line, as an object with `text`, and with
//! `id`, `date` and `title` where they are known. Read as a stream, so that
//! a file of any size takes no more memory than its longest line.

use super::entry::{Entry, Found};
use super::meta::parse_date;
use crate::error::Error;
use crate::model::Format;
use serde::Deserialize;
use serde_json::Value;
use std::io::{BufRead, Read};

const HINT: &str =
    r#"a line is expected to look like {"id": "a1", "text": "We will…", "date": "2016-03-16", "title": "…"}"#;

/// A line as it is written; other keys are left alone.
#[derive(Deserialize)]
struct Record {
    id: Option<Value>,
    text: Option<Value>,
    date: Option<Value>,
    title: Option<Value>,
}

/// The documents of a file of JSON Lines.
pub struct JsonLines<R> {
    path: String,
    reader: R,
    /// Number of the line that was read last.
    line: usize,
    /// Longer lines are refused.
    longest: usize,
    ended: bool,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `reader`; `path` is shown in messages, and stands with the
    /// number of the line for documents without an `id`. Lines longer than `longest` bytes are refused.
    pub fn new(path: &str, reader: R, longest: usize) -> Self {
        Self { path: path.to_owned(), reader, line: 0, longest, ended: false }
    }

    fn failed(&self, problem: impl Into<String>, hint: &str) -> Found {
        Found::Failed(Error::file(format!("{}:{}", self.path, self.line), problem, hint))
    }

    /// Reads one line into `line`; false where there is none.
    fn next_line(&mut self, line: &mut Vec<u8>) -> std::io::Result<bool> {
        let most = self.longest as u64;
        (&mut self.reader).take(most.saturating_add(1)).read_until(b'\n', line)?;
        if line.len() > self.longest && !line.ends_with(b"\n") {
            self.reader.skip_until(b'\n')?;
        }
        Ok(!line.is_empty())
    }

    fn document(&self, line: &[u8]) -> Found {
        if !line.starts_with(b"{") {
            return self.failed("is no JSON object", HINT);
        }
        let record: Record = match serde_json::from_slice(line) {
            Ok(record) => record,
            Err(error) => {
                let problem = format!("is no JSON object: {}", said(&error));
                return self.failed(problem, HINT);
            }
        };
        let text = match record.text {
            Some(Value::String(text)) => text,
            Some(_) => return self.failed("`text` is no string", HINT),
            None => return self.failed("has no `text`", HINT),
        };
        let path = match record.id {
            Some(Value::String(id)) if !id.is_empty() => id,
            Some(Value::Number(id)) => id.to_string(),
            _ => format!("{}:{}", self.path, self.line),
        };
        let date = match &record.date {
            None | Some(Value::Null) => None,
            Some(Value::String(date)) if date.trim().is_empty() => None,
            Some(date) => {
                let written = date.as_str().unwrap_or_default();
                let Some(date) = parse_date(written) else {
                    let problem = format!("`date` {date} is no date");
                    return self.failed(problem, "write it as 2016-03-16, or leave it out");
                };
                Some(date)
            }
        };
        let title = record.title.and_then(|title| title.as_str().map(str::to_owned)).filter(|title| !title.is_empty());
        Found::Entry(Entry { path, bytes: text.into_bytes(), format: Some(Format::Text), date, title })
    }
}

/// What the parser says, without its line: each line is a text of its own.
fn said(error: &serde_json::Error) -> String {
    error.to_string().replace(" at line 1 column", " at character")
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        let mut line = Vec::new();
        while !self.ended {
            line.clear();
            self.line += 1;
            match self.next_line(&mut line) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(self.failed(error.to_string(), "check the file and try again"));
                }
            }
            let body = if self.line == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line) } else { &line };
            let body = body.trim_ascii();
            let is_cut = line.len() > self.longest && !line.ends_with(b"\n");
            if is_cut || body.len() > self.longest {
                let problem = format!("is longer than {} bytes", self.longest);
                return Some(self.failed(problem, "split it, or allow more with --max-size"));
            }
            if !body.is_empty() {
                return Some(self.document(body));
            }
        }
        self.ended = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_lines_are_documents_and_bad_ones_are_named() {
        let file = "\u{feff}{\"id\":\"a\",\"text\":\"We pay.\",\"date\":\"2016-03-16\",\"title\":\"T\",\"more\":[1]}\r\n\n\
            {\"id\":7,\"text\":\"We build.\"}\n{\"text\":\"We \\ud83d\\ude00\"}\n{\"text\":5}\n{\"id\":\"b\"}\nnot json\n\
            {\"text\":\"x\",\"date\":\"soon\"}\n[1]\n{\"text\":\"longer than the limit of 99 bytes, longer than the limit of 99 bytes, and so on, and so on\"}\n{\"text\":\"last\"}";
        let found: Vec<String> = JsonLines::new("f.jsonl", file.as_bytes(), 99)
            .map(|found| match found {
                Found::Entry(entry) => {
                    let text = String::from_utf8(entry.bytes).unwrap();
                    let date = entry.date.map(|date| date.to_string()).unwrap_or_default();
                    format!("{}|{text}|{date}|{}", entry.path, entry.title.unwrap_or_default())
                }
                Found::Failed(error) => error.to_string().lines().next().unwrap().to_owned(),
                Found::Skipped(_) => unreachable!("no line is skipped"),
            })
            .collect();
        assert_eq!(
            found,
            [
                "a|We pay.|2016-03-16|T",
                "7|We build.||",
                "f.jsonl:4|We 😀||",
                "f.jsonl:5: `text` is no string",
                "f.jsonl:6: has no `text`",
                "f.jsonl:7: is no JSON object",
                "f.jsonl:8: `date` \"soon\" is no date",
                "f.jsonl:9: is no JSON object",
                "f.jsonl:10: is longer than 99 bytes",
                "f.jsonl:11|last||",
            ]
        );
    }

    #[test]
    fn text_that_is_no_utf_8_is_named_by_its_line() {
        let found: Vec<Found> = JsonLines::new("f", &b"{\"text\":\"\xff\"}\n\0\0"[..], 99).collect();
        assert!(found.iter().all(|found| matches!(found, Found::Failed(_))) && found.len() == 2);
    }
}
