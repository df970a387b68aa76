//! The words by which a table of money is read: heads of columns, totals,
//! spending and tax. Kept in `data/scorecards.toml`.

use super::speakers::comparable;
use serde::Deserialize;
use std::sync::LazyLock;

static BUILT_IN: LazyLock<TableWords> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/scorecards.toml")).unwrap_or_default());

/// What a column holds by its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnHead {
    /// What the money is for.
    Measure,
    /// A topic of the rule packs.
    Topic,
    /// Spending or tax.
    Head,
    /// A financial year.
    Year,
    /// The money.
    Amount,
}

/// The words of `data/scorecards.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableWords {
    measure: Vec<String>,
    topic: Vec<String>,
    head: Vec<String>,
    year: Vec<String>,
    amount: Vec<String>,
    total: Vec<String>,
    part: Vec<String>,
    state: Vec<String>,
    spend: Vec<String>,
    tax: Vec<String>,
    blank: Vec<String>,
}

impl TableWords {
    /// The words that are built in.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// What the head of a column says that it holds. An amount may be followed
    /// by its unit: "amount gbp m".
    pub fn column(&self, head: &str) -> Option<ColumnHead> {
        let plain = comparable(outside_brackets(head).as_str());
        let is = |words: &[String]| words.contains(&plain);
        let begins = |words: &[String]| words.iter().any(|word| begins_with(&plain, word));
        Some(match () {
            () if is(&self.topic) => ColumnHead::Topic,
            () if is(&self.head) => ColumnHead::Head,
            () if is(&self.year) => ColumnHead::Year,
            () if is(&self.measure) => ColumnHead::Measure,
            () if begins(&self.amount) => ColumnHead::Amount,
            () => return None,
        })
    }

    /// True for the label of a row or column that sums up others.
    pub fn is_total(&self, label: &str) -> bool {
        let plain = comparable(label);
        self.total.iter().any(|word| begins_with(&plain, word))
    }

    /// True for the label of a row that is a part of the row above.
    pub fn is_part(&self, label: &str) -> bool {
        let plain = comparable(label);
        self.part.iter().any(|word| begins_with(&plain, word))
    }

    /// True for a label of what a whole state has, spends or owes: no programme has that money.
    pub fn is_of_state(&self, label: &str) -> bool {
        let plain = comparable(label);
        let holds = |words: &String| format!(" {plain} ").contains(&format!(" {words} "));
        self.state.iter().any(holds)
    }

    /// Spending (true) or tax (false), where a cell says which.
    pub fn is_spend(&self, cell: &str) -> Option<bool> {
        let plain = comparable(cell);
        let any = |words: &[String]| words.contains(&plain);
        if any(&self.spend) { Some(true) } else { any(&self.tax).then_some(false) }
    }

    /// True for a cell that says that there is no figure.
    pub fn is_blank(&self, cell: &str) -> bool {
        let plain = comparable(cell);
        plain.is_empty() || self.blank.contains(&plain)
    }
}

/// True where `text` begins with the words of `phrase`.
fn begins_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|c| {
            depth += usize::from(*c == '(');
            let outside = depth == 0;
            depth = depth.saturating_sub(usize::from(*c == ')'));
            outside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_labels() {
        assert!(toml::from_str::<TableWords>(include_str!("../../data/scorecards.toml")).is_ok());
        let words = TableWords::built_in();
        for (head, expected) in [
            ("Measure (£ million)", Some(ColumnHead::Measure)),
            ("Spend/Tax", Some(ColumnHead::Head)),
            ("Financial year", Some(ColumnHead::Year)),
            ("amount_gbp_m", Some(ColumnHead::Amount)),
            ("Topic", Some(ColumnHead::Topic)),
            ("2016-17", None),
            ("Region", None),
        ] {
            assert_eq!(words.column(head), expected, "{head}");
        }
        assert!(
            words.is_total("TOTAL, all measures") && !words.is_total("Totally new") && words.is_part("of which: cyber")
        );
        assert_eq!(
            (words.is_spend("Spend"), words.is_spend("TAX"), words.is_spend("x")),
            (Some(true), Some(false), None)
        );
        assert!(words.is_blank("n/a") && words.is_blank("–") && words.is_blank("*") && !words.is_blank("0"));
    }
}
