//! Charts of one line, in text, for terminals with room for them.
//!
//! They repeat numbers that stand in the same row, and use no colour.

/// Where a share stands on a line of `width` places; `most` is at its end.
fn place(share: f64, most: f64, width: usize) -> usize {
    let last = width.saturating_sub(1) as f64;
    if most > 0.0 { (share / most * last).round().clamp(0.0, last) as usize } else { 0 }
}

/// The share of words (○) and the share of money (■) on one line, joined; a
/// share that is not known has no mark. ◉ is both in one place.
pub(super) fn shares(words: Option<f64>, money: Option<f64>, most: f64, width: usize) -> String {
    let mut line = vec!['·'; width];
    let ends = [words, money].map(|share| share.map(|share| place(share, most, width)));
    if let [Some(from), Some(to)] = ends {
        line[from.min(to)..=from.max(to)].fill('─');
    }
    match ends {
        [Some(from), Some(to)] if from == to => line[from] = '◉',
        [from, to] => {
            from.into_iter().for_each(|at| line[at] = '○');
            to.into_iter().for_each(|at| line[at] = '■');
        }
    }
    line.into_iter().collect()
}

/// A score (●) in its interval, on a line from 0 to 100.
pub(super) fn interval(score: f64, [low, high]: [f64; 2], width: usize) -> String {
    let mut line = vec!['·'; width];
    let [low, score, high] = [low, score, high].map(|value| place(value, 100.0, width));
    line[low..=high].fill('━');
    line[score] = '●';
    format!("0 {} 100", line.into_iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_the_shares_are() {
        assert_eq!(shares(Some(0.1), Some(0.4), 0.4, 9), "··○─────■");
        assert_eq!(shares(Some(0.4), Some(0.0), 0.4, 9), "■───────○");
        assert_eq!(shares(Some(0.2), None, 0.4, 9), "····○····");
        assert_eq!(shares(Some(0.2), Some(0.2), 0.4, 9), "····◉····");
        assert_eq!(shares(None, None, 0.0, 3), "···");
    }

    #[test]
    fn an_interval_holds_its_score() {
        assert_eq!(interval(50.0, [25.0, 100.0], 9), "0 ··━━●━━━━ 100");
        assert_eq!(interval(0.0, [0.0, 0.0], 5), "0 ●···· 100");
    }
}
