//! The whole visible world at one moment: the reply, the mails, the webhooks, the public pages.

use serde_json::{Value, json};

use crate::World;
use crate::redact;

/// What everybody outside can see.
#[derive(Debug, Clone)]
pub struct Photograph {
    value: Value,
}

impl Photograph {
    /// The photograph with everything random replaced.
    #[must_use]
    pub fn redacted(&self) -> Value {
        redact::redact(&self.value)
    }
}

impl World {
    /// Photographs the world after it has come to rest: a reply beside everything that left the system since `mails_before`.
    #[must_use]
    pub fn photograph(&self, reply: &Value, mails_before: usize) -> Photograph {
        self.settle();
        let mut mails: Vec<Value> = self
            .mails()
            .iter()
            .skip(mails_before)
            .map(|mail| {
                json!({
                    "to": mail.get("to"),
                    "subject": mail.get("subject"),
                    "text": mail.get("text"),
                })
            })
            .collect();
        // several are sent at once, in no order
        mails.sort_by_key(|mail| mail.to_string());
        let (_, failed) = self.console("GET", "/_host/failed", None);
        Photograph {
            value: json!({ "reply": reply, "mails": mails, "failed": failed }),
        }
    }
}
