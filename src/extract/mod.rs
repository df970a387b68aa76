//! From sentences to facts: topics, amounts of money, commitments.
//!
//! The grammar is here; the words are in the rule packs.

mod around;
mod change;
mod clause;
mod commitment;
mod currency;
mod duty;
mod flags;
mod fragment;
mod judge;
mod later;
mod level;
mod money;
mod names;
mod nest;
mod number;
mod payer;
mod period;
mod present;
mod purpose;
mod role;
mod scope;
mod scorecard;
mod sentence;
mod shown;
mod subject;
mod table;
mod topic;
mod trace;

pub use commitment::Predicate;
pub use currency::infer_currency;
pub use role::RoleReading;
pub use scorecard::{CardOptions, read_scorecard};
pub use trace::{Trace, decisive_cue, trace};

use crate::model::{
    AttributionMethod, Block, BlockKind, Commitment, CommitmentKind, Currency, Deadline, Document, Facts, Sentence,
    SentenceFacts, TopicMention,
};
use crate::rules::{CueClass, Marks, RuleSet, Scan, only_weak};
use crate::text::Span;
use commitment::{Decision, Setting, broken_off, is_lead_in};
use money::amounts;
use names::Names;
use period::Periods;
use scope::Scope;
use sentence::{SentenceMoney, may_hold_money};
use table::Tables;
use topic::{Before, NOUN_REACH};

/// A lead-in such as "We will:" has at most this many words.
const LEAD_IN_WORDS: usize = 8;
/// An order of more words says what is to be done, with a list of how: "Mend the pier by:".
const SHORT_ORDER: usize = 3;
/// So many amounts are read of any text, ...
const MOST_AMOUNTS: usize = 20_000;
/// ... and one more for so many bytes, which is more than budgets have. A file of
/// nothing but sums must not fill the memory.
const BYTES_OF_AMOUNT: usize = 1024;
/// So many sentences are read between two looks at the clock.
const BETWEEN_LOOKS: usize = 64;

/// Reads everything the rules know from the sentences of a document. `home`
/// is the currency that a sign shared by several countries means.
///
/// Topics are those that a sentence names or refers back to; amounts are not
/// yet linked to topics, nor counted.
///
/// No number depends on what a sentence without topic and money commits to.
/// It is read only where `every_sentence` asks for it.
pub fn extract(
    document: &Document,
    sentences: &[Sentence],
    rules: &RuleSet,
    home: Option<Currency>,
    every_sentence: bool,
) -> Facts {
    extract_until(document, sentences, rules, home, every_sentence, Deadline::default())
}

/// The same; once the time is over the sentences that are left are not read,
/// and the facts are of no use.
pub fn extract_until(
    document: &Document,
    sentences: &[Sentence],
    rules: &RuleSet,
    home: Option<Currency>,
    every_sentence: bool,
    deadline: Deadline,
) -> Facts {
    let mut reader = Reader {
        document,
        rules,
        home,
        every_sentence,
        scan: Scan::default(),
        names: Names::default(),
        tables: Tables::default(),
        lead: None,
        lead_topics: Vec::new(),
        most: MOST_AMOUNTS + document.text.len() / BYTES_OF_AMOUNT,
        facts: Facts { sentences: Vec::with_capacity(sentences.len()), ..Facts::default() },
    };
    for some in sentences.chunks(BETWEEN_LOOKS) {
        if deadline.is_over() {
            break;
        }
        some.iter().for_each(|sentence| reader.read(sentence));
    }
    reader.facts
}

/// The amounts of some sentences, each with its currency, as they are read
/// where nothing is known of the currency of the document.
pub fn amounts_without_home(document: &Document, sentences: &[Sentence], rules: &RuleSet) -> Vec<(Span, Currency)> {
    let text = document.text.as_str();
    let mut scan = Scan::default();
    let mut found = Vec::new();
    for sentence in sentences {
        rules.scan_words(text, sentence.span, &mut scan);
        if may_hold_money(rules, text, &scan, None) {
            rules.scan_cues(text, &mut scan);
            found.extend(amounts(rules, text, &scan, None).iter().map(|amount| (amount.span, amount.currency)));
        }
    }
    found
}

/// What is known of a document up to the sentence being read.
struct Reader<'a> {
    document: &'a Document,
    rules: &'a RuleSet,
    home: Option<Currency>,
    every_sentence: bool,
    scan: Scan,
    names: Names,
    tables: Tables,
    /// What the line that introduces the current list commits to.
    lead: Option<CommitmentKind>,
    /// The topics that it names, where the items say more of what it names.
    lead_topics: Vec<u16>,
    /// Most amounts.
    most: usize,
    facts: Facts,
}

impl Reader<'_> {
    fn read(&mut self, sentence: &Sentence) {
        let text = self.document.text.as_str();
        let block = &self.document.blocks[sentence.block];
        self.rules.scan_topics(text, sentence.span, &mut self.scan);
        self.names.drop_others(text, &mut self.scan);
        let mut topics = topic::named(text, &mut self.scan);
        let refers = self.scan.any(Marks::REFERENCE);
        let may_refer =
            refers && self.facts.sentences.iter().rev().take(NOUN_REACH).any(|before| !before.topics.is_empty());
        let opens_list = block.kind != BlockKind::Heading && sentence.span.of(text).ends_with(':');
        let holds_money = self.scan.vague || may_hold_money(self.rules, text, &self.scan, self.home);
        let named = !topics.is_empty();
        let recalls = !named && self.names.may_recall(&self.scan);
        let in_table = block.kind == BlockKind::TableCell;
        let follows_money = refers && !holds_money && self.waits_for_years(sentence);
        let follows = may_refer || follows_money;
        let in_list = self.lead.is_some();
        if self.every_sentence || holds_money || opens_list || in_list || follows || named || recalls || in_table {
            self.rules.scan_cues(text, &mut self.scan);
            topic::drop_examples(text, &mut self.scan, &mut topics);
        }
        self.carry(text, sentence, &mut topics);
        let decision = self.decide(text, block, sentence);
        if topics.is_empty() && self.completes_lead_in(text, block, sentence) {
            let (span, method) = (self.scan.tokens[0].span, AttributionMethod::Reference);
            topics.extend(self.lead_topics.iter().map(|&topic| TopicMention { topic, span, method }));
        }
        let (words, commitment) = (self.scan.tokens.len() as u32, decision.into());
        let mut found = SentenceFacts { sentence: *sentence, words, topics, commitment };
        if in_table {
            self.cell(text, block, &mut found);
        } else {
            self.tables.outside(self.rules, text, &self.scan, self.home);
        }
        let follows_money = follows_money && later::refers_to_money(&self.scan);
        let holds_money = holds_money && self.has_room();
        if holds_money || follows_money || !found.topics.is_empty() {
            let periods = Periods::read(self.rules, text, &self.scan);
            found.commitment.dated = periods.any();
            found.commitment.measurable = is_measurable(text, &self.scan);
            if holds_money {
                self.money(text, &found, &periods);
            } else if follows_money {
                self.give_years(text, &periods);
            }
        }
        let (rules, scan) = (self.rules, &self.scan);
        let scope = Scope { rules, text, scan, raws: &[], topics: &found.topics };
        if scope.is_list_of_others() {
            self.facts.lists.push(self.facts.sentences.len());
        }
        self.names.learn(text, &self.scan, &found.topics);
        if block.kind == BlockKind::Heading {
            self.facts.headings.insert(sentence.block, found.topic_set());
            found.topics.clear();
        }
        if !holds_money && topic::only_points(text, &self.scan, found.commitment.kind) {
            found.topics.clear();
        }
        if opens_list {
            let broken = broken_off(text, &self.scan, found.commitment.kind);
            self.lead = Some(broken.unwrap_or(found.commitment.kind));
            let goes_on = [CueClass::Relative, CueClass::PurposeDirection];
            let ends = |class: &CueClass| self.scan.class(*class).any(|cue| cue.end == self.scan.tokens.len());
            self.lead_topics = if goes_on.iter().any(ends) { found.topic_set() } else { Vec::new() };
            let is_order = decision.cue.is_some_and(|cue| cue.class == CueClass::MeasureVerb);
            let order = is_order && self.scan.tokens.len() > SHORT_ORDER;
            if self.scan.tokens.len() <= LEAD_IN_WORDS && !order || is_lead_in(&self.scan) || broken.is_some() {
                (found.commitment, found.topics) = (Commitment::default(), Vec::new());
            }
        }
        if is_lead_in(&self.scan) {
            found.commitment = Commitment::default();
        }
        found.topics.shrink_to_fit();
        self.facts.sentences.push(found);
    }

    /// False once there are more amounts than are read.
    fn has_room(&mut self) -> bool {
        let is_full = self.facts.money.len() + self.facts.vague.len() >= self.most;
        if is_full && self.facts.unread.is_none() {
            self.facts.unread = Some(self.facts.sentences.len());
        }
        !is_full
    }

    /// True where the sentence before this one names money and no years.
    fn waits_for_years(&self, sentence: &Sentence) -> bool {
        let number = self.facts.sentences.len();
        let last = self.facts.money.last().filter(|last| last.sentence + 1 == number);
        last.is_some_and(later::lacks_years) && self.before(sentence).is_some()
    }

    fn give_years(&mut self, text: &str, periods: &Periods) {
        let before = self.facts.sentences.len() - 1;
        let first = self.facts.money.partition_point(|mention| mention.sentence < before);
        later::give_years(self.rules, text, periods, self.document.date, &mut self.facts.money[first..]);
    }

    /// The sentence before this one in its block.
    fn before(&self, sentence: &Sentence) -> Option<&SentenceFacts> {
        self.facts.sentences.last().filter(|before| before.sentence.block == sentence.block)
    }

    /// Adds the topics that the sentence refers back to, by a pronoun, a noun or a name.
    fn carry(&self, text: &str, sentence: &Sentence, topics: &mut Vec<TopicMention>) {
        let before = Before { document: self.document, sentences: &self.facts.sentences, block: sentence.block };
        // A weak word gives way to what the sentence refers to.
        let is_open = only_weak(&self.scan) || topics.is_empty();
        let mut carried = before.carried(&self.scan, !is_open);
        if is_open && carried.is_empty() {
            carried = self.names.recall(text, &self.scan);
        }
        if is_open && carried.is_empty() {
            carried = before.followed(&self.scan);
        }
        if is_open && !carried.is_empty() {
            topics.clear();
        }
        carried.retain(|mention| topics.iter().all(|named| named.topic != mention.topic));
        topics.extend(carried);
        topics.sort_by_key(|mention| (mention.topic, mention.span));
    }

    fn decide(&mut self, text: &str, block: &Block, sentence: &Sentence) -> Decision {
        if block.kind == BlockKind::Heading
            || block.kind == BlockKind::Paragraph && !self.goes_on_with_list(text, sentence)
        {
            self.lead = None;
        }
        let inherited = self.lead.filter(|_| matches!(block.kind, BlockKind::ListItem | BlockKind::Paragraph));
        match block.kind {
            BlockKind::Heading => Decision::default(),
            _ => {
                let before = &self.facts.sentences;
                let setting = Setting::read(self.rules, text, &self.scan, sentence, before, inherited);
                commitment::decide(text, &self.scan, setting)
            }
        }
    }

    /// True where an item goes on with the very sentence that its lead-in broke
    /// off: "We will build digital services that: are safe". An item of its own begins large.
    fn completes_lead_in(&self, text: &str, block: &Block, sentence: &Sentence) -> bool {
        let is_item = matches!(block.kind, BlockKind::ListItem | BlockKind::Paragraph);
        let begins_small = sentence.span.of(text).starts_with(|first: char| first.is_lowercase());
        self.lead.is_some() && is_item && begins_small && !self.scan.tokens.is_empty()
    }

    /// True where a paragraph is an item of the list that a lead-in opened: it
    /// begins small, with a label, ends as items do or has no verb. The first
    /// that is none ends the list.
    fn goes_on_with_list(&self, text: &str, sentence: &Sentence) -> bool {
        if self.lead.is_none() {
            return false;
        }
        let words = sentence.span.of(text);
        let begins = words.starts_with(|first: char| first.is_lowercase() || first == '(' || first == '…');
        begins || words.ends_with([';', ',']) || commitment::is_verbless(text, &self.scan)
    }

    fn money(&mut self, text: &str, found: &SentenceFacts, periods: &Periods) {
        let money = SentenceMoney {
            rules: self.rules,
            text,
            scan: &self.scan,
            periods,
            date: self.document.date,
            home: self.home,
            sentence: self.facts.sentences.len(),
            commitment: found.commitment.kind,
            topics: &found.topics,
        };
        let before = self.facts.money.len();
        self.facts.money.extend(money.read().into_iter().map(|mut mention| {
            mention.part_of = mention.part_of.map(|parent| parent + before);
            mention
        }));
        self.facts.vague.extend(money.vague());
    }

    /// A cell of a table: its amount, and the topics of its row.
    fn cell(&mut self, text: &str, block: &Block, found: &mut SentenceFacts) {
        let context = table::CellContext {
            rules: self.rules,
            text,
            scan: &self.scan,
            home: self.home,
            sentence: self.facts.sentences.len(),
        };
        if let Some(cell) = self.tables.cell(&context, block, &found.topic_set()) {
            found.topics.extend(cell.topics);
            if self.has_room() {
                self.facts.money.push(cell.mention);
            }
        }
    }
}

/// True where a sentence holds a figure that can be checked afterwards: a
/// share, or a number that is no year.
fn is_measurable(text: &str, scan: &Scan) -> bool {
    scan.tokens.iter().filter(|token| token.digit).any(|token| {
        let word = token.span.of(text);
        let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        !year && word.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    })
}
