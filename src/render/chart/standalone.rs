//! A chart as a file of its own: with its title, its source and its style in it.

use super::{Caption, Drawing, STYLE, broken, px};
use maud::{Markup, PreEscaped, html};

/// Space around the drawing.
const MARGIN: f64 = 24.0;
/// Height of a line of the title and of the source.
const LINE: f64 = 26.0;
const SMALL_LINE: f64 = 18.0;

/// Puts drawings below each other, under the title and above the source.
/// Each may have a heading of its own.
pub(in crate::render) fn standalone(caption: &Caption, parts: &[(String, Drawing)], source: &str) -> Markup {
    let width = parts.iter().map(|(_, part)| part.width).fold(0.0, f64::max);
    let title = broken(&caption.title, (width / 10.5) as usize, 3);
    let source = broken(source, (width / 6.4) as usize, 4);
    let head = MARGIN + LINE * title.len() as f64 + 12.0;
    let mut y = head;
    let mut placed = Vec::new();
    for (heading, part) in parts {
        if !heading.is_empty() {
            y += 30.0;
        }
        placed.push((heading, part, y));
        y += part.height + 10.0;
    }
    let foot = y + 8.0;
    let height = foot + SMALL_LINE * source.len() as f64 + MARGIN - 6.0;
    let broad = width + 2.0 * MARGIN;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="title about" lang="en-GB"
            viewBox={ "0 0 " (px(broad)) " " (px(height)) } width=(px(broad)) height=(px(height)) {
            title id="title" { (caption.title) }
            desc id="about" { (caption.about) }
            style { (PreEscaped(STYLE)) }
            rect class="paper" width=(px(broad)) height=(px(height)) {}
            @for (at, line) in title.iter().enumerate() {
                text class="title" x=(px(MARGIN)) y=(px(MARGIN + 18.0 + LINE * at as f64)) { (line) }
            }
            @for (heading, part, y) in &placed {
                @if !heading.is_empty() {
                    text class="label strong" x=(px(MARGIN)) y=(px(y - 12.0)) { (heading) }
                }
                g transform={ "translate(" (px(MARGIN)) " " (px(*y)) ")" } { (part.markup) }
            }
            @for (at, line) in source.iter().enumerate() {
                text class="axis" x=(px(MARGIN)) y=(px(foot + 14.0 + SMALL_LINE * at as f64)) { (line) }
            }
        }
    }
}
