//! Matches: of one request, of one offer, or the best of every request.

mod card;
mod letter;
mod near;
mod of_entry;
mod overview;
mod sheet;
mod third;
mod write;

use leptos::prelude::*;

use crate::desk::Side;
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::settings::Importances;
use crate::ui::state::use_session;
use crate::ui::widgets::{Heading, Icon, empty_state, icon};
use crate::ui::words::{k, t};

/// The screen.
#[component]
pub fn Matches() -> AnyView {
    let session = use_session();
    let route = use_route();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let side = Memo::new(move |_| route.with(side_of));
    let as_sheet = Memo::new(move |_| route.with(|route| route.get("view") == Some("sheet")));
    let body = move || {
        if !has_catalog.get() {
            return no_catalog();
        }
        match (side.get(), as_sheet.get()) {
            (Some(Side::Request(id)), true) => view! { <sheet::Sheet request=id /> }.into_any(),
            (Some(side), _) => view! { <of_entry::OfEntry side /> }.into_any(),
            (None, _) => view! { <overview::Overview /> }.into_any(),
        }
    };
    view! { <div class="matches">{body}</div> }.into_any()
}

/// Whose matches an address asks for.
fn side_of(route: &Route) -> Option<Side> {
    let id = route.id?;
    Some(if route.get("side") == Some("offer") { Side::Offer(id) } else { Side::Request(id) })
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_MATCHES) />
        {empty_state(
            Icon::Match,
            k::MATRIX_NONE_TITLE,
            k::MATCHES_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

/// What matters to the person, folded away beside the matches; a change ranks anew at once.
fn weighing_panel() -> AnyView {
    view! {
        <details class="weighing">
            <summary>{icon(Icon::Settings)} {t(k::MATCHES_WEIGHING)}</summary>
            <Importances />
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::primitive::Id;

    #[test]
    fn an_address_says_whose_matches_are_meant() {
        let id = Id::from_u128(5);
        let route = Route::record(Screen::Matches, id);
        assert_eq!(side_of(&route), Some(Side::Request(id)));
        assert_eq!(side_of(&route.with("side", "offer")), Some(Side::Offer(id)));
        assert_eq!(side_of(&Route::to(Screen::Matches)), None);
    }
}
