//! Files that take for ever or hold without end, run through the program: each
//! is given up or cut with a message, and what stands beside it is done.
//!
//! How slow or large a file is follows from how it is made, not from the machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use std::time::Duration;

#[cfg(feature = "pdf")]
const CYBER: &str = "We will invest £5 million in cyber security.\n";

fn analyse(folder: &Path, args: &[&str]) -> std::process::Output {
    let mut command = Command::cargo_bin("moneymouth").unwrap();
    command.current_dir(folder).arg("analyse").args(args).timeout(Duration::from_secs(120)).output().unwrap()
}

/// A PDF file of 5,000 pages that all show the same half megabyte of text: a small
/// file, and gigabytes to read.
#[cfg(feature = "pdf")]
fn endless_pdf() -> Vec<u8> {
    const PAGES: usize = 5_000;
    let line = "BT /F1 1 Tf 1 0 0 1 50 700 Tm (We will invest five million pounds in cyber security) Tj ET\n";
    let content = line.repeat((1 << 19) / line.len());
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        format!("<< /Length {} >>\nstream\n{content}endstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let first = objects.len() + 1;
    let kids: Vec<String> = (first..first + PAGES).map(|number| format!("{number} 0 R")).collect();
    objects[1] = format!("<< /Type /Pages /Count {PAGES} /Kids [{}] >>", kids.join(" "));
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R \
                /Resources << /Font << /F1 4 0 R >> >> >>";
    objects.extend(std::iter::repeat_n(page.to_owned(), PAGES));
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

#[cfg(feature = "pdf")]
#[test]
fn a_file_that_is_read_for_ever_is_given_up_and_the_others_are_done() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("endless.pdf"), endless_pdf()).unwrap();
    for name in ["a.md", "z.md"] {
        fs::write(folder.path().join(name), CYBER).unwrap();
    }
    for threads in ["1", "2"] {
        let args = ["a.md", "endless.pdf", "z.md", "--max-time", "2s", "--threads", threads, "--format", "csv"];
        let output = analyse(folder.path(), &args);
        let (rows, message) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let said = "error: endless.pdf: was not done within 2 s and is given up\n  hint: allow more with --max-time";
        assert!(message.starts_with(said), "{message}");
        assert_eq!(output.status.code(), Some(2));
        for name in ["a.md", "z.md"] {
            assert!(rows.contains(&format!("\n{name},")), "{rows}");
        }
        assert!(!rows.contains("endless.pdf"), "{rows}");
    }
}

#[test]
fn of_a_text_of_nothing_but_amounts_the_first_are_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sums.txt"), "£5m for broadband.\n".repeat(25_000)).unwrap();
    let output = analyse(folder.path(), &["sums.txt", "--format", "csv"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{message}");
    // One for each of 20,000 and of 500,000 bytes / 1,024.
    assert!(message.contains("only the first 20,488 amounts of money are read, up to line 20489"), "{message}");
}
