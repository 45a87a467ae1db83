//! An entry and an institution as cards: what a person scans a list for.

use leptos::prelude::*;

use crate::catalog::RecordKind;
use crate::desk::{EntryCard, InstitutionCard};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::widgets::{badge, shown_text};
use crate::ui::words::{country_label, k, label, t, tf, tn, window};

/// Subjects a card names; the detail names all.
const SUBJECTS_ON_A_CARD: usize = 3;

/// The screen on which records of this kind are listed.
pub const fn screen_of(kind: RecordKind) -> Screen {
    match kind {
        RecordKind::Institution => Screen::Institutions,
        RecordKind::Request => Screen::Requests,
        RecordKind::Portfolio => Screen::Portfolio,
        _ => Screen::Offers,
    }
}

/// Where an entry stands, as a badge; an open one needs none.
pub fn standing_badge(standing: &str) -> Option<AnyView> {
    let tone = match standing {
        "open" => return None,
        "conflict" => "bad",
        "lapsed" | "full" => "caution",
        "served" => "good",
        _ => "plain",
    };
    Some(badge(tone, standing_words(standing)))
}

/// Where an entry stands, in a word or two.
pub fn standing_words(standing: &str) -> String {
    t(match standing {
        "draft" => k::STANDING_DRAFT,
        "paused" => k::STANDING_PAUSED,
        "closed" => k::STANDING_CLOSED,
        "lapsed" => k::STANDING_LAPSED,
        "served" => k::STANDING_SERVED,
        "full" => k::STANDING_FULL,
        "conflict" => k::STANDING_CONFLICT,
        _ => k::STANDING_OPEN,
    })
}

/// An entry: title, institution, lead, what it is about, when.
pub fn entry_card(card: &EntryCard) -> AnyView {
    let link = href(&Route::record(screen_of(card.key.kind), card.key.id));
    let subjects = card.subjects.iter().take(SUBJECTS_ON_A_CARD);
    let subjects = subjects.map(|id| view! { <li>{label("concept", id)}</li> }).collect_view();
    let beyond = card.subjects.len().saturating_sub(SUBJECTS_ON_A_CARD);
    let has_lead = !card.lead.text.trim().is_empty();
    view! {
        <article class=format!("entry-card {}", card.key.kind.word())>
            <p class="entry-who">{by_whom(&card.institution)}</p>
            <h3><a href=link>{shown_text(&card.title)}</a></h3>
            {has_lead.then(|| view! { <p class="entry-lead">{shown_text(&card.lead)}</p> })}
            <ul class="entry-subjects">
                {subjects}
                {(beyond > 0).then(|| view! { <li class="hint">{tn(k::ENTRY_MORE_SUBJECTS, beyond as f64)}</li> })}
            </ul>
            <p class="entry-foot">
                {standing_badge(&card.standing)}
                <span>{window(card.window)}</span>
            </p>
        </article>
    }
    .into_any()
}

/// How many open offers and requests an institution has.
pub fn offers_and_requests(card: &InstitutionCard) -> String {
    tf(
        k::ENTRY_OFFERS_AND_REQUESTS,
        &[("offers", &tn(k::TALLY_OFFERS, card.offers)), ("requests", &tn(k::TALLY_REQUESTS, card.requests))],
    )
}

/// An institution: name, country, kind, what it brings and asks.
pub fn institution_card(card: &InstitutionCard) -> AnyView {
    let link = href(&Route::record(Screen::Institutions, card.id));
    let place = card.country.as_deref().map(country_label);
    let kind = card.kind.as_deref().map(|kind| label("kind", kind));
    let line = [place, kind].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let figures = offers_and_requests(card);
    view! {
        <article class="entry-card institution">
            <p class="entry-who">{line}</p>
            <h3>
                <a href=link>{shown_text(&card.name)}</a>
                {(!card.acronym.is_empty()).then(|| view! { " " <span class="acronym">{card.acronym.clone()}</span> })}
            </h3>
            <p class="entry-foot">{figures}</p>
        </article>
    }
    .into_any()
}
