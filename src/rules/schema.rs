//! A rule pack as it is written: the shape of `rules/*.toml`.
//!
//! Nothing is checked here beyond the shape; `load` says what it means.
//! Values that can be wrong keep their place in the file for the message. The
//! JSON schema for editors is made from these types, and so is the check that
//! names every key that is not known.

use super::cue_class::CueClass;
use crate::model::{Bound, CommitmentKind, Per, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::Display;
use toml::Spanned;

/// Text with its place in the file.
pub type Text = Spanned<String>;

/// One file of rules.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// Who it is.
    pub pack: PackHead,
    /// Subjects that a sentence can be about.
    #[serde(default)]
    pub topic: Vec<TopicFile>,
    /// Words that tell what a sentence or an amount is.
    #[serde(default)]
    pub cue: Vec<CueFile>,
    /// Currencies and how they are written.
    #[serde(default)]
    pub currency: Vec<CurrencyFile>,
    /// Words and letters that multiply a number.
    #[serde(default)]
    pub unit: Vec<UnitFile>,
    /// Number words.
    #[serde(default)]
    pub number: Vec<NumberFile>,
    /// Words whose full stop does not end a sentence.
    #[serde(default)]
    pub abbreviation: Vec<AbbreviationFile>,
    /// Qualifiers and tricks on amounts of money.
    #[serde(default)]
    pub flag: Vec<FlagFile>,
    /// Sentences with what must be read from them.
    #[serde(default)]
    pub example: Vec<ExampleFile>,
}

/// The head of a pack.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackHead {
    /// Short id; a later pack of the same id replaces the earlier one.
    #[schemars(with = "String")]
    pub id: Text,
    /// Title for people.
    pub title: String,
    /// Version of the pack, for the report.
    pub version: String,
    /// Language of the texts that it is for.
    pub language: String,
    /// What the pack is for.
    #[serde(default)]
    pub about: String,
}

/// A topic.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Short id, unique over all packs.
    #[schemars(with = "String")]
    pub id: Text,
    /// Title for people.
    pub title: String,
    /// What belongs to the topic and what does not.
    #[serde(default)]
    pub about: String,
    /// Phrases that are enough alone.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub terms: Vec<Text>,
    /// Phrases that count beside a term or another hint.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub hints: Vec<Text>,
    /// Phrases that count only where a sentence is on no topic of the pack otherwise.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub weak: Vec<Text>,
    /// Weak phrases that belong to the topic whose field is named beside them, and to this one where none is.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub general: Vec<Text>,
    /// Phrases that draw the general words beside them to this topic.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub field: Vec<Text>,
    /// Phrases that count only where the sentence before is on the topic.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub follow: Vec<Text>,
    /// Regular expressions that are enough alone.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub patterns: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Text>,
    /// Regular expressions that cancel what they overlap.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless_patterns: Vec<Text>,
    /// Sentences that must and must not match.
    #[serde(default)]
    pub examples: TopicExamples,
}

/// Examples of a topic.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicExamples {
    /// Sentences on the topic.
    #[serde(default, rename = "match")]
    #[schemars(with = "Vec<String>")]
    pub matching: Vec<Text>,
    /// Sentences that only look like it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Text>,
}

/// Phrases that share one meaning for the grammar.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    /// Short id for explanations, unique in the pack.
    #[schemars(with = "String")]
    pub id: Text,
    /// What the grammar does with it.
    #[schemars(with = "CueClass")]
    pub class: Spanned<String>,
    /// Weight of the evidence where the class is weighed; 1 where it is not given.
    #[serde(default = "one")]
    pub weight: f32,
    /// Side of the amount on which a role cue must stand.
    #[serde(default)]
    pub side: Side,
    /// True where the cue of a role or a unit counts however far it stands from
    /// the amount: who pays, rather than what is done.
    #[serde(default)]
    pub far: bool,
    /// The most words that may stand between the cue of a role and the amount.
    #[serde(default)]
    pub reach: Option<u8>,
    /// The phrases.
    #[schemars(with = "Vec<String>")]
    pub terms: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Text>,
    /// Why it is here.
    #[serde(default)]
    pub note: String,
}

fn spend() -> Vec<Role> {
    vec![Role::Spend]
}

fn one() -> f32 {
    1.0
}

/// Side of an amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Display)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Side {
    /// Either side.
    #[default]
    Any,
    /// Left of the amount.
    Before,
    /// Right of the amount.
    After,
}

/// A currency.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CurrencyFile {
    /// ISO 4217 code; also read before and after numbers.
    #[schemars(with = "String")]
    pub code: Text,
    /// Signs before the number; a sign shared by several currencies goes to
    /// the home currency where it claims the sign.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub signs: Vec<Text>,
    /// Signs that mean it only in texts whose home currency it is.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub home_signs: Vec<Text>,
    /// Sums below this, in whole units, are prices and limits rather than budgets.
    pub small: u32,
    /// A sum that no measure of a government in this currency reaches; 0 where that cannot be said.
    #[serde(default)]
    pub large: u64,
    /// Names that show that a text is from a place with this currency.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub places: Vec<Text>,
    /// Words after the number.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub words: Vec<Text>,
    /// Words for the hundredth part, after the number.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub minor: Vec<Text>,
}

/// A multiplier.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitFile {
    /// Power of ten.
    pub power: u32,
    /// Words and letters: "million", "m", "mn".
    #[schemars(with = "Vec<String>")]
    pub words: Vec<Text>,
    /// True where the unit alone suggests the home currency: "crore".
    #[serde(default)]
    pub bare: bool,
}

/// A number word.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberFile {
    /// Its value, as decimal text.
    #[schemars(with = "String")]
    pub value: Text,
    /// The words.
    #[schemars(with = "Vec<String>")]
    pub words: Vec<Text>,
}

/// Abbreviations of one kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AbbreviationFile {
    /// What their stop means.
    pub kind: AbbreviationKind,
    /// The words, with or without the stop.
    pub words: Vec<String>,
}

/// What the stop of an abbreviation means.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AbbreviationKind {
    /// The sentence goes on.
    Continues,
    /// It goes on where a number follows.
    BeforeNumber,
    /// It goes on unless a capital follows.
    MayEnd,
}

/// A qualifier or trick.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlagFile {
    /// Short id, such as `up_to`.
    #[schemars(with = "String")]
    pub id: Text,
    /// What it means.
    pub about: String,
    /// What it leaves of a fully backed promise, 0 to 1.
    #[schemars(with = "f64")]
    pub multiplier: Spanned<f64>,
    /// True where the money is not new.
    #[serde(default)]
    pub old_money: bool,
    /// Roles of amounts that can carry it; funding where it is not given.
    #[serde(default = "spend")]
    pub roles: Vec<Role>,
    /// Where its words must stand.
    #[serde(default)]
    pub scope: FlagScope,
    /// The words that show it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub terms: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless: Vec<Text>,
    /// Sentences whose first amount must and must not carry it.
    #[serde(default)]
    pub examples: TopicExamples,
}

/// How far the words of a flag reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FlagScope {
    /// The amount nearest to them.
    #[default]
    Nearest,
    /// All amounts of the sentence.
    Sentence,
    /// Decided by the grammar; the words are not looked for.
    Grammar,
}

/// A sentence with what must be read from it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExampleFile {
    /// The sentence.
    #[schemars(with = "String")]
    pub text: Text,
    /// Its topics, in any order; of several sentences those of the last.
    #[schemars(with = "Option<Vec<String>>")]
    pub topics: Option<Vec<Text>>,
    /// What it commits to; of several sentences the last.
    pub commitment: Option<CommitmentKind>,
    /// Roles of its amounts, in order.
    pub roles: Option<Vec<Role>>,
    /// Bounds of its amounts, in order.
    pub bounds: Option<Vec<Bound>>,
    /// Units of its amounts, in order.
    pub per: Option<Vec<Per>>,
}
