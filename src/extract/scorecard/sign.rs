//! Whether a scorecard writes a cost below or above zero.
//!
//! British scorecards write the effect on the public finances: what the state
//! pays stands below zero. Other tables write the money that is put in. The
//! rows of spending tell, because most of them put money in.

use super::rows::Row;
use crate::model::{CostSign, Role};
use rust_decimal::Decimal;

/// The sign of a cost, and how it is known.
pub(super) fn find(rows: &[Row], given: Option<CostSign>) -> (CostSign, String) {
    if let Some(sign) = given {
        return (sign, "given".to_owned());
    }
    let counted = || rows.iter().filter(|row| row.left_out.is_none());
    let has_tax = counted().any(|row| row.role == Role::Tax);
    let spending = || counted().filter(|row| row.role == Role::Spend);
    let negative = spending().filter(|row| row.sum() < Decimal::ZERO).count();
    let positive = spending().filter(|row| row.sum() > Decimal::ZERO).count();
    let all = negative + positive;
    let rows = match (has_tax, all) {
        (true, 1) => "row of spending".to_owned(),
        (true, _) => "rows of spending".to_owned(),
        (false, 1) => "row".to_owned(),
        (false, _) => "rows".to_owned(),
    };
    if negative > positive {
        (CostSign::Negative, format!("{negative} of {all} {rows} below zero"))
    } else if all == 0 {
        (CostSign::Positive, "no row of spending has a figure".to_owned())
    } else {
        (CostSign::Positive, format!("{positive} of {all} {rows} above zero"))
    }
}

/// Makes money that is put in stand above zero.
pub(super) fn turn(rows: &mut [Row], sign: CostSign) {
    if sign == CostSign::Negative {
        for row in rows {
            row.by_year.values_mut().for_each(|sum| *sum = -*sum);
            row.undated = row.undated.map(|sum| -sum);
        }
    } else {
        // Where money put in is above zero, savings are written as what they save.
        for row in rows.iter_mut().filter(|row| row.saves) {
            row.by_year.values_mut().for_each(|sum| *sum = -sum.abs());
            row.undated = row.undated.map(|sum| -sum.abs());
        }
    }
}
