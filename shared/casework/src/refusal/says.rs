//! What a refusal says of itself.

use super::{Ground, Refusal, words};
use crate::Text;

impl Refusal {
    /// The stable machine word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.kind().code
    }

    /// What kind of no it is.
    #[must_use]
    pub const fn ground(&self) -> Ground {
        self.kind().ground
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn sentence(&self) -> Text {
        let (zh, en) = self.kind().sentence;
        match words::particulars(self) {
            Some(more) => Text::new(format!("{zh}：{}", more.zh), format!("{en}: {}", more.en)),
            None => Text::new(zh, en),
        }
    }

    /// How to mend it.
    #[must_use]
    pub fn remedy(&self) -> Text {
        if let Self::WrongState(wrong) = self {
            return wrong.remedy.clone();
        }
        let (zh, en) = self.kind().remedy;
        Text::new(zh, en)
    }
}
