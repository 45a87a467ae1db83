//! A sentence to be said to a person, in whatever language they read.
//!
//! The core never writes prose. It names a message key of `locales/*.json` and hands over the arguments
//! as values; the page turns numbers, dates, countries and labels into words of the reader's language.

use serde::{Deserialize, Serialize};

use super::{Date, Id};

/// A message key with its arguments, in the order they were given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Key in `locales/*.json`, for example `reason.time.overlap`.
    pub key: String,
    /// Named arguments; a `{name}` in the message is replaced by the argument of that name.
    pub args: Vec<(String, Arg)>,
}

/// One argument of a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Arg {
    /// A number; `n` also chooses the plural form.
    Number(f64),
    /// A share in `[0, 1]`, shown in per cent.
    Share(f64),
    /// Somebody's own words, shown as they are.
    Text(String),
    /// A civil date.
    Date(Date),
    /// ISO 3166-1 alpha-3 code.
    Country(String),
    /// BCP 47 code.
    Language(String),
    /// A value of one of the vocabulary's lists, for example `("modality", "internship")` or `("concept", "poverty-maps")`.
    Label(String, String),
    /// A record, shown by its title.
    Record(Id),
    /// Several values, joined as the language joins them.
    List(Vec<Arg>),
}

impl Said {
    /// A message without arguments.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &str, arg: Arg) -> Self {
        self.args.push((name.to_owned(), arg));
        self
    }
}
