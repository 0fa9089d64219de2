//! Objects over the real wire: the presigned address, the look inside, evidence and pages.

#![cfg(test)]

mod pages;
mod store;
mod uploads;
