//! One speaker of a debate, or all of them without those who preside and
//! without what others call in.
//!
//! Works on the blocks of any format. What is left out is cut from the text
//! with its place in the file kept, so that what is left leads back as before.

use super::turns::{Kind, Label, is_time_mark, label};
use crate::error::{Error, Result};
use crate::model::{Block, BlockKind, Document, Format};
use crate::rules::{SpeakerWords, comparable};
use crate::text::{Span, count_words};
use std::collections::BTreeSet;

/// So many speakers are named where the one that is wanted says nothing.
const NAMED: usize = 12;

/// Leaves out those who preside, interruptions, and the labels before each
/// speech; with `wanted` also everybody else.
///
/// # Errors
/// Where nobody of that name says anything: who does, and how many words.
pub(super) fn keep(document: Document, wanted: Option<&str>) -> Result<Document> {
    let words = SpeakerWords::built_in();
    let captions = document.format == Format::Captions;
    let mut people = People::default();
    let mut parts = parts(&document, words, &mut people, captions || wanted.is_some());
    let debate = is_debate(&parts, captions || wanted.is_some());
    if !debate {
        parts.iter_mut().for_each(|part| part.speaker = None);
        if let Some(name) = wanted {
            let hint = "leave out --speaker, or check the text with `moneymouth text`";
            return Err(Error::file(&document.path, format!("names no speakers, {name} was wanted"), hint));
        }
    }
    let chosen = match wanted {
        Some(name) => Some(people.called(name).ok_or_else(|| nobody(&document, &parts, &people, name))?),
        None => None,
    };
    let stays = |part: &Part| match part.speaker {
        _ if part.is_heading => true,
        Some(Speaker::Presiding | Speaker::Crowd) => false,
        Some(Speaker::Person(person)) => chosen.as_ref().is_none_or(|chosen| chosen.contains(&person)),
        None => chosen.is_none(),
    };
    let all = parts.len();
    parts.retain(|part| stays(part) && !(debate && part.is_mark));
    if !debate {
        // Names that stand before no debate are text like any other.
        parts.iter_mut().for_each(|part| part.span.start = part.from);
    }
    let whole = parts.len() == all && all == document.blocks.len();
    if whole
        && parts.iter().zip(&document.blocks).all(|(part, block)| part.span == block.span && part.asides.is_empty())
    {
        return Ok(document);
    }
    if parts.iter().all(|part| part.is_heading) {
        let problem = "holds nothing but interruptions and the lines of those who preside";
        return Err(Error::file(&document.path, problem, "name a file with a speech in it"));
    }
    let mut document = rewritten(document, &parts);
    if let (Some(chosen), Some(name)) = (&chosen, wanted)
        && chosen.len() > 1
    {
        let names: Vec<&str> = chosen.iter().map(|&person| people.0[person].shown.as_str()).collect();
        document.warnings.push(format!("--speaker “{name}” fits {}: all of them are read", names.join(", ")));
    }
    Ok(document)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Presiding,
    Crowd,
    Person(usize),
}

/// A block, or the part of one that one person says.
struct Part {
    block: usize,
    /// Where its label begins; the start of `span` where it has none.
    from: usize,
    /// What is said.
    span: Span,
    /// Interruptions in it, which are cut out.
    asides: Vec<Span>,
    speaker: Option<Speaker>,
    /// The kind of its label, where it has one.
    label: Option<Kind>,
    is_heading: bool,
    /// True for a time of day or the number of a column.
    is_mark: bool,
}

/// Cuts the blocks where another speaker begins. `plain` also takes names
/// without a title for labels.
fn parts(document: &Document, words: &SpeakerWords, people: &mut People, plain: bool) -> Vec<Part> {
    let text = document.text.as_str();
    let mut parts: Vec<Part> = Vec::with_capacity(document.blocks.len());
    let mut speaker = None;
    for (index, block) in document.blocks.iter().enumerate() {
        let body = block.span.of(text);
        let mut labels = labels(words, body, plain);
        if matches!(block.kind, BlockKind::TableCell | BlockKind::Furniture) {
            labels.clear();
        }
        // A heading is a label where it holds nothing else.
        let is_heading =
            block.kind == BlockKind::Heading && labels.first().is_none_or(|(_, label)| label.end < body.len());
        if is_heading {
            labels.clear();
        }
        let before = labels.first().map_or(body.len(), |(at, _)| *at);
        let mut add = |from: usize, start: usize, end: usize, speaker, label| {
            let span = trimmed(text, Span::new(block.span.start + start, block.span.start + end));
            let said = span.of(text);
            let may_be_mark = said.len() < 60 && said.bytes().any(|byte| byte.is_ascii_digit());
            parts.push(Part {
                block: index,
                from: block.span.start + from,
                span,
                asides: asides(words, text, span),
                speaker,
                label,
                is_heading,
                is_mark: may_be_mark && (is_time_mark(said) || words.is_column(said)),
            });
        };
        if before > 0 {
            add(0, 0, before, speaker, None);
        }
        for (nth, (at, label)) in labels.iter().enumerate() {
            let end = labels.get(nth + 1).map_or(body.len(), |(next, _)| *next);
            let says = match label.kind {
                Kind::Presiding => Speaker::Presiding,
                Kind::Crowd => Speaker::Crowd,
                Kind::Titled | Kind::Plain => Speaker::Person(people.find(words, label.name)),
            };
            add(*at, (at + label.end).min(end), end, Some(says), label.sure.then_some(label.kind));
            // A label alone on its line, even that of a crowd, speaks of what follows.
            let alone = at + label.end >= end;
            if says != Speaker::Crowd || alone {
                speaker = Some(says);
            }
        }
    }
    parts
}

/// The labels in a block: at its start, and after a stop in it.
fn labels<'a>(words: &SpeakerWords, body: &'a str, plain: bool) -> Vec<(usize, Label<'a>)> {
    let mut found: Vec<(usize, Label)> = Vec::new();
    let first = label(words, body, true).filter(|label| plain || label.kind != Kind::Plain);
    found.extend(first.map(|label| (0, label)));
    // Most blocks have no colon, and are done with here.
    for colon in memchr::memchr_iter(b':', body.as_bytes()) {
        let done = found.last().map_or(0, |(at, label)| at + label.end);
        if colon < done || !body[colon + 1..].starts_with(' ') {
            continue;
        }
        let from = done.max(colon.saturating_sub(super::turns::LONGEST));
        let stops = memchr::memchr3_iter(b'.', b'!', b'?', &body.as_bytes()[from..colon]).map(|at| from + at);
        let starts = stops.filter_map(|stop| {
            let rest = body.get(stop + 1..)?.trim_start_matches(['”', '’', '"', ')', ']']);
            let start = body.len() - rest.trim_start().len();
            (start > stop + 1 && start < colon && rest.starts_with(' ')).then_some(start)
        });
        let here = starts.filter_map(|start| label(words, &body[start..], false).map(|label| (start, label)));
        found.extend(here.filter(|(_, label)| label.kind != Kind::Plain).take(1));
    }
    found
}

/// Interruptions in brackets, each with the space before it.
fn asides(words: &SpeakerWords, text: &str, span: Span) -> Vec<Span> {
    let body = span.of(text);
    let mut found: Vec<Span> = Vec::new();
    for open in memchr::memchr_iter(b'[', body.as_bytes()) {
        let Some(length) = memchr::memchr(b']', &body.as_bytes()[open..body.len().min(open + 200)]) else { continue };
        if !words.is_aside(&body[open + 1..open + length]) {
            continue;
        }
        let before = body[..open].len() - usize::from(body[..open].ends_with(' '));
        let end = open + length + 1;
        let end = end + usize::from(before == 0 && body[end..].starts_with(' '));
        let cut = Span::new(span.start + before, span.start + end);
        if found.last().is_none_or(|last| last.end <= cut.start) {
            found.push(cut);
        }
    }
    found
}

/// True for a text with several speakers, one of them a person. `plain` says
/// that names without a title are enough, where they come twice.
fn is_debate(parts: &[Part], plain: bool) -> bool {
    let mut titled = BTreeSet::new();
    let (mut others, mut named) = (0, 0);
    for part in parts {
        match (part.label, part.speaker) {
            (Some(Kind::Titled), Some(Speaker::Person(person))) => {
                titled.insert(person);
            }
            (Some(Kind::Plain), _) => named += 1,
            (Some(_), _) => others = 1,
            (None, _) => {}
        }
    }
    let known = titled.len() + others;
    if plain { known + named >= 2 } else { known >= 2 && !titled.is_empty() }
}

/// The message where the speaker that is wanted says nothing.
fn nobody(document: &Document, parts: &[Part], people: &People, name: &str) -> Error {
    let mut said = vec![0_usize; people.0.len()];
    for part in parts {
        if let (Some(Speaker::Person(person)), false) = (part.speaker, part.is_mark) {
            let asides: usize = part.asides.iter().map(|aside| count_words(aside.of(&document.text))).sum();
            said[person] += count_words(part.span.of(&document.text)) - asides;
        }
    }
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|&person| (std::cmp::Reverse(said[person]), person));
    let mut list: Vec<String> = order
        .iter()
        .take(NAMED)
        .map(|&person| format!("{} ({} words)", people.0[person].shown, said[person]))
        .collect();
    if order.len() > NAMED {
        list.push(format!("{} others", order.len() - NAMED));
    }
    let hint =
        if list.is_empty() { "leave out --speaker".into() } else { format!("those who speak: {}", list.join(", ")) };
    Error::file(&document.path, format!("holds nothing that {name} says"), hint)
}

/// Everybody who is named as a speaker.
#[derive(Default)]
struct People(Vec<Person>);

struct Person {
    /// The label that was met first.
    shown: String,
    /// All labels, as they are compared.
    labels: Vec<String>,
    /// The name without titles; the office where only that is known.
    core: String,
}

impl People {
    /// The person that a label means, known by the same office, name or surname.
    fn find(&mut self, words: &SpeakerWords, written: &str) -> usize {
        let label = comparable(written);
        let (outside, inside) = written.split_once('(').unwrap_or((written, ""));
        let outside = comparable(outside);
        let inside = comparable(inside.split(')').next().unwrap_or_default());
        let is_office = outside.starts_with("the ");
        let name = if is_office && !inside.is_empty() { &inside } else { &outside };
        let core = name.split(' ').skip_while(|word| words.is_title(word)).collect::<Vec<_>>().join(" ");
        let surname = |core: &str| core.rsplit(' ').next().unwrap_or_default().to_owned();
        let short = |one: &str, other: &str| !one.contains(' ') && surname(other) == one;
        let same = |person: &Person| {
            person.core == core
                || person.labels.contains(&label)
                || is_office && person.labels.iter().any(|known| known.starts_with(&outside))
                || short(&core, &person.core)
                || short(&person.core, &core)
        };
        if let Some(found) = self.0.iter().rposition(same) {
            let person = &mut self.0[found];
            if !person.labels.contains(&label) {
                person.labels.push(label);
            }
            if core.contains(' ') && !person.core.contains(' ') {
                person.core = core;
            }
            return found;
        }
        self.0.push(Person { shown: written.to_owned(), labels: vec![label], core });
        self.0.len() - 1
    }

    /// Everybody whose labels hold the words of `name`; `None` where nobody does.
    fn called(&self, name: &str) -> Option<BTreeSet<usize>> {
        let name = format!(" {} ", comparable(name));
        let fits = |person: &Person| person.labels.iter().any(|label| format!(" {label} ").contains(&name));
        let found: BTreeSet<usize> = (0..self.0.len()).filter(|&at| fits(&self.0[at])).collect();
        (!found.is_empty() && !name.trim().is_empty()).then_some(found)
    }
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let body = span.of(text);
    let start = span.start + (body.len() - body.trim_start().len());
    Span::new(start, start + body.trim().len())
}

/// What a part says without its interruptions, and without space at its ends.
fn without_asides(part: &Part, text: &str) -> Vec<Span> {
    let mut at = part.span.start;
    let mut pieces: Vec<Span> = Vec::with_capacity(part.asides.len() + 1);
    for (end, next) in part.asides.iter().map(|aside| (aside.start, aside.end)).chain([(part.span.end, part.span.end)])
    {
        pieces.push(Span::new(at, end.max(at)));
        at = next;
    }
    let is_blank = |piece: &Span| piece.of(text).trim().is_empty();
    let (first, last) =
        (pieces.iter().position(|piece| !is_blank(piece)), pieces.iter().rposition(|piece| !is_blank(piece)));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    pieces[first].start = pieces[first].end - pieces[first].of(text).trim_start().len();
    pieces[last].end = pieces[last].start + pieces[last].of(text).trim_end().len();
    pieces[first..=last].iter().filter(|piece| !piece.is_empty()).copied().collect()
}

/// The document with these parts only.
fn rewritten(document: Document, parts: &[Part]) -> Document {
    let mut text = String::with_capacity(document.text.len());
    let mut pieces: Vec<(Span, usize)> = Vec::with_capacity(parts.len());
    let mut blocks: Vec<Block> = Vec::with_capacity(parts.len());
    let mut places = vec![None; document.blocks.len()];
    for part in parts {
        let start = text.len() + if text.is_empty() { 0 } else { 2 };
        let mut glue = start - text.len();
        for piece in without_asides(part, &document.text) {
            text.push_str(&"\n\n"[..glue]);
            text.push_str(piece.of(&document.text));
            pieces.push((piece, glue));
            glue = 0;
        }
        if text.len() <= start {
            continue;
        }
        let block = document.blocks[part.block];
        places[part.block] = Some(places[part.block].unwrap_or(blocks.len()));
        let heading = block.heading.and_then(|heading| places[heading]);
        blocks.push(Block { span: Span::new(start, text.len()), heading, ..block });
    }
    let source = document.source.select(&pieces);
    Document { text, blocks, source, ..document }
}
