//! What others see of Huiqi: request and reply bodies, problem details, rule documents and the texts of both languages.
//!
//! Every body that comes in is read by [`body::Reader`], which collects every fault with its JSON pointer
//! instead of stopping at the first. Every body that goes out is a plain serde structure with an OpenAPI schema.
//!
//! Deliberately absent: HTTP, storage, clocks, and decisions. Shapes here are promises to people we do not control,
//! so core types are converted by hand and never serialised themselves.

pub mod allocation;
pub mod authority;
pub mod body;
pub mod case;
pub mod catalogue;
pub mod collections;
pub mod convert;
pub mod department;
pub mod draft;
pub mod eligibility;
pub mod explain;
pub mod facts;
pub mod fault;
pub mod gathering;
pub mod need;
pub mod notice;
pub mod outreach;
pub mod page;
pub mod parents;
pub mod policy;
pub mod preview;
pub mod problem;
pub mod profile;
mod read;
pub mod receipt;
pub mod register;
pub mod rule;
pub mod search;
pub mod supervision;
pub mod text;
pub mod tools;
pub mod upkeep;

/// The API description (OpenAPI 3.1), generated from the code and committed; a test holds it to the code.
pub const OPENAPI: &str = include_str!("../openapi.json");

/// The JSON Schema of a rule document (M65); what it refuses the reader refuses.
pub const RULE_SCHEMA: &str = include_str!("../policy.schema.json");

/// The page that teaches the rule format, in Markdown; every example in it is read by a test.
pub const RULE_GUIDE: &str = include_str!("../RULES.md");
