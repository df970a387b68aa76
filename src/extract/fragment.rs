//! Sentences without a subject or a verb, as lists of promises have them:
//! "Introduce a new …", "No stamp duty on …", "A second act to protect …".

use super::clause::{Clauses, is_finite};
use crate::model::CommitmentKind;
use crate::rules::{CueClass, CueHit, Gap, Marks};

/// How many words a subject in front of a verb may have, so that its first word is no order.
const SUBJECT: usize = 3;
/// Longest label of a list item, in bytes: "iii".
const LABEL: usize = 3;
/// So many times may a fragment say "no" and be a promise still.
const LACKS: usize = 3;
/// How many words a noun phrase may have before its "to".
const PHRASE: usize = 18;

impl Clauses<'_> {
    /// A sentence without a subject: "Introduce a new …", "No stamp duty on …"
    /// and "Five courts to be closed" are measures, "Scrapped ID cards" is a
    /// deed, "To build a better …" is an aim.
    pub(super) fn fragment(&self) -> Option<(CommitmentKind, CueHit)> {
        if self.scan.cues.is_empty() {
            return None;
        }
        // A motto in quotation marks promises nothing by itself.
        if self.is_quoted() {
            return None;
        }
        // "No plan, no staff and no money" tells what is missing.
        let no = |at: &usize| self.word(*at).eq_ignore_ascii_case("no");
        if (0..self.scan.tokens.len()).filter(no).count() > LACKS {
            return None;
        }
        if let Some(order) = self.passive_order() {
            return Some((CommitmentKind::Firm, order));
        }
        let opening = self.opening();
        let to = self.is_to(opening);
        let (at, kind) = if to { (opening + 1, CommitmentKind::Soft) } else { (opening, CommitmentKind::Firm) };
        let (at, kind) = if self.starts(CueClass::SoftVerb, at) || self.is_inquiry(at) {
            (at, CommitmentKind::Soft)
        } else {
            (at, kind)
        };
        let main = |hit: &&CueHit| is_finite(hit.class) && !self.is_subordinate(hit);
        let finite = |reach: usize| self.scan.cues.iter().filter(main).any(|hit| hit.first <= reach);
        // "Finance must serve", "Purchase of land": what looks like an order is a noun.
        // "Work on the line is done", "Demand for homes is high": a noun with what it is of.
        let attached = self.is_function(at + 1) && !self.is_determiner(at + 1) && !self.is_to(at + 1);
        let reach = if attached { at + PHRASE } else { at + SUBJECT };
        let content = self.starts(CueClass::ContentOpener, at) && !attached;
        let is_noun = finite(reach) && !content || self.is_of(at + 1);
        let measure = self.scan.class(CueClass::MeasureVerb).find(|hit| hit.first == at && !is_noun);
        measure.map(|hit| (kind, *hit)).or_else(|| self.unknown_order(opening)).or_else(|| {
            let stop = |hit: &CueHit| self.text[hit.span.end..].starts_with('.');
            let open = |class| {
                let hits = self.scan.class(class).filter(|hit| hit.first == opening);
                // "No. 5" is a number.
                hits.filter(|hit| class != CueClass::Fragment || !stop(hit)).max_by_key(|hit| hit.end)
            };
            let (pledge, deed) = (open(CueClass::Fragment), open(CueClass::DeedVerb));
            // "Review of the rules" is a noun.
            let review = open(CueClass::SoftVerb).filter(|hit| !self.is_of(hit.end));
            let kinds = [(CommitmentKind::Firm, pledge), (CommitmentKind::Past, deed), (CommitmentKind::Soft, review)];
            let longest =
                kinds.into_iter().filter_map(|(kind, hit)| Some((kind, *hit?))).rev().max_by_key(|(_, hit)| hit.end);
            let verbless = !finite(usize::MAX);
            let purpose = || {
                let to = self.purpose(opening).filter(|to| !self.any_in(CueClass::Speaker, 0, *to))?;
                self.scan.cues.iter().find(|hit| hit.first > to).map(|hit| (CommitmentKind::Firm, *hit))
            };
            // "Extended the grant and cut the fee": two deeds are no nouns.
            let joined_deed = || self.scan.class(CueClass::DeedVerb).find(|hit| self.is_joined(hit.first));
            let both = deed.filter(|deed| joined_deed().is_some_and(|other| other.first > deed.end));
            let both = both.map(|deed| (CommitmentKind::Past, *deed));
            let rest = || longest.or_else(purpose).or_else(|| self.doing(opening)).or_else(|| self.thing(opening));
            both.or_else(rest).filter(|_| verbless)
        })
    }

    /// "Be designed for all": what is to be done with a thing that the line before named.
    fn passive_order(&self) -> Option<CueHit> {
        let verb = self.verb_after(0);
        let be = self.word(0).eq_ignore_ascii_case("be") && verb <= 2;
        let done = be && self.is_participle(verb) && !self.starts(CueClass::FateVerb, verb);
        let last = self.scan.cues.iter().find(|hit| hit.first == 0 || hit.first == verb);
        last.copied().filter(|_| done && !self.starts(CueClass::SoftVerb, verb))
    }

    /// True where quotation marks hold all of a sentence.
    fn is_quoted(&self) -> bool {
        let words = self.scan.place.of(self.text).trim();
        words.starts_with(['“', '"']) && words.ends_with(['”', '"']) && words.matches(['“', '"']).count() <= 2
    }

    /// "Keeping the fee low until 2027." as a sentence: what is done, without a subject.
    fn doing(&self, opening: usize) -> Option<(CommitmentKind, CueHit)> {
        let ends = self.scan.place.of(self.text).trim_end().ends_with('.');
        let next = self.scan.tokens.get(opening + 1)?;
        let opens = |class| self.starts(class, opening + 1);
        let named = next.capital || next.digit || self.is_determiner(opening + 1) || opens(CueClass::Own);
        // "Taking forward the plan": a particle may stand between.
        let behind =
            self.scan.tokens.get(opening + 2).is_some_and(|token| token.capital) || self.is_determiner(opening + 2);
        let particle = behind && !opens(CueClass::DeedVerb) && !self.is_function(opening + 1);
        // "giving villages a bus": an item that goes on in small letters is no heading.
        let item = !self.scan.tokens[opening].capital && opening + SUBJECT < self.scan.tokens.len();
        let more = (1..=2).any(|next| self.starts(CueClass::Fragment, opening + next));
        if !(named || particle || item || more) || self.starts(CueClass::FateVerb, opening) {
            return None;
        }
        let object = self.scan.cues.iter().find(|hit| hit.first > opening)?;
        ((ends || item)
            && self.is_gerund(opening)
            && !self.scan.is_in(opening, CueClass::Other)
            && opening + 2 < self.scan.tokens.len())
        .then_some((CommitmentKind::Firm, *object))
    }

    /// "Five new lifeboats by 2026.", "A £40 million fund for piers.": a thing that is
    /// new, or that has its price.
    fn thing(&self, opening: usize) -> Option<(CommitmentKind, CueHit)> {
        let ends = self.scan.place.of(self.text).trim_end().ends_with('.');
        let new = self.scan.class(CueClass::Fragment).find(|hit| (opening..opening + SUBJECT).contains(&hit.first));
        let noun = self.scan.class(CueClass::MeasureSubject).find(|hit| hit.first <= opening + SUBJECT + 1);
        let priced = noun.filter(|hit| self.has_sum(opening, hit.first));
        let first = self.scan.tokens.get(opening)?;
        let counted = self.is_article(opening) || first.digit || first.marks.any(Marks::MONEY);
        let due = self.deadline(opening).filter(|_| counted);
        new.filter(|_| counted)
            .or(priced.filter(|_| self.is_article(opening)))
            .or(due)
            .filter(|_| ends)
            .map(|hit| (CommitmentKind::Firm, *hit))
    }

    /// "By 2026", "by the end of …": by when a thing is to be there.
    fn deadline(&self, opening: usize) -> Option<&CueHit> {
        let by = (opening + 2..self.scan.tokens.len()).find(|&at| {
            let due = |at: usize| self.scan.tokens.get(at).is_some_and(|token| token.digit) || self.word(at) == "end";
            self.word(at) == "by" && (due(at + 1) || self.is_determiner(at + 1) && due(at + 2))
        })?;
        self.scan.cues.iter().find(|hit| opening < hit.first && hit.first <= by + 2)
    }

    /// An order with a verb that no list knows: a word that opens a sentence
    /// without a verb, right before an article or its like: "Replicate the scheme".
    fn unknown_order(&self, opening: usize) -> Option<(CommitmentKind, CueHit)> {
        let word = self.word(opening);
        let ending = ["s", "ed", "ing", "ly"].into_iter().any(|ending| word.ends_with(ending));
        let known = self.scan.cues.iter().any(|cue| cue.first == opening);
        let known = known || self.is_function(opening) || !self.is_determiner(opening + 1);
        let object = self.scan.cues.iter().find(|hit| hit.first > opening)?;
        let close = self.scan.tokens.get(opening + 1)?.gap == Gap::Close && !self.scan.tokens[opening].digit;
        let verb = |hit: &CueHit| (is_finite(hit.class) || hit.class == CueClass::Modal) && !self.is_subordinate(hit);
        let verbless = !self.scan.cues.iter().any(verb);
        (!ending && !known && close && verbless && word.len() > 2).then_some((CommitmentKind::Firm, *object))
    }

    /// The first word of a sentence, past the number or bullet of a list item
    /// ("(c)", "23.") and adverbs.
    fn opening(&self) -> usize {
        let is_label = |at: usize| {
            let (token, next) = (self.scan.tokens.get(at), self.scan.tokens.get(at + 1));
            token.zip(next).is_some_and(|(token, next)| {
                let bullet =
                    token.span.len() <= LABEL && next.capital && !self.scan.cues.iter().any(|cue| cue.first == at);
                token.digit || bullet
            })
        };
        let first = (0..self.scan.tokens.len()).find(|at| !is_label(*at)).unwrap_or(0);
        let known = [CueClass::MeasureVerb, CueClass::Fragment, CueClass::DeedVerb];
        if known.into_iter().any(|class| self.starts(class, first)) { first } else { self.verb_after(first) }
    }

    /// A noun phrase that says what is to be done: "A second act to protect
    /// speech", "£2 billion to be invested". Gives the verb.
    fn purpose(&self, opening: usize) -> Option<usize> {
        let to = (opening + 1..self.scan.tokens.len().min(opening + PHRASE)).find(|at| self.is_to(*at))?;
        let verb = self.verb_after(to + 1);
        let sum = self.scan.tokens.get(opening)?.digit || self.is_article(opening);
        let noun = |at: usize| {
            let word = self.word(at);
            self.scan.tokens[at].capital || self.scan.tokens[at].digit || !(word.ends_with('s') || word.ends_with("ed"))
        };
        let named = sum && self.starts(CueClass::MeasureVerb, verb) || self.is_be_done(to, verb);
        (named && (opening..to).all(noun)).then_some(to)
    }

    pub(super) fn is_article(&self, at: usize) -> bool {
        self.word(at).eq_ignore_ascii_case("a") || self.word(at).eq_ignore_ascii_case("an")
    }
}
