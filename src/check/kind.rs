//! The checks by name. What they are for stands in `data/checks.toml`.

use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// A check, named after the fault it finds. The order is that of their weight
/// where one promise has several faults that are as grave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Check {
    /// A firm promise without money.
    UnfundedPromise,
    /// A firm promise without a date.
    UndatedPromise,
    /// A firm promise that nobody is to keep.
    OwnerlessPromise,
    /// A promise that is only an aim.
    HedgedPromise,
    /// Money without a figure.
    VagueAmount,
    /// A sum without years.
    NoPeriod,
    /// A total over an unknown number of years.
    TotalWithoutYears,
    /// Money that is not new.
    ReAnnouncedMoney,
    /// A ceiling shown as a sum.
    CeilingAsAmount,
    /// A saving shown as funding.
    SavingAsFunding,
    /// Parts that do not make their whole.
    PartsDoNotAddUp,
    /// Two figures for the same money.
    NumberDisagreement,
    /// A topic that the settings require and the text does not mention.
    MissingTopic,
    /// A backed score below the one that is asked for.
    ScoreBelow,
    /// A topic with many words and little money.
    ShareGap,
    /// An acronym that is not explained.
    UnknownAcronym,
    /// A comment to the checks that has no effect.
    UnusedIgnore,
}
