//! Personal data in text that is about to become public: found, so that publication can be refused (domain §7, PIPL art. 28).
//!
//! Looks for resident identity numbers (GB 11643 check digit), mobile numbers, bank cards (Luhn) and mail addresses, also when written
//! with spaces, hyphens or full-width digits. A unified social credit code is not personal data and is passed over.

use crate::Text;

/// What kind of personal data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalData {
    /// 居民身份证号码
    IdentityNumber,
    /// 手机号码
    MobileNumber,
    /// 银行卡号
    BankCard,
    /// 电子邮箱
    MailAddress,
}

/// A place in a text that looks like personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Find {
    /// What it looks like.
    pub kind: PersonalData,
    /// Which character it begins at, from 1.
    pub place: usize,
}

impl Find {
    /// What was found and where, in words.
    #[must_use]
    pub fn words(&self) -> Text {
        use PersonalData as P;
        let (zh, en) = match self.kind {
            P::IdentityNumber => ("疑似身份证号码", "what looks like an identity number"),
            P::MobileNumber => ("疑似手机号码", "what looks like a mobile number"),
            P::BankCard => ("疑似银行卡号", "what looks like a bank card number"),
            P::MailAddress => ("疑似电子邮箱", "what looks like a mail address"),
        };
        Text::new(
            format!("第 {} 个字起{zh}", self.place),
            format!("{en} from character {}", self.place),
        )
    }
}

/// A run of digits with what was written around it.
#[derive(Debug)]
struct Run {
    place: usize,
    text: String,
    touches_letter: bool,
}

/// Everything in `text` that looks like personal data, in order.
#[must_use]
pub fn find(text: &str) -> Vec<Find> {
    let letters: Vec<char> = text.chars().map(narrow).collect();
    let mut found: Vec<Find> = runs(&letters).iter().filter_map(judge).collect();
    found.extend(mails(&letters));
    found.sort_by_key(|find| find.place);
    found
}

/// A natural person's name as the public may read it: surname, `＊`, last character.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let letters: Vec<char> = name.trim().chars().collect();
    match letters.as_slice() {
        [] => String::new(),
        [only] => only.to_string(),
        [surname, _] => format!("{surname}＊"),
        [surname, middle @ .., last] => format!("{surname}{}{last}", "＊".repeat(middle.len())),
    }
}

/// The narrow form of a full-width digit, letter or sign.
fn narrow(letter: char) -> char {
    const SHIFT: u32 = 0xFEE0;
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - SHIFT).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Runs of digits; single spaces, dots and hyphens between digits do not end one, and a final `X` belongs to it.
fn runs(letters: &[char]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run: Option<Run> = None;
    let mut before = ' ';
    let mut rest = letters.iter().copied().enumerate().peekable();
    while let Some((place, letter)) = rest.next() {
        let next = rest.peek().map_or(' ', |(_, next)| *next);
        if letter.is_ascii_digit() {
            let open = run.get_or_insert_with(|| Run {
                place: place + 1,
                text: String::new(),
                touches_letter: before.is_ascii_alphabetic(),
            });
            open.text.push(letter);
        } else if let Some(mut done) = run.take() {
            let joins = matches!(letter, ' ' | '-' | '.') && next.is_ascii_digit();
            if joins {
                run = Some(done);
            } else if letter.eq_ignore_ascii_case(&'x')
                && done.text.len() == 17
                && !next.is_ascii_alphanumeric()
            {
                done.text.push('X');
                runs.push(done);
            } else {
                done.touches_letter |= letter.is_ascii_alphabetic();
                runs.push(done);
            }
        }
        before = letter;
    }
    runs.extend(run);
    runs
}

fn judge(run: &Run) -> Option<Find> {
    let place = run.place;
    if run.touches_letter {
        return None; // part of a credit code or a serial number
    }
    let text = run.text.as_str();
    let kind = if is_identity_number(text) {
        PersonalData::IdentityNumber
    } else if is_mobile_number(text) {
        PersonalData::MobileNumber
    } else if is_bank_card(text) {
        PersonalData::BankCard
    } else {
        return None;
    };
    Some(Find { kind, place })
}

fn is_identity_number(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let (Some(body), Some(check)) = (text.get(..17), text.as_bytes().get(17)) else {
        return false;
    };
    let sum: u32 = body
        .chars()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit.to_digit(10).unwrap_or_default() * weight)
        .sum();
    let expected = usize::try_from(sum % 11)
        .ok()
        .and_then(|place| CHECKS.get(place));
    let year: u32 = text
        .get(6..10)
        .and_then(|year| year.parse().ok())
        .unwrap_or_default();
    let month: u32 = text
        .get(10..12)
        .and_then(|month| month.parse().ok())
        .unwrap_or_default();
    text.len() == 18
        && expected == Some(check)
        && (1850..=2100).contains(&year)
        && (1..=12).contains(&month)
}

fn is_mobile_number(text: &str) -> bool {
    let national = match text.len() {
        13 => text.strip_prefix("86"),
        15 => text.strip_prefix("0086"),
        _ => Some(text),
    };
    national.is_some_and(|number| {
        let second = number.as_bytes().get(1).copied();
        number.len() == 11
            && number.starts_with('1')
            && second.is_some_and(|digit| (b'3'..=b'9').contains(&digit))
    })
}

fn is_bank_card(text: &str) -> bool {
    let digits = text
        .chars()
        .rev()
        .map(|digit| digit.to_digit(10).unwrap_or_default());
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    let issuer = text.starts_with(['3', '4', '5', '6', '9']);
    (15..=19).contains(&text.len()) && issuer && sum.is_multiple_of(10)
}

fn mails(letters: &[char]) -> Vec<Find> {
    let part =
        |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+');
    let mut found = Vec::new();
    for (at, _) in letters
        .iter()
        .enumerate()
        .filter(|(_, letter)| **letter == '@')
    {
        let local = letters
            .iter()
            .take(at)
            .rev()
            .take_while(|letter| part(letter))
            .count();
        let host: String = letters
            .iter()
            .skip(at + 1)
            .take_while(|letter| part(letter))
            .collect();
        let host = host.trim_end_matches('.');
        if local > 0 && host.contains('.') {
            found.push(Find {
                kind: PersonalData::MailAddress,
                place: at - local + 1,
            });
        }
    }
    found
}
