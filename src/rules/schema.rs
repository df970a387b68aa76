//! A rule pack as it is written: the shape of `rules/*.toml`.
//!
//! Nothing is checked here beyond the shape; `load` says what it means.
//! Values that can be wrong keep their place in the file for the message.

use crate::model::{Bound, CommitmentKind, Per, Role};
use serde::Deserialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};
use toml::Spanned;

/// Text with its place in the file.
pub type Text = Spanned<String>;

/// One file of rules.
#[derive(Debug, Deserialize)]
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackHead {
    /// Short id; a later pack of the same id replaces the earlier one.
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Short id, unique over all packs.
    pub id: Text,
    /// Title for people.
    pub title: String,
    /// What belongs to the topic and what does not.
    #[serde(default)]
    pub about: String,
    /// Phrases that are enough alone.
    #[serde(default)]
    pub terms: Vec<Text>,
    /// Phrases that count beside a term or another hint.
    #[serde(default)]
    pub hints: Vec<Text>,
    /// Regular expressions that are enough alone.
    #[serde(default)]
    pub patterns: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// Sentences that must and must not match.
    #[serde(default)]
    pub examples: TopicExamples,
}

/// Examples of a topic.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicExamples {
    /// Sentences on the topic.
    #[serde(default, rename = "match")]
    pub matching: Vec<Text>,
    /// Sentences that only look like it.
    #[serde(default)]
    pub ignore: Vec<Text>,
}

/// Phrases that share one meaning for the grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    /// Short id for explanations, unique in the pack.
    pub id: Text,
    /// What the grammar does with it.
    pub class: Spanned<String>,
    /// Weight of the evidence where the class is weighed; 1 where it is not given.
    #[serde(default = "one")]
    pub weight: f32,
    /// Side of the amount on which a role cue must stand.
    #[serde(default)]
    pub side: Side,
    /// The phrases.
    pub terms: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// Why it is here.
    #[serde(default)]
    pub note: String,
}

fn one() -> f32 {
    1.0
}

/// Side of an amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Display)]
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

/// What the grammar does with a cue. The name in a pack is the dotted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Display, EnumString, EnumIter, IntoStaticStr)]
pub enum CueClass {
    /// Commits on its own: "I am announcing", "we propose to".
    #[strum(serialize = "commitment.firm")]
    Firm,
    /// Commits with the right subject and verb: "will", "shall".
    #[strum(serialize = "commitment.modal")]
    Modal,
    /// Hedges on its own: "we aim to", "we hope".
    #[strum(serialize = "commitment.soft")]
    Soft,
    /// Verbs that stay soft after "will": "encourage", "review".
    #[strum(serialize = "commitment.soft_verb")]
    SoftVerb,
    /// Reports a deed: "we have invested".
    #[strum(serialize = "commitment.past")]
    Past,
    /// Opens a perfect tense, a deed where a participle follows: "we have".
    #[strum(serialize = "commitment.perfect")]
    Perfect,
    /// Opens a continuous tense, firm where a participle follows: "we are".
    #[strum(serialize = "commitment.continuous")]
    Continuous,
    /// "Has" and "have" after a subject that must be looked at.
    #[strum(serialize = "commitment.has")]
    HasAlone,
    /// "Is" and "are" after a subject that must be looked at.
    #[strum(serialize = "commitment.is")]
    IsAlone,
    /// "Is being", firm where a participle follows.
    #[strum(serialize = "commitment.being")]
    BeingDone,
    /// Money as a subject: an allocation that "has been made" is decided.
    #[strum(serialize = "subject.allocation")]
    Allocation,
    /// Verbs of what a measure brings about: no promise of their own.
    #[strum(serialize = "commitment.effect_verb")]
    EffectVerb,
    /// Verbs of what befalls people, whoever they are: "face", "see".
    #[strum(serialize = "commitment.fate_verb")]
    FateVerb,
    /// Subjects that are measures: "the fund", "the scheme".
    #[strum(serialize = "subject.measure")]
    MeasureSubject,
    /// Verbs that tell what people get or must do under a measure: its terms.
    #[strum(serialize = "commitment.term_verb")]
    TermVerb,
    /// Adverbs and auxiliaries that may stand between a modal and its verb.
    #[strum(serialize = "commitment.adverb")]
    Adverb,
    /// Verbs in the past tense that are deeds of a government.
    #[strum(serialize = "commitment.deed_verb")]
    DeedVerb,
    /// Verbs in the base form that open a measure in a list.
    #[strum(serialize = "commitment.measure_verb")]
    MeasureVerb,
    /// Subjects that are the speaker's side.
    #[strum(serialize = "subject.speaker")]
    Speaker,
    /// Subjects that are opponents or predecessors.
    #[strum(serialize = "subject.opponent")]
    Opponent,
    /// Subjects that are other people, whose deeds commit nobody.
    #[strum(serialize = "subject.other")]
    Other,
    /// Subjects that refer back to a measure: "this", "it".
    #[strum(serialize = "subject.reference")]
    ReferenceSubject,
    /// Words that open a subordinate clause.
    #[strum(serialize = "clause.subordinate")]
    Subordinate,
    /// Words that negate.
    #[strum(serialize = "clause.negation")]
    Negation,
    /// Phrases that refer back to the subject of an earlier sentence.
    #[strum(serialize = "reference.topic")]
    TopicReference,
    /// Phrases that refer back wherever they stand: "for this purpose".
    #[strum(serialize = "reference.anywhere")]
    ReferenceAnywhere,
    /// Bound of an amount: about.
    #[strum(serialize = "bound.approx")]
    Approx,
    /// Bound of an amount: more than.
    #[strum(serialize = "bound.atleast")]
    Atleast,
    /// Bound of an amount: up to.
    #[strum(serialize = "bound.upto")]
    Upto,
    /// Words that may stand between a bound and its amount.
    #[strum(serialize = "bound.filler")]
    BoundFiller,
    /// Each year.
    #[strum(serialize = "per.year")]
    PerYear,
    /// Each month.
    #[strum(serialize = "per.month")]
    PerMonth,
    /// Each week.
    #[strum(serialize = "per.week")]
    PerWeek,
    /// Each day.
    #[strum(serialize = "per.day")]
    PerDay,
    /// Each person or thing.
    #[strum(serialize = "per.unit")]
    PerUnit,
    /// Opens a span of years: "over the next", before a number and "years".
    #[strum(serialize = "period.over")]
    PeriodOver,
    /// Opens an end: "by", "until", before a year.
    #[strum(serialize = "period.by")]
    PeriodBy,
    /// A named end or period: "end of the Parliament", "current fiscal".
    #[strum(serialize = "period.named")]
    PeriodNamed,
    /// Opens a part of the amount before it: "of which", "including".
    #[strum(serialize = "nest.part")]
    NestPart,
    /// Opens the whole of the amount before it: "as part of".
    #[strum(serialize = "nest.whole")]
    NestWhole,
    /// Turns two amounts into a change and not a range: "from", "by".
    #[strum(serialize = "range.change")]
    RangeChange,
    /// Amounts without a figure: "tens of millions of pounds".
    #[strum(serialize = "money.vague")]
    Vague,
    /// Shows that a bare "crore" is money.
    #[strum(serialize = "money.bare")]
    BareMoney,
    /// Evidence for the role `spend`.
    #[strum(serialize = "role.spend")]
    RoleSpend,
    /// Evidence for the role `spent`.
    #[strum(serialize = "role.spent")]
    RoleSpent,
    /// Evidence for the role `saving`.
    #[strum(serialize = "role.saving")]
    RoleSaving,
    /// Evidence for the role `tax`.
    #[strum(serialize = "role.tax")]
    RoleTax,
    /// Evidence for the role `threshold`.
    #[strum(serialize = "role.threshold")]
    RoleThreshold,
    /// Evidence for the role `context`.
    #[strum(serialize = "role.context")]
    RoleContext,
}

impl CueClass {
    /// The role that the cue is evidence for.
    pub fn role(self) -> Option<Role> {
        Some(match self {
            Self::RoleSpend => Role::Spend,
            Self::RoleSpent => Role::Spent,
            Self::RoleSaving => Role::Saving,
            Self::RoleTax => Role::Tax,
            Self::RoleThreshold => Role::Threshold,
            Self::RoleContext => Role::Context,
            _ => return None,
        })
    }

    /// The bound that the cue gives.
    pub fn bound(self) -> Option<Bound> {
        Some(match self {
            Self::Approx => Bound::Approx,
            Self::Atleast => Bound::Atleast,
            Self::Upto => Bound::Upto,
            _ => return None,
        })
    }

    /// The unit of time or thing that the cue gives.
    pub fn per(self) -> Option<Per> {
        Some(match self {
            Self::PerYear => Per::Year,
            Self::PerMonth => Per::Month,
            Self::PerWeek => Per::Week,
            Self::PerDay => Per::Day,
            Self::PerUnit => Per::Unit,
            _ => return None,
        })
    }
}

/// A currency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencyFile {
    /// ISO 4217 code; also read before and after numbers.
    pub code: Text,
    /// Signs before the number; a sign shared by several currencies goes to
    /// the home currency where it claims the sign.
    #[serde(default)]
    pub signs: Vec<Text>,
    /// Names that show that a text is from a place with this currency.
    #[serde(default)]
    pub places: Vec<Text>,
    /// Words after the number.
    #[serde(default)]
    pub words: Vec<Text>,
    /// Words for the hundredth part, after the number.
    #[serde(default)]
    pub minor: Vec<Text>,
}

/// A multiplier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitFile {
    /// Power of ten.
    pub power: u32,
    /// Words and letters: "million", "m", "mn".
    pub words: Vec<Text>,
    /// True where the unit alone suggests the home currency: "crore".
    #[serde(default)]
    pub bare: bool,
}

/// A number word.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberFile {
    /// Its value, as decimal text.
    pub value: Text,
    /// The words.
    pub words: Vec<Text>,
}

/// Abbreviations of one kind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AbbreviationFile {
    /// What their stop means.
    pub kind: AbbreviationKind,
    /// The words, with or without the stop.
    pub words: Vec<String>,
}

/// What the stop of an abbreviation means.
#[derive(Debug, Clone, Copy, Deserialize)]
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagFile {
    /// Short id, such as `up_to`.
    pub id: Text,
    /// What it means.
    pub about: String,
    /// What it leaves of a fully backed promise, 0 to 1.
    pub multiplier: Spanned<f64>,
    /// True where the money is not new.
    #[serde(default)]
    pub old_money: bool,
    /// Where its words must stand.
    #[serde(default)]
    pub scope: FlagScope,
    /// The words that show it.
    #[serde(default)]
    pub terms: Vec<Text>,
    /// Phrases that cancel what they overlap.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// Sentences whose first amount must and must not carry it.
    #[serde(default)]
    pub examples: TopicExamples,
}

/// How far the words of a flag reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagScope {
    /// All amounts of the clause.
    #[default]
    Clause,
    /// All amounts of the sentence.
    Sentence,
    /// Decided by the grammar; the words are not looked for.
    Grammar,
}

/// A sentence with what must be read from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExampleFile {
    /// The sentence.
    pub text: Text,
    /// What it commits to.
    pub commitment: Option<CommitmentKind>,
    /// Roles of its amounts, in order.
    pub roles: Option<Vec<Role>>,
    /// Bounds of its amounts, in order.
    pub bounds: Option<Vec<Bound>>,
    /// Units of its amounts, in order.
    pub per: Option<Vec<Per>>,
}
