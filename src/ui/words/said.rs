//! Messages of the core, turned into sentences.

use super::{Message, book, date, fill, intl, k, label, list, number, share, t};
use crate::primitive::{Arg, Said};

/// The sentence of a message, in the reader's language.
///
/// Where the message has plural forms, its argument `n` chooses. A key nobody wrote words for is shown as a
/// general sentence, never as the key.
pub fn said(message: &Said) -> String {
    let book = book();
    let template = match book.messages.get(&message.key) {
        Some(Message::One(text)) => text.clone(),
        Some(Message::Forms(forms)) => {
            let form = intl::plural_form(count_of(message));
            forms.get(&form).or_else(|| forms.get("other")).cloned().unwrap_or_default()
        }
        None => return t(k::SAID_UNKNOWN),
    };
    fill(&template, |name| message.args.iter().find(|(known, _)| known == name).map(|(_, arg)| in_words(arg)))
}

fn count_of(message: &Said) -> f64 {
    let first = message.args.iter().find_map(|(name, arg)| match (name.as_str(), arg) {
        ("n", Arg::Number(n)) => Some(*n),
        _ => None,
    });
    first.unwrap_or(0.0)
}

/// One argument in words.
pub fn in_words(arg: &Arg) -> String {
    match arg {
        Arg::Number(n) => number(*n),
        Arg::Share(part) => share(*part),
        Arg::Text(text) => text.clone(),
        Arg::Date(day) => date(*day),
        Arg::Country(code) => label("country", code),
        Arg::Language(tag) => label("language", tag),
        Arg::Label(list, id) => label(list, id),
        // The page knows no titles of records it does not show; the desk puts a title in `Arg::Text`.
        Arg::Record(_) => t(k::SAID_RECORD),
        Arg::List(items) => list(&items.iter().map(in_words).collect::<Vec<_>>()),
    }
}
