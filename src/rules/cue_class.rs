//! The classes of cues: what the grammar does with the phrases of a pack.
//!
//! A pack names a class in its dotted form, such as `commitment.firm`.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumCount, EnumIter, EnumMessage, EnumString, IntoStaticStr};

/// What the grammar does with a cue. The name in a pack is the dotted form.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Display,
    EnumString,
    EnumIter,
    EnumCount,
    EnumMessage,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
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
    /// Verbs that are soft with such an object: "carry out a full review".
    #[strum(serialize = "commitment.inquiry_verb")]
    InquiryVerb,
    /// What is decided only afterwards: "review", "consultation".
    #[strum(serialize = "commitment.inquiry")]
    Inquiry,
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
    /// "Was" and "were", a deed where such a verb follows.
    #[strum(serialize = "commitment.was")]
    WasAlone,
    /// "Would", firm where a budget says what "would be set up".
    #[strum(serialize = "commitment.would")]
    Would,
    /// "Can" and "may", firm where such a verb tells the terms of a measure.
    #[strum(serialize = "commitment.can")]
    Can,
    /// What people may do under a measure: "can claim".
    #[strum(serialize = "commitment.permitted_verb")]
    PermittedVerb,
    /// "Must": firm for a body of the speaker's side, soft as a call to others.
    #[strum(serialize = "commitment.must")]
    Must,
    /// Words between "we are" and "to" before what is announced: "pleased".
    #[strum(serialize = "commitment.pleased")]
    Pleased,
    /// "Is" and "are" after a subject that must be looked at.
    #[strum(serialize = "commitment.is")]
    IsAlone,
    /// "Is being", firm where a participle follows.
    #[strum(serialize = "commitment.being")]
    BeingDone,
    /// Money as a subject: an allocation that "has been made" is decided.
    #[strum(serialize = "subject.allocation")]
    Allocation,
    /// Spending on a thing as a subject: how it will change is a plan.
    #[strum(serialize = "subject.outlay")]
    Outlay,
    /// The speaker's country as a subject: what it will do is the speaker's plan.
    #[strum(serialize = "subject.nation")]
    Nation,
    /// Verbs that commit in the present tense: "we propose", "we pledge".
    #[strum(serialize = "commitment.firm_verb")]
    FirmVerb,
    /// Words that open a pledge without a verb: "No", "More", "A new".
    #[strum(serialize = "commitment.fragment")]
    Fragment,
    /// Finite verbs that show that a sentence is no fragment.
    #[strum(serialize = "clause.finite")]
    Finite,
    /// Verbs of pure results: whatever their subject, they promise nothing.
    #[strum(serialize = "commitment.outcome_verb")]
    OutcomeVerb,
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
    /// Participles that tell a deed only after "have": "done", "taken".
    #[strum(serialize = "commitment.participle")]
    Participle,
    /// Adverbs that make what is going on a report: "we are already building".
    #[strum(serialize = "commitment.already")]
    Already,
    /// Words that point to a later part of a speech and promise nothing: "let me".
    #[strum(serialize = "commitment.pointer")]
    Pointer,
    /// Verbs in the base form that open a measure in a list.
    #[strum(serialize = "commitment.measure_verb")]
    MeasureVerb,
    /// Verbs in the present that tell what a measure is made of: "includes", "covers".
    #[strum(serialize = "commitment.present_term")]
    PresentTerm,
    /// Verbs in the present that put money somewhere, where a sum or a budget is their subject: "goes to".
    #[strum(serialize = "commitment.present_verb")]
    PresentVerb,
    /// Duties behind "will", or in the present: "have to", "need to".
    #[strum(serialize = "commitment.obligation")]
    Obligation,
    /// Verbs of setting money aside, which with years ahead are a promise that stands.
    #[strum(serialize = "commitment.funding_verb")]
    FundingVerb,
    /// Verbs behind "must" that leave all open: "look at".
    #[strum(serialize = "commitment.open_verb")]
    OpenVerb,
    /// Verbs of an announcement, which with "today" are one.
    #[strum(serialize = "commitment.announce_verb")]
    AnnounceVerb,
    /// Verbs behind which "that" tells what the speaker's side said it will do: "said".
    #[strum(serialize = "commitment.report_verb")]
    ReportVerb,
    /// Words at the end of a sentence that only lead to what follows: "the following".
    #[strum(serialize = "commitment.lead_in")]
    LeadIn,
    /// Words that tell where something else stands: "is set out in annex".
    #[strum(serialize = "topic.pointer")]
    TopicPointer,
    /// Labels of figures and tables, before a number at the head of a caption.
    #[strum(serialize = "topic.caption")]
    Caption,
    /// Times that lie ahead: "over the next".
    #[strum(serialize = "time.ahead")]
    Ahead,
    /// The present day: "today".
    #[strum(serialize = "time.today")]
    Today,
    /// The present state of things, which is no news: "currently".
    #[strum(serialize = "time.now")]
    Now,
    /// Times that are over: "so far".
    #[strum(serialize = "time.behind")]
    Behind,
    /// Subjects that are the speaker's side.
    #[strum(serialize = "subject.speaker")]
    Speaker,
    /// Words that make a subject the speaker's own: "our reforms have".
    #[strum(serialize = "subject.own")]
    Own,
    /// Bodies that act under a measure: "office", "agency", "board".
    #[strum(serialize = "subject.body")]
    Body,
    /// Those a measure binds or serves, whose duties are its terms: "the applicant".
    #[strum(serialize = "subject.party")]
    Party,
    /// Subjects that are opponents or predecessors.
    #[strum(serialize = "subject.opponent")]
    Opponent,
    /// Who pays with money that is not public.
    #[strum(serialize = "subject.payer")]
    Payer,
    /// Verbs whose subject gets the money: no payer.
    #[strum(serialize = "subject.receives")]
    Receives,
    /// What is measured and paid by nobody: exports, the deficit.
    #[strum(serialize = "subject.economy")]
    EconomySubject,
    /// Subjects that are other people, whose deeds commit nobody.
    #[strum(serialize = "subject.other")]
    Other,
    /// Words that open a subordinate clause.
    #[strum(serialize = "clause.subordinate")]
    Subordinate,
    /// Words that open a relative clause: "who", "which".
    #[strum(serialize = "clause.relative")]
    Relative,
    /// Words behind which "that" tells a content and closes with the sentence: "ensure".
    #[strum(serialize = "clause.content")]
    ContentOpener,
    /// Words that stand before a noun and open no order: "in", "of", "with".
    #[strum(serialize = "clause.function")]
    Function,
    /// Words that open a noun phrase, so that a verb stands before them: "the", "every".
    #[strum(serialize = "clause.determiner")]
    Determiner,
    /// Words that join main clauses: "and", "so".
    #[strum(serialize = "clause.coordinator")]
    Coordinator,
    /// Words that open examples: "such as".
    #[strum(serialize = "topic.example")]
    Example,
    /// Phrases that refer back to the subject of an earlier sentence.
    #[strum(serialize = "reference.topic")]
    TopicReference,
    /// Demonstratives that refer back as a subject or before a noun: "these".
    #[strum(serialize = "reference.demonstrative")]
    Demonstrative,
    /// Pronouns that may be a subject and refer back: "it", "they".
    #[strum(serialize = "reference.subject")]
    SubjectReference,
    /// Words that open a sentence which goes on about the one before: "these", "among them".
    #[strum(serialize = "reference.goes_on")]
    GoesOn,
    /// Nouns that refer back to an earlier sentence with the same noun: "the portal".
    #[strum(serialize = "reference.noun")]
    NounReference,
    /// Phrases that refer back wherever they stand: "for this purpose".
    #[strum(serialize = "reference.anywhere")]
    ReferenceAnywhere,
    /// Phrases that refer back to money: "this funding", "the money".
    #[strum(serialize = "reference.money")]
    MoneyReference,
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
    /// Opens a year that is the period itself: "in", "for".
    #[strum(serialize = "period.in")]
    PeriodIn,
    /// Opens a beginning: "from".
    #[strum(serialize = "period.from")]
    PeriodFrom,
    /// A month before a year: which financial year it lies in.
    #[strum(serialize = "period.month")]
    PeriodMonth,
    /// A named end or period: "end of the Parliament", "current fiscal".
    #[strum(serialize = "period.named")]
    PeriodNamed,
    /// Verbs that lead to a new level: "rises", "doubles".
    #[strum(serialize = "change.level")]
    LevelVerb,
    /// Words that sum up the amounts before them: "makes", "in total".
    #[strum(serialize = "nest.total")]
    NestTotal,
    /// Opens a part of the amount before it: "of which", "including".
    #[strum(serialize = "nest.part")]
    NestPart,
    /// Opens the whole of the amount before it: "as part of".
    #[strum(serialize = "nest.whole")]
    NestWhole,
    /// Behind an amount: it is a part of the one before, "£2bn of it".
    #[strum(serialize = "nest.of")]
    NestOf,
    /// An area of government wider than any topic: "education".
    #[strum(serialize = "purpose.wide")]
    WideArea,
    /// Sets an amount beside what was said before: "an increase of".
    #[strum(serialize = "purpose.compared")]
    Compared,
    /// Opens what an amount is for: "for", "on".
    #[strum(serialize = "purpose.opener")]
    PurposeOpener,
    /// Leads to what an amount is for, or to the next amount: "to", "into".
    #[strum(serialize = "purpose.direction")]
    PurposeDirection,
    /// Makes a time or a manner of what "for" or "on" opens: "for the next year", "on average".
    #[strum(serialize = "purpose.time")]
    PurposeTime,
    /// Sets what follows against what was said: "while".
    #[strum(serialize = "purpose.contrast")]
    Contrast,
    /// Turns two amounts into a change and not a range: "from", "by".
    #[strum(serialize = "range.change")]
    RangeChange,
    /// Amounts without a figure: "tens of millions of pounds".
    #[strum(serialize = "money.vague")]
    Vague,
    /// Shows that a bare "crore" is money.
    #[strum(serialize = "money.bare")]
    BareMoney,
    /// Says that prices are taken out of a change: "in real terms".
    #[strum(serialize = "money.real")]
    RealTerms,
    /// Says that what comes back is taken off: "net".
    #[strum(serialize = "money.net")]
    Net,
    /// Likens a total to an amount per head: "equivalent to".
    #[strum(serialize = "money.likened")]
    Likened,
    /// Evidence for the role `spend`.
    #[strum(serialize = "role.spend")]
    RoleSpend,
    /// Evidence for public money, put in or to be put in: its tense is told by other words.
    #[strum(serialize = "role.public")]
    RolePublic,
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
    /// Things that are many: with a bound before the amount it is a limit, "contracts above £5m".
    #[strum(serialize = "role.bounded")]
    RoleBounded,
    /// Evidence for the role `context`.
    #[strum(serialize = "role.context")]
    RoleContext,
    /// Deeds that need money, where they follow "will": "build".
    #[strum(serialize = "check.costs")]
    Costs,
    /// Deeds that are done by a date, where they follow "will": "publish".
    #[strum(serialize = "check.due")]
    Due,
    /// Words that make an aim of a promise: "we hope", "explore".
    #[strum(serialize = "check.hedge")]
    Hedge,
    /// Words of a promise that is kept by law or rule, not by money: "in law".
    #[strum(serialize = "check.law")]
    Law,
    /// Verbs of what goes on and has no date: "continue to", "never".
    #[strum(serialize = "check.standing")]
    Standing,
    /// Dates and times without a year: "in October", "every quarter".
    #[strum(serialize = "check.date")]
    Date,
    /// Bodies and offices that can be held to a promise.
    #[strum(serialize = "check.owner")]
    Owner,
    /// Savings named as the source of money: "paid for by efficiencies".
    #[strum(serialize = "check.savings")]
    Savings,
    /// Acronyms that need no explanation.
    #[strum(serialize = "check.acronym")]
    Acronym,
}
