//! Holds the door's place until the table of roles stands in `casework::access`.

/// A role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Public
    Public,
    /// Officer
    Officer,
}
impl Role {
    /// By its word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "public" => Some(Self::Public),
            "officer" => Some(Self::Officer),
            _ => None,
        }
    }
}
/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// x
    ListTasks,
    /// y
    ListItems,
}
impl Operation {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ListTasks => "list_tasks",
            Self::ListItems => "list_items",
        }
    }
}
/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Own
    Own,
    /// Any
    Any,
}
/// May.
#[must_use]
pub fn may(role: Role, operation: Operation) -> Option<Reach> {
    match (role, operation) {
        (_, Operation::ListItems) => Some(Reach::Any),
        (Role::Officer, Operation::ListTasks) => Some(Reach::Own),
        (Role::Public, Operation::ListTasks) => None,
    }
}
