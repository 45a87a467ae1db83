//! A facet of a list: the values that occur, with their counts.

use leptos::prelude::*;

use super::Choice;
use crate::ui::words::{k, number, t};

/// How many values are shown before *More* is pressed.
const SHOWN_AT_FIRST: usize = 6;

/// A group of check boxes with counts. `values` are choices with their count and whether they are chosen.
#[component]
pub fn FacetGroup(
    #[prop(into)] legend: String,
    values: Vec<(Choice, u32, bool)>,
    #[prop(into)] on_toggle: Callback<String>,
) -> AnyView {
    let all = RwSignal::new(false);
    let many = values.len() > SHOWN_AT_FIRST;
    let any_chosen = values.iter().any(|(_, _, chosen)| *chosen);
    let rows = values.into_iter().enumerate().map(|(at, (choice, count, chosen))| {
        let id = choice.id;
        let beyond = move || at >= SHOWN_AT_FIRST && !chosen && !all.get();
        view! {
            <label class="facet" class:beyond=beyond>
                <input type="checkbox" prop:checked=chosen on:change=move |_| on_toggle.run(id.clone()) />
                <span class="facet-label">{choice.label}</span>
                <span class="facet-count">{number(count)}</span>
            </label>
        }
    });
    let more = move || {
        let words = if all.get() { t(k::FACET_FEWER) } else { t(k::FACET_MORE) };
        many.then(|| {
            view! {
                <button
                    type="button"
                    class="button quiet"
                    aria-expanded=move || all.get().to_string()
                    on:click=move |_| all.update(|all| *all = !*all)
                >
                    {words}
                </button>
            }
        })
    };
    view! {
        <details class="facet-group" open=any_chosen>
            <summary>{legend.clone()}</summary>
            <fieldset>
                <legend class="visually-hidden">{legend}</legend>
                {rows.collect_view()}
                {more}
            </fieldset>
        </details>
    }
    .into_any()
}
