//! The words of the interface, in the reader's language.
//!
//! `locales/*.json` hold one message a key; the build turns the keys into constants ([`k`]), so that a key
//! that does not exist does not compile. A message without placeholders is a [`Key`] ([`t`]), one with
//! placeholders a [`Form`] ([`tf`]), one with plural forms a [`Plural`] ([`tn`], [`tnf`]).
//!
//! Words are read once, when a view is built, not tracked: a change of language builds the whole tree of
//! views anew ([`crate::ui::app`]), which keeps views free of closures around every word.

mod fields;
mod fill;
mod intl;
mod labels;
mod load;
mod said;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;

use crate::primitive::Language;

pub use fields::field_name;
pub use fill::fill;
pub use intl::{
    ago, collate, country, date, day_and_month, instant, language, list, number, range, share, size, window,
};
pub use labels::{country_label, label, set_labels, short_label, with_labels};
pub use load::{best_language, load};
pub use said::{in_words, said};

/// A message without placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub &'static str);

/// A message with placeholders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form(pub &'static str);

/// A message with plural forms; its number is `{n}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural(pub &'static str);

/// Every key of `locales/en.json`, as constants: `matrix.title` is `k::MATRIX_TITLE`.
pub mod k {
    include!(concat!(env!("OUT_DIR"), "/keys.rs"));
}

/// One message of a language file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Message {
    /// One text.
    One(String),
    /// A text for each plural form the language has.
    Forms(BTreeMap<String, String>),
}

/// The messages of one language.
#[derive(Debug)]
pub struct Book {
    language: Language,
    tag: String,
    messages: BTreeMap<String, Message>,
}

thread_local! {
    static BOOK: RefCell<Rc<Book>> = RefCell::new(Rc::new(Book {
        language: Language::En, tag: "en".to_owned(), messages: BTreeMap::new(),
    }));
}

fn book() -> Rc<Book> {
    BOOK.with(|book| Rc::clone(&book.borrow()))
}

/// Makes these messages the ones that are read from now on.
pub fn use_book(language: Language, tag: String, messages: BTreeMap<String, Message>) {
    BOOK.with(|book| *book.borrow_mut() = Rc::new(Book { language, tag, messages }));
    intl::forget();
}

/// The language the words are in now.
pub fn reader() -> Language {
    book().language
}

/// The BCP 47 tag of the reader, with the region the browser states (`es-CL`), for numbers and dates.
pub fn reader_tag() -> String {
    book().tag.clone()
}

/// The message of this key.
pub fn t(key: Key) -> String {
    raw(key.0, None)
}

/// The message of this key with its placeholders filled.
pub fn tf(form: Form, args: &[(&str, &str)]) -> String {
    with_args(&raw(form.0, None), args)
}

/// The plural form for `n`, with `{n}` filled.
pub fn tn(plural: Plural, n: impl Into<f64>) -> String {
    tnf(plural, n, &[])
}

/// The plural form for `n`, with `{n}` and further placeholders filled.
pub fn tnf(plural: Plural, n: impl Into<f64>, args: &[(&str, &str)]) -> String {
    let n = n.into();
    let shown = number(n);
    let mut all = vec![("n", shown.as_str())];
    all.extend_from_slice(args);
    with_args(&raw(plural.0, Some(n)), &all)
}

fn with_args(template: &str, args: &[(&str, &str)]) -> String {
    fill(template, |name| args.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
}

/// The text under a key; the key itself where it is missing, so that a gap is seen and not hidden.
fn raw(key: &str, n: Option<f64>) -> String {
    let book = book();
    match book.messages.get(key) {
        Some(Message::One(text)) => text.clone(),
        Some(Message::Forms(forms)) => {
            let form = intl::plural_form(n.unwrap_or(0.0));
            forms.get(&form).or_else(|| forms.get("other")).cloned().unwrap_or_default()
        }
        None => key.to_owned(),
    }
}
