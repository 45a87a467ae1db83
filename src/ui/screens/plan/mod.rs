//! The plan: a choice over the whole catalog, from five points of view.

mod allocations;
mod exchanges;
mod gains;
mod gaps;
mod missions;
mod names;
mod pages;
mod progress;
mod ring;
mod triangular;

pub use triangular::third_view;

use leptos::prelude::*;

use self::names::Taken;
use self::progress::under_way;
use crate::desk::{self, MakePlan, PlanAim, PlanView};
use crate::matching::answer::Band;
use crate::planning::answer::Proof;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::settings::Importances;
use crate::ui::state::{use_plan, use_session, use_weighing};
use crate::ui::widgets::{
    Choice, Heading, Icon, Pick, Tone, band_words, empty_state, fault_note, icon, note,
};
use crate::ui::words::{Key, k, reader, t, tf};

/// What a plan can be after: the word in the address, the name, the sentence under it.
const AIMS: [(PlanAim, &str, Key, Key); 5] = [
    (PlanAim::Allocations, "", k::PLANNING_ALLOCATIONS, k::PLANNING_ALLOCATIONS_LEAD),
    (PlanAim::Missions, "missions", k::PLANNING_MISSIONS, k::PLANNING_MISSIONS_LEAD),
    (PlanAim::Exchanges, "exchanges", k::PLANNING_EXCHANGES, k::PLANNING_EXCHANGES_LEAD),
    (PlanAim::Triangular, "triangular", k::PLANNING_TRIANGULAR, k::PLANNING_TRIANGULAR_LEAD),
    (PlanAim::Gaps, "gaps", k::PLANNING_GAPS, k::PLANNING_GAPS_LEAD),
];

/// From which band on a plan counts matches unless the person says otherwise.
fn usual_least(aim: PlanAim) -> Band {
    match aim {
        // A weak match serves on paper only.
        PlanAim::Allocations | PlanAim::Triangular | PlanAim::Gaps => Band::Possible,
        // One offer covers a part of what is asked: as a match of the whole request it is weak by nature.
        PlanAim::Missions => Band::Weak,
        // Two or three institutions bind themselves to each other: each has to want what it gets.
        PlanAim::Exchanges => Band::Good,
    }
}

/// The screen.
#[component]
pub fn Plan() -> AnyView {
    let session = use_session();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || if has_catalog.get() { view! { <Made /> }.into_any() } else { no_catalog() };
    view! { <div class="plan">{body}</div> }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_PLAN) />
        {empty_state(
            Icon::Plan,
            k::MATRIX_NONE_TITLE,
            k::PLANNING_NO_CATALOG,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

/// What an address asks for.
fn aim_of(route: &Route) -> PlanAim {
    let wanted = route.get("view").unwrap_or_default();
    AIMS.iter().find(|aim| aim.1 == wanted).map_or(PlanAim::Allocations, |aim| aim.0)
}

/// From which band on an address asks for matches.
fn least_of(route: &Route) -> Band {
    let wanted = route.get("least").unwrap_or_default();
    Band::ALL.into_iter().find(|band| band.id() == wanted).unwrap_or_else(|| usual_least(aim_of(route)))
}

#[component]
fn Made() -> AnyView {
    let route = use_route();
    let weighing = use_weighing();
    let aim = Memo::new(move |_| route.with(aim_of));
    let least = Memo::new(move |_| route.with(least_of));
    let planned = use_plan(move || MakePlan {
        aim: aim.get(),
        settings: weighing.settings(),
        least: least.get(),
        lang: reader(),
        patient: false,
    });
    provide_context(Taken::following(planned));
    let is_shown = Signal::derive(move || {
        planned.value.with(|shown| shown.as_ref().is_some_and(|shown| shown.plan.aim() == aim.get()))
    });
    let body = move || {
        let is_part = planned.is_part.get();
        is_shown.get().then(|| planned.value.with(|shown| shown.as_ref().map(|shown| made(shown, is_part))))
    };
    let fault = move || planned.fault.with(|fault| fault.as_ref().map(fault_note));
    let busy = move || if planned.loading.get() { "true" } else { "false" };
    let terms = move || tf(k::PLANNING_TERMS_NOW, &[("band", &band_words(least.get()))]);
    let lead = move || AIMS.iter().find(|known| known.0 == aim.get()).map(|known| t(known.3));
    view! {
        <Heading text=t(k::NAV_PLAN) />
        <Aims aim />
        <p class="plan-lead">{lead}</p>
        <details class="weighing plan-terms">
            <summary>{icon(Icon::Settings)} {terms}</summary>
            <Least least aim />
            <Importances />
        </details>
        {under_way(planned, is_shown)}
        <div class="answer" aria-live="polite" aria-busy=busy>{fault}{body}</div>
    }
    .into_any()
}

/// The plans to choose from, each with an address of its own.
#[component]
fn Aims(aim: Memo<PlanAim>) -> AnyView {
    let route = use_route();
    let link = move |known: &(PlanAim, &'static str, Key, Key)| {
        let (of, id, words, _) = *known;
        // Each plan has its own usual terms.
        let other = move |route: &Route| route.clone().with("view", id).with("of", "").with("least", "");
        let address = move || route.with(|route| href(&other(route)));
        let current = move || (aim.get() == of).then_some("page");
        view! { <li><a class="plan-aim" href=address aria-current=current>{t(words)}</a></li> }
    };
    view! { <nav aria-label=t(k::PLANNING_AIMS)><ul class="plan-aims">{AIMS.iter().map(link).collect_view()}</ul></nav> }
        .into_any()
}

#[component]
fn Least(least: Memo<Band>, aim: Memo<PlanAim>) -> AnyView {
    let nav = use_nav();
    let choices = Band::ALL.map(|band| Choice::new(band.id(), band_words(band))).to_vec();
    let chosen = Signal::derive(move || least.get().id().to_owned());
    let choose = move |id: String| {
        let is_usual = id == usual_least(aim.get_untracked()).id();
        nav.change(|route| route.with("least", if is_usual { String::new() } else { id }))
    };
    view! { <Pick id="plan-least" label=t(k::PLANNING_LEAST) hint=t(k::PLANNING_LEAST_HINT) choices chosen on_choose=choose /> }
        .into_any()
}

fn made(view: &PlanView, is_part: bool) -> AnyView {
    match &view.plan {
        desk::Plan::Allocations(plan) => allocations::view(plan, view, is_part),
        desk::Plan::Missions(plan) => missions::view(plan, view),
        desk::Plan::Exchanges(plan) => exchanges::view(plan, view),
        desk::Plan::Triangular(plan) => triangular::view(plan, view),
        desk::Plan::Gaps(plan) => gaps::view(plan, view),
    }
}

/// Cards shown at first: each is a small page of its own.
const CARDS: usize = 10;

/// Says so where a plan may not be the best there is.
fn proof_note(proof: Proof) -> Option<AnyView> {
    (!proof.is_best()).then(|| note(Tone::Caution, t(k::PLANNING_NOT_PROVEN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_plan_is_meant() {
        for (aim, id, ..) in AIMS {
            assert_eq!(aim_of(&Route::to(Screen::Plan).with("view", id)), aim);
        }
        assert_eq!(aim_of(&Route::to(Screen::Plan).with("view", "nonsense")), PlanAim::Allocations);
        assert_eq!(least_of(&Route::to(Screen::Plan)), Band::Possible);
        assert_eq!(least_of(&Route::to(Screen::Plan).with("view", "exchanges")), Band::Good);
        assert_eq!(least_of(&Route::to(Screen::Plan).with("view", "missions")), Band::Weak);
        assert_eq!(least_of(&Route::to(Screen::Plan).with("least", "strong")), Band::Strong);
    }
}
