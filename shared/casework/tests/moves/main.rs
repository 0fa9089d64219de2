//! A case through its life: the table of moves, the laws every history keeps, notices and rights.

#![cfg(test)]

mod checklist;
mod co_handling;
mod commands;
mod demands;
mod drafts;
mod laws;
mod ledger;
mod money;
mod notices;
mod policies;
mod refunds;
mod rights;
mod runs;
mod samples;
mod subjects;
mod table;
