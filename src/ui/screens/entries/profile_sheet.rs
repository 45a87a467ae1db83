//! The cooperation profile of an institution as one sheet: all it states, offers, asks for and has agreed on, to be
//! printed for a minister or handed to a partner.

use leptos::prelude::*;

use super::card::standing_badge;
use super::{fields, profile};
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{EntryCard, EntryDetail, GetEntry};
use crate::platform::BrowserWorld;
use crate::primitive::{Id, World};
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::portfolio::stage_words;
use crate::ui::state::{shown, use_answer, use_session};
use crate::ui::widgets::{Button, Heading, Icon, Look, icon, shown_text, words_of};
use crate::ui::words::{Key, date, k, reader, t, tf};
use crate::vocabulary::{Coded, PortfolioStatus};

/// The view of an institution that is its profile.
pub const PROFILE: &str = "profile";

/// The address of the profile.
pub fn route(institution: Id) -> Route {
    Route::record(Screen::Institutions, institution).with("view", PROFILE)
}

/// The sheet.
#[component]
pub fn ProfileSheet(id: Id) -> AnyView {
    let kind = RecordKind::Institution;
    let answered = use_answer(move || Some(GetEntry { kind, id, lang: reader() }));
    let print = move |()| {
        // A browser that cannot print has no such command to fail.
        let _ = window().print();
    };
    let back = href(&Route::record(Screen::Institutions, id));
    view! {
        <div class="sheet-tools">
            <a class="button" href=back>{icon(Icon::Back)} {t(k::PROFILE_BACK)}</a>
            <Button label=t(k::DETAIL_PRINT) look=Look::Primary symbol=Icon::Print on_press=print />
        </div>
        <Heading text=t(k::PROFILE_TITLE) />
        {shown(answered, sheet)}
    }
    .into_any()
}

fn sheet(detail: &EntryDetail) -> AnyView {
    let AnyRecord::Institution(institution) = &detail.record else { return ().into_any() };
    let session = use_session();
    let catalog = session.current.with(|info| info.as_ref().map(|info| words_of(&info.title).text));
    let today = date(BrowserWorld.today());
    let as_of = tf(k::PROFILE_AS_OF, &[("catalog", &catalog.unwrap_or_default()), ("date", &today)]);
    let of = |kind: RecordKind| detail.entries.iter().filter(move |card| card.key.kind == kind);
    view! {
        <div class="profile-sheet">
            <h2>{shown_text(&words_of(&institution.name))}</h2>
            <p class="hint">{as_of}</p>
            {profile::view(institution)}
            {entries(k::NAV_OFFERS, of(RecordKind::Offer))}
            {entries(k::NAV_REQUESTS, of(RecordKind::Request))}
            {agreed(&detail.portfolio)}
        </div>
    }
    .into_any()
}

fn entries<'a>(heading: Key, cards: impl Iterator<Item = &'a EntryCard>) -> AnyView {
    let items: Vec<AnyView> = cards.map(|card| view! { <Whole card=card.clone() /> }.into_any()).collect();
    let none = items.is_empty().then(|| view! { <p class="hint">{t(k::PROFILE_NONE)}</p> });
    view! { <section class="profile-part"><h2>{t(heading)}</h2>{none}{items}</section> }.into_any()
}

/// An entry with everything it states.
#[component]
pub fn Whole(
    /// Its card.
    card: EntryCard,
) -> AnyView {
    let (kind, id) = (card.key.kind, card.key.id);
    let answered = use_answer(move || Some(GetEntry { kind, id, lang: reader() }));
    let stated = |detail: &EntryDetail| match &detail.record {
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
    view! {
        <article class=format!("profile-entry {}", kind.word())>
            <h3>{shown_text(&card.title)}</h3>
            <p class="entry-who">{by_whom(&card.institution)}</p>
            {standing_badge(&card.standing)}
            {shown(answered, stated)}
        </article>
    }
    .into_any()
}

/// Exchanges it takes part in, with the stage of each.
fn agreed(items: &[EntryCard]) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let item = |card: &EntryCard| {
        let stage = PortfolioStatus::from_id(&card.standing).map(stage_words);
        view! {
            <li>
                <strong>{shown_text(&card.title)}</strong>
                " · " {by_whom(&card.institution)} " · " {stage}
            </li>
        }
    };
    let rows = items.iter().map(item).collect_view();
    Some(
        view! { <section class="profile-part"><h2>{t(k::NAV_PORTFOLIO)}</h2><ul>{rows}</ul></section> }
            .into_any(),
    )
}
