//! How fast the calculator is, and that it is right, beside engines others made. See the README beside it.

mod city;
mod draw;
mod generate;
mod many;
mod peers;
mod sets;

use std::hint::black_box;
use std::time::Duration;

use calculator::{Catalogue, Profile, Scratch, Verdict};
use cpu_time::ThreadTime;
use peers::Peer;

/// Distinct enterprises the calculator is timed over; with few, the processor learns them by heart.
const MANY: usize = 512;

/// Enterprises every engine is checked and slow ones are timed over.
const FEW: usize = 12;

const ROUNDS: usize = 7;

fn main() {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|one| one == part);
    let catalogue = compiled(10_000);
    if wanted("verdicts") {
        agree(&catalogue);
        let mut peers = peers(&catalogue);
        for (label, missing) in [("complete", 0.0), ("40 % missing", 0.4)] {
            compare(&catalogue, &mut peers, (label, missing));
        }
        #[cfg(not(feature = "peers"))]
        println!("(engines others made: --features peers)");
    }
    if wanted("explained") {
        explained(&catalogue);
    }
    if wanted("sets") {
        sets::measure();
    }
    if wanted("growth") {
        growth();
    }
    if wanted("many") {
        many::measure(&catalogue);
    }
}

fn compiled(count: usize) -> Catalogue {
    let items = generate::items(count);
    let conditions: usize = items.iter().map(|item| item.conditions.len()).sum();
    let begun = ThreadTime::now();
    let catalogue = Catalogue::compile(city::facts(), items, city::jurisdictions()).unwrap();
    println!(
        "{count} items, {conditions} conditions, compiled in {:.0?}, index of {} KiB, {} bytes per condition",
        begun.elapsed(),
        catalogue.index_bytes() / 1024,
        catalogue.index_bytes() / conditions
    );
    catalogue
}

/// What is made of the first answers.
#[derive(Clone, Copy)]
enum Made {
    /// Their verdicts and nothing else.
    Verdicts,
    /// How each condition came out, amounts, what is missing.
    Data(usize),
    /// The same in both languages: reasons, distances, the working of amounts.
    Words(usize),
}

/// The median time of asking for all verdicts, and of what is made of the first.
fn asked(catalogue: &Catalogue, profiles: &[Profile], made: Made) -> Duration {
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    let count = match made {
        Made::Verdicts => 0,
        Made::Data(count) | Made::Words(count) => count,
    };
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let begun = ThreadTime::now();
        for profile in profiles {
            let asked = (profile, city::today());
            let answers = catalogue.foremost(asked, count, &mut scratch, &mut verdicts);
            if let Made::Words(_) = made {
                let mut teller = catalogue.teller(profile, city::today());
                for answer in &answers {
                    let told = teller.tell(answer).unwrap();
                    black_box((told.way(), told));
                }
            }
            black_box(answers);
        }
        times.push(begun.elapsed() / profiles.len() as u32);
    }
    median(&mut times)
}

fn explained(catalogue: &Catalogue) {
    println!("\nverdicts of all items; with the answers for the first 20; with those in words");
    for (label, missing) in [("complete", 0.0), ("40 % missing", 0.4)] {
        let profiles = generate::profiles(12, missing, MANY / 4);
        let [none, data, words] = [Made::Verdicts, Made::Data(20), Made::Words(20)]
            .map(|made| asked(catalogue, &profiles, made));
        let times = |time: Duration| time.as_secs_f64() / none.as_secs_f64();
        println!(
            "{label:<22}{none:>10.1?}{data:>10.1?}{:>7.2}x{words:>10.1?}{:>7.2}x",
            times(data),
            times(words)
        );
    }
}

fn growth() {
    println!("\ngrowth, 40 % missing");
    let profiles = generate::profiles(12, 0.4, MANY / 8);
    for count in [1_000, 10_000, 100_000] {
        let catalogue = compiled(count);
        let time = asked(&catalogue, &profiles, Made::Verdicts).as_nanos() as f64 / count as f64;
        println!("{:<22}{time:>10.1} ns per item", "");
    }
}

fn peers(catalogue: &Catalogue) -> Vec<Box<dyn Peer>> {
    let items: Vec<calculator::Item> = catalogue.items().iter().cloned().collect();
    let items = items.as_slice();
    #[allow(unused_mut, reason = "without the feature there is one")]
    let mut peers: Vec<Box<dyn Peer>> = vec![Box::new(peers::tree::Tree::new(items))];
    #[cfg(feature = "peers")]
    {
        peers.push(Box::new(peers::a_tree::Indexed::new(items)));
        peers.push(Box::new(peers::zen::Zen::new(items)));
        peers.push(Box::new(peers::datalogic::Datalogic::new(items)));
        peers.push(Box::new(peers::cel::Cel::new(items)));
    }
    peers
}

/// The verdicts of the reference: every condition of every item, walked.
fn reference(catalogue: &Catalogue, profile: &Profile) -> Vec<Verdict> {
    let answer = catalogue.assess(profile, city::today(), None);
    let by_item: std::collections::BTreeMap<_, _> = answer
        .items
        .iter()
        .map(|answer| (&answer.item, answer.verdict))
        .collect();
    catalogue
        .items()
        .iter()
        .map(|item| by_item[&item.id])
        .collect()
}

/// Every answer of the index is that of the reference: complete, missing and vague enterprises.
fn agree(catalogue: &Catalogue) {
    let mut draw = draw::Draw::new(5);
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    let complete = generate::profiles(2, 0.0, FEW);
    let missing = generate::profiles(3, 0.4, FEW);
    let vague: Vec<Profile> = complete
        .iter()
        .chain(&missing)
        .map(|one| generate::vague(one, &mut draw))
        .collect();
    let mut checked = 0;
    for profile in complete.iter().chain(&missing).chain(&vague) {
        catalogue.verdicts(profile, city::today(), &mut scratch, &mut verdicts);
        assert_eq!(
            verdicts,
            reference(catalogue, profile),
            "the index is wrong"
        );
        checked += verdicts.len();
    }
    println!("{checked} answers equal to the reference, ranges and sets included");
}

fn compare(catalogue: &Catalogue, peers: &mut [Box<dyn Peer>], (label, missing): (&str, f64)) {
    let count = catalogue.items().len();
    let few = generate::profiles(11, missing, FEW);
    let many = generate::profiles(12, missing, MANY);
    let mut verdicts = vec![Verdict::Ineligible; count];
    for peer in peers.iter_mut() {
        peer.load(&few);
        for (place, profile) in few.iter().enumerate() {
            peer.run(place, missing > 0.0, &mut verdicts);
            let right = reference(catalogue, profile);
            let wrong = verdicts
                .iter()
                .zip(&right)
                .filter(|(one, two)| one != two)
                .count();
            assert_eq!(wrong, 0, "{} differs from the reference", peer.name());
        }
    }
    let mut scratch = Scratch::default();
    let mut times = vec![Vec::new(); peers.len() + 1];
    for _ in 0..ROUNDS {
        let begun = ThreadTime::now();
        for profile in &many {
            catalogue.verdicts(profile, city::today(), &mut scratch, &mut verdicts);
            black_box(&verdicts);
        }
        times[0].push(begun.elapsed() / MANY as u32);
        for (peer, times) in peers.iter_mut().zip(&mut times[1..]) {
            let begun = ThreadTime::now();
            for place in 0..FEW {
                peer.run(place, missing > 0.0, &mut verdicts);
                black_box(&verdicts);
            }
            times.push(begun.elapsed() / FEW as u32);
        }
    }
    println!("\n{label}, nanoseconds per item (median of {ROUNDS} rounds)");
    let ours = median(&mut times[0]);
    let line = |name: &str, time: Duration| {
        let per_item = time.as_nanos() as f64 / count as f64;
        println!(
            "{name:<22}{per_item:>10.1}{:>9.1}x",
            time.as_secs_f64() / ours.as_secs_f64()
        );
    };
    line("calculator", ours);
    for (peer, times) in peers.iter().zip(&mut times[1..]) {
        line(peer.name(), median(times));
    }
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
