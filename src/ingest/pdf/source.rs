//! What the PDF library tells of a page: runs of text with their place on it,
//! and what could not be read. Nothing else in the program knows the library.

use crate::ingest::guarded::guarded;
use crate::model::Deadline;
use rayon::prelude::*;
use unpdf::parser::backend::{PageId, PdfBackend, RawBackend};
use unpdf::parser::{LayoutAnalyzer, TextSpan};

/// A picture that covers more of a page than this is the page itself.
const WHOLE_PAGE: f32 = 0.5;
/// So many filled outlines without any text are letters drawn as pictures.
const DRAWN_LETTERS: u32 = 200;

/// A piece of text as the file has it. Places are in points from the top left
/// corner of the page as it is read.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The line that the letters stand on.
    pub(super) base: f32,
    /// Size of the font.
    pub(super) size: f32,
    pub(super) bold: bool,
    /// True for text that runs in another direction than that of the page.
    pub(super) turned: bool,
}

/// What a page lost on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Loss {
    /// A picture without text.
    Picture,
    /// The codes of its letters could not be read.
    Unreadable,
    /// Some of its text could not be read.
    Partly,
    /// The page is damaged.
    Damaged,
}

/// A page as it was read.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Counted from 1.
    pub(super) number: u32,
    pub(super) height: f32,
    pub(super) left: f32,
    pub(super) width: f32,
    pub(super) runs: Vec<Run>,
    pub(super) loss: Option<Loss>,
}

/// What a file says, page by page.
pub(super) struct Source {
    pub(super) pages: Vec<Page>,
    /// Number of pages that it has or says that it has.
    pub(super) declared: usize,
    pub(super) title: Option<String>,
    /// Date as PDF files write it: `D:20161123…`.
    pub(super) date: Option<String>,
}

/// Why a file cannot be read at all.
pub(super) enum Refused {
    /// A password is needed.
    Locked,
    /// It is damaged, or no PDF file.
    Damaged,
    /// It takes longer than it may.
    Late,
}

/// Reads the first `most` pages of a file. Between two pages it looks at the clock.
pub(super) fn read(bytes: &[u8], most: usize, deadline: Deadline) -> Result<Source, Refused> {
    let backend = guarded(|| RawBackend::load_bytes(bytes)).ok_or(Refused::Damaged)?.map_err(|error| match error {
        unpdf::Error::Encrypted | unpdf::Error::InvalidPassword => Refused::Locked,
        _ => Refused::Damaged,
    })?;
    let about = guarded(|| (backend.pages(), backend.integrity(), backend.metadata()));
    let (pages, integrity, metadata) = about.ok_or(Refused::Damaged)?;
    let wanted: Vec<(u32, PageId)> = pages.into_iter().take(most).collect();
    let in_time = |(number, id)| (!deadline.is_over()).then(|| page(&backend, number, id));
    let pages: Option<Vec<Page>> = wanted.into_par_iter().map(in_time).collect();
    let pages = pages.ok_or(Refused::Late)?;
    let declared = integrity.declared_page_count.unwrap_or(0).max(integrity.found_page_count);
    Ok(Source {
        pages,
        declared: usize::try_from(declared).unwrap_or(usize::MAX),
        title: metadata.title,
        date: metadata.creation_date,
    })
}

fn page(backend: &RawBackend, number: u32, id: PageId) -> Page {
    let whole = guarded(|| {
        let analyzer = LayoutAnalyzer::new(backend);
        let spans = analyzer.extract_page_spans(number).ok()?;
        let (facts, counts) = (analyzer.page_facts(), analyzer.page_op_counts());
        let is_empty = spans.iter().all(|span| span.text.trim().is_empty());
        let lost = analyzer.suppressed_text_runs() > 0 || facts.undecoded_text_codes > 0;
        let is_drawn = counts.text == 0 && facts.fill_op_count > DRAWN_LETTERS;
        let loss = if is_empty && (facts.image_coverage > WHOLE_PAGE || is_drawn || analyzer.ocr_text_suppressed()) {
            Some(Loss::Picture)
        } else if is_empty && analyzer.undecodable_content_streams() > 0 {
            Some(Loss::Damaged)
        } else if lost {
            Some(if is_empty { Loss::Unreadable } else { Loss::Partly })
        } else {
            (analyzer.undecodable_content_streams() > 0).then_some(Loss::Partly)
        };
        let sheet = backend.crop_box(id);
        Some((spans, sheet, loss))
    });
    let Some((spans, sheet, loss)) = whole.flatten() else {
        return Page { number, height: 0.0, left: 0.0, width: 0.0, runs: Vec::new(), loss: Some(Loss::Damaged) };
    };
    let ahead = direction(&spans);
    let runs = spans.into_iter().filter(|span| !span.text.trim().is_empty());
    let runs = runs.map(|span| run(span, ahead, sheet.ury)).filter(Run::is_sound).collect();
    let (left, width, height) = match ahead {
        [0.0, _] => (sheet.lly, sheet.height(), sheet.width()),
        _ => (sheet.llx, sheet.width(), sheet.height()),
    };
    Page { number, height, left, width, runs, loss }
}

/// The direction in which most of a page is read.
fn direction(spans: &[TextSpan]) -> [f32; 2] {
    let weight = |direction: [f32; 2]| -> usize {
        spans.iter().filter(|span| span.direction == direction).map(|span| span.text.len()).sum()
    };
    let total: usize = spans.iter().map(|span| span.text.len()).sum();
    let turned = [[0.0, 1.0], [0.0, -1.0], [-1.0, 0.0]];
    turned.into_iter().find(|&ahead| weight(ahead) * 2 > total).unwrap_or(TextSpan::LEFT_TO_RIGHT)
}

/// A run, with the page turned so that `ahead` points to the right.
fn run(span: TextSpan, ahead: [f32; 2], top: f32) -> Run {
    /// Mean width of a letter, where the file does not say.
    const LETTER: f32 = 0.5;
    let size = span.font_size.abs();
    let guess = || count(&span.text) * LETTER * size;
    let width = if span.width > 0.0 { span.ink_width.unwrap_or(span.width) } else { guess() };
    let (left, width, base) = match ahead {
        [0.0, 1.0] => (span.y, guess(), span.x + span.width),
        [0.0, -1.0] => (-span.y, guess(), -span.x),
        [-1.0, 0.0] => (-span.x - width, width, span.y),
        _ => (span.x, width, top - span.y),
    };
    let turned = span.direction != ahead;
    Run { text: span.text, left, right: left + width, base, size, bold: span.is_bold, turned }
}

#[expect(clippy::cast_precision_loss, reason = "a width on paper")]
fn count(text: &str) -> f32 {
    text.chars().count() as f32
}

impl Run {
    fn is_sound(&self) -> bool {
        [self.left, self.right, self.base, self.size].iter().all(|place| place.is_finite()) && self.size > 0.0
    }
}
