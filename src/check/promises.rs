//! Promises without money, date or owner, and those that are only aims.
//!
//! Only sentences that name a topic, or refer to one in the sentence before:
//! what a name carries over from far off is too unsure for a finding. What a
//! promise lacks may stand around it: in its paragraph, in the line that opens
//! its list, or for dates in its heading.

use super::Draft;
use super::fault::{Fault, Subject};
use super::kind::Check;
use crate::extract::decisive_cue;
use crate::model::{AmountMention, AttributionMethod, BlockKind, CommitmentKind, Per, Role, TopicMention};
use crate::rules::{CueClass, CueHit, Scan};
use crate::text::Span;

/// A promise may open with so many words before the one that commits and be marked from its beginning.
const OPENING: usize = 5;

/// Adds the faults of all promises.
pub(super) fn check(draft: &Draft<'_>, faults: &mut Vec<Fault>) {
    let mut scan = Scan::default();
    for (index, sentence) in draft.facts.sentences.iter().enumerate() {
        let kind = draft.document.blocks[sentence.sentence.block].kind;
        let is_running = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
        let is_promise = draft.report.sentences.get(index).is_some_and(|report| report.backing.is_some());
        if !(is_running && is_promise && sentence.commitment.kind.is_promise() && names_topic(draft, index)) {
            continue;
        }
        draft.rules.scan(&draft.document.text, sentence.sentence.span, &mut scan);
        let promise = Promise::new(draft, index, &scan);
        match sentence.commitment.kind {
            CommitmentKind::Soft => faults.extend(promise.hedged()),
            _ => {
                let funding = promise.funding();
                faults.extend(funding);
                faults.extend(promise.undated());
                faults.extend(promise.ownerless());
            }
        }
    }
}

/// True where the sentence names a topic itself, or takes it from the one before.
fn names_topic(draft: &Draft<'_>, index: usize) -> bool {
    let sentence = &draft.facts.sentences[index];
    let before = index.checked_sub(1).map(|before| &draft.facts.sentences[before]);
    let before = before.filter(|before| before.sentence.block == sentence.sentence.block);
    let named = AttributionMethod::Sentence;
    sentence.topics.iter().any(|mention| {
        let same = |other: &TopicMention| other.topic == mention.topic && other.method == named;
        mention.method == named || before.is_some_and(|before| before.topics.iter().any(same))
    })
}

/// True for sums of public money, with a figure or without.
pub(super) fn is_public(mention: &AmountMention) -> bool {
    mention.role == Role::Spend && mention.per != Per::Unit
}

struct Promise<'a> {
    draft: &'a Draft<'a>,
    index: usize,
    scan: &'a Scan,
    /// The words that decided what it commits to.
    decided: Option<Span>,
    /// Token behind the words that commit.
    after: usize,
    /// Token of the verb that says what is done.
    verb: usize,
    /// The words to mark.
    mark: Span,
}

impl<'a> Promise<'a> {
    fn new(draft: &'a Draft<'a>, index: usize, scan: &'a Scan) -> Self {
        let cue = decisive_cue(draft.document, &draft.facts.sentences, index, draft.rules, scan);
        let opens = matches!(cue.map(|cue| cue.class), None | Some(CueClass::MeasureVerb | CueClass::Fragment));
        let start = cue.map_or(scan.place.start, |cue| if opens { cue.span.start } else { cue.span.end });
        let after = scan.tokens.partition_point(|token| token.span.start < start);
        let mut verb = after;
        while let Some(adverb) = scan.class(CueClass::Adverb).find(|adverb| adverb.first == verb) {
            verb = adverb.end;
        }
        let last = verb.min(scan.tokens.len().saturating_sub(1));
        let first = if last <= OPENING || cue.is_none() {
            0
        } else {
            scan.tokens.partition_point(|token| token.span.end <= cue.map_or(0, |cue| cue.span.start)).min(last)
        };
        // "Set up" is one verb.
        let verbs = [CueClass::Costs, CueClass::Due].into_iter().flat_map(|class| scan.class(class));
        let end = verbs.filter(|cue| cue.first == verb).map(|cue| cue.end).max().unwrap_or(last + 1);
        let mark = if scan.tokens.is_empty() { scan.place } else { scan.span(first, end) };
        Self { draft, index, scan, decided: cue.map(|cue| cue.span), after, verb, mark }
    }

    fn fault(&self, check: Check, message: &str, lacks: Option<&'static str>, help: &str) -> Fault {
        let sentence = self.scan.place.of(&self.draft.document.text);
        let fault = Fault::new(check, Subject::Promise(self.index), self.mark, sentence, message.to_owned());
        Fault { lacks, ..fault.with_help(help) }
    }

    fn hedged(&self) -> Option<Fault> {
        let commitment = &self.draft.facts.sentences[self.index].commitment;
        let checkable = self.is_dated() && commitment.measurable;
        // What decided that it is soft, and not some other word of the sentence.
        let decides = |hedge: &&CueHit| {
            hedge.first <= self.verb && self.decided.is_none_or(|decided| hedge.span.end >= decided.start)
        };
        let hedge = self.scan.class(CueClass::Hedge).find(decides).filter(|_| !checkable)?;
        let words = hedge.span.of(&self.draft.document.text);
        let message = format!("“{words}” makes this an aim and no promise");
        let help = "say what will be done, or give the aim a date and a figure";
        Some(Fault { span: hedge.span, ..self.fault(Check::HedgedPromise, &message, None, help) })
    }

    /// No money, or only a saving.
    fn funding(&self) -> Option<Fault> {
        let savings = || self.scan.class(CueClass::Savings).next().map(|cue| cue.span);
        if let Some(words) = savings() {
            let (message, help) =
                ("a saving is to pay for this promise", "name the budget that pays until it is there");
            return Some(Fault { span: words, ..self.fault(Check::SavingAsFunding, message, None, help) });
        }
        // Without a currency of the text, money in words only is no amount.
        let is_amount = |cue: &&CueHit| self.amounts(self.index).any(|mention| mention.span == cue.span);
        if let Some(cue) = self.scan.class(CueClass::Vague).find(|cue| !is_amount(cue)) {
            let message = format!("“{}” is no figure", cue.span.of(&self.draft.document.text));
            let help = "give the figure, or leave the money out";
            return Some(Fault { span: cue.span, ..self.fault(Check::VagueAmount, &message, None, help) });
        }
        let by_law = self.scan.class(CueClass::Law).next().is_some();
        if !self.does(CueClass::Costs) || by_law || self.is_funded() {
            return None;
        }
        let saving = self.amounts(self.index).find(|mention| mention.role == Role::Saving);
        Some(match saving {
            Some(saving) => {
                let quote = saving.span.of(&self.draft.document.text);
                let message = format!("the only money of this promise, {quote}, is a saving");
                let help = "name what it costs and the budget that pays until the saving is there";
                Fault { span: saving.span, ..self.fault(Check::SavingAsFunding, &message, None, help) }
            }
            None => {
                let help = "say what it costs, over which years and from which budget, or that it costs nothing extra";
                self.fault(Check::UnfundedPromise, "this promise names no money", Some("money"), help)
            }
        })
    }

    fn undated(&self) -> Option<Fault> {
        let stands = |cue: &CueHit| (self.after..=self.verb).contains(&cue.first);
        let standing = self.scan.class(CueClass::Standing).any(stands);
        let by_law = self.scan.class(CueClass::Law).next().is_some();
        // Money has years of its own, and checks of its own.
        if !self.does(CueClass::Due) || standing || by_law || self.is_dated() || self.amounts(self.index).any(is_public)
        {
            return None;
        }
        let help = "name the date by which it is done, or how often it is done";
        Some(self.fault(Check::UndatedPromise, "this promise names no date", Some("date"), help))
    }

    fn ownerless(&self) -> Option<Fault> {
        let owned = |scan: &Scan| {
            [CueClass::Owner, CueClass::Speaker].into_iter().any(|class| scan.class(class).next().is_some())
        };
        let deed = self.does(CueClass::Costs) || self.does(CueClass::Due);
        let mut around = self.lead().into_iter().chain(self.sentence_before());
        if !(deed && self.is_passive())
            || self.has_agent()
            || owned(self.scan)
            || around.any(|span| self.scanned(span, &owned))
        {
            return None;
        }
        let help = "name who does it: make the body the subject, or add “by” and the body";
        Some(self.fault(Check::OwnerlessPromise, "this promise names nobody to keep it", Some("owner"), help))
    }

    /// "Will be extended", "is to be replaced", "is being rolled out".
    fn is_passive(&self) -> bool {
        let word = |at: usize| self.scan.tokens.get(at).map_or("", |token| token.span.of(&self.draft.document.text));
        let participle = word(self.verb).ends_with("ed") || self.starts(CueClass::DeedVerb, self.verb);
        let auxiliary = |at: usize| matches!(word(at), "be" | "being");
        participle && (self.after.saturating_sub(1)..self.verb).any(auxiliary)
    }

    /// "By the council", and not "by 2028" or "by the end of March".
    fn has_agent(&self) -> bool {
        let tokens = &self.scan.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.span.of(&self.draft.document.text));
        let date = |at: usize| {
            let digit = (at..at + 5).any(|at| tokens.get(at).is_some_and(|token| token.digit));
            digit
                || self.scan.class(CueClass::Date).chain(self.scan.class(CueClass::PeriodNamed)).any(|cue| cue.end > at)
        };
        (self.verb..tokens.len()).any(|at| word(at) == "by" && !word(at + 1).ends_with("ing") && !date(at))
    }

    /// True where a deed of the class is what the promise does.
    fn does(&self, class: CueClass) -> bool {
        self.starts(class, self.verb)
    }

    /// Public money in the sentence, its paragraph, or the line above its list; in the
    /// sentence also the price of one thing, which many promises give for the whole.
    fn is_funded(&self) -> bool {
        let sentences = &self.draft.facts.sentences;
        let block = sentences[self.index].sentence.block;
        let backed = self.draft.report.sentences[self.index].backing.is_some_and(|backing| backing > 0.0);
        let lead = self.lead_block();
        let near = |at: usize| {
            let other = sentences[at].sentence.block;
            other == block && self.shares_topic(at) || Some(other) == lead
        };
        let all = self.draft.facts.money.iter().chain(&self.draft.facts.vague);
        let named = self.amounts(self.index).any(|mention| matches!(mention.role, Role::Spent | Role::Threshold));
        let public = |mention: &&AmountMention| is_public(mention);
        let pays = |mention: &AmountMention| mention.sentence == self.index || near(mention.sentence);
        backed || named || all.filter(public).any(pays)
    }

    fn shares_topic(&self, other: usize) -> bool {
        let sentences = &self.draft.facts.sentences;
        let own = sentences[self.index].topic_set();
        let topics = sentences[other].topic_set();
        topics.is_empty() || topics.iter().any(|topic| own.contains(topic))
    }

    fn is_dated(&self) -> bool {
        let dated = |scan: &Scan| scan.class(CueClass::Date).next().is_some();
        let facts = &self.draft.facts.sentences[self.index];
        let heading = self.draft.document.blocks[facts.sentence.block].heading;
        let heading = heading.map(|at| self.draft.document.blocks[at].span);
        let has_year =
            |span: Span| span.of(&self.draft.document.text).split(|c: char| !c.is_ascii_digit()).any(is_year);
        let near = self.lead().into_iter().chain(heading);
        facts.commitment.dated
            || dated(self.scan)
            || near.into_iter().any(|span| has_year(span) || self.scanned(span, &dated))
    }

    fn amounts(&self, sentence: usize) -> impl Iterator<Item = &'a AmountMention> {
        let all = self.draft.facts.money.iter().chain(&self.draft.facts.vague);
        all.filter(move |mention| mention.sentence == sentence)
    }

    fn starts(&self, class: CueClass, at: usize) -> bool {
        self.scan.class(class).any(|cue| cue.first == at)
    }

    fn scanned(&self, span: Span, holds: &dyn Fn(&Scan) -> bool) -> bool {
        let mut scan = Scan::default();
        self.draft.rules.scan(&self.draft.document.text, span, &mut scan);
        holds(&scan)
    }

    /// The sentence before it in its block.
    fn sentence_before(&self) -> Option<Span> {
        let sentences = &self.draft.facts.sentences;
        let before = &sentences[self.index.checked_sub(1)?].sentence;
        (before.block == sentences[self.index].sentence.block).then_some(before.span)
    }

    /// The line that opens the list in which the promise stands.
    fn lead(&self) -> Option<Span> {
        self.lead_block().map(|at| self.draft.document.blocks[at].span)
    }

    fn lead_block(&self) -> Option<usize> {
        let blocks = &self.draft.document.blocks;
        let own = self.draft.facts.sentences[self.index].sentence.block;
        if blocks[own].kind != BlockKind::ListItem {
            return None;
        }
        let lead = (0..own).rev().find(|&at| blocks[at].kind != BlockKind::ListItem)?;
        let opens =
            blocks[lead].kind == BlockKind::Paragraph && blocks[lead].span.of(&self.draft.document.text).ends_with(':');
        opens.then_some(lead)
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20"))
}
