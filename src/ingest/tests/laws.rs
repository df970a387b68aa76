//! What holds for any input: nothing panics, spans fit into each other, no
//! character is lost between sentences.

use super::*;
use crate::model::BlockKind;
use crate::rules::Abbreviations;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;

type Checked = std::result::Result<(), TestCaseError>;

fn check(path: &str, bytes: &[u8], utf8: bool) -> Checked {
    check_with(path, bytes, utf8, &ReadOptions::default())
}

fn check_with(path: &str, bytes: &[u8], utf8: bool, options: &ReadOptions) -> Checked {
    let Ok(document) = read_bytes(path, bytes, options) else { return Ok(()) };
    let text = &document.text;
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        prop_assert!(end <= block.span.start && block.span.end <= text.len() && !block.span.is_empty());
        prop_assert!(text[end..block.span.start].trim().is_empty());
        prop_assert!(block.heading.is_none_or(|heading| heading < index));
        end = block.span.end;
        let source = document.source.source(block.span);
        prop_assert!(!utf8 || source.end <= bytes.len());
    }
    prop_assert_eq!(end, text.len());
    // What does not count is in no sentence.
    let mut counted = text.clone();
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Furniture) {
        counted.replace_range(block.span.start..block.span.end, &" ".repeat(block.span.len()));
    }
    let all = sentences(&document, &Abbreviations::default());
    let mut at = 0;
    for sentence in &all {
        prop_assert!(document.blocks[sentence.block].span.contains(sentence.span));
        prop_assert!(at <= sentence.span.start);
        prop_assert!(counted[at..sentence.span.start].trim().is_empty());
        let of = sentence.span.of(text);
        prop_assert!(!of.is_empty() && of == of.trim());
        at = sentence.span.end;
        let source = document.source.source(sentence.span);
        prop_assert!(!utf8 || std::str::from_utf8(&bytes[source.start..source.end]).is_ok());
    }
    prop_assert!(counted[at..].trim().is_empty());
    Ok(())
}

const PATHS: [&str; 4] = ["f.txt", "f.md", "f.html", "f.vtt"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        for path in PATHS {
            check(path, text.as_bytes(), true)?;
        }
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        for path in PATHS {
            check(path, &bytes, false)?;
        }
    }

    #[test]
    fn texts_made_of_what_matters(parts in proptest::collection::vec(prop::sample::select(&[
        "We", "will", "U.K.", "e.g.", "£1.9bn", ". ", ".", "\n", "\n\n", " ", "12", "(a)", "- ", "• ", "\u{c}", "\u{feff}",
        "…", "。", "”", "[3]", "&amp;", "&pound", "&", "<p>", "</p>", "<li>", "<ul>", "</ul>", "<td>", "<table>", "<p hidden>",
        "<br>", "<", "<!--", "-->", "##", "#", "{:", "}", "```", "|", "---", "> ", "*", "`", "[x](y)", ": ", "\\", "\r\n", "===",
    ][..]), 0..40)) {
        let text = parts.concat();
        for path in PATHS {
            check(path, text.as_bytes(), true)?;
        }
    }

    #[test]
    fn debates_and_captions_made_of_what_matters(parts in proptest::collection::vec(prop::sample::select(&[
        "Mr Ash: ", "The Chancellor of the Exchequer (Mr Ash): ", "Madam Deputy Speaker: ", "Hon. Members: ", "Jo Elm: ",
        "[Interruption.]", "[Laughter", "We pay. ", "We will\n", "\n", "\n\n", "£5m ", "12.34 pm", "Column 9", "00:01 | ",
        "1\n", "00:00:01,000 --> 00:00:02,000\n", "0:01\n", "WEBVTT\n\n", "<v Jo Elm>", "</v>", "- ", ">> ", "[Music]", "&amp;",
        "{\\an8}", "♪", "NOTE x\n", "é", "“", "”", ": ", ". ",
    ][..]), 0..30), speaker in prop::sample::select(&[None, Some("Ash"), Some("Elm")][..])) {
        let text = parts.concat();
        for path in PATHS {
            let options = ReadOptions { speaker: speaker.map(str::to_owned), ..ReadOptions::default() };
            check_with(path, text.as_bytes(), true, &options)?;
        }
    }

    /// Web pages are read by the places that the tokeniser gives, not by the
    /// strings that it hands out; both must say the same.
    #[test]
    fn places_in_web_pages_are_honest(parts in proptest::collection::vec(prop::sample::select(&[
        "We", "£", " ", "\n", "&amp;", "&pound", "&pound;5", "&", "&#163;", "&x;", "<p>", "</p>", "<", "</", "< ", "<!--", "-->",
        "<b a='&amp;'>", "<title>", "</title>", "<script>", "</script>", "<textarea>", "</textarea>", "<?x>", "<![CDATA[", "]]>",
    ][..]), 0..30)) {
        let page = parts.concat();
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let mut raw_text = false;
        for token in Tokenizer::new_with_emitter(&page, emitter).flatten() {
            match token {
                Token::StartTag(tag) => raw_text = *tag.name == b"script"[..],
                Token::EndTag(_) => raw_text = false,
                Token::String(string) if !raw_text => {
                    let mut read = String::new();
                    elements::decode_each(&page[string.span.start..string.span.end], |piece, _| read.push_str(piece));
                    prop_assert_eq!(read, String::from_utf8_lossy(&string));
                }
                _ => {}
            }
        }
    }
}
