//! `moneymouth lsp`: a language server. Editors send their texts, and get
//! findings while the author types, their explanation, and the comment that
//! ignores one.
//!
//! One thread, one loop: a text is checked when no message waits, so that fast
//! typing costs one run and not one for each letter.

mod place;
mod texts;

use super::Outcome;
use super::check_args::ConfigArgs;
use crate::error::{Error, Result};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidCloseTextDocument, DidOpenTextDocument, Notification as _, PublishDiagnostics,
    ShowMessage,
};
use lsp_types::request::{CodeActionRequest, HoverRequest, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, HoverProviderCapability, MessageType,
    PublishDiagnosticsParams, ServerCapabilities, ShowMessageParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use texts::Texts;

/// Runs the command, until the editor says to stop or goes away.
pub(super) fn run(args: &ConfigArgs) -> Result<Outcome> {
    let (connection, threads) = Connection::stdio();
    let broken = |error: &dyn std::fmt::Display| {
        Error::usage(
            format!("the editor does not speak the Language Server Protocol: {error}"),
            "let an editor start `moneymouth lsp`; see docs/ci.md",
        )
    };
    let (id, _) = connection.initialize_start().map_err(|error| broken(&error))?;
    let about = serde_json::json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, about).map_err(|error| broken(&error))?;
    serve(&connection, Texts::new(args)?).map_err(|error| broken(&error))?;
    drop(connection);
    threads.join().map_err(|error| Error::io(std::path::Path::new("standard input"), &error))?;
    Ok(Outcome::Done)
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::FULL)),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        ..ServerCapabilities::default()
    }
}

type Served = std::result::Result<(), lsp_server::ProtocolError>;

fn serve(connection: &Connection, mut texts: Texts) -> Served {
    // Texts that have changed since they were checked last.
    let mut changed: BTreeSet<String> = BTreeSet::new();
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                texts.settle(&mut changed, |uri, outcome| publish(connection, uri, outcome));
                send(connection, Message::Response(answer(&texts, request)));
            }
            Message::Notification(notification) => note(connection, &mut texts, &mut changed, notification),
            Message::Response(_) => {}
        }
        if connection.receiver.is_empty() {
            texts.settle(&mut changed, |uri, outcome| publish(connection, uri, outcome));
        }
    }
    Ok(())
}

/// Where the editor is gone there is nobody to tell.
fn send(connection: &Connection, message: Message) {
    let _ = connection.sender.send(message);
}

fn note(connection: &Connection, texts: &mut Texts, changed: &mut BTreeSet<String>, notification: Notification) {
    match notification.method.as_str() {
        DidOpenTextDocument::METHOD => {
            if let Some(opened) = read::<DidOpenTextDocumentParams>(notification.params) {
                changed.insert(texts.put(&opened.text_document.uri, opened.text_document.text));
            }
        }
        DidChangeTextDocument::METHOD => {
            let read = read::<DidChangeTextDocumentParams>(notification.params);
            // The whole text is sent at each change: the last one is what counts.
            if let Some((uri, change)) =
                read.and_then(|read| Some((read.text_document.uri, read.content_changes.into_iter().last()?)))
            {
                changed.insert(texts.put(&uri, change.text));
            }
        }
        DidCloseTextDocument::METHOD => {
            if let Some(closed) = read::<DidCloseTextDocumentParams>(notification.params) {
                texts.close(&closed.text_document.uri);
                changed.remove(closed.text_document.uri.as_str());
                publish(connection, &closed.text_document.uri, Ok(Vec::new()));
            }
        }
        _ => {}
    }
}

fn publish(connection: &Connection, uri: &Uri, outcome: Result<Vec<lsp_types::Diagnostic>>) {
    let diagnostics = outcome.unwrap_or_else(|error| {
        let message = error.to_string();
        notify::<ShowMessage>(connection, ShowMessageParams { typ: MessageType::ERROR, message });
        Vec::new()
    });
    let params = PublishDiagnosticsParams { uri: uri.clone(), diagnostics, version: None };
    notify::<PublishDiagnostics>(connection, params);
}

fn notify<N: lsp_types::notification::Notification>(connection: &Connection, params: N::Params) {
    send(connection, Message::Notification(Notification::new(N::METHOD.to_owned(), params)));
}

fn answer(texts: &Texts, request: Request) -> Response {
    fn ok(id: lsp_server::RequestId, found: impl Serialize) -> Response {
        Response::new_ok(id, found)
    }
    let Request { id, method, params } = request;
    let wrong = |id| Response::new_err(id, ErrorCode::InvalidParams as i32, "these parameters cannot be read".into());
    match method.as_str() {
        HoverRequest::METHOD => match read(params) {
            Some(params) => ok(id, texts.hover(&params)),
            None => wrong(id),
        },
        CodeActionRequest::METHOD => match read(params) {
            Some(params) => ok(id, texts.actions(&params)),
            None => wrong(id),
        },
        _ => Response::new_err(id, ErrorCode::MethodNotFound as i32, format!("`{method}` is not served")),
    }
}

fn read<T: DeserializeOwned>(params: serde_json::Value) -> Option<T> {
    serde_json::from_value(params).ok()
}
