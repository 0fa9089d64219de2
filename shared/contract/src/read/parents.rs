//! How documents of higher levels are read, in the register and in a policy.

use super::{NAME, Read, day, text_pair};
use crate::body::{FromBody, Reader};
use crate::parents::{ParentBody, ParentCited};

impl FromBody for ParentBody {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let title = text_pair(reader, "title", NAME);
        let issuer = reader.text("issuer", 120);
        let document_number = reader.text("document_number", 80);
        let level = reader.parsed("level", level);
        let issued_on = reader.parsed_if("issued_on", day);
        let source = reader.text("source", 500);
        let illustrative = reader.flag("illustrative");
        Some(Self {
            title: title?,
            issuer: issuer?,
            document_number: document_number?,
            level: level?,
            issued_on: issued_on.map(|day| day.to_string()),
            source: source?,
            illustrative: illustrative?,
        })
    }
}

/// A document of a higher level as a policy names it.
pub(crate) fn cited(reader: &mut Reader<'_>) -> Option<ParentCited> {
    let document_number = reader.text("document_number", 80);
    let title = reader.text("title", 200);
    let issuer = reader.text("issuer", 120);
    let level = reader.parsed("level", level);
    Some(ParentCited {
        document_number: document_number?,
        title: title?,
        issuer: issuer?,
        level: level?,
    })
}

fn level(text: &str) -> Read<String> {
    if ["state", "province", "city"].contains(&text) {
        return Ok(text.to_owned());
    }
    Err((
        "上位文件的层级应为 state（国家）、province（省）或 city（市）".to_owned(),
        "the level of a parent document is `state`, `province` or `city`".to_owned(),
    ))
}
