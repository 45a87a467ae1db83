//! Settings: language, theme, who I am, importance of the criteria, storage, about.

use leptos::prelude::*;

use crate::matching::answer::{Criterion, Importance};
use crate::primitive::Language;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::start::WhoAmI;
use crate::ui::shell::own_name;
use crate::ui::state::{ThemeChoice, use_session, use_speech, use_theme, use_weighing};
use crate::ui::widgets::{Button, Choice, Heading, Pick, RadioChips, Tone, note};
use crate::ui::words::{k, share, size, t, tf};

/// The screen.
#[component]
pub fn Settings() -> AnyView {
    view! {
        <div class="settings">
            <Heading text=t(k::NAV_SETTINGS) lead=t(k::SETTINGS_LEAD) />
            <LanguageAndTheme />
            <MyInstitution />
            <Importances />
            <Storage />
            <section>
                <h2>{t(k::SETTINGS_ABOUT)}</h2>
                <p>{t(k::SETTINGS_ABOUT_TEXT)}</p>
                <p class="hint">{tf(k::SETTINGS_VERSION, &[("version", env!("CARGO_PKG_VERSION"))])}</p>
            </section>
        </div>
    }
    .into_any()
}

#[component]
fn LanguageAndTheme() -> AnyView {
    let speech = use_speech();
    let theme = use_theme();
    let languages = Language::ALL.iter().map(|lang| Choice::new(lang.code(), own_name(*lang))).collect();
    let themes =
        ThemeChoice::ALL.iter().map(|choice| Choice::new(choice.id(), theme_words(*choice))).collect();
    let choose_language = move |code: String| {
        if let Some(language) = Language::from_tag(&code) {
            speech.change(language);
        }
    };
    let choose_theme = move |id: String| {
        theme.set(ThemeChoice::ALL.into_iter().find(|choice| choice.id() == id).unwrap_or_default());
    };
    view! {
        <section>
            <h2>{t(k::SETTINGS_SCREEN)}</h2>
            <RadioChips name="language" legend=t(k::SETTINGS_LANGUAGE) choices=languages
                chosen=Signal::derive(move || speech.get().code().to_owned()) on_choose=choose_language />
            <RadioChips name="theme" legend=t(k::SETTINGS_THEME) choices=themes
                chosen=Signal::derive(move || theme.get().id().to_owned()) on_choose=choose_theme />
        </section>
    }
    .into_any()
}

#[component]
fn MyInstitution() -> AnyView {
    let session = use_session();
    let open = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || open.get().then(|| view! { <section><h2>{t(k::WHO_TITLE)}</h2><WhoAmI /></section> });
    view! { {body} }.into_any()
}

fn theme_words(choice: ThemeChoice) -> String {
    t(match choice {
        ThemeChoice::System => k::THEME_SYSTEM,
        ThemeChoice::Light => k::THEME_LIGHT,
        ThemeChoice::Dark => k::THEME_DARK,
    })
}

/// How much each criterion matters; used here and beside the matches.
#[component]
pub fn Importances() -> AnyView {
    let weighing = use_weighing();
    let words =
        || Importance::ALL.iter().map(|word| Choice::new(word.id(), importance_words(*word))).collect();
    let row = move |criterion: Criterion| {
        let choose = move |id: String| {
            let found = Importance::ALL.into_iter().find(|word| word.id() == id);
            weighing.set(criterion, found.unwrap_or_default());
        };
        view! {
            <Pick
                id=format!("importance-{}", criterion.id())
                label=criterion_words(criterion)
                choices=words()
                chosen=Signal::derive(move || weighing.of(criterion).id().to_owned())
                on_choose=choose
            />
        }
    };
    let reset = move || {
        weighing
            .is_changed()
            .then(|| view! { <Button label=t(k::SETTINGS_RESET) on_press=move |()| weighing.reset() /> })
    };
    view! {
        <section class="importances">
            <h2>{t(k::SETTINGS_IMPORTANCE)}</h2>
            <p class="prose">{t(k::SETTINGS_IMPORTANCE_TEXT)}</p>
            <div class="importance-rows">{Criterion::ALL.map(row).collect_view()}</div>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || weighing.same_country()
                    on:change=move |event| weighing.set_same_country(event_target_checked(&event))
                />
                <span>{t(k::SETTINGS_SAME_COUNTRY)}</span>
            </label>
            {reset}
        </section>
    }
    .into_any()
}

/// The name of a criterion.
pub fn criterion_words(criterion: Criterion) -> String {
    t(match criterion {
        Criterion::Subject => k::CRITERION_SUBJECT,
        Criterion::Quadrant => k::CRITERION_QUADRANT,
        Criterion::Modality => k::CRITERION_MODALITY,
        Criterion::Language => k::CRITERION_LANGUAGE,
        Criterion::Time => k::CRITERION_TIME,
        Criterion::Profile => k::CRITERION_PROFILE,
        Criterion::Text => k::CRITERION_TEXT,
        Criterion::Context => k::CRITERION_CONTEXT,
        Criterion::Evidence => k::CRITERION_EVIDENCE,
        Criterion::Commitment => k::CRITERION_COMMITMENT,
    })
}

/// An importance word.
pub fn importance_words(importance: Importance) -> String {
    t(match importance {
        Importance::Required => k::IMPORTANCE_REQUIRED,
        Importance::Very => k::IMPORTANCE_VERY,
        Importance::Somewhat => k::IMPORTANCE_SOMEWHAT,
        Importance::Not => k::IMPORTANCE_NOT,
    })
}

#[component]
fn Storage() -> AnyView {
    let session = use_session();
    let space = move || {
        session.space.get().map(|(used, allowed)| {
            let part = if allowed == 0 { 0.0 } else { used as f64 / allowed as f64 };
            let args =
                [("used", size(used as f64)), ("allowed", size(allowed as f64)), ("share", share(part))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            view! { <p>{tf(k::SETTINGS_SPACE, &args)}</p> }
        })
    };
    let state = move || {
        if session.durable.get() {
            note(Tone::Good, t(k::SETTINGS_DURABLE))
        } else {
            note(Tone::Caution, t(k::START_NOT_DURABLE))
        }
    };
    view! {
        <section>
            <h2>{t(k::SETTINGS_STORAGE)}</h2>
            {state}
            {space}
            <p class="hint">{t(k::START_WHERE_TEXT)}</p>
            <a class="button" href=href(&Route::to(Screen::Share))>{t(k::SETTINGS_TO_SHARE)}</a>
        </section>
    }
    .into_any()
}
