//! Many documents: folders, patterns, archives, JSON Lines, limits, and going
//! on where an earlier run stopped.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const CYBER: &str = "We will invest £5m in cyber security over two years.\n";
const FIBRE: &str = "We will put £7m into full-fibre broadband.\n";

/// A folder to run the program in.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        files.iter().for_each(|(name, text)| drop(folder.write(name, text.as_bytes())));
        folder
    }

    fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
        command.current_dir(self.0.path()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The paths of an output in JSON Lines.
fn paths(lines: &str) -> Vec<String> {
    let path =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["path"].as_str().unwrap().to_owned();
    lines.lines().map(path).collect()
}

/// A ZIP archive without compression, made by hand so that it can be made wrong.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut file, mut central) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let offset = file.len() as u32;
        let mut head = Vec::new();
        head.extend_from_slice(&[20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
        head.extend_from_slice(&crc(bytes).to_le_bytes());
        head.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        head.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        head.extend_from_slice(&(name.len() as u16).to_le_bytes());
        head.extend_from_slice(&[0, 0]);
        file.extend_from_slice(b"PK\x03\x04");
        file.extend_from_slice(&head);
        file.extend_from_slice(name.as_bytes());
        file.extend_from_slice(bytes);
        central.extend_from_slice(b"PK\x01\x02\x14\0");
        central.extend_from_slice(&head);
        central.extend_from_slice(&[0; 10]);
        central.extend_from_slice(&offset.to_le_bytes());
        central.extend_from_slice(name.as_bytes());
    }
    let (start, size, count) = (file.len() as u32, central.len() as u32, members.len() as u16);
    file.extend_from_slice(&central);
    file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    file.extend_from_slice(&count.to_le_bytes());
    file.extend_from_slice(&count.to_le_bytes());
    file.extend_from_slice(&size.to_le_bytes());
    file.extend_from_slice(&start.to_le_bytes());
    file.extend_from_slice(&[0, 0]);
    file
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(!0, step)
}

#[test]
fn folders_patterns_and_archives_are_read_in_order() {
    let files = [
        ("b/two.txt", FIBRE),
        ("b/one.md", CYBER),
        ("b/photo.png", "x"),
        ("b/drafts/three.md", CYBER),
        ("b/kept-out.md", CYBER),
        ("b/.ignore", "kept-out.md\n"),
        ("a.md", CYBER),
    ];
    let folder = Folder::new(&files);
    folder.write("c.zip", &archive(&[("in/one.md", CYBER.as_bytes()), ("in/drafts/x.md", b"x"), ("in/p.png", b"x")]));
    let output = folder.run(&["analyse", "b", "c.zip", "*.md", "--exclude", "drafts/", "--format", "jsonl"]);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(paths(stdout(&output)), ["b/one.md", "b/two.txt", "c.zip/in/one.md", "a.md"]);
    assert_eq!(
        stderr(&output),
        "skipped 2 files, of a format that is not read in folders and archives: b/photo.png, c.zip/in/p.png\n\
         skipped 2 files, excluded: b/drafts/three.md, c.zip/in/drafts/x.md\n"
    );
    let report: serde_json::Value =
        serde_json::from_slice(&folder.run(&["analyse", "b", "--format", "json"]).stdout).unwrap();
    let format = "b/photo.png is skipped: of a format that is not read in folders and archives";
    assert_eq!(report["warnings"], serde_json::json!([format]));
    for (name, said) in [("*.docm", "no file fits the pattern"), ("empty", "holds no file that is read")] {
        fs::create_dir_all(folder.0.path().join("empty")).unwrap();
        let output = folder.run(&["analyse", name]);
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).starts_with(&format!("error: {name}: {said}")), "{}", stderr(&output));
    }
}

const LINES: &str = "{\"id\":\"a\",\"text\":\"We will invest £5m in cyber security.\",\"date\":\"2016-03-16\",\"title\":\"A\"}\n\
    {\"id\":\"b\",\"text\":\"We will put £7m into broadband.\"}\nbroken\n{\"id\":\"c\",\"text\":\"Nothing of the kind.\"}\n";

#[test]
fn json_lines_go_in_and_out_in_their_order() {
    let folder = Folder::new(&[("in.jsonl", LINES)]);
    let one = folder.run(&["analyse", "in.jsonl", "--format", "jsonl", "--threads", "1"]);
    let two =
        folder.command(&["analyse", "-", "--input", "jsonl", "--format", "jsonl"]).write_stdin(LINES).output().unwrap();
    assert_eq!((status(&one), stdout(&one)), (2, stdout(&two)));
    assert_eq!(paths(stdout(&one)), ["a", "b", "c"]);
    assert!(stderr(&one).starts_with("error: in.jsonl:3: is no JSON object\n  hint: "), "{}", stderr(&one));
    let first: serde_json::Value = serde_json::from_str(stdout(&one).lines().next().unwrap()).unwrap();
    assert_eq!((&first["date"], &first["title"]), (&"2016-03-16".into(), &"A".into()));
    assert_eq!(first["money"][0]["start"], 15);
}

#[test]
fn a_run_goes_on_where_an_earlier_one_was_killed() {
    let folder = Folder::new(&[("in.jsonl", LINES), ("d.md", CYBER)]);
    for (format, name) in [("jsonl", "out.jsonl"), ("csv", "out.csv")] {
        let args = ["analyse", "in.jsonl", "d.md", "--format", format, "-o", name, "--resume"];
        folder.run(&args);
        let whole = folder.read(name);
        let step = if format == "csv" { 97 } else { 997 };
        for length in (0..whole.len()).step_by(step).chain([1, whole.len() - 1, whole.len()]) {
            folder.write(name, &whole.as_bytes()[..length]);
            folder.run(&args);
            assert_eq!(folder.read(name), whole, "{format} cut at {length}");
        }
    }
    let output = folder.run(&["analyse", "in.jsonl", "d.md", "--format", "jsonl", "-o", "out.jsonl", "--resume"]);
    assert!(stderr(&output).ends_with("skipped 4 documents, in the output already\n"), "{}", stderr(&output));
    for (args, said) in [
        (["in.jsonl", "--format", "json", "-o", "x.json"], "--resume needs an output that is written line by line"),
        (["in.jsonl", "--format", "jsonl", "-o", "in.jsonl"], "--output in.jsonl would overwrite an input"),
        (["in.jsonl", "--format", "csv", "-o", "d.md"], "d.md: line 1 was not written by this version"),
    ] {
        let output = folder.run(&[&["analyse", "--resume"], &args[..]].concat());
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    assert_eq!((folder.read("in.jsonl"), folder.read("d.md")), (LINES.to_owned(), CYBER.to_owned()));
}

#[test]
fn the_output_is_not_read_where_it_lies_among_the_inputs() {
    let folder = Folder::new(&[("in/a.md", CYBER)]);
    let args = ["analyse", "in", "--format", "jsonl", "-o", "in/out.jsonl", "--resume"];
    folder.run(&args);
    let output = folder.run(&args);
    assert_eq!(status(&output), 0, "{}", stderr(&output));
    assert_eq!(paths(&folder.read("in/out.jsonl")), ["in/a.md"]);
}

#[test]
fn limits_have_messages() {
    let long = CYBER.repeat(20_000);
    let folder =
        Folder::new(&[("long.txt", &long), ("in.jsonl", &format!("{{\"text\":\"{}\"}}\n", "x ".repeat(2000)))]);
    for (args, said) in [
        (["long.txt", "--max-size", "1kB"], "long.txt: is larger than 1 kB"),
        (["long.txt", "--max-time", "1ms"], "long.txt: was not done within 0.001 s and is given up"),
        (["in.jsonl", "--max-size", "1kB"], "in.jsonl:1: is longer than 1024 bytes"),
    ] {
        let output = folder.run(&[&["analyse"], &args[..]].concat());
        assert_eq!(status(&output), 2);
        assert!(stderr(&output).starts_with(&format!("error: {said}\n  hint: ")), "{}", stderr(&output));
    }
}

/// Damaged and hostile files: each gives a result or a message, in time.
#[test]
fn hostile_files_give_a_result_or_a_message() {
    let whole = archive(&[("a.md", CYBER.as_bytes()), ("b.txt", FIBRE.as_bytes())]);
    let mut flipped = whole.clone();
    flipped[10] ^= 0xff;
    let inner = archive(&[("a.md", CYBER.as_bytes())]);
    let mut nested = inner.clone();
    for _ in 0..12 {
        nested = archive(&[("n.zip", &nested)]);
    }
    let deep = format!("{}We will invest £5m in cyber security.", "<div>".repeat(20_000));
    let line = "We will invest £5m in cyber security and ".repeat(3_000);
    let quotes = format!("{}{CYBER}", "> ".repeat(20_000));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("truncated.zip", whole[..whole.len() - 30].to_vec(), "is no whole ZIP archive"),
        ("empty.zip", Vec::new(), "is no whole ZIP archive"),
        ("flipped.zip", flipped, ""),
        ("slip.zip", archive(&[("../../x.md", CYBER.as_bytes())]), "leads out of the archive"),
        ("absolute.zip", archive(&[("/etc/x.md", CYBER.as_bytes())]), "leads out of the archive"),
        ("nested.zip", nested, "is an archive within 8 others"),
        ("text.zip", CYBER.into(), "is no whole ZIP archive"),
        ("zip.md", whole.clone(), "is a"),
        ("nul.txt", b"We will\0 invest".to_vec(), "is binary"),
        ("nul.srt", b"1\n00:00:01,000 --> 00:00:02,000\n\0\0".to_vec(), "is binary"),
        ("bytes.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n\xff\xfe We pay \xc3\n".to_vec(), ""),
        ("times.srt", "99:99:99,999 --> 1\n".repeat(2000).into(), ""),
        ("deep.html", deep.into(), ""),
        ("quotes.md", quotes.into(), ""),
        ("line.txt", line.clone().into(), ""),
        ("line.md", line.into(), ""),
        ("colons.txt", "Mr A: ".repeat(50_000).into(), ""),
        ("brackets.txt", "[".repeat(200_000).into(), ""),
        ("braces.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}\n", "{<[".repeat(50_000)).into(), ""),
        ("invalid.txt", [0xc3, 0x28, b' '].repeat(1000), ""),
        ("lines.jsonl", b"\0\0\n{\"text\":\"\xff\"}\n[[[[\n".to_vec(), "is no JSON object"),
        ("brackets.jsonl", format!("{}\n", "{\"a\":[".repeat(20_000)).into(), "is no JSON object"),
    ];
    let folder = Folder::new(&[]);
    for (name, bytes, said) in cases {
        folder.write(name, &bytes);
        let output = folder
            .command(&["analyse", name, "--format", "csv"])
            .timeout(std::time::Duration::from_secs(60))
            .output()
            .unwrap();
        let message = stderr(&output);
        assert!(matches!(output.status.code(), Some(0 | 2)), "{name}: {:?} {message}", output.status);
        assert!(!message.contains("panicked"), "{name}: {message}");
        assert!(message.contains(said), "{name}: {message}");
        assert!(status(&output) == 0 || message.contains("hint: "), "{name}: {message}");
    }
    assert!(!Path::new("/etc/x.md").exists());
}

/// The same for tables of money.
#[test]
fn hostile_tables_give_a_message() {
    let sheet = |xml: &str| {
        archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml.as_bytes())])
    };
    let bomb = "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
        <table:table table:name='S'><table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell \
        table:number-columns-repeated=\"16384\" office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell>\
        </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let folder = Folder::new(&[("speech.md", CYBER)]);
    let wide = "£m,2016-17\n".to_owned() + &"x,".repeat(300_000);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.csv", Vec::new()),
        ("nul.csv", b"a\0,b".to_vec()),
        ("wide.csv", wide.into()),
        ("quotes.csv", b"\"\"\"\n\",2016-17\n\"x".to_vec()),
        ("long.csv", "x,1\n".repeat(30_000).into()),
        ("text.xlsx", CYBER.into()),
        ("bare.xlsx", archive(&[("xl/workbook.xml", b"<workbook>")])),
        ("bomb.ods", sheet(bomb)),
        ("cut.ods", sheet(&bomb[..200])),
        ("half.ods", sheet(bomb)[..150].to_vec()),
        ("large.csv", "£m,2016-17\nCyber security,99999999999999999999999999999999999\n".into()),
    ];
    for (name, bytes) in cases {
        folder.write(name, &bytes);
        let output = folder
            .command(&["analyse", "speech.md", "--funding", name])
            .timeout(std::time::Duration::from_secs(60))
            .output()
            .unwrap();
        let message = stderr(&output);
        assert_eq!(output.status.code(), Some(2), "{name}: {message}");
        assert!(message.contains(&format!("{name}: ")) && message.contains("hint: "), "{name}: {message}");
    }
}
