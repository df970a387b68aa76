//! Names of programmes that a document introduces: "the Networked Trade
//! Platform (NTP)", "the Cyber Security Agency, or CSA".
//!
//! An acronym that stands for a name on a topic carries that topic to later
//! sentences which use it, for this document only. So does a name that its
//! sentence defines, with an acronym behind it. A name that merely stands in a
//! sentence on a topic is not learnt: a country or a ministry is named beside
//! many subjects.

use crate::model::{AttributionMethod, TopicMention};
use crate::rules::{CueClass, Gap, Scan, Strength, Token};
use crate::text::Span;
use foldhash::{HashMap, HashSet};

/// Longest name that is learnt, in words.
const LONGEST: usize = 8;

/// Longest word that an acronym may leave out, in bytes: "of", "and".
const SMALL_WORD: usize = 3;

/// Names learnt so far, with their topics.
#[derive(Debug, Default)]
pub(super) struct Names {
    topics: HashMap<String, Vec<u16>>,
    /// The first words of the names as [`Token::head`], for a cheap look.
    starts: HashSet<u64>,
    /// Acronyms that the document spells out as something else, with the topics
    /// that they are no words of.
    others: HashSet<(String, u16)>,
}

impl Names {
    /// Learns the names that a sentence which names `topics` introduces.
    pub(super) fn learn(&mut self, text: &str, scan: &Scan, topics: &[TopicMention]) {
        if topics.is_empty() {
            return;
        }
        for (at, acronym) in scan.tokens.iter().enumerate().filter(|(_, token)| is_acronym_token(text, token)) {
            let Some(first) = spelt_out(text, scan, at).filter(|_| !is_plural(text, acronym)) else { continue };
            let end = if scan.tokens[at - 1].span.of(text) == "or" { at - 1 } else { at };
            let name = scan.span(first, end);
            let inside = topics_in(name, topics);
            if !inside.is_empty() {
                self.add(acronym.span.of(text), acronym, &inside);
            } else if ends_in_measure(scan, end) {
                let all = topics_in(scan.place, topics);
                self.add(acronym.span.of(text), acronym, &all);
                self.add(name.of(text), &scan.tokens[first], &all);
            }
        }
    }

    /// Takes out of `scan` the acronyms that the document spells out as
    /// something else: of the Rural Payments Agency (RPA) nothing is robotic.
    pub(super) fn drop_others(&mut self, text: &str, scan: &mut Scan) {
        for hit in scan.topics.iter().filter(|hit| hit.strength == Strength::Term) {
            let at = scan.tokens.partition_point(|token| token.span.start < hit.span.start);
            let Some(acronym) = scan.tokens.get(at).filter(|token| token.span == hit.span) else { continue };
            if !is_acronym_token(text, acronym) || is_plural(text, acronym) {
                continue;
            }
            let Some(first) = spelt_out(text, scan, at) else { continue };
            let name = Span::new(scan.tokens[first].span.start, scan.tokens[at - 1].span.end);
            let known = scan.topics.iter().any(|other| other.topic == hit.topic && other.span.overlaps(name));
            if !known {
                self.others.insert((hit.span.of(text).to_owned(), hit.topic));
            }
        }
        if !self.others.is_empty() {
            scan.topics.retain(|hit| !self.others.contains(&(hit.span.of(text).to_owned(), hit.topic)));
        }
    }

    fn add(&mut self, name: &str, first: &Token, topics: &[u16]) {
        self.topics.entry(name.to_owned()).or_insert_with(|| topics.to_vec());
        self.starts.insert(first.head);
    }

    /// A cheap look: true where a word of the sentence begins a known name.
    pub(super) fn may_recall(&self, scan: &Scan) -> bool {
        !self.starts.is_empty() && scan.tokens.iter().any(|token| token.capital && self.starts.contains(&token.head))
    }

    /// The topics of the names that a sentence uses again.
    pub(super) fn recall(&self, text: &str, scan: &Scan) -> Vec<TopicMention> {
        if !self.may_recall(scan) {
            return Vec::new();
        }
        let acronyms = scan.tokens.iter().filter(|token| is_acronym_token(text, token)).map(|token| token.span);
        let full = capitalised(text, scan).into_iter().map(|(first, end)| scan.span(first, end));
        let known = acronyms.chain(full).find_map(|span| Some((span, self.topics.get(span.of(text))?)));
        let Some((span, topics)) = known else { return Vec::new() };
        let method = AttributionMethod::Reference;
        topics.iter().map(|&topic| TopicMention { topic, span, method }).collect()
    }
}

/// The topics of the mentions that touch `place`, each once.
fn topics_in(place: Span, topics: &[TopicMention]) -> Vec<u16> {
    let named = topics.iter().filter(|mention| mention.method == AttributionMethod::Sentence);
    let mut inside: Vec<u16> =
        named.filter(|mention| mention.span.overlaps(place)).map(|mention| mention.topic).collect();
    inside.sort_unstable();
    inside.dedup();
    inside
}

/// Runs of capitalised words that end in a word for a measure, as token ranges.
fn capitalised(text: &str, scan: &Scan) -> Vec<(usize, usize)> {
    let capital = |at: usize| scan.tokens[at].capital && scan.tokens[at].span.of(text) != "The";
    let measures = scan.class(CueClass::MeasureSubject).map(|measure| measure.end - 1).filter(|last| capital(*last));
    let run = |last: usize| {
        let goes_on = |first: &usize| scan.tokens[*first].gap == Gap::Close && capital(*first - 1);
        let first =
            (last.saturating_sub(LONGEST) + 1..=last).rev().take_while(goes_on).last().map_or(last, |at| at - 1);
        (first, last + 1)
    };
    measures.map(run).filter(|(first, end)| end - first > 1).collect()
}

/// Where the name begins that the acronym at `at` stands for: as many words
/// before it, small ones aside, as it has capitals, with the same initials.
fn spelt_out(text: &str, scan: &Scan, at: usize) -> Option<usize> {
    let word = |index: usize| scan.tokens[index].span.of(text);
    let mut before = at.checked_sub(1)?;
    let opened = text[scan.tokens[before].span.end..scan.tokens[at].span.start].contains('(');
    if word(before) == "or" {
        before = before.checked_sub(1)?;
    } else if !opened {
        return None;
    }
    let mut letters: Vec<char> = word(at).chars().filter(char::is_ascii_uppercase).collect();
    for index in (before.saturating_sub(LONGEST)..=before).rev() {
        let wanted = *letters.last()?;
        let initial = word(index).chars().next()?.to_ascii_uppercase();
        if initial == wanted {
            letters.pop();
            if letters.is_empty() {
                return Some(index);
            }
        } else if scan.tokens[index].capital && letters.first() == Some(&initial) {
            // Letters without a word of their own: "Transport Integrated Platform (TRIP)".
            return Some(index);
        } else if word(index).len() > SMALL_WORD {
            return None;
        }
    }
    None
}

/// True where the word before `end` is one for a measure.
fn ends_in_measure(scan: &Scan, end: usize) -> bool {
    scan.class(CueClass::MeasureSubject).any(|measure| measure.end == end)
}

/// True for many of a kind, which is no name: "SMEs".
fn is_plural(text: &str, acronym: &Token) -> bool {
    acronym.span.of(text).ends_with('s')
}

fn is_acronym_token(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    token.capital
        && (2..=8).contains(&word.len())
        && word.is_ascii()
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
}

#[cfg(test)]
mod tests {
    use crate::extract::extract;
    use crate::ingest::{ReadOptions, read_bytes, sentences};
    use crate::rules::RuleSet;

    /// The topics of each sentence of a text.
    fn topics(text: &str) -> Vec<Vec<String>> {
        let rules = RuleSet::built_in().unwrap();
        let document = read_bytes("a.txt", text.as_bytes(), &ReadOptions::default()).unwrap();
        let found = sentences(&document, &rules.abbreviations);
        let facts = extract(&document, &found, &rules, None, true);
        let ids = |set: Vec<u16>| set.into_iter().map(|topic| rules.topics[usize::from(topic)].id.clone()).collect();
        facts.sentences.iter().map(|sentence| ids(sentence.topic_set())).collect()
    }

    #[test]
    fn an_acronym_stands_for_the_topic_of_its_name() {
        let text = "The Rural Broadband Office (RBO) opened.\n\nFerries sail at noon.\n\nThe RBO will get £5m.";
        assert_eq!(topics(text), [&["broadband"][..], &[], &["broadband"]]);
        let text = "The Cyber Harbour Agency, or CHA, opened.\n\nThe CHA will grow.";
        assert_eq!(topics(text), [["cyber"], ["cyber"]]);
    }

    #[test]
    fn an_acronym_that_is_spelt_out_otherwise_is_no_word_of_the_topic() {
        let text = "The Rural Payments Agency (RPA) is slow.\n\nThe RPA pays farmers.";
        assert_eq!(topics(text), [[""; 0], [""; 0]]);
        let text = "RPA spares clerks.\n\nRobotic process automation (RPA) is quick. RPA is cheap.";
        assert_eq!(topics(text), [["data"], ["data"], ["data"]]);
    }

    #[test]
    fn a_programme_is_defined_by_its_sentence() {
        let text = "We launched the Harbour Integrated Platform (HIP), a single fintech platform for small firms.\n\n\
                    HIP will cost £3m.";
        assert_eq!(topics(text)[0], topics(text)[1]);
        assert_eq!(topics(text)[1], ["economy"]);
    }

    #[test]
    fn many_of_a_kind_are_no_name() {
        let text = "Digital tools will be given to Small Seaside Firms (SSFs).\n\nThe SSFs catch fish.";
        assert_eq!(topics(text)[1], [""; 0]);
    }

    #[test]
    fn a_country_named_beside_a_topic_is_not_learnt() {
        let text =
            "The UK must lead in semiconductors, and so must the NHS.\n\nThe UK will plant trees. NHS wards will open.";
        assert_eq!(topics(text)[1..], [[""; 0], [""; 0]]);
    }
}
