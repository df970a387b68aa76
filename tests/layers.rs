//! Guards the shape of `src/`: who may import whom, how long a file may be,
//! how it opens, that nothing prints, and that every dependency is used.
//!
//! The compiler allows any module to use any other. This test holds the order
//! of the stages that ARCHITECTURE.md describes, from the text of the files.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// A module of the crate root, its row, and the only modules it may see where
/// that is fewer than all rows above. Modules of one row do not see each other.
const LAYERS: &[(&str, u8, Option<&[&str]>)] = &[
    ("text", 1, None),
    ("model", 2, None),
    ("error", 3, None),
    ("rules", 4, None),
    ("ingest", 5, None),
    ("extract", 6, None),
    ("score", 7, None),
    ("check", 7, None),
    ("analyse", 8, None),
    ("batch", 9, None),
    ("explain", 9, None),
    ("selftest", 9, None),
    ("render", 9, Some(&["text", "model", "error"])),
    ("config", 10, None),
    ("cli", 11, None),
    ("lib", 12, None),
    ("main", 12, None),
];

/// The name of the library, as `main.rs` writes it.
const CRATE: &str = "moneymouth";

/// The longest that a file may be, in lines.
const LONGEST: usize = 400;

const PRINTERS: [&str; 4] = ["print", "println", "eprint", "eprintln"];

fn layer(name: &str) -> Option<(u8, Option<&'static [&'static str]>)> {
    LAYERS.iter().find(|(layer, ..)| *layer == name).map(|&(_, row, only)| (row, only))
}

/// The parts of a module path, from a path below `src/`: `rules/load.rs` is
/// `["rules", "load"]`, `rules/mod.rs` is `["rules"]`.
fn module_of(file: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = file.trim_end_matches(".rs").split('/').collect();
    if parts.len() > 1 && parts.last() == Some(&"mod") {
        parts.pop();
    }
    parts
}

/// What is wrong with the imports of a file.
fn import_faults(file: &str, source: &str) -> Vec<String> {
    let module = module_of(file);
    let Some((row, only)) = layer(module[0]) else {
        return vec![format!("{file}: `{}` stands in no layer", module[0])];
    };
    let mut faults = Vec::new();
    for name in imports(&code_of(source), module.len()) {
        let allowed = match (layer(&name), only) {
            _ if name == module[0] => true,
            (Some(_), Some(only)) => only.contains(&name.as_str()),
            (Some((other, _)), None) => other < row,
            (None, _) => row == 12,
        };
        if !allowed {
            faults.push(format!("{file}: `{}` must not import `{name}`", module[0]));
        }
    }
    faults
}

/// The first names of all paths that begin at the crate root, sorted.
/// `depth` is the number of parts of the module's own path: so many `super`
/// lead to the root as well.
fn imports(code: &str, depth: usize) -> Vec<String> {
    let tokens = tokens_of(code);
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        let begins_path = at == 0 || tokens[at - 1] != "::";
        let mut next = at + 1;
        let root = match tokens[at] {
            "crate" | CRATE => true,
            "super" => {
                let mut supers = 1;
                while tokens.get(next) == Some(&"::") && tokens.get(next + 1) == Some(&"super") {
                    supers += 1;
                    next += 2;
                }
                supers >= depth
            }
            _ => false,
        };
        if !(begins_path && root && tokens.get(next) == Some(&"::")) {
            continue;
        }
        let mut names = names_at(&tokens[next + 1..]);
        if tokens[at] == "super" {
            names.retain(|name| layer(name).is_some());
        }
        found.extend(names);
    }
    found.sort();
    found.dedup();
    found
}

/// The name that stands first, or the first name of each branch of `{a::b, c}`.
fn names_at(tokens: &[&str]) -> Vec<String> {
    if tokens.first() != Some(&"{") {
        return tokens.first().map(|name| name.to_string()).into_iter().collect();
    }
    let mut names = Vec::new();
    let mut open = 0;
    for (at, &token) in tokens.iter().enumerate() {
        match token {
            "{" => open += 1,
            "}" => open -= 1,
            _ if open == 1 && matches!(tokens[at - 1], "{" | ",") => names.push(token.to_string()),
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    names
}

/// Names, `::`, and single other characters.
fn tokens_of(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match rest.find(|c: char| !is_name(c)) {
            _ if rest.starts_with("::") => 2,
            Some(0) => first.len_utf8(),
            Some(end) => end,
            None => rest.len(),
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The source without comments and without the insides of strings.
fn code_of(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let in_name = code.ends_with(is_name);
        let skipped = match c {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'b' if !in_name && rest.starts_with("b\"") => 1 + string(&rest[1..]),
            'r' | 'b' if !in_name => raw_string(rest),
            '\'' => character(rest),
            _ => 0,
        };
        if skipped > 0 {
            code.push(' ');
            rest = &rest[skipped..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    code
}

/// Length of the block comment, with those nested in it, at the start of `text`.
fn block_comment(text: &str) -> usize {
    let (mut open, mut at) = (0, 0);
    while at < text.len() {
        let pair = text.as_bytes().get(at..at + 2);
        match pair {
            Some(b"/*") => (open, at) = (open + 1, at + 2),
            Some(b"*/") => (open, at) = (open - 1, at + 2),
            _ => at += 1,
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// Length of the string literal at the start of `text`.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the raw string literal at the start of `text`, 0 where there is none.
fn raw_string(text: &str) -> usize {
    let after = text.strip_prefix('b').unwrap_or(text);
    let Some(after) = after.strip_prefix('r') else { return 0 };
    let hashes = after.len() - after.trim_start_matches('#').len();
    if !after[hashes..].starts_with('"') {
        return 0;
    }
    let head = text.len() - after.len() + hashes + 1;
    let close = format!("\"{}", "#".repeat(hashes));
    text[head..].find(&close).map_or(text.len(), |end| head + end + close.len())
}

/// Length of the character literal at the start of `text`, 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, _))) => text[at + 1..].find('\'').map_or(0, |end| at + 1 + end + 1),
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// What reaches out of the process: the network, and other programs.
const REACHES: [&str; 4] = ["TcpStream", "TcpListener", "UdpSocket", "UnixStream"];

/// The names of the standard library that reach out, each once for each use. `Command` is also a noun
/// of the command line.
fn reach_faults(file: &str, source: &str) -> Vec<String> {
    let code = code_of(source);
    let tokens = tokens_of(&code);
    let of_std = |at: usize| match tokens[at] {
        "net" => at >= 2 && tokens[at - 2] == "std",
        "Command" => at >= 2 && tokens[at - 2] == "process",
        name => REACHES.contains(&name),
    };
    (0..tokens.len()).filter(|&at| of_std(at)).map(|at| format!("{file}: `{}` reaches out", tokens[at])).collect()
}

/// The macros that print, each once for each use.
fn print_faults(file: &str, source: &str) -> Vec<String> {
    let code = code_of(source);
    let tokens = tokens_of(&code);
    let printed = tokens.windows(2).filter(|pair| PRINTERS.contains(&pair[0]) && pair[1] == "!");
    printed.map(|pair| format!("{file}: `{}!` prints past the renderers", pair[0])).collect()
}

/// The dependencies of a manifest that no source names, sorted.
fn unused_dependencies(manifest: &str, sources: &[String]) -> Result<Vec<String>, toml::de::Error> {
    let manifest: toml::Table = manifest.parse()?;
    let dependencies = manifest.get("dependencies").and_then(|table| table.as_table());
    let names = dependencies.into_iter().flatten().map(|(name, _)| name.replace('-', "_"));
    let codes: Vec<String> = sources.iter().map(|source| code_of(source)).collect();
    let tokens: Vec<Vec<&str>> = codes.iter().map(|code| tokens_of(code)).collect();
    let paths = tokens.iter().flat_map(|tokens| tokens.windows(2)).filter(|pair| pair[1] == "::");
    let used: BTreeSet<&str> = paths.map(|pair| pair[0]).collect();
    Ok(names.filter(|name| !used.contains(name.as_str())).collect())
}

/// Path below `src/` and text of every source file, sorted by path.
fn sources() -> io::Result<Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).unwrap_or(&path);
                files.push((below.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(&path)?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn files_import_only_from_layers_above() {
    none(sources().unwrap().iter().flat_map(|(file, source)| import_faults(file, source)).collect());
}

#[test]
fn no_file_is_too_long() {
    let lengths = sources().unwrap().into_iter().map(|(file, source)| (file, source.lines().count()));
    none(lengths.filter(|(_, lines)| *lines > LONGEST).map(|(file, lines)| format!("{file}: {lines} lines")).collect());
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = sources().unwrap().into_iter().filter(|(_, source)| !source.starts_with("//!"));
    none(silent.map(|(file, _)| format!("{file}: does not open with `//!`")).collect());
}

#[test]
fn nothing_prints_past_the_renderers() {
    none(sources().unwrap().iter().flat_map(|(file, source)| print_faults(file, source)).collect());
}

#[test]
fn nothing_uses_the_network_or_runs_a_program() {
    none(sources().unwrap().iter().flat_map(|(file, source)| reach_faults(file, source)).collect());
    let planted = "use std::net::TcpStream; fn f() { std::process::Command::new(\"sh\"); } // std::net";
    let faults = ["net", "TcpStream", "Command"].map(|name| format!("a.rs: `{name}` reaches out"));
    assert_eq!(reach_faults("a.rs", planted), faults);
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    let deny = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml")).unwrap();
    let deny: toml::Table = deny.parse().unwrap();
    for name in deny["bans"]["deny"].as_array().unwrap() {
        assert!(!lock.contains(&format!("name = {name}\n")), "{name} reaches the network");
    }
}

#[test]
fn every_dependency_is_used() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let sources: Vec<String> = sources().unwrap().into_iter().map(|(_, source)| source).collect();
    assert_eq!(unused_dependencies(&manifest, &sources).unwrap(), Vec::<String>::new());
}

#[test]
fn planted_imports_are_caught() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("score/ledger.rs", "use crate::model::Amount;", &[]),
        ("score/ledger.rs", "use crate::score::measures;", &[]),
        ("score/ledger.rs", "use crate::check::Finding;", &["check"]),
        ("check/mod.rs", "fn f() { let x = crate::score::total(); }", &["score"]),
        (
            "text/span.rs",
            "use crate::{\n    model::{Amount, Role},\n    text::Span,\n    error,\n};",
            &["error", "model"],
        ),
        ("render/table.rs", "use crate::model::Report; use crate::rules::RuleSet;", &["rules"]),
        ("render/table.rs", "use crate::text::Span; use crate::error::Result;", &[]),
        ("rules/load.rs", "use super::super::extract::topics;", &["extract"]),
        ("rules/mod.rs", "use super::extract;", &["extract"]),
        ("rules/load.rs", "use super::extract;", &[]),
        ("error.rs", "mod tests { use super::*; use super::Error; }", &[]),
        ("model/mod.rs", "pub use crate::Report;", &["Report"]),
        ("cli/mod.rs", "pub(crate) fn f() { crate::render::table::write() }", &[]),
        ("main.rs", "fn main() { moneymouth::cli::main() }", &[]),
        ("text/mod.rs", "// crate::cli\n/* crate::cli /* nested */ crate::cli */ //! crate::cli", &[]),
        ("text/mod.rs", "const A: &str = \"\\\" crate::cli\"; const B: &str = r#\"\" crate::cli\"#;", &[]),
        ("text/mod.rs", "fn f<'a>(c: char) { if c == '\"' || c == '\\'' { crate::cli::run() } }", &["cli"]),
    ];
    for (file, source, names) in cases {
        let module = module_of(file)[0];
        let expected: Vec<String> =
            names.iter().map(|name| format!("{file}: `{module}` must not import `{name}`")).collect();
        assert_eq!(import_faults(file, source), expected, "{source}");
    }
    assert_eq!(import_faults("helpers/mod.rs", ""), ["helpers/mod.rs: `helpers` stands in no layer"]);
}

#[test]
fn planted_prints_are_caught() {
    let source = "fn f() { eprintln!(\"x\"); writeln!(out, \"println!()\"); } // print!()";
    assert_eq!(print_faults("cli/mod.rs", source), ["cli/mod.rs: `eprintln!` prints past the renderers"]);
}

#[test]
fn planted_dependencies_are_caught() {
    let manifest = "[dependencies]\ncsv = \"1\"\nserde-json = \"1\"\nregex = { version = \"1\" }\n[dev-dependencies]\ninsta = \"1\"";
    let sources =
        ["use serde_json::Value; // csv::Writer".to_owned(), "let all = regex::escape(\"csv::\");".to_owned()];
    assert_eq!(unused_dependencies(manifest, &sources).unwrap(), ["csv"]);
}
