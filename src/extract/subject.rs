//! Who the subject of a predicate is: the speaker's side, a measure, a body, other people.
//!
//! Like the clauses it is shallow: the words of the classes decide, and where they stand.

use super::clause::{Clauses, is_finite};
use crate::rules::{CueClass, CueHit, Gap, Marks};

/// How far before a verb its subject may begin, in words.
pub(super) const SUBJECT_REACH: usize = 18;
/// Length of "this" and "that", in bytes; "these" and "those" are longer.
const THIS: usize = 4;
/// How many words may stand before the subject of a sentence.
pub(super) const OPENING: usize = 2;

impl Clauses<'_> {
    /// True where the subject is the speaker's side or goes by an acronym, as
    /// programmes and public bodies do, and nothing else stands between it
    /// and the verb at `end`. A pronoun stands for a body named before.
    pub(super) fn is_actor(&self, from: usize, end: usize, after_body: bool) -> bool {
        let last = (from..end).rev().find(|at| !self.scan.is_in(*at, CueClass::Adverb));
        let Some(last) = last else { return false };
        let beside =
            |cue: &CueHit| (from..=last).contains(&cue.first) && (cue.end == last + 1 || self.name_end(cue) > last);
        if self.scan.class(CueClass::Speaker).any(beside) {
            return true;
        }
        // "The ministry, to help villages, has …": what is set in between parts no subject from its verb.
        let parted = |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.gap == Gap::Clause);
        let opens = |cue: &CueHit| cue.first <= 1 && cue.end < end && parted(cue.end) && !self.is_possessive(cue);
        let near = |cue: &CueHit| opens(cue) && end - cue.end <= SUBJECT_REACH;
        if parted(end) && self.scan.class(CueClass::Speaker).any(near) || self.is_list_of(last) {
            return true;
        }
        if after_body && self.is_pronoun(from, end) || self.is_head(from, last) {
            return true;
        }
        let token = &self.scan.tokens[last];
        let capitals = token.span.of(self.text).bytes().filter(u8::is_ascii_uppercase).count();
        let behind_of = last > from + 1 && self.is_function(last - 1)
            || last > from + 2 && self.is_determiner(last - 1) && self.is_function(last - 2);
        // "2,000 GPs" are people.
        let is_number = |at: usize| self.scan.tokens[at].digit || self.scan.tokens[at].marks.any(Marks::MONEY);
        let counted = last > from && is_number(last - 1);
        // "MNEs" and "GPs" are firms and people.
        let plural = token.span.of(self.text).ends_with('s');
        capitals >= 2 && !plural && !counted && !token.digit && !behind_of && !self.scan.is_in(last, CueClass::Other)
    }

    /// True where the speaker's side opens a list of those who act, up to token `last`:
    /// "the office, departments and others including A, B and C are …".
    fn is_list_of(&self, last: usize) -> bool {
        let parted = |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.gap == Gap::Clause);
        let verb = |cue: &CueHit| (is_finite(cue.class) || cue.class == CueClass::Modal) && cue.end <= last + 1;
        let speakers = || self.scan.class(CueClass::Speaker).filter(|cue| !self.is_possessive(cue));
        let first = speakers().find(|cue| cue.first <= 1 && parted(cue.end));
        let second =
            first.is_some_and(|first| speakers().any(|cue| cue.first == first.end && self.is_joined(cue.end + 1)));
        second && !self.scan.cues.iter().any(verb)
    }

    /// True where the speaker's side is the first of a subject that goes on to
    /// `last`: "the ministry of …", "the government and …".
    fn is_head(&self, from: usize, last: usize) -> bool {
        let goes_on = |at: usize| {
            self.is_of(at)
                || self.word(at) == "for"
                || self.scan.class(CueClass::Coordinator).any(|cue| cue.first == at)
        };
        let opens = |cue: &CueHit| cue.first <= from + 1 && from <= cue.first && cue.end <= last && goes_on(cue.end);
        let verb = |cue: &CueHit| is_finite(cue.class) && from <= cue.first && cue.end <= last + 1;
        self.scan.class(CueClass::Speaker).any(opens) && !self.scan.cues.iter().any(verb)
    }

    /// True where a subject is the speaker's own, and nobody else is in it: "our reforms".
    pub(super) fn is_own(&self, from: usize, end: usize) -> bool {
        let near = |cue: &&CueHit| from <= cue.first && cue.first <= from + OPENING && cue.end < end;
        let own = self.scan.class(CueClass::Own).any(|cue| near(&cue))
            || self.scan.class(CueClass::Speaker).filter(near).any(|cue| self.is_possessive(cue));
        // "Our support for the film industry": the noun before its "for" is the subject.
        let attached =
            (from + OPENING..end).find(|at| self.is_function(*at) && !self.scan.is_in(*at, CueClass::Coordinator));
        own && !self.any_in(CueClass::Other, from, attached.unwrap_or(end))
    }

    /// True where a subject is nothing but a pronoun that refers back.
    pub(super) fn is_pronoun(&self, from: usize, end: usize) -> bool {
        self.scan.class(CueClass::SubjectReference).any(|cue| from <= cue.first && cue.end == self.before_adverbs(end))
    }

    pub(super) fn before_adverbs(&self, end: usize) -> usize {
        (0..end).rev().find(|at| !self.scan.is_in(*at, CueClass::Adverb)).map_or(end, |last| last + 1)
    }

    /// Where the subject of the verb at `at` begins. A verb that opens a clause
    /// has its subject before an insertion: "the fund, worth £5m, will …".
    pub(super) fn subject_start(&self, at: usize) -> usize {
        let before = self.before_adverbs(at);
        if let Some(pronoun) = self.scan.class(CueClass::SubjectReference).find(|cue| cue.end == before) {
            return pronoun.first;
        }
        // "They accept it and a new government will …": a conjunction right before the subject.
        let speaker = self.scan.class(CueClass::Speaker).find(|cue| cue.end == before && self.is_joined(cue.first));
        if let Some(speaker) = speaker {
            return speaker.first;
        }
        let start = self.clause_start(at);
        // "That is why the ministry and its partners are …".
        let opener = self.scan.class(CueClass::Coordinator).find(|cue| cue.first == start && cue.end < at);
        match opener.map_or(start, |cue| cue.end) {
            start if start == at && at > 0 => at.saturating_sub(SUBJECT_REACH),
            start => start,
        }
    }

    /// True where a measure, and nobody else, is the head of a subject: the first noun.
    pub(super) fn is_measure(&self, from: usize, end: usize) -> bool {
        // The last noun of a compound is its head: "Growth Fund".
        let inside = |cue: &&CueHit| from <= cue.first && cue.end <= end;
        let is_head = |cue: &&CueHit| {
            let next = cue.end..=cue.end + 1;
            let demonstrative = self.scan.is_in(cue.first, CueClass::Demonstrative);
            let in_name = |at: usize| self.scan.tokens[at].capital && self.scan.tokens[at].gap == Gap::Close;
            let named = cue.end < end && in_name(cue.first) && in_name(cue.end);
            !demonstrative
                && !named
                && !self.scan.class(CueClass::MeasureSubject).any(|measure| next.contains(&measure.first))
        };
        let other = self.scan.class(CueClass::Other).filter(inside).find(is_head).map(|cue| cue.first);
        let measure = self.scan.class(CueClass::MeasureSubject).find(inside).map(|cue| cue.first);
        measure.is_some_and(|measure| other.is_none_or(|other| measure < other))
    }

    /// True where other people are in a subject, and not only in a name:
    /// "young people", and not "the Youth Futures Foundation".
    pub(super) fn is_other(&self, from: usize, end: usize) -> bool {
        let in_name = |at: usize| self.scan.tokens[at].capital && self.scan.tokens[at].gap == Gap::Close;
        let named = |cue: &CueHit| cue.first > from && cue.end < end && in_name(cue.first) && in_name(cue.end);
        let inside = |cue: &&CueHit| from <= cue.first && cue.end <= end;
        // "These bodies": before its noun a demonstrative is nobody.
        let before = self.before_adverbs(end);
        let points =
            |cue: &CueHit| cue.end < before && self.starts(CueClass::GoesOn, cue.first) && self.attaches(cue.end);
        self.scan.class(CueClass::Other).filter(inside).any(|cue| !named(cue) && !points(cue))
    }

    /// True where the subject is a name of two words or more, as programmes have: "Digital Harbour has …".
    pub(super) fn is_name(&self, from: usize, end: usize) -> bool {
        let before = self.before_adverbs(end);
        let name = |at: usize| {
            self.scan.tokens[at].capital && !self.scan.tokens[at].digit && self.scan.tokens[at].gap != Gap::Clause
        };
        let words =
            (from..before).rev().take_while(|at| name(*at) || *at == from && self.scan.tokens[*at].capital).count();
        words >= 2 && !self.is_other(from, end)
    }

    /// True where the subject is a name and nothing else, of a body, a party or a programme: "the Trust for Wales".
    pub(super) fn is_proper(&self, from: usize, end: usize) -> bool {
        let from = from + usize::from(self.is_determiner(from));
        let end = self.before_adverbs(end);
        let name = |at: &usize| self.scan.tokens[*at].capital && !self.scan.tokens[*at].digit;
        let names = (from..end).filter(name).count();
        let link = |at: usize| self.is_of(at) || matches!(self.word(at), "for" | "the") || self.is_joined(at + 1);
        names >= 2 && (from..end).all(|at| name(&at) || link(at)) && name(&from) && !self.is_other(from, end)
    }

    /// True where the subject is the speaker's country.
    pub(super) fn is_nation(&self, from: usize, end: usize) -> bool {
        let before = self.before_adverbs(end);
        self.scan.class(CueClass::Nation).any(|cue| from <= cue.first && cue.first <= from + 1 && cue.end == before)
    }

    /// True where the subject of the verb at `end` only holds its place: "there".
    pub(super) fn is_dummy(&self, end: usize) -> bool {
        let before = self.before_adverbs(end);
        before > 0 && self.word(before - 1).eq_ignore_ascii_case("there")
    }

    /// True where a sentence opens with what people may do under a measure, so that what
    /// follows is a term of it: "To benefit from the scheme, owners will …".
    pub(super) fn is_condition(&self) -> bool {
        self.is_to(0) && self.starts(CueClass::PermittedVerb, self.verb_after(1))
    }

    /// True where the subject is something done to something: "having our own port".
    pub(super) fn is_activity(&self, from: usize, end: usize) -> bool {
        let object = self.is_determiner(from + 1) || self.starts(CueClass::Own, from + 1);
        from + 2 < end && self.is_gerund(from) && object
    }

    /// True where a noun may follow, and no verb or punctuation.
    fn attaches(&self, at: usize) -> bool {
        let verb = |cue: &CueHit| cue.first == at && (is_finite(cue.class) || cue.class == CueClass::Modal);
        self.scan.tokens.get(at).is_some_and(|token| token.gap == Gap::Close) && !self.scan.cues.iter().any(verb)
    }

    /// True where a subject is nothing but a word that refers back: "it", "these".
    pub(super) fn is_bare(&self, from: usize, end: usize) -> bool {
        let before = self.before_adverbs(end);
        self.scan.class(CueClass::GoesOn).any(|cue| from <= cue.first && cue.end == before)
    }

    /// True where a subject is a word for what was announced, and not for the announcement: "it", "these".
    pub(super) fn is_thing(&self, from: usize, end: usize) -> bool {
        self.is_pronoun(from, end) || self.is_bare(from, end) && self.word(self.before_adverbs(end) - 1).len() > THIS
    }

    /// True where the subject that ends before a verb is a body that acts: "this office".
    pub(super) fn is_body(&self, from: usize, end: usize) -> bool {
        let before = self.before_adverbs(end);
        // "In three years the trust": a noun phrase begins at its article.
        let from = (from..before.saturating_sub(1)).rev().find(|at| self.is_determiner(*at)).unwrap_or(from);
        self.scan.class(CueClass::Body).any(|cue| from < cue.first && cue.end == before)
            && !(from + 1..before.saturating_sub(1)).any(|at| self.is_function(at))
    }

    /// True where a sum stands in a subject, and nobody else: "another $90 million".
    pub(super) fn is_sum(&self, from: usize, end: usize) -> bool {
        self.has_sum(from, end) && !self.is_other(from, end)
    }

    /// True where a number with a unit or a currency stands between two tokens.
    pub(super) fn has_sum(&self, from: usize, end: usize) -> bool {
        let money =
            |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.marks.any(Marks::MONEY) && !token.digit);
        let signed = |at: usize| {
            let before = self.text[..self.scan.tokens[at].span.start].trim_end().chars().next_back();
            before.is_some_and(|sign| {
                sign == '$' || !sign.is_ascii() && !sign.is_alphabetic() && !"‘’“”–—".contains(sign)
            })
        };
        let end = end.min(self.scan.tokens.len());
        (from..end).any(|at| self.scan.tokens[at].digit && (signed(at) || money(at + 1) || at > 0 && money(at - 1)))
    }
}
