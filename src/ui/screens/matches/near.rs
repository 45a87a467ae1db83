//! Near misses: what almost fits, the one thing that blocks, and the pair as if it were mended.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::card::{head, segments};
use super::third::third_parties;
use super::write::{Addressed, mail_link};
use crate::desk::{MatchCard, NearMissCard, NearMissesOf, WhatIf};
use crate::matching::answer::Gate;
use crate::primitive::Id;
use crate::ui::state::{Hands, shown, use_answer, use_hands, use_weighing};
use crate::ui::widgets::{Button, Icon, ScoreBar, Tone, band_words, note};
use crate::ui::words::{k, number, reader, said, t, tf, tn};

/// Near misses asked for.
const LIMIT: u32 = 8;

/// The near misses of a request; computed when they are asked for.
#[component]
pub fn NearMisses(request: Id) -> AnyView {
    let weighing = use_weighing();
    let wanted = RwSignal::new(false);
    let answered = use_answer(move || {
        wanted.get().then(|| NearMissesOf {
            request,
            settings: weighing.settings(),
            limit: LIMIT,
            lang: reader(),
        })
    });
    let body = move || {
        if wanted.get() {
            return shown(answered, |all: &Vec<NearMissCard>| list_view(all));
        }
        view! { <Button label=t(k::NEAR_SHOW) symbol=Icon::Search on_press=move |()| wanted.set(true) /> }
            .into_any()
    };
    view! {
        <section class="near-misses">
            <h2>{t(k::NEAR_TITLE)}</h2>
            <p>{t(k::NEAR_LEAD)}</p>
            <div aria-live="polite">{body}</div>
        </section>
    }
    .into_any()
}

fn list_view(all: &[NearMissCard]) -> AnyView {
    if all.is_empty() {
        return note(Tone::Info, t(k::NEAR_NONE));
    }
    let hands = use_hands();
    let items = all.iter().map(|near| view! { <li>{near_view(near, hands)}</li> }).collect_view();
    view! { <p role="status">{tn(k::NEAR_COUNT, all.len() as f64)}</p> <ul class="match-list">{items}</ul> }
        .into_any()
}

/// The pair as it would be.
fn as_if_view(pair: &MatchCard) -> AnyView {
    let explanation = &pair.explanation;
    view! {
        <p class="hint">{t(k::NEAR_AS_IF)}</p>
        <ScoreBar score=explanation.score band=explanation.band segments=segments(&explanation.parts) />
    }
    .into_any()
}

fn near_view(card: &NearMissCard, hands: Hands) -> AnyView {
    let weighing = use_weighing();
    let near = card.near_miss.clone();
    let outcome: RwSignal<Option<MatchCard>> = RwSignal::new(None);
    let would = tf(
        k::NEAR_WOULD,
        &[("points", &number((near.score * 100.0).round())), ("band", &band_words(near.band))],
    );
    let advice = near.advice.iter().map(|sentence| view! { <li>{said(sentence)}</li> }).collect_view();
    let blocks = said(&near.failure.reason);
    let to = Addressed { request: near.request, offer: near.offer, blocked: Some(near.failure.gate) };
    let (request, offer) = (near.request, near.offer);
    let gate = near.failure.gate;
    let try_it = move |()| {
        let question = WhatIf {
            request: near.request,
            offer: near.offer,
            changes: near.changes.clone(),
            settings: weighing.settings(),
            lang: reader(),
        };
        spawn_local(async move {
            match hands.desk.ask(question).await {
                Ok(pair) => drop(outcome.try_set(Some(pair))),
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    let as_if = move || outcome.with(|pair| pair.as_ref().map(as_if_view));
    view! {
        <article class="match-card near offer">
            <header class="match-head"><div>{head(&card.offer, &card.offer.institution)}</div></header>
            <p><strong>{t(k::NEAR_BLOCKS)}</strong> " " {blocks}</p>
            <p><strong>{t(k::NEAR_CHANGE)}</strong></p>
            <ul>{advice}</ul>
            <p>{would}</p>
            {third_parties(request, offer, gate == Gate::Capacity)}
            <div class="actions">
                <Button label=t(k::NEAR_WHAT_IF) on_press=try_it />
                {mail_link(to)}
            </div>
            <div aria-live="polite">{as_if}</div>
        </article>
    }
    .into_any()
}
