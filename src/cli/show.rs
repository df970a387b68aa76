//! `moneymouth rules show`: what stands in a pack, topic, flag or cue.

use crate::error::{Error, Result};
use crate::render::{Look, printable};
use crate::rules::schema::{CueFile, FlagFile, Text, TopicFile};
use crate::rules::{FlagScope, RuleSet, Side, Source, nearest};
use std::io::{self, Write};

/// Something that can be shown.
pub(super) enum Subject<'a> {
    Pack(&'a Source),
    Topic(&'a Source, &'a TopicFile),
    Flag(&'a Source, &'a FlagFile),
    Cue(&'a Source, &'a CueFile),
}

/// Finds what has the id: a pack, topic or flag, or `PACK/ID` for anything in a pack.
pub(super) fn find<'a>(rules: &'a RuleSet, id: &str) -> Result<Subject<'a>> {
    let (pack, name) = match id.split_once('/') {
        Some((pack, name)) => (Some(pack), name),
        None => (None, id),
    };
    let sources = || rules.sources().iter().filter(|source| pack.is_none_or(|pack| source.id() == pack));
    let topics = || sources().flat_map(|source| source.pack.topic.iter().map(move |topic| (source, topic)));
    let flags = || sources().flat_map(|source| source.pack.flag.iter().map(move |flag| (source, flag)));
    let cues = || sources().flat_map(|source| source.pack.cue.iter().map(move |cue| (source, cue)));
    let whole = sources().find(|source| pack.is_none() && source.id() == name).map(Subject::Pack);
    let topic = || topics().find(|(_, topic)| topic.id.get_ref() == name).map(|(at, topic)| Subject::Topic(at, topic));
    let flag = || flags().find(|(_, flag)| flag.id.get_ref() == name).map(|(at, flag)| Subject::Flag(at, flag));
    let cue =
        || cues().find(|(_, cue)| pack.is_some() && cue.id.get_ref() == name).map(|(at, cue)| Subject::Cue(at, cue));
    whole.or_else(topic).or_else(flag).or_else(cue).ok_or_else(|| {
        let packs = rules.sources().iter().map(Source::id);
        let with_pack = |source: &Source, name: &Text| format!("{}/{}", source.id(), name.get_ref());
        let known: Vec<String> = packs
            .map(str::to_owned)
            .chain(topics().map(|(_, topic)| topic.id.get_ref().clone()))
            .chain(flags().map(|(_, flag)| flag.id.get_ref().clone()))
            .chain(cues().map(|(source, cue)| with_pack(source, &cue.id)))
            .collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let hint = match nearest(id, &known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`moneymouth rules list` names packs and topics, docs/flags.md the flags".to_owned(),
        };
        Error::usage(format!("there is no pack, topic, flag or cue `{id}`"), hint)
    })
}

/// Writes everything that stands in it.
pub(super) fn write(subject: &Subject<'_>, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match subject {
        Subject::Pack(source) => pack(source, look, out),
        Subject::Topic(source, topic) => {
            head(topic.id.get_ref(), &topic.title, &place(source, &topic.id), look, out)?;
            note("about", &topic.about, look, out)?;
            phrases("terms", &topic.terms, look, out)?;
            phrases("hints", &topic.hints, look, out)?;
            phrases("weak", &topic.weak, look, out)?;
            phrases("general", &topic.general, look, out)?;
            phrases("field", &topic.field, look, out)?;
            phrases("follow", &topic.follow, look, out)?;
            lines("patterns", &topic.patterns, look, out)?;
            phrases("unless", &topic.unless, look, out)?;
            lines("unless patterns", &topic.unless_patterns, look, out)?;
            lines("match", &topic.examples.matching, look, out)?;
            lines("ignore", &topic.examples.ignore, look, out)
        }
        Subject::Flag(source, flag) => {
            head(flag.id.get_ref(), "flag", &place(source, &flag.id), look, out)?;
            note("about", &flag.about, look, out)?;
            note("multiplier", &flag.multiplier.get_ref().to_string(), look, out)?;
            let roles: Vec<String> = flag.roles.iter().map(ToString::to_string).collect();
            note("roles", &roles.join(", "), look, out)?;
            let scope = match flag.scope {
                FlagScope::Nearest => "the amount nearest to the words",
                FlagScope::Sentence => "all amounts of the sentence",
                FlagScope::Grammar => "told by the grammar, not by words",
            };
            note("scope", scope, look, out)?;
            phrases("terms", &flag.terms, look, out)?;
            phrases("unless", &flag.unless, look, out)?;
            lines("match", &flag.examples.matching, look, out)?;
            lines("ignore", &flag.examples.ignore, look, out)
        }
        Subject::Cue(source, cue) => {
            head(cue.id.get_ref(), cue.class.get_ref(), &place(source, &cue.id), look, out)?;
            note("note", &cue.note, look, out)?;
            if cue.class.get_ref().starts_with("role.") {
                let side = match cue.side {
                    Side::Any => "on either side of the amount".to_owned(),
                    side => format!("{side} the amount"),
                };
                let far = match (cue.far, cue.reach) {
                    (true, _) => ", at any distance".to_owned(),
                    (false, Some(reach)) => format!(", at most {reach} words away"),
                    (false, None) => String::new(),
                };
                note("weight", &format!("{}, {side}{far}", cue.weight), look, out)?;
            }
            phrases("terms", &cue.terms, look, out)?;
            phrases("unless", &cue.unless, look, out)
        }
    }
}

fn pack(source: &Source, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let head_of = &source.pack.pack;
    head(source.id(), &head_of.title, &place(source, &head_of.id), look, out)?;
    note("version", &head_of.version, look, out)?;
    note("about", &head_of.about, look, out)?;
    let ids = |ids: Vec<&str>| ids.join(", ");
    note("topics", &ids(source.pack.topic.iter().map(|topic| topic.id.get_ref().as_str()).collect()), look, out)?;
    note("flags", &ids(source.pack.flag.iter().map(|flag| flag.id.get_ref().as_str()).collect()), look, out)?;
    for cue in &source.pack.cue {
        let text = format!("{} ({})", cue.class.get_ref(), cue.terms.len());
        writeln!(out, "{}", look.labelled(cue.id.get_ref(), &text))?;
    }
    note("currencies", &ids(source.pack.currency.iter().map(|code| code.code.get_ref().as_str()).collect()), look, out)
}

fn place(source: &Source, id: &Text) -> String {
    let origin = if source.built_in { "built in" } else { "given with --rules" };
    format!("{}, {origin}, {}:{}", source.id(), source.path, source.line(id))
}

fn head(id: &str, title: &str, place: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}  {}", look.bold(&printable(id)), printable(title))?;
    writeln!(out, "{}", look.dim(&printable(place)))
}

fn note(label: &str, text: &str, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if text.is_empty() { Ok(()) } else { writeln!(out, "{}", look.labelled(label, &printable(text))) }
}

fn phrases(label: &str, phrases: &[Text], look: Look, out: &mut dyn Write) -> io::Result<()> {
    let all: Vec<&str> = phrases.iter().map(|phrase| phrase.get_ref().as_str()).collect();
    note(label, &all.join(", "), look, out)
}

fn lines(label: &str, lines: &[Text], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for (at, line) in lines.iter().enumerate() {
        note(if at == 0 { label } else { "" }, line.get_ref(), look, out)?;
    }
    Ok(())
}
