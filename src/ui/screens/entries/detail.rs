//! One record: what it says, what to mind, what can be done with it.

use leptos::prelude::*;

use super::bulk::renewal;
use super::card::{entry_card, screen_of, standing_badge};
use super::{fields, profile, profile_sheet};
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{Command, EntryCard, EntryDetail, GetEntry};
use crate::primitive::{Id, Shown};
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::{by_whom, notes};
use crate::ui::state::{Hands, shown, use_answer, use_hands, use_who};
use crate::ui::widgets::{Button, Icon, Look, Menu, Tone, icon, note, shown_text, words_of};
use crate::ui::words::{k, reader, said, t};
use crate::vocabulary::Status;

/// The record of this id.
#[component]
pub fn Detail(kind: RecordKind, id: Id) -> AnyView {
    let answered = use_answer(move || Some(GetEntry { kind, id, lang: reader() }));
    let hands = use_hands();
    view! { <article class="detail">{shown(answered, move |detail| body(kind, id, detail, hands))}</article> }
        .into_any()
}

fn body(kind: RecordKind, id: Id, detail: &EntryDetail, hands: Hands) -> AnyView {
    let title = match (&detail.card, &detail.institution) {
        (Some(card), _) => card.title.clone(),
        (None, Some(institution)) => institution.name.clone(),
        _ => Shown::default(),
    };
    let from = detail.institution.as_ref().filter(|_| detail.card.is_some()).map(|institution| {
        let link = href(&Route::record(Screen::Institutions, institution.id));
        view! { <p class="entry-who"><a href=link>{by_whom(institution)}</a></p> }
    });
    let badge = detail.card.as_ref().and_then(|card| standing_badge(&card.standing));
    let cautions = detail.cautions.iter().map(|caution| note(Tone::Caution, said(caution))).collect_view();
    view! {
        {back(kind)}
        <header class="detail-head">
            {from}
            <h2>{shown_text(&title)}</h2>
            {badge}
        </header>
        {actions(kind, id, detail, hands)}
        {cautions}
        {record_view(&detail.record, detail)}
        {cards(k::DETAIL_ENTRIES, &detail.entries)}
        {cards(k::DETAIL_PORTFOLIO, &detail.portfolio)}
        {notes(&detail.notes)}
    }
    .into_any()
}

fn back(kind: RecordKind) -> AnyView {
    let route = use_route();
    let to_list = move || route.with(|route| href(&Route { id: None, ..route.clone() }));
    let words = match kind {
        RecordKind::Institution => k::NAV_INSTITUTIONS,
        RecordKind::Request => k::NAV_REQUESTS,
        _ => k::NAV_OFFERS,
    };
    view! { <a class="detail-back" href=to_list>{icon(Icon::Back)} {t(words)}</a> }.into_any()
}

fn actions(kind: RecordKind, id: Id, detail: &EntryDetail, hands: Hands) -> AnyView {
    let nav = use_nav();
    let is_entry = matches!(kind, RecordKind::Offer | RecordKind::Request);
    let matches = is_entry.then(|| {
        let route = Route::record(Screen::Matches, id);
        let route = if kind == RecordKind::Offer { route.with("side", "offer") } else { route };
        view! { <a class="button primary" href=href(&route)>{icon(Icon::Match)} {t(k::DETAIL_MATCHES)}</a> }
    });
    let edit = href(&Route::record(Screen::Edit, id).with("what", kind.word()));
    let copy = href(&Route::to(Screen::Edit).with("what", kind.word()).with("from", id.to_string()));
    let status = detail.card.as_ref().map(|card| card.status);
    let is_open = status == Some(Status::Open);
    let turn = move |()| {
        let status = if is_open { Status::Closed } else { Status::Open };
        hands.send(Command::SetStatus { ids: vec![id], status });
    };
    let remove = move |()| {
        hands.send(Command::Delete(vec![(kind, id)]));
        nav.go(Route::to(screen_of(kind)));
    };
    let print = move |()| {
        // A browser that cannot print has no such command to fail.
        let _ = window().print();
    };
    let turn_words = t(if is_open { k::DETAIL_CLOSE } else { k::DETAIL_REOPEN });
    let renew = move |()| hands.send(renewal(vec![id]));
    view! {
        <div class="actions detail-actions">
            {matches}
            {(kind == RecordKind::Institution).then(|| be_this(id, hands))}
            <a class="button" href=edit>{icon(Icon::Edit)} {t(k::DETAIL_EDIT)}</a>
            {(kind == RecordKind::Institution).then(|| view! {
                <a class="button" href=href(&profile_sheet::route(id))>{icon(Icon::Print)} {t(k::PROFILE_TITLE)}</a>
            })}
            <Menu label=t(k::DETAIL_MORE)>
                {is_entry.then(|| view! {
                    {other_side(kind, id)}
                    <Button label=t(k::BULK_RENEW) look=Look::Quiet symbol=Icon::Clock on_press=renew />
                    <Button label=turn_words look=Look::Quiet symbol=Icon::Tick on_press=turn />
                    <a class="button quiet" href=copy>{icon(Icon::Copy)} <span>{t(k::DETAIL_DUPLICATE)}</span></a>
                })}
                <Button label=t(k::DETAIL_PRINT) look=Look::Quiet symbol=Icon::Print on_press=print />
                <Button label=t(k::BULK_DELETE) look=Look::Quiet symbol=Icon::Remove on_press=remove />
            </Menu>
        </div>
    }
    .into_any()
}

/// The button that makes an institution one's own; gone once it is.
fn be_this(id: Id, hands: Hands) -> AnyView {
    let who = use_who();
    let be = move |()| {
        who.set(Some(id));
        hands.toasts.say(t(k::WHO_CHOSEN));
    };
    let button = move || {
        let is_me = who.institution() == Some(id);
        (!is_me).then(|| view! { <Button label=t(k::WHO_ME) symbol=Icon::Person on_press=be /> })
    };
    view! { {button} }.into_any()
}

/// The way to write the other side: a request for this offer, an offer for this request.
fn other_side(kind: RecordKind, id: Id) -> Option<AnyView> {
    let (what, words, symbol) = match kind {
        RecordKind::Offer => (RecordKind::Request, k::DETAIL_REQUEST_THIS, Icon::Request),
        RecordKind::Request => (RecordKind::Offer, k::DETAIL_OFFER_THIS, Icon::Offer),
        _ => return None,
    };
    let link = href(&Route::to(Screen::Edit).with("what", what.word()).with("for", id.to_string()));
    Some(view! { <a class="button quiet" href=link>{icon(symbol)} <span>{t(words)}</span></a> }.into_any())
}

fn record_view(record: &AnyRecord, detail: &EntryDetail) -> AnyView {
    match record {
        AnyRecord::Offer(offer) => view! {
            <p class="detail-lead">{shown_text(&words_of(&offer.summary))}</p>
            {fields::of_offer(offer, detail.capacity)}
        }
        .into_any(),
        AnyRecord::Request(request) => view! {
            <p class="detail-lead">{shown_text(&words_of(&request.need))}</p>
            {fields::of_request(request)}
        }
        .into_any(),
        AnyRecord::Institution(institution) => profile::view(institution),
        _ => ().into_any(),
    }
}

fn cards(heading: crate::ui::words::Key, entries: &[EntryCard]) -> AnyView {
    let items = entries.iter().map(|card| view! { <li>{entry_card(card)}</li> }).collect_view();
    (!entries.is_empty())
        .then(|| view! { <section class="detail-cards"><h3>{t(heading)}</h3><ul class="card-list">{items}</ul></section> })
        .into_any()
}
