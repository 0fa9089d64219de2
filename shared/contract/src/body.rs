//! Reading a JSON body so that every fault is found in one pass.

use serde_json::{Map, Value};

use crate::fault::{Fault, Malformed};

/// Most bytes of a JSON body that are read: policies with many items fit, floods do not.
pub const BODY_BYTES_MAX: usize = 1_048_576;

/// A request body that can be read from JSON.
pub trait FromBody: Sized {
    /// Reads the body, noting every fault in `reader`; `None` if something needed is missing or wrong.
    fn read(reader: &mut Reader<'_>) -> Option<Self>;
}

/// Reads `T` from bytes.
///
/// # Errors
/// [`Malformed`] with every fault: unreadable JSON, unknown fields, missing fields, wrong types and values.
pub fn parse<T: FromBody>(bytes: &[u8]) -> Result<T, Malformed> {
    let value = json(bytes)?;
    let mut faults = Vec::new();
    let read = Reader::object(&value, String::new(), &mut faults).and_then(|mut reader| {
        let read = T::read(&mut reader);
        reader.refuse_unknown();
        read
    });
    match read {
        Some(read) if faults.is_empty() => Ok(read),
        _ => Err(Malformed::of(faults)),
    }
}

/// Reads bytes as one JSON value.
///
/// # Errors
/// [`Malformed`] (unreadable) naming line and column.
pub fn json(bytes: &[u8]) -> Result<Value, Malformed> {
    serde_json::from_slice(bytes).map_err(|error| {
        // the parser's own bound, far above what any rule needs; it has no kind of its own
        if error.to_string().starts_with("recursion limit exceeded") {
            return Malformed::unreadable(Fault::new(
                "",
                "too_deep",
                "内容嵌套过深，请拆分后重新提交",
                "the body is nested too deep; split it",
            ));
        }
        Malformed::unreadable(Fault::new(
            "",
            "not_json",
            format!(
                "请求体不是有效的 JSON（第 {} 行第 {} 列），请检查引号、逗号和括号后重新提交",
                error.line(),
                error.column()
            ),
            format!(
                "the body is not valid JSON (line {}, column {}); check quotes, commas and brackets",
                error.line(),
                error.column()
            ),
        ))
    })
}

/// Reads the fields of one JSON object and remembers which were asked for.
#[derive(Debug)]
pub struct Reader<'a> {
    object: &'a Map<String, Value>,
    pointer: String,
    asked: Vec<&'static str>,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Reader<'a> {
    /// A reader of the object `value` at `pointer`; a fault and `None` if it is no object.
    pub fn object(value: &'a Value, pointer: String, faults: &'a mut Vec<Fault>) -> Option<Self> {
        let Some(object) = value.as_object() else {
            faults.push(wrong_type(&pointer, "对象", "an object"));
            return None;
        };
        Some(Self {
            object,
            pointer,
            asked: Vec::new(),
            faults,
        })
    }

    /// The pointer of `field` in this object.
    #[must_use]
    pub fn at(&self, field: &str) -> String {
        format!(
            "{}/{}",
            self.pointer,
            field.replace('~', "~0").replace('/', "~1")
        )
    }

    /// Looks at every field, whatever it is, with its pointer.
    pub fn each(&self, mut look: impl FnMut(&Value, String)) {
        for (field, value) in self.object {
            look(value, self.at(field));
        }
    }

    /// Notes a fault.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The raw value of `field`; JSON `null` counts as absent.
    pub fn value(&mut self, field: &'static str) -> Option<&'a Value> {
        self.asked.push(field);
        self.object.get(field).filter(|value| !value.is_null())
    }

    /// The raw value of `field`; a fault if absent.
    pub fn needed(&mut self, field: &'static str) -> Option<&'a Value> {
        let found = self.value(field);
        if found.is_none() {
            let pointer = self.at(field);
            self.faults.push(Fault::new(
                pointer,
                "missing_field",
                format!("缺少必填字段 `{field}`,请补充"),
                format!("the required field `{field}` is missing; add it"),
            ));
        }
        found
    }

    /// A required text of at most `chars_max` characters, trimmed and not empty.
    pub fn text(&mut self, field: &'static str, chars_max: usize) -> Option<String> {
        let value = self.needed(field)?;
        self.text_of(field, value, chars_max)
    }

    /// An optional text of at most `chars_max` characters.
    pub fn text_if(&mut self, field: &'static str, chars_max: usize) -> Option<String> {
        let value = self.value(field)?;
        self.text_of(field, value, chars_max)
    }

    fn text_of(&mut self, field: &'static str, value: &Value, chars_max: usize) -> Option<String> {
        let pointer = self.at(field);
        let Some(text) = value.as_str() else {
            self.faults.push(wrong_type(&pointer, "文本", "a text"));
            return None;
        };
        let text = text.trim();
        if text.is_empty() || text.chars().count() > chars_max {
            self.faults.push(Fault::new(
                pointer,
                "text_length",
                format!("`{field}` 应为 1 至 {chars_max} 个字"),
                format!("`{field}` must have 1 to {chars_max} characters"),
            ));
            return None;
        }
        Some(text.to_owned())
    }

    /// A required text read by `read`, whose error gives the Chinese and the English sentence.
    pub fn parsed<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, (String, String)>,
    ) -> Option<T> {
        let text = self.text(field, 512)?;
        self.keep(field, read(&text))
    }

    /// An optional text read by `read`.
    pub fn parsed_if<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&str) -> Result<T, (String, String)>,
    ) -> Option<T> {
        let text = self.text_if(field, 512)?;
        self.keep(field, read(&text))
    }

    fn keep<T>(&mut self, field: &str, read: Result<T, (String, String)>) -> Option<T> {
        match read {
            Ok(read) => Some(read),
            Err((zh, en)) => {
                let pointer = self.at(field);
                self.faults
                    .push(Fault::new(pointer, "invalid_value", zh, en));
                None
            }
        }
    }

    /// A required whole number from `least` to `most`.
    pub fn whole(&mut self, field: &'static str, least: u64, most: u64) -> Option<u64> {
        let value = self.needed(field)?;
        match value.as_u64() {
            Some(number) if (least..=most).contains(&number) => Some(number),
            _ => {
                let pointer = self.at(field);
                self.faults.push(Fault::new(
                    pointer,
                    "number_range",
                    format!("`{field}` 应为 {least} 至 {most} 之间的整数"),
                    format!("`{field}` must be a whole number from {least} to {most}"),
                ));
                None
            }
        }
    }

    /// A required true or false.
    pub fn flag(&mut self, field: &'static str) -> Option<bool> {
        let value = self.needed(field)?;
        let read = value.as_bool();
        if read.is_none() {
            let pointer = self.at(field);
            self.faults
                .push(wrong_type(&pointer, "true 或 false", "true or false"));
        }
        read
    }

    /// The elements of an optional list of at most `most`, each read by `read` with its own pointer.
    pub fn list<T>(
        &mut self,
        field: &'static str,
        most: usize,
        mut read: impl FnMut(&'a Value, String, &mut Vec<Fault>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.value(field) else {
            return Vec::new();
        };
        let pointer = self.at(field);
        let Some(list) = value.as_array().filter(|list| list.len() <= most) else {
            self.faults.push(wrong_type(
                &pointer,
                &format!("不超过 {most} 项的列表"),
                &format!("a list of at most {most}"),
            ));
            return Vec::new();
        };
        list.iter()
            .enumerate()
            .filter_map(|(index, value)| read(value, format!("{pointer}/{index}"), self.faults))
            .collect()
    }

    /// The fields of an optional object, whatever they are; empty if absent.
    pub fn map(&mut self, field: &'static str) -> Map<String, Value> {
        let Some(value) = self.value(field) else {
            return Map::new();
        };
        let pointer = self.at(field);
        let Some(object) = value.as_object() else {
            self.faults.push(wrong_type(&pointer, "对象", "an object"));
            return Map::new();
        };
        object.clone()
    }

    /// A nested object read by `read`; `None` if absent or wrong.
    pub fn nested<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(field)?;
        let pointer = self.at(field);
        let mut reader = Reader::object(value, pointer, self.faults)?;
        let read = read(&mut reader);
        reader.refuse_unknown();
        read
    }

    /// Notes every field that was never asked for.
    pub fn refuse_unknown(&mut self) {
        for field in self.object.keys() {
            if !self.asked.contains(&field.as_str()) {
                let mut known: Vec<&str> = Vec::new();
                for asked in &self.asked {
                    if !known.contains(asked) {
                        known.push(asked);
                    }
                }
                let known = known.join(", ");
                let pointer = self.at(field);
                self.faults.push(Fault::new(
                    pointer,
                    "unknown_field",
                    format!("不认识的字段 `{field}`,可用字段：{known}"),
                    format!("unknown field `{field}`; known fields: {known}"),
                ));
            }
        }
    }
}

/// A fault that says which type was expected.
#[must_use]
pub fn wrong_type(pointer: &str, zh: &str, en: &str) -> Fault {
    Fault::new(
        pointer,
        "wrong_type",
        format!("此处应为{zh}"),
        format!("expected {en} here"),
    )
}
