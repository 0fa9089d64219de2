//! How the index is written. What reading checks is that nothing in it asks for more room than the file has: a place outside is simply
//! not there.

use super::clauses::Beyond;
use super::groups::{Group, Rule};
use super::layer::{Layer, Steps};
use super::lines::{Line, Lines};
use super::lists::Lists;
use super::named::{Named, Spread};
use super::program::Op;
use super::{Index, Row};
use crate::packed::{Packed, Packer, Unpacker, Unreadable};
use crate::{packed_enum, packed_struct};

packed_enum!(Rule {
    0 = Numbers(lines),
    1 = Days(days),
    2 = Months(months),
    3 = Years(years),
    4 = Yes,
    5 = Choices(named),
    6 = Titles(named),
    7 = Industries(named),
    8 = Places(named, counties),
    9 = Shares(shares),
    10 = Others(tests),
});
packed_struct!(Group {
    rule,
    word,
    words,
    count,
    fact,
    other
});
packed_enum!(Op {
    0 = Literal(literal),
    1 = AtLeast { least, of },
    2 = Any(literals),
});
packed_struct!(Beyond { clauses, programs });
packed_struct!(Row {
    units,
    item,
    beyond
});
packed_struct!(Lists {
    starts,
    items,
    rowed,
    rows,
    width
});
packed_struct!(Steps { every, over, under });
packed_struct!(Layer {
    wanted,
    unwanted,
    all,
    wanting,
    steps,
    keyed
});

/// Fixed numbers follow from the lines.
impl<T: Packed + Line> Packed for Lines<T> {
    fn pack(&self, into: &mut Packer) {
        self.lines.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok(Self::new(Packed::unpack(from)?))
    }
}

impl<K: Packed + Spread> Packed for Named<K> {
    fn pack(&self, into: &mut Packer) {
        self.keys.pack(into);
        self.bits.pack(into);
        self.masks.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let keys = Packed::unpack(from)?;
        let bits = Packed::unpack(from)?;
        Ok(Self::sorted(keys, bits, Packed::unpack(from)?))
    }
}

impl Packed for Index {
    fn pack(&self, into: &mut Packer) {
        self.facts.pack(into);
        self.groups.pack(into);
        self.layers.pack(into);
        self.words.pack(into);
        self.items.pack(into);
        self.rows.pack(into);
        self.clauses.pack(into);
        self.programs.pack(into);
        self.asking.pack(into);
        self.beyond.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let most = from.left();
        let index = Self {
            facts: Packed::unpack(from)?,
            groups: Packed::unpack(from)?,
            layers: Packed::unpack(from)?,
            words: Packed::unpack(from)?,
            items: Packed::unpack(from)?,
            rows: Packed::unpack(from)?,
            clauses: Packed::unpack(from)?,
            programs: Packed::unpack(from)?,
            asking: Packed::unpack(from)?,
            beyond: Packed::unpack(from)?,
        };
        let asked = index.groups.iter().try_fold(0, |asked, group| {
            let fits = group.count <= most && group.words == group.count.div_ceil(64);
            (fits && group.word == asked).then_some(asked + group.words)
        });
        let most_steps = super::short(index.programs.len());
        let joins = index.programs.iter().all(|op| match op {
            Op::Literal(_) | Op::Any(_) => true,
            Op::AtLeast { least, of } => super::place(*least) <= most && *of <= most_steps,
        });
        let steps = index.layers.iter().filter_map(|layer| layer.steps.as_ref());
        let divided = steps.into_iter().all(|steps| steps.every > 0);
        let wide = |lists: &Lists| lists.width <= most;
        let divided = divided && index.layers.iter().all(|layer| layer.all_lists(wide));
        if asked == Some(index.words) && joins && divided {
            Ok(index)
        } else {
            Err(from.wrong())
        }
    }
}
