//! Small drawings beside a number: a score in its interval, the backing of a promise.
//!
//! They repeat what is written next to them, so nothing is lost where they are
//! not seen.

use super::{Drawing, px};
use maud::{Markup, html};

/// A score from 0 to 100 in its interval; `None` draws the interval alone.
pub(in crate::render) fn score_interval(score: Option<f64>, [low, high]: [f64; 2]) -> Drawing {
    let (width, y) = (300.0, 14.0);
    let at = |value: f64| 8.0 + (width - 24.0) * (value / 100.0).clamp(0.0, 1.0);
    let markup = html! {
        line class="scale" x1=(px(at(0.0))) x2=(px(at(100.0))) y1=(px(y)) y2=(px(y)) {}
        @for mark in [0.0, 25.0, 50.0, 75.0, 100.0] {
            line class="scale" x1=(px(at(mark))) x2=(px(at(mark))) y1=(px(y - 4.0)) y2=(px(y + 4.0)) {}
            text class="axis" x=(px(at(mark))) y=(px(y + 20.0)) text-anchor="middle" { (mark) }
        }
        rect class="span" x=(px(at(low))) y=(px(y - 4.0)) width=(px((at(high) - at(low)).max(1.0))) height="8" {}
        @if let Some(score) = score {
            rect class="solid money" x=(px(at(score) - 2.5)) y=(px(y - 9.0)) width="5" height="18" {}
        }
    };
    Drawing { markup, width, height: 38.0 }
}

/// How much of a promise is backed, 0 to 1.
pub(in crate::render) fn backing_bar(backing: f64) -> Markup {
    let filled = 48.0 * backing.clamp(0.0, 1.0);
    html! {
        svg class="chart backing" aria-hidden="true" viewBox="0 0 50 10" width="50" height="10" {
            @if filled > 0.0 {
                rect class="solid money" x="1" y="1" width=(px(filled)) height="8" {}
            }
            rect class="frame" x="1" y="1" width="48" height="8" {}
        }
    }
}
