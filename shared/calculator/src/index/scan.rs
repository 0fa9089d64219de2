//! Many small numbers compared with one at once, into bits.

/// Enterprises of one word.
pub(super) const LANES: usize = 64;

/// Sixty-four yes-or-no bytes as the bits of a word.
fn packed(bytes: &[u8; LANES]) -> u64 {
    let (eights, _) = bytes.as_chunks::<8>();
    eights.iter().rev().fold(0, |word, eight| {
        // moves the lowest bit of each byte into the highest byte, in order
        let gathered = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word << 8 | gathered
    })
}

/// Sixty-four words as the rows of a square of bits, turned about its diagonal.
pub(super) fn transposed(mut rows: [u64; LANES]) -> [u64; LANES] {
    let (mut width, mut mask) = (LANES / 2, u64::MAX >> 32);
    while width > 0 {
        // each square of squares changes the two that lie off its diagonal
        for pair in rows.chunks_exact_mut(width * 2) {
            let (low, high) = pair.split_at_mut(width);
            for (one, two) in low.iter_mut().zip(high) {
                let changed = ((*one >> width) ^ *two) & mask;
                *one ^= changed << width;
                *two ^= changed;
            }
        }
        width /= 2;
        mask ^= mask << width;
    }
    rows
}

/// What holds of each number, as bits.
fn bits<T: Copy, const B: usize>(column: &[T], holds: impl Fn(T) -> bool) -> [u64; B] {
    let mut out = [0; B];
    let (chunks, _) = column.as_chunks::<LANES>();
    for (word, chunk) in out.iter_mut().zip(chunks) {
        let mut bytes = [0; LANES];
        for (byte, number) in bytes.iter_mut().zip(chunk) {
            *byte = u8::from(holds(*number));
        }
        *word = packed(&bytes);
    }
    out
}

/// Small numbers, one per enterprise, as narrow as they can be.
#[derive(Debug, Clone)]
pub(super) enum Codes {
    Byte(Vec<u8>),
    Short(Vec<u16>),
    Long(Vec<u32>),
}

/// Enterprises of `B` words from a word on.
fn part<T, const B: usize>(column: &[T], from: usize) -> &[T] {
    column
        .get(from * LANES..(from + B) * LANES)
        .unwrap_or_default()
}

impl Codes {
    /// `codes`, none of which is greater than `most`.
    pub(super) fn of(codes: &[u32], most: u32) -> Self {
        if most <= u8::MAX.into() {
            let codes = codes.iter().map(|code| u8::try_from(*code));
            return Self::Byte(codes.map(Result::unwrap_or_default).collect());
        }
        if most <= u16::MAX.into() {
            let codes = codes.iter().map(|code| u16::try_from(*code));
            return Self::Short(codes.map(Result::unwrap_or_default).collect());
        }
        Self::Long(codes.to_vec())
    }

    /// Which are from `least` to `most`, both counted.
    pub(super) fn between<const B: usize>(
        &self,
        from: usize,
        (least, most): (u32, u32),
    ) -> [u64; B] {
        match self {
            Self::Byte(codes) => {
                let (Ok(least), most) = (u8::try_from(least), u8::try_from(most)) else {
                    return [0; B];
                };
                let span = most.unwrap_or(u8::MAX).wrapping_sub(least);
                bits(part::<_, B>(codes, from), |code: u8| {
                    code.wrapping_sub(least) <= span
                })
            }
            Self::Short(codes) => {
                let (Ok(least), most) = (u16::try_from(least), u16::try_from(most)) else {
                    return [0; B];
                };
                let span = most.unwrap_or(u16::MAX).wrapping_sub(least);
                bits(part::<_, B>(codes, from), |code: u16| {
                    code.wrapping_sub(least) <= span
                })
            }
            Self::Long(codes) => {
                let span = most.wrapping_sub(least);
                bits(part::<_, B>(codes, from), |code: u32| {
                    code.wrapping_sub(least) <= span
                })
            }
        }
    }

    /// Which have their bit set in `table`.
    pub(super) fn named<const B: usize>(&self, from: usize, table: &[bool]) -> [u64; B] {
        let holds = |code: usize| table.get(code).copied().unwrap_or_default();
        match self {
            Self::Byte(codes) => bits(part::<_, B>(codes, from), |code| holds(code.into())),
            Self::Short(codes) => bits(part::<_, B>(codes, from), |code| holds(code.into())),
            Self::Long(codes) => bits(part::<_, B>(codes, from), |code| holds(super::place(code))),
        }
    }

    /// The number at a place.
    pub(super) fn at(&self, place: usize) -> u32 {
        match self {
            Self::Byte(codes) => codes.get(place).map(|code| u32::from(*code)),
            Self::Short(codes) => codes.get(place).map(|code| u32::from(*code)),
            Self::Long(codes) => codes.get(place).copied(),
        }
        .unwrap_or_default()
    }

    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Byte(codes) => codes.len(),
            Self::Short(codes) => codes.len() * 2,
            Self::Long(codes) => codes.len() * 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, LANES, transposed};

    #[test]
    fn what_is_turned_twice_is_as_it_was() {
        let mut drawn = 7_u64;
        let rows = [(); LANES].map(|()| {
            drawn = drawn.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5555;
            drawn
        });
        let turned = transposed(rows);
        for (at, row) in rows.iter().enumerate() {
            for (other, column) in turned.iter().enumerate() {
                assert_eq!(row >> other & 1, column >> at & 1);
            }
        }
        assert_eq!(transposed(turned), rows);
    }

    #[test]
    fn bits_are_in_the_order_of_the_numbers() {
        for most in [200, 60_000, 100_000] {
            let numbers: Vec<u32> = (0..128).map(|place| place % 7 * 20).collect();
            let codes = Codes::of(&numbers, most);
            let [one, two] = codes.between(0, (20, 40));
            let named = codes.named(0, &[vec![false; 20], vec![true; 21]].concat());
            assert_eq!([one, two], named);
            for (place, number) in numbers.iter().enumerate() {
                let word = if place < 64 { one } else { two };
                assert_eq!(word >> (place % 64) & 1 == 1, (20..=40).contains(number));
                assert_eq!(codes.at(place), *number);
            }
        }
    }
}
