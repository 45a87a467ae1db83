//! Institutions with what came in from them.

use leptos::prelude::*;

use super::{cut, part};
use crate::desk::{CameIn, Few};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::shown_text;
use crate::ui::words::{country_label, date, k, number, t};

/// A table of institutions; those that sent nothing last.
pub fn section(few: &Few<CameIn>) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let rows = few.first.iter().map(row).collect_view();
    let body = view! {
        <div class="table-scroll">
            <table class="table came-in">
                <caption class="visually-hidden">{t(k::ORGANISER_CAME_IN)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t(k::KIND_INSTITUTION)}</th>
                        <th scope="col" class="number">{t(k::NAV_OFFERS)}</th>
                        <th scope="col" class="number">{t(k::NAV_REQUESTS)}</th>
                        <th scope="col">{t(k::ORGANISER_LAST)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {cut(few.first.len(), few.total)}
    };
    Some(part("organiser-came-in", k::ORGANISER_CAME_IN, k::ORGANISER_CAME_IN_TEXT, body))
}

fn row(came: &CameIn) -> AnyView {
    let from = &came.institution;
    let link = href(&Route::record(Screen::Institutions, from.id));
    let place = from.country.as_deref().map(country_label);
    let last = match came.confirmed_on {
        Some(on) => date(on),
        None if came.offers + came.requests == 0 => t(k::ORGANISER_NOTHING_CAME),
        None => t(k::ORGANISER_NO_DATE),
    };
    view! {
        <tr>
            <th scope="row"><a href=link>{shown_text(&from.name)}</a> <span class="hint">{place}</span></th>
            <td class="number">{number(came.offers)}</td>
            <td class="number">{number(came.requests)}</td>
            <td>{last}</td>
        </tr>
    }
    .into_any()
}
