//! One stand: what it offers and asks, what of it fits, and the way to the next.

use leptos::prelude::*;

use super::agree::Subject;
use super::stands::{noted, on_the_way, walk};
use crate::catalog::RecordKind;
use crate::desk::{FairEntry, FairView};
use crate::primitive::Id;
use crate::ui::nav::{href, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::entries::card::screen_of;
use crate::ui::screens::parts::by_whom;
use crate::ui::widgets::{Button, Icon, Look, Tone, badge, band_words, icon, note, shown_text};
use crate::ui::words::{Key, k, number, t, tf};

/// The stand, or the sentence that says that it has nothing in this theme.
pub fn view(fair: &FairView, id: Id, is_somebody: bool, agreeing: RwSignal<Option<Subject>>) -> AnyView {
    let stands = walk(&fair.stands);
    let place = on_the_way(&stands, id);
    let Some(stand) = fair.chosen.as_ref().filter(|stand| stand.institution.id == id) else {
        return view! { {back()} {note(Tone::Info, t(k::FAIR_NOT_HERE))} {way(place, stands.len())} }
            .into_any();
    };
    let with = stand.institution.id;
    let side = |title: Key, kind: RecordKind, entries: &[FairEntry]| {
        let cards = entries.iter().map(|entry| card(kind, entry, with, is_somebody, agreeing)).collect_view();
        (!entries.is_empty()).then(|| view! { <h3>{t(title)}</h3> <ul class="card-list">{cards}</ul> })
    };
    let profile = href(&Route::record(Screen::Institutions, with));
    view! {
        {back()}
        <header class="detail-head">
            <h2><a href=profile>{by_whom(&stand.institution)}</a></h2>
            <p class="hint">{shown_text(&stand.institution.name)}</p>
        </header>
        {(!is_somebody).then(|| note(Tone::Info, t(k::FAIR_WHO_FIRST)))}
        {side(k::FAIR_THEY_OFFER, RecordKind::Offer, &stand.offers)}
        {side(k::FAIR_THEY_ASK, RecordKind::Request, &stand.requests)}
        {noted(&fair.noted)}
        {way(place, stands.len())}
    }
    .into_any()
}

fn back() -> AnyView {
    let route = use_route();
    let to_list = move || route.with(|route| href(&Route { id: None, ..route.clone() }));
    view! { <a class="detail-back" href=to_list>{icon(Icon::Back)} {t(k::FAIR_ALL_STANDS)}</a> }.into_any()
}

/// The way to the stand before and to the next, where a thumb reaches it.
fn way(place: Option<(usize, Option<Id>, Option<Id>)>, count: usize) -> AnyView {
    let route = use_route();
    let step = |to: Option<Id>, words: Key, primary: bool| {
        let class = if primary { "button primary" } else { "button" };
        to.map(|id| {
            let address = move || route.with(|route| href(&Route { id: Some(id), ..route.clone() }));
            view! { <a class=class href=address>{t(words)}</a> }
        })
    };
    place
        .map(|(at, before, after)| {
            let words = tf(k::FAIR_PLACE, &[("at", &number(at as f64)), ("of", &number(count as f64))]);
            view! {
                <nav class="fair-way" aria-label=t(k::FAIR_WAY)>
                    {step(before, k::FAIR_BEFORE, false)}
                    <span class="hint">{words}</span>
                    {step(after, k::FAIR_NEXT, true)}
                </nav>
            }
        })
        .into_any()
}

fn card(
    kind: RecordKind,
    entry: &FairEntry,
    with: Id,
    is_somebody: bool,
    agreeing: RwSignal<Option<Subject>>,
) -> AnyView {
    let id = entry.card.key.id;
    let to = href(&Route::record(screen_of(kind), id));
    let fits = entry.fits.iter().map(|fit| {
        let words = tf(k::FAIR_FIT, &[("band", &band_words(fit.band)), ("score", &number((fit.score * 100.0).round()))]);
        view! { <li>{icon(Icon::Match)} <span>{shown_text(&fit.title)} " " <span class="hint">{words}</span></span></li> }
    });
    let fits = (!entry.fits.is_empty()).then(|| {
        let title = if kind == RecordKind::Offer { k::FAIR_FITS_REQUEST } else { k::FAIR_FITS_OFFER };
        view! { <div class="fair-fits"><p>{t(title)}</p><ul>{fits.collect_view()}</ul></div> }
    });
    let subject = Subject { kind, id, with };
    let agree = is_somebody.then(|| {
        let look = if entry.fits.is_empty() { Look::Plain } else { Look::Primary };
        let press = move |()| agreeing.set(Some(subject));
        view! { <Button label=t(k::FAIR_AGREE) symbol=Icon::Tick look on_press=press /> }
    });
    let taken = entry.is_taken_up.then(|| badge("good", t(k::FAIR_TAKEN)));
    let has_lead = !entry.card.lead.text.trim().is_empty();
    view! {
        <li>
            <article class=format!("entry-card {}", kind.word()) class:fits=!entry.fits.is_empty()>
                <h4><a href=to>{shown_text(&entry.card.title)}</a></h4>
                {has_lead.then(|| view! { <p class="entry-lead">{shown_text(&entry.card.lead)}</p> })}
                {fits}
                <div class="actions">{agree} {taken}</div>
            </article>
        </li>
    }
    .into_any()
}
