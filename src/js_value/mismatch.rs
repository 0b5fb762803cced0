//! The one error of deserializing and serializing: the value is not of that shape.

use std::fmt;

/// A value that is not what a type wants to be read from, or that has no shape in JavaScript. Nothing is said about
/// it: a member that cannot be read is not known, whatever it is.
#[derive(Debug)]
pub(crate) struct Mismatch;

impl fmt::Display for Mismatch {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        text.write_str("not of that shape")
    }
}

impl std::error::Error for Mismatch {}

impl serde::de::Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl serde::ser::Error for Mismatch {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
