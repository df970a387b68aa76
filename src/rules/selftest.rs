//! The examples of topics, run as tests by the matcher itself.

use super::compile::{RuleSet, Scan};
use super::faults::Faults;
use super::patterns::compile;
use super::schema::{PackFile, Text};
use super::topics::settle;
use crate::text::Span;

/// Compiles the patterns of every topic of a pack, runs its examples, and adds a fault for each that
/// does not come out as written.
pub fn topics(rules: &RuleSet, pack: &PackFile, faults: &mut Faults) {
    let mut scan = Scan::default();
    for topic in &pack.topic {
        for pattern in &topic.patterns {
            if let Err(problem) = compile(pattern.get_ref()) {
                faults.add(pattern, &problem, "see the syntax of the Rust crate `regex`, without Unicode classes");
            }
        }
        let id = topic.id.get_ref();
        let Some(index) = rules.topics.iter().position(|known| known.id == *id) else { continue };
        let mut found = |example: &Text| {
            let text = example.get_ref();
            rules.scan(text, Span::new(0, text.len()), &mut scan);
            settle(&mut scan, text);
            let hit = scan.topics.iter().find(|hit| usize::from(hit.topic) == index);
            hit.map(|hit| hit.span.of(text).to_owned())
        };
        for example in &topic.examples.matching {
            if found(example).is_none() {
                faults.add(example, "this example does not match", &format!("add a term for it to the topic `{id}`"));
            }
        }
        for example in &topic.examples.ignore {
            if let Some(words) = found(example) {
                let hint = format!("`{words}` puts it in the topic `{id}`: make the term longer or add to `unless`");
                faults.add(example, "this example must not match, and does", &hint);
            }
        }
    }
}
