//! The language server, talked to by a scripted client.

#![cfg(feature = "lsp")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

struct Client {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    asked: u64,
}

impl Client {
    fn start(folder: &std::path::Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_moneymouth"));
        command.arg("lsp").current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut client = Self { child, to, from, asked: 0 };
        let about = client.ask("initialize", json!({ "capabilities": {} }));
        assert_eq!(about["serverInfo"]["name"], "moneymouth");
        assert_eq!(about["capabilities"]["hoverProvider"], true);
        client.tell("initialized", json!({}));
        client
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.to.flush().unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.from.read_line(&mut line).unwrap() > 0, "the server is gone");
            match line.trim_end().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => length = value.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        loop {
            let message = self.read();
            if message["id"] == id {
                return if message["error"].is_null() { message["result"].clone() } else { message };
            }
        }
    }

    /// The next findings that the server publishes.
    fn published(&mut self) -> Value {
        loop {
            let message = self.read();
            if message["method"] == "textDocument/publishDiagnostics" {
                return message["params"].clone();
            }
        }
    }
}

#[test]
fn an_editor_gets_findings_explanations_and_ignores() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("moneymouth.toml"), "[check]\nskip = [\"undated-promise\"]\n").unwrap();
    let mut client = Client::start(folder.path());
    let uri = format!("file://{}/a%20draft.md", folder.path().display());
    let text = "# 𝕏 £\n\n𝕏 – as ever. We will build a cyber security\ncentre.\n\nMore.\n";
    let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
    client.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let published = client.published();
    let found = published["diagnostics"].as_array().unwrap();
    assert_eq!((published["uri"].as_str(), found.len()), (Some(uri.as_str()), 1), "{published}");
    let place = |line, from, to| json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
    assert_eq!(found[0]["range"], place(2, 14, 27), "columns are UTF-16 units");
    assert_eq!((&found[0]["code"], &found[0]["severity"]), (&"unfunded-promise".into(), &1.into()));
    assert!(found[0]["message"].as_str().unwrap().starts_with("this promise names no money\n"));

    let at = |line, character| json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } });
    let hover = client.ask("textDocument/hover", at(2, 20));
    let shown = hover["contents"]["value"].as_str().unwrap();
    assert!(shown.starts_with("**Promise without money** (`unfunded-promise`)") && shown.contains("*Why.*"), "{shown}");
    assert_eq!(client.ask("textDocument/hover", at(5, 1)), Value::Null);

    let range = json!({ "textDocument": { "uri": uri }, "range": place(2, 20, 20), "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", range);
    assert_eq!(
        (&actions[0]["title"], &actions[0]["kind"]),
        (&"Ignore unfunded-promise here".into(), &"quickfix".into())
    );
    let edit = &actions[0]["edit"]["changes"][&uri][0];
    let comment = " <!-- moneymouth: ignore[unfunded-promise] -->";
    assert_eq!((&edit["range"], &edit["newText"]), (&place(3, 7, 7), &comment.into()));

    // What the action inserts does what it says.
    let ignored = text.replace("centre.", &format!("centre.{comment}"));
    let change = json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": ignored }] });
    client.tell("textDocument/didChange", change);
    assert_eq!(client.published()["diagnostics"], json!([]));

    let change = json!({ "textDocument": { "uri": uri, "version": 3 }, "contentChanges": [{ "text": "---\n" }] });
    client.tell("textDocument/didChange", change);
    assert_eq!(client.published()["diagnostics"], json!([]), "a draft may be empty so far");

    assert_eq!(client.ask("textDocument/rename", json!({}))["error"]["code"], -32601);
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.published()["diagnostics"], json!([]));
    assert_eq!(client.ask("shutdown", Value::Null), Value::Null);
    client.tell("exit", Value::Null);
    drop(client.to);
    assert!(client.child.wait().unwrap().success());
}

#[test]
fn an_editor_that_goes_away_leaves_no_server_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path());
    drop(client.to);
    assert!(client.child.wait().unwrap().success());
}

#[test]
fn broken_settings_are_told_to_the_editor() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("moneymouth.toml"), "[chek]\n").unwrap();
    let mut client = Client::start(folder.path());
    let uri = format!("file://{}/a.md", folder.path().display());
    let document =
        json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": "We will build a data centre." });
    client.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let message = client.read();
    assert_eq!(message["method"], "window/showMessage");
    assert!(message["params"]["message"].as_str().unwrap().contains("did you mean `check`?"), "{message}");
    drop(client.to);
    client.child.wait().unwrap();
}
