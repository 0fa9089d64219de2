//! How rules are written. The numbers of variants never change; a new variant takes a new one.

use super::{Packed, Packer, Unpacker, Unreadable};
use crate::amount::{Amount, Benefit, Share, Tier};
use crate::assess::Verdict;
use crate::catalogue::Parameter;
use crate::condition::{AwardTerms, Clause, Condition, Test};
use crate::derivation::{Derivation, Moment, Span, Taken, Term};
use crate::fact::{About, Choice, Declaration, Kind, Origin, Sensitivity};
use crate::gate::TestCase;
use crate::interval::{Bound, Interval};
use crate::item::{Item, JointCap, Once, Order, Per, Selection, Time};
use crate::profile::{Award, Known, Profile};

/// Writes the fields of a structure one after the other.
#[macro_export]
macro_rules! packed_struct {
    ($type:path { $($field:ident),+ $(,)? }) => {
        impl $crate::packed::Packed for $type {
            fn pack(&self, into: &mut $crate::packed::Packer) {
                $($crate::packed::Packed::pack(&self.$field, into);)+
            }

            fn unpack(
                from: &mut $crate::packed::Unpacker<'_>,
            ) -> Result<Self, $crate::packed::Unreadable> {
                Ok(Self { $($field: $crate::packed::Packed::unpack(from)?),+ })
            }
        }
    };
}

/// Writes the number of a variant, and what it holds.
#[macro_export]
macro_rules! packed_enum {
    ($type:path { $($tag:literal = $variant:ident
        $(($($part:ident),+ $(,)?))? $({ $($field:ident),+ $(,)? })?),+ $(,)? }) => {
        impl $crate::packed::Packed for $type {
            fn pack(&self, into: &mut $crate::packed::Packer) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        into.bytes(&[$tag]);
                        $($($crate::packed::Packed::pack($part, into);)+)?
                        $($($crate::packed::Packed::pack($field, into);)+)?
                    })+
                }
            }

            fn unpack(
                from: &mut $crate::packed::Unpacker<'_>,
            ) -> Result<Self, $crate::packed::Unreadable> {
                from.nested(|from| match <u8 as $crate::packed::Packed>::unpack(from)? {
                    $($tag => {
                        $($(let $part = $crate::packed::Packed::unpack(from)?;)+)?
                        $($(let $field = $crate::packed::Packed::unpack(from)?;)+)?
                        Ok(Self::$variant $(($($part),+))? $({ $($field),+ })?)
                    })+
                    _ => Err(from.wrong()),
                })
            }
        }
    };
}

packed_struct!(Clause { document, article });
packed_struct!(Condition {
    test,
    words,
    clause
});
packed_struct!(AwardTerms {
    levels,
    bodies,
    from,
    to,
    in_year,
    months_at_least,
    months_below
});
packed_struct!(Bound { value, counted });
packed_struct!(Interval { low, high });
packed_enum!(Test {
    0 = All(tests),
    1 = Any(tests),
    2 = Count { least, of },
    3 = Not(test),
    4 = Yes(fact),
    5 = Within(fact, interval),
    6 = Reaches { fact, other, share },
    7 = OneOf(fact, values),
    8 = Industry(fact, patterns),
    9 = Place(fact, places),
    10 = Title(fact, titles, terms),
    11 = Between(fact, first, last),
    12 = InYear { fact, back },
    13 = Months {
        since,
        at_least,
        below
    },
});

packed_enum!(Benefit {
    0 = Money {
        amount,
        instalments
    },
    1 = Exemption(words),
    2 = Ask(words),
});
packed_struct!(Share {
    rate,
    words,
    when,
    after
});
packed_enum!(Amount {
    0 = Fixed(money),
    1 = Rate { share, of },
    2 = Each { each, of },
    3 = ByTitle(fact, table),
    4 = ByChoice(fact, table),
    5 = Brackets(fact, tiers),
    6 = Slices(fact, tiers),
    7 = Steps {
        each,
        of,
        per,
        above
    },
    8 = Cases(cases),
    9 = Times(rate, amount),
    10 = RoundedDown { unit, amount },
    11 = When(test, amount),
    12 = Sum(amounts),
    13 = Greatest(amounts),
    14 = Limited {
        amount,
        least,
        most
    },
    15 = LessReceived { amount, received },
    16 = Discretionary(least, most),
    17 = ForEach {
        list,
        when,
        amount,
        most
    },
    18 = Item(item),
});

impl<T: Packed> Packed for Tier<T> {
    fn pack(&self, into: &mut Packer) {
        self.from.pack(into);
        self.value.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            from: Packed::unpack(from)?,
            value: Packed::unpack(from)?,
        })
    }
}

impl Packed for Item {
    fn pack(&self, into: &mut Packer) {
        into.items.push(into.place());
        self.id.pack(into);
        self.title.pack(into);
        self.conditions.pack(into);
        self.benefit.pack(into);
        self.highest_of.pack(into);
        self.excludes.pack(into);
        self.joint_cap.pack(into);
        self.selection.pack(into);
        self.once.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            id: Packed::unpack(from)?,
            title: Packed::unpack(from)?,
            conditions: Packed::unpack(from)?,
            benefit: Packed::unpack(from)?,
            highest_of: Packed::unpack(from)?,
            excludes: Packed::unpack(from)?,
            joint_cap: Packed::unpack(from)?,
            selection: Packed::unpack(from)?,
            once: Packed::unpack(from)?,
        })
    }
}

packed_struct!(JointCap { group, most });
packed_struct!(Once {
    per,
    within,
    used,
    words
});
packed_enum!(Per {
    0 = Enterprise,
    1 = Group,
    2 = Person,
    3 = Project,
    4 = Title
});
packed_enum!(Time {
    0 = Ever,
    1 = Year,
    2 = Policy
});
packed_enum!(Order {
    0 = GreatestFirst,
    1 = LeastFirst
});
packed_enum!(Selection {
    0 = FirstCome { places },
    1 = Ranked {
        by,
        order,
        places,
        among
    },
    2 = ProRata { budget },
    3 = Reviewed { words, places },
});

packed_enum!(Term {
    0 = Fact(fact),
    1 = Number(number),
    2 = Follows(derivation)
});
packed_enum!(Moment {
    0 = Fact(fact),
    1 = Today,
    2 = Day(day),
    3 = YearEnd(back)
});
packed_enum!(Span {
    0 = Days,
    1 = Months,
    2 = Years,
    3 = CalendarYears
});
packed_enum!(Taken {
    0 = Count,
    1 = Total(field),
    2 = Largest(field)
});
packed_enum!(Derivation {
    0 = SizeClass {
        industry,
        staff,
        revenue,
        assets
    },
    1 = Today,
    2 = Elapsed {
        from,
        to,
        span
    },
    3 = Percent { part, whole },
    4 = Growth { now, before },
    5 = Quotient { of, by },
    6 = Sum(terms),
    7 = Product { of, share },
    8 = Least(terms),
    9 = Greatest(terms),
    10 = Difference { from, less },
    11 = Whole { of, unit },
    12 = Points(table),
    13 = Cases(cases),
    14 = Gathered { list, when, taken },
});

packed_struct!(Declaration {
    id,
    kind,
    label,
    question,
    unit,
    period,
    choices,
    derived,
    parameter,
    of,
    about
});
packed_struct!(Choice { value, label });
packed_struct!(About {
    help,
    origin,
    sensitivity
});
packed_enum!(Kind {
    0 = Number,
    1 = Money,
    2 = YesNo,
    3 = Choice,
    4 = Day,
    5 = Industry,
    6 = Place,
    7 = Titles,
    8 = Records
});
packed_enum!(Origin {
    0 = Declared,
    1 = Register,
    2 = Tax,
    3 = Statistics,
    4 = Insurance,
    5 = Customs,
    6 = Awards,
    7 = Ledger,
    8 = Credit,
    9 = City
});
packed_enum!(Sensitivity {
    0 = Public,
    1 = Business,
    2 = Personal
});

packed_enum!(Known {
    0 = Number(interval),
    1 = YesNo(yes),
    2 = OneOf(values),
    3 = Days(first, last),
    4 = Industry(industries),
    5 = Place(places),
    6 = Titles(held),
    7 = Records(records),
});
packed_struct!(Award { level, body, on });
packed_struct!(Parameter { fact, from, known });
packed_struct!(TestCase {
    name,
    profile,
    day,
    verdict,
    amount
});
packed_enum!(Verdict {
    0 = Eligible,
    1 = Undetermined,
    2 = Ineligible
});

impl Packed for Profile {
    fn pack(&self, into: &mut Packer) {
        self.0.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Packed::unpack(from).map(Self)
    }
}
