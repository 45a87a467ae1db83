//! Choosing from a few values that are all visible.

use leptos::prelude::*;

use super::{Icon, icon};
use crate::ui::words::{k, tf};

/// A value to choose, with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
    /// What helps to tell it from others; empty where nothing needs to be said.
    pub note: String,
}

impl Choice {
    /// A choice without a note.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), note: String::new() }
    }
}

/// Any number of values: native check boxes that look like chips.
#[component]
pub fn CheckChips(
    #[prop(into)] legend: String,
    choices: Vec<Choice>,
    chosen: RwSignal<Vec<String>>,
    #[prop(optional, into)] hint: String,
) -> AnyView {
    let one = move |choice: Choice| {
        let (own, id) = (choice.id.clone(), choice.id);
        let checked = move || chosen.with(|all| all.contains(&own));
        let toggle = move |_| {
            chosen.update(|all| {
                if let Some(at) = all.iter().position(|other| *other == id) {
                    all.remove(at);
                } else {
                    all.push(id.clone());
                }
            });
        };
        view! {
            <label class="chip">
                <input type="checkbox" prop:checked=checked on:change=toggle />
                <span>{choice.label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="chips">
            <legend>{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            <div class="chip-row">{choices.into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Exactly one value: native radio buttons that look like chips. `name` tells the group from others on the page.
#[component]
pub fn RadioChips(
    #[prop(into)] name: String,
    #[prop(into)] legend: String,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional)] legend_hidden: bool,
) -> AnyView {
    let one = move |choice: Choice| {
        let (own, id) = (choice.id.clone(), choice.id);
        view! {
            <label class="chip">
                <input
                    type="radio"
                    name=name.clone()
                    value=id.clone()
                    prop:checked=move || chosen.get() == own
                    on:change=move |_| on_choose.run(id.clone())
                />
                <span>{choice.label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="chips">
            <legend class:visually-hidden=legend_hidden>{legend}</legend>
            <div class="chip-row">{choices.into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// Values that were chosen, each with a button that takes it away.
#[component]
pub fn ChosenChips(
    #[prop(into)] chosen: Signal<Vec<Choice>>,
    #[prop(into)] on_remove: Callback<String>,
) -> AnyView {
    let one = move |choice: Choice| {
        let id = choice.id;
        let name = tf(k::CHIP_REMOVE, &[("name", &choice.label)]);
        view! {
            <li class="chip chosen">
                <span>{choice.label}</span>
                <button type="button" class="chip-remove" aria-label=name on:click=move |_| on_remove.run(id.clone())>
                    {icon(Icon::Close)}
                </button>
            </li>
        }
    };
    let list = move || {
        let all = chosen.get();
        (!all.is_empty())
            .then(|| view! { <ul class="chip-row">{all.into_iter().map(one).collect_view()}</ul> })
    };
    view! { <div class="chosen-chips">{list}</div> }.into_any()
}
