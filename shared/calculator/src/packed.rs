//! 封装: a compiled catalogue as bytes, read back without compiling.
//!
//! A sealed file is a head (mark, format, length, digest), every distinct text once, and the values one after the other; what is
//! large lies in a [`Lazy`] list and is read when it is first looked at. The digest says that the bytes are those that were written, and
//! whoever writes a file reads it back whole before keeping it; so nothing is ever half-read. Every step is checked against the bounds
//! all the same: bytes from anywhere make an error, or other values, never a fault of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

mod lazy;
mod plain;
mod rules;

pub use lazy::Lazy;

/// The format written and read. **The rule:** whoever changes what any value is written as makes it one more;
/// `tests/laws/packed.rs` notices who forgets.
pub const FORMAT: u32 = 4;

/// What every sealed file begins with.
const MARK: [u8; 8] = *b"huiqi\0\r\n";
/// The head: mark, format, whether there is anything in the spare word, length of the file, digest of all behind it.
const HEAD: usize = 32;
/// How deep values may lie in each other; rules nest at most 16 deep.
const NESTED_MAX: u8 = 96;

/// Bytes that cannot be read as a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// They begin otherwise.
    #[error("this is not a packed catalogue")]
    Strange,
    /// A newer program wrote them.
    #[error("the packed catalogue has format {0}, this program reads {FORMAT}")]
    Newer(u32),
    /// An older program wrote them.
    #[error("the packed catalogue has the old format {0}, this program reads {FORMAT}")]
    Older(u32),
    /// Some of them are missing, or there are too many.
    #[error("the packed catalogue should have {should} bytes and has {has}")]
    Cut {
        /// As the head says.
        should: u64,
        /// As they are.
        has: u64,
    },
    /// They are not those that were written.
    #[error("the packed catalogue is damaged: its digest does not fit")]
    Damaged,
    /// A value in them cannot be.
    #[error("the packed catalogue holds a value that cannot be, at byte {0}")]
    Value(usize),
}

/// What can be written as bytes and read back.
pub trait Packed: Sized {
    /// Writes it.
    fn pack(&self, into: &mut Packer);

    /// Reads it.
    ///
    /// # Errors
    /// [`Unreadable::Value`] where the bytes are not one.
    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable>;
}

/// Bytes being written.
#[derive(Debug, Default)]
pub struct Packer {
    values: Vec<u8>,
    texts: BTreeMap<String, u32>,
    in_order: Vec<String>,
    /// Where each item was written, since [`Packer::items`] was asked last.
    pub(crate) items: Vec<u32>,
}

impl Packer {
    /// Nothing written yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where the next value will lie.
    #[must_use]
    pub fn place(&self) -> u32 {
        short(self.values.len())
    }

    /// Where the items written since the last time lie.
    pub fn items(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.items)
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.values.extend_from_slice(bytes);
    }

    /// Writes a text; one that was written before takes four bytes more.
    pub fn text(&mut self, text: &str) {
        let known = self.texts.get(text).copied();
        let number = known.unwrap_or_else(|| {
            let number = short(self.in_order.len());
            self.texts.insert(text.to_owned(), number);
            self.in_order.push(text.to_owned());
            number
        });
        number.pack(self);
    }

    /// Seals it: the file, whose first value to read is at `root`.
    #[must_use]
    pub fn sealed(self, root: u32) -> Vec<u8> {
        let mut file = vec![0; HEAD];
        let texts: usize = self.in_order.iter().map(String::len).sum();
        let counts = [self.in_order.len(), texts].map(short);
        for number in [root, counts[0], counts[1]] {
            file.extend(number.to_le_bytes());
        }
        let mut end = 0;
        for text in &self.in_order {
            end += text.len();
            file.extend(short(end).to_le_bytes());
        }
        let all = self.in_order.iter().flat_map(|text| text.as_bytes());
        file.extend(all);
        file.extend(&self.values);
        let length = u64::try_from(file.len()).unwrap_or(u64::MAX);
        let mut head = Vec::with_capacity(HEAD);
        head.extend(MARK);
        head.extend(FORMAT.to_le_bytes());
        head.extend([0; 4]);
        head.extend(length.to_le_bytes());
        let behind = file.get(HEAD..).unwrap_or_default();
        head.extend(seal(&head, behind).to_le_bytes());
        for (byte, own) in file.iter_mut().zip(head) {
            *byte = own;
        }
        file
    }
}

/// The digest of bytes: against damage, not against malice.
#[must_use]
pub fn digest(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// The digest of a file: what its head says before it, and all behind the head.
fn seal(head: &[u8], behind: &[u8]) -> u64 {
    digest(head) ^ digest(behind)
}

/// A sealed file whose digest fits.
#[derive(Debug)]
pub struct Sealed {
    bytes: Vec<u8>,
    root: usize,
    /// Where the ends of the texts, the texts and the values begin.
    begins: [usize; 3],
}

impl Sealed {
    /// Opens a file.
    ///
    /// # Errors
    /// [`Unreadable`] says why it is not what was written.
    pub fn open(bytes: Vec<u8>) -> Result<Arc<Self>, Unreadable> {
        let has = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let cut = |should| Unreadable::Cut { should, has };
        let head = bytes.get(..MARK.len().min(bytes.len())).unwrap_or_default();
        if !MARK.starts_with(head) {
            return Err(Unreadable::Strange);
        }
        let short = u64::try_from(HEAD + 12).unwrap_or_default();
        let format = number_at(&bytes, 8).ok_or(cut(short))?;
        match format.cmp(&FORMAT) {
            std::cmp::Ordering::Less => return Err(Unreadable::Older(format)),
            std::cmp::Ordering::Greater => return Err(Unreadable::Newer(format)),
            std::cmp::Ordering::Equal => {}
        }
        let should = long_at(&bytes, 16).ok_or(cut(short))?;
        if should != has || has < short {
            return Err(cut(should.max(short)));
        }
        let (head, behind) = bytes.split_at_checked(HEAD).ok_or(cut(short))?;
        let said = head.get(..HEAD - 8).unwrap_or_default();
        if long_at(head, HEAD - 8) != Some(seal(said, behind)) {
            return Err(Unreadable::Damaged);
        }
        let number = |at| number_at(&bytes, at).map_or(usize::MAX, wide);
        let [root, count, texts] = [HEAD, HEAD + 4, HEAD + 8].map(number);
        let ends = HEAD + 12;
        let first = ends.saturating_add(count.saturating_mul(4));
        let values = first.saturating_add(texts);
        if values > bytes.len() {
            return Err(Unreadable::Value(HEAD));
        }
        Ok(Arc::new(Self {
            root,
            begins: [ends, first, values],
            bytes,
        }))
    }

    /// Reads from the first value on.
    #[must_use]
    pub fn root(self: &Arc<Self>) -> Unpacker<'_> {
        Unpacker::at(self, self.root)
    }

    /// Bytes of the file.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.bytes.len()
    }

    fn values(&self) -> &[u8] {
        let [.., values] = self.begins;
        self.bytes.get(values..).unwrap_or_default()
    }

    fn text(&self, number: u32) -> Option<&str> {
        let [ends, texts, values] = self.begins;
        let end = |number: usize| {
            let at = ends.checked_add(number.checked_mul(4)?)?;
            (at < texts).then(|| number_at(&self.bytes, at).map(wide))?
        };
        let number = wide(number);
        let from = number.checked_sub(1).map_or(Some(0), end)?;
        let all = self.bytes.get(texts..values)?;
        std::str::from_utf8(all.get(from..end(number)?)?).ok()
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let own = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*own))
}

fn long_at(bytes: &[u8], at: usize) -> Option<u64> {
    let own = bytes.get(at..)?.first_chunk()?;
    Some(u64::from_le_bytes(*own))
}

fn wide(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn short(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Values being read.
#[derive(Debug)]
pub struct Unpacker<'a> {
    file: &'a Arc<Sealed>,
    rest: &'a [u8],
    nested: u8,
}

impl<'a> Unpacker<'a> {
    /// The values from a place on.
    #[must_use]
    pub fn at(file: &'a Arc<Sealed>, place: usize) -> Self {
        Self {
            file,
            rest: file.values().get(place..).unwrap_or_default(),
            nested: 0,
        }
    }

    /// The file read from.
    #[must_use]
    pub const fn file(&self) -> &'a Arc<Sealed> {
        self.file
    }

    /// How many bytes are left.
    #[must_use]
    pub const fn left(&self) -> usize {
        self.rest.len()
    }

    /// That what stands here cannot be.
    #[must_use]
    pub fn wrong(&self) -> Unreadable {
        Unreadable::Value(self.file.bytes.len() - self.rest.len())
    }

    /// The next bytes.
    ///
    /// # Errors
    /// [`Unreadable::Value`] if there are not so many.
    #[inline]
    pub fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        let (own, rest) = self.rest.split_first_chunk().ok_or_else(|| self.wrong())?;
        self.rest = rest;
        Ok(*own)
    }

    /// A text.
    ///
    /// # Errors
    /// [`Unreadable::Value`] if there is none.
    pub fn text(&mut self) -> Result<&'a str, Unreadable> {
        let number = u32::unpack(self)?;
        self.file.text(number).ok_or_else(|| self.wrong())
    }

    /// A value that is written as a text.
    ///
    /// # Errors
    /// [`Unreadable::Value`] if it cannot be read as one.
    pub fn parsed<T, E>(
        &mut self,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Unreadable> {
        parse(self.text()?).map_err(|_| self.wrong())
    }

    /// Something that may hold its like.
    ///
    /// # Errors
    /// [`Unreadable::Value`] where that goes too deep, or as `read` says.
    pub fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable> {
        if self.nested >= NESTED_MAX {
            return Err(self.wrong());
        }
        self.nested += 1;
        let value = read(self)?;
        self.nested -= 1;
        Ok(value)
    }
}
