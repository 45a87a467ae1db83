//! Somebody's words on the screen: with the language they are in, and marked where they are a translation.

use leptos::prelude::*;

use crate::primitive::{Shown, Text};
use crate::ui::words::{k, reader, t};

/// A text as it is shown to this reader.
pub fn words_of(text: &Text) -> Shown {
    text.shown(reader())
}

/// Somebody's words; never read as markup. A translation says that it is one.
pub fn shown_text(shown: &Shown) -> AnyView {
    let mark = shown.translated.then(|| view! { <span class="translated">{t(k::TEXT_TRANSLATED)}</span> });
    view! { <span class="words" lang=shown.lang.clone() dir="auto">{shown.text.clone()}</span> {mark} }
        .into_any()
}
