//! A window of days: first and last, each may be left open.

use leptos::prelude::*;

use super::{Field, described_by};
use crate::primitive::{Date, Window};
use crate::ui::words::{k, t};

/// Two native date fields. `value` holds the last window that made sense; the words that do not make one stay
/// in the fields with the reason beside them.
#[component]
pub fn DateWindow(
    #[prop(into)] id: String,
    #[prop(into)] legend: String,
    value: RwSignal<Window>,
    #[prop(optional, into)] hint: String,
) -> AnyView {
    let start = value.get_untracked();
    let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (from, to) = (RwSignal::new(text(start.from())), RwSignal::new(text(start.to())));
    let error = Memo::new(move |_| read(&from.get(), &to.get()).is_none().then(|| t(k::WINDOW_REVERSED)));
    Effect::new(move |before: Option<()>| {
        let window = read(&from.get(), &to.get());
        if let (Some(()), Some(window)) = (before, window)
            && value.get_untracked() != window
        {
            value.set(window);
        }
    });
    let no_error = Signal::stored(None);
    view! {
        <fieldset class="date-window" class:in-error=move || error.with(Option::is_some)>
            <legend>{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint.clone()}</p> })}
            <div class="pair">
                {day(format!("{id}-from"), t(k::WINDOW_FIRST_DAY), from, no_error)}
                {day(format!("{id}-to"), t(k::WINDOW_LAST_DAY), to, error.into())}
            </div>
        </fieldset>
    }
    .into_any()
}

fn day(id: String, label: String, value: RwSignal<String>, error: Signal<Option<String>>) -> AnyView {
    let own = id.clone();
    view! {
        <Field id=id.clone() label error>
            <input
                id=id
                class="input"
                type="date"
                aria-describedby=move || described_by(&own, false, error.with(Option::is_some))
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </Field>
    }
    .into_any()
}

/// The window two date fields state; none where it ends before it begins.
fn read(from: &str, to: &str) -> Option<Window> {
    Window::new(from.parse().ok(), to.parse().ok()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_field_is_an_open_end() {
        assert_eq!(read("", ""), Some(Window::default()));
        assert_eq!(read("2027-03-01", "").and_then(Window::to), None);
        assert_eq!(read("2027-03-02", "2027-03-01"), None);
    }
}
