//! From files to rules: reads packs, checks all that can be checked, and
//! compiles what is left. Every fault is shown with its line and a caret.

use super::abbreviations::{Abbreviation, Abbreviations};
use super::calendar::Calendar;
use super::compile::{Cue, Flag, Meaning, RuleSet, Strength};
use super::cue_class::CueClass;
use super::faults::Faults;
use super::marks::Marks;
use super::patterns::compile;
use super::phrases::Phrases;
use super::schema::{AbbreviationKind, Text};
use super::source::{self, Source};
use super::stored;
use crate::error::{Error, Result};
use crate::model::{Currency, PackReport, TopicInfo};
use rust_decimal::Decimal;
use std::path::PathBuf;
use std::str::FromStr;
use strum::IntoEnumIterator;

/// What the report says of where a built-in pack comes from.
const ORIGIN_BUILT_IN: &str = "built in";

impl RuleSet {
    /// The rules that are built into the program.
    ///
    /// # Errors
    /// Only where a built-in pack is broken, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        Self::load(&[])
    }

    /// The same, compiled from the texts of the packs whether or not they were
    /// compiled ahead.
    ///
    /// # Errors
    /// Only where a built-in pack is broken, which the tests rule out.
    pub fn built_in_from_texts() -> Result<Self> {
        let mut faults = Faults::default();
        let rules = Self::compile(&[], &[], &mut faults)?;
        faults.into_result().map(|()| rules)
    }

    /// The built-in rules and those of `paths`. A pack replaces an earlier one
    /// of the same id. Examples are not run; that is for `selftest`.
    ///
    /// # Errors
    /// Where a file cannot be read, or a pack has faults: all of them, each
    /// with its place.
    pub fn load(paths: &[PathBuf]) -> Result<Self> {
        let mut faults = Faults::default();
        let rules = Self::read(paths, &[], &mut faults)?;
        faults.into_result().map(|()| rules)
    }

    /// The same with the topics of the packs named in `chosen` only, or of all
    /// packs where it is empty. What is wrong with a pack is added to
    /// `faults`, and the rules are those of what is sound.
    ///
    /// # Errors
    /// Where a file cannot be read, or a chosen pack does not exist or has no topics.
    pub fn read(paths: &[PathBuf], chosen: &[String], faults: &mut Faults) -> Result<Self> {
        if paths.is_empty()
            && chosen.is_empty()
            && let Some(rules) = stored::load()
        {
            return Ok(rules);
        }
        Self::compile(paths, chosen, faults)
    }

    fn compile(paths: &[PathBuf], chosen: &[String], faults: &mut Faults) -> Result<Self> {
        let mut sources = source::built_in(faults);
        for path in paths {
            source::read_file(path, &mut sources, faults)?;
        }
        if faults.errors == 0 {
            check_choice(chosen, &sources)?;
        }
        let cue_phrases = Phrases::new(Marks::CUE);
        let mut rules = Self { calendar: Calendar::built_in()?, cue_phrases, ..Self::default() };
        let mut abbreviations = Vec::new();
        for source in &sources {
            faults.enter(&source.path, &source.text);
            rules.add(source, chosen, faults);
            for group in &source.pack.abbreviation {
                let kind = match group.kind {
                    AbbreviationKind::Continues => Abbreviation::Continues,
                    AbbreviationKind::BeforeNumber => Abbreviation::BeforeNumber,
                    AbbreviationKind::MayEnd => Abbreviation::MayEnd,
                };
                abbreviations.extend(group.words.iter().map(|word| (word.as_str(), kind)));
            }
        }
        rules.abbreviations = Abbreviations::new(abbreviations);
        rules.sources = sources.into();
        Ok(rules)
    }

    fn add(&mut self, source: &Source, chosen: &[String], faults: &mut Faults) {
        let head = &source.pack.pack;
        self.packs.push(PackReport {
            id: head.id.get_ref().clone(),
            version: head.version.clone(),
            origin: if source.built_in { ORIGIN_BUILT_IN.into() } else { source.path.clone() },
        });
        if chosen.is_empty() || chosen.iter().any(|id| id == source.id()) {
            self.add_topics(source, faults);
        }
        self.add_cues(source, faults);
        self.add_flags(source, faults);
        self.add_money(source, faults);
    }

    fn add_topics(&mut self, source: &Source, faults: &mut Faults) {
        let index = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let first = index(self.topics.len());
        let end = index(self.topics.len() + source.pack.topic.len());
        let (weak, general) = (Strength::Weak(first, end), Strength::General(first, end));
        for topic in &source.pack.topic {
            if self.topics.iter().any(|known| known.id == *topic.id.get_ref()) {
                faults.add(&topic.id, "this topic is already defined", "give each topic an id of its own");
            }
            let Ok(index) = u16::try_from(self.topics.len()) else {
                faults.add(&topic.id, "too many topics", "65,536 topics are the limit");
                return;
            };
            self.topics.push(TopicInfo {
                id: topic.id.get_ref().clone(),
                title: topic.title.clone(),
                pack: source.pack.pack.id.get_ref().clone(),
            });
            self.add_subjects(&topic.terms, true, Meaning::Topic(index, Strength::Term), faults);
            self.add_subjects(&topic.hints, true, Meaning::Topic(index, Strength::Hint), faults);
            self.add_subjects(&topic.weak, true, Meaning::Topic(index, weak), faults);
            self.add_subjects(&topic.general, true, Meaning::Topic(index, general), faults);
            self.add_subjects(&topic.field, true, Meaning::Topic(index, Strength::Field), faults);
            self.add_subjects(&topic.follow, true, Meaning::Topic(index, Strength::Follow), faults);
            self.add_subjects(&topic.unless, true, Meaning::TopicUnless(index), faults);
            self.add_patterns(source, &topic.patterns, Meaning::Topic(index, Strength::Term), faults);
            self.add_patterns(source, &topic.unless_patterns, Meaning::TopicUnless(index), faults);
        }
    }

    fn add_cues(&mut self, source: &Source, faults: &mut Faults) {
        for cue in &source.pack.cue {
            let Ok(class) = CueClass::from_str(cue.class.get_ref()) else {
                let known: Vec<&str> = CueClass::iter().map(Into::into).collect();
                faults.add_unknown(cue.class.get_ref(), cue.class.span(), "class of cue", &known);
                continue;
            };
            let index = self.cues.len() as u32;
            self.cues.push(Cue {
                id: cue.id.get_ref().clone(),
                pack: source.pack.pack.id.get_ref().clone(),
                line: source.line(&cue.id),
                class,
                weight: cue.weight,
                side: cue.side,
                far: cue.far,
                reach: cue.reach.map_or(usize::MAX, usize::from),
            });
            // Words that nearly every sentence holds are marked, and not looked for.
            if let Some(mark) = class.mark() {
                cue.terms.iter().for_each(|term| self.vocabulary.mark_first(term.get_ref(), mark));
                continue;
            }
            self.add_cue_phrases(&cue.terms, Meaning::Cue(index, class), faults);
            self.add_cue_phrases(&cue.unless, Meaning::CueUnless(index), faults);
            if class.is_reference() {
                cue.terms.iter().for_each(|term| self.vocabulary.mark_first(term.get_ref(), Marks::REFERENCE));
            }
            if class == CueClass::Vague {
                self.add_subjects(&cue.terms, false, Meaning::Money, faults);
            }
        }
    }

    fn add_flags(&mut self, source: &Source, faults: &mut Faults) {
        for flag in &source.pack.flag {
            if !(0.0..=1.0).contains(flag.multiplier.get_ref()) {
                faults.add(&flag.multiplier, "a multiplier lies between 0 and 1", "0 leaves nothing, 1 leaves all");
            }
            let index = self.flags.len() as u16;
            self.flags.push(Flag {
                id: flag.id.get_ref().clone(),
                about: flag.about.clone(),
                multiplier: *flag.multiplier.get_ref(),
                old_money: flag.old_money,
                roles: flag.roles.clone(),
                scope: flag.scope,
            });
            self.add_cue_phrases(&flag.terms, Meaning::Flag(index), faults);
            self.add_cue_phrases(&flag.unless, Meaning::FlagUnless(index), faults);
        }
    }

    fn add_money(&mut self, source: &Source, faults: &mut Faults) {
        let Self { money, vocabulary, .. } = self;
        for number in &source.pack.number {
            let Ok(value) = Decimal::from_str(number.value.get_ref()) else {
                faults.add(&number.value, "not a number", "write it as digits in quotes, such as \"0.5\"");
                continue;
            };
            for word in &number.words {
                money.set(vocabulary, word.get_ref(), |meaning| meaning.value = Some(value));
            }
        }
        for unit in &source.pack.unit {
            let factor = Decimal::from(10u64.saturating_pow(unit.power.min(18)));
            for word in &unit.words {
                money.set(vocabulary, word.get_ref(), |meaning| {
                    (meaning.unit, meaning.bare) = (Some(factor), unit.bare);
                });
            }
        }
        for currency in &source.pack.currency {
            let Some(code) = Currency::parse(currency.code.get_ref()) else {
                faults.add(
                    &currency.code,
                    "not a currency code",
                    "write the three letters of ISO 4217, such as \"GBP\"",
                );
                continue;
            };
            for sign in &currency.signs {
                money.add_sign(sign.get_ref(), code);
            }
            money.set(vocabulary, currency.code.get_ref(), |meaning| meaning.before = Some(code));
            money.add_small(code, currency.small);
            money.add_large(code, currency.large);
            for sign in &currency.home_signs {
                money.add_home_sign(sign.get_ref(), code);
            }
            for place in &currency.places {
                money.add_place(place.get_ref(), code);
            }
            for word in currency.words.iter().chain([&currency.code]) {
                money.set(vocabulary, word.get_ref(), |meaning| meaning.after = meaning.after.or(Some(code)));
            }
            for word in &currency.minor {
                money.set(vocabulary, word.get_ref(), |meaning| meaning.minor = meaning.minor.or(Some(code)));
            }
            for word in currency.words.iter().chain(&currency.minor) {
                money.share_words(word.get_ref(), code);
            }
        }
    }

    /// Adds phrases that are looked for in every sentence.
    fn add_subjects(&mut self, phrases: &[Text], loose: bool, meaning: Meaning, faults: &mut Faults) {
        let entry = self.entry(meaning);
        let Self { subjects, vocabulary, .. } = self;
        add_phrases(phrases, faults, |phrase| subjects.add(vocabulary, phrase, loose, entry));
    }

    fn add_patterns(&mut self, source: &Source, patterns: &[Text], meaning: Meaning, faults: &mut Faults) {
        let entry = self.entry(meaning);
        for pattern in patterns {
            // Those that are built in are compiled where they are needed.
            if !source.built_in
                && let Err(problem) = compile(pattern.get_ref())
            {
                faults.add(pattern, &problem, "see the syntax of the Rust crate `regex`, without Unicode classes");
            }
            self.patterns.add(&mut self.vocabulary, entry, pattern.get_ref());
        }
    }

    /// Adds phrases that are looked for where cues matter.
    fn add_cue_phrases(&mut self, phrases: &[Text], meaning: Meaning, faults: &mut Faults) {
        let entry = self.entry(meaning);
        let Self { cue_phrases, vocabulary, .. } = self;
        add_phrases(phrases, faults, |phrase| cue_phrases.add(vocabulary, phrase, false, entry));
    }

    fn entry(&mut self, meaning: Meaning) -> u32 {
        self.meanings.push(meaning);
        self.meanings.len() as u32 - 1
    }
}

/// Checks that every chosen pack is there and has topics.
fn check_choice(chosen: &[String], sources: &[Source]) -> Result<()> {
    let known: Vec<&str> = sources.iter().filter(|source| !source.pack.topic.is_empty()).map(Source::id).collect();
    match chosen.iter().find(|id| !known.contains(&id.as_str())) {
        None => Ok(()),
        Some(id) => {
            let hint = format!("packs with topics are: {}; give your own with --rules", known.join(", "));
            Err(Error::usage(format!("there is no rule pack `{id}` with topics"), hint))
        }
    }
}

fn add_phrases(phrases: &[Text], faults: &mut Faults, mut add: impl FnMut(&str) -> bool) {
    for phrase in phrases {
        if !add(phrase.get_ref()) {
            faults.add(phrase, "this phrase holds no word", "write at least one letter or digit");
        }
    }
}
