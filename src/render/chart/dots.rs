//! Two values for each row: the share of words and of money, or before and after.
//!
//! The first value is a hollow circle, the second a filled square; a line joins
//! them. A value that is not known is not drawn.

use super::scale::Scale;
use super::{Drawing, Layout, broken, px};
use crate::model::Currency;
use crate::render::numbers;
use maud::{Markup, html};
use rust_decimal::Decimal;

/// Most marks on the axis.
const MARKS: u32 = 5;
/// Height of the part above the rows: key and axis.
const HEAD: f64 = 58.0;

/// What one of the two values is.
#[derive(Debug, Clone)]
pub(in crate::render) struct Series {
    pub(in crate::render) name: String,
    /// Class in the style sheet: `words` or `money`.
    pub(in crate::render) class: &'static str,
}

/// What the values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Unit {
    /// Shares from 0 to 1.
    Share,
    /// Sums in whole units of a currency.
    Money(Currency),
}

impl Unit {
    /// A value as it is written.
    pub(in crate::render) fn show(self, value: f64) -> String {
        match self {
            Self::Share => numbers::percent(value),
            Self::Money(currency) => numbers::money(Decimal::from_f64_retain(value).unwrap_or_default(), currency),
        }
    }

    /// A mark of the axis; small shares may have a decimal.
    fn mark(self, value: f64) -> String {
        match self {
            Self::Share => format!("{}%", (value * 1000.0).round() / 10.0),
            Self::Money(_) => self.show(value.round()),
        }
    }
}

/// One row: two values.
#[derive(Debug, Clone)]
pub(in crate::render) struct DotRow {
    pub(in crate::render) label: String,
    pub(in crate::render) values: [Option<f64>; 2],
}

/// A chart of rows with two values each.
#[derive(Debug, Clone)]
pub(in crate::render) struct DotChart {
    pub(in crate::render) series: [Series; 2],
    pub(in crate::render) rows: Vec<DotRow>,
    pub(in crate::render) unit: Unit,
    /// True where the line leads from the first value to the second.
    pub(in crate::render) arrow: bool,
}

struct Place {
    /// Where the plot begins and ends.
    left: f64,
    right: f64,
    row: f64,
    /// From the top of a row to its line.
    line: f64,
}

impl Place {
    fn of(layout: Layout) -> Self {
        match layout {
            Layout::Wide => Self { left: 272.0, right: 656.0, row: 34.0, line: 17.0 },
            Layout::Narrow => Self { left: 48.0, right: 300.0, row: 50.0, line: 33.0 },
        }
    }
}

/// Draws the chart.
pub(in crate::render) fn dot_chart(chart: &DotChart, layout: Layout) -> Drawing {
    let place = Place::of(layout);
    let most = chart.rows.iter().flat_map(|row| row.values).flatten().fold(0.0, f64::max);
    let scale = Scale::new(most, MARKS, place.left, place.right);
    let height = HEAD + place.row * chart.rows.len() as f64 + 8.0;
    let markup = html! {
        (key(&chart.series))
        @for mark in scale.marks() {
            line class="grid" x1=(px(scale.at(mark))) x2=(px(scale.at(mark))) y1=(px(HEAD - 6.0)) y2=(px(height - 4.0)) {}
            text class="axis" x=(px(scale.at(mark))) y=(px(HEAD - 12.0)) text-anchor="middle" { (chart.unit.mark(mark)) }
        }
        @for (at, row) in chart.rows.iter().enumerate() {
            (draw_row(chart, row, HEAD + place.row * at as f64, &place, &scale, layout))
        }
    };
    Drawing { markup, width: layout.width(), height }
}

/// What the two shapes stand for.
fn key(series: &[Series; 2]) -> Markup {
    let second = 30.0 + 7.6 * series[0].name.chars().count() as f64 + 24.0;
    html! {
        (shape(0, 8.0, 12.0, series[0].class))
        text class="key" x="22" y="17" { (series[0].name) }
        (shape(1, second, 12.0, series[1].class))
        text class="key" x=(px(second + 14.0)) y="17" { (series[1].name) }
    }
}

fn draw_row(chart: &DotChart, row: &DotRow, top: f64, place: &Place, scale: &Scale, layout: Layout) -> Markup {
    let y = top + place.line;
    let xs = row.values.map(|value| value.map(|value| scale.at(value)));
    html! {
        (label(&row.label, top, y, layout))
        line class="track" x1=(px(place.left)) x2=(px(place.right)) y1=(px(y)) y2=(px(y)) {}
        @if let [Some(from), Some(to)] = xs {
            line class="join" x1=(px(from)) x2=(px(to)) y1=(px(y)) y2=(px(y)) {}
            @if chart.arrow && (to - from).abs() > 24.0 {
                (arrow_head(to, y, from < to))
            }
        }
        @for (at, x) in xs.iter().enumerate() {
            @if let (Some(x), Some(value)) = (x, row.values[at]) {
                (shape(at, *x, y, chart.series[at].class))
                (value_label(&chart.unit.show(value), *x, xs[1 - at], at, y))
            }
        }
    }
}

fn label(text: &str, top: f64, y: f64, layout: Layout) -> Markup {
    match layout {
        Layout::Wide => {
            let lines = broken(text, 30, 2);
            let first = y + 5.0 - 8.0 * (lines.len().saturating_sub(1)) as f64;
            html! {
                @for (at, line) in lines.iter().enumerate() {
                    text class="label" x="0" y=(px(first + 16.0 * at as f64)) { (line) }
                }
            }
        }
        Layout::Narrow => html! {
            @for line in broken(text, 46, 1) {
                text class="label" x="0" y=(px(top + 14.0)) { (line) }
            }
        },
    }
}

/// The value on the outer side of its mark: of two, the smaller one's stands to the left.
fn value_label(value: &str, x: f64, other: Option<f64>, at: usize, y: f64) -> Markup {
    let left = other.is_some_and(|other| x < other || (x == other && at == 0));
    let (place, anchor) = if left { (x - 11.0, "end") } else { (x + 11.0, "start") };
    html! {
        text class="value" x=(px(place)) y=(px(y + 4.5)) text-anchor=(anchor) { (value) }
    }
}

/// A hollow circle for the first value, a filled square for the second.
fn shape(at: usize, x: f64, y: f64, class: &str) -> Markup {
    html! {
        @if at == 0 {
            circle class={ "hollow " (class) } cx=(px(x)) cy=(px(y)) r="6.5" {}
        } @else {
            rect class={ "solid " (class) } x=(px(x - 5.5)) y=(px(y - 5.5)) width="11" height="11" {}
        }
    }
}

/// A small triangle before the second value.
fn arrow_head(x: f64, y: f64, rightwards: bool) -> Markup {
    let (tip, back) = if rightwards { (x - 7.0, x - 15.0) } else { (x + 7.0, x + 15.0) };
    html! {
        path class="head" d={ "M" (px(tip)) " " (px(y)) "L" (px(back)) " " (px(y - 4.5)) "V" (px(y + 4.5)) "Z" } {}
    }
}
