//! Clauses of a sentence: where each begins, who its subject is, which verb
//! stands behind an auxiliary, and whether it speaks for the sentence.
//!
//! Shallow on purpose: it knows words by the classes of their cues, endings
//! such as "-ing", and punctuation.

use super::commitment::PRONOUN;
use super::subject::{OPENING, SUBJECT_REACH};
use crate::rules::{CueClass, CueHit, Gap, Marks, Scan, Token};

/// How many words of adverbs may stand between "will" and its verb.
const ADVERBS: usize = 4;
/// How many words the name behind a title may have: "Minister Ann Lee".
const NAME: usize = 3;
/// The shortest adverb in "-ly" that is passed over, in bytes.
const ADVERB: usize = 5;
/// How many words a noun with its adjectives may have.
const NOUN_PHRASE: usize = 6;
/// How many words may be set in between an auxiliary and its verb: "has, since May, built".
const INSERTION: usize = 12;

/// The clauses of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a> {
    pub(super) text: &'a str,
    pub(super) scan: &'a Scan,
}

impl Clauses<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.scan.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// True where a word such as "in", "of" or "and" stands at a token.
    pub(super) fn is_function(&self, at: usize) -> bool {
        self.scan.tokens.get(at).is_some_and(|token| token.marks.any(Marks::FUNCTION))
    }

    /// True where a word such as "the" or "every" opens a noun phrase at a token.
    pub(super) fn is_determiner(&self, at: usize) -> bool {
        self.scan.tokens.get(at).is_some_and(|token| token.marks.any(Marks::DETERMINER))
    }

    /// True where a cue of the class begins at a token.
    pub(super) fn starts(&self, class: CueClass, at: usize) -> bool {
        self.scan.class(class).any(|cue| cue.first == at)
    }

    /// True where a cue of the class begins at one of the tokens from `from`
    /// up to and with `last`: adverbs may belong to a phrase ("be subject to").
    pub(super) fn starts_within(&self, class: CueClass, from: usize, last: usize) -> bool {
        self.scan.class(class).any(|cue| (from..=last).contains(&cue.first) && cue.end > last)
    }

    /// True where a cue of the class lies between two tokens.
    pub(super) fn any_in(&self, class: CueClass, from: usize, end: usize) -> bool {
        self.scan.class(class).any(|cue| from <= cue.first && cue.end <= end)
    }

    /// The verb after an auxiliary, past adverbs and what is set in between.
    pub(super) fn verb_after(&self, at: usize) -> usize {
        let mut at = self.past_insertion(at);
        for _ in 0..ADVERBS {
            if let Some(adverb) = self.scan.class(CueClass::Adverb).find(|cue| cue.first == at) {
                at = adverb.end;
            } else if self.word(at).len() >= ADVERB
                && self.word(at).ends_with("ly")
                && !self.starts(CueClass::MeasureVerb, at)
            {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// The end of what stands between two commas behind a token; `at` where there is nothing.
    fn past_insertion(&self, at: usize) -> usize {
        let is_comma = |at: usize| {
            let (Some(before), Some(token)) = (self.scan.tokens.get(at.wrapping_sub(1)), self.scan.tokens.get(at))
            else {
                return false;
            };
            token.gap == Gap::Clause
                && self.text[before.span.end..token.span.start].trim_start().starts_with([',', '–', '—'])
        };
        if !is_comma(at) {
            return at;
        }
        (at + 1..at + INSERTION).find(|&end| is_comma(end)).unwrap_or(at)
    }

    /// True where "been" stands between an auxiliary and its verb.
    pub(super) fn is_passive(&self, auxiliary_end: usize) -> bool {
        let verb = self.verb_after(auxiliary_end);
        (auxiliary_end..verb).any(|at| self.word(at) == "been") && !self.is_gerund(verb)
    }

    /// "Will be matched": a participle after the modal and "be".
    pub(super) fn is_be_done(&self, modal_end: usize, verb: usize) -> bool {
        self.has_be(modal_end, verb) && self.is_participle(verb)
    }

    /// "Will be faster and cheaper": how things will stand beside today.
    pub(super) fn is_comparison(&self, modal_end: usize, verb: usize) -> bool {
        let word = self.word(verb);
        let ends = self.scan.tokens.get(verb + 1).is_none_or(|next| next.gap == Gap::Clause)
            || self.is_function(verb + 1)
            || self.is_joined(verb + 2);
        let more = word.len() > 4 && word.ends_with("er") && !matches!(word, "higher" | "lower");
        self.has_be(modal_end, verb) && more && ends && !self.is_function(verb)
    }

    /// True where "be" stands between a modal and what follows it.
    pub(super) fn has_be(&self, modal_end: usize, verb: usize) -> bool {
        (modal_end..verb).any(|at| self.word(at) == "be")
    }

    pub(super) fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        let been = || at > 0 && self.word(at - 1) == "been";
        // "Market-tested": the last of words joined by hyphens.
        if self.scan.tokens.get(at + 1).is_some_and(|next| self.text[..next.span.start].ends_with('-')) {
            return self.is_participle(at + 1);
        }
        (word.len() > 3 && (word.ends_with("ed") || (word.ends_with("ing") && been())))
            || self.starts(CueClass::DeedVerb, at)
            || self.starts(CueClass::Participle, at)
    }

    /// True for a regular past tense: "we concluded", and not "we need".
    pub(super) fn is_past_tense(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
    }

    /// True where the verb at a token may be that of a subject right before it,
    /// which "government-led", "the state's planned" and "paid by" are not.
    pub(super) fn is_verb_of(&self, subject: &CueHit, at: usize) -> bool {
        let (Some(before), Some(token)) = (self.scan.tokens.get(at.wrapping_sub(1)), self.scan.tokens.get(at)) else {
            return false;
        };
        let spaced = self.text[before.span.end..token.span.start].trim_matches([',', ' ']).is_empty()
            || token.gap == Gap::Clause;
        spaced && !self.is_possessive(subject) && self.word(at + 1) != "by"
    }

    pub(super) fn is_possessive(&self, cue: &CueHit) -> bool {
        self.word(cue.end - 1).ends_with("'s") || self.word(cue.end - 1).ends_with("’s")
    }

    /// True where the verb at a token has an object that leaves all open:
    /// "carry out a full review".
    pub(super) fn is_inquiry(&self, at: usize) -> bool {
        let verb = self.scan.class(CueClass::InquiryVerb).find(|cue| cue.first == at);
        let object = |verb: &CueHit| {
            let end = self.scan.tokens.len().min(verb.end + NOUN_PHRASE);
            let link = |at: &usize| self.is_to(*at) || self.is_of(*at) || self.scan.tokens[*at].gap == Gap::Clause;
            let end = (verb.end..end).find(link).unwrap_or(end);
            self.any_in(CueClass::Inquiry, verb.end, end)
        };
        verb.is_some_and(object)
    }

    pub(super) fn is_gerund(&self, at: usize) -> bool {
        self.word(at).len() > 4 && self.word(at).ends_with("ing")
    }

    /// True where a token is "of".
    pub(super) fn is_of(&self, at: usize) -> bool {
        self.word(at) == "of"
    }

    /// True where a sentence asks.
    pub(super) fn is_question(&self) -> bool {
        self.scan.place.of(self.text).trim_end().ends_with('?')
    }

    /// True where a token is "to".
    pub(super) fn is_to(&self, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case("to")
    }

    /// The end of the name behind a title: "Minister Ann Lee".
    pub(super) fn name_end(&self, title: &CueHit) -> usize {
        let is_name = |token: &&Token| token.capital && token.gap == Gap::Close && !token.digit;
        let after = self.scan.tokens.get(title.end..).unwrap_or_default();
        title.end + after.iter().take(NAME).take_while(is_name).count()
    }

    /// Index of the first token of the clause that holds token `at`.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        let floor = at.saturating_sub(SUBJECT_REACH);
        (floor..=at).rev().find(|&index| index == 0 || self.scan.tokens[index].gap == Gap::Clause).unwrap_or(floor)
    }

    /// True where a word such as "which" or "if" opens the clause of a predicate.
    pub(super) fn is_subordinate(&self, hit: &CueHit) -> bool {
        let at = hit.first;
        let start = (0..=at).rev().find(|&index| index == 0 || self.scan.tokens[index].gap == Gap::Clause).unwrap_or(0);
        let opens = |cue: &&CueHit| start <= cue.first && cue.end <= at && !self.is_demonstrative(cue, hit);
        let open = |cue: &CueHit| !self.has_own_verb(cue, start, hit) && !self.begins_anew(cue, hit);
        let relative = |cue: &CueHit| open(cue) && !self.is_closed(cue, start, hit) && !self.reports(cue, hit);
        self.scan.class(CueClass::Subordinate).filter(opens).any(open)
            || self.scan.class(CueClass::Relative).filter(opens).any(relative)
    }

    /// "That means …", "That path will …": the first word of a sentence opens
    /// no clause where the first verb is that of the sentence.
    fn is_demonstrative(&self, opener: &CueHit, hit: &CueHit) -> bool {
        let is_first = opener.first == 0 || opener.first == 1 && self.is_joined(1);
        let is_verb = |cue: &&CueHit| is_finite(cue.class) || cue.class == CueClass::Modal;
        let verb = self.scan.cues.iter().filter(is_verb).find(|cue| opener.end <= cue.first);
        let near = |verb: &CueHit| {
            verb.first == opener.end || verb.first == hit.first && verb.first <= opener.end + NOUN_PHRASE
        };
        is_first && opener.class == CueClass::Relative && verb.is_some_and(near)
    }

    /// True where a subordinate clause has its own verb before the predicate:
    /// "rules on how loans are sold will", "once there is room we will".
    fn has_own_verb(&self, opener: &CueHit, start: usize, hit: &CueHit) -> bool {
        let is_verb = |cue: &&CueHit| is_finite(cue.class) && opener.end <= cue.first && cue.end <= hit.first;
        let Some(verb) = self.scan.cues.iter().rfind(is_verb) else { return false };
        let is_front = opener.first == start && !self.any_in(CueClass::Speaker, verb.end, hit.first);
        hit.class == CueClass::Modal
            && !is_front
            && !self.is_content(opener)
            && !self.any_in(CueClass::Modal, opener.end, hit.first)
    }

    /// True where a conjunction and a subject of its own part a predicate from
    /// a subordinate clause: "we know that it is hard, so we will".
    fn begins_anew(&self, opener: &CueHit, hit: &CueHit) -> bool {
        // "And we guarantee": the cue holds its subject.
        let is_subject = |cue: &&CueHit| cue.end == self.before_adverbs(hit.first) || cue.first == hit.first;
        let subject = self.scan.class(CueClass::Speaker).filter(is_subject).last();
        subject.is_some_and(|subject| opener.end < subject.first && self.is_joined(subject.first))
    }

    /// True where "that" tells what the speaker's side said it will do:
    /// "the minister said that the government will …".
    fn reports(&self, opener: &CueHit, hit: &CueHit) -> bool {
        let said = opener.first > 0 && self.scan.is_in(opener.first - 1, CueClass::ReportVerb);
        let opponent = self.any_in(CueClass::Opponent, 0, opener.first);
        said && !opponent && hit.class == CueClass::Modal && self.is_actor(opener.end, hit.first, false)
    }

    /// True where "that" tells the content of the word before it: "ensure that".
    fn is_content(&self, opener: &CueHit) -> bool {
        // "So simple and quick that all will choose them".
        let so = |at: usize| {
            self.word(at) == "so" && self.word(opener.first) == "that" && !self.is_determiner(at + 1) && {
                let verb =
                    |cue: &CueHit| is_finite(cue.class) || matches!(cue.class, CueClass::Modal | CueClass::Speaker);
                !self.scan.cues.iter().any(|cue| verb(cue) && at < cue.first && cue.end <= opener.first)
            }
        };
        opener.first > 0
            && (self.scan.is_in(opener.first - 1, CueClass::ContentOpener)
                || (opener.first.saturating_sub(NOUN_PHRASE)..opener.first).any(so))
    }

    /// True where a relative clause in a subject has ended before the
    /// predicate: "owners who sell their cars will pay".
    fn is_closed(&self, relative: &CueHit, start: usize, hit: &CueHit) -> bool {
        let is_verbal = |cue: &CueHit| {
            matches!(
                cue.class,
                CueClass::Speaker | CueClass::Modal | CueClass::Firm | CueClass::Soft | CueClass::IsAlone
            )
        };
        let inside = |cue: &CueHit| start <= cue.first && cue.end <= relative.first;
        let verb_before = self.scan.cues.iter().any(|cue| inside(cue) && is_verbal(cue));
        // "…, and that not all will be able to": it goes on with what is told.
        let start = start + usize::from(relative.first == start + 1 && self.is_joined(relative.first));
        // "A contest that will change the coast has been announced": a second verb is that of the sentence.
        let is_own_verb = |cue: &CueHit| {
            (is_finite(cue.class) || cue.class == CueClass::Modal)
                && cue.first <= relative.end + 1
                && relative.end <= cue.first
                && cue.end + 1 < hit.first
        };
        let is_second = || {
            let speaker =
                self.scan.class(CueClass::Speaker).any(|cue| relative.end <= cue.first && cue.first <= hit.first);
            self.scan.cues.iter().any(is_own_verb) && !self.is_joined(hit.first) && !speaker
        };
        if relative.first > start && !self.is_content(relative) && !verb_before && is_second() {
            return true;
        }
        matches!(hit.class, CueClass::Modal | CueClass::Can | CueClass::Must)
            && relative.first > start
            && relative.end < hit.first
            && !self.is_content(relative)
            && !verb_before
            && !self.any_in(CueClass::Modal, relative.end, hit.first)
    }

    /// True where a predicate shares the subject of the sentence, the speaker:
    /// "we are proud and have …".
    pub(super) fn shares_subject(&self, hit: &CueHit) -> bool {
        self.is_joined(hit.first) && self.scan.class(CueClass::Speaker).any(|cue| cue.first <= OPENING)
    }

    /// True where a word joins what stands at a token to what is before it.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        at > 0 && self.scan.is_in(at - 1, CueClass::Coordinator)
    }

    /// True where a predicate opens a main clause of its own behind token
    /// `after`, where the clause before it may end in a report.
    pub(super) fn opens(&self, hit: &CueHit, after: usize, reports: bool) -> bool {
        let from = self.subject_start(hit.first).max(after);
        let subject =
            self.scan.class(CueClass::Speaker).filter(|cue| from <= cue.first && cue.first <= hit.first).last();
        let at = subject.map_or(hit.first, |cue| cue.first);
        let opens = |at: usize| at == 0 || self.scan.tokens[at].gap == Gap::Clause || self.is_joined(at);
        // "Two were opened and the rest will be opened": a conjunction, a subject and a verb.
        let joins = |cue: &CueHit| {
            let inside = |other: &CueHit| cue.end <= other.first && other.first < hit.first;
            let parts = |other: &CueHit| {
                is_finite(other.class)
                    || matches!(other.class, CueClass::Subordinate | CueClass::Relative | CueClass::Modal)
            };
            (after..hit.first).contains(&cue.first)
                && cue.end + NOUN_PHRASE >= hit.first
                && !self.scan.cues.iter().any(|other| inside(other) && parts(other))
        };
        let with_subject = reports
            && matches!(hit.class, CueClass::Modal | CueClass::BeingDone)
            && self.scan.class(CueClass::Coordinator).any(joins);
        // "…, and after long talks, ten rules are proposed to be dropped".
        let start = self.clause_start(hit.first);
        let proposes = reports
            && hit.class == CueClass::Firm
            && start > after
            && start + NOUN_PHRASE >= hit.first
            && self.any_in(CueClass::Coordinator, after, start);
        opens(at) || opens(hit.first) || with_subject || proposes
    }

    /// True where the subject of a predicate is a pronoun right behind a noun: "the ships we will build".
    fn has_contact(&self, hit: &CueHit) -> bool {
        let end = if hit.class == CueClass::Continuous { hit.first + 1 } else { self.before_adverbs(hit.first) };
        let at = end.saturating_sub(1);
        let pronoun = |class| self.scan.class(class).any(|cue| cue.first == at && cue.end == end);
        let we = pronoun(CueClass::Speaker) || hit.class == CueClass::Continuous;
        let behind_noun = at > 1
            && self.scan.tokens[at].gap == Gap::Close
            && !self.is_function(at - 1)
            && !self.scan.is_in(at - 1, CueClass::Adverb)
            && !self.scan.is_in(at - 1, CueClass::ContentOpener);
        behind_noun && (we && self.word(at).len() <= PRONOUN || pronoun(CueClass::SubjectReference))
    }

    /// True where a predicate stands behind the verb of a description, and not
    /// at the opening of a clause: "it is driven by the reliefs we introduced".
    pub(super) fn is_in_description(&self, hit: &CueHit) -> bool {
        let describes = |cue: &CueHit| {
            matches!(
                cue.class,
                CueClass::IsAlone | CueClass::HasAlone | CueClass::Finite | CueClass::Can | CueClass::Must
            ) && cue.end <= hit.first
                && !self.is_subordinate(cue)
        };
        let Some(verb) = self.scan.cues.iter().rev().find(|cue| describes(cue)) else { return false };
        // "That is why we will": the verb only leads to what follows.
        let leads = self.scan.class(CueClass::Coordinator).any(|cue| cue.first <= verb.first && verb.end <= cue.end);
        let speaks = |cue: &CueHit| verb.end <= cue.first && cue.first <= hit.first;
        let described = match hit.class {
            CueClass::Speaker | CueClass::Perfect => self.scan.class(CueClass::Speaker).any(speaks),
            CueClass::Continuous | CueClass::Modal => self.has_contact(hit),
            _ => false,
        };
        described && !leads && !self.opens(hit, verb.end, false)
    }
}

/// True for words that make a clause a sentence, but for "will".
pub(super) fn is_finite(class: CueClass) -> bool {
    matches!(
        class,
        CueClass::IsAlone
            | CueClass::HasAlone
            | CueClass::WasAlone
            | CueClass::Would
            | CueClass::Can
            | CueClass::Must
            | CueClass::Finite
    )
}
