//! publicity
