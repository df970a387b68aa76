//! Numbers, units and currencies as the packs write them.

use super::marks::Marks;
use super::vocabulary::{Vocabulary, WordId};
use crate::model::Currency;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a word means in front of, in, or behind a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct NumberWord {
    /// Value of a number word: "two", "half", "hundred".
    #[serde(with = "super::stored::decimal")]
    pub value: Option<Decimal>,
    /// Multiplier of a unit: "million", "bn", "crore".
    #[serde(with = "super::stored::decimal")]
    pub unit: Option<Decimal>,
    /// True where the unit alone suggests the home currency.
    pub bare: bool,
    /// Currency whose code stands before a number: "GBP".
    pub before: Option<Currency>,
    /// Currency that stands after a number: "pounds", "GBP".
    pub after: Option<Currency>,
    /// Currency whose hundredth part stands after a number: "pence", "p".
    pub minor: Option<Currency>,
}

/// What a word means that is none of these.
static NO_NUMBER: NumberWord =
    NumberWord { value: None, unit: None, bare: false, before: None, after: None, minor: None };

/// The words of numbers, units and currencies.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct MoneyWords {
    /// By word: its place in `meanings`. Few words have any, so the list is
    /// small and the first entry, which is empty, stands for all others.
    by_word: Vec<u16>,
    meanings: Vec<NumberWord>,
    /// Signs, the longest first, with the currencies that claim them in the
    /// order of the packs.
    signs: Vec<(String, Vec<Currency>)>,
    /// Signs that mean a currency only at home.
    home_signs: Vec<(String, Currency)>,
    /// One bit for each byte with which a sign of either kind ends.
    last_bytes: [u64; 4],
    /// Below these sums an amount is a price or limit rather than a budget.
    small: Vec<(Currency, u32)>,
    large: Vec<(Currency, u64)>,
    /// Words for currencies, and beside each the currencies that it may mean.
    names: Vec<String>,
    shared: Vec<Vec<Currency>>,
    /// Names of places whose texts are in a currency.
    places: Vec<(String, Currency)>,
}

impl MoneyWords {
    /// What a word means for numbers; all empty for other words.
    pub fn word(&self, word: WordId) -> &NumberWord {
        self.meanings.get(self.place(word)).unwrap_or(&NO_NUMBER)
    }

    /// True for units and for words and codes of currencies.
    pub fn is_unit_or_currency(&self, word: WordId) -> bool {
        let place = self.place(word);
        place != 0
            && self.meanings.get(place).is_some_and(|meaning| {
                let currency = meaning.before.or(meaning.after).or(meaning.minor);
                meaning.unit.is_some() || currency.is_some()
            })
    }

    /// True for number words.
    pub fn is_number(&self, word: WordId) -> bool {
        let place = self.place(word);
        place != 0 && self.meanings.get(place).is_some_and(|meaning| meaning.value.is_some())
    }

    fn place(&self, word: WordId) -> usize {
        self.by_word.get(word as usize).copied().map_or(0, usize::from)
    }

    /// The sign that ends exactly at the end of `text`, with its length, as
    /// the currency that it means where `home` is the currency of the document.
    pub fn sign_at_end(&self, text: &str, home: Option<Currency>) -> Option<(Currency, usize)> {
        // Asked before every number, and mostly answered by the last byte.
        let last = text.as_bytes().last()?;
        if self.last_bytes[usize::from(*last) / 64] >> (last % 64) & 1 == 0 {
            return None;
        }
        if let Some((sign, currency)) =
            self.home_signs.iter().find(|(sign, code)| home == Some(*code) && text.ends_with(sign))
        {
            return Some((*currency, sign.len()));
        }
        let ends = |sign: &str| sign.as_bytes().last() == Some(last) && text.ends_with(sign);
        let (sign, claims) = self.signs.iter().find(|(sign, _)| ends(sign))?;
        let home = home.filter(|home| claims.contains(home));
        Some((home.or(claims.first().copied())?, sign.len()))
    }

    /// Signs and places that speak for one currency only, in the order of the packs.
    pub fn telling_signs(&self) -> impl Iterator<Item = (&str, Currency)> {
        let own = self.signs.iter().filter(|(_, claims)| claims.len() == 1);
        own.map(|(sign, claims)| (sign.as_str(), claims[0]))
            .chain(self.places.iter().map(|(place, code)| (place.as_str(), *code)))
    }

    /// True for currencies that the packs know.
    pub fn knows(&self, currency: Currency) -> bool {
        self.signs.iter().any(|(_, claims)| claims.contains(&currency))
            || self.shared.iter().flatten().any(|known| *known == currency)
    }

    /// True where a sum is a price or limit rather than a budget.
    pub fn is_small(&self, sum: Decimal, currency: Currency) -> bool {
        self.small.iter().any(|(code, limit)| *code == currency && sum < Decimal::from(*limit))
    }

    /// True where a sum is beyond any measure of a government in its currency.
    pub fn is_beyond_measure(&self, sum: Decimal, currency: Currency) -> bool {
        self.large.iter().any(|(code, limit)| *code == currency && sum >= Decimal::from(*limit))
    }

    /// Adds the sum that no measure in a currency reaches; 0 for none.
    pub(super) fn add_large(&mut self, currency: Currency, limit: u64) {
        if limit > 0 {
            self.large.push((currency, limit));
        }
    }

    /// Adds the sum below which amounts of a currency are small.
    pub(super) fn add_small(&mut self, currency: Currency, limit: u32) {
        self.small.push((currency, limit));
    }

    /// Adds a sign that means the currency only at home.
    pub(super) fn add_home_sign(&mut self, sign: &str, currency: Currency) {
        self.note_end(sign);
        self.home_signs.push((sign.to_owned(), currency));
    }

    /// Adds a name of a place whose texts are in the currency.
    pub(super) fn add_place(&mut self, place: &str, currency: Currency) {
        self.places.push((place.to_owned(), currency));
    }

    /// True where the two currencies are called by the same word: "dollars".
    pub fn shares_words(&self, one: Currency, other: Currency) -> bool {
        one == other || self.shared.iter().any(|group| group.contains(&one) && group.contains(&other))
    }

    /// The currencies that `currencies` name by one word.
    pub(super) fn share_words(&mut self, word: &str, currency: Currency) {
        match self.names.iter().position(|name| name == word) {
            Some(at) => self.shared[at].push(currency),
            None => {
                self.names.push(word.to_owned());
                self.shared.push(vec![currency]);
            }
        }
    }

    /// Changes what a word means.
    pub(super) fn set(&mut self, vocabulary: &mut Vocabulary, word: &str, change: impl FnOnce(&mut NumberWord)) {
        let number = vocabulary.add(word);
        vocabulary.mark(number, Marks::MONEY);
        let at = number as usize;
        if self.by_word.len() <= at {
            self.by_word.resize(at + 1, 0);
        }
        if self.meanings.is_empty() {
            self.meanings.push(NumberWord::default());
        }
        if self.by_word[at] == 0 {
            // Beyond 65,535 words the last one is shared; no pack comes near.
            self.by_word[at] = u16::try_from(self.meanings.len()).unwrap_or(u16::MAX);
            self.meanings.push(NumberWord::default());
        }
        if let Some(meaning) = self.meanings.get_mut(usize::from(self.by_word[at])) {
            change(meaning);
        }
    }

    fn note_end(&mut self, sign: &str) {
        if let Some(last) = sign.as_bytes().last() {
            self.last_bytes[usize::from(*last) / 64] |= 1 << (last % 64);
        }
    }

    /// Adds a sign of a currency.
    pub(super) fn add_sign(&mut self, sign: &str, currency: Currency) {
        self.note_end(sign);
        match self.signs.iter_mut().find(|(known, _)| known == sign) {
            Some((_, claims)) => claims.push(currency),
            None => self.signs.push((sign.to_owned(), vec![currency])),
        }
        self.signs.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then(a.cmp(b)));
    }
}
