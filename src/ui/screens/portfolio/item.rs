//! One exchange: how far it is, who takes part, what it is made of.

use leptos::prelude::*;

use super::list::{stage_words, title};
use super::parties;
use crate::catalog::RecordKind;
use crate::desk::{Command, EntryCard, ItemDetail};
use crate::primitive::Id;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::Route;
use crate::ui::screens::entries::Whole;
use crate::ui::screens::entries::card::entry_card;
use crate::ui::screens::parts::notes;
use crate::ui::state::Hands;
use crate::ui::widgets::{Button, Choice, Icon, Look, Menu, Pick, Tone, icon, note};
use crate::ui::words::{Key, k, said, t, tf};
use crate::vocabulary::{Coded, PortfolioStatus};

/// The stages of an exchange that goes well, in their order.
const WAY: [PortfolioStatus; 6] = [
    PortfolioStatus::Proposed,
    PortfolioStatus::InNegotiation,
    PortfolioStatus::Agreed,
    PortfolioStatus::InExecution,
    PortfolioStatus::Completed,
    PortfolioStatus::Evaluated,
];

/// The stage after this one; none after the last, and none for what was dropped.
fn next(status: PortfolioStatus) -> Option<PortfolioStatus> {
    let at = WAY.iter().position(|stage| *stage == status)?;
    WAY.get(at + 1).copied()
}

/// The exchange; where it is not there any more, a sentence that says so.
pub fn view(item: Option<&ItemDetail>, hands: Hands) -> AnyView {
    let Some(item) = item else {
        return view! { {back()} {note(Tone::Info, t(k::FAULT_NOT_FOUND))} }.into_any();
    };
    let row = &item.row;
    let cautions = item.cautions.iter().map(|caution| note(Tone::Caution, said(caution))).collect_view();
    view! {
        {back()}
        <header class="detail-head"><h2>{title(row)}</h2></header>
        {way(row.status)}
        {actions(row.id, row.status, hands)}
        {cautions}
        {parties::view(row.id, &row.parties, hands)}
        {entries(k::PORTFOLIO_REQUEST, k::PORTFOLIO_NO_REQUEST, item.request.as_slice())}
        {entries(k::PORTFOLIO_OFFERS, k::PORTFOLIO_NO_OFFERS, &item.offers)}
        {notes(&item.notes)}
    }
    .into_any()
}

fn back() -> AnyView {
    let route = use_route();
    let to_list = move || route.with(|route| href(&Route { id: None, ..route.clone() }));
    view! { <a class="detail-back" href=to_list>{icon(Icon::Back)} {t(k::NAV_PORTFOLIO)}</a> }.into_any()
}

/// How far the exchange is on its way.
fn way(status: PortfolioStatus) -> AnyView {
    let now = WAY.iter().position(|stage| *stage == status);
    let step = |(at, stage): (usize, &PortfolioStatus)| {
        let class = match now {
            Some(now) if at < now => "done",
            Some(now) if at == now => "now",
            _ => "",
        };
        let tick = (class == "done").then(|| icon(Icon::Tick));
        view! { <li class=class aria-current=(class == "now").then_some("step")>{tick} {stage_words(*stage)}</li> }
    };
    let dropped = now.is_none().then(|| note(Tone::Info, stage_words(status)));
    view! {
        {dropped}
        <ol class="way" aria-label=t(k::PORTFOLIO_STAGES)>{WAY.iter().enumerate().map(step).collect_view()}</ol>
    }
    .into_any()
}

fn actions(id: Id, status: PortfolioStatus, hands: Hands) -> AnyView {
    let nav = use_nav();
    let set = move |status| hands.send(Command::SetStage { item: id, status });
    let on = next(status).map(|stage| {
        let words = tf(k::PORTFOLIO_NEXT, &[("stage", &stage_words(stage))]);
        view! { <Button label=words look=Look::Primary symbol=Icon::Next on_press=move |()| set(stage) /> }
    });
    let choices =
        PortfolioStatus::ALL.iter().map(|stage| Choice::new(stage.id(), stage_words(*stage))).collect();
    let choose = move |chosen: String| {
        if let Some(stage) = PortfolioStatus::from_id(&chosen) {
            set(stage);
        }
    };
    let remove = move |()| {
        hands.send(Command::Delete(vec![(RecordKind::Portfolio, id)]));
        nav.go(Route { id: None, ..nav.now() });
    };
    let print = move |()| {
        // A browser that cannot print has no such command to fail.
        let _ = window().print();
    };
    view! {
        <div class="stage-tools">
            <Pick id="stage" label=t(k::PORTFOLIO_STAGE) hint=t(k::PORTFOLIO_BINDING) choices
                chosen=Signal::stored(status.id().to_owned()) on_choose=choose />
        </div>
        <div class="actions detail-actions">
            {on}
            <Button label=t(k::DETAIL_PRINT) symbol=Icon::Print on_press=print />
            <Menu label=t(k::DETAIL_MORE)>
                <Button label=t(k::BULK_DELETE) look=Look::Quiet symbol=Icon::Remove on_press=remove />
            </Menu>
        </div>
    }
    .into_any()
}

fn entries(heading: Key, none: Key, cards: &[EntryCard]) -> AnyView {
    let items = cards.iter().map(|card| view! { <li>{entry_card(card)}</li> }).collect_view();
    let missing = cards.is_empty().then(|| view! { <p class="hint">{t(none)}</p> });
    // Whoever reads it on paper cannot follow a link: there each entry stands whole.
    let whole = cards.iter().map(|card| view! { <Whole card=card.clone() /> }).collect_view();
    view! {
        <section class="detail-cards">
            <h3>{t(heading)}</h3>
            {missing}
            <ul class="card-list">{items}</ul>
            <div class="on-paper">{whole}</div>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_leads_on_until_the_evaluation() {
        let mut stage = PortfolioStatus::Proposed;
        let mut steps = 0;
        while let Some(after) = next(stage) {
            stage = after;
            steps += 1;
        }
        assert_eq!((stage, steps), (PortfolioStatus::Evaluated, 5));
        assert_eq!(next(PortfolioStatus::Dropped), None);
    }
}
