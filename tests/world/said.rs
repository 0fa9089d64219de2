//! How days and money are written where people read: never as programs write them.

/// Days as `2026-11-24` and money as `200000.00 元`.
pub(crate) fn coded(text: &str) -> Vec<&str> {
    let inside = |letter: char| letter.is_ascii_alphanumeric() || "-./_?=&:#%".contains(letter);
    let words = text.split(|letter: char| !inside(letter));
    let days = words.filter(|word| {
        let shape = |(place, byte): (usize, u8)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        };
        word.len() == 10 && word.bytes().enumerate().all(shape)
    });
    let yuan = text.split(" 元").filter_map(|before| {
        let last = before.split([' ', '，', '：', '。']).next_back()?;
        let plain = last
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        (plain && last.ends_with(".00")).then_some(last)
    });
    days.chain(yuan).collect()
}
