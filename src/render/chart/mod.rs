//! Charts as SVG, drawn by hand and without a script.
//!
//! Each chart comes in two layouts, because text in a drawing that is shrunk to
//! a phone cannot be read. It has a title and a description for those who do
//! not see it, and no meaning hangs on colour alone: what differs in colour
//! differs in shape as well.

mod bars;
mod dots;
mod interval;
mod multiples;
mod scale;
mod standalone;

pub(super) use bars::{YearBar, year_bars};
pub(super) use dots::{DotChart, DotRow, Series, Unit, dot_chart};
pub(super) use interval::{backing_bar, score_interval};
pub(super) use multiples::{Panel, Panels, Point, panel};
pub(super) use standalone::standalone;

use maud::{Markup, html};

/// What charts look like wherever they stand.
pub(super) const STYLE: &str = include_str!("chart.css");

/// Which layout a chart is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Labels beside the drawing, for a column of text.
    Wide,
    /// Labels above each row, for a telephone.
    Narrow,
}

impl Layout {
    /// Width of the drawing in its own units, which are pixels where it is not scaled.
    fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 358.0,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Narrow => "narrow",
        }
    }
}

/// A drawing with its height.
pub(super) struct Drawing {
    pub(super) markup: Markup,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What a chart is called, and what it shows in words.
#[derive(Debug, Clone)]
pub(super) struct Caption {
    /// Id that no other chart of the page has.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) about: String,
}

/// An image of a drawing that says what it shows.
pub(super) fn image(caption: &Caption, layout: Layout, drawing: &Drawing) -> Markup {
    let id = format!("{}-{}", caption.id, layout.name());
    let (title, about) = (format!("{id}-title"), format!("{id}-about"));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" class={ "chart " (layout.name()) } role="img"
            aria-labelledby=(title) aria-describedby=(about)
            viewBox={ "0 0 " (px(drawing.width)) " " (px(drawing.height)) }
            width=(px(drawing.width)) height=(px(drawing.height)) {
            title id=(title) { (caption.title) }
            desc id=(about) { (caption.about) }
            (drawing.markup)
        }
    }
}

/// Both layouts of a chart; a style sheet shows the one that fits.
pub(super) fn both(caption: &Caption, draw: impl Fn(Layout) -> Drawing) -> Markup {
    html! {
        @for layout in [Layout::Wide, Layout::Narrow] {
            (image(caption, layout, &draw(layout)))
        }
    }
}

/// A length with one decimal.
fn px(value: f64) -> String {
    let tenths = (value * 10.0).round();
    // Minus nothing is nothing.
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 })
}

/// A label broken into at most `lines` lines of about `columns` letters.
fn broken(label: &str, columns: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in label.split_whitespace() {
        match out.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    let cut = out.len() > lines;
    out.truncate(lines);
    for line in &mut out {
        if line.chars().count() > columns {
            *line = line.chars().take(columns.saturating_sub(1)).chain(['…']).collect();
        }
    }
    if let Some(last) = out.last_mut().filter(|last| cut && !last.ends_with('…')) {
        last.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_broken_and_cut() {
        assert_eq!(broken("Cyber security", 20, 2), ["Cyber security"]);
        assert_eq!(broken("Digital tax administration", 14, 2), ["Digital tax", "administration"]);
        assert_eq!(broken("one two three four", 7, 2), ["one two", "three…"]);
        assert_eq!(broken("antidisestablishmentarianism", 10, 2), ["antidises…"]);
    }

    #[test]
    fn lengths_are_short_and_never_minus_nothing() {
        assert_eq!([px(12.345), px(-0.01), px(7.0)], ["12.3", "0", "7"]);
    }
}
