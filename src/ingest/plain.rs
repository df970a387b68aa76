//! Plain text: blocks from blank lines, bullets, numbered paragraphs and the
//! breaks that a typist or a PDF converter left behind.
//!
//! Lines that were wrapped are joined; a line that ends although the next
//! word would have fitted ended on purpose. Headings have no mark of their
//! own, so they are told by what they look like and what follows.

use super::blocks::Blocks;
use super::lines::{Line, Opening, lines};
use super::meta::date_of_line;
use crate::model::BlockKind;
use crate::text::Span;
use foldhash::{HashMap, HashMapExt};

/// A heading has at most this many words.
const HEADING_WORDS: usize = 12;

/// What parts the sections of a site: "News > Government" is no heading.
const BREADCRUMB: &str = " > ";

/// Lines longer than this, in bytes, were not wrapped.
const LONG_LINE: usize = 200;

/// Reads a text file.
pub(super) fn read(text: &str, blocks: &mut Blocks) {
    let width = Width::of(text);
    let list: Vec<Line> = lines(text).collect();
    let mut page = memchr::memchr(b'\x0c', text.as_bytes()).is_some().then_some(1_u32);
    let mut reader = Reader { text, blocks, open: None, kind: BlockKind::Paragraph, level: 0 };
    let mut before: Option<Line> = None;
    let mut at = 0;
    while let Some(&line) = list.get(at) {
        at += 1;
        if line.new_pages > 0 {
            reader.end();
            before = None;
            page = page.map(|page| page.saturating_add(line.new_pages));
        }
        if line.span.is_empty() {
            if let Some(skipped) = over_page_number(text, &list[at..], before) {
                for line in list.iter().skip(at).take(skipped + 1) {
                    page = page.map(|page| page.saturating_add(line.new_pages));
                }
                at += skipped + 1;
                before = list.get(at - 1).copied();
                if let Some(line) = before {
                    reader.resume(line);
                }
            } else {
                reader.end();
                before = None;
            }
        } else if let Some(level) = line.underline(text) {
            if before.is_some_and(|before| before.words(text) <= HEADING_WORDS) {
                (reader.kind, reader.level) = (BlockKind::Heading, level);
            }
            reader.end();
            before = None;
        } else {
            let opening = line.opening(text);
            let above = before.filter(|before| {
                goes_on(text, *before, line, opening, width) && !stands_alone(text, *before, line, list.get(at))
            });
            if let Some(above) = above {
                reader.join(above, line);
            } else {
                reader.end();
                reader.blocks.page = page;
                reader.begin(line, opening);
            }
            before = Some(line);
        }
    }
    reader.end();
    mark_headings(blocks);
}

/// Where a sentence goes on after a page number between blank lines: the place
/// in `rest` of the line with which it goes on.
fn over_page_number(text: &str, rest: &[Line], before: Option<Line>) -> Option<usize> {
    if before?.span.of(text).ends_with(['.', '!', '?', ':', ';']) {
        return None;
    }
    // A few blank lines at most: this is asked at every blank line.
    let mut filled = rest.iter().take(8).enumerate().filter(|(_, line)| !line.span.is_empty());
    let (_, number) = filled.next()?;
    let (at, next) = filled.next()?;
    (number.is_number(text) && next.span.of(text).starts_with(char::is_lowercase)).then_some(at)
}

/// True for a heading in the middle of lines without blank ones: a short line
/// after a full stop and above a numbered paragraph.
fn stands_alone(text: &str, before: Line, line: Line, next: Option<&Line>) -> bool {
    before.span.of(text).ends_with(['.', '!', '?'])
        && heading_level(line.span.of(text)).is_some()
        && next.is_some_and(|next| next.opening(text) == Opening::Numbered)
}

/// How the lines of a file were wrapped.
#[derive(Clone, Copy)]
enum Width {
    /// Not at all: each line is a paragraph.
    Unwrapped,
    /// At about so many bytes.
    At(usize),
}

impl Width {
    fn of(text: &str) -> Self {
        // How many lines are of each length; the last place holds all longer ones.
        let mut counts = [0_usize; LONG_LINE + 1];
        let (mut count, mut total, mut long) = (0, 0, 0);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len())) {
            let length = end - start;
            start = end + 1;
            if length < 2 {
                continue;
            }
            counts[length.min(LONG_LINE)] += 1;
            count += 1;
            total += length;
            long += if length > LONG_LINE { length } else { 0 };
        }
        if long * 2 > total {
            return Self::Unwrapped;
        }
        let mut shorter = 0;
        let most = counts.iter().position(|lines| {
            shorter += lines;
            shorter * 100 > count * 85
        });
        Self::At(most.unwrap_or(0).max(40))
    }
}

/// True where `line` belongs to the block of the line `before` it.
fn goes_on(text: &str, before: Line, line: Line, opening: Opening, width: Width) -> bool {
    let Width::At(width) = width else { return false };
    let (above, body) = (before.span.of(text), line.span.of(text));
    match opening {
        Opening::Bullet(_) | Opening::Bracketed | Opening::Numbered => return false,
        // A dash may also go on in the middle of a sentence.
        Opening::Dash(_) => {
            let in_list = matches!(before.opening(text), Opening::Dash(_) | Opening::Bullet(_));
            return !(in_list || above.ends_with(['.', ':', ';', '!', '?']));
        }
        Opening::None => {}
    }
    let first = body.trim_start_matches(['“', '‘', '"', '(']);
    let begins_anew = first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if line.is_number(text) || before.is_number(text) {
        return false;
    }
    if !begins_anew || above.ends_with([',', '-', '–']) {
        return true;
    }
    // Where the next word would have fitted well, the line was ended on purpose.
    let next_word = memchr::memchr(b' ', body.as_bytes()).unwrap_or(body.len());
    before.span.len() + 1 + next_word >= width * 3 / 4
}

struct Reader<'a> {
    text: &'a str,
    blocks: &'a mut Blocks,
    /// Source of the open block, as far as it has not been pushed.
    open: Option<Span>,
    kind: BlockKind,
    level: u8,
}

impl Reader<'_> {
    fn begin(&mut self, line: Line, opening: Opening) {
        let marker = match opening {
            Opening::Bullet(marker) | Opening::Dash(marker) => marker,
            Opening::Bracketed | Opening::Numbered | Opening::None => 0,
        };
        let is_item = !matches!(opening, Opening::Numbered | Opening::None);
        self.kind = if is_item { BlockKind::ListItem } else { BlockKind::Paragraph };
        self.level = u8::from(is_item);
        self.open = Some(Span::new(line.span.start + marker, line.span.end));
    }

    /// Adds a line to the open block. A word parted by a hyphen at the end of
    /// a line is joined; the hyphen stays, for it may belong to the word.
    fn join(&mut self, before: Line, line: Line) {
        let is_parted =
            before.span.of(self.text).strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
                && line.span.of(self.text).starts_with(char::is_lowercase);
        match &mut self.open {
            Some(open) if !is_parted => open.end = line.span.end,
            open => {
                if let Some(open) = open {
                    self.blocks.push(open.of(self.text), open.start);
                }
                *open = Some(line.span);
            }
        }
    }

    /// Goes on with a line further down.
    fn resume(&mut self, line: Line) {
        if let Some(open) = self.open.replace(line.span) {
            self.blocks.push(open.of(self.text), open.start);
            self.blocks.space(Span::new(open.end, line.span.start));
        }
    }

    fn end(&mut self) {
        if let Some(open) = self.open.take() {
            self.blocks.push(open.of(self.text), open.start);
            self.blocks.end(self.kind, self.level, None);
        }
    }
}

/// Turns paragraphs that look like headings into headings, where running text
/// follows them, or one more heading and then running text. A line that comes
/// back page after page is none.
fn mark_headings(blocks: &mut Blocks) {
    let mut levels: Vec<_> = (0..blocks.list().len()).map(|index| heading_level(blocks.text(index))).collect();
    drop_repeated(blocks, &mut levels);
    let (mut running_next, mut headings_next) = (false, 0);
    for (index, level) in levels.into_iter().enumerate().rev() {
        // A date may stand between a heading and its text.
        if date_of_line(blocks.text(index)).is_some() {
            continue;
        }
        let is_running = level.is_none() && is_running(blocks.text(index));
        let Some(block) = blocks.list_mut().get_mut(index) else { return };
        if let Some(level) =
            level.filter(|_| block.kind == BlockKind::Paragraph && (running_next || headings_next == 1))
        {
            (block.kind, block.level) = (BlockKind::Heading, level);
        }
        let is_heading = block.kind == BlockKind::Heading;
        headings_next = if is_heading { headings_next + 1 } else { 0 };
        running_next = is_running && !is_heading;
    }
}

/// Takes their level from lines that come three times or more in a text with pages.
fn drop_repeated(blocks: &Blocks, levels: &mut [Option<u8>]) {
    if blocks.page.is_none() {
        return;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (index, _) in levels.iter().enumerate().filter(|(_, level)| level.is_some()) {
        *counts.entry(blocks.text(index)).or_default() += 1;
    }
    for (index, level) in levels.iter_mut().enumerate().filter(|(_, level)| level.is_some()) {
        if counts.get(blocks.text(index)).is_some_and(|&count| count > 2) {
            *level = None;
        }
    }
}

/// The level that a text would have as a heading; `None` where it cannot be one.
fn heading_level(text: &str) -> Option<u8> {
    let first = text.trim_start_matches(['“', '‘', '"', '\'']).chars().next()?;
    let ends_like_text = text.ends_with(['.', '!', '?', ',', ';', ':', '…']);
    if !is_short(text)
        || ends_like_text
        || text.contains(BREADCRUMB)
        || date_of_line(text).is_some()
        || !(first.is_uppercase() || first.is_ascii_digit())
    {
        return None;
    }
    let number = text.split(' ').next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let depth = number.map_or(0, |number| number.trim_end_matches('.').matches('.').count());
    let has_letters = text.chars().any(char::is_alphabetic);
    let is_loud = !text.chars().any(char::is_lowercase);
    has_letters.then(|| if is_loud { 1 } else { u8::try_from(2 + depth).unwrap_or(6).min(6) })
}

/// True for text that a heading can stand above.
fn is_running(text: &str) -> bool {
    !is_short(text) || text.ends_with(['.', '!', '?', ':', ';', '”', '’'])
}

/// True for text of no more words than a heading may have.
fn is_short(text: &str) -> bool {
    const LONGEST: usize = 25 * HEADING_WORDS;
    text.len() < LONGEST && memchr::memchr_iter(b' ', text.as_bytes()).count() < HEADING_WORDS
}
