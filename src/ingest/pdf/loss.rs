//! What of a PDF file could not be read, and how to say so: pages that are
//! pictures, pages whose letters come out as others, damaged pages.

use super::source::{Loss, Page};
use crate::error::Error;

/// Pages with less text than this are not judged.
const LEAST: usize = 150;

/// Drops the text of pages that is no language: fonts without a table of
/// their letters come out as signs, or as other letters.
pub(super) fn drop_garbled(pages: &mut [Page]) {
    for page in pages {
        if is_garbled(page.runs.iter().map(|run| run.text.as_str())) {
            page.runs.clear();
            page.loss = Some(Loss::Unreadable);
        }
    }
}

/// True for text that is no language. Of longer words more than a third of the letters are vowels in
/// most languages of Latin script; text of any kind is mostly letters and figures.
fn is_garbled<'a>(runs: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut good, mut latin, mut vowels) = (0, 0, 0, 0);
    for word in runs.flat_map(str::split_whitespace) {
        let length = word.chars().count();
        all += length;
        good += word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')).count();
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        // Names and acronyms of a few letters need no vowels.
        if letters > 3 {
            latin += letters;
            vowels += word.bytes().filter(|byte| b"aeiouyAEIOUY".contains(byte)).count();
        }
    }
    all >= LEAST && (good * 2 < all || latin >= LEAST && vowels * 10 < latin * 3)
}

/// Where no page is left: the error that says why.
pub(super) fn of_all(losses: &[(u32, Loss)], pages: usize) -> Option<fn(&str) -> Error> {
    let all = |is: fn(Loss) -> bool| pages > 0 && losses.iter().filter(|(_, loss)| is(*loss)).count() == pages;
    if pages == 0 || all(|loss| loss == Loss::Damaged) {
        return Some(|path| {
            let hint = "download or export it again; a program that opens it may also save a sound copy";
            Error::file(path, "is a damaged PDF file: none of its pages can be read", hint)
        });
    }
    if all(|loss| loss == Loss::Picture) {
        return Some(|path| {
            let hint = "make it searchable first, for example with ocrmypdf IN OUT";
            Error::file(path, "is a scanned PDF file: its pages are pictures without text", hint)
        });
    }
    if all(|loss| loss != Loss::Partly) {
        return Some(|path| {
            let hint =
                "export it again, or have its pages read as pictures, for example with ocrmypdf --force-ocr IN OUT";
            Error::file(
                path,
                "is a PDF file whose text cannot be read: its fonts do not say which letters they show",
                hint,
            )
        });
    }
    None
}

/// One warning for each kind of loss.
pub(super) fn warnings(losses: &[(u32, Loss)]) -> Vec<String> {
    let kinds = [
        (Loss::Picture, "without text, a picture or scan; make it searchable first, for example with ocrmypdf"),
        (Loss::Unreadable, "left out: its fonts do not say which letters they show"),
        (Loss::Damaged, "damaged and left out"),
        (Loss::Partly, "read in part: some of its text could not be decoded"),
    ];
    let warning = |(kind, said): (Loss, &str)| {
        let pages: Vec<u32> = losses.iter().filter(|(_, loss)| *loss == kind).map(|(page, _)| *page).collect();
        (!pages.is_empty()).then(|| format!("{}: {said}", ranges(&pages)))
    };
    kinds.into_iter().filter_map(warning).collect()
}

/// "page 3", "pages 3–5, 8".
fn ranges(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => parts.push((page, page)),
        }
    }
    let shown = parts.iter().map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") });
    let list = shown.collect::<Vec<_>>().join(", ");
    format!("{} {list}", if pages.len() == 1 { "page" } else { "pages" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named() {
        let losses = [(1, Loss::Picture), (3, Loss::Damaged), (4, Loss::Picture), (5, Loss::Picture)];
        let said = warnings(&losses);
        assert!(said[0].starts_with("pages 1, 4–5: without text"), "{said:?}");
        assert!(said[1].starts_with("page 3: damaged"), "{said:?}");
    }

    #[test]
    fn text_that_is_no_language_is_known() {
        let good =
            "The Government will invest £1.9 billion over five years in the security of its networks. ".repeat(3);
        let shifted: String = good
            .chars()
            .map(|c| if c.is_ascii_lowercase() { char::from((c as u8 - b'a' + 3) % 26 + b'a') } else { c })
            .collect();
        let signs = "£%& ^~( ))!\" ##£ £$% \u{fffd}\u{fffd} ".repeat(20);
        let table = "2016-17 1,300 (250) 12.5 – 4,000 ".repeat(20);
        for (text, expected) in [(good, false), (shifted, true), (signs, true), (table, false)] {
            assert_eq!(is_garbled(std::iter::once(text.as_str())), expected, "{text}");
        }
    }
}
