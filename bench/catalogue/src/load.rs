//! From the bytes of a snapshot to the first answer: read and compiled, and packed.

use std::hint::black_box;
use std::time::Duration;

use calculator::{Profile, Scratch};
use contract::catalogue::{Opened, Snapshot};
use cpu_time::ThreadTime;

use crate::today;

const ROUNDS: usize = 9;

/// The verdict of every item, and the whole answer for the first twenty.
fn first_answer(city: &Opened) -> usize {
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    let asked = (&Profile::new(), today());
    let calculator = city.calculator(today());
    let answers = calculator.foremost(asked, 20, &mut scratch, &mut verdicts);
    black_box(answers).len()
}

/// Every item, with reasons and amount.
fn whole_answer(city: &Opened) -> usize {
    let all = std::collections::BTreeSet::new();
    black_box(city.assess(&Profile::new(), today(), &all))
        .items
        .len()
}

fn median(rounds: usize, mut act: impl FnMut() -> Opened, ask: fn(&Opened) -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let began = ThreadTime::now();
            let opened = act();
            black_box(ask(&opened));
            began.elapsed()
        })
        .collect();
    times.sort();
    times[rounds / 2]
}

pub(crate) fn measure(snapshot: &Snapshot) -> Opened {
    let json = serde_json::to_vec(snapshot).unwrap();
    let began = ThreadTime::now();
    let opened = snapshot.open().unwrap();
    let opening = began.elapsed();
    let began = ThreadTime::now();
    let packed = opened.packed(today()).unwrap();
    println!(
        "{} items: snapshot of {} KiB, opened in {opening:.0?}; packed {} KiB, written and read back in {:.0?}",
        opened.item_ids().count(),
        json.len() / 1024,
        packed.len() / 1024,
        began.elapsed()
    );
    let from_json = || {
        serde_json::from_slice::<Snapshot>(&json)
            .unwrap()
            .open()
            .unwrap()
    };
    let from_packed = || Opened::unpack(opened.version(), packed.clone()).unwrap();
    for (name, ask) in [
        ("opened only", (|_: &Opened| 0) as fn(&Opened) -> usize),
        ("to all verdicts and 20 answers", first_answer),
        ("to the whole answer of every item", whole_answer),
    ] {
        let unpacked = median(ROUNDS, from_packed, ask);
        let read = median(1, from_json, ask);
        println!(
            "{name:<36} packed {unpacked:>9.2?}   from JSON {read:>9.0?}   {:>6.0}x",
            read.as_secs_f64() / unpacked.as_secs_f64()
        );
    }
    opened
}
