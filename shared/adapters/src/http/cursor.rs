//! Cursors of lists: opaque, signed, and good only for the list, filter and caller they were made for (goals A3).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::token::{Purpose, Signer};

/// Bytes of the mark in front of the position.
const MARK_BYTES: usize = 32;
/// Longest cursor that is looked at.
const CURSOR_CHARS_MAX: usize = 2048;

/// The cursor that stands for `position` in `list` (its name and filter) as `principal` reads it.
#[must_use]
pub fn seal(signer: &Signer, list: &str, principal: &str, position: &str) -> String {
    let mark = signer.mark(Purpose::Cursor, &[list, principal, position]);
    URL_SAFE_NO_PAD.encode([mark.as_slice(), position.as_bytes()].concat())
}

/// The position a cursor stands for; `None` unless we made it for this list and principal.
#[must_use]
pub fn open(signer: &Signer, list: &str, principal: &str, cursor: &str) -> Option<String> {
    if cursor.len() > CURSOR_CHARS_MAX {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (mark, position) = bytes.split_at_checked(MARK_BYTES)?;
    let position = std::str::from_utf8(position).ok()?;
    signer
        .matches(Purpose::Cursor, &[list, principal, position], mark)
        .then(|| position.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    fn signer() -> Signer {
        Signer::new(&Secret::new("0123456789abcdef0123456789abcdef")).unwrap()
    }

    #[test]
    fn a_cursor_opens_only_where_it_was_made() {
        let signer = signer();
        let cursor = seal(&signer, "cases?state=paid", "firm-1", "CASE#1");
        let opened = |list, principal| open(&signer, list, principal, &cursor);
        assert_eq!(
            opened("cases?state=paid", "firm-1").as_deref(),
            Some("CASE#1")
        );
        assert_eq!(opened("cases", "firm-1"), None);
        assert_eq!(opened("cases?state=paid", "firm-2"), None);
        let other = Signer::new(&Secret::new("another key of thirty-two bytes!")).unwrap();
        assert_eq!(open(&other, "cases?state=paid", "firm-1", &cursor), None);
    }

    #[test]
    fn every_single_change_of_a_cursor_is_noticed() {
        let signer = signer();
        let cursor = seal(&signer, "cases", "firm-1", "CASE#1");
        for index in 0..cursor.len() {
            for letter in ['A', 'b', '7', '_', '=', '!'] {
                let mut changed: Vec<char> = cursor.chars().collect();
                if changed[index] == letter {
                    continue;
                }
                changed[index] = letter;
                let changed: String = changed.into_iter().collect();
                assert_eq!(
                    open(&signer, "cases", "firm-1", &changed),
                    None,
                    "{changed}"
                );
            }
            assert_eq!(
                open(&signer, "cases", "firm-1", cursor.split_at(index).0),
                None
            );
        }
        assert_eq!(open(&signer, "cases", "firm-1", &"A".repeat(4096)), None);
    }
}
