//! The text of a saved web page without what stands around it: navigation,
//! notices, share bars, related links, footers.
//!
//! The rule is careful, for a lost paragraph is worse than a link too many: what
//! an element, a role or a name says is believed only of the smaller part of a
//! page, and never of a part with the main heading or the article in it.

use super::elements::{attribute, is_skipped, is_void};
use super::notices::WORDS;
use crate::text::Span;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// What is left out holds at most this share of the text, in per cent.
const SMALLER_PART: usize = 30;
/// The element with the text holds at least this share of what is left, in per cent.
const MAIN_PART: usize = 50;
/// A list of this many links and nothing else is no text.
const LINKS: usize = 3;
/// Elements deeper than this are not told apart.
const MOST_DEPTH: usize = 400;

/// What is known of an element while it is open.
#[derive(Debug, Default)]
struct Open {
    name: Vec<u8>,
    start: usize,
    what: What,
    /// Bytes of text in it, and of those in links to other pages.
    text: usize,
    linked: usize,
    links: usize,
    holds_article: bool,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum What {
    #[default]
    Other,
    /// May be no part of the text.
    Around,
    List,
    /// A box beside the text: no part of it where it is mostly links.
    Aside,
    Main,
    Article,
    Heading,
    /// A link to another page.
    Link,
    /// Not shown.
    Hidden,
}

/// An element that has ended.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    what: What,
    text: usize,
}

/// The parts of a page that are not read, in order and apart from each other.
pub(super) fn left_out(page: &str) -> Vec<Span> {
    let (parts, total) = parts(page);
    let is_small = |part: &Part| part.text * 100 <= total * SMALLER_PART;
    let mut out: Vec<Span> = parts
        .iter()
        .filter(|part| match part.what {
            What::Around => is_small(part),
            What::List | What::Aside => true,
            _ => false,
        })
        .map(|part| part.span)
        .collect();
    let outside = |part: &Part| !out.iter().any(|span| span.contains(part.span));
    let left: usize = total - apart(out.clone()).iter().map(|span| text_in(&parts, *span)).sum::<usize>().min(total);
    let holds_most = |part: &&Part| part.text * 100 >= left * MAIN_PART;
    let of = |what: What| parts.iter().filter(move |part| part.what == what).filter(|part| outside(part));
    let main = of(What::Main).find(holds_most).or_else(|| of(What::Article).find(holds_most));
    if let Some(main) = main {
        // The heading may stand above the article.
        let heading = of(What::Heading).find(|part| part.span.end <= main.span.start);
        let above = heading.map_or(0, |part| part.span.end);
        let before = heading.map_or(main.span.start, |part| part.span.start);
        let body = memchr::memmem::find(page.as_bytes(), b"<body").unwrap_or(0).min(before);
        let (above, after) = (above.max(body), Span::new(main.span.end, page.len()));
        out.push(Span::new(body, before));
        out.push(Span::new(above.min(main.span.start), main.span.start));
        out.push(after);
    }
    apart(out)
}

/// Bytes of text in the element with this span.
fn text_in(parts: &[Part], span: Span) -> usize {
    parts.iter().find(|part| part.span == span).map_or(0, |part| part.text)
}

/// Spans in order, without those that lie in others.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

/// The elements of a page that matter here, and the bytes of its text.
fn parts(page: &str) -> (Vec<Part>, usize) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut scan = Scan { open: Vec::new(), parts: Vec::new(), total: 0 };
    for token in Tokenizer::new_with_emitter(page, emitter).flatten() {
        match token {
            Token::StartTag(tag) => scan.start(&tag),
            Token::EndTag(tag) => scan.end(&tag.name, tag.span.end),
            Token::String(string) => scan.string(page.get(string.span.start..string.span.end).unwrap_or_default()),
            _ => {}
        }
    }
    while let Some(open) = scan.open.pop() {
        scan.close(open, page.len());
    }
    (scan.parts, scan.total)
}

struct Scan {
    open: Vec<Open>,
    parts: Vec<Part>,
    total: usize,
}

impl Scan {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name: &[u8] = &tag.name;
        if is_void(name) || tag.self_closing || self.open.len() >= MOST_DEPTH {
            return;
        }
        let what = what(tag);
        if matches!(what, What::Main | What::Article) || what == What::Heading && name == b"h1" {
            for open in &mut self.open {
                open.holds_article = true;
            }
        }
        self.open.push(Open { name: name.to_vec(), start: tag.span.start, what, ..Open::default() });
    }

    fn end(&mut self, name: &[u8], end: usize) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else { return };
        while self.open.len() > at {
            let Some(open) = self.open.pop() else { return };
            self.close(open, end);
        }
    }

    fn string(&mut self, text: &str) {
        if self.open.iter().any(|open| open.what == What::Hidden) {
            return;
        }
        let length = text.split_whitespace().map(str::len).sum::<usize>();
        self.total += length;
        if let Some(open) = self.open.last_mut() {
            open.text += length;
        }
    }

    fn close(&mut self, open: Open, end: usize) {
        let is_link = open.what == What::Link;
        if let Some(outer) = self.open.last_mut() {
            outer.text += open.text;
            outer.linked += if is_link { open.text } else { open.linked };
            outer.links += open.links + usize::from(is_link);
        }
        let matters = match open.what {
            What::Around => !open.holds_article,
            What::List => open.links >= LINKS && open.text > 0 && open.linked * 100 >= open.text * 95,
            What::Aside => open.linked * 2 > open.text,
            What::Main | What::Article | What::Heading => true,
            What::Other | What::Link | What::Hidden => false,
        };
        if matters {
            self.parts.push(Part {
                span: Span::new(open.start, end.max(open.start)),
                what: open.what,
                text: open.text,
            });
        }
    }
}

/// What a tag says of its element.
fn what(tag: &StartTag<usize>) -> What {
    let name: &[u8] = &tag.name;
    let role = attribute(tag, b"role").unwrap_or_default();
    match name {
        b"html" | b"body" | b"head" => return if name == b"head" { What::Hidden } else { What::Other },
        b"main" => return What::Main,
        b"article" => return What::Article,
        b"h1" => return What::Heading,
        b"ul" | b"ol" if !is_around(tag, &role) => return What::List,
        // A link within the page belongs to a list of contents.
        b"a" => {
            let is_other = attribute(tag, b"href").is_some_and(|to| !to.starts_with('#'));
            return if is_other { What::Link } else { What::Other };
        }
        _ => {}
    }
    if role == "main" {
        What::Main
    } else if is_skipped(tag) {
        What::Hidden
    } else if is_around(tag, &role) {
        What::Around
    } else if *name == b"aside"[..] {
        What::Aside
    } else {
        What::Other
    }
}

fn is_around(tag: &StartTag<usize>, role: &str) -> bool {
    let named = |attribute_name: &[u8]| attribute(tag, attribute_name).is_some_and(|names| WORDS.is_named(&names));
    let is_hidden = attribute(tag, b"aria-hidden").is_some_and(|hidden| hidden == "true");
    let name: &[u8] = &tag.name;
    let is_text = matches!(name, b"p" | b"li" | b"td" | b"th" | b"tr" | b"table" | b"tbody" | b"blockquote");
    is_hidden || WORDS.is_role(role) || WORDS.is_element(&tag.name) || !is_text && (named(b"class") || named(b"id"))
}
