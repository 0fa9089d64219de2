//! Ids given by people or by us: short, lower-case, safe in addresses, keys and file names.

use std::fmt;

/// Longest id, in characters.
pub const ID_CHARACTERS_MAX: usize = 64;

/// What an id must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an id is 1 to {ID_CHARACTERS_MAX} of `a`–`z`, `0`–`9` and `-`, and begins and ends with a letter or digit"
)]
pub struct NotAnId;

fn parse(text: &str) -> Result<Box<str>, NotAnId> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let inside = !text.starts_with('-') && !text.ends_with('-');
    let long = (1..=ID_CHARACTERS_MAX).contains(&text.len());
    (long && inside && text.bytes().all(allowed))
        .then(|| text.into())
        .ok_or(NotAnId)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads an id.
            ///
            /// # Errors
            /// [`NotAnId`] says what an id must look like.
            pub fn parse(text: &str) -> Result<Self, NotAnId> {
                parse(text).map(Self)
            }

            /// As written in addresses, keys and JSON.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Self::parse(text)
            }
        }
    )+};
}

ids! {
    /// 帮办授权; given by us.
    AuthorityId,
    /// 部门, such as `jingxin`.
    DepartmentId,
    /// 草稿; given by us.
    DraftId,
    /// 培训辅导, such as `counter-2026-12`.
    GatheringId,
    /// 事项, such as `first-industrial-award`.
    ItemId,
    /// 管辖区, such as `xialu`.
    JurisdictionId,
    /// 材料, such as `application-form`.
    MaterialId,
    /// 上位文件, such as `steady-jobs`.
    ParentId,
    /// 政策, such as `first-industrial`.
    PolicyId,
    /// 上传; given by us.
    UploadId,
}
