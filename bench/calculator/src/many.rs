//! One item, and all of them, over very many enterprises.

use std::hint::black_box;

use calculator::{Catalogue, Columns, Matching, Profile, Scratch, Verdict};
use cpu_time::ThreadTime;

use crate::city::today;
use crate::generate;
use crate::peers::Peer;
use crate::peers::tree::Tree;

/// Enterprises, in batches so that not all profiles are in memory together.
const ENTERPRISES: usize = 1 << 20;
const BATCH: usize = 1 << 10;

/// Items asked one by one.
const ITEMS: usize = 40;

/// Of the first so many enterprises every so many-th is checked.
const SOME: usize = 1 << 16;
const EVERY: usize = 33;

/// Enterprises of whom 30 % of the facts are not known.
fn enterprises() -> impl Iterator<Item = Profile> {
    (0..ENTERPRISES / BATCH).flat_map(|batch| {
        let seed = 1_000 + u64::try_from(batch).unwrap();
        generate::profiles(seed, 0.3, BATCH)
    })
}

pub(crate) fn measure(catalogue: &Catalogue) {
    let begun = ThreadTime::now();
    let columns = Columns::of(catalogue, enterprises(), today());
    println!(
        "\n{ENTERPRISES} enterprises drawn and laid out in {:.1?}, {} bytes each",
        begun.elapsed(),
        columns.bytes() / ENTERPRISES
    );
    let items: Vec<_> = catalogue.items().iter().take(ITEMS).collect();
    let begun = ThreadTime::now();
    let found = items.iter().map(|item| columns.matching(&item.id).unwrap());
    let found: Vec<Matching> = found.collect();
    let per_pair = |pairs: usize, seconds: f64| seconds * 1e9 / pairs as f64;
    let one = per_pair(ENTERPRISES * ITEMS, begun.elapsed().as_secs_f64());
    println!("{:<22}{one:>10.2} ns per enterprise", "one item over all");
    let row = by_row(catalogue);
    println!(
        "{:<22}{row:>10.2} ns per enterprise{:>9.1}x",
        "typed tree, by row",
        row / one
    );
    let mut counts = vec![[0_usize; 2]; catalogue.items().len()];
    let begun = ThreadTime::now();
    columns.all(|item, _, (may, sure)| {
        let ones = |words: &[u64]| words.iter().map(|word| word.count_ones()).sum::<u32>();
        counts[item][0] += ones(may) as usize;
        counts[item][1] += ones(sure) as usize;
    });
    let pairs = ENTERPRISES * catalogue.items().len();
    let all = begun.elapsed();
    println!(
        "{:<22}{:>10.3} ns per pair, {all:.1?} in all",
        "every item over all",
        per_pair(pairs, all.as_secs_f64())
    );
    check(catalogue, &found, &counts);
}

/// The same items, enterprise by enterprise.
fn by_row(catalogue: &Catalogue) -> f64 {
    let items: Vec<_> = catalogue.items().iter().take(ITEMS).cloned().collect();
    let mut tree = Tree::new(&items);
    let profiles: Vec<Profile> = enterprises().take(20 * BATCH).collect();
    tree.load(&profiles);
    let mut verdicts = vec![Verdict::Ineligible; ITEMS];
    let begun = ThreadTime::now();
    for place in 0..profiles.len() {
        tree.run(place, true, &mut verdicts);
        black_box(&verdicts);
    }
    begun.elapsed().as_secs_f64() * 1e9 / (profiles.len() * ITEMS) as f64
}

/// Every answer looked at is that for the one enterprise, and both ways count alike.
fn check(catalogue: &Catalogue, found: &[Matching], counts: &[[usize; 2]]) {
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    let mut checked = 0;
    let some = enterprises().take(SOME).enumerate();
    for (place, profile) in some.step_by(EVERY) {
        catalogue.verdicts(&profile, today(), &mut scratch, &mut verdicts);
        for (matching, verdict) in found.iter().zip(&verdicts) {
            assert_eq!(matching.verdict(place), Some(*verdict));
            checked += 1;
        }
    }
    for (matching, [may, sure]) in found.iter().zip(counts) {
        assert_eq!(matching.having(Verdict::Eligible), *sure);
        assert_eq!(matching.having(Verdict::Undetermined), may - sure);
    }
    println!("{checked} answers equal to those for one enterprise; both ways count alike");
}
