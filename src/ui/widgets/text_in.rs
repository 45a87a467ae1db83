//! Somebody's words being written: the original, its language, and translations beside it.

use leptos::prelude::*;

use super::{Button, Choice, Field, Icon, Look, Pick, described_by};
use crate::primitive::{Language, Text};
use crate::ui::words::{k, language, reader, t, tf};

/// A text with its language and, on demand, translations into the other languages of the app.
#[component]
pub fn TextIn(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<Text>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// Rows; 1 makes it a line.
    #[prop(default = 1)]
    rows: u32,
) -> AnyView {
    if value.with_untracked(|text| text.lang.is_none() && text.is_empty()) {
        value.update_untracked(|text| text.lang = Some(reader().code().to_owned()));
    }
    let translating = RwSignal::new(value.with_untracked(|text| !text.translations.is_empty()));
    let (has_hint, own) = (!hint.is_empty(), id.clone());
    let describe = Signal::derive(move || described_by(&own, has_hint, error.with(Option::is_some)));
    let tongues = Language::ALL.iter().map(|lang| Choice::new(lang.code(), language(lang.code()))).collect();
    let tongue = Signal::derive(move || value.with(|text| text.lang.clone().unwrap_or_default()));
    let label_of_tongue = tf(k::TEXT_LANGUAGE_OF, &[("field", &label)]);
    let main = control(
        id.clone(),
        rows,
        Signal::derive(move || value.with(|text| text.text.clone())),
        tongue,
        move |words| value.update(|text| text.text = words),
        describe,
        Signal::derive(move || error.with(Option::is_some)),
    );
    let translations = {
        let id = id.clone();
        move || translating.get().then(|| translations(&id, rows, value, tongue))
    };
    view! {
        <div class="text-in">
            <Field id=id.clone() label hint error optional>{main}</Field>
            <div class="text-in-tools">
                <Pick
                    id=format!("{id}-lang")
                    label=label_of_tongue
                    choices=tongues
                    chosen=tongue
                    none=t(k::TEXT_LANGUAGE_UNSTATED)
                    on_choose=move |tag: String| value.update(|text| text.lang = (!tag.is_empty()).then_some(tag))
                />
                {move || (!translating.get()).then(|| view! {
                    <Button
                        label=t(k::TEXT_TRANSLATE)
                        look=Look::Quiet
                        symbol=Icon::Globe
                        on_press=move |()| translating.set(true)
                    />
                })}
            </div>
            {translations}
        </div>
    }
    .into_any()
}

/// A field for each language of the app that is not the original's.
fn translations(id: &str, rows: u32, value: RwSignal<Text>, original: Signal<String>) -> AnyView {
    let own = original.get();
    let others = Language::ALL.into_iter().filter(|lang| Language::from_tag(&own) != Some(*lang));
    let field = |lang: Language| {
        let id = format!("{id}-{}", lang.code());
        let tag = Signal::stored(lang.code().to_owned());
        let shown = Signal::derive(move || {
            value.with(|text| {
                let found = text.translations.iter().find(|(tag, _)| Language::from_tag(tag) == Some(lang));
                found.map(|(_, words)| words.clone()).unwrap_or_default()
            })
        });
        let write = move |words: String| {
            value.update(|text| {
                let known =
                    text.translations.keys().find(|tag| Language::from_tag(tag) == Some(lang)).cloned();
                let tag = known.unwrap_or_else(|| lang.code().to_owned());
                if words.is_empty() {
                    text.translations.remove(&tag);
                } else {
                    text.translations.insert(tag, words);
                }
            });
        };
        let input = control(id.clone(), rows, shown, tag, write, Signal::stored(None), Signal::stored(false));
        let label = tf(k::TEXT_IN_LANGUAGE, &[("language", &language(lang.code()))]);
        view! { <Field id label optional=true>{input}</Field> }
    };
    view! { <div class="translations">{others.map(field).collect_view()}</div> }.into_any()
}

fn control(
    id: String,
    rows: u32,
    shown: Signal<String>,
    lang: Signal<String>,
    write: impl Fn(String) + 'static,
    describe: Signal<Option<String>>,
    invalid: Signal<bool>,
) -> AnyView {
    let lang = move || Some(lang.get()).filter(|tag| !tag.is_empty());
    let invalid = move || invalid.get().then_some("true");
    let on_input = move |event: web_sys::Event| write(event_target_value(&event));
    if rows <= 1 {
        view! {
            <input id=id class="input" type="text" lang=lang autocomplete="off" aria-describedby=move || describe.get()
                aria-invalid=invalid prop:value=move || shown.get() on:input=on_input />
        }
        .into_any()
    } else {
        view! {
            <textarea id=id class="input" rows=rows.to_string() lang=lang aria-describedby=move || describe.get()
                aria-invalid=invalid prop:value=move || shown.get() on:input=on_input></textarea>
        }
        .into_any()
    }
}
