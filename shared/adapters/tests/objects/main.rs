//! Objects over the real wire: the presigned address, the look inside, evidence and pages.

mod pages;
mod store;
mod uploads;
