//! What each amount is, what of it counts, and what it gives to a promise.

use super::Reader;
use crate::extract::{RoleReading, Trace};
use crate::model::{
    AmountMention, AmountSeen, AttributionMethod, BackingSeen, CueRef, CueWeight, FlagSeen, MoneyReport, Per, Role,
    RoleSeen, Working,
};
use crate::rules::{Origin, Owner, Part};
use crate::score::{is_public_money, multipliers, purpose};
use crate::text::Span;

impl Reader<'_> {
    /// The amounts of a sentence, those without a figure last.
    pub(super) fn amounts(&self, index: usize, trace: &Trace) -> Vec<AmountSeen> {
        let figures = self.facts.money.iter().zip(&self.report.money).enumerate().map(|(at, both)| (Some(at), both));
        let vague = self.facts.vague.iter().zip(&self.report.vague).map(|both| (None, both));
        let here = figures.chain(vague).filter(|(_, (mention, _))| mention.sentence == index);
        here.map(|(at, (mention, money))| self.amount(at, mention, money, trace)).collect()
    }

    fn amount(&self, at: Option<usize>, mention: &AmountMention, money: &MoneyReport, trace: &Trace) -> AmountSeen {
        let reading = trace.roles.iter().find(|(span, _)| *span == mention.span).map(|(_, reading)| reading);
        AmountSeen {
            money: money.clone(),
            roles: reading.map(|reading| self.roles(reading, mention.role)).unwrap_or_default(),
            overruled: reading.filter(|reading| reading.role != mention.role).map(|reading| {
                format!("the words say {}, but its years run on beyond the date of the text", reading.role)
            }),
            flag_rules: self.flags(mention),
            counting: self.counting(at, mention),
        }
    }

    fn roles(&self, reading: &RoleReading, decided: Role) -> Vec<RoleSeen> {
        let mut roles: Vec<RoleSeen> = reading
            .totals
            .iter()
            .filter(|(role, _, total)| *total > 0.0 || *role == decided)
            .map(|&(role, prior, total)| {
                let cues = reading.evidence.iter().filter(|(of, ..)| *of == role);
                let cue = |&(_, weight, cue): &(Role, f32, CueRef)| CueWeight {
                    words: self.words(cue.span),
                    weight: weight.into(),
                    rule: self.cue(cue.cue),
                };
                RoleSeen { role, total: total.into(), prior: prior.into(), cues: cues.map(cue).collect() }
            })
            .collect();
        roles.sort_by(|a, b| (b.role == decided).cmp(&(a.role == decided)).then(b.total.total_cmp(&a.total)));
        roles
    }

    fn flags(&self, mention: &AmountMention) -> Vec<FlagSeen> {
        let known = self.trail.find(&self.document.text, self.facts.sentences[mention.sentence].sentence.span);
        let seen = mention.flags.iter().filter_map(|flag| {
            let index = self.rules.flags.iter().position(|known| known.id == flag.id)?;
            let is_rule = |(origin, span): &&(Origin<'_>, Span)| {
                origin.owner == Owner::Flag(index as u16) && *span == flag.span && origin.part == Part::Term
            };
            Some(FlagSeen {
                id: flag.id.clone(),
                words: self.words(flag.span),
                multiplier: flag.multiplier,
                about: self.rules.flags[index].about.clone(),
                rule: known.iter().find(is_rule).map(|(origin, _)| self.rule(origin)),
            })
        });
        seen.collect()
    }

    /// Why the ledger counts of an amount what it does. `at` is its index among
    /// those with a figure.
    fn counting(&self, at: Option<usize>, mention: &AmountMention) -> String {
        let Some((at, high)) = at.zip(mention.amount.high) else { return "no figure is given".to_owned() };
        if mention.role != Role::Spend {
            return format!("its role is {}, and only spend is funding", mention.role);
        }
        if mention.per == Per::Unit {
            return "an amount for each person or thing is a price".to_owned();
        }
        let sum = self.sums[at];
        if sum != at {
            return format!("the same sum stands on line {} and is counted there", self.report.money[sum].line);
        }
        let older = mention.flags.iter().any(|flag| flag.id == "umbrella");
        let what = match (mention.added, mention.counted.is_zero()) {
            (Some(_), true) => "a level that adds nothing to the one before",
            (Some(_), false) => "what is added to the level before",
            (None, true) if older => "an older total; the part named beside it is what is new",
            (None, true) => "its parts are counted for themselves and leave nothing",
            (None, false) if mention.counted < high => "what its parts leave; they are counted for themselves",
            (None, false) => "funding, said here first or best",
        };
        let topic = if mention.topics.is_empty() { ", for no topic" } else { "" };
        format!("{what}{topic}")
    }

    /// The backing of a sentence on each topic on which it is a promise.
    pub(super) fn backing(&self, index: usize) -> Vec<BackingSeen> {
        let topics = self.promises.topics.iter().enumerate();
        let of_sentence = topics.filter_map(|(topic, promises)| {
            let promise = promises.iter().find(|promise| promise.sentence == index)?;
            let topic = topic as u16;
            let mut workings: Vec<Working> = self
                .facts
                .money
                .iter()
                .zip(&self.report.money)
                .chain(self.facts.vague.iter().zip(&self.report.vague))
                .filter(|(mention, _)| is_public_money(mention))
                .filter(|(mention, _)| {
                    // Money that refers back backs the nearest promise before it.
                    let nearer = |at: usize| at > index && at <= mention.sentence;
                    !promises.iter().any(|other| nearer(other.sentence))
                })
                .filter_map(|(mention, money)| self.working(index, topic, mention, money))
                .collect();
            workings.sort_by(|a, b| b.q.total_cmp(&a.q).then(a.line.cmp(&b.line)));
            let id = self.rules.topics[usize::from(topic)].id.clone();
            Some(BackingSeen { topic: id, q: promise.backing, cheap: promise.cheap, workings })
        });
        of_sentence.collect()
    }

    /// What an amount gives to the promise of a sentence: of the sentence
    /// itself, or of a later one in its block that refers back.
    fn working(&self, index: usize, topic: u16, mention: &AmountMention, money: &MoneyReport) -> Option<Working> {
        let block = |at: usize| self.facts.sentences[at].sentence.block;
        let base = if mention.sentence == index {
            purpose(mention, topic)
        } else {
            let refers =
                mention.topics.iter().any(|link| link.topic == topic && link.method == AttributionMethod::Reference);
            if !refers || mention.sentence < index || block(mention.sentence) != block(index) {
                return None;
            }
            1.0
        };
        let flags: Vec<(String, f64)> =
            multipliers(mention).into_iter().map(|(id, multiplier)| (id.to_owned(), multiplier)).collect();
        let q = base * flags.iter().map(|(_, multiplier)| multiplier).product::<f64>();
        Some(Working { quote: money.quote.clone(), line: money.line, base, flags, q })
    }
}
