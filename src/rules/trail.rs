//! From words in a text back to the lines of the packs that know them.
//!
//! The matcher of a run knows only which topic or cue a phrase belongs to. A
//! trail is the same matcher over the same packs with an entry for each phrase
//! and pattern. It is built where something is to be explained, so that the
//! normal run need not carry it.

use super::compile::{RuleSet, Strength, TopicHit};
use super::marks::Marks;
use super::patterns::compile;
use super::phrases::Phrases;
use super::schema::Text;
use super::source::Source;
use super::vocabulary::Vocabulary;
use crate::text::Span;
use regex::bytes::Regex;

/// What a phrase or pattern of a pack belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A topic, by its index in the rule set.
    Topic(u16),
    /// A cue, by its index.
    Cue(u32),
    /// A flag, by its index.
    Flag(u16),
}

/// The key of a pack under which a phrase or pattern stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Enough alone.
    Term,
    /// Counts beside a term or another hint.
    Hint,
    /// Counts where no other topic is named.
    Weak,
    /// Weak, and of the topic whose field is named beside it.
    General,
    /// Draws general words to its topic.
    Field,
    /// Counts where the sentence before is on the topic.
    Follow,
    /// A regular expression, enough alone.
    Pattern,
    /// Cancels what it overlaps.
    Unless,
}

/// Where a phrase or pattern stands in a pack.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The pack.
    pub source: &'a Source,
    /// What it belongs to.
    pub owner: Owner,
    /// The key under which it stands.
    pub part: Part,
    /// It, as it is written.
    pub phrase: &'a Text,
}

impl Origin<'_> {
    /// Its line in the pack, counted from 1.
    pub fn line(&self) -> usize {
        self.source.line(self.phrase)
    }
}

/// All phrases and patterns of a rule set, each with its origin.
#[derive(Debug)]
pub struct Trail<'a> {
    vocabulary: Vocabulary,
    phrases: Phrases,
    patterns: Vec<(Regex, usize)>,
    origins: Vec<Origin<'a>>,
}

impl<'a> Trail<'a> {
    /// Lays the trail of the rules.
    pub fn new(rules: &'a RuleSet) -> Self {
        let phrases = Phrases::new(Marks::SUBJECT);
        let mut trail = Self { vocabulary: Vocabulary::default(), phrases, patterns: Vec::new(), origins: Vec::new() };
        let (mut cues, mut flags) = (0, 0);
        for source in rules.sources() {
            for topic in &source.pack.topic {
                let of_pack =
                    |known: &crate::model::TopicInfo| known.id == *topic.id.get_ref() && known.pack == source.id();
                let Some(index) = rules.topics.iter().position(of_pack) else { continue };
                let owner = Owner::Topic(index as u16);
                trail.add(source, owner, Part::Term, &topic.terms);
                trail.add(source, owner, Part::Hint, &topic.hints);
                trail.add(source, owner, Part::Weak, &topic.weak);
                trail.add(source, owner, Part::General, &topic.general);
                trail.add(source, owner, Part::Field, &topic.field);
                trail.add(source, owner, Part::Follow, &topic.follow);
                trail.add(source, owner, Part::Unless, &topic.unless);
                trail.add_patterns(source, owner, Part::Pattern, &topic.patterns);
                trail.add_patterns(source, owner, Part::Unless, &topic.unless_patterns);
            }
            for cue in &source.pack.cue {
                trail.add(source, Owner::Cue(cues), Part::Term, &cue.terms);
                trail.add(source, Owner::Cue(cues), Part::Unless, &cue.unless);
                cues += 1;
            }
            for flag in &source.pack.flag {
                trail.add(source, Owner::Flag(flags), Part::Term, &flag.terms);
                trail.add(source, Owner::Flag(flags), Part::Unless, &flag.unless);
                flags += 1;
            }
        }
        trail
    }

    fn add(&mut self, source: &'a Source, owner: Owner, part: Part, phrases: &'a [Text]) {
        let loose = matches!(owner, Owner::Topic(_));
        for phrase in phrases {
            self.phrases.add(&mut self.vocabulary, phrase.get_ref(), loose, self.origins.len() as u32);
            self.origins.push(Origin { source, owner, part, phrase });
        }
    }

    fn add_patterns(&mut self, source: &'a Source, owner: Owner, part: Part, patterns: &'a [Text]) {
        for pattern in patterns {
            if let Ok(regex) = compile(pattern.get_ref()) {
                self.patterns.push((regex, self.origins.len()));
                self.origins.push(Origin { source, owner, part, phrase: pattern });
            }
        }
    }

    /// Everything that the packs know in the part `span` of a text, in order
    /// of place, before anything is cancelled.
    pub fn find(&self, text: &str, span: Span) -> Vec<(Origin<'a>, Span)> {
        let (mut tokens, mut hits) = (Vec::new(), Vec::new());
        self.vocabulary.tokens(text, span, &mut tokens);
        self.phrases.find(text, &tokens, |hit| hits.push(hit));
        let mut found: Vec<(Origin<'a>, Span)> = hits
            .iter()
            .map(|hit| (self.origins[hit.entry as usize], tokens[hit.first].span.cover(tokens[hit.end - 1].span)))
            .collect();
        let piece = span.of(text);
        for (regex, origin) in &self.patterns {
            for hit in regex.find_iter(piece.as_bytes()) {
                let place = super::patterns::on_characters(piece, hit.start(), hit.end());
                found.extend(
                    place.map(|place| {
                        (self.origins[*origin], Span::new(span.start + place.start, span.start + place.end))
                    }),
                );
            }
        }
        found.sort_by_key(|(origin, span)| (span.start, span.end, origin.phrase.span().start));
        found
    }
}

/// True where a phrase or pattern is what the matcher found.
pub fn is_hit(origin: &Origin<'_>, span: Span, hit: &TopicHit) -> bool {
    let same = match origin.part {
        Part::Term | Part::Pattern => hit.strength == Strength::Term,
        Part::Hint => hit.strength == Strength::Hint,
        Part::Weak => matches!(hit.strength, Strength::Weak(..)),
        Part::General => matches!(hit.strength, Strength::General(..)),
        Part::Field => hit.strength == Strength::Field,
        Part::Follow => hit.strength == Strength::Follow,
        Part::Unless => false,
    };
    same && origin.owner == Owner::Topic(hit.topic) && span == hit.span
}
