//! Query parameters: every fault at once, unknown ones refused, pages bounded.

use ::http::request::Parts;
use axum::extract::FromRequestParts;
use contract::fault::{Fault as Flaw, Malformed};
use contract::page::{ENTRIES_DEFAULT, ENTRIES_MAX};

use super::problem::Problem;
use crate::Outside;

/// Most parameters that are looked at.
const PARAMETERS_MAX: usize = 64;
/// Longest value of a parameter, in characters.
const VALUE_CHARS_MAX: usize = 2048;

/// The query of a request; ask for each parameter, then [`Query::finish`].
#[derive(Debug, Clone, Default)]
pub struct Query {
    pairs: Vec<(String, String)>,
    asked: Vec<&'static str>,
    faults: Vec<Flaw>,
}

impl Query {
    /// Reads the text after `?`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pairs = url_pairs(text).take(PARAMETERS_MAX).collect();
        Self {
            pairs,
            asked: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The value of `name`; given twice or too long is a fault, empty counts as absent.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.asked.push(name);
        let mut values = self.pairs.iter().filter(|(given, _)| given == name);
        let value = values.next().map(|(_, value)| value.clone());
        if values.next().is_some() {
            self.fault(
                name,
                "given_twice",
                "只能给出一次",
                "may be given only once",
            );
            return None;
        }
        let value = value.filter(|value| !value.is_empty())?;
        if value.chars().count() > VALUE_CHARS_MAX {
            self.fault(name, "text_length", "过长", "is too long");
            return None;
        }
        Some(value)
    }

    /// Every value of `name`: it may be given several times, or several values with commas between them.
    pub fn texts(&mut self, name: &'static str) -> Vec<String> {
        self.asked.push(name);
        let given = self.pairs.iter().filter(|(given, _)| given == name);
        let values = given.flat_map(|(_, value)| value.split(','));
        let values = values.map(str::trim).filter(|value| !value.is_empty());
        let values: Vec<String> = values.take(PARAMETERS_MAX).map(str::to_owned).collect();
        if values
            .iter()
            .any(|value| value.chars().count() > VALUE_CHARS_MAX)
        {
            self.fault(name, "text_length", "过长", "is too long");
            return Vec::new();
        }
        values
    }

    /// Every value of `name` that `known` accepts; another one is a fault.
    pub fn words(&mut self, name: &'static str, known: impl Fn(&str) -> bool) -> Vec<String> {
        let values = self.texts(name);
        if values.iter().all(|value| known(value)) {
            return values;
        }
        self.fault(
            name,
            "invalid_value",
            "含有不认识的取值，可用取值见检索结果中的筛选项",
            "has a value that is not known; the facets of a search name them all",
        );
        Vec::new()
    }

    /// The value of `name` as `read` understands it; its error gives the Chinese and the English sentence.
    pub fn parsed<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&str) -> Result<T, (String, String)>,
    ) -> Option<T> {
        let text = self.text(name)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err((zh, en)) => {
                self.fault(name, "invalid_value", &zh, &en);
                None
            }
        }
    }

    /// How many entries a page shall have: `limit`, 1 to 100, 20 when absent.
    pub fn limit(&mut self) -> usize {
        let limit = self.parsed("limit", |text| match text.parse() {
            Ok(limit) if (1..=ENTRIES_MAX).contains(&limit) => Ok(limit),
            Ok(_) | Err(_) => Err((
                format!("应为 1 至 {ENTRIES_MAX} 之间的整数"),
                format!("must be a whole number from 1 to {ENTRIES_MAX}"),
            )),
        });
        limit.unwrap_or(ENTRIES_DEFAULT)
    }

    fn fault(&mut self, name: &str, code: &str, zh: &str, en: &str) {
        self.faults.push(Flaw::new(
            format!("query:{name}"),
            code,
            format!("查询参数 `{name}` {zh}"),
            format!("the query parameter `{name}` {en}"),
        ));
    }

    /// Refuses what was never asked for, and gives every fault found.
    ///
    /// # Errors
    /// [`Problem`] 400 with each fault.
    pub fn finish(mut self) -> Result<(), Problem> {
        let known = self.asked.join(", ");
        for (name, _) in std::mem::take(&mut self.pairs) {
            if !self.asked.contains(&name.as_str()) {
                let (zh, en) = (
                    format!("不存在，可用参数：{known}"),
                    format!("is unknown; known: {known}"),
                );
                self.fault(&name, "unknown_parameter", &zh, &en);
            }
        }
        if self.faults.is_empty() {
            return Ok(());
        }
        let kind = contract::problem::kind::INVALID_PARAMETER;
        Err(Problem::of(kind).with_errors(Malformed::of(self.faults).faults))
    }
}

impl FromRequestParts<Outside> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _outside: &Outside) -> Result<Self, Problem> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

/// The pairs of `a=b&c=d`, percent-decoded.
pub(crate) fn url_pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decode(name), decode(value))
    })
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_encoding::percent_decode_str(&spaced)
        .decode_utf8_lossy()
        .into_owned()
}

/// `text` as it may stand in a query.
#[must_use]
pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(query: Query) -> Vec<String> {
        use axum::response::IntoResponse as _;
        let Err(problem) = query.finish() else {
            return Vec::new();
        };
        let response = problem.into_response();
        let details = response
            .extensions()
            .get::<std::sync::Arc<super::super::problem::Details>>();
        details
            .unwrap()
            .errors
            .iter()
            .map(|fault| fault.code.clone())
            .collect()
    }

    #[test]
    fn what_is_given_is_decoded() {
        let mut query = Query::parse("q=%E6%94%BF%E7%AD%96+%2B1&limit=5&empty=");
        assert_eq!(query.text("q").as_deref(), Some("政策 +1"));
        assert_eq!(query.limit(), 5);
        assert_eq!(query.text("empty"), None);
        assert!(codes(query).is_empty());
        assert_eq!(encode("政策 +1&"), "%E6%94%BF%E7%AD%96%20%2B1%26");
    }

    #[test]
    fn several_values_come_one_by_one_or_with_commas() {
        let mut query = Query::parse("level=city&level=province,state&level=&kind=money&kind=gold");
        assert_eq!(query.texts("level"), ["city", "province", "state"]);
        assert!(query.words("kind", |kind| kind == "money").is_empty());
        assert_eq!(codes(query), ["invalid_value"]);
    }

    #[test]
    fn every_fault_is_found_at_once() {
        let mut query = Query::parse("limit=0&state=a&state=b&colour=red&q=%FF");
        assert_eq!(query.limit(), ENTRIES_DEFAULT);
        assert_eq!(query.text("state"), None);
        assert!(query.text("q").is_some());
        assert_eq!(
            codes(query),
            ["invalid_value", "given_twice", "unknown_parameter"]
        );
    }

    #[test]
    fn limits_are_bounded() {
        for (text, expected) in [("", 20), ("limit=1", 1), ("limit=100", 100)] {
            assert_eq!(Query::parse(text).limit(), expected);
        }
        for wrong in [
            "limit=101",
            "limit=-1",
            "limit=x",
            "limit=1e3",
            "limit=99999999999999999999",
        ] {
            let mut query = Query::parse(wrong);
            query.limit();
            assert_eq!(codes(query), ["invalid_value"], "{wrong}");
        }
    }
}
