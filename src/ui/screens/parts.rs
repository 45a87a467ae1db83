//! Small pieces that several screens show.

use leptos::prelude::*;

use crate::catalog::Note;
use crate::desk::{Counts, EntryCard, InstitutionCard, MatchCard};
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::{band_words, shown_text, words_of};
use crate::ui::words::{country_label, k, number, t, tf, tn};
use crate::vocabulary::Visibility;

/// An institution in a few words: its acronym (or its name) and its country.
pub fn by_whom(institution: &InstitutionCard) -> String {
    let name =
        if institution.acronym.trim().is_empty() { &institution.name.text } else { &institution.acronym };
    match institution.country.as_deref() {
        Some(country) => tf(k::WHO_AND_WHERE, &[("name", name), ("country", &country_label(country))]),
        None => name.clone(),
    }
}

/// How many institutions, offers, requests and exchanges there are, in one line.
pub fn figures(counts: &Counts) -> String {
    [
        tn(k::COUNT_INSTITUTIONS, counts.institutions),
        tn(k::COUNT_OFFERS, counts.offers),
        tn(k::COUNT_REQUESTS, counts.requests),
        tn(k::COUNT_PORTFOLIO, counts.portfolio),
    ]
    .join(" · ")
}

/// A score with its band, in words and figures: *72 of 100, good*.
pub fn score_words(pair: &MatchCard) -> AnyView {
    let explanation = &pair.explanation;
    view! {
        <span class="score-mini">
            <strong>{number((explanation.score * 100.0).round())}</strong>
            " "
            <span class="hint">{band_words(explanation.band)}</span>
        </span>
    }
    .into_any()
}

/// The title of an entry as a link, with who stands behind it.
pub fn entry_line(screen: Screen, entry: &EntryCard) -> AnyView {
    view! {
        <a href=href(&Route::record(screen, entry.key.id))>{shown_text(&entry.title)}</a>
        " "
        <span class="hint">{by_whom(&entry.institution)}</span>
    }
    .into_any()
}

/// The address of the matches of a request, or of an offer.
pub fn matches_of(id: Id, is_offer: bool) -> Route {
    let route = Route::record(Screen::Matches, id);
    if is_offer { route.with("side", "offer") } else { route }
}

/// The address of a pair: the matches of `of`, with the other side set apart.
pub fn pair_href(of: Id, with: Id, of_offer: bool) -> String {
    href(&matches_of(of, of_offer).with("with", with.to_string()))
}

/// The entry that an address sets apart among the matches.
pub fn set_apart(route: &Route) -> Option<Id> {
    route.get("with")?.parse().ok()
}

/// The notes on a record; which of them stay on this device is said.
pub fn notes(all: &[Note]) -> AnyView {
    let item = |note: &Note| {
        let private = (note.visibility == Visibility::Private)
            .then(|| view! { <span class="hint">{t(k::DETAIL_PRIVATE)}</span> });
        view! { <li>{shown_text(&words_of(&note.text))} " " {private}</li> }
    };
    let items = all.iter().map(item).collect_view();
    (!all.is_empty())
        .then(|| view! { <section class="fields"><h3>{t(k::DETAIL_NOTES)}</h3><ul>{items}</ul></section> })
        .into_any()
}
