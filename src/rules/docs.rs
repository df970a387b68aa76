//! Pages of reference in Markdown, made from the packs, so that they cannot
//! say anything else.

use super::compile::RuleSet;
use super::cue_class::CueClass;
use super::schema::{FlagFile, FlagScope, Text, TopicFile};
use std::fmt::Write as _;
use strum::IntoEnumIterator;

/// The page of topics and classes of cues.
pub fn rules_page(rules: &RuleSet) -> String {
    let mut page = "# Rules\n\n\
        Made by `moneymouth rules docs rules` from the rule packs; do not edit it here. How phrases match and how a\n\
        topic is added: [CONTRIBUTING](../CONTRIBUTING.md). What qualifies money: [flags](flags.md).\n\n\
        ## Packs\n\n| pack | version | title |\n|---|---|---|\n"
        .to_owned();
    for source in rules.sources() {
        let head = &source.pack.pack;
        let _ = writeln!(page, "| `{}` | {} | {} |", source.id(), head.version, head.title);
    }
    page += "\n## Topics\n\n\
        A *term* or *pattern* is enough alone; a *hint* counts beside a term or another hint of its topic;\n\
        a *weak* word counts where a sentence is on no topic of the pack otherwise, and one that *follows* where the\n\
        sentence before is on the topic. A *general* word is weak, and belongs to the topic whose *field* is named beside it.\n\
        `moneymouth rules show TOPIC` prints all the words of a topic.\n";
    for topic in rules.sources().iter().flat_map(|source| &source.pack.topic) {
        topic_section(&mut page, topic);
    }
    page += "\n## Classes of cues\n\n\
        A cue is a group of phrases that tell what a sentence or an amount is. Its class says what the\n\
        grammar does with it.\n\n| class | what it does | cues |\n|---|---|---|\n";
    for class in CueClass::iter() {
        let name: &str = class.into();
        let cues = rules.cues.iter().filter(|cue| cue.class == class);
        let ids: Vec<String> = cues.map(|cue| format!("`{}/{}`", cue.pack, cue.id)).collect();
        let _ = writeln!(page, "| `{name}` | {} | {} |", class.about(), ids.join(", "));
    }
    page
}

/// The page of flags.
pub fn flags_page(rules: &RuleSet) -> String {
    let mut page = "# Flags\n\n\
        Made by `moneymouth rules docs flags` from the rule packs; do not edit it here.\n\n\
        A flag is a qualifier or trick on an amount of money. What it leaves of a fully backed promise is its\n\
        multiplier; how they work together is told in [score](score.md). Where words show a flag, the report quotes them.\n\n\
        | flag | meaning | leaves | new money |\n|---|---|---|---|\n"
        .to_owned();
    let flags = || rules.sources().iter().flat_map(|source| &source.pack.flag);
    for flag in flags() {
        let (id, new) = (flag.id.get_ref(), if flag.old_money { "no" } else { "yes" });
        let _ = writeln!(page, "| [`{id}`](#{id}) | {} | {} | {new} |", flag.about, flag.multiplier.get_ref());
    }
    for flag in flags() {
        flag_section(&mut page, flag);
    }
    page
}

fn topic_section(page: &mut String, topic: &TopicFile) {
    let _ = write!(page, "\n### {} (`{}`)\n\n", topic.title, topic.id.get_ref());
    if !topic.about.is_empty() {
        let _ = write!(page, "{}\n\n", topic.about);
    }
    let _ = writeln!(
        page,
        "{} terms, {} hints, {} weak words, {} general ones, {} of the field, {} that follow, {} patterns, {} exceptions.",
        topic.terms.len(),
        topic.hints.len(),
        topic.weak.len(),
        topic.general.len(),
        topic.field.len(),
        topic.follow.len(),
        topic.patterns.len(),
        topic.unless.len() + topic.unless_patterns.len()
    );
    sentences(page, "On the topic:", &topic.examples.matching);
    sentences(page, "Not on it, though it looks like it:", &topic.examples.ignore);
}

fn flag_section(page: &mut String, flag: &FlagFile) {
    let _ = write!(page, "\n## {}\n\n{} ", flag.id.get_ref(), flag.about);
    let roles: Vec<String> = flag.roles.iter().map(|role| format!("`{role}`")).collect();
    let scope = match flag.scope {
        FlagScope::Nearest => "the amount nearest to its words",
        FlagScope::Sentence => "all amounts in the sentence of its words",
        FlagScope::Grammar => "what the grammar of a sentence shows; no words are looked for",
    };
    let leaves = flag.multiplier.get_ref();
    let _ = writeln!(
        page,
        "It leaves {leaves} of the backing. It is for amounts of the role {}, and marks {scope}.",
        roles.join(", ")
    );
    words(page, "Words", &flag.terms);
    words(page, "Unless", &flag.unless);
    sentences(page, "Shown on:", &flag.examples.matching);
    sentences(page, "Not shown on:", &flag.examples.ignore);
}

fn words(page: &mut String, label: &str, phrases: &[Text]) {
    if !phrases.is_empty() {
        let all: Vec<&str> = phrases.iter().map(|phrase| phrase.get_ref().as_str()).collect();
        let _ = write!(page, "\n{label}: {}.\n", all.join(" · "));
    }
}

fn sentences(page: &mut String, label: &str, sentences: &[Text]) {
    if !sentences.is_empty() {
        let _ = write!(page, "\n{label}\n\n");
        for sentence in sentences {
            let _ = writeln!(page, "- {}", sentence.get_ref());
        }
    }
}
