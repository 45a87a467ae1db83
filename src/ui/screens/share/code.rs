//! Codes for cameras: drawn from the squares the worker sends, with the quiet zone around them.

use leptos::prelude::*;

use super::link::address_with;
use crate::desk::{CodeOut, ShareCode, ShareLink, WhatLeaves};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::state::{shown, use_answer};
use crate::ui::widgets::{Tone, note, waiting};
use crate::ui::words::{k, t};

/// Squares of the margin that the standard (ISO/IEC 18004) asks for on every side.
const QUIET: u32 = 4;

/// A part of the catalog as a code.
#[component]
pub fn CodeOf(what: Signal<WhatLeaves>) -> AnyView {
    let link = use_answer(move || Some(ShareLink { what: what.get() }));
    let words =
        Signal::derive(move || link.value.with(|link| link.as_ref().map(|link| address_with(&link.digits))));
    view! { <div class="share-code"><Code words /></div> }.into_any()
}

/// Words as a code, or why there is none.
#[component]
pub fn Code(words: Signal<Option<String>>) -> AnyView {
    let code = use_answer(move || words.get().map(|words| ShareCode { words }));
    let body = move |code: &CodeOut| match code {
        CodeOut::Code { side, path, .. } => picture(*side, path),
        CodeOut::TooMuch => {
            let poster = href(&Route::to(Screen::Share).with("view", super::POSTER));
            let text = view! { {t(k::SHARE_CODE_TOO_MUCH)} " " <a href=poster>{t(k::POSTER_MAKE)}</a> };
            note(Tone::Caution, text)
        }
    };
    let view = move || match words.with(Option::is_some) {
        true => shown(code, body),
        false => waiting(),
    };
    view! { {view} }.into_any()
}

fn picture(side: u32, path: &str) -> AnyView {
    let whole = side + 2 * QUIET;
    let frame = format!("-{QUIET} -{QUIET} {whole} {whole}");
    let (start, whole) = (format!("-{QUIET}"), whole.to_string());
    view! {
        <svg class="code" viewBox=frame role="img" aria-label=t(k::SHARE_CODE_LABEL) shape-rendering="crispEdges">
            <rect x=start.clone() y=start width=whole.clone() height=whole fill="#fff" />
            <path d=path.to_owned() fill="#000" />
        </svg>
    }
    .into_any()
}
