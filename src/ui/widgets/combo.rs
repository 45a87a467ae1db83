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
/// empties the field, unless `keep` says that the field shows the choice; `first` are the words it shows before.
/// While `pending`, the answer to the words typed is still on its way: nothing is counted until it is there.
#[component]
pub fn Combo(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] on_query: Callback<String>,
    #[prop(into)] on_choose: Callback<Choice>,
    #[prop(optional, into)] pending: Signal<bool>,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] keep: bool,
    #[prop(optional)] optional: bool,
    #[prop(optional, into)] first: String,
) -> AnyView {
    let held = Held {
        options,
        pending,
        shown: Memo::new(move |_| options.with(|all| all.iter().take(SHOWN_AT_ONCE).cloned().collect())),
        typed: RwSignal::new(first),
        open: RwSignal::new(false),
        active: RwSignal::new(None),
        input: NodeRef::new(),
        on_query,
        on_choose,
        keep,
    };
    let list_id = format!("{id}-list");
    let describe = super::described_by(&id, !hint.is_empty(), false);
    let of_active = id.clone();
    let active_id = move || held.active.get().map(|at| format!("{of_active}-option-{at}"));
    let of_list = (id.clone(), list_id.clone());
    let list = move || held.list(&of_list.0, &of_list.1);
    view! {
        <Field id=id.clone() label hint error optional>
            <div class="combo">
                <input
                    id=id
                    class="input"
                    type="text"
                    role="combobox"
                    autocomplete="off" autocapitalize="none" spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || held.is_expanded().to_string()
                    aria-controls=list_id
                    aria-activedescendant=active_id
                    aria-describedby=describe
                    node_ref=held.input
                    prop:value=move || held.typed.get()
                    on:input=move |event| held.ask(event_target_value(&event))
                    on:focus=move |_| on_query.run(held.typed.get_untracked())
                    on:click=move |_| held.open.set(true)
                    on:blur=move |_| held.open.set(false)
                    on:keydown=move |event| held.key(&event)
                />
                {list}
            </div>
            <p class="combo-count hint" role="status">{move || held.count()}</p>
        </Field>
    }
    .into_any()
}

/// What a combobox holds: the words typed, what fits them, which option the arrows stand on.
#[derive(Clone, Copy)]
struct Held {
    options: Signal<Vec<Choice>>,
    pending: Signal<bool>,
    shown: Memo<Vec<Choice>>,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<Option<usize>>,
    input: NodeRef<Input>,
    on_query: Callback<String>,
    on_choose: Callback<Choice>,
    keep: bool,
}

impl Held {
    fn is_expanded(self) -> bool {
        self.open.get() && self.shown.with(|all| !all.is_empty())
    }

    fn choose(self, choice: Choice) {
        self.typed.set(if self.keep { choice.label.clone() } else { String::new() });
        self.open.set(false);
        self.active.set(None);
        self.on_choose.run(choice);
        if let Some(input) = self.input.get_untracked() {
            // A field that has gone needs no focus.
            let _ = input.focus();
        }
    }

    fn ask(self, text: String) {
        self.typed.set(text.clone());
        self.active.set(None);
        self.open.set(true);
        self.on_query.run(text);
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        let count = self.shown.with_untracked(Vec::len);
        match (event.key().as_str(), self.active.get_untracked()) {
            ("ArrowDown" | "ArrowUp", at) if count > 0 => {
                event.prevent_default();
                self.open.set(true);
                self.active.set(Some(step(at, count, event.key() == "ArrowDown")));
            }
            ("Enter", Some(at)) if self.open.get_untracked() => {
                event.prevent_default();
                if let Some(choice) = self.shown.with_untracked(|all| all.get(at).cloned()) {
                    self.choose(choice);
                }
            }
            ("Escape", _) if self.open.get_untracked() => {
                event.stop_propagation();
                event.prevent_default();
                self.open.set(false);
            }
            _ => {}
        }
    }

    /// How many options there are, in words.
    fn count(self) -> String {
        match (self.open.get(), self.options.with(Vec::len)) {
            (false, _) => String::new(),
            _ if self.pending.get() => String::new(),
            (true, 0) if self.typed.with(String::is_empty) => String::new(),
            (true, 0) => t(k::COMBO_NONE),
            (true, n) => tn(k::COMBO_COUNT, n as f64),
        }
    }

    fn list(self, id: &str, list_id: &str) -> Option<AnyView> {
        let all = if self.open.get() { self.shown.get() } else { Vec::new() };
        let choose = move |choice| self.choose(choice);
        (!all.is_empty()).then(|| {
            let rows = all.into_iter().enumerate().map(|(at, choice)| option_row(id, at, choice, self.active, choose));
            view! { <ul class="combo-list" role="listbox" id=list_id.to_owned() tabindex="-1">{rows.collect_view()}</ul> }
                .into_any()
        })
    }
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
