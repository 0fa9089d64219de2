//! Lists whose values are read when they are first looked at.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::{Packed, Packer, Sealed, Unpacker, Unreadable, wide};

/// Values, made here or read from a sealed file when first looked at.
#[derive(Clone)]
pub struct Lazy<T> {
    values: Vec<OnceLock<Option<Box<T>>>>,
    from: Option<Source>,
}

/// Where the values lie.
#[derive(Clone)]
struct Source {
    file: Arc<Sealed>,
    places: Vec<u32>,
}

impl<T: Packed> Lazy<T> {
    /// The value at a place; none beyond the last.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&T> {
        let value = self.values.get(at)?;
        value
            .get_or_init(|| {
                let from = self.from.as_ref()?;
                let place = wide(*from.places.get(at)?);
                T::unpack(&mut Unpacker::at(&from.file, place))
                    .ok()
                    .map(Box::new)
            })
            .as_deref()
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.numbered().map(|(_, value)| value)
    }

    /// All of them, each with its place.
    pub fn numbered(&self) -> impl DoubleEndedIterator<Item = (usize, &T)> + Clone {
        (0..self.len()).filter_map(|at| Some((at, self.get(at)?)))
    }

    /// Reads every value now.
    ///
    /// # Errors
    /// As the first that cannot be read.
    pub fn read_all(&self) -> Result<(), Unreadable> {
        let Some(from) = &self.from else {
            return Ok(());
        };
        for place in &from.places {
            T::unpack(&mut Unpacker::at(&from.file, wide(*place)))?;
        }
        Ok(())
    }

    /// The list of values that were written at these places.
    pub fn pack_places(places: &[u32], into: &mut Packer) {
        places.to_vec().pack(into);
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            from: None,
        }
    }
}

impl<T> FromIterator<T> for Lazy<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values = values.into_iter();
        Self {
            values: values
                .map(|value| OnceLock::from(Some(Box::new(value))))
                .collect(),
            from: None,
        }
    }
}

/// Reads where the values lie, not the values.
impl<T> Lazy<T> {
    /// Reads the list.
    ///
    /// # Errors
    /// [`Unreadable::Value`] where it is none.
    pub fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        let places = Vec::<u32>::unpack(from)?;
        Ok(Self {
            values: (0..places.len()).map(|_| OnceLock::new()).collect(),
            from: Some(Source {
                file: Arc::clone(from.file()),
                places,
            }),
        })
    }
}

impl<T: Packed + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl<T: Packed + Eq> Eq for Lazy<T> {}

impl<T: Packed + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}
