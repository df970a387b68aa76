//! Money by financial year. A sum whose years can be read in two ways has a
//! solid part up to its lower end and an open part up to its upper end.

use super::scale::Scale;
use super::{Drawing, Layout, px};
use maud::{Markup, html};

/// Most years that stand side by side with their sums above them.
const COLUMNS: usize = 9;

/// One year.
#[derive(Debug, Clone)]
pub(in crate::render) struct YearBar {
    pub(in crate::render) year: String,
    /// Lower and upper end, for the drawing.
    pub(in crate::render) ends: [f64; 2],
    /// The sum as it is written.
    pub(in crate::render) label: String,
}

/// Draws columns where there is room, otherwise rows.
pub(in crate::render) fn year_bars(bars: &[YearBar], layout: Layout) -> Drawing {
    if layout == Layout::Wide && bars.len() <= COLUMNS { columns(bars, layout) } else { rows(bars, layout) }
}

fn most(bars: &[YearBar]) -> f64 {
    bars.iter().map(|bar| bar.ends[1]).fold(0.0, f64::max)
}

fn columns(bars: &[YearBar], layout: Layout) -> Drawing {
    let (width, height, foot) = (layout.width(), 240.0, 210.0);
    let scale = Scale::new(most(bars), 4, foot, 28.0);
    let each = (width / bars.len().max(1) as f64).min(160.0);
    let broad = (each * 0.62).min(72.0);
    let markup = html! {
        @for mark in scale.marks() {
            line class=(if mark == 0.0 { "base" } else { "grid" })
                x1="0" x2=(px(width)) y1=(px(scale.at(mark))) y2=(px(scale.at(mark))) {}
        }
        @for (at, bar) in bars.iter().enumerate() {
            @let middle = each * (at as f64 + 0.5);
            @let [low, high] = bar.ends.map(|end| scale.at(end));
            (block(middle - broad / 2.0, low, broad, foot - low, "solid money"))
            @if low - high > 0.5 {
                (block(middle - broad / 2.0, high, broad, low - high, "open money"))
            }
            text class="value" x=(px(middle)) y=(px(high - 7.0)) text-anchor="middle" { (bar.label) }
            text class="label" x=(px(middle)) y=(px(foot + 20.0)) text-anchor="middle" { (bar.year) }
        }
    };
    Drawing { markup, width, height }
}

fn rows(bars: &[YearBar], layout: Layout) -> Drawing {
    let (width, row, left) = (layout.width(), 30.0, 68.0);
    let scale = Scale::new(most(bars), 4, left, width - 110.0);
    let markup = html! {
        @for (at, bar) in bars.iter().enumerate() {
            @let top = row * at as f64 + 6.0;
            @let [low, high] = bar.ends.map(|end| scale.at(end));
            text class="label" x="0" y=(px(top + 14.0)) { (bar.year) }
            (block(left, top, low - left, 18.0, "solid money"))
            @if high - low > 0.5 {
                (block(low, top, high - low, 18.0, "open money"))
            }
            text class="value" x=(px(high + 8.0)) y=(px(top + 14.0)) { (bar.label) }
        }
        line class="base" x1=(px(left)) x2=(px(left)) y1="0" y2=(px(row * bars.len() as f64 + 6.0)) {}
    };
    Drawing { markup, width, height: row * bars.len() as f64 + 8.0 }
}

fn block(x: f64, y: f64, width: f64, height: f64, class: &str) -> Markup {
    html! {
        @if width > 0.0 && height > 0.0 {
            rect class=(class) x=(px(x)) y=(px(y)) width=(px(width)) height=(px(height)) {}
        }
    }
}
