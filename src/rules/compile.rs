//! The rules as the program uses them: one table of words, two tries of
//! phrases, one filter for patterns, and what each of them means.

use super::abbreviations::Abbreviations;
use super::calendar::Calendar;
use super::cue_class::CueClass;
use super::faults::Faults;
use super::marks::Marks;
use super::money_words::MoneyWords;
use super::patterns::{Patterns, Room};
use super::phrases::{EntryId, PhraseHit, Phrases};
use super::schema::{FlagScope, Side};
use super::source::{self, Source};
use super::vocabulary::{Token, Vocabulary, WordId};
use crate::model::{PackReport, Role, TopicInfo};
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use strum::EnumCount;

/// How much a phrase of a topic says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Strength {
    /// Enough alone.
    Term,
    /// Counts beside a term or another hint.
    Hint,
    /// Counts where none of the topics from the first index up to the second,
    /// those of its pack, is named otherwise.
    Weak(u16, u16),
    /// Counts like a weak word, for the topic whose field is named beside it.
    General(u16, u16),
    /// Names the field of the topic, to which general words beside it belong.
    Field,
    /// Counts where the sentence before is on the topic.
    Follow,
}

/// What a phrase or pattern means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// Names a topic.
    Topic(u16, Strength),
    /// Cancels what it overlaps of a topic.
    TopicUnless(u16),
    /// A cue for the grammar, with its class.
    Cue(u32, CueClass),
    /// Cancels what it overlaps of a cue.
    CueUnless(u32),
    /// The words of a flag.
    Flag(u16),
    /// Cancels what it overlaps of a flag.
    FlagUnless(u16),
    /// An amount without a figure: the cues must be looked for.
    Money,
}

/// A cue, ready for the grammar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Cue {
    /// Id in its pack.
    pub id: String,
    /// Id of its pack.
    pub pack: String,
    /// Line of its table in the pack.
    pub line: usize,
    /// What the grammar does with it.
    pub class: CueClass,
    /// Weight of the evidence.
    pub weight: f32,
    /// Side of the amount on which it counts.
    pub side: Side,
    /// True where distance does not weaken it.
    pub far: bool,
    /// The most words that may stand between it and the amount.
    pub reach: usize,
}

/// A qualifier or trick on amounts.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Flag {
    /// Id, such as `up_to`.
    pub id: String,
    /// What it means.
    pub about: String,
    /// What it leaves of a fully backed promise.
    pub multiplier: f64,
    /// True where the money is not new.
    pub old_money: bool,
    /// Roles of amounts that can carry it.
    pub roles: Vec<Role>,
    /// Where its words must stand.
    pub scope: FlagScope,
}

/// Everything the packs say, compiled. Built once and shared by all threads.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RuleSet {
    /// The packs, in the order in which they were loaded.
    pub packs: Vec<PackReport>,
    /// The topics of all packs, in their order.
    pub topics: Vec<TopicInfo>,
    /// The cues of all packs.
    pub cues: Vec<Cue>,
    /// The flags of all packs.
    pub flags: Vec<Flag>,
    /// Numbers, units and currencies.
    pub money: MoneyWords,
    /// Which years "this Parliament" and the like mean.
    pub calendar: Calendar,
    /// Words whose stop does not end a sentence.
    pub abbreviations: Abbreviations,
    /// The packs as they are written; empty until they are asked for, where
    /// the built-in packs were compiled ahead.
    #[serde(skip)]
    pub(super) sources: OnceLock<Vec<Source>>,
    pub(super) vocabulary: Vocabulary,
    /// What is looked for in every sentence: topics, and amounts without a figure.
    pub(super) subjects: Phrases,
    /// What is looked for where it matters: cues and flags. They are made of
    /// common words, so nearly every sentence holds some.
    pub(super) cue_phrases: Phrases,
    pub(super) patterns: Patterns,
    pub(super) meanings: Vec<Meaning>,
}

/// A topic that a phrase or pattern names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicHit {
    /// Index in [`RuleSet::topics`].
    pub topic: u16,
    /// Enough alone, or only a hint.
    pub strength: Strength,
    /// The words.
    pub span: Span,
}

/// A cue that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueHit {
    /// Index in [`RuleSet::cues`].
    pub cue: u32,
    /// Its class.
    pub class: CueClass,
    /// Index of its first token.
    pub first: usize,
    /// Index after its last token.
    pub end: usize,
    /// The words.
    pub span: Span,
}

/// The words of a flag that were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlagHit {
    /// Index in [`RuleSet::flags`].
    pub flag: u16,
    /// The words.
    pub span: Span,
}

/// What the rules find in one sentence. Reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Scan {
    /// The place of the sentence in the text.
    pub place: Span,
    /// The words.
    pub tokens: Vec<Token>,
    /// Topics named, in order of place.
    pub topics: Vec<TopicHit>,
    /// Words that go on with a topic, where the sentence before is on it.
    pub following: Vec<TopicHit>,
    /// Cues, in order of place; of those of one class that overlap, the longest.
    pub cues: Vec<CueHit>,
    /// Flags, in order of place.
    pub flags: Vec<FlagHit>,
    /// True where an amount without a figure may be named.
    pub vague: bool,
    /// The marks of all words.
    marks: Marks,
    /// One bit for each class of the cues; a bit may be set without a cue.
    classes: u128,
    cancelled: Vec<(Meaning, Span)>,
    beaten: Vec<bool>,
    room: Room,
}

impl Scan {
    /// The cues of one class, in order of place.
    pub fn class(&self, class: CueClass) -> impl Iterator<Item = &CueHit> {
        let cues = if self.classes & bit(class) == 0 { &[][..] } else { &self.cues[..] };
        cues.iter().filter(move |hit| hit.class == class)
    }

    /// True where a word of the sentence has any of the marks.
    pub fn any(&self, marks: Marks) -> bool {
        self.marks.any(marks)
    }

    /// True where a token lies inside a cue of the class.
    pub fn is_in(&self, token: usize, class: CueClass) -> bool {
        self.class(class).any(|hit| (hit.first..hit.end).contains(&token))
    }

    /// The span of some tokens.
    pub fn span(&self, first: usize, end: usize) -> Span {
        self.tokens[first].span.cover(self.tokens[end - 1].span)
    }
}

impl RuleSet {
    /// The packs as they are written.
    pub fn sources(&self) -> &[Source] {
        self.sources.get_or_init(|| source::built_in(&mut Faults::default()))
    }

    /// Finds everything the packs know in the part `span` of a text, which is
    /// one sentence. The results replace those in `scan`.
    pub fn scan(&self, text: &str, span: Span, scan: &mut Scan) {
        self.scan_topics(text, span, scan);
        self.scan_cues(text, scan);
    }

    /// Finds only the words of a sentence and the topics in it. The results
    /// replace those in `scan`, and there are no cues and flags in it.
    pub fn scan_topics(&self, text: &str, span: Span, scan: &mut Scan) {
        self.scan_words(text, span, scan);
        if scan.marks.any(Marks::SUBJECT) {
            self.note_phrases(&self.subjects, text, scan);
        }
        if scan.marks.any(Marks::ANCHOR) || self.patterns.any_always() {
            let (tokens, mut room) = (std::mem::take(&mut scan.tokens), std::mem::take(&mut scan.room));
            self.patterns.find(text, span, &tokens, &mut room, |entry, place| self.note(entry, place, None, scan));
            (scan.tokens, scan.room) = (tokens, room);
        }
        cancel(scan);
        if scan.topics.len() > 1 {
            scan.topics.sort_by_key(|hit| (hit.span.start, hit.span.end, hit.topic));
        }
    }

    /// Finds only the words of a sentence. The results replace those in
    /// `scan`, and there is nothing else in it.
    pub fn scan_words(&self, text: &str, span: Span, scan: &mut Scan) {
        scan.place = span;
        scan.tokens.clear();
        scan.topics.clear();
        scan.following.clear();
        scan.cues.clear();
        scan.flags.clear();
        scan.vague = false;
        scan.classes = 0;
        scan.marks = self.vocabulary.tokens(text, span, &mut scan.tokens);
    }

    /// Adds the cues and flags of the sentence whose topics were found last.
    pub fn scan_cues(&self, text: &str, scan: &mut Scan) {
        self.note_phrases(&self.cue_phrases, text, scan);
        cancel(scan);
        keep_longest(scan);
    }

    /// The number of a word in the vocabulary of the packs.
    pub fn word(&self, word: &str) -> WordId {
        self.vocabulary.get(word)
    }

    fn note_phrases(&self, phrases: &Phrases, text: &str, scan: &mut Scan) {
        let tokens = std::mem::take(&mut scan.tokens);
        phrases.find(text, &tokens, |PhraseHit { entry, first, end }| {
            let place = tokens[first].span.cover(tokens[end - 1].span);
            self.note(entry, place, Some((first, end)), scan);
        });
        scan.tokens = tokens;
    }

    fn note(&self, entry: EntryId, span: Span, tokens: Option<(usize, usize)>, scan: &mut Scan) {
        match self.meanings[entry as usize] {
            Meaning::Topic(topic, strength) => scan.topics.push(TopicHit { topic, strength, span }),
            Meaning::Cue(cue, class) => {
                let Some((first, end)) = tokens else { return };
                scan.classes |= bit(class);
                scan.cues.push(CueHit { cue, class, first, end, span });
            }
            Meaning::Flag(flag) => scan.flags.push(FlagHit { flag, span }),
            Meaning::Money => scan.vague = true,
            unless => scan.cancelled.push((unless, span)),
        }
    }
}

// Each class has a bit of its own.
const _: () = assert!(CueClass::COUNT <= u128::BITS as usize);

fn bit(class: CueClass) -> u128 {
    1 << class as u32
}

fn cancel(scan: &mut Scan) {
    let Scan { topics, cues, flags, cancelled, .. } = scan;
    for (unless, span) in cancelled.drain(..) {
        match unless {
            Meaning::TopicUnless(topic) => topics.retain(|hit| hit.topic != topic || !hit.span.overlaps(span)),
            Meaning::CueUnless(cue) => cues.retain(|hit| hit.cue != cue || !hit.span.overlaps(span)),
            Meaning::FlagUnless(flag) => flags.retain(|hit| hit.flag != flag || !hit.span.overlaps(span)),
            Meaning::Topic(..) | Meaning::Cue(..) | Meaning::Flag(_) | Meaning::Money => {}
        }
    }
}

/// Of cues of one class that overlap, the longest says what is meant:
/// "no more than" is not "more than".
fn keep_longest(scan: &mut Scan) {
    let Scan { cues, beaten, .. } = scan;
    beaten.clear();
    beaten.resize(cues.len(), false);
    let is_bound = |hit: &CueHit| hit.class.bound().is_some();
    // In order of their first words, those that a cue overlaps follow it closely.
    for (at, hit) in cues.iter().enumerate() {
        let near = cues[at + 1..].iter().take_while(|other| other.first < hit.end);
        for (behind, other) in near.enumerate() {
            if other.class == hit.class || is_bound(other) && is_bound(hit) {
                beaten[at] |= other.span.len() > hit.span.len();
                beaten[at + 1 + behind] |= hit.span.len() > other.span.len();
            }
        }
    }
    if beaten.contains(&true) {
        let mut beaten = beaten.iter();
        cues.retain(|_| beaten.next() != Some(&true));
    }
}
