//! What the reader of web pages must know of HTML: which elements part
//! blocks, which are not shown, and what an entity stands for.

use crate::text::Span;
use html5gum::{StartTag, Token, Tokenizer};

/// Value of an attribute of a tag.
pub(super) fn attribute(tag: &StartTag<usize>, name: &[u8]) -> Option<String> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(value).into_owned())
}

/// Hands out the pieces of source text between entities, and each entity
/// decoded, with its place in `raw`.
pub(super) fn decode_each(raw: &str, mut piece: impl FnMut(&str, Span)) {
    let mut from = 0;
    for at in memchr::memchr_iter(b'&', raw.as_bytes()) {
        if at < from {
            continue;
        }
        let body = &raw.as_bytes()[at + 1..];
        let length = body.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
        let end = at + 1 + length + usize::from(body.get(length) == Some(&b';'));
        let entity = &raw[at..end];
        let Some(decoded) = decode_entity(entity) else { continue };
        if from < at {
            piece(&raw[from..at], Span::new(from, at));
        }
        piece(&decoded, Span::new(at, end));
        from = end;
    }
    if from < raw.len() {
        piece(&raw[from..], Span::new(from, raw.len()));
    }
}

/// What an entity stands for; `None` where it is none.
fn decode_entity(entity: &str) -> Option<String> {
    let mut decoded = String::new();
    for token in Tokenizer::new(entity).flatten() {
        if let Token::String(string) = token {
            decoded.push_str(&String::from_utf8_lossy(&string));
        }
    }
    (decoded != entity).then_some(decoded)
}

/// 1 to 6 for `h1` to `h6`.
pub(super) fn heading_level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// True for an element whose content is not shown or is no part of the text.
pub(super) fn is_skipped(tag: &StartTag<usize>) -> bool {
    const SKIPPED: [&[u8]; 16] = [
        b"script",
        b"style",
        b"template",
        b"noscript",
        b"nav",
        b"svg",
        b"math",
        b"iframe",
        b"object",
        b"canvas",
        b"audio",
        b"video",
        b"textarea",
        b"select",
        b"button",
        b"datalist",
    ];
    let name: &[u8] = &tag.name;
    if is_void(name) || tag.self_closing && matches!(name, b"svg" | b"math") {
        return false;
    }
    let style = attribute(tag, b"style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    SKIPPED.contains(&name)
        || tag.attributes.contains_key(&b"hidden"[..])
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// True for elements that hold nothing and have no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    const VOID: [&[u8]; 14] = [
        b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
        b"track", b"wbr",
    ];
    VOID.contains(&name)
}

/// Elements whose end tag may be left out.
pub(super) fn may_stay_open(name: &[u8]) -> bool {
    matches!(name, b"p" | b"li" | b"td" | b"th" | b"tr" | b"dt" | b"dd" | b"option")
}

/// True for elements that end the block before them.
pub(super) fn is_block(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 44] = [
        b"address",
        b"article",
        b"aside",
        b"blockquote",
        b"body",
        b"button",
        b"caption",
        b"center",
        b"dd",
        b"details",
        b"dialog",
        b"dir",
        b"div",
        b"dl",
        b"dt",
        b"fieldset",
        b"figcaption",
        b"figure",
        b"footer",
        b"form",
        b"head",
        b"header",
        b"hgroup",
        b"hr",
        b"html",
        b"legend",
        b"li",
        b"main",
        b"menu",
        b"nav",
        b"ol",
        b"option",
        b"p",
        b"pre",
        b"section",
        b"summary",
        b"table",
        b"tbody",
        b"td",
        b"tfoot",
        b"th",
        b"thead",
        b"tr",
        b"ul",
    ];
    heading_level(name).is_some() || BLOCKS.binary_search(&name).is_ok()
}
