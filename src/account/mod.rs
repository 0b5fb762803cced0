//! What the API says, and what it means for a person. Pure: no browser, no framework, no clock.

pub mod value;
