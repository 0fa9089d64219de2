//! The embedded S3 over the wire, called by the real SDK.

#![cfg(test)]

mod conditions;
mod contents;
mod doors;
mod running;
