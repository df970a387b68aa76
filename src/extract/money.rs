//! Amounts of money: a number, a unit and a currency, in any order in which
//! people write them.
//!
//! A sum begins with a number that a sign or code stands before, or that a
//! unit or currency stands behind. Ranges are one amount with two ends, and
//! the unit of the second end covers the first. A second notation of the same
//! sum in brackets is left out.

use super::number::{Quantity, quantity};
use crate::model::Currency;
use crate::rules::{CueClass, Gap, Marks, RuleSet, Scan};
use crate::text::Span;
use rust_decimal::Decimal;

/// An amount as it was read, before anything around it is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RawAmount {
    /// Its place in the text.
    pub(super) span: Span,
    /// Lower end.
    pub(super) low: Decimal,
    /// Upper end.
    pub(super) high: Decimal,
    /// Currency.
    pub(super) currency: Currency,
    /// True where a word such as "million" stands in it.
    pub(super) has_unit: bool,
    /// Index of its first token.
    pub(super) first: usize,
    /// Index after its last token.
    pub(super) next: usize,
}

/// A number with its currency, one end of a range.
#[derive(Debug, Clone, Copy)]
struct End {
    span: Span,
    quantity: Quantity,
    currency: Option<Currency>,
    minor: bool,
    /// True where a sign or code stands before it.
    signed: bool,
    first: usize,
    next: usize,
}

/// Reads all amounts of a sentence. `home` is the currency of the document.
pub(super) fn amounts(rules: &RuleSet, text: &str, scan: &Scan, home: Option<Currency>) -> Vec<RawAmount> {
    let mut found: Vec<RawAmount> = Vec::new();
    let reader = Reader { rules, text, scan, home };
    let mut at = 0;
    while at < scan.tokens.len() {
        let Some(raw) = reader.amount(at) else {
            at += 1;
            continue;
        };
        at = raw.last().map_or(at + 1, |last| last.next.max(at + 1));
        for amount in raw {
            // "0 GBP 0": a code belongs to one amount only.
            let overlaps = found.last().is_some_and(|last| amount.span.start < last.span.end);
            if !overlaps && !reader.repeats_in_brackets(found.last(), &amount) {
                found.push(amount);
            }
        }
    }
    found
}

struct Reader<'a> {
    rules: &'a RuleSet,
    text: &'a str,
    scan: &'a Scan,
    home: Option<Currency>,
}

impl Reader<'_> {
    /// The amount that begins with token `at`: one, or two where "from X to Y"
    /// tells of a change.
    fn amount(&self, at: usize) -> Option<Vec<RawAmount>> {
        let first = self.end(at, None)?;
        let second = self.second_end(&first);
        let currency =
            first.currency.or(second.as_ref().and_then(|(end, _)| end.currency)).or_else(|| self.bare(&first))?;
        // "In 2010 to $11bn": a number without a sign is no end of a signed one.
        let second = second.filter(|(second, _)| first.currency.is_some() || !second.signed);
        if first.currency.is_none() && second.is_none() && self.bare(&first).is_none() {
            return None;
        }
        let Some((mut second, change)) = second else {
            return self.one(&first, currency).map(|amount| vec![amount]);
        };
        let mut first = first;
        if !first.quantity.has_unit() && !first.minor && first.quantity.mantissa < second.quantity.mantissa {
            first.quantity.unit = second.quantity.unit;
            first.minor = second.minor;
        }
        second.currency = second.currency.or(Some(currency));
        let low = self.one(&first, currency)?;
        let high = self.one(&second, second.currency.unwrap_or(currency))?;
        if change || low.currency != high.currency || low.low > high.high {
            return Some(vec![low, high]);
        }
        Some(vec![RawAmount {
            span: low.span.cover(high.span),
            high: high.high,
            has_unit: high.has_unit || low.has_unit,
            next: high.next,
            ..low
        }])
    }

    fn one(&self, end: &End, currency: Currency) -> Option<RawAmount> {
        let mut value = end.quantity.value()?;
        if end.minor {
            value = (value / Decimal::ONE_HUNDRED).normalize();
        }
        Some(RawAmount {
            span: end.span,
            low: value,
            high: value,
            currency,
            has_unit: end.quantity.has_unit(),
            first: end.first,
            next: end.next,
        })
    }

    /// A number that begins with token `at`, and the currency on either side.
    fn end(&self, at: usize, inherited: Option<Currency>) -> Option<End> {
        let token = self.scan.tokens.get(at)?;
        if !(token.digit || token.capital || token.marks.any(Marks::MONEY)) {
            return None;
        }
        let word = self.rules.money.word(token.word);
        let (before, from) = match self.attached_code(at) {
            Some((currency, digits)) => (Some((currency, token.span.start)), digits),
            None if token.digit || word.value.is_some() => (self.sign_before(at), token.span.start),
            // A fraction alone is no word to Unicode, so nothing else begins an amount.
            None => return None,
        };
        let quantity = quantity(self.rules, self.text, &self.scan.tokens, at, from)?;
        if quantity.in_words && !quantity.has_unit() && before.is_none() && quantity.mantissa <= Decimal::ONE {
            return None;
        }
        let (mut end, mut next, mut minor) = (quantity.end, quantity.next, false);
        let mut currency = before.map(|(currency, _)| currency);
        if let Some((after, is_minor, after_end, after_next)) = self.currency_after(&quantity, currency) {
            (currency, minor, end, next) = (currency.or(Some(after)), is_minor, after_end, after_next);
        }
        let start = before.map_or(token.span.start, |(_, start)| start);
        let first = self.scan.tokens[..at].iter().rposition(|t| t.span.start < start).map_or(0, |before| before + 1);
        currency = currency.or(inherited);
        let signed = before.is_some();
        Some(End { span: Span::new(start, end), quantity, currency, minor, signed, first: first.min(at), next })
    }

    /// A code that hangs on the digits: "GBP450m", "Rs500".
    fn attached_code(&self, at: usize) -> Option<(Currency, usize)> {
        let token = self.scan.tokens[at];
        if !token.capital {
            return None;
        }
        let slice = token.span.of(self.text);
        let letters = slice.find(|c: char| !c.is_ascii_alphabetic())?;
        if !slice[letters..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let sign = self.rules.money.sign_at_end(&slice[..letters], self.home).filter(|(_, len)| *len == letters);
        let code = self.code(&slice[..letters]).or(sign.map(|(currency, _)| currency))?;
        Some((code, token.span.start + letters))
    }

    /// A sign, code or word for a currency just before the token, and where it starts.
    fn sign_before(&self, at: usize) -> Option<(Currency, usize)> {
        let token = self.scan.tokens[at];
        let floor = self.scan.place.start;
        let before = self.text[floor..token.span.start].trim_end_matches(' ');
        if token.span.start - floor - before.len() > 1 {
            return None;
        }
        let sign = self.rules.money.sign_at_end(before, self.home);
        if let Some((currency, len)) = sign {
            let start = floor + before.len() - len;
            let letters = before.len() > len && before[..before.len() - len].ends_with(|c: char| c.is_alphanumeric());
            let starts_with_letter = before[before.len() - len..].starts_with(|c: char| c.is_alphabetic());
            if !(letters && starts_with_letter) {
                return Some((currency, start));
            }
        }
        let previous = self.scan.tokens.get(at.checked_sub(1)?)?;
        let code = self.code(previous.span.of(self.text))?;
        (previous.span.end + 1 >= token.span.start).then_some((code, previous.span.start))
    }

    /// The currency of a code in capitals.
    fn code(&self, word: &str) -> Option<Currency> {
        let capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
        self.rules.money.word(self.rules.word(word)).before.filter(|_| capitals)
    }

    /// A word for a currency behind the number: "pounds", "p", "GBP".
    fn currency_after(&self, quantity: &Quantity, known: Option<Currency>) -> Option<(Currency, bool, usize, usize)> {
        // "5p": the letters hang on the digits.
        if let Some(token) = self.scan.tokens.get(quantity.next.checked_sub(1)?)
            && token.span.end > quantity.end
        {
            let minor = self.rules.money.word(self.rules.word(&self.text[quantity.end..token.span.end])).minor;
            return minor.map(|currency| (self.at_home(currency), true, token.span.end, quantity.next));
        }
        let mut next = quantity.next;
        let mut token = self.scan.tokens.get(next)?;
        // "million US dollars": one word may qualify the currency.
        let mut qualified = None;
        if let Some(second) = self.scan.tokens.get(next + 1)
            && second.gap == Gap::Close
            && self.rules.money.word(second.word).after.is_some()
        {
            let code = format!("{}$", token.span.of(self.text));
            if let Some((currency, len)) = self.rules.money.sign_at_end(&code, None)
                && len == code.len()
            {
                qualified = Some(currency);
                next += 1;
                token = second;
            }
        }
        if token.gap != Gap::Close || token.span.start > quantity.end + 1 {
            return None;
        }
        let word = self.rules.money.word(token.word);
        let singular_in_ten = quantity.in_words && !quantity.has_unit() && quantity.mantissa == Decimal::ONE;
        if let Some(after) = word.after
            && !singular_in_ten
        {
            let currency = qualified.or(known).unwrap_or_else(|| self.at_home(after));
            return Some((currency, false, token.span.end, next + 1));
        }
        let minor = word.minor.filter(|_| known.is_none() && !quantity.has_unit())?;
        Some((self.at_home(minor), true, token.span.end, next + 1))
    }

    /// Words such as "dollars" mean the home currency where it uses them too.
    fn at_home(&self, currency: Currency) -> Currency {
        let shared = |home: &Currency| self.rules.money.shares_words(*home, currency);
        self.home.filter(shared).unwrap_or(currency)
    }

    /// The second end of a range, and whether the two tell of a change.
    fn second_end(&self, first: &End) -> Option<(End, bool)> {
        let next = self.scan.tokens.get(first.next)?;
        // A combining mark can make the next word begin inside the number.
        let between = self.text.get(first.span.end..next.span.start)?;
        let link = next.span.of(self.text);
        let dash = between.trim_matches(|c: char| c == ' ' || self.is_sign(c));
        if matches!(dash, "-" | "–" | "—") {
            let spaced = between.starts_with(' ') && dash == "—";
            let end = self.end(first.next, first.currency)?;
            let plausible = end.quantity.has_unit() || !first.quantity.has_unit() || end.span.start < next.span.start;
            return (!spaced && plausible && !self.is_year(&end)).then_some((end, false));
        }
        let before = first.first.checked_sub(1).map(|at| self.scan.tokens[at].span.of(self.text).to_ascii_lowercase());
        let before = before.as_deref().unwrap_or("");
        let mut at = first.next + 1;
        let (change, joined) = match link {
            "to" => (self.is_change(first.first), true),
            "up" if self.scan.tokens.get(at).is_some_and(|t| t.span.of(self.text) == "to") => {
                at += 1;
                (false, true)
            }
            "and" => (false, before == "between"),
            _ => return None,
        };
        if !joined || between.trim() != "" {
            return None;
        }
        // "US$250 to US$5,000": the letters of a sign are a word of their own.
        let start = self.scan.tokens.get(at)?.span.start;
        let lettered = || self.end(at + 1, None).filter(|end| end.signed && end.span.start <= start);
        let end = self.end(at, None).or_else(lettered)?;
        // "£5m to 300 schools": without a currency of its own the second
        // number must carry the unit of the sum.
        let own = end.currency.is_some();
        let same_kind = own || (end.quantity.has_unit() && self.unit_is_money(&end)) || end.minor;
        (same_kind && !self.is_year(&end)).then_some((End { currency: end.currency.or(first.currency), ..end }, change))
    }

    fn is_sign(&self, c: char) -> bool {
        matches!(c, '£' | '$' | '€' | '₹' | '¥')
    }

    /// "4 to 5 million homes": a noun behind the unit says that it is no money.
    fn unit_is_money(&self, end: &End) -> bool {
        self.scan.tokens.get(end.next).is_none_or(|token| token.gap != Gap::Close || token.word != 0)
    }

    fn is_year(&self, end: &End) -> bool {
        let value = end.quantity.mantissa;
        let bare = !end.quantity.has_unit() && self.text[end.span.start..].starts_with(|c: char| c.is_ascii_digit());
        bare && value.is_integer() && (Decimal::from(1900)..Decimal::from(2100)).contains(&value)
    }

    fn is_change(&self, first: usize) -> bool {
        // "From the existing £5m to £8m": a few words may stand between.
        self.scan.class(CueClass::RangeChange).any(|cue| cue.end <= first && cue.end + 3 > first)
    }

    /// "9.46 lakh crore" without a currency, where the words around show that
    /// it is money of the home country.
    fn bare(&self, end: &End) -> Option<Currency> {
        let home = self.home?;
        if !end.quantity.bare {
            return None;
        }
        let both = end.quantity.unit >= Decimal::from(1_000_000_000_000u64);
        let shown = self.scan.class(CueClass::BareMoney).any(|cue| cue.end == end.first || cue.end + 1 == end.first);
        (both || shown).then_some(home)
    }

    /// "Rs 500 crore (₹5bn)": the brackets say the same sum again.
    fn repeats_in_brackets(&self, last: Option<&RawAmount>, amount: &RawAmount) -> bool {
        last.is_some_and(|last| {
            let between = self.text.get(last.span.end..amount.span.start).unwrap_or("").trim();
            between == "(" && last.currency == amount.currency && last.low == amount.low && last.high == amount.high
        })
    }
}
