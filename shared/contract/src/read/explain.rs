//! How interpretations, rulings and answers for everybody are read.

use facts::{CaseNumber, personal_data};

use super::{NAME, SENTENCES, day, element, item_id, text_pair, word};
use crate::body::{FromBody, Reader};
use crate::explain::{ClauseBody, Part, WriteFaq, WriteInterpretation, WriteRuling};
use crate::fault::Fault;
use crate::text::Text;

/// Most parts of an interpretation.
const PARTS_MAX: usize = 60;
/// Most steps of a diagram.
const STEPS_MAX: usize = 12;
/// Most items an interpretation or ruling names.
const ITEMS_MAX: usize = 100;
/// Highest version or number that is read.
const NUMBER_MAX: u64 = 9_999;

const KIND: (&str, &str) = (
    "类型应为 words（文字）、question（问答）、diagram（图解）或 link（链接）",
    "a kind is `words`, `question`, `diagram` or `link`",
);

impl FromBody for WriteInterpretation {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let document = reader.whole("document", 1, NUMBER_MAX);
        let title = text_pair(reader, "title", NAME);
        let issuer = reader.text("issuer", NAME);
        let items = reader.list("items", ITEMS_MAX, item_id);
        reader.needed("parts");
        let parts = reader.list("parts", PARTS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, part)
        });
        if parts.is_empty() {
            let pointer = reader.at("parts");
            reader.fault(Fault::new(
                pointer,
                "empty_list",
                "解读至少应有一段完整的内容",
                "an interpretation has at least one part without faults",
            ));
        }
        let replaces = number_if(reader, "replaces");
        Some(Self {
            document: document?,
            title: title?,
            issuer: issuer?,
            items,
            parts,
            replaces,
        })
    }
}

impl FromBody for WriteRuling {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.needed("clause");
        let clause = reader.nested("clause", |reader| {
            let document = reader.text("document", NAME);
            let article = reader.text("article", NAME);
            Some(ClauseBody {
                document: document?,
                article: article?,
            })
        });
        let items = reader.list("items", ITEMS_MAX, item_id);
        let question = text_pair(reader, "question", SENTENCES);
        let ruling = text_pair(reader, "ruling", SENTENCES);
        let decided_by = reader.text("decided_by", NAME);
        let decided_on = reader.parsed("decided_on", day);
        let from = reader.parsed_if("from", day);
        let reference = reader.text_if("reference", NAME);
        let replaces = number_if(reader, "replaces");
        Some(Self {
            clause: clause?,
            items,
            question: question?,
            ruling: ruling?,
            decided_by: decided_by?,
            decided_on: decided_on?.to_string(),
            from: from.map(|day| day.to_string()),
            reference,
            replaces,
        })
    }
}

impl FromBody for WriteFaq {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let items = reader.list("items", ITEMS_MAX, item_id);
        let question = text_pair(reader, "question", NAME);
        let answer = text_pair(reader, "answer", SENTENCES);
        if let Some(question) = &question {
            impersonal(reader, "question", question);
        }
        if let Some(answer) = &answer {
            impersonal(reader, "answer", answer);
        }
        let consultation = reader.parsed_if("consultation", case_number);
        let replaces = number_if(reader, "replaces");
        Some(Self {
            items,
            question: question?,
            answer: answer?,
            consultation,
            replaces,
        })
    }
}

/// Everybody reads it, so it names nobody (M102).
fn impersonal(reader: &mut Reader<'_>, field: &str, text: &Text) {
    for (language, words) in [("zh", &text.zh), ("en", &text.en)] {
        for find in personal_data::find(words) {
            let found = find.words();
            reader.fault(Fault::new(
                format!("{}/{language}", reader.at(field)),
                "personal_data",
                format!("{}，公开之前请删去", found.zh),
                format!("{}; take it out before everybody reads it", found.en),
            ));
        }
    }
}

fn case_number(text: &str) -> Result<String, (String, String)> {
    let number = CaseNumber::parse(text);
    number.map(|number| number.to_string()).map_err(|error| {
        let zh = "应为办件编号，可在办件页面上找到";
        (zh.to_owned(), error.to_string())
    })
}

fn number_if(reader: &mut Reader<'_>, field: &'static str) -> Option<u64> {
    reader.value(field)?;
    reader.whole(field, 1, NUMBER_MAX)
}

fn part(reader: &mut Reader<'_>) -> Option<Part> {
    let kind = reader.parsed("kind", |text| {
        let known = ["words", "question", "diagram", "link"].contains(&text);
        let (zh, en) = KIND;
        known
            .then(|| text.to_owned())
            .ok_or_else(|| (zh.to_owned(), en.to_owned()))
    })?;
    match kind.as_str() {
        "words" => {
            let heading = reader.text_if("heading", NAME);
            let words = reader.text("words", SENTENCES)?;
            Some(Part::Words { heading, words })
        }
        "question" => {
            let question = reader.text("question", NAME);
            let answer = reader.text("answer", SENTENCES);
            Some(Part::Question {
                question: question?,
                answer: answer?,
            })
        }
        "diagram" => {
            let caption = reader.text("caption", NAME);
            reader.needed("steps");
            let steps = reader.list("steps", STEPS_MAX, word);
            Some(Part::Diagram {
                caption: caption?,
                steps,
            })
        }
        _ => {
            let words = reader.text("words", NAME);
            let address = reader.parsed("address", address);
            Some(Part::Link {
                words: words?,
                address: address?,
            })
        }
    }
}

/// An address people can be led to.
fn address(text: &str) -> Result<String, (String, String)> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Ok(text.to_owned());
    }
    Err((
        "网址应以 https:// 或 http:// 开头".to_owned(),
        "an address begins with `https://` or `http://`".to_owned(),
    ))
}
