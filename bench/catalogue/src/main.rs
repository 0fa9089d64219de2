//! The catalogue as functions open and search it, over items made from the sample policies. See the README beside it.

mod answer;
mod city;
mod load;
mod search;

use facts::Day;

fn today() -> Day {
    Day::parse("2026-11-24").unwrap()
}

fn main() {
    let few = city::city(100).open().unwrap();
    answer::measure(&few);
    let city = load::measure(&city::city(10_000));
    search::measure(&city);
    if std::env::args().nth(1).as_deref() == Some("large") {
        load::measure(&city::city(100_000));
    }
}
