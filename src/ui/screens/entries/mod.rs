//! Offers, requests and institutions: lists, and one record beside its list.

mod bulk;
pub mod card;
mod compare;
mod detail;
mod facets;
pub mod fields;
mod list;
mod profile;
mod profile_sheet;

pub use bulk::renewal;
pub use facets::{Chosen, facets_view};
pub use fields::web_link;
pub use profile_sheet::Whole;

use leptos::prelude::*;

use crate::catalog::RecordKind;
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::{screen_icon, screen_name};
use crate::ui::state::use_session;
use crate::ui::widgets::{Heading, empty_state};
use crate::ui::words::{k, t};

/// A list of records of one kind; with an id in the address, that record beside it.
#[component]
pub fn Entries(
    /// Offers, requests or institutions.
    kind: RecordKind,
) -> AnyView {
    let session = use_session();
    let route = use_route();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let id = Memo::new(move |_| route.with(|route| route.id));
    let compared = Memo::new(move |_| route.with(|route| compare::ids(route).len() > 1));
    let as_profile = Memo::new(move |_| {
        let asked = route.with(|route| route.get("view") == Some(profile_sheet::PROFILE));
        id.get().filter(|_| asked && kind == RecordKind::Institution)
    });
    let body = move || {
        if !has_catalog.get() {
            return no_catalog(card::screen_of(kind));
        }
        if compared.get() {
            return view! { <compare::Compare kind /> }.into_any();
        }
        if let Some(id) = as_profile.get() {
            return view! { <profile_sheet::ProfileSheet id /> }.into_any();
        }
        view! {
            <div class="entries" class:with-detail=move || id.get().is_some()>
                <div class="entries-list"><list::List kind /></div>
                {move || id.get().map(|id| view! { <div class="entries-detail"><detail::Detail kind id /></div> })}
            </div>
        }
        .into_any()
    };
    view! { {body} }.into_any()
}

fn no_catalog(screen: Screen) -> AnyView {
    view! {
        <Heading text=screen_name(screen) />
        {empty_state(
            screen_icon(screen),
            k::MATRIX_NONE_TITLE,
            k::ENTRIES_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}
