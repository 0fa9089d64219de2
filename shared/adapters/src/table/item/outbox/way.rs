//! The ways a row goes out where it has to go out by more than one.

/// A way to a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// Mail to a post.
    Mail,
    /// Its own system.
    Webhook,
}

impl Way {
    /// Every way.
    pub const ALL: &'static [Self] = &[Self::Mail, Self::Webhook];

    /// The attribute that is true once it went out this way.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Mail => "sent_by_mail",
            Self::Webhook => "sent_by_webhook",
        }
    }
}
