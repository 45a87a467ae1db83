//! The header: which catalog is open, who looks at it, undo, help, language and theme.

use leptos::prelude::*;

use super::help::HelpButton;
use crate::desk::CatalogInfo;
use crate::primitive::Language;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::state::{ThemeChoice, use_hands, use_session, use_speech, use_theme};
use crate::ui::widgets::{Button, Icon, Look, icon, words_of};
use crate::ui::words::{ago, k, t, tn, tnf};

/// The header of every screen.
#[component]
pub fn Header(screen: Memo<Screen>) -> AnyView {
    let session = use_session();
    let hands = use_hands();
    let log = hands.toasts.log;
    // Where the header has no room for it, under it: a phone must say as well what is in no file.
    let under = move || {
        session
            .current
            .with(|info| info.as_ref().and_then(unsaved_link))
            .map(|link| view! { <p class="unsaved-line">{link}</p> })
    };
    let catalog = move || {
        session.current.with(|info| {
            info.as_ref().map(|info| {
                let shown = words_of(&info.title);
                let sample =
                    info.sample.then(|| view! { <span class="badge plain">{t(k::CATALOG_SAMPLE)}</span> });
                let unsaved = unsaved_link(info);
                view! { <span class="catalog-title" lang=shown.lang>{shown.text}</span> {sample} {unsaved} }
            })
        })
    };
    let steps = move || {
        let (undo, redo) = log.get();
        (undo || redo).then(|| {
            view! {
                <Button label=t(k::TOAST_UNDO) look=Look::Quiet symbol=Icon::Undo only_icon=true disabled=!undo
                    on_press=move |()| hands.step(true) />
                <Button label=t(k::TOAST_REDO) look=Look::Quiet symbol=Icon::Redo only_icon=true disabled=!redo
                    on_press=move |()| hands.step(false) />
            }
        })
    };
    view! {
        <header class="header">
            <a class="brand" href=href(&Route::to(Screen::Start))>
                <svg class="mark" viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
                    <rect class="mark-offer" x="3" y="3" width="10" height="10" rx="1.5" />
                    <rect class="mark-empty" x="15" y="3" width="10" height="10" rx="1.5" />
                    <rect class="mark-empty" x="3" y="15" width="10" height="10" rx="1.5" />
                    <rect class="mark-request" x="15" y="15" width="10" height="10" rx="1.5" />
                </svg>
                <span class="brand-name">{t(k::APP_NAME)}</span>
            </a>
            <p class="catalog">{catalog}</p>
            <div class="header-tools">
                {steps}
                <HelpButton screen />
                <span class="header-theme"><ThemeButton /></span>
                <LanguagePick />
            </div>
        </header>
        {under}
    }
    .into_any()
}

/// What is in no file yet, as the way to the screen where that is changed; none for the sample.
fn unsaved_link(info: &CatalogInfo) -> Option<AnyView> {
    let unsaved = !info.sample && info.unsaved_changes > 0;
    let share = href(&Route::to(Screen::Share));
    unsaved.then(|| view! { <a class="unsaved" href=share>{unsaved_words(info)}</a> }.into_any())
}

/// How much is in no file yet, and since when.
fn unsaved_words(info: &CatalogInfo) -> String {
    match info.saved_ms {
        Some(at) => tnf(k::CATALOG_UNSAVED_SINCE, info.unsaved_changes, &[("when", &ago(at as f64))]),
        None => tn(k::CATALOG_UNSAVED, info.unsaved_changes),
    }
}

/// Each language in its own words, so that everybody finds their own.
#[component]
fn LanguagePick() -> AnyView {
    let speech = use_speech();
    let change = move |event| {
        if let Some(language) = Language::from_tag(&event_target_value(&event)) {
            speech.change(language);
        }
    };
    let option = move |language: Language| {
        view! {
            <option value=language.code() lang=language.code() selected=move || speech.get() == language>
                {own_name(language)}
            </option>
        }
    };
    view! {
        <label class="language-pick">
            {icon(Icon::Globe)}
            <span class="visually-hidden">{t(k::SETTINGS_LANGUAGE)}</span>
            <select on:change=change>{Language::ALL.map(option).collect_view()}</select>
        </label>
    }
    .into_any()
}

/// The name of a language in that language.
pub const fn own_name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Es => "Español",
        Language::Pt => "Português",
        Language::Fr => "Français",
    }
}

#[component]
fn ThemeButton() -> AnyView {
    let theme = use_theme();
    let dark_now = move || match theme.get() {
        ThemeChoice::Dark => true,
        ThemeChoice::Light => false,
        ThemeChoice::System => {
            let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            query.is_some_and(|query| query.matches())
        }
    };
    let turn = move |()| theme.set(if dark_now() { ThemeChoice::Light } else { ThemeChoice::Dark });
    let label = Signal::derive(move || if dark_now() { t(k::THEME_TO_LIGHT) } else { t(k::THEME_TO_DARK) });
    view! { <Button label look=Look::Quiet symbol=Icon::Theme only_icon=true on_press=turn /> }.into_any()
}
