//! Words of a text as integers of eight bytes.
//!
//! Most words fit into one; loading them whole is several times as fast as
//! copying and comparing byte by byte.

/// The first eight bytes of the word from `start` to `end` in `text`, with
/// zeros behind a shorter one.
pub fn first_eight(text: &[u8], start: usize, end: usize) -> u64 {
    let len = end - start;
    match load(text, start) {
        Some(eight) if len >= 8 => eight,
        Some(eight) => eight & ((1 << (8 * len)) - 1),
        // Close to the end of the text there are not eight bytes to load.
        None => text[start..end].iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)),
    }
}

/// The last eight bytes of a word of eight bytes or more that ends at `end`.
pub fn last_eight(text: &[u8], end: usize) -> u64 {
    end.checked_sub(8).and_then(|start| load(text, start)).unwrap_or_default()
}

fn load(text: &[u8], at: usize) -> Option<u64> {
    text.get(at..at + 8)?.try_into().ok().map(u64::from_le_bytes)
}

/// The ASCII capitals among eight bytes as small letters.
pub fn lower_case(eight: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 0x80;
    // Seven bits of each byte cannot carry into the next one; the high bit
    // then tells whether the byte is at least 'A', or beyond 'Z'.
    let low = eight & !HIGH;
    let from_a = low + ONES * u64::from(0x80 - b'A');
    let beyond_z = low + ONES * u64::from(0x7f - b'Z');
    let capital = (from_a ^ beyond_z) & !eight & HIGH;
    eight | capital >> 2
}

/// Mixes two numbers into one whose low bits depend on all of theirs.
pub const fn mix(one: u64, other: u64) -> u64 {
    // Odd numbers without pattern: the fractional digits of pi.
    const PI: [u64; 2] = [0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7345];
    let product = (one ^ PI[0]) as u128 * (other ^ PI[1]) as u128;
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_bytes_are_those_of_the_word(text in "[@-\\[`-{a-zA-Z£]{1,20}", from in 0usize..20, len in 1usize..20) {
            let bytes = text.as_bytes();
            let start = from.min(bytes.len() - 1);
            let end = (start + len).min(bytes.len());
            let mut expected = [0; 8];
            let shown = (end - start).min(8);
            expected[..shown].copy_from_slice(&bytes[start..start + shown]);
            prop_assert_eq!(first_eight(bytes, start, end), u64::from_le_bytes(expected));
            expected.make_ascii_lowercase();
            prop_assert_eq!(lower_case(first_eight(bytes, start, end)), u64::from_le_bytes(expected));
            if end - start >= 8 {
                prop_assert_eq!(&last_eight(bytes, end).to_le_bytes(), &bytes[end - 8..end]);
            }
        }
    }
}
