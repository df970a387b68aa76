//! The topics of a sentence: named in it, or carried over by a word that
//! refers back ("this programme", "it", "the portal") or that belongs to the
//! topic of the sentence before.
//!
//! A pronoun refers to the sentence right before it. A noun refers to the
//! nearest sentence before it that has the noun too. Nothing is carried over
//! by mere neighbourhood.

use crate::model::{AttributionMethod, BlockKind, CommitmentKind, Document, SentenceFacts, TopicMention};
use crate::rules::{CueClass, CueHit, Scan, TopicHit, settle};
use crate::text::{Span, words};

/// How many words may stand before a pronoun that refers back.
const REFERENCE_REACH: usize = 3;
/// How many sentences back a noun may refer.
pub(super) const NOUN_REACH: usize = 5;
/// How many words may stand behind one that points elsewhere: "in annex 3".
const POINTER_REACH: usize = 5;
/// How many letters of a noun must be the same.
const STEM: usize = 5;

/// The topics named in the sentence of `scan`, sorted by topic and place.
pub(super) fn named(text: &str, scan: &mut Scan) -> Vec<TopicMention> {
    settle(scan, text);
    mentions(scan)
}

/// What is named as an example ("skills such as coding and cyber security")
/// is not what a sentence is about, where it has a subject before.
pub(super) fn drop_examples(text: &str, scan: &mut Scan, found: &mut Vec<TopicMention>) {
    let Some(opener) = scan.class(CueClass::Example).next().copied() else { return };
    let all = scan.topics.clone();
    scan.topics.retain(|hit| hit.span.end <= opener.span.start);
    settle(scan, text);
    if scan.topics.is_empty() {
        scan.topics = all;
    } else {
        *found = mentions(scan);
    }
}

/// True for a caption ("Figure 1: …"), and for a sentence that only tells where
/// something else stands ("… is set out in Annex 3").
pub(super) fn only_points(text: &str, scan: &Scan, kind: CommitmentKind) -> bool {
    let is_caption = scan.is_in(0, CueClass::Caption)
        && scan.tokens.get(1).is_some_and(|label| {
            let behind = text.get(label.span.end..scan.place.end).unwrap_or_default();
            let is_label = |word: &str| word.len() == 1 || word.starts_with(|first: char| first.is_ascii_digit());
            is_label(label.span.of(text)) && behind.starts_with([':', '.', '–', '—'])
        });
    let ends = |cue: &CueHit| cue.end + POINTER_REACH >= scan.tokens.len();
    let in_brackets = |cue: &CueHit| {
        let before = &text[scan.place.start..cue.span.start];
        before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
    };
    let points = || scan.class(CueClass::TopicPointer).any(|cue| ends(cue) && !in_brackets(cue));
    is_caption || kind == CommitmentKind::None && points()
}

fn mentions(scan: &Scan) -> Vec<TopicMention> {
    let method = AttributionMethod::Sentence;
    let mut mentions: Vec<TopicMention> =
        scan.topics.iter().map(|hit| TopicMention { topic: hit.topic, span: hit.span, method }).collect();
    mentions.sort_by_key(|mention| (mention.topic, mention.span));
    mentions.dedup();
    mentions
}

/// What stands before a sentence: all that its document has said so far.
#[derive(Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) document: &'a Document,
    pub(super) sentences: &'a [SentenceFacts],
    /// The block of the sentence.
    pub(super) block: usize,
}

impl Before<'_> {
    /// The topics that the sentence of `scan` takes over. A sentence that names
    /// topics itself takes over more only by its subject: "it also covers …".
    pub(super) fn carried(&self, scan: &Scan, names_topics: bool) -> Vec<TopicMention> {
        // "IT" is a trade and "it" a pronoun.
        let is_acronym = |cue: &CueHit| {
            let word = cue.span.of(&self.document.text);
            word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let opening = |class| scan.class(class).find(|cue| cue.first <= REFERENCE_REACH && !is_acronym(cue));
        let as_subject = || opening(CueClass::SubjectReference).or_else(|| opening(CueClass::Demonstrative));
        let anywhere = || scan.class(CueClass::ReferenceAnywhere).next();
        let found = if names_topics {
            as_subject().and_then(|cue| Some((cue, self.last()?)))
        } else {
            let by_noun = opening(CueClass::NounReference).or_else(anywhere);
            by_noun
                .and_then(|cue| Some((cue, self.with_noun(cue)?)))
                .or_else(|| as_subject().or_else(anywhere).and_then(|cue| Some((cue, self.last_paragraph()?))))
                .or_else(|| opening(CueClass::TopicReference).and_then(|cue| Some((cue, self.last()?))))
                .or_else(|| scan.class(CueClass::NounReference).find_map(|cue| Some((cue, self.last_with_noun(cue)?))))
        };
        let Some((cue, from)) = found else { return Vec::new() };
        if !names_topics && anywhere().is_some_and(|cue| self.means_another(scan, cue)) {
            return Vec::new();
        }
        let method = AttributionMethod::Reference;
        let same_subject = cue.class == CueClass::SubjectReference && self.opens_with(from, cue);
        let passed_on = |mention: &&TopicMention| !same_subject || mention.method == method;
        let names_one = || self.noun(cue).is_some_and(|noun| self.has_noun(from, noun));
        let mut topics: Vec<u16> = if cue.class == CueClass::ReferenceAnywhere && self.is_plural(cue) && !names_one() {
            self.together().flat_map(|before| before.topics.iter()).map(|mention| mention.topic).collect()
        } else {
            from.topics.iter().filter(passed_on).map(|mention| mention.topic).collect()
        };
        topics.sort_unstable();
        topics.dedup();
        topics.into_iter().map(|topic| TopicMention { topic, span: cue.span, method }).collect()
    }

    /// The topics of the sentence before that words of this one go on with:
    /// "premises" after broadband.
    pub(super) fn followed(&self, scan: &Scan) -> Vec<TopicMention> {
        let Some(before) = (!scan.following.is_empty()).then(|| self.last_paragraph()).flatten() else {
            return Vec::new();
        };
        let goes_on = |hit: &&TopicHit| before.topics.iter().any(|mention| mention.topic == hit.topic);
        let method = AttributionMethod::Reference;
        let mut topics: Vec<TopicMention> = Vec::new();
        for hit in scan.following.iter().filter(goes_on) {
            if topics.iter().all(|known| known.topic != hit.topic) {
                topics.push(TopicMention { topic: hit.topic, span: hit.span, method });
            }
        }
        topics
    }

    /// The sentence before in the same block.
    fn last(&self) -> Option<&SentenceFacts> {
        self.sentences.last().filter(|before| before.sentence.block == self.block)
    }

    /// The sentence before, in the same block or at the end of the paragraph before it.
    fn last_paragraph(&self) -> Option<&SentenceFacts> {
        let is_paragraph =
            |block: usize| self.document.blocks.get(block).is_some_and(|block| block.kind == BlockKind::Paragraph);
        let before = self.sentences.last()?;
        let block = before.sentence.block;
        let follows =
            is_paragraph(block) && is_paragraph(self.block) && self.heading(block) == self.heading(self.block);
        (block == self.block || follows).then_some(before)
    }

    /// True where "this fund" is a fund that was named on no topic.
    fn means_another(&self, scan: &Scan, cue: &CueHit) -> bool {
        let Some(noun) = self.noun(cue).filter(|_| scan.is_in(cue.first, CueClass::Demonstrative)) else {
            return false;
        };
        let mut near = self.sentences.iter().rev().take(NOUN_REACH);
        near.find(|before| self.has_noun(before, noun)).is_some_and(|before| before.topics.is_empty())
    }

    /// The sentence before in the same block, where it is on a topic and has the noun of `cue`.
    fn last_with_noun(&self, cue: &CueHit) -> Option<&SentenceFacts> {
        let noun = self.noun(cue)?;
        self.last().filter(|before| !before.topics.is_empty() && self.has_noun(before, noun))
    }

    /// The sentences right before that are all on a topic: what "these measures" are.
    fn together(&self) -> impl Iterator<Item = &SentenceFacts> {
        let near = self.sentences.iter().rev().take(NOUN_REACH);
        near.take_while(|before| {
            !before.topics.is_empty() && self.heading(before.sentence.block) == self.heading(self.block)
        })
    }

    fn heading(&self, block: usize) -> Option<usize> {
        self.document.blocks.get(block).and_then(|block| block.heading)
    }

    fn is_plural(&self, cue: &CueHit) -> bool {
        cue.span.of(&self.document.text).ends_with('s')
    }

    /// The last word of a reference: "programme" of "this programme".
    fn noun(&self, cue: &CueHit) -> Option<&str> {
        let noun = words(cue.span.of(&self.document.text)).last()?;
        Some(Span::new(cue.span.start + noun.start, cue.span.start + noun.end).of(&self.document.text))
    }

    /// True where a sentence begins with the pronoun of `cue`: both then speak of
    /// what came before, and not of what the first one names.
    fn opens_with(&self, sentence: &SentenceFacts, cue: &CueHit) -> bool {
        let text = &self.document.text;
        let place = sentence.sentence.span.of(text);
        let first = words(place).next().map(|word| word.of(place));
        first.is_some_and(|first| first.eq_ignore_ascii_case(cue.span.of(text)))
    }

    /// The nearest sentence on a topic, under the same heading, that has the
    /// noun of the reference too.
    fn with_noun(&self, cue: &CueHit) -> Option<&SentenceFacts> {
        let noun = self.noun(cue)?;
        let near = self.sentences.iter().rev().take(NOUN_REACH);
        let mut near = near.take_while(|before| self.heading(before.sentence.block) == self.heading(self.block));
        near.find(|before| !before.topics.is_empty() && self.has_noun(before, noun))
    }

    fn has_noun(&self, sentence: &SentenceFacts, noun: &str) -> bool {
        let place = sentence.sentence.span;
        let mut known = words(place.of(&self.document.text)).map(|word| word.of(place.of(&self.document.text)));
        known.any(|word| same_noun(word, noun))
    }
}

/// "Programme" and "programmes", "invest" and "investment".
fn same_noun(one: &str, other: &str) -> bool {
    let stem = one.len().min(other.len()).clamp(3, STEM);
    let starts = one.as_bytes().get(..stem).zip(other.as_bytes().get(..stem));
    starts.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
}
