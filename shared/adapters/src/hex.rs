//! Hexadecimal digits.

use std::fmt::Write as _;

/// Lower-case hexadecimal digits of `bytes`.
pub(crate) fn digits(bytes: &[u8]) -> String {
    let room = String::with_capacity(bytes.len().saturating_mul(2));
    bytes.iter().fold(room, |mut digits, byte| {
        // writing to a `String` cannot fail
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The bytes that `digits` spell, if they are pairs of hexadecimal digits.
pub(crate) fn bytes(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: &u8| {
        char::from(*digit)
            .to_digit(16)
            .and_then(|value| u8::try_from(value).ok())
    };
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(value(high)? << 4 | value(low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_bytes_are_each_others_inverse() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&digits(&all)).unwrap(), all);
        assert_eq!(digits(&[0x00, 0xab]), "00ab");
    }

    #[test]
    fn what_is_not_pairs_of_digits_is_refused() {
        assert_eq!(bytes("abc"), None);
        assert_eq!(bytes("zz"), None);
        assert_eq!(bytes("文"), None);
    }
}
