//! Just enough reading of HTML to check our own: elements with attributes, and the words between them.

/// Names and values of attributes.
pub(crate) type Attributes = Vec<(String, String)>;

/// Every opening element in order.
pub(crate) fn elements(html: &str) -> Vec<(String, Attributes)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if name.is_empty() {
            continue;
        }
        rest = &rest[name.len()..];
        let mut attributes = Vec::new();
        rest = read_attributes(rest, &mut attributes);
        found.push((name, attributes));
    }
    found
}

fn read_attributes<'a>(mut rest: &'a str, attributes: &mut Attributes) -> &'a str {
    loop {
        rest = rest.trim_start_matches([' ', '\n', '/']);
        if rest.is_empty() || rest.starts_with('>') {
            return rest;
        }
        let end = rest.find(['=', ' ', '\n', '>', '/']).unwrap_or(rest.len());
        let key = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let end = quoted.find('"').expect("an attribute ends");
            value = unescaped(&quoted[..end]);
            rest = &quoted[end + 1..];
        }
        attributes.push((key, value));
    }
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
