//! Whose entry it is: an institution found by search.

use leptos::prelude::*;

use super::form::NOBODY;
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::start::who::{find_institutions, use_institution};
use crate::ui::widgets::{Button, Choice, Combo, Field, Icon, Look, icon};
use crate::ui::words::{k, t};

/// The institution of an entry; once it is chosen, its name with a way to choose another.
#[component]
pub fn InstitutionPicker(chosen: RwSignal<Id>, #[prop(into)] error: Signal<Option<String>>) -> AnyView {
    let id = Signal::derive(move || Some(chosen.get()).filter(|id| *id != NOBODY));
    let card = use_institution(id);
    let query = RwSignal::new(None::<String>);
    let (options, pending) = find_institutions(query);
    let choose = move |choice: Choice| {
        if let Ok(id) = choice.id.parse() {
            chosen.set(id);
        }
    };
    let body = move || {
        match id.get() {
        Some(_) => view! {
            <Field id="institution" label=t(k::EDIT_INSTITUTION_OF)>
                <p class="who-is" id="institution" tabindex="-1">
                    {icon(Icon::Institution)}
                    <span>{move || card.get().map(|card| by_whom(&card))}</span>
                    <Button label=t(k::EDIT_ANOTHER) look=Look::Quiet on_press=move |()| chosen.set(NOBODY) />
                </p>
            </Field>
        }
        .into_any(),
        None => view! {
            <Combo id="institution" label=t(k::EDIT_INSTITUTION_OF) hint=t(k::EDIT_INSTITUTION_HINT) options pending error
                on_query=move |words| query.set(Some(words)) on_choose=choose />
            <p class="hint">
                <a href=href(&Route::to(Screen::Edit).with("what", "institution"))>{t(k::LIST_ADD_INSTITUTION)}</a>
            </p>
        }
        .into_any(),
    }
    };
    view! { <div class="institution-picker">{body}</div> }.into_any()
}
