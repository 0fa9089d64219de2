//! 国民经济行业分类 (GB/T 4754-2017): a section letter and two to four digits, told apart by prefixes and ranges.

use std::fmt;

/// The last two-digit division of every section, 2017 edition: 79 is 土地管理业 and 97 is 国际组织, unlike the edition of 2011.
const SECTIONS: [(char, u8); 20] = [
    ('A', 5),
    ('B', 12),
    ('C', 43),
    ('D', 46),
    ('E', 50),
    ('F', 52),
    ('G', 60),
    ('H', 62),
    ('I', 65),
    ('J', 69),
    ('K', 70),
    ('L', 72),
    ('M', 75),
    ('N', 79),
    ('O', 82),
    ('P', 83),
    ('Q', 85),
    ('R', 90),
    ('S', 96),
    ('T', 97),
];

/// What an industry code must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnIndustry {
    /// Of another form.
    #[error(
        "an industry code is a section letter `A`–`T` and two to four digits, such as `C3912`; the letter may be left out"
    )]
    Malformed,
    /// The letter and the digits disagree.
    #[error("division {division} lies in section {section} of GB/T 4754-2017, not in {given}")]
    Section {
        /// The two digits.
        division: u8,
        /// Where they lie.
        section: char,
        /// The letter given.
        given: char,
    },
    /// No such division in the edition of 2017.
    #[error("GB/T 4754-2017 has no division {division:02}")]
    Division {
        /// The two digits.
        division: u8,
    },
}

/// An industry of two, three or four digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Industry {
    section: char,
    digits: Box<str>,
}

impl Industry {
    /// Reads a code such as `C3912` or `3912`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NotAnIndustry> {
        let text = text.trim();
        let given = text
            .chars()
            .next()
            .filter(char::is_ascii_alphabetic)
            .map(|letter| letter.to_ascii_uppercase());
        let digits = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let letters = text.len() - digits.len();
        let formed = (2..=4).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && letters <= 1;
        if !formed {
            return Err(NotAnIndustry::Malformed);
        }
        let division = division_of(digits).ok_or(NotAnIndustry::Malformed)?;
        let section = section_of(division).ok_or(NotAnIndustry::Division { division })?;
        match given {
            Some(given) if given != section => Err(NotAnIndustry::Section {
                division,
                section,
                given,
            }),
            _ => Ok(Self {
                section,
                digits: digits.into(),
            }),
        }
    }

    /// Section letter.
    #[must_use]
    pub const fn section(&self) -> char {
        self.section
    }

    /// Two to four digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// The two-digit division.
    #[must_use]
    pub fn division(&self) -> u8 {
        division_of(&self.digits).unwrap_or_default()
    }
}

impl fmt::Display for Industry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.section, self.digits)
    }
}

fn division_of(digits: &str) -> Option<u8> {
    digits.get(..2)?.parse().ok()
}

fn section_of(division: u8) -> Option<char> {
    let found = SECTIONS.iter().find(|(_, last)| division <= *last);
    found.filter(|_| division > 0).map(|(section, _)| *section)
}

/// A set of industries: a section (`C`), a prefix (`C39`, `591`) or a range of divisions (`C13-C43`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IndustryPattern {
    /// All of a section.
    Section(char),
    /// Whatever begins with these two to four digits.
    Prefix(Box<str>),
    /// Divisions from one to another, both in.
    Divisions(u8, u8),
}

impl IndustryPattern {
    /// Reads `C`, `C39`, `C3912` or `C13-C43`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NotAnIndustry> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once(['-', '–']) {
            let (from, to) = (Industry::parse(from)?, Industry::parse(to)?);
            let ordered =
                from.digits.len() == 2 && to.digits.len() == 2 && from.division() <= to.division();
            return ordered
                .then(|| Self::Divisions(from.division(), to.division()))
                .ok_or(NotAnIndustry::Malformed);
        }
        let mut letters = text.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            let section = letter.to_ascii_uppercase();
            let known = SECTIONS.iter().any(|(known, _)| *known == section);
            return known
                .then_some(Self::Section(section))
                .ok_or(NotAnIndustry::Malformed);
        }
        Industry::parse(text).map(|industry| Self::Prefix(industry.digits))
    }

    /// Whether the industry lies in it. None if its code is too short to tell: `C39` may or may not be in `C3912`.
    #[must_use]
    pub fn holds(&self, industry: &Industry) -> Option<bool> {
        match self {
            Self::Section(section) => Some(industry.section == *section),
            Self::Divisions(from, to) => Some((*from..=*to).contains(&industry.division())),
            Self::Prefix(prefix) if industry.digits.starts_with(&**prefix) => Some(true),
            Self::Prefix(prefix) if prefix.starts_with(&*industry.digits) => None,
            Self::Prefix(_) => Some(false),
        }
    }
}

impl fmt::Display for IndustryPattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(section) => write!(formatter, "{section}"),
            Self::Prefix(digits) => write!(formatter, "{digits}"),
            Self::Divisions(from, to) => write!(formatter, "{from:02}-{to:02}"),
        }
    }
}
