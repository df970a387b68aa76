//! Small multiples: one panel for each topic, all on the same scale, with the
//! share of words and the share of money from text to text.

use super::scale::Scale;
use super::{Drawing, broken, px};
use maud::{Markup, html};

const WIDTH: f64 = 224.0;
const HEIGHT: f64 = 136.0;
/// Where the plot stands in its panel.
const LEFT: f64 = 34.0;
const RIGHT: f64 = 214.0;
const TOP: f64 = 34.0;
const FOOT: f64 = 112.0;

/// One text on one topic: shares from 0 to 1, `None` where not known.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Point {
    pub(in crate::render) words: Option<f64>,
    pub(in crate::render) money: Option<f64>,
}

/// A topic over the texts, in their order.
#[derive(Debug, Clone)]
pub(in crate::render) struct Panel {
    pub(in crate::render) title: String,
    pub(in crate::render) points: Vec<Point>,
    /// What stands below the first and the last text.
    pub(in crate::render) ends: [String; 2],
}

/// Draws a panel; `most` is the largest share of all panels.
pub(in crate::render) fn panel(panel: &Panel, most: f64) -> Drawing {
    let scale = Scale::new(most, 4, FOOT, TOP);
    let last = panel.points.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| LEFT + (RIGHT - LEFT) * at as f64 / last;
    let top = scale.marks().fold(0.0, f64::max);
    let words: Vec<_> = panel.points.iter().map(|point| point.words).collect();
    let money: Vec<_> = panel.points.iter().map(|point| point.money).collect();
    let markup = html! {
        @for line in broken(&panel.title, 30, 1) {
            text class="label strong" x="0" y="16" { (line) }
        }
        @for mark in [0.0, top] {
            line class="grid" x1=(px(LEFT - 6.0)) x2=(px(RIGHT + 6.0)) y1=(px(scale.at(mark))) y2=(px(scale.at(mark))) {}
            text class="axis" x=(px(LEFT - 10.0)) y=(px(scale.at(mark) + 4.0)) text-anchor="end" {
                (crate::render::numbers::percent(mark))
            }
        }
        (path(&words, x, &scale, "line words"))
        (path(&money, x, &scale, "line money"))
        @for (at, value) in words.iter().enumerate() {
            @if let Some(value) = value {
                circle class="hollow words" cx=(px(x(at))) cy=(px(scale.at(*value))) r="3.5" {}
            }
        }
        @for (at, value) in money.iter().enumerate() {
            @if let Some(value) = value {
                rect class="solid money" x=(px(x(at) - 3.0)) y=(px(scale.at(*value) - 3.0)) width="6" height="6" {}
            }
        }
        text class="axis" x=(px(LEFT - 4.0)) y=(px(FOOT + 17.0)) { (panel.ends[0]) }
        text class="axis" x=(px(RIGHT + 6.0)) y=(px(FOOT + 17.0)) text-anchor="end" { (panel.ends[1]) }
    };
    Drawing { markup, width: WIDTH, height: HEIGHT }
}

/// A line through the values that are known; it breaks where one is not.
fn path(values: &[Option<f64>], x: impl Fn(usize) -> f64, scale: &Scale, class: &str) -> Markup {
    let mut d = String::new();
    let mut pen = "M";
    for (at, value) in values.iter().enumerate() {
        match value {
            Some(value) => {
                d += &format!("{pen}{} {}", px(x(at)), px(scale.at(*value)));
                pen = "L";
            }
            None => pen = "M",
        }
    }
    html! {
        @if !d.is_empty() {
            path class=(class) d=(d) {}
        }
    }
}
