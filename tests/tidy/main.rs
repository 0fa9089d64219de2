//! What no compiler checks: arrows between rooms, sizes, words, links, and that template, folders and tables agree.

mod arrows;
mod links;
mod sizes;
mod template;
mod tree;
mod words;
