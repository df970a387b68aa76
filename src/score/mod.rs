//! From facts to numbers: what counts once, how well promises are backed, and
//! how two documents differ.
//!
//! `ledger` decides what of each amount is funding, `backing` how much of each
//! promise is paid for, `funding` sums money by topic, `comparable` and `known`
//! give it a year and in the prices of one year, `announced` finds what
//! was announced before, `measures` and
//! `interval` hold the formulas, `summarise`, `compare` and `timeline` write them
//! into the report. A comparison reads each document as a `digest`, sets its
//! promises side by side (`wording`, `align`) and judges them (`changes`, `pair`). Every formula is a small pure function with a case redone by hand
//! in its tests.

mod align;
mod announced;
mod attribute;
mod backing;
mod cautions;
mod changes;
mod comparable;
mod compare;
mod digest;
mod entries;
mod evidence;
mod funding;
mod headline;
mod interval;
mod known;
#[cfg(test)]
mod laws;
mod ledger;
mod measures;
mod pair;
mod summarise;
#[cfg(test)]
mod testkit;
mod timeline;
mod wording;

pub use announced::{Announcements, Marking, announced_in, mark_announced};
pub use attribute::attribute;
pub use backing::{
    BackedScore, Promise, Promises, find_promises, is_public_money, multipliers, purpose, score_promises,
};
pub use comparable::{annual, annual_of, real, real_of, years_without_price};
pub use compare::{LogOdds, Texts, compare, log_odds};
pub use digest::{Digest, digest};
pub use funding::REANNOUNCE;
pub use interval::{bootstrap, interval, jeffreys};
pub use known::in_real_terms;
pub use ledger::{count, count_once, is_funding, same_sums};
pub use measures::{Shares, headline_inflation, mismatch, new_share, shares, theme_gap, topic_verdict};
pub use summarise::summarise;
pub use timeline::timeline;
