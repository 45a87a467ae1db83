//! Exchanges: swaps and rings of three, drawn and in words.

use leptos::prelude::*;

use super::names::{Names, Picks, picks, points, score, take_up};
use super::pages::paged;
use super::{CARDS, proof_note, ring};
use crate::catalog::RecordKind;
use crate::desk::PlanView;
use crate::planning::answer::{Exchange, Exchanges, Gift};
use crate::primitive::{Arrange, Id};
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Icon, empty_state};
use crate::ui::words::{k, list, t, tf, tn};

/// Every exchange, the strongest first.
pub fn view(plan: &Exchanges, view: &PlanView) -> AnyView {
    if plan.exchanges.is_empty() {
        return empty_state(Icon::Plan, k::PLANNING_NO_EXCHANGES_TITLE, k::PLANNING_NO_EXCHANGES_TEXT, ());
    }
    let hands = use_hands();
    let names = Names::of(view);
    let gifts = plan.exchanges.iter().flat_map(|exchange| &exchange.gifts);
    let whole: Picks = picks(gifts.map(|gift| &gift.planned), &view.taken);
    let mut items: Vec<(usize, Exchange)> = plan.exchanges.iter().cloned().enumerate().collect();
    items.arrange_by(|a, b| mean(&b.1).total_cmp(&mean(&a.1)).then(a.0.cmp(&b.0)));
    let taken = view.taken.clone();
    let show = move |(at, one): &(usize, Exchange)| exchange_view(*at, one, &names, &taken, hands);
    view! {
        {proof_note(plan.proof)}
        <p role="status"><strong>{tn(k::PLANNING_EXCHANGES_COUNT, plan.exchanges.len() as f64)}</strong></p>
        <div class="actions plan-actions">{take_up(whole, Some(k::PLANNING_TAKE_ALL), hands)}</div>
        {paged(items, "plan-cards plan-rings", CARDS, show)}
    }
    .into_any()
}

/// What a gift of an exchange is worth in the mean.
fn mean(exchange: &Exchange) -> f64 {
    exchange.total / exchange.gifts.len().max(1) as f64
}

fn exchange_view(at: usize, exchange: &Exchange, names: &Names, taken: &[(Id, Id)], hands: Hands) -> AnyView {
    let givers: Vec<String> = exchange.gifts.iter().map(|gift| names.short(gift.giver)).collect();
    let sentence = |gift: &Gift| {
        let args = [("giver", names.institution(gift.giver)), ("taker", names.institution(gift.taker))];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        tf(k::PLANNING_GIVES, &args)
    };
    let words = list(&exchange.gifts.iter().map(sentence).collect::<Vec<_>>());
    let heading = if exchange.gifts.len() == 2 { k::PLANNING_SWAP } else { k::PLANNING_RING };
    let gifts = exchange.gifts.iter().map(|gift| {
        view! {
            <li>
                <p>{sentence(gift)} " " {score(gift.planned.score, gift.planned.band)}</p>
                {names.line(RecordKind::Offer, gift.planned.offer)}
                {names.line(RecordKind::Request, gift.planned.request)}
            </li>
        }
    });
    let own = picks(exchange.gifts.iter().map(|gift| &gift.planned), taken);
    let total = tf(k::PLANNING_POINTS, &[("points", &points(exchange.total))]);
    view! {
        <article class="plan-card">
            <h2>{t(heading)} " " <span class="hint">{total}</span></h2>
            <div class="plan-ring">
                {ring::drawing(&givers, at, words)}
                <ol class="plan-gifts">{gifts.collect_view()}</ol>
            </div>
            <div class="actions">{take_up(own, None, hands)}</div>
        </article>
    }
    .into_any()
}
