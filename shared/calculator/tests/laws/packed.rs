//! A packed catalogue is the compiled one, or an error that says what is wrong: never something else.

use std::sync::Arc;

use calculator::packed::{self, FORMAT, Lazy, Packed, Packer, Sealed, Unreadable};
use calculator::{Amount, Catalogue, Declaration, Facts, Item, Profile, Scratch, Test};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::generated::{amount, facts, jurisdictions, test_tree};
use crate::items::{combination_items, item_of};
use crate::profiles::{completed, partial};
use crate::today;

/// Where the digest stands in a file, and what it is the digest of.
const DIGEST: std::ops::Range<usize> = 24..32;

fn compiled(items: Vec<Item>) -> Catalogue {
    Catalogue::compile(facts(), items, jurisdictions()).unwrap()
}

fn items(asked: Vec<(Test, Amount)>) -> Vec<Item> {
    let asked = asked.into_iter().enumerate();
    asked
        .map(|(place, (test, amount))| item_of(&format!("item-{place}"), test, amount))
        .collect()
}

fn written(catalogue: &Catalogue) -> Vec<u8> {
    let mut into = Packer::new();
    catalogue
        .items()
        .iter()
        .for_each(|item| item.pack(&mut into));
    let places = into.items();
    let root = into.place();
    let declared: Vec<Declaration> = catalogue.facts().iter().cloned().collect();
    declared.pack(&mut into);
    jurisdictions().pack(&mut into);
    catalogue.pack(&places, &mut into);
    into.sealed(root)
}

fn read(bytes: Vec<u8>) -> Result<Catalogue, Unreadable> {
    let file = Sealed::open(bytes)?;
    let from = &mut file.root();
    let declared: Vec<Declaration> = Packed::unpack(from)?;
    let jurisdictions = Packed::unpack(from)?;
    Catalogue::unpack(from, Facts::new(declared), jurisdictions)
}

/// The file with the digest that fits it, as somebody with bad intentions would leave it.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let (head, behind) = bytes.split_at(DIGEST.end);
    let digest = packed::digest(&head[..DIGEST.start]) ^ packed::digest(behind);
    bytes[DIGEST].copy_from_slice(&digest.to_le_bytes());
    bytes
}

fn some_items() -> impl Strategy<Value = Vec<Item>> {
    prop_oneof![
        3 => proptest::collection::vec((test_tree(), amount()), 1..6).prop_map(items),
        1 => combination_items(),
    ]
}

/// The same rules every time.
fn the_same(count: usize) -> Vec<Item> {
    let mut runner = TestRunner::deterministic();
    let mut drawn = || {
        (test_tree(), amount())
            .new_tree(&mut runner)
            .unwrap()
            .current()
    };
    items((0..count).map(|_| drawn()).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_packed_catalogue_answers_as_the_compiled_one(
        items in some_items(), partial in partial(), (_, complete) in completed(),
    ) {
        let compiled = compiled(items);
        let read = read(written(&compiled)).unwrap();
        prop_assert_eq!(read.items().read_all(), Ok(()));
        prop_assert_eq!(compiled.items(), read.items());
        prop_assert_eq!(compiled.facts(), read.facts());
        let [mut right, mut found] = [Vec::new(), Vec::new()];
        for profile in [&Profile::new(), &partial, &complete] {
            compiled.verdicts(profile, today(), &mut Scratch::default(), &mut right);
            read.verdicts(profile, today(), &mut Scratch::default(), &mut found);
            prop_assert_eq!(&right, &found);
            let answers = compiled.assess(profile, today(), None);
            prop_assert_eq!(&answers, &read.assess(profile, today(), None));
            let [mut one, mut two] = [&compiled, &read].map(|of| of.teller(profile, today()));
            for answer in &answers.items {
                prop_assert_eq!(one.tell(answer), two.tell(answer));
            }
        }
        let list = |catalogue: &Catalogue| catalogue.items().iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        for (place, id) in list(&compiled).iter().enumerate() {
            prop_assert_eq!(read.place(id), Some(place));
        }
    }

    #[test]
    fn a_file_cut_short_or_changed_is_refused(
        items in some_items(), at in any::<proptest::sample::Index>(), bit in 0..8_u8,
    ) {
        let whole = written(&compiled(items));
        let at = at.index(whole.len());
        let cut = read(whole[..at].to_vec()).unwrap_err();
        let known = matches!(cut, Unreadable::Cut { .. });
        prop_assert!(known, "{}", cut);
        let mut longer = whole.clone();
        longer.push(0);
        let longer = read(longer).unwrap_err();
        let known = matches!(longer, Unreadable::Cut { .. });
        prop_assert!(known, "{}", longer);
        let mut flipped = whole;
        flipped[at] ^= 1 << bit;
        prop_assert!(read(flipped).is_err(), "byte {}", at);
    }

    /// Whoever mends the digest gets an error, or other values; the program stands.
    #[test]
    fn nothing_in_a_file_stops_the_program(
        items in some_items(),
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = written(&compiled(items));
        for (at, byte) in changes {
            let room = bytes.len() - DIGEST.end;
            bytes[DIGEST.end + at.index(room)] = byte;
        }
        if let Ok(read) = read(resealed(bytes)) {
            let _ = read.items().read_all();
            let _ = read.items().iter().count();
        }
    }
}

#[test]
fn a_file_of_another_program_is_refused_by_its_number() {
    let whole = written(&compiled(the_same(3)));
    let of = |format: u32| {
        let mut bytes = whole.clone();
        bytes[8..12].copy_from_slice(&format.to_le_bytes());
        read(resealed(bytes)).unwrap_err()
    };
    assert_eq!(of(FORMAT + 1), Unreadable::Newer(FORMAT + 1));
    assert_eq!(of(FORMAT - 1), Unreadable::Older(FORMAT - 1));
    assert!(of(FORMAT + 1).to_string().contains("this program reads"));
    assert_eq!(
        read(b"{\"format\":2}".to_vec()).unwrap_err(),
        Unreadable::Strange
    );
    assert!(matches!(
        read(Vec::new()).unwrap_err(),
        Unreadable::Cut { .. }
    ));
}

#[test]
fn what_nests_without_end_is_refused() {
    let mut into = Packer::new();
    // a list of one test in a list of one test, and so on
    for _ in 0..10_000 {
        into.bytes(&[0, 1, 0, 0, 0]);
    }
    let file = Sealed::open(into.sealed(0)).unwrap();
    assert!(Test::unpack(&mut file.root()).is_err());
}

#[test]
fn a_value_is_read_when_it_is_looked_at_and_only_then() {
    let mut into = Packer::new();
    let places = [7_u32, 9].map(|number| {
        let place = into.place();
        number.pack(&mut into);
        place
    });
    let root = into.place();
    Lazy::<u32>::pack_places(&[places[1], places[0], u32::MAX], &mut into);
    let file: Arc<Sealed> = Sealed::open(into.sealed(root)).unwrap();
    let list: Lazy<u32> = Lazy::unpack(&mut file.root()).unwrap();
    assert_eq!(
        (list.get(0), list.get(1), list.get(2)),
        (Some(&9), Some(&7), None)
    );
    assert_eq!(list.iter().count(), 2);
    assert!(list.read_all().is_err(), "the third lies nowhere");
}

/// Rules drawn alike are written alike. If this fails, what is written has changed: raise `FORMAT` and write the new digest here, so that
/// no program reads what another meant.
#[test]
fn what_is_written_is_of_this_format() {
    let bytes = written(&compiled(the_same(400)));
    assert_eq!(
        (FORMAT, packed::digest(&bytes)),
        (4, 8_397_163_477_479_683_748)
    );
}
