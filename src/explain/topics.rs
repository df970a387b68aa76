//! Which words put a sentence in its topics, and which did not.

use super::Reader;
use crate::extract::Trace;
use crate::model::{AttributionMethod, BlockKind, TopicRejected, TopicSeen};
use crate::rules::{CueClass, Origin, Owner, Part, Scan, TopicHit, is_hit, settle};
use crate::text::Span;

impl Reader<'_> {
    /// The topics of a sentence with the words that name them.
    pub(super) fn topics(&self, index: usize) -> Vec<TopicSeen> {
        let sentence = &self.facts.sentences[index];
        let known = self.trail.find(&self.document.text, sentence.sentence.span);
        let block = self.document.blocks.get(sentence.sentence.block);
        let in_table = block.is_some_and(|block| block.kind == BlockKind::TableCell);
        let mentions = sentence.topics.iter().map(|mention| {
            let carried = mention.method != AttributionMethod::Sentence;
            let names = |(origin, span): &&(Origin<'_>, Span)| {
                origin.owner == Owner::Topic(mention.topic) && *span == mention.span && origin.part != Part::Unless
            };
            TopicSeen {
                id: self.rules.topics[usize::from(mention.topic)].id.clone(),
                words: self.words(mention.span),
                carried,
                row: carried && in_table,
                rule: known.iter().find(names).filter(|_| !carried).map(|(origin, _)| self.rule(origin)),
            }
        });
        mentions.collect()
    }

    /// The words of topics that do not count. Each stage of the reading is
    /// held against the one before: what is missing, it has taken out.
    pub(super) fn rejected(&self, index: usize, trace: &Trace) -> Vec<TopicRejected> {
        let sentence = &self.facts.sentences[index];
        let text = &self.document.text;
        let known = self.trail.find(text, sentence.sentence.span);
        let mut settled = Scan::default();
        settled.topics.clone_from(&trace.scan.topics);
        settle(&mut settled, text);
        let mut seen: Vec<(u16, Span)> = Vec::new();
        let mut rejected = Vec::new();
        for (origin, span) in &known {
            let Owner::Topic(topic) = origin.owner else { continue };
            let in_stage = |hits: &[TopicHit]| hits.iter().any(|hit| is_hit(origin, *span, hit));
            // What lies inside words that count adds nothing to them.
            let counts = sentence.topics.iter().any(|mention| mention.topic == topic && mention.span.contains(*span));
            // A field is of no use alone, and most of its words are common.
            if counts || matches!(origin.part, Part::Unless | Part::Field) || seen.contains(&(topic, *span)) {
                continue;
            }
            let (reason, against) = if !in_stage(&trace.scan.topics) {
                let cancels = |(other, place): &&(Origin<'_>, Span)| {
                    other.owner == origin.owner && other.part == Part::Unless && place.overlaps(*span)
                };
                match known.iter().find(cancels) {
                    Some((other, place)) => {
                        (format!("cancelled by \"{}\"", self.words(*place)), Some(self.rule(other)))
                    }
                    None => continue,
                }
            } else if !in_stage(&settled.topics) {
                let reason = match origin.part {
                    Part::Weak => "a weak word, and another topic is named",
                    Part::General => "a general word, and another topic or its field is named",
                    Part::Follow => "the sentence before is not on the topic",
                    _ => "a hint that stands alone",
                };
                (reason.to_owned(), None)
            } else {
                (self.left_out(index, *span, trace), None)
            };
            seen.push((topic, *span));
            rejected.push(TopicRejected {
                id: self.rules.topics[usize::from(topic)].id.clone(),
                words: self.words(*span),
                rule: self.rule(origin),
                reason,
                against,
            });
        }
        rejected
    }

    /// Why words that name a topic do not put their sentence in it.
    fn left_out(&self, index: usize, span: Span, trace: &Trace) -> String {
        let block = self.facts.sentences[index].sentence.block;
        if self.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Heading) {
            return "headings are on no topic themselves".to_owned();
        }
        let opener = trace.scan.class(CueClass::Example).find(|cue| cue.span.end <= span.start);
        if let Some(cue) = opener {
            return format!("an example, behind \"{}\"", self.words(cue.span));
        }
        if trace.scan.tokens.iter().any(|token| token.span == span) {
            return "the text spells it out as something else, or the sentence only leads to a list or points elsewhere"
                .to_owned();
        }
        "a lead-in of a list, a caption or a pointer is on no topic itself".to_owned()
    }
}
