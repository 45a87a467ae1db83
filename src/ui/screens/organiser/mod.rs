//! The organiser's desk: what came in, what is wanting, what to do next.

mod came_in;
mod conflicts;
mod duplicates;
mod lists;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::desk::{NextStep, OrganiserDesk, OrganiserView};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::figures;
use crate::ui::state::{shown, use_answer, use_hands, use_session, use_weighing};
use crate::ui::widgets::{Heading, Icon, Tone, empty_state, note};
use crate::ui::words::{Key, k, reader, said, t, tf};

/// The screen.
#[component]
pub fn Organiser() -> AnyView {
    let session = use_session();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || if has_catalog.get() { view! { <Open /> }.into_any() } else { no_catalog() };
    view! { <div class="organiser">{body}</div> }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_DESK) />
        {empty_state(
            Icon::Desk,
            k::MATRIX_NONE_TITLE,
            k::ORGANISER_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

#[component]
fn Open() -> AnyView {
    let weighing = use_weighing();
    let hands = use_hands();
    let answered = use_answer(move || Some(OrganiserDesk { settings: weighing.settings(), lang: reader() }));
    let body = move |desk: &OrganiserView| {
        if desk.counts.institutions + desk.counts.offers + desk.counts.requests == 0 {
            return nothing_yet();
        }
        view! {
            <p class="organiser-counts" role="status">{figures(&desk.counts)}</p>
            {next_steps(&desk.next)}
            {conflicts::section(&desk.conflicts)}
            {(desk.duplicates > 0).then(|| view! { <duplicates::Duplicates /> })}
            {lists::stale(&desk.stale, hands)}
            {lists::incomplete(&desk.incomplete)}
            {lists::unmet(&desk.unmet)}
            {lists::in_progress(&desk.in_progress)}
            {came_in::section(&desk.came_in)}
        }
        .into_any()
    };
    view! {
        <Heading text=t(k::NAV_DESK) lead=t(k::ORGANISER_LEAD) />
        {shown(answered, body)}
    }
    .into_any()
}

fn nothing_yet() -> AnyView {
    empty_state(
        Icon::Desk,
        k::ORGANISER_EMPTY_TITLE,
        k::ORGANISER_EMPTY_TEXT,
        view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
    )
}

/// Where the work of a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In a part of this screen.
    Here(&'static str),
    /// On another screen.
    There(Screen),
}

fn place_of(step: &str) -> Option<Place> {
    Some(match step {
        "conflicts" => Place::Here("organiser-conflicts"),
        "duplicates" => Place::Here("organiser-duplicates"),
        "stale" => Place::Here("organiser-stale"),
        "incomplete" => Place::Here("organiser-incomplete"),
        "unmet" => Place::Here("organiser-unmet"),
        "in-progress" => Place::There(Screen::Portfolio),
        "unsaved" | "set-aside" => Place::There(Screen::Share),
        _ => return None,
    })
}

fn next_steps(steps: &[NextStep]) -> AnyView {
    if steps.is_empty() {
        return note(Tone::Good, t(k::ORGANISER_NOTHING_TO_DO));
    }
    let step = |step: &NextStep| {
        let words = said(&step.what);
        let way = match place_of(&step.id) {
            Some(Place::Here(id)) => {
                view! { <button type="button" class="organiser-step" on:click=move |_| jump(id)>{words}</button> }.into_any()
            }
            Some(Place::There(screen)) => {
                view! { <a class="organiser-step" href=href(&Route::to(screen))>{words}</a> }.into_any()
            }
            None => words.into_any(),
        };
        view! { <li>{way}</li> }
    };
    view! {
        <section class="card organiser-next">
            <h2>{t(k::ORGANISER_NEXT)}</h2>
            <ol>{steps.iter().map(step).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// Brings a part of the screen into view and puts the focus on its heading. The fragment of the address is not
/// used for it: there, catalogs travel.
fn jump(id: &str) {
    let Some(heading) = document().get_element_by_id(id) else { return };
    heading.scroll_into_view();
    if let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>() {
        let _ = heading.focus();
    }
}

/// A part of the screen under a heading that [`jump`] finds.
fn part(id: &'static str, heading: Key, text: Key, body: impl IntoView) -> AnyView {
    view! {
        <section class="organiser-part">
            <h2 id=id tabindex="-1">{t(heading)}</h2>
            <p>{t(text)}</p>
            {body}
        </section>
    }
    .into_any()
}

/// Says so where only the first ones of a list are shown.
fn cut(first: usize, total: u32) -> Option<AnyView> {
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    let args = [("first", first.to_string()), ("total", total.to_string())];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    (first < total).then(|| view! { <p class="hint">{tf(k::ORGANISER_CUT, &args)}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_of_the_desk_leads_somewhere() {
        let steps = [
            "conflicts",
            "unsaved",
            "set-aside",
            "duplicates",
            "stale",
            "incomplete",
            "unmet",
            "in-progress",
        ];
        for step in steps {
            assert!(place_of(step).is_some(), "{step}");
        }
        assert_eq!(place_of("something new"), None);
    }
}
