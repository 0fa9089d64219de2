//! Which of the two languages a reader prefers.

use ::http::{HeaderMap, header};

/// A language of the service; Chinese unless English is preferred.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// Most ranges of `Accept-Language` that are looked at.
const RANGES_MAX: usize = 16;

impl Language {
    /// Reads `Accept-Language`.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let header = headers.get(header::ACCEPT_LANGUAGE);
        let text = header
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let ranges = text.split(',').take(RANGES_MAX);
        let weight_of = |prefix: &str| {
            let weights = ranges.clone().filter_map(|range| {
                let (tag, weight) = parts(range);
                tag.starts_with(prefix).then_some(weight)
            });
            weights.max().unwrap_or(0)
        };
        if weight_of("en") > weight_of("zh") {
            Self::En
        } else {
            Self::Zh
        }
    }

    /// As in the `lang` attribute.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }
}

/// The tag in lower case and its weight in thousandths.
fn parts(range: &str) -> (String, u32) {
    let (tag, rest) = range.split_once(';').unwrap_or((range, ""));
    let weight = match rest.trim().strip_prefix("q=") {
        Some(weight) => thousandths(weight),
        None => 1000,
    };
    (tag.trim().to_ascii_lowercase(), weight)
}

fn thousandths(weight: &str) -> u32 {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole, fraction.parse()) {
        ("0", Ok(thousandths)) => thousandths,
        ("1", Ok(_)) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(accept: &str, expected: Language) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, accept.parse().unwrap());
        assert_eq!(Language::of(&headers), expected, "{accept}");
    }

    #[test]
    fn chinese_unless_english_is_preferred() {
        assert_eq!(Language::of(&HeaderMap::new()), Language::Zh);
        check("zh-CN,zh;q=0.9,en;q=0.8", Language::Zh);
        check("en-GB,en;q=0.9,zh;q=0.2", Language::En);
        check("en;q=0.5, zh;q=0.7", Language::Zh);
        check("de, en;q=0.3", Language::En);
        check("en;q=0, *", Language::Zh);
        check(";;;,,q=,en;q=9", Language::Zh);
        check("EN", Language::En);
    }
}
