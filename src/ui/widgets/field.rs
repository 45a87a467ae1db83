//! Form fields: a label above, a hint under it, the error beside the field it belongs to.

use leptos::prelude::*;

use super::Choice;
use crate::ui::words::{k, t};

/// The ids a control is described by, for `aria-describedby`; none where there is neither hint nor error.
pub fn described_by(id: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let parts = [has_hint.then(|| format!("{id}-hint")), has_error.then(|| format!("{id}-error"))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Label, hint and error around a control; the control carries `id` and `aria-describedby` ([`described_by`]).
#[component]
pub fn Field(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    children: Children,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let error_view = move || {
        error.get().map(|text| {
            view! {
                <p class="field-error" id=error_id.clone()>
                    <span class="visually-hidden">{t(k::FIELD_ERROR)} " "</span>
                    {text}
                </p>
            }
        })
    };
    view! {
        <div class="field" class:in-error=move || error.with(Option::is_some)>
            <label for=id.clone()>
                {label}
                {optional.then(|| view! { <span class="optional">" " {t(k::FIELD_OPTIONAL)}</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {error_view}
            {children()}
        </div>
    }
    .into_any()
}

/// A line of text.
#[component]
pub fn TextInput(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    /// `text`, `email`, `url`, `tel`, `number`, `search`, `date`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let own = id.clone();
    let describe = move || described_by(&own, has_hint, error.with(Option::is_some));
    view! {
        <Field id=id.clone() label hint error optional>
            <input
                id=id
                class="input"
                type=kind
                autocomplete=autocomplete
                aria-describedby=describe
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            />
        </Field>
    }
    .into_any()
}

/// Several lines of text; grows with what is written.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
    #[prop(default = 4)] rows: u32,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let own = id.clone();
    let describe = move || described_by(&own, has_hint, error.with(Option::is_some));
    view! {
        <Field id=id.clone() label hint error optional>
            <textarea
                id=id
                class="input"
                rows=rows.to_string()
                aria-describedby=describe
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </Field>
    }
    .into_any()
}

/// One of a few values, from a native list. `none` is the words for *not stated*; without it a value is needed.
#[component]
pub fn Pick(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] none: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] optional: bool,
) -> AnyView {
    let has_hint = !hint.is_empty();
    let own = id.clone();
    let describe = move || described_by(&own, has_hint, error.with(Option::is_some));
    let option = move |id: String, label: String| {
        let own = id.clone();
        view! { <option value=id selected=move || chosen.get() == own>{label}</option> }
    };
    view! {
        <Field id=id.clone() label hint error optional>
            <select
                id=id
                class="input"
                aria-describedby=describe
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {(!none.is_empty()).then(|| option(String::new(), none))}
                {choices.into_iter().map(|choice| option(choice.id, choice.label)).collect_view()}
            </select>
        </Field>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_names_what_describes_it() {
        assert_eq!(described_by("title", false, false), None);
        assert_eq!(described_by("title", true, false).as_deref(), Some("title-hint"));
        assert_eq!(described_by("title", true, true).as_deref(), Some("title-hint title-error"));
    }
}
