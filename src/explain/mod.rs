//! Why a sentence or sum was or was not counted.
//!
//! A document is read as always. The sentences that are asked for are then
//! read once more by the same functions, which this time give everything that
//! they weighed. Nothing is decided here.

mod amounts;
mod topics;

use crate::analyse::{Settings, find_facts, home_currency};
use crate::error::{Error, Result};
use crate::extract::{Predicate, Trace, trace};
use crate::model::{
    CommitmentKind, CommitmentSeen, CueSeen, Document, DocumentReport, EXPLAIN_SCHEMA, Explanation, Facts, RuleRef,
    SentenceExplanation, ToolReport,
};
use crate::rules::{CueClass, CueHit, Origin, Owner, Part, RuleSet, Trail};
use crate::score::{Promises, find_promises, same_sums, summarise};
use crate::text::Span;

/// How far behind a predicate its verb may stand, in words.
const ADVERBS: usize = 4;

/// Which sentences to explain. Where nothing is given: those with money, and
/// the promises.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Those that stand on this line of the file, at least in part; from 1.
    pub line: Option<usize>,
    /// Those with a sum whose words hold this, in any case.
    pub sum: Option<String>,
}

/// Explains a document.
///
/// # Errors
/// Where no sentence is on the line, or no sum has the words.
pub fn explain(document: &Document, rules: &RuleSet, settings: &Settings, wanted: &Wanted) -> Result<Explanation> {
    let home = home_currency(document, rules, settings);
    let facts = find_facts(document, rules, home, &Settings { every_sentence: true, ..*settings });
    let report = summarise(document, &facts, &rules.topics);
    let chosen = choose(document, &report, wanted)?;
    let reader = Reader {
        document,
        rules,
        trail: Trail::new(rules),
        sums: same_sums(&facts.money),
        promises: find_promises(&facts, rules.topics.len()),
        facts: &facts,
        report: &report,
    };
    let sentences = chosen
        .into_iter()
        .map(|index| reader.sentence(index, &trace(document, &facts.sentences, index, rules, home)))
        .collect();
    Ok(Explanation {
        schema: EXPLAIN_SCHEMA,
        tool: ToolReport { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        path: report.path.clone(),
        date: report.date.clone(),
        currency: home,
        sentences,
    })
}

/// The sentences that are asked for, by their index.
fn choose(document: &Document, report: &DocumentReport, wanted: &Wanted) -> Result<Vec<usize>> {
    let all = || report.sentences.iter().enumerate();
    let amounts = || report.money.iter().chain(&report.vague);
    let on_line = |index: &usize| {
        let sentence = &report.sentences[*index];
        let last = document.lines.line(sentence.end.saturating_sub(1));
        wanted.line.is_none_or(|line| (sentence.line..=last).contains(&line))
    };
    let has_sum = |index: &usize| {
        let Some(sum) = &wanted.sum else { return true };
        amounts().any(|money| money.sentence == *index && squeeze(&money.quote).contains(&squeeze(sum)))
    };
    let of_interest = |index: &usize| {
        let sentence = &report.sentences[*index];
        let given = wanted.line.is_some() || wanted.sum.is_some();
        given || sentence.backing.is_some() || amounts().any(|money| money.sentence == *index)
    };
    let chosen: Vec<usize> =
        all().map(|(index, _)| index).filter(on_line).filter(has_sum).filter(of_interest).collect();
    if !chosen.is_empty() || (wanted.line.is_none() && wanted.sum.is_none()) {
        return Ok(chosen);
    }
    if let Some(line) = wanted.line.filter(|_| !all().any(|(index, _)| on_line(&index))) {
        let nearest = report.sentences.iter().min_by_key(|sentence| sentence.line.abs_diff(line));
        let hint = match nearest {
            Some(sentence) => format!("the nearest one begins on line {}", sentence.line),
            None => "the file holds no text".to_owned(),
        };
        return Err(Error::file(&report.path, format!("no sentence stands on line {line}"), hint));
    }
    let sum = wanted.sum.as_deref().unwrap_or_default();
    let mut quotes: Vec<&str> =
        amounts().filter(|money| on_line(&money.sentence)).map(|money| money.quote.as_str()).collect();
    quotes.sort_unstable();
    quotes.dedup();
    let hint = match quotes.len() {
        0 => "no amounts were read there".to_owned(),
        _ => format!("amounts there are: {}", quotes.join(", ")),
    };
    Err(Error::file(&report.path, format!("no amount holds the words `{sum}`"), hint))
}

/// Words for a comparison: in small letters, without spaces and commas.
fn squeeze(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace() && *c != ',').flat_map(char::to_lowercase).collect()
}

/// Everything that an explanation is taken from.
struct Reader<'a> {
    document: &'a Document,
    rules: &'a RuleSet,
    trail: Trail<'a>,
    facts: &'a Facts,
    report: &'a DocumentReport,
    /// For each amount the one that stands for its sum.
    sums: Vec<usize>,
    promises: Promises,
}

impl Reader<'_> {
    fn sentence(&self, index: usize, trace: &Trace) -> SentenceExplanation {
        let report = &self.report.sentences[index];
        let place = self.facts.sentences[index].sentence;
        let block = self.document.blocks.get(place.block);
        let heading = block.and_then(|block| self.document.blocks.get(block.heading?));
        SentenceExplanation {
            sentence: index,
            start: report.start,
            end: report.end,
            line: report.line,
            page: report.page,
            heading: heading.map(|heading| self.words(heading.span)),
            quote: self.words(place.span),
            topics: self.topics(index),
            rejected: self.rejected(index, trace),
            commitment: self.commitment(index, trace),
            amounts: self.amounts(index, trace),
            backing: self.backing(index),
        }
    }

    fn commitment(&self, index: usize, trace: &Trace) -> CommitmentSeen {
        let commitment = &self.facts.sentences[index].commitment;
        let decided = trace.decided.map(|cue| self.cue_seen(&cue, &commitment.kind.to_string()));
        let reason = match (&decided, commitment.kind) {
            (Some(_), _) => "the first predicate that speaks for the sentence decides",
            (None, CommitmentKind::None) => "no predicate speaks for the sentence",
            (None, _) => "taken over from the line that introduces the list",
        };
        let is_decided = |hit: &CueHit| trace.decided.as_ref() == Some(hit);
        let others = trace.predicates.iter().filter(|(hit, _)| !is_decided(hit));
        let is_around = |hit: &&CueHit| {
            let class: &str = hit.class.into();
            let behind =
                |(predicate, _): &(CueHit, Predicate)| (predicate.end..=predicate.end + ADVERBS).contains(&hit.first);
            let clause = class.starts_with("subject.") || class.starts_with("clause.");
            let verb = class.ends_with("_verb") && trace.predicates.iter().any(behind);
            let predicate = trace.predicates.iter().any(|(known, _)| known == *hit);
            (clause || verb) && !predicate && hit.class != CueClass::Finite && !is_decided(hit)
        };
        CommitmentSeen {
            kind: commitment.kind,
            reason: reason.to_owned(),
            others: others.map(|(hit, says)| self.cue_seen(hit, outcome(*says, decided.is_some()))).collect(),
            cue: decided,
            around: trace.scan.cues.iter().filter(is_around).map(|hit| self.cue_seen(hit, "")).collect(),
            dated: commitment.dated,
            measurable: commitment.measurable,
        }
    }

    fn cue_seen(&self, hit: &CueHit, outcome: &str) -> CueSeen {
        CueSeen {
            words: self.words(hit.span),
            class: hit.class.to_string(),
            rule: self.cue(hit.cue),
            outcome: outcome.to_owned(),
        }
    }

    fn cue(&self, index: u32) -> RuleRef {
        let cue = &self.rules.cues[index as usize];
        RuleRef { pack: cue.pack.clone(), id: cue.id.clone(), line: cue.line, key: "cue", phrase: String::new() }
    }

    fn rule(&self, origin: &Origin<'_>) -> RuleRef {
        let id = match origin.owner {
            Owner::Topic(topic) => self.rules.topics[usize::from(topic)].id.clone(),
            Owner::Cue(cue) => self.rules.cues[cue as usize].id.clone(),
            Owner::Flag(flag) => self.rules.flags[usize::from(flag)].id.clone(),
        };
        let key = match origin.part {
            Part::Term => "term",
            Part::Hint => "hint",
            Part::Weak => "weak",
            Part::General => "general",
            Part::Field => "field",
            Part::Follow => "follow",
            Part::Pattern => "pattern",
            Part::Unless => "unless",
        };
        let phrase = origin.phrase.get_ref().clone();
        RuleRef { pack: origin.source.id().to_owned(), id, line: origin.line(), key, phrase }
    }

    fn words(&self, span: Span) -> String {
        self.document.text.get(span.start..span.end).unwrap_or_default().to_owned()
    }
}

fn outcome(says: Predicate, decided: bool) -> &'static str {
    match says {
        Predicate::Subordinate => "its clause is subordinate",
        Predicate::PartOfLonger => "a longer cue says what is meant",
        Predicate::Silent => "neither a promise nor a deed follows",
        Predicate::Says(CommitmentKind::None) => "says nothing that binds the speaker",
        Predicate::Says(_) if decided => "another cue came first",
        Predicate::Says(_) => "a heading or lead-in commits to nothing",
    }
}
