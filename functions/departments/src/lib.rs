//! departments
