//! Over which years an amount runs: "over five years", "by 2020-21", "in
//! 2017-18", "from 2016-17 to 2020-21", "this Parliament", "next year".
//!
//! What the words say is read first; which financial years they mean is
//! resolved against the date of the document. Where words have two readings,
//! one is chosen and the assumption is named.

use super::around::breaks;
use super::money::RawAmount;
use crate::model::{AmountMention, FiscalYear, Per, Period};
use crate::rules::{Calendar, CueClass, CueHit, RuleSet, Scan, head_of};
use crate::text::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A number of years: "over five years", "in the next two years", "three-year".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Years {
    /// How many.
    pub(super) count: u32,
    /// True where they lie behind: "over the last two years".
    pub(super) gone: bool,
    /// True where they lie ahead: "over the next two years".
    pub(super) ahead: bool,
    span: Span,
    first: usize,
    end: usize,
}

/// How a year is introduced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opener {
    /// "By", "until": the end of a period.
    By,
    /// "In", "for": the period itself.
    In,
    /// "From": its beginning.
    From,
    /// "To" after a beginning.
    To,
}

/// What a year or period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "2016-17", "FY2016".
    Fiscal(i16),
    /// "2016".
    Calendar(i16),
    /// "March 2020": the financial year that holds the month.
    Month(i16),
    /// "2016–2020".
    Stretch(i16, i16),
    /// A cue such as "this Parliament".
    Named(u32),
}

/// A year or named period that a text gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// The words, without the one that opens it.
    pub(super) span: Span,
    opener: Opener,
    pub(super) kind: Kind,
    first: usize,
}

/// Everything a sentence says about years.
#[derive(Debug, Default)]
pub(super) struct Periods {
    years: Vec<Years>,
    whens: Vec<When>,
}

/// Years for all amounts of a sentence begin within so many words.
const HEAD_REACH: usize = 2;

/// What was found for one amount.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Number of years.
    pub(super) years: Option<Years>,
    start: Option<When>,
    pub(super) when: Option<When>,
}

impl Periods {
    /// Reads the years of a sentence.
    pub(super) fn read(rules: &RuleSet, text: &str, scan: &Scan) -> Self {
        Self { years: years(rules, text, scan), whens: whens(rules, text, scan) }
    }

    /// True where the sentence gives a date or a number of years.
    pub(super) fn any(&self) -> bool {
        !(self.years.is_empty() && self.whens.is_empty())
    }

    /// What the sentence says about one of its amounts. A number of years is
    /// given behind the amount, or at the head of the sentence for all; a year
    /// behind the amount and before the next one, or else before it.
    pub(super) fn of(&self, text: &str, scan: &Scan, raws: &[RawAmount], index: usize) -> Found {
        let raw = &raws[index];
        let next = raws.get(index + 1).map_or(scan.tokens.len(), |after| after.first);
        let previous = index.checked_sub(1).map_or(0, |before| raws[before].next);
        // Items of a list with semicolons, and brackets, keep their years to themselves.
        let parts = |words: &str| words.contains(';') || words.matches('(').count() != words.matches(')').count();
        let apart = |from: usize, to: usize| text.get(from..to).is_some_and(parts);
        let same_item = |span: Span| !apart(raw.span.end, span.start) && !apart(span.end, raw.span.start);
        let behind = self.years.iter().find(|years| years.first >= raw.next && same_item(years.span));
        // "Over five years we will spend £2m on maps and £3m on data."
        let head = raws.first().and_then(|first| {
            let opens = |years: &&Years| years.end <= first.first && years.first <= HEAD_REACH;
            self.years.iter().rfind(opens)
        });
        let ahead = self.years.iter().rfind(|years| {
            let opens_clause = breaks(scan, years.first.saturating_sub(1), years.first + 1);
            let joined = opens_clause || !breaks(scan, years.end, raw.first);
            years.end <= raw.first && years.first >= previous && joined
        });
        let own = |when: &&When| when.first >= raw.next && when.first < next && same_item(when.span);
        let before = |when: &&When| when.span.end <= raw.span.start && when.first >= previous && same_item(when.span);
        let when = self.whens.iter().find(|when| own(when) && when.opener != Opener::From);
        let start = self.whens.iter().find(|when| when.opener == Opener::From && (own(when) || before(when)));
        let when = when.or_else(|| self.whens.iter().rfind(|when| before(when) && when.opener != Opener::From));
        let ahead = ahead.filter(|_| when.is_none_or(|when| !own(&when)));
        let years = behind.or(head).or(ahead);
        // "£5m over five years, announced in 2015": the year is that of the news.
        let of_news = |when: &&When| when.opener == Opener::In && matches!(when.kind, Kind::Calendar(_));
        let when = when.filter(|when| years.is_none() || !of_news(when));
        Found { years: years.copied(), start: start.copied(), when: when.copied() }
    }

    /// What a sentence without amounts says about those that it refers back to.
    pub(super) fn of_reference(&self) -> Found {
        let start = self.whens.iter().find(|when| when.opener == Opener::From);
        let when = self.whens.iter().find(|when| when.opener != Opener::From);
        Found { years: self.years.first().copied(), start: start.copied(), when: when.copied() }
    }
}

impl Found {
    /// All the words that say it.
    pub(super) fn span(&self) -> Option<Span> {
        let whens = [self.start, self.when].into_iter().flatten().map(|when| when.span);
        self.years.map(|years| years.span).into_iter().chain(whens).reduce(Span::cover)
    }

    /// The end year or period, as written.
    pub(super) fn by(&self, text: &str) -> Option<String> {
        let span = match (self.start, self.when) {
            (Some(start), Some(end)) if end.opener == Opener::To => start.span.cover(end.span),
            (_, Some(when)) => when.span,
            (Some(start), None) => start.span,
            (None, None) => return None,
        };
        Some(span.of(text).to_owned())
    }

    /// The financial years meant, where they can be told. Years relative to
    /// now need the date of the document.
    pub(super) fn resolve(&self, rules: &RuleSet, mention: &AmountMention, date: Option<Date>) -> Option<Period> {
        let event = date.map(Calendar::year_of);
        let start = self.start.and_then(|when| self.year(rules, when, date)).and_then(|period| period.from);
        if let Some(when) = self.when {
            let meant = self.year(rules, when, date)?;
            return Some(match when.opener {
                Opener::In => meant,
                Opener::To => Period { from: start, or_from: None, ..meant },
                Opener::By | Opener::From => {
                    let month = matches!(when.kind, Kind::Month(_));
                    let first = event.map(|event| FiscalYear(event.0 + 1)).filter(|first| Some(*first) <= meant.to);
                    let level = mention.per != Per::Total || month;
                    Period { from: start.or(first.filter(|_| !level)), or_from: None, ..meant }
                }
            });
        }
        let Some(years) = self.years else {
            return start.map(|start| Period { from: Some(start), ..Period::default() });
        };
        let count = i16::try_from(years.count).ok()?;
        let from = match (start, years.gone) {
            (Some(start), _) => start,
            (None, true) => FiscalYear(event?.0 + 1 - count),
            (None, false) => FiscalYear(event?.0 + 1),
        };
        Some(Period { from: Some(from), to: Some(FiscalYear(from.0 + count - 1)), ..Period::default() })
    }

    fn year(&self, rules: &RuleSet, when: When, date: Option<Date>) -> Option<Period> {
        let only = |year: i16| Period { from: Some(FiscalYear(year)), to: Some(FiscalYear(year)), ..Period::default() };
        let or = |year: i16, or: FiscalYear, assumed: String| Period {
            or_from: Some(or),
            or_to: Some(or),
            assumed: Some(assumed),
            ..only(year)
        };
        Some(match when.kind {
            Kind::Fiscal(year) | Kind::Month(year) => only(year),
            Kind::Calendar(year) if when.opener == Opener::By => {
                let (ends, next) = (FiscalYear(year - 1), FiscalYear(year));
                or(year - 1, next, format!("\"by {year}\" read as the end of {ends}; it may mean {next}"))
            }
            Kind::Calendar(year) => {
                let (year, before) = (FiscalYear(year), FiscalYear(year - 1));
                or(year.0, before, format!("the year {} read as {year}; it may mean {before}", year.0))
            }
            Kind::Stretch(from, to) => Period {
                from: Some(FiscalYear(from)),
                to: Some(FiscalYear(to - 1)),
                or_from: None,
                or_to: Some(FiscalYear(to)),
                assumed: Some(format!(
                    "{from} to {to} read as {} financial years; it may mean {}",
                    to - from,
                    to - from + 1
                )),
            },
            Kind::Named(cue) => named(rules, &rules.cues[cue as usize].id, date?)?,
        })
    }

    /// True where the years have two readings that differ in their number.
    pub(super) fn is_ambiguous(&self) -> bool {
        self.when.is_some_and(|when| matches!(when.kind, Kind::Stretch(..)))
    }
}

/// The years that a cue of the class `period.named` means, by its id.
fn named(rules: &RuleSet, id: &str, date: Date) -> Option<Period> {
    let event = Calendar::year_of(date).0;
    let only = |year: i16| Period { from: Some(FiscalYear(year)), to: Some(FiscalYear(year)), ..Period::default() };
    let stretch = match id {
        "this_year" => return Some(only(event)),
        "next_year" => return Some(only(event + 1)),
        "last_year" => return Some(only(event - 1)),
        "this_parliament" => rules.calendar.parliament(date)?,
        "next_parliament" => rules.calendar.next_parliament(date)?,
        "spending_review" => rules.calendar.review(date)?,
        _ => return None,
    };
    let or = stretch.or_to.map(|to| format!("; capital may run to {to}")).unwrap_or_default();
    let assumed = Some(format!("read as {}{or}", stretch.name));
    Some(Period { from: Some(stretch.from), to: stretch.to, or_from: None, or_to: stretch.or_to, assumed })
}

/// Cues that the grammar knows by their ids.
const GONE: &str = "over_gone";
const AHEAD: &str = "over_ahead";
const WITHIN: &str = "within";
const BEFORE_APRIL: &str = "months_before_april";
/// "The first in 40 years" tells of no period of money.
const FEW_YEARS: u32 = 15;

fn years(rules: &RuleSet, text: &str, scan: &Scan) -> Vec<Years> {
    let mut found = Vec::new();
    const SPANS: [u64; 3] = [head_of("year"), head_of("years"), head_of("decade")];
    for (at, token) in scan.tokens.iter().enumerate().filter(|(_, token)| SPANS.contains(&token.head)) {
        let word = token.span.of(text);
        let plural = word.eq_ignore_ascii_case("years");
        let decade = word.eq_ignore_ascii_case("decade");
        if !(plural || decade || word.eq_ignore_ascii_case("year")) {
            continue;
        }
        // A person's age is no period: "a 40-year-old".
        if scan.tokens.get(at + 1).is_some_and(|next| next.span.of(text) == "old") {
            continue;
        }
        // "Over the last two financial years": one word may part the number from them.
        let number = |back| at.checked_sub(back).and_then(|at| Some((small_number(rules, text, scan, at)?, at)));
        let count = if decade { Some((10, at)) } else { number(1).or_else(|| number(2).filter(|_| plural)) };
        let Some((count, before)) = count else { continue };
        let id = |cue: &CueHit| rules.cues[cue.cue as usize].id.as_str();
        let opener = scan.class(CueClass::PeriodOver).filter(|cue| cue.end == before).min_by_key(|cue| cue.first);
        // "In over 40 years" is no other than "in 40 years".
        let within = |cue: &CueHit| {
            id(cue) == WITHIN
                || scan.class(CueClass::PeriodOver).any(|before| before.end == cue.first && id(before) == WITHIN)
        };
        let opener = opener.filter(|cue| count <= FEW_YEARS || !within(cue));
        let end = at + 1;
        let years = |first, gone, ahead| Years { count, gone, ahead, span: scan.span(first, end), first, end };
        match opener {
            Some(cue) => found.push(years(cue.first, id(cue) == GONE, id(cue) == AHEAD)),
            // "A five-year plan", "a 5 year plan".
            None if !plural && !decade => found.push(years(before, false, false)),
            _ => {}
        }
    }
    found
}

fn small_number(rules: &RuleSet, text: &str, scan: &Scan, at: usize) -> Option<u32> {
    let token = scan.tokens[at];
    let value = match token.span.of(text).parse::<u32>() {
        Ok(value) => value,
        Err(_) => rules.money.word(token.word).value.filter(Decimal::is_integer)?.to_u32()?,
    };
    (2..=100).contains(&value).then_some(value)
}

fn whens(rules: &RuleSet, text: &str, scan: &Scan) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    for at in 0..scan.tokens.len() {
        let Some((kind, span)) = year_at(text, scan, at) else { continue };
        if found.last().is_some_and(|last| last.span.overlaps(span)) {
            continue;
        }
        let open = opener(scan, at);
        let joined = scan.tokens.get(at.wrapping_sub(1)).is_some_and(|token| token.span.of(text) == "to");
        let continues = joined && found.last().is_some_and(|last| last.opener == Opener::From);
        let (opener, first) = match open {
            _ if continues => (Opener::To, at),
            Some((opener, first)) => (opener, first),
            None => continue,
        };
        let kind = month_before(rules, scan, at, kind);
        found.push(When { span, opener, kind, first });
    }
    for cue in scan.class(CueClass::PeriodNamed) {
        found.push(When { span: cue.span, opener: Opener::In, kind: Kind::Named(cue.cue), first: cue.first });
    }
    found.sort_by_key(|when| when.span.start);
    found
}

/// The word that opens a year, at most three words before it.
fn opener(scan: &Scan, at: usize) -> Option<(Opener, usize)> {
    let class = |cue: &CueHit| match cue.class {
        CueClass::PeriodBy => Some(Opener::By),
        CueClass::PeriodIn => Some(Opener::In),
        CueClass::PeriodFrom => Some(Opener::From),
        _ => None,
    };
    let near = scan.cues.iter().filter(|cue| cue.end <= at && cue.end + 3 >= at);
    near.filter_map(|cue| Some((class(cue)?, cue)))
        .max_by_key(|(_, cue)| cue.end)
        .map(|(opener, cue)| (opener, cue.first))
}

/// A year that begins with token `at`: "2016", "2016-17", "2016–2020",
/// "FY2016", "FY25/26".
fn year_at(text: &str, scan: &Scan, at: usize) -> Option<(Kind, Span)> {
    let token = scan.tokens[at];
    if !(token.digit || token.capital) {
        return None;
    }
    let word = token.span.of(text);
    let (marked, digits) = match word.strip_prefix("FY") {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let number = |word: &str| word.parse::<i16>().ok();
    let mut year = number(digits)?;
    if marked && digits.len() == 2 {
        year += 2000;
    }
    if !(marked || digits.len() == 4) || !(1950..2100).contains(&year) {
        return None;
    }
    let second = scan.tokens.get(at + 1).filter(|next| {
        let between = &text[token.span.end..next.span.start];
        matches!(between, "-" | "–" | "/" | " - ")
    });
    if let Some(next) = second
        && let Some(end) = number(next.span.of(text))
    {
        let span = token.span.cover(next.span);
        if next.span.len() == 2 && end == (year + 1).rem_euclid(100) {
            return Some((Kind::Fiscal(year), span));
        }
        if next.span.len() == 4 && end == year + 1 {
            return Some((Kind::Fiscal(year), span));
        }
        if next.span.len() == 4 && (year + 2..year + 30).contains(&end) {
            return Some((Kind::Stretch(year, end), span));
        }
    }
    Some((if marked { Kind::Fiscal(year) } else { Kind::Calendar(year) }, token.span))
}

/// The financial year that the head of a column names.
pub(super) fn year_of_header(text: &str, scan: &Scan) -> Option<FiscalYear> {
    (0..scan.tokens.len()).find_map(|at| match year_at(text, scan, at)?.0 {
        Kind::Fiscal(year) | Kind::Calendar(year) => Some(FiscalYear(year)),
        Kind::Month(_) | Kind::Stretch(..) | Kind::Named(_) => None,
    })
}

/// "March 2020" lies in the financial year 2019-20.
fn month_before(rules: &RuleSet, scan: &Scan, at: usize, kind: Kind) -> Kind {
    let Kind::Calendar(year) = kind else { return kind };
    let month = scan.class(CueClass::PeriodMonth).find(|cue| cue.end == at && scan.tokens[cue.first].capital);
    match month.map(|cue| rules.cues[cue.cue as usize].id.as_str()) {
        Some(BEFORE_APRIL) => Kind::Month(year - 1),
        Some(_) => Kind::Month(year),
        None => kind,
    }
}
