//! How plain values are written.

use std::collections::{BTreeMap, BTreeSet};

use facts::{
    CalendarYear, Day, DepartmentId, Division, Industry, IndustryPattern, Instant, ItemId,
    Jurisdiction, JurisdictionId, MaterialId, Money, NamedDay, PolicyId, Rate, Text,
};
use rust_decimal::Decimal;

use super::{Packed, Packer, Unpacker, Unreadable, short, wide};
use crate::fact::FactId;

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Packed for $number {
            fn pack(&self, into: &mut Packer) {
                into.bytes(&self.to_le_bytes());
            }

            #[inline]
            fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
                from.bytes().map(Self::from_le_bytes)
            }
        }
    )+};
}

numbers!(u8, i16, u32, i32, u64, i64);

/// Values with a text of their own that reads back.
macro_rules! written {
    ($($type:ty),+) => {$(
        impl Packed for $type {
            fn pack(&self, into: &mut Packer) {
                into.text(&self.to_string());
            }

            fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
                from.parsed(Self::parse)
            }
        }
    )+};
}

written!(
    FactId,
    ItemId,
    PolicyId,
    MaterialId,
    DepartmentId,
    JurisdictionId,
    Division,
    Industry
);

impl Packed for String {
    fn pack(&self, into: &mut Packer) {
        into.text(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        from.text().map(str::to_owned)
    }
}

impl Packed for Box<str> {
    fn pack(&self, into: &mut Packer) {
        into.text(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        from.text().map(Into::into)
    }
}

impl Packed for bool {
    fn pack(&self, into: &mut Packer) {
        u8::from(*self).pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        match u8::unpack(from)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(from.wrong()),
        }
    }
}

impl Packed for char {
    fn pack(&self, into: &mut Packer) {
        u32::from(*self).pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Self::from_u32(u32::unpack(from)?).ok_or_else(|| from.wrong())
    }
}

impl Packed for usize {
    fn pack(&self, into: &mut Packer) {
        short(*self).pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        u32::unpack(from).map(wide)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, into: &mut Packer) {
        self.is_some().pack(into);
        if let Some(value) = self {
            value.pack(into);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        bool::unpack(from)?.then(|| T::unpack(from)).transpose()
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, into: &mut Packer) {
        self.as_ref().pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        T::unpack(from).map(Self::new)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, into: &mut Packer) {
        self.0.pack(into);
        self.1.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok((A::unpack(from)?, B::unpack(from)?))
    }
}

impl<T: Packed + Copy + Default, const N: usize> Packed for [T; N] {
    fn pack(&self, into: &mut Packer) {
        self.iter().for_each(|one| one.pack(into));
    }

    #[inline]
    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::unpack(from)?;
        }
        Ok(all)
    }
}

/// How many values follow; each takes a byte at least.
fn count(from: &mut Unpacker<'_>) -> Result<usize, Unreadable> {
    let count = usize::unpack(from)?;
    if count > from.left() {
        return Err(from.wrong());
    }
    Ok(count)
}

/// Room for so many values before they are seen: no more than a short file may ask for.
const AHEAD_MAX: usize = 4_096;

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, into: &mut Packer) {
        self.len().pack(into);
        self.iter().for_each(|one| one.pack(into));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let count = count(from)?;
        let mut all = Self::with_capacity(count.min(AHEAD_MAX));
        for _ in 0..count {
            all.push(T::unpack(from)?);
        }
        Ok(all)
    }
}

impl<T: Packed + Ord> Packed for BTreeSet<T> {
    fn pack(&self, into: &mut Packer) {
        self.len().pack(into);
        self.iter().for_each(|one| one.pack(into));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Vec::<T>::unpack(from).map(Self::from_iter)
    }
}

impl<K: Packed + Ord, V: Packed> Packed for BTreeMap<K, V> {
    fn pack(&self, into: &mut Packer) {
        self.len().pack(into);
        for (key, value) in self {
            key.pack(into);
            value.pack(into);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Vec::<(K, V)>::unpack(from).map(Self::from_iter)
    }
}

/// Its scale, and its digits as a whole number of no more bytes than that takes.
impl Packed for Decimal {
    fn pack(&self, into: &mut Packer) {
        u8::try_from(self.scale()).unwrap_or(u8::MAX).pack(into);
        let mantissa = self.mantissa();
        let needed = |count: &u32| {
            let spare = i128::BITS - count * 8;
            mantissa << spare >> spare == mantissa
        };
        let count = (1..16).find(needed).unwrap_or(16);
        u8::try_from(count).unwrap_or(u8::MAX).pack(into);
        let bytes = mantissa.to_le_bytes();
        into.bytes(bytes.get(..wide(count)).unwrap_or_default());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let [scale, count] = from.bytes()?;
        let spare = 16_u8.checked_sub(count).ok_or_else(|| from.wrong())?;
        let mut bytes = [0; 16];
        for byte in bytes.iter_mut().skip(usize::from(spare)) {
            *byte = u8::unpack(from)?;
        }
        // the highest bit written says whether it is negative
        let mantissa = i128::from_le_bytes(bytes)
            .checked_shr(u32::from(spare) * 8)
            .unwrap_or(0);
        Self::try_from_i128_with_scale(mantissa, scale.into()).map_err(|_| from.wrong())
    }
}

impl Packed for Money {
    fn pack(&self, into: &mut Packer) {
        self.decimal().pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let decimal = <Decimal as Packed>::unpack(from)?;
        let money = Self::truncated(decimal);
        (money.decimal() == decimal)
            .then_some(money)
            .ok_or_else(|| from.wrong())
    }
}

impl Packed for Rate {
    fn pack(&self, into: &mut Packer) {
        self.decimal().pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let decimal = <Decimal as Packed>::unpack(from)?;
        Self::of_decimal(decimal).map_err(|_| from.wrong())
    }
}

impl Packed for Day {
    fn pack(&self, into: &mut Packer) {
        self.year().pack(into);
        into.bytes(&self.month().to_le_bytes());
        into.bytes(&self.day_of_month().to_le_bytes());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let year = i16::unpack(from)?;
        let [month, day] = [from.bytes()?, from.bytes()?].map(i8::from_le_bytes);
        Self::new(year, month, day).map_err(|_| from.wrong())
    }
}

impl Packed for Instant {
    fn pack(&self, into: &mut Packer) {
        self.milliseconds().pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        i64::unpack(from).map(Self::from_milliseconds)
    }
}

crate::packed_enum!(IndustryPattern {
    0 = Section(section),
    1 = Prefix(digits),
    2 = Divisions(first, last),
});
crate::packed_enum!(facts::Status { 0 = Official, 1 = Provisional });
crate::packed_struct!(Text { zh, en });
crate::packed_struct!(Jurisdiction {
    id,
    name,
    counties,
    townships,
    except
});
crate::packed_struct!(NamedDay { name, off });
crate::packed_struct!(CalendarYear {
    year,
    status,
    source,
    days
});
