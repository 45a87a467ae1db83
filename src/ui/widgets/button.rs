//! Buttons: verbs. One primary button a view at most.

use leptos::prelude::*;

use super::{Icon, icon};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing most people come to do.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// In running text or a dense row: no border.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button primary",
            Self::Plain => "button",
            Self::Quiet => "button quiet",
            Self::Danger => "button danger",
        }
    }
}

/// A button with words, an icon before them where one helps.
///
/// With `only_icon` the words are there for screen readers and as a tooltip, not on the screen.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] look: Look,
    #[prop(optional, into)] symbol: Option<Icon>,
    #[prop(optional)] only_icon: bool,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
) -> AnyView {
    let aria_pressed = move || pressed.map(|pressed| pressed.get().to_string());
    let hidden_label = move || only_icon.then(|| label.get());
    view! {
        <button
            type="button"
            class=look.class()
            class:icon-only=only_icon
            aria-label=hidden_label
            title=hidden_label
            aria-pressed=aria_pressed
            aria-disabled=move || disabled.get().then_some("true")
            on:click=move |_| {
                if !disabled.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {symbol.map(icon)}
            {(!only_icon).then(|| view! { <span>{move || label.get()}</span> })}
        </button>
    }
    .into_any()
}
