//! The parts of an offer that others can take over without the rest; each is compared on its own.

use leptos::prelude::*;

use super::steps::Group;
use super::subjects::{SubjectPicker, Subjects};
use crate::catalog::{Component, Extra};
use crate::platform::BrowserWorld;
use crate::primitive::{Id, Text};
use crate::ui::widgets::{Button, Icon, Look, TextIn};
use crate::ui::words::{k, t, tf};

/// A part of an offer being written; what the form does not show stays in `base`.
#[derive(Clone)]
pub struct ComponentForm {
    base: Component,
    title: RwSignal<Text>,
    summary: RwSignal<Text>,
    subjects: Subjects,
}

impl ComponentForm {
    /// The form of a part.
    pub fn of(base: &Component) -> Self {
        Self {
            base: base.clone(),
            title: RwSignal::new(base.title.clone()),
            summary: RwSignal::new(base.summary.clone()),
            subjects: RwSignal::new(base.subjects.clone()),
        }
    }

    /// The part as it stands in the form; tracked.
    pub fn read(&self) -> Component {
        Component {
            title: self.title.get(),
            summary: self.summary.get(),
            subjects: self.subjects.get(),
            ..self.base.clone()
        }
    }
}

/// The parts that can be transferred on their own.
pub fn group(parts: RwSignal<Vec<ComponentForm>>) -> Group {
    let add = move |()| {
        let id = Some(Id::new(&mut BrowserWorld));
        let (title, summary, subjects) = (Text::default(), Text::default(), Vec::new());
        let part = Component { id, title, summary, subjects, extra: Extra::new() };
        parts.update(|all| all.push(ComponentForm::of(&part)));
    };
    let rows = move || {
        let all = parts.get();
        all.into_iter().enumerate().map(|(at, part)| part_view(at, part, parts)).collect_view()
    };
    let fields = view! {
        {rows}
        <div><Button label=t(k::EDIT_PART_ADD) symbol=Icon::Add on_press=add /></div>
    };
    Group::new(k::GROUP_COMPONENTS, fields).with_hint(k::EDIT_PARTS_HINT)
}

fn part_view(at: usize, part: ComponentForm, parts: RwSignal<Vec<ComponentForm>>) -> AnyView {
    let number = (at + 1).to_string();
    let remove = move |()| {
        parts.update(|all| {
            if at < all.len() {
                all.remove(at);
            }
        });
    };
    view! {
        <div class="edit-part">
            <TextIn id=format!("part-{at}-title") label=tf(k::EDIT_PART, &[("number", &number)]) value=part.title />
            <TextIn id=format!("part-{at}-summary") label=t(k::EDIT_PART_SUMMARY) value=part.summary rows=2 optional=true />
            <SubjectPicker id=format!("part-{at}-subjects") subjects=part.subjects />
            <Button label=t(k::EDIT_PART_REMOVE) look=Look::Quiet symbol=Icon::Remove on_press=remove />
        </div>
    }
    .into_any()
}
