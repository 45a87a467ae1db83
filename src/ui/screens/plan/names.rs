//! What a plan names, found by its id; and the pieces that every plan shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::catalog::RecordKind;
use crate::desk::{Command, EntryCard, EntryKey, InstitutionCard, PlanView};
use crate::matching::answer::Band;
use crate::planning::answer::Planned;
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::entries::card::screen_of;
use crate::ui::screens::parts::by_whom;
use crate::ui::state::{Hands, Planned as Asked};
use crate::ui::widgets::{Button, Icon, Look, badge, band_words, shown_text};
use crate::ui::words::{Form, k, number, t, tf};
use crate::vocabulary::PortfolioStatus;

/// Requests with the offers a plan gives them.
pub type Picks = Vec<(Id, Vec<Id>)>;

/// The cards of a plan by id.
#[derive(Clone)]
pub struct Names(Arc<(BTreeMap<EntryKey, EntryCard>, BTreeMap<Id, InstitutionCard>)>);

impl Names {
    /// The cards of a plan.
    pub fn of(view: &PlanView) -> Self {
        let entries = view.entries.iter().map(|card| (card.key, card.clone())).collect();
        let institutions = view.institutions.iter().map(|card| (card.id, card.clone())).collect();
        Self(Arc::new((entries, institutions)))
    }

    fn entry(&self, kind: RecordKind, id: Id) -> Option<&EntryCard> {
        self.0.0.get(&EntryKey { kind, id })
    }

    /// An entry as a link, with its institution.
    pub fn line(&self, kind: RecordKind, id: Id) -> AnyView {
        let Some(card) = self.entry(kind, id) else { return ().into_any() };
        let link = href(&Route::record(screen_of(kind), id));
        view! {
            <span class=format!("plan-entry {}", kind.word())>
                <a href=link>{shown_text(&card.title)}</a>
                <span class="hint">{by_whom(&card.institution)}</span>
            </span>
        }
        .into_any()
    }

    /// How people call an institution.
    pub fn institution(&self, id: Id) -> String {
        self.0.1.get(&id).map(by_whom).unwrap_or_default()
    }

    /// The shortest name of an institution, for a drawing.
    pub fn short(&self, id: Id) -> String {
        let name = |card: &InstitutionCard| {
            if card.acronym.trim().is_empty() { card.name.text.clone() } else { card.acronym.clone() }
        };
        self.0.1.get(&id).map(name).unwrap_or_default()
    }

    /// An institution as a link.
    pub fn institution_link(&self, id: Id) -> AnyView {
        let link = href(&Route::record(Screen::Institutions, id));
        view! { <a href=link>{self.institution(id)}</a> }.into_any()
    }
}

/// A score out of a hundred with its band: *72, good*.
pub fn score(score: f64, band: Band) -> AnyView {
    view! {
        <span class="plan-score"><strong>{points(score)}</strong> " " <span class="hint">{band_words(band)}</span></span>
    }
    .into_any()
}

/// A score out of a hundred.
pub fn points(score: f64) -> String {
    number((score * 100.0).round())
}

/// The pairs of a plan by request, without those that are in the portfolio already.
pub fn picks<'a>(pairs: impl Iterator<Item = &'a Planned>, taken: &[(Id, Id)]) -> Picks {
    let mut by_request: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for pair in pairs.filter(|pair| !taken.contains(&(pair.request, pair.offer))) {
        by_request.entry(pair.request).or_default().push(pair.offer);
    }
    by_request.into_iter().collect()
}

/// Pairs taken into the portfolio since the plan was made: a long plan need not be made again to show them.
#[derive(Clone, Copy)]
pub struct Taken(RwSignal<BTreeSet<(Id, Id)>>);

impl Taken {
    /// Empty, and empty again with every whole plan, which knows the portfolio itself.
    pub fn following(planned: Asked) -> Self {
        let taken = RwSignal::new(BTreeSet::new());
        Effect::new(move |_| {
            planned.value.track();
            taken.update(BTreeSet::clear);
        });
        Self(taken)
    }

    /// What of these picks is not taken yet.
    fn left(self, picks: &Picks) -> Picks {
        self.0.with(|taken| {
            let left = picks.iter().map(|(request, offers)| {
                let offers = offers.iter().copied().filter(|offer| !taken.contains(&(*request, *offer)));
                (*request, offers.collect::<Vec<Id>>())
            });
            left.filter(|(_, offers)| !offers.is_empty()).collect()
        })
    }

    fn note(self, picks: &Picks) {
        let pairs =
            picks.iter().flat_map(|(request, offers)| offers.iter().map(move |offer| (*request, *offer)));
        self.0.try_update(|taken| taken.extend(pairs));
    }
}

/// A button that takes picks into the portfolio; where nothing is left to take, the word that it is there.
pub fn take_up(picks: Picks, all: Option<Form>, hands: Hands) -> AnyView {
    let taken: Taken = expect_context();
    let body = move || {
        let left = taken.left(&picks);
        if left.is_empty() {
            return badge("good", t(k::PLANNING_TAKEN));
        }
        let words = match all {
            Some(words) => tf(words, &[("n", &number(left.len() as f64))]),
            None => t(k::MATCH_TAKE_UP),
        };
        let look = if all.is_some() { Look::Primary } else { Look::Plain };
        let take = move |()| {
            let picks = left.clone();
            spawn_local(async move {
                let command = Command::TakeUpAll { picks: picks.clone(), status: PortfolioStatus::Proposed };
                if hands.carry_out(command).await.is_ok() {
                    taken.note(&picks);
                }
            });
        };
        view! { <Button label=words look symbol=Icon::Portfolio on_press=take /> }.into_any()
    };
    view! { {body} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_the_portfolio_is_not_taken_up_again() {
        let pair = |request, offer| Planned {
            request: Id::from_u128(request),
            offer: Id::from_u128(offer),
            score: 0.5,
            band: Band::Good,
        };
        let pairs = [pair(1, 10), pair(1, 11), pair(2, 12), pair(3, 13)];
        let taken = [(Id::from_u128(1), Id::from_u128(10)), (Id::from_u128(2), Id::from_u128(12))];
        let left = picks(pairs.iter(), &taken);
        let id = Id::from_u128;
        assert_eq!(left, [(id(1), vec![id(11)]), (id(3), vec![id(13)])]);
        assert_eq!(picks(pairs.iter(), &[])[0], (id(1), vec![id(10), id(11)]));
    }
}
