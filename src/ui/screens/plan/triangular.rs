//! Triangular suggestions: matches that need a third party, and who it could be.

use leptos::prelude::*;

use super::names::{Names, picks, points, take_up};
use super::pages::paged;
use super::{CARDS, proof_note};
use crate::catalog::RecordKind;
use crate::desk::PlanView;
use crate::matching::answer::Band;
use crate::planning::answer::{Planned, Suggestion, ThirdParty, Triangular, TriangularPlan};
use crate::primitive::{Arrange, Id};
use crate::ui::screens::entries::web_link;
use crate::ui::screens::library::Texts;
use crate::ui::state::{Hands, use_hands};
use crate::ui::widgets::{Icon, Tone, empty_state, note};
use crate::ui::words::{k, label, list, said, t, tf, tn};
use crate::vocabulary::{Coded, CostItem, Role};

/// Third parties shown at once; the others unfold.
const THIRDS: usize = 3;

/// Every match that needs a third party, the strongest first.
pub fn view(plan: &TriangularPlan, view: &PlanView) -> AnyView {
    if plan.matches.is_empty() {
        return empty_state(Icon::Plan, k::PLANNING_NO_TRIANGULAR_TITLE, k::PLANNING_NO_TRIANGULAR_TEXT, ());
    }
    let hands = use_hands();
    let names = Names::of(view);
    let mut items = plan.matches.clone();
    items.arrange_by(|a, b| b.score.total_cmp(&a.score).then(a.request.cmp(&b.request)));
    let (count, taken, texts) = (items.len(), view.taken.clone(), Texts::fetch());
    let show = move |one: &Triangular| one_view(one, &names, &taken, texts, hands);
    view! {
        {proof_note(plan.proof)}
        <p role="status"><strong>{tn(k::PLANNING_TRIANGULAR_COUNT, count as f64)}</strong></p>
        {paged(items, "plan-cards", CARDS, show)}
    }
    .into_any()
}

fn one_view(one: &Triangular, names: &Names, taken: &[(Id, Id)], texts: Texts, hands: Hands) -> AnyView {
    // Only the ids matter for taking the pair up.
    let pair = Planned { request: one.request, offer: one.offer, score: one.score, band: Band::Weak };
    let own = picks(std::iter::once(&pair), taken);
    let items = |costs: &[CostItem]| {
        list(&costs.iter().map(|cost| label(CostItem::LIST, cost.id())).collect::<Vec<_>>())
    };
    let open = (!one.uncovered.is_empty())
        .then(|| note(Tone::Caution, tf(k::PLANNING_OPEN_COSTS, &[("items", &items(&one.uncovered))])));
    let full = one.at_capacity.then(|| note(Tone::Caution, t(k::PLANNING_AT_CAPACITY)));
    let third = |third: &Suggestion| third_view(third, texts, |id| names.institution_link(id));
    let suggestions = one.suggestions.iter().take(THIRDS).map(third).collect_view();
    let others: Vec<&Suggestion> = one.suggestions.iter().skip(THIRDS).collect();
    let others = (!others.is_empty()).then(|| {
        let words = tn(k::PLANNING_MORE_ROWS, others.len() as f64);
        let rows = others.into_iter().map(third).collect_view();
        view! { <details><summary>{words}</summary><ul class="plan-thirds">{rows}</ul></details> }
    });
    let nobody = one.suggestions.is_empty().then(|| view! { <p class="hint">{t(k::PLANNING_NO_THIRD)}</p> });
    view! {
        <article class="plan-card">
            {names.line(RecordKind::Request, one.request)}
            {names.line(RecordKind::Offer, one.offer)}
            <p class="hint">{tf(k::PLANNING_POINTS, &[("points", &points(one.score))])}</p>
            {open}
            {full}
            <h2>{t(k::PLANNING_THIRD)}</h2>
            {nobody}
            <ul class="plan-thirds">{suggestions}</ul>
            {others}
            <div class="actions">{take_up(own, None, hands)}</div>
        </article>
    }
    .into_any()
}

/// A third party: who, as what, why; `link` names an institution of the catalog, the library's texts name those of the
/// directory in the reader's language.
pub fn third_view(third: &Suggestion, texts: Texts, link: impl Fn(Id) -> AnyView) -> AnyView {
    let who = match &third.party {
        ThirdParty::Institution { id, .. } => link(*id),
        ThirdParty::Organisation { name, abbreviation, website, programme, .. } => {
            let (name, abbreviation) = (name.clone(), abbreviation.clone());
            let programme =
                programme.clone().map(|programme| view! { " · " {move || texts.view(&programme)} });
            let site = (!website.is_empty()).then(|| view! { <br /> {web_link(website)} });
            let has_short = !abbreviation.is_empty();
            let short = has_short.then_some(move || format!(" ({})", texts.words(&abbreviation)));
            view! { <span>{move || texts.view(&name)}{short}{programme}{site}</span> }.into_any()
        }
    };
    view! {
        <li>
            <strong>{who}</strong>
            <span class="hint">{label(Role::LIST, third.role.id())} ". " {said(&third.reason)}</span>
        </li>
    }
    .into_any()
}
