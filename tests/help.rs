//! Every command explains itself: its help has examples, it has a manual page,
//! and shells can complete it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use std::process::Stdio;

fn run(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// All commands, with the words that lead to them.
fn commands() -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new()];
    let mut at = 0;
    while at < found.len() {
        let path = found[at].clone();
        let args: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let help = run(&args);
        let listed = help.split("\nCommands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap_or_default();
        for line in listed.lines() {
            let name = line.split_whitespace().next().unwrap_or_default();
            // A description that goes over the line is further in.
            if line.starts_with("  ") && !line.starts_with("   ") && name != "help" {
                found.push(path.iter().cloned().chain([name.to_owned()]).collect());
            }
        }
        at += 1;
    }
    found
}

#[test]
fn every_command_has_examples_and_a_manual_page() {
    let commands = commands();
    for name in ["analyse", "compare", "explain", "man", "completions"] {
        assert!(commands.contains(&vec![name.to_owned()]), "{name} is not found in {commands:?}");
    }
    for path in &commands {
        let words: Vec<&str> = path.iter().map(String::as_str).collect();
        let help = run(&[&words[..], &["--help"]].concat());
        let page = run(&[&["man"][..], &words].concat());
        let title = [&["moneymouth"], &words[..]].concat().join("-");
        assert!(page.contains(&format!(".TH {title} 1")), "{title}: {page}");
        if help.contains("\nCommands:\n") {
            continue;
        }
        assert!(help.contains("Examples:\n  moneymouth") || help.contains("Examples:\n  curl"), "{words:?}: {help}");
        assert!(page.contains(".SH EXAMPLES\n.nf\n"), "{title}: {page}");
    }
}

#[test]
fn an_unknown_page_is_an_error_that_names_the_others() {
    let output = Command::new(env!("CARGO_BIN_EXE_moneymouth")).args(["man", "anaylse"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.contains("`anaylse`") && message.contains("there are analyse, compare"), "{message}");
}

#[test]
fn shells_can_complete_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(&["completions", shell]);
        for name in commands().iter().filter_map(|path| path.first()) {
            assert!(script.contains(name.as_str()), "{shell}: {name}");
        }
        // Where the shell is there, it reads the script.
        let check = match shell {
            "powershell" => continue,
            "fish" => "--no-execute",
            _ => "-n",
        };
        let child = std::process::Command::new(shell).args([check, "/dev/stdin"]).stdin(Stdio::piped()).spawn();
        if let Ok(mut child) = child {
            use std::io::Write;
            child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
            assert!(child.wait().unwrap().success(), "{shell} does not read its script");
        }
    }
}
