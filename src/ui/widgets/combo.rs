//! A field with search: type, choose from what fits. For lists too long for chips.

use leptos::html::Input;
use leptos::prelude::*;

use super::{Choice, Field};
use crate::ui::words::{k, t, tn};

/// How many options are shown at once; more are found by typing on.
const SHOWN_AT_ONCE: usize = 12;

/// A combobox after the ARIA pattern (list autocomplete, manual selection).
///
/// `options` holds what fits the words typed; the owner fills it, at once or when an answer arrives, whenever
/// `on_query` is called (also with an empty text, when the field is entered). Choosing calls `on_choose` and
/// empties the field, unless `keep` says that the field shows the choice.
#[component]
pub fn Combo(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] on_query: Callback<String>,
    #[prop(into)] on_choose: Callback<Choice>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] keep: bool,
    #[prop(optional)] optional: bool,
    /// The words shown in the field at first.
    #[prop(optional, into)]
    first: String,
) -> AnyView {
    let typed = RwSignal::new(first);
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let input = NodeRef::<Input>::new();
    let list_id = format!("{id}-list");
    let shown =
        Memo::new(move |_| options.with(|all| all.iter().take(SHOWN_AT_ONCE).cloned().collect::<Vec<_>>()));
    let choose = move |choice: Choice| {
        typed.set(if keep { choice.label.clone() } else { String::new() });
        open.set(false);
        active.set(None);
        on_choose.run(choice);
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let ask = move |text: String| {
        typed.set(text.clone());
        active.set(None);
        open.set(true);
        on_query.run(text);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = shown.with_untracked(Vec::len);
        match (event.key().as_str(), active.get_untracked()) {
            ("ArrowDown" | "ArrowUp", at) if count > 0 => {
                event.prevent_default();
                open.set(true);
                active.set(Some(step(at, count, event.key() == "ArrowDown")));
            }
            ("Enter", Some(at)) if open.get_untracked() => {
                event.prevent_default();
                if let Some(choice) = shown.with_untracked(|all| all.get(at).cloned()) {
                    choose(choice);
                }
            }
            ("Escape", _) if open.get_untracked() => {
                event.stop_propagation();
                event.prevent_default();
                open.set(false);
            }
            _ => {}
        }
    };
    let describe = super::described_by(&id, !hint.is_empty(), false);
    let active_id = {
        let id = id.clone();
        move || active.get().map(|at| format!("{id}-option-{at}"))
    };
    let list = {
        let (id, list_id) = (id.clone(), list_id.clone());
        move || {
            let all = if open.get() { shown.get() } else { Vec::new() };
            (!all.is_empty()).then(|| {
                let rows = all.into_iter().enumerate().map(|(at, choice)| option_row(&id, at, choice, active, choose));
                view! { <ul class="combo-list" role="listbox" id=list_id.clone() tabindex="-1">{rows.collect_view()}</ul> }
            })
        }
    };
    let count = move || match (open.get(), options.with(Vec::len)) {
        (false, _) => String::new(),
        (true, 0) if typed.with(String::is_empty) => String::new(),
        (true, 0) => t(k::COMBO_NONE),
        (true, n) => tn(k::COMBO_COUNT, n as f64),
    };
    view! {
        <Field id=id.clone() label hint error optional>
            <div class="combo">
                <input
                    id=id
                    class="input"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || (open.get() && shown.with(|all| !all.is_empty())).to_string()
                    aria-controls=list_id
                    aria-activedescendant=active_id
                    aria-describedby=describe
                    node_ref=input
                    prop:value=move || typed.get()
                    on:input=move |event| ask(event_target_value(&event))
                    on:focus=move |_| on_query.run(typed.get_untracked())
                    on:click=move |_| open.set(true)
                    on:blur=move |_| open.set(false)
                    on:keydown=on_key
                />
                {list}
            </div>
            <p class="combo-count hint" role="status">{count}</p>
        </Field>
    }
    .into_any()
}

fn option_row(
    id: &str,
    at: usize,
    choice: Choice,
    active: RwSignal<Option<usize>>,
    choose: impl Fn(Choice) + Copy + 'static,
) -> AnyView {
    let (label, note) = (choice.label.clone(), choice.note.clone());
    view! {
        <li
            role="option"
            id=format!("{id}-option-{at}")
            aria-selected=move || (active.get() == Some(at)).to_string()
            // The press must not take the focus from the field, or the list would close before the click.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose(choice.clone())
        >
            <span>{label}</span>
            {(!note.is_empty()).then(|| view! { <span class="hint">{note}</span> })}
        </li>
    }
    .into_any()
}

/// The next option in a direction, around the ends.
fn step(at: Option<usize>, count: usize, forward: bool) -> usize {
    match (at, forward) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + count - 1) % count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around_the_ends() {
        assert_eq!(step(None, 3, true), 0);
        assert_eq!(step(None, 3, false), 2);
        assert_eq!(step(Some(2), 3, true), 0);
        assert_eq!(step(Some(0), 3, false), 2);
        assert_eq!(step(Some(1), 3, true), 2);
    }
}
