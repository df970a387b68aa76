//! From values to places: a line of numbers with round marks.
//!
//! Floats serve for places only; what is written beside a mark comes from the
//! report.

/// A scale from nothing to a round number, drawn between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    /// Distance of two marks, in the unit of the values.
    step: f64,
    /// Number of marks above nothing.
    marks: u32,
    start: f64,
    end: f64,
}

impl Scale {
    /// A scale that holds values up to `most`, with `marks` marks at most.
    pub(super) fn new(most: f64, marks: u32, start: f64, end: f64) -> Self {
        let least = most.max(f64::MIN_POSITIVE) / f64::from(marks.max(1));
        let power = 10f64.powf(least.log10().floor());
        let round = [1.0, 2.0, 2.5, 5.0, 10.0].map(|times| times * power);
        // A hair of room, so that 0.3 / 3 finds 0.1.
        let step = round.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(least);
        let needed = (most / step - 1e-9).ceil().max(1.0);
        Self { step, marks: needed.min(f64::from(marks)) as u32, start, end }
    }

    /// Where a value stands.
    pub(super) fn at(&self, value: f64) -> f64 {
        let share = value / (self.step * f64::from(self.marks));
        self.start + share.clamp(0.0, 1.0) * (self.end - self.start)
    }

    /// The values of the marks, nothing included.
    pub(super) fn marks(&self) -> impl Iterator<Item = f64> + use<> {
        let Self { step, marks, .. } = *self;
        (0..=marks).map(move |mark| step * f64::from(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_hold_all_values() {
        let cases: [(f64, &[f64]); 4] = [
            (0.31, &[0.0, 0.1, 0.2, 0.3, 0.4]),
            (0.94, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (0.04, &[0.0, 0.01, 0.02, 0.03, 0.04]),
            (380e6, &[0.0, 1e8, 2e8, 3e8, 4e8]),
        ];
        for (most, expected) in cases {
            let scale = Scale::new(most, 5, 0.0, 100.0);
            let marks: Vec<f64> = scale.marks().collect();
            assert_eq!(marks.len(), expected.len(), "{most}: {marks:?}");
            assert!(marks.iter().zip(expected).all(|(is, should)| (is - should).abs() <= 1e-6 * most), "{marks:?}");
            assert!(scale.at(most) <= 100.0 && scale.at(0.0) == 0.0);
        }
    }

    #[test]
    fn nothing_has_a_scale_too() {
        let scale = Scale::new(0.0, 5, 10.0, 20.0);
        assert_eq!(scale.at(0.0), 10.0);
        assert!(scale.marks().all(f64::is_finite));
    }
}
