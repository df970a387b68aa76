//! Small multiples: one panel for each topic, all on the same scales. Above,
//! how much of each text is on the topic; below, its money.

use super::scale::Scale;
use super::{Drawing, broken, px};
use crate::render::numbers;
use maud::{Markup, html};

const WIDTH: f64 = 224.0;
const HEIGHT: f64 = 178.0;
/// Where the plots stand in their panel.
const LEFT: f64 = 34.0;
const RIGHT: f64 = 212.0;
const WORDS: [f64; 2] = [86.0, 36.0];
const MONEY: [f64; 2] = [154.0, 106.0];
/// Most that a column of money is broad.
const BROAD: f64 = 14.0;

/// One text on one topic. A value that is not known is not drawn.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Point {
    /// Share of the sentences of the text, 0 to 1.
    pub(in crate::render) words: Option<f64>,
    /// Money in the currency of all panels, for the drawing.
    pub(in crate::render) money: Option<f64>,
}

/// A topic over the texts, in their order.
#[derive(Debug, Clone)]
pub(in crate::render) struct Panel {
    pub(in crate::render) title: String,
    pub(in crate::render) points: Vec<Point>,
    /// The largest sum of the panel, as it is written; empty where there is none.
    pub(in crate::render) largest: String,
}

/// What all panels share.
#[derive(Debug, Clone)]
pub(in crate::render) struct Panels {
    pub(in crate::render) panels: Vec<Panel>,
    /// What stands below the first and the last text.
    pub(in crate::render) ends: [String; 2],
}

impl Panels {
    fn most(&self, value: fn(&Point) -> Option<f64>) -> f64 {
        self.panels.iter().flat_map(|panel| &panel.points).filter_map(value).fold(0.0, f64::max)
    }
}

/// Draws a panel on the scales of all.
pub(in crate::render) fn panel(all: &Panels, panel: &Panel) -> Drawing {
    let words = Scale::new(all.most(|point| point.words).max(0.01), 4, WORDS[0], WORDS[1]);
    let money = Scale::new(all.most(|point| point.money), 4, MONEY[0], MONEY[1]);
    let count = panel.points.len().max(1) as f64;
    let each = (RIGHT - LEFT) / count;
    let x = |at: usize| LEFT + each * (at as f64 + 0.5);
    let broad = (each * 0.7).min(BROAD);
    let top = words.marks().fold(0.0, f64::max);
    let markup = html! {
        @for line in broken(&panel.title, 30, 1) {
            text class="label strong" x="0" y="16" { (line) }
        }
        @for mark in [0.0, top] {
            line class=(if mark == 0.0 { "base" } else { "grid" })
                x1=(px(LEFT)) x2=(px(RIGHT)) y1=(px(words.at(mark))) y2=(px(words.at(mark))) {}
            text class="axis" x=(px(LEFT - 5.0)) y=(px(words.at(mark) + 4.0)) text-anchor="end" { (numbers::percent(mark)) }
        }
        (words_line(panel, x, &words))
        line class="base" x1=(px(LEFT)) x2=(px(RIGHT)) y1=(px(MONEY[0])) y2=(px(MONEY[0])) {}
        @for (at, point) in panel.points.iter().enumerate() {
            @if let Some(sum) = point.money.filter(|sum| *sum > 0.0) {
                @let height = (MONEY[0] - money.at(sum)).max(1.0);
                rect class="solid money" x=(px(x(at) - broad / 2.0)) y=(px(MONEY[0] - height))
                    width=(px(broad)) height=(px(height)) {}
            }
        }
        (largest(panel, x, &money))
        text class="axis" x=(px(LEFT)) y=(px(MONEY[0] + 16.0)) { (all.ends[0]) }
        text class="axis" x=(px(RIGHT)) y=(px(MONEY[0] + 16.0)) text-anchor="end" { (all.ends[1]) }
    };
    Drawing { markup, width: WIDTH, height: HEIGHT }
}

/// The largest sum, above its column; at the edges it is moved inwards.
fn largest(panel: &Panel, x: impl Fn(usize) -> f64, money: &Scale) -> Markup {
    let best = panel.points.iter().enumerate().filter_map(|(at, point)| Some((at, point.money?)));
    let best = best.fold(None, |best: Option<(usize, f64)>, (at, sum)| match best {
        Some((_, most)) if most >= sum => best,
        _ => Some((at, sum)),
    });
    html! {
        @if let Some((at, sum)) = best.filter(|(_, sum)| *sum > 0.0) {
            text class="value" x=(px(x(at).clamp(LEFT + 22.0, RIGHT - 22.0))) y=(px(money.at(sum) - 4.0)) text-anchor="middle" {
                (panel.largest)
            }
        }
    }
}

/// A line through the shares that are known; it breaks where one is not.
fn words_line(panel: &Panel, x: impl Fn(usize) -> f64, scale: &Scale) -> Markup {
    let mut d = String::new();
    let mut pen = "M";
    for (at, point) in panel.points.iter().enumerate() {
        match point.words {
            Some(value) => {
                d += &format!("{pen}{} {}", px(x(at)), px(scale.at(value)));
                pen = "L";
            }
            None => pen = "M",
        }
    }
    html! {
        @if !d.is_empty() { path class="line words" d=(d) {} }
        @for (at, point) in panel.points.iter().enumerate() {
            @if let Some(value) = point.words {
                circle class="hollow words" cx=(px(x(at))) cy=(px(scale.at(value))) r="3" {}
            }
        }
    }
}
