//! Bodies of authorities.

use casework::authority::{ITEMS_MAX, Scope};

use super::{NAME, Read, day, fine, item_id, word};
use crate::authority::GiveAuthority;
use crate::body::{FromBody, Reader};

impl FromBody for GiveAuthority {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let agent = reader.text("agent", NAME);
        let agent_name = reader.text("agent_name", NAME);
        let agent_mail = reader.text("agent_mail", NAME);
        let scopes = reader.list("scopes", Scope::ALL.len(), |value, pointer, faults| {
            let text = word(value, pointer.clone(), faults)?;
            fine(scope(&text), pointer, faults)
        });
        let items = reader.list("items", ITEMS_MAX, item_id);
        let from = reader.parsed("from", day);
        let to = reader.parsed("to", day);
        let paper_sha256 = reader.text_if("paper_sha256", NAME);
        Some(Self {
            agent: agent?,
            agent_name: agent_name?,
            agent_mail: agent_mail?,
            scopes,
            items,
            from: from?.to_string(),
            to: to?.to_string(),
            paper_sha256,
        })
    }
}

fn scope(text: &str) -> Read<String> {
    if Scope::recorded(text).is_some() {
        return Ok(text.to_owned());
    }
    let known: Vec<&str> = Scope::ALL.iter().copied().map(Scope::word).collect();
    let known = known.join(", ");
    Err((
        format!("应为下列之一：{known}"),
        format!("must be one of {known}"),
    ))
}
