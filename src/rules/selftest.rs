//! The examples of topics, run as tests by the matcher itself.

use super::compile::{RuleSet, Scan};
use super::faults::Faults;
use super::schema::Text;
use super::source::Source;
use super::topics::settle;
use super::trail::{Owner, Part, Trail, is_hit};
use crate::text::Span;

/// Runs the examples of every topic of a pack, and adds a fault for each that
/// does not come out as written. Returns how many examples there are.
pub fn test_topics(rules: &RuleSet, source: &Source, faults: &mut Faults) -> usize {
    let mut scan = Scan::default();
    let (mut trail, mut count) = (None, 0);
    for topic in &source.pack.topic {
        let id = topic.id.get_ref();
        let Some(index) = rules.topics.iter().position(|known| known.id == *id) else { continue };
        let mut is_on_topic = |example: &Text| {
            let text = example.get_ref();
            rules.scan(text, Span::new(0, text.len()), &mut scan);
            settle(&mut scan, text);
            scan.topics.iter().any(|hit| usize::from(hit.topic) == index)
        };
        for example in &topic.examples.matching {
            count += 1;
            if !is_on_topic(example) {
                let trail = trail.get_or_insert_with(|| Trail::new(rules));
                let seen = why(rules, trail, index as u16, example.get_ref(), false);
                let seen = if seen.is_empty() { "none of its words is known".to_owned() } else { seen };
                let hint = format!("{seen}; add a term for it to the topic `{id}`");
                faults.add(example, "this example does not match", &hint);
            }
        }
        for example in &topic.examples.ignore {
            count += 1;
            if is_on_topic(example) {
                let trail = trail.get_or_insert_with(|| Trail::new(rules));
                let seen = why(rules, trail, index as u16, example.get_ref(), true);
                let hint = format!("{seen} puts it in the topic `{id}`: make the phrase longer or add to `unless`");
                faults.add(example, "this example must not match, and does", &hint);
            }
        }
    }
    count
}

/// The words of an example that the topic knows, with what they are and where
/// that is written: those that count, or all.
fn why(rules: &RuleSet, trail: &Trail<'_>, topic: u16, text: &str, counted: bool) -> String {
    let whole = Span::new(0, text.len());
    let mut scan = Scan::default();
    rules.scan(text, whole, &mut scan);
    if counted {
        settle(&mut scan, text);
    }
    let mut seen: Vec<String> = Vec::new();
    for (origin, span) in trail.find(text, whole) {
        let survived = scan.topics.iter().any(|hit| is_hit(&origin, span, hit));
        if origin.owner != Owner::Topic(topic) || (counted && !survived) {
            continue;
        }
        let what = match origin.part {
            Part::Term if survived => "a term",
            Part::Pattern if survived => "a pattern",
            Part::Hint if survived && counted => "a hint that does not stand alone",
            Part::Hint if survived => "a hint that stands alone",
            Part::Weak if survived && counted => "weak, and nothing else is named",
            Part::Weak if survived => "weak, and something else is named",
            Part::General if survived => "general, and no field of another topic is named beside it",
            Part::Field if survived => "a field, beside a general word",
            Part::Follow if survived => "goes on with a topic, and does not begin one",
            Part::Unless => "in `unless`",
            Part::Term | Part::Pattern | Part::Hint | Part::Weak => "cancelled",
            Part::General | Part::Field | Part::Follow => "cancelled",
        };
        seen.push(format!("`{}` ({what}, line {})", span.of(text), origin.line()));
    }
    seen.dedup();
    seen.join(", ")
}
