//! What happens when things go wrong around the program: each fault is made, what the
//! program does is looked at, and the table in `docs/reliability.md` says just that.
//!
//! `UPDATE_DOCS=1 cargo test --test faults` writes the table anew.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use std::fmt::Write;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_moneymouth");
const PAGE: &str = "docs/reliability.md";
const BEGIN: &str = "<!-- faults: made by tests/faults.rs -->\n";
const END: &str = "<!-- end of faults -->\n";
/// What stands in the output before the fault.
const BEFORE: &str = "the output of an earlier run\n";

/// How a fault is made: the words for it, and a script in which `mm` is the program.
/// It runs in a folder with 32 texts in `in/`, which fill one batch, a pipe that nobody
/// writes to in `never`, one bad line in `bad.jsonl`, and an earlier output in `out`.
const SCRIPTS: &[(&str, &str)] = &[
    ("the disk behind standard output is full", "mm analyse in --format csv >/dev/full"),
    ("the disk behind `-o` is full", "mm analyse in --format csv -o /dev/full"),
    (
        "the disk fills up while a table is written to `-o`",
        "trap '' XFSZ; ulimit -f 8; mm analyse in --format csv -o out",
    ),
    (
        "the disk fills up while a page is written to `-o`",
        "trap '' XFSZ; ulimit -f 8; mm analyse in --format html -o out",
    ),
    ("the reader goes away: `… \\| head -1`", "set -o pipefail; mm analyse in --format csv | head -1 >/dev/null"),
    ("the reader of a page goes away", "set -o pipefail; mm analyse in --format html | head -1 >/dev/null"),
    ("standard output is closed", "mm analyse in/01.txt --format csv >&-"),
    ("standard error is closed, and there is something to say", "mm analyse missing.txt 2>&-"),
    ("standard input is closed", "mm analyse - <&-"),
    ("the folder of the output cannot be written to", "mm analyse in --format csv -o locked/out"),
    ("the folder of the output does not exist", "mm analyse in --format csv -o no/out"),
    ("the output is a folder", "mm analyse in --format csv -o in"),
    ("the output is an input", "mm analyse out in/01.txt --format csv -o out"),
    ("an input does not exist, the others do", "mm analyse in/01.txt missing.txt --format csv -o out"),
    ("an input cannot be read", "mm analyse in/01.txt /proc/self/mem --format csv -o out"),
    ("no input can be read", "mm analyse missing.txt --format csv -o out"),
    ("an input never ends", "mm analyse /dev/zero in/01.txt --max-size 1MB --format csv -o out"),
    ("an input is a folder that holds itself", "mm analyse loop --format csv -o out"),
    ("a line of JSON Lines is broken", "mm analyse bad.jsonl --format csv -o out"),
    ("a document takes too long", "mm analyse large.txt in/01.txt --max-time 1ms --format csv -o out"),
    ("a rule pack is broken", "mm analyse in/01.txt --rules bad.jsonl --format csv -o out"),
    ("`--resume` is given a file that is not of this program", "mm analyse in --format csv -o out --resume"),
];

/// Signals that come while the hidden file is being written.
const SIGNALS: &[(&str, &str)] =
    &[("Ctrl-C", "INT"), ("asked to end (`kill`)", "TERM"), ("killed (`kill -9`)", "KILL")];

/// A folder for faults.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let folder = place.path();
        for name in ["in", "loop"] {
            fs::create_dir(folder.join(name)).unwrap();
        }
        for at in 0..32 {
            let text = format!("We will invest £{} million in cyber security over two years.\n", at + 1);
            fs::write(folder.join(format!("in/{at:02}.txt")), text).unwrap();
        }
        fs::write(folder.join("loop/a.txt"), "We will invest £5m in cyber security.").unwrap();
        std::os::unix::fs::symlink("..", folder.join("loop/loop")).unwrap();
        fs::write(folder.join("bad.jsonl"), "{\"id\":\"a\",\"text\":\"We pay £5m.\"}\nbroken\n").unwrap();
        fs::write(folder.join("large.txt"), "We will invest £5m in cyber security. ".repeat(100_000)).unwrap();
        fs::write(folder.join("out"), BEFORE).unwrap();
        assert!(Command::new("mkfifo").arg(folder.join("never")).status().unwrap().success());
        // Root may write to any folder of a disk, and to none of the kernel's.
        let locked = folder.join("locked");
        fs::create_dir(&locked).unwrap();
        Command::new("chmod").arg("555").arg(&locked).status().unwrap();
        if fs::write(locked.join("x"), "").is_ok() {
            fs::remove_dir_all(&locked).unwrap();
            std::os::unix::fs::symlink("/sys", &locked).unwrap();
        }
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn start(&self, script: &str) -> Child {
        let script = format!("mm() {{ '{PROGRAM}' \"$@\"; }}\n{script}");
        let mut command = Command::new("bash");
        command.current_dir(self.path()).args(["-c", &script]).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// The hidden file that is to become the output, where there is one.
    fn hidden(&self) -> Option<std::path::PathBuf> {
        let is_hidden = |name: &str| name.starts_with(".moneymouth-");
        let entries = fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().path());
        entries.into_iter().find(|path| is_hidden(&path.file_name().unwrap().to_string_lossy()))
    }

    /// What became of the earlier output.
    fn output(&self) -> String {
        let now = fs::read_to_string(self.path().join("out")).unwrap();
        let state = match now.as_str() {
            BEFORE => "as it was",
            now if now.starts_with("path,") && now.ends_with('\n') => "whole, with what could be done",
            _ => "half written",
        };
        let hidden = self.hidden().map_or("", |_| "; a hidden `.moneymouth-…` is left beside it");
        format!("{state}{hidden}")
    }
}

/// A line of the table.
fn row(fault: &str, status: ExitStatus, place: &Place, said: &str) -> String {
    let ended = match (status.signal(), status.code()) {
        (Some(signal), _) => format!("by signal {signal}"),
        (_, Some(code)) => code.to_string(),
        _ => "?".to_owned(),
    };
    assert!(!said.contains("panicked"), "{fault}: {said}");
    let mut lines = said.lines().filter(|line| line.starts_with("error: "));
    let said = lines.next().map_or("–".to_owned(), |line| format!("`{}`", line.trim_start_matches("error: ")));
    format!("| {fault} | {ended} | {} | {} |\n", place.output(), said.replace('|', "\\|"))
}

fn waited_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(120);
    while !is_so() {
        assert!(Instant::now() < end, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The whole table.
fn table() -> String {
    let mut table = "| fault | exit status | the file of an earlier run | said first |\n|---|---|---|---|\n".to_owned();
    for (fault, script) in SCRIPTS {
        let place = Place::new();
        let done = place.start(script).wait_with_output().unwrap();
        table += &row(fault, done.status, &place, &String::from_utf8_lossy(&done.stderr));
    }
    for (fault, signal) in SIGNALS {
        let place = Place::new();
        let child = place.start(&format!("exec '{PROGRAM}' analyse in never --format csv -o out"));
        let is_begun = || place.hidden().is_some_and(|path| fs::metadata(path).is_ok_and(|about| about.len() > 0));
        waited_for("the first batch", is_begun);
        let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        let done = child.wait_with_output().unwrap();
        let fault = format!("{fault} while the output is written");
        table += &row(&fault, done.status, &place, &String::from_utf8_lossy(&done.stderr));
    }
    table
}

#[test]
fn the_table_of_faults_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (was, tail) = rest.split_once(END).unwrap();
    let now = table();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let mut page = String::new();
        write!(page, "{head}{BEGIN}{now}{END}{tail}").unwrap();
        fs::write(&path, page).unwrap();
        return;
    }
    let (was, is): (Vec<_>, Vec<_>) = (was.lines().collect(), now.lines().collect());
    assert_eq!(was, is, "{PAGE} is out of date; UPDATE_DOCS=1 cargo test --test faults mends it");
}

/// A run that found the disk full half way is gone on with once there is room.
#[test]
fn a_full_disk_is_no_loss_with_resume() {
    let place = Place::new();
    let run = |script: &str| place.start(script).wait_with_output().unwrap();
    assert!(run("mm analyse in --format csv -o whole").status.success());
    let full = run("trap '' XFSZ; ulimit -f 24; mm analyse in --format csv -o part --resume");
    assert_eq!(full.status.code(), Some(2), "{}", String::from_utf8_lossy(&full.stderr));
    let read = |name: &str| fs::read_to_string(place.path().join(name)).unwrap();
    assert!(read("whole").starts_with(&read("part")) && !read("part").is_empty());
    assert!(run("mm analyse in --format csv -o part --resume").status.success());
    assert!(read("whole") == read("part"));
}

/// Two runs that go on with one file would write into each other's lines.
#[test]
fn a_second_run_on_the_same_output_is_refused() {
    let place = Place::new();
    let mut first = place.start(&format!("exec '{PROGRAM}' analyse in never --format csv -o both --resume"));
    let is_begun = || fs::metadata(place.path().join("both")).is_ok_and(|about| about.len() > 0);
    waited_for("the first run", is_begun);
    let second = place.start("mm analyse in --format csv -o both --resume").wait_with_output().unwrap();
    first.kill().unwrap();
    first.wait().unwrap();
    let said = String::from_utf8_lossy(&second.stderr);
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert!(said.starts_with("error: both: is being written by another run"), "{said}");
}

/// A real disk that is full, where one can be made.
#[test]
fn a_disk_without_room_is_told() {
    let place = Place::new();
    let script = "mkdir small && mount -t tmpfs -o size=16k none small 2>/dev/null || exit 77\n\
        mm analyse in --format csv -o small/out; status=$?; ls -A small; umount small; exit $status";
    let done = place.start(script).wait_with_output().unwrap();
    if done.status.code() == Some(77) {
        return;
    }
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!((done.status.code(), done.stdout.as_slice()), (Some(2), &b""[..]), "{said}");
    assert!(said.contains("error: small/out: ") && !said.contains("panicked"), "{said}");
}
