//! The built-in rule packs say what their examples say.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

use moneymouth::rules::{Faults, RuleSet, warnings};
use moneymouth::selftest::test_pack;

#[test]
fn every_example_comes_out_as_written() {
    let rules = RuleSet::built_in().unwrap();
    let mut faults = Faults::default();
    for source in rules.sources() {
        test_pack(&rules, source, &mut faults).unwrap();
    }
    assert_eq!(faults.shown(), "");
}

#[test]
fn every_flag_has_examples() {
    for source in RuleSet::built_in().unwrap().sources() {
        for flag in &source.pack.flag {
            let (matching, ignore) = (flag.examples.matching.len(), flag.examples.ignore.len());
            assert!(matching >= 3 && ignore >= 2, "{}: {matching} and {ignore}", flag.id.get_ref());
        }
    }
}

#[test]
fn no_built_in_pack_has_a_warning() {
    let rules = RuleSet::built_in().unwrap();
    let mut faults = Faults::default();
    for source in rules.sources() {
        faults.enter(&source.path, &source.text);
        warnings(&rules, source, &mut faults);
    }
    assert_eq!(faults.shown(), "");
}
