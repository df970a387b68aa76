//! Numbers as they stand in text: digits, words, and the units behind them.
//!
//! "1,300", "1,06,000", "0.1", "1½"; "half a billion", "a quarter of a
//! million", "two hundred million", "one and a half"; units "bn", "million",
//! "lakh crore". No currency here.

use crate::rules::{Gap, MoneyWords, RuleSet, Token};
use rust_decimal::Decimal;

/// A number with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    /// The number before its unit.
    pub(super) mantissa: Decimal,
    /// The unit: 1 where there is none.
    pub(super) unit: Decimal,
    /// True where a unit such as "crore" suggests money by itself.
    pub(super) bare: bool,
    /// True where it was written in words.
    pub(super) in_words: bool,
    /// Byte offset after it.
    pub(super) end: usize,
    /// Index of the first token that does not belong to it.
    pub(super) next: usize,
}

impl Quantity {
    /// The value, where it is not too large to be held.
    pub(super) fn value(&self) -> Option<Decimal> {
        self.mantissa.checked_mul(self.unit).map(|value| value.normalize())
    }

    /// True where a unit stands behind the number.
    pub(super) fn has_unit(&self) -> bool {
        self.unit != Decimal::ONE
    }
}

/// Reads the number that begins with token `at`, in digits or in words.
/// `from` is the byte offset of its first digit, which may lie inside the
/// token ("GBP450m").
pub(super) fn quantity(rules: &RuleSet, text: &str, tokens: &[Token], at: usize, from: usize) -> Option<Quantity> {
    if text[from..].starts_with(|c: char| c.is_ascii_digit() || fraction(c).is_some()) {
        in_digits(rules, text, tokens, at, from)
    } else {
        in_words(&rules.money, tokens, at)
    }
}

fn in_digits(rules: &RuleSet, text: &str, tokens: &[Token], at: usize, from: usize) -> Option<Quantity> {
    let (mut mantissa, digits_end) = digits(&text[from..])?;
    let mut end = from + digits_end;
    if let Some(part) = text[end..].chars().next().and_then(fraction) {
        mantissa = mantissa.checked_add(part)?;
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    // Letters that hang on the digits: "1.9bn", "5p", but not "100metres".
    let mut next = at + 1;
    while tokens.get(next).is_some_and(|token| token.span.end <= end) {
        next += 1;
    }
    let token_end = tokens[next - 1].span.end.max(end);
    let mut quantity = Quantity { mantissa, unit: Decimal::ONE, bare: false, in_words: false, end, next };
    if token_end > end {
        let tail = &text[end..token_end];
        let word = rules.money.word(rules.word(tail));
        if let Some(unit) = word.unit {
            (quantity.unit, quantity.bare, quantity.end) = (unit, word.bare, token_end);
        } else if word.minor.is_none() && !tail.starts_with(|c: char| c.is_ascii_digit()) {
            // A number that is part of a word: "3D", "21st", "5G".
            return None;
        } else {
            return Some(quantity);
        }
    }
    Some(with_units(&rules.money, tokens, quantity))
}

fn in_words(money: &MoneyWords, tokens: &[Token], at: usize) -> Option<Quantity> {
    let value = |index: usize| tokens.get(index).and_then(|token| money.word(token.word).value);
    let unit = |index: usize| tokens.get(index).and_then(|token| money.word(token.word).unit);
    let hundred = Decimal::from(100);
    let mut total = Decimal::ZERO;
    let mut current = value(at)?;
    let mut next = at + 1;
    while let Some(token) = tokens.get(next).filter(|token| token.gap == Gap::Close) {
        if let Some(more) = value(next) {
            // "twenty five", "a half"; "half a" keeps the half.
            if more == Decimal::ONE && current < Decimal::ONE {
            } else if current == Decimal::ONE && more < Decimal::ONE {
                current = more;
            } else if more < current || current.is_zero() {
                current = current.checked_add(more)?;
            } else {
                break;
            }
        } else if unit(next) == Some(hundred) {
            current = current.checked_mul(hundred)?;
        } else if current < Decimal::ONE && value(next + 1) == Some(Decimal::ONE) && unit(next + 2).is_some() {
            // "a quarter OF a billion".
        } else if total.is_zero() && token.span.len() == 3 && (value(next + 1).is_some()) && current >= Decimal::ONE {
            // "one AND a half", "two hundred AND fifty".
            total = current;
            current = Decimal::ZERO;
            if value(next + 1) == Some(Decimal::ONE) && value(next + 2).is_some_and(|part| part < Decimal::ONE) {
                next += 1;
            }
        } else {
            break;
        }
        next += 1;
    }
    let end = tokens[next - 1].span.end;
    let mantissa = total.checked_add(current)?;
    let quantity = Quantity { mantissa, unit: Decimal::ONE, bare: false, in_words: true, end, next };
    Some(with_units(money, tokens, quantity))
}

/// Takes up the units that follow: "million", "lakh crore".
fn with_units(money: &MoneyWords, tokens: &[Token], mut quantity: Quantity) -> Quantity {
    while let Some(token) = tokens.get(quantity.next) {
        let word = money.word(token.word);
        let Some(unit) = word.unit.filter(|_| token.gap == Gap::Close && token.span.start <= quantity.end + 1) else {
            break;
        };
        let Some(product) = quantity.unit.checked_mul(unit) else { break };
        // Two western units in a row are two numbers; "lakh crore" is one.
        if quantity.has_unit() && !word.bare && quantity.unit != Decimal::from(100) {
            break;
        }
        quantity.unit = product;
        quantity.bare |= word.bare;
        quantity.end = token.span.end;
        quantity.next += 1;
    }
    quantity
}

/// Reads digits with thousands separators and a decimal point. Groups of two
/// (Indian) and of three digits are read alike.
fn digits(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut plain = String::new();
    let (mut at, mut point) = (0, false);
    // Digits since the last comma, where there is one.
    let mut group = None;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                plain.push(byte as char);
                group = group.map(|digits| digits + 1);
            }
            b'.' if !point && digit(at + 1) => {
                point = true;
                plain.push('.');
            }
            b',' if !point && digit(at + 1) && digit(at + 2) => group = Some(0),
            _ => break,
        }
        at += 1;
    }
    if at == 0 {
        // A fraction alone: "½".
        return text.chars().next().and_then(fraction).map(|_| (Decimal::ZERO, 0));
    }
    // "£530,0007": the mark of a footnote was run together with the number.
    let mark = group.filter(|digits| !point && (4..=5).contains(digits)).map_or(0, |digits: usize| digits - 3);
    plain.truncate(plain.len() - mark);
    Some((plain.parse().ok()?, at - mark))
}

fn fraction(c: char) -> Option<Decimal> {
    Some(match c {
        '½' => Decimal::new(5, 1),
        '¼' => Decimal::new(25, 2),
        '¾' => Decimal::new(75, 2),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_groups_and_marks_of_footnotes_are_left_out() {
        for (text, expected, rest) in [
            ("1,300", "1300", ""),
            ("1,06,000 crore", "106000", " crore"),
            ("530,0007.", "530000", "7."),
            ("1,234,56712", "1234567", "12"),
            ("1,234.5678", "1234.5678", ""),
            ("5300007", "5300007", ""),
            ("2,000000", "2000000", ""),
        ] {
            let (value, end) = digits(text).unwrap();
            assert_eq!((value.to_string().as_str(), &text[end..]), (expected, rest), "{text}");
        }
    }
}
