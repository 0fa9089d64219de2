//! Authorities (帮办授权): what an enterprise lets an assistant do for it, for which items, from when to when (M49, M55).
//!
//! Given by the enterprise itself online, or on paper that a clerk records with the hash of the scanned document; ended at once by the
//! enterprise. An assistant reaches an enterprise by this record and by nothing else: no token can claim it.

use std::collections::BTreeSet;

use facts::{AuthorityId, CreditCode, Day, Instant, ItemId};

use crate::access::{Operation, Role};
use crate::actor::{Actor, Under};
use crate::draft::digest;
use crate::refusal::Refusal;
use crate::register::mail_address;

mod deed;
mod scope;

pub use deed::{Deed, Did};
pub use scope::Scope;

/// Longest authority, in days.
pub const DAYS_MAX: i64 = 366;
/// Most items an authority is narrowed to.
pub const ITEMS_MAX: usize = 50;
/// Longest number or name of an assistant, in characters.
pub const NAME_CHARACTERS_MAX: usize = 60;
/// Most authorities of one enterprise that are not over.
pub const AUTHORITIES_MAX: usize = 50;

/// How an authority was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// 网上授权: by the enterprise itself.
    Online,
    /// 书面授权: on paper, recorded by a clerk.
    Paper {
        /// SHA-256 of the scanned document, 64 lower-case hexadecimal digits.
        sha256: String,
    },
}

impl Given {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Paper { .. } => "paper",
        }
    }
}

/// That an authority was ended before its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked {
    /// When; it holds no longer from this moment on.
    pub at: Instant,
    /// In which role.
    pub by: Role,
}

/// An authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Which.
    pub id: AuthorityId,
    /// Version.
    pub version: u64,
    /// Whom it lets act for: the enterprise.
    pub enterprise: CreditCode,
    /// The name of the enterprise.
    pub enterprise_name: String,
    /// Who may act: the principal of the assistant.
    pub agent: String,
    /// The assistant's name, as the enterprise wrote it.
    pub agent_name: String,
    /// Where the assistant is told.
    pub agent_mail: String,
    /// What may be done.
    pub scopes: BTreeSet<Scope>,
    /// For which items; none named is all of them.
    pub items: BTreeSet<ItemId>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// How it was given.
    pub given: Given,
    /// When it was given.
    pub given_at: Instant,
    /// By whom it was recorded: a principal, for the audit only.
    pub given_by: String,
    /// Whether it was ended before its time.
    pub revoked: Option<Revoked>,
}

/// Whether `actor` may leave `after` as the address where its enterprise is told, which was `before`: an assistant only if it is the same,
/// or what the assistant does could be kept from the enterprise (M49: both are told).
///
/// # Errors
/// [`Refusal::OwnAddress`].
pub fn addresses(actor: &Actor, before: &str, after: &str) -> Result<(), Refusal> {
    if actor.under.is_some() && before != after {
        return Err(Refusal::OwnAddress);
    }
    Ok(())
}

/// Where an authority stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 有效
    Valid,
    /// 尚未生效
    Ahead,
    /// 已到期
    Over,
    /// 已撤销
    Revoked,
}

impl Standing {
    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Ahead => "ahead",
            Self::Over => "over",
            Self::Revoked => "revoked",
        }
    }
}

impl Authority {
    /// Gives an authority, as `actor` asks on `now`.
    ///
    /// # Errors
    /// [`Refusal::PaperNeeded`] from a clerk without a scanned document; [`Refusal::NothingAuthorised`] without a scope;
    /// [`Refusal::AssistantNeeded`], [`Refusal::TooLong`] and [`Refusal::MailNeeded`] of the assistant; [`Refusal::AuthorityDays`] for a
    /// time that is none, is over, or is too long; [`Refusal::ItemsCount`].
    pub fn give(self, actor: &Actor, now: Instant) -> Result<Self, Refusal> {
        let paper = matches!(&self.given, Given::Paper { sha256 } if digest(sha256));
        if !(paper || actor.role == Role::Enterprise && self.given == Given::Online) {
            return Err(Refusal::PaperNeeded);
        }
        if self.scopes.is_empty() {
            return Err(Refusal::NothingAuthorised);
        }
        for text in [&self.agent, &self.agent_name] {
            let characters = text.trim().chars().count();
            if characters == 0 {
                return Err(Refusal::AssistantNeeded);
            }
            if characters > NAME_CHARACTERS_MAX {
                return Err(Refusal::TooLong {
                    characters_max: NAME_CHARACTERS_MAX,
                });
            }
        }
        if !mail_address(&self.agent_mail) {
            return Err(Refusal::MailNeeded);
        }
        let days = self.from.days_until(self.to).saturating_add(1);
        if self.to < now.day() || !(1..=DAYS_MAX).contains(&days) {
            return Err(Refusal::AuthorityDays { most: DAYS_MAX });
        }
        if self.items.len() > ITEMS_MAX {
            return Err(Refusal::ItemsCount {
                items_max: ITEMS_MAX,
            });
        }
        Ok(Self {
            version: 1,
            given_at: now,
            given_by: actor.principal.clone(),
            revoked: None,
            ..self
        })
    }

    /// Ends it at once.
    ///
    /// # Errors
    /// [`Refusal::AuthorityEnded`] where it is ended or over already.
    pub fn revoke(&self, actor: &Actor, now: Instant) -> Result<Self, Refusal> {
        match self.standing(now) {
            Standing::Valid | Standing::Ahead => Ok(Self {
                version: self.version.saturating_add(1),
                revoked: Some(Revoked {
                    at: now,
                    by: actor.role,
                }),
                ..self.clone()
            }),
            Standing::Over | Standing::Revoked => Err(Refusal::AuthorityEnded),
        }
    }

    /// Where it stands at `now`.
    #[must_use]
    pub fn standing(&self, now: Instant) -> Standing {
        let today = now.day();
        if self.revoked.is_some() {
            Standing::Revoked
        } else if today < self.from {
            Standing::Ahead
        } else if self.to < today {
            Standing::Over
        } else {
            Standing::Valid
        }
    }

    /// Whether it lets `operation` be done; of which item is asked with [`Authority::names`].
    #[must_use]
    pub fn covers(&self, operation: Operation) -> bool {
        Scope::of(operation).is_some_and(|scope| self.scopes.contains(&scope))
    }

    /// Whether it is about this item.
    #[must_use]
    pub fn names(&self, item: &ItemId) -> bool {
        self.items.is_empty() || self.items.contains(item)
    }

    /// How it is noted beside who acted under it.
    #[must_use]
    pub fn under(&self, agent_name: &str) -> Under {
        Under {
            authority: self.id.clone(),
            agent: agent_name.to_owned(),
            enterprise: self.enterprise_name.clone(),
        }
    }
}

/// The authority under which `agent` may do `operation` for an enterprise, about `items`, among those the enterprise gave.
///
/// # Errors
/// What comes nearest says why not: [`Refusal::AuthorityNarrow`] where one holds for something else, [`Refusal::AuthorityAhead`],
/// [`Refusal::AuthorityRevoked`], [`Refusal::AuthorityOver`], and [`Refusal::NoAuthority`] where there never was one.
pub fn authorised<'a>(
    authorities: &'a [Authority],
    agent: &str,
    (operation, items): (Operation, &[ItemId]),
    now: Instant,
) -> Result<&'a Authority, Refusal> {
    let own = || authorities.iter().filter(|one| one.agent == agent);
    let fits = |one: &&Authority| {
        one.standing(now) == Standing::Valid
            && one.covers(operation)
            && items.iter().all(|item| one.names(item))
    };
    if let Some(found) = own().find(fits) {
        return Ok(found);
    }
    let of = |standing| own().filter(move |one| one.standing(now) == standing);
    let refusal = if of(Standing::Valid).next().is_some() {
        Refusal::AuthorityNarrow {
            scope: Scope::of(operation).map(Scope::title),
        }
    } else if let Some(from) = of(Standing::Ahead).map(|one| one.from).min() {
        Refusal::AuthorityAhead { from }
    } else if of(Standing::Revoked).next().is_some() {
        Refusal::AuthorityRevoked
    } else if let Some(to) = of(Standing::Over).map(|one| one.to).max() {
        Refusal::AuthorityOver { to }
    } else {
        Refusal::NoAuthority
    };
    Err(refusal)
}

#[cfg(test)]
mod tests;
