//! Entries that ask for something: a renewal, an answer, a provider, a follow-up.

use leptos::prelude::*;

use super::{cut, part};
use crate::desk::{EntryCard, Few, Filter, Incomplete};
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::entries::card::{screen_of, standing_badge};
use crate::ui::screens::entries::renewal;
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::portfolio::stage_words;
use crate::ui::screens::screen_name;
use crate::ui::state::Hands;
use crate::ui::widgets::{Button, Icon, Look, badge, shown_text};
use crate::ui::words::{date, k, said, share, t, tf, window};
use crate::vocabulary::{Coded, PortfolioStatus};

/// Title and institution of an entry, with what else is to be said.
fn row(card: &EntryCard, link: &Route, beside: AnyView, below: AnyView) -> AnyView {
    view! {
        <li class=format!("organiser-row {}", card.key.kind.word())>
            <div>
                <a href=href(link)>{shown_text(&card.title)}</a>
                <span class="hint">{by_whom(&card.institution)}</span>
                {below}
            </div>
            {beside}
        </li>
    }
    .into_any()
}

fn to_entry(card: &EntryCard) -> Route {
    Route::record(screen_of(card.key.kind), card.key.id)
}

/// Entries that have lapsed or grown old, each with a renewal, and one for all that are shown.
pub fn stale(few: &Few<EntryCard>, hands: Hands) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let one = |card: &EntryCard| {
        let id = card.key.id;
        let renew = move |()| hands.send(renewal(vec![id]));
        let confirmed = card.confirmed_on.map(|on| tf(k::ORGANISER_CONFIRMED, &[("date", &date(on))]));
        let below = view! {
            <span class="entry-foot">
                {standing_badge(&card.standing)} <span>{window(card.window)}</span> <span>{confirmed}</span>
            </span>
        };
        let beside = view! { <Button label=t(k::BULK_RENEW) symbol=Icon::Clock on_press=renew /> };
        row(card, &to_entry(card), beside.into_any(), below.into_any())
    };
    let ids: Vec<Id> = few.first.iter().map(|card| card.key.id).collect();
    let all = move |()| hands.send(renewal(ids.clone()));
    let list = |screen: Screen| {
        let filter = Filter { freshness: vec!["stale".to_owned()], ..Filter::default() };
        view! { <a href=href(&Route::to(screen).filtered(filter))>{screen_name(screen)}</a> }
    };
    let body = view! {
        <ul class="organiser-list">{few.first.iter().map(one).collect_view()}</ul>
        {cut(few.first.len(), few.total)}
        <p>{t(k::ORGANISER_ALL_STALE)} " " {list(Screen::Offers)} " · " {list(Screen::Requests)}</p>
        <Button label=t(k::ORGANISER_RENEW_ALL) look=Look::Plain on_press=all />
    };
    Some(part("organiser-stale", k::ORGANISER_STALE, k::ORGANISER_STALE_TEXT, body))
}

/// Entries that leave much unsaid, each with the question to ask next.
pub fn incomplete(few: &Few<Incomplete>) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let one = |wanting: &Incomplete| {
        let card = &wanting.card;
        let complete = tf(k::ORGANISER_COMPLETE, &[("share", &share(wanting.completeness))]);
        let question = wanting.next.as_ref().map(|question| {
            view! { <p class="organiser-question">{t(k::ORGANISER_ASK)} " " <q>{said(question)}</q></p> }
        });
        let below = view! { <span class="hint">{complete}</span> {question} };
        let edit = href(&Route::record(Screen::Edit, card.key.id).with("what", card.key.kind.word()));
        let beside = view! { <a class="button" href=edit>{t(k::DETAIL_EDIT)}</a> };
        row(card, &to_entry(card), beside.into_any(), below.into_any())
    };
    let body = view! {
        <ul class="organiser-list">{few.first.iter().map(one).collect_view()}</ul>
        {cut(few.first.len(), few.total)}
    };
    Some(part("organiser-incomplete", k::ORGANISER_INCOMPLETE, k::ORGANISER_INCOMPLETE_TEXT, body))
}

/// Requests without a good match.
pub fn unmet(few: &Few<EntryCard>) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let one = |card: &EntryCard| {
        let matches = href(&Route::record(Screen::Matches, card.key.id));
        let beside = view! { <a class="button" href=matches>{t(k::PLANNING_LEFT_SEE)}</a> };
        row(card, &to_entry(card), beside.into_any(), ().into_any())
    };
    let gaps = href(&Route::to(Screen::Plan).with("view", "gaps"));
    let body = view! {
        <ul class="organiser-list">{few.first.iter().map(one).collect_view()}</ul>
        {cut(few.first.len(), few.total)}
        <p><a href=gaps>{t(k::ORGANISER_TO_GAPS)}</a></p>
    };
    Some(part("organiser-unmet", k::ORGANISER_UNMET, k::ORGANISER_UNMET_TEXT, body))
}

/// Exchanges that are proposed or in negotiation.
pub fn in_progress(few: &Few<EntryCard>) -> Option<AnyView> {
    if few.total == 0 {
        return None;
    }
    let one = |card: &EntryCard| {
        let stage = PortfolioStatus::from_id(&card.standing).map(|stage| badge("plain", stage_words(stage)));
        row(card, &to_entry(card), stage.into_any(), ().into_any())
    };
    let body = view! {
        <ul class="organiser-list">{few.first.iter().map(one).collect_view()}</ul>
        {cut(few.first.len(), few.total)}
    };
    Some(part("organiser-in-progress", k::ORGANISER_IN_PROGRESS, k::ORGANISER_IN_PROGRESS_TEXT, body))
}
