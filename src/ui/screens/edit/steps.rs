//! A form in groups: all on one page where there is room, one after the other on a phone.
//!
//! Which of both it is decides the style sheet by the width of the form (`style/edit.css`), not a guess about
//! the device. Every group is in the document at all times, so that nothing typed is ever lost by a step.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{Key, k, t, tf};

/// Some questions under one heading.
pub struct Group {
    heading: Key,
    hint: Option<Key>,
    fields: AnyView,
}

impl Group {
    /// A group.
    pub fn new(heading: Key, fields: impl IntoView + 'static) -> Self {
        Self { heading, hint: None, fields: fields.into_any() }
    }

    /// The same with a sentence under its heading.
    #[must_use]
    pub fn with_hint(self, hint: Key) -> Self {
        Self { hint: Some(hint), ..self }
    }
}

/// Which group a phone shows.
#[derive(Clone, Copy)]
pub struct Steps {
    at: RwSignal<usize>,
}

impl Steps {
    /// At the first group.
    pub fn new() -> Self {
        Self { at: RwSignal::new(0) }
    }

    /// Goes to the group that holds a control, and puts the focus on the control.
    pub fn reveal(self, id: &str) {
        let Some(control) = document().get_element_by_id(id) else { return };
        let group = control.closest("[data-step]").ok().flatten();
        let step =
            group.and_then(|group| group.get_attribute("data-step")).and_then(|step| step.parse().ok());
        if let Some(step) = step {
            self.at.set(step);
        }
        // A control in a group that is not shown takes no focus; the next frame shows it.
        request_animation_frame(move || {
            control.scroll_into_view();
            if let Ok(control) = control.dyn_into::<web_sys::HtmlElement>() {
                let _ = control.focus();
            }
        });
    }

    fn go(self, step: usize) {
        self.at.set(step);
        request_animation_frame(move || {
            let heading = document().query_selector(".edit-group.current h2").ok().flatten();
            if let Some(heading) = heading.and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
                heading.scroll_into_view();
                let _ = heading.focus();
            }
        });
    }

    /// The groups, with the way from one to the next.
    pub fn view(self, groups: Vec<Group>) -> AnyView {
        let count = groups.len();
        let groups = groups.into_iter().enumerate().map(|(at, group)| self.group(at, group));
        view! {
            {self.progress(count)}
            {groups.collect_view()}
            {self.ways(count)}
        }
        .into_any()
    }

    fn group(self, at: usize, group: Group) -> AnyView {
        view! {
            <fieldset class="edit-group" class:current=move || self.at.get() == at data-step=at.to_string()>
                <legend><h2 tabindex="-1">{t(group.heading)}</h2></legend>
                {group.hint.map(|hint| view! { <p class="hint">{t(hint)}</p> })}
                {group.fields}
            </fieldset>
        }
        .into_any()
    }

    fn progress(self, count: usize) -> AnyView {
        let words = move || {
            let (n, of) = ((self.at.get() + 1).to_string(), count.to_string());
            tf(k::EDIT_STEP, &[("n", &n), ("of", &of)])
        };
        view! {
            <div class="edit-progress">
                <p role="status">{words}</p>
                <progress aria-label=words max=count.to_string() value=move || (self.at.get() + 1).to_string()></progress>
            </div>
        }
        .into_any()
    }

    fn ways(self, count: usize) -> AnyView {
        let back = move || {
            let at = self.at.get();
            (at > 0).then(|| {
                view! { <Button label=t(k::EDIT_BACK) symbol=Icon::Back on_press=move |()| self.go(at - 1) /> }
            })
        };
        let on = move || {
            let at = self.at.get();
            (at + 1 < count).then(|| {
                view! { <Button label=t(k::EDIT_NEXT) look=Look::Primary on_press=move |()| self.go(at + 1) /> }
            })
        };
        view! { <div class="actions edit-ways">{back}{on}</div> }.into_any()
    }
}
