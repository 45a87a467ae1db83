//! The values everything else is made of: ids, dates, windows, texts, messages, and the world outside.

mod arrange;
mod date;
mod digest;
mod id;
mod message;
mod text;
mod world;

pub use arrange::Arrange;
pub use date::{Date, Window, WindowReversed};
pub use digest::{digest, short_digest};
pub use id::Id;
pub use message::{Arg, Said};
pub use text::{Language, Shown, Text};
pub use world::{FixedWorld, World};
