//! Every access pattern against a real table, made from the template.

#![cfg(test)]

mod cases;
mod outbox;
mod papers;
mod races;
mod repeats;
mod samples;
mod shares;
mod store;
mod trouble;
