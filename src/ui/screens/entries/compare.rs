//! Up to three entries side by side.

use leptos::prelude::*;

use super::card::{entry_card, screen_of};
use super::fields;
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{EntryDetail, GetEntry};
use crate::primitive::Id;
use crate::ui::nav::{href, use_route};
use crate::ui::route::Route;
use crate::ui::state::{shown, use_answer};
use crate::ui::widgets::{Heading, shown_text, words_of};
use crate::ui::words::{k, reader, t};

/// More columns than this cannot be read side by side on a tablet.
pub const MOST: usize = 3;

/// The entries an address compares.
pub fn ids(route: &Route) -> Vec<Id> {
    let ids = route.get("compare").unwrap_or_default().split('.');
    ids.filter_map(|id| id.parse().ok()).take(MOST).collect()
}

/// The address that compares these entries.
pub fn route(list: Route, ids: &[Id]) -> Route {
    let ids: Vec<String> = ids.iter().take(MOST).map(ToString::to_string).collect();
    list.with("compare", ids.join("."))
}

/// The entries the address names, side by side.
#[component]
pub fn Compare(kind: RecordKind) -> AnyView {
    let address = use_route();
    let columns = move || {
        let ids = address.with(ids);
        ids.into_iter().map(|id| view! { <Column kind id /> }).collect_view()
    };
    view! {
        <Heading text=t(k::COMPARE_TITLE) />
        <p><a href=href(&Route::to(screen_of(kind)))>{t(k::COMPARE_BACK)}</a></p>
        <div class="compare">{columns}</div>
    }
    .into_any()
}

#[component]
fn Column(kind: RecordKind, id: Id) -> AnyView {
    let answered = use_answer(move || Some(GetEntry { kind, id, lang: reader() }));
    let body = |detail: &EntryDetail| {
        let stated = match &detail.record {
            AnyRecord::Offer(offer) => view! {
                <p>{shown_text(&words_of(&offer.summary))}</p>
                {fields::of_offer(offer, detail.capacity)}
            }
            .into_any(),
            AnyRecord::Request(request) => view! {
                <p>{shown_text(&words_of(&request.need))}</p>
                {fields::of_request(request)}
            }
            .into_any(),
            _ => ().into_any(),
        };
        view! { {detail.card.as_ref().map(entry_card)} {stated} }.into_any()
    };
    view! { <section class="compare-column">{shown(answered, body)}</section> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::route::Screen;

    #[test]
    fn an_address_compares_three_at_most() {
        let all: Vec<Id> = (1..=5).map(Id::from_u128).collect();
        let address = route(Route::to(Screen::Offers), &all);
        assert_eq!(ids(&address), all[..MOST]);
        assert!(ids(&Route::to(Screen::Offers)).is_empty());
        assert!(ids(&Route::to(Screen::Offers).with("compare", "x.y")).is_empty());
    }
}
