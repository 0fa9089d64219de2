//! Just enough reading of HTML to check our own: elements with attributes, and the words between them.

/// Names and values of attributes.
pub(crate) type Attributes = Vec<(String, String)>;

/// Every opening element in order.
pub(crate) fn elements(html: &str) -> Vec<(String, Attributes)> {
    html.split('<').skip(1).filter_map(element).collect()
}

/// The element after a `<`; attribute values contain neither `<` nor `>`, because both are escaped.
fn element(text: &str) -> Option<(String, Attributes)> {
    let inside = text.split('>').next()?.trim_end_matches('/');
    let (name, mut rest) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
    if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let bare = rest.split([' ', '=']).next().unwrap_or_default();
        let after = rest.strip_prefix(bare)?;
        let (value, after) = match after.strip_prefix("=\"") {
            Some(quoted) => quoted.split_once('"').expect("an attribute ends"),
            None => ("", after),
        };
        attributes.push((bare.to_owned(), unescaped(value)));
        rest = after;
    }
    Some((name.to_owned(), attributes))
}

/// The value of one attribute.
pub(crate) fn attribute<'a>(attributes: &'a Attributes, key: &str) -> Option<&'a str> {
    attributes
        .iter()
        .find(|(name, _)| name == key)
        .map(|(_, value)| value.as_str())
}

/// The text of a page or mail, without elements.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::new();
    for (index, part) in html.split('<').enumerate() {
        let text = if index == 0 {
            part
        } else {
            part.split_once('>').map_or("", |(_, text)| text)
        };
        words.push_str(text);
    }
    unescaped(&words)
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#38;", "&")
}

/// Half-width marks with the letters around them.
pub(crate) fn marks(text: &str) -> Vec<(char, char, char)> {
    let letters: Vec<char> = text.chars().collect();
    letters
        .windows(3)
        .filter(|three| matches!(three[1], ',' | ';' | ':' | '?' | '!' | '(' | ')'))
        .map(|three| (three[0], three[1], three[2]))
        .collect()
}

/// Whether a letter is Chinese.
pub(crate) const fn chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}
