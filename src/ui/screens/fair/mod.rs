//! The fair: from stand to stand by theme, with what fits one's own entries marked, and agreements noted in two taps.

mod agree;
mod stand;
mod stands;

use leptos::prelude::*;

use crate::desk::{FairOf, FairView, Filter};
use crate::platform::BrowserWorld;
use crate::primitive::Id;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::screens::start::WhoAmI;
use crate::ui::state::{shown, use_answer, use_session, use_weighing, use_who};
use crate::ui::widgets::{Choice, Heading, Icon, Pick, empty_state};
use crate::ui::words::{k, label, reader, t};
use crate::vocabulary::{Coded, Topic};

/// The screen. The address holds the theme (`topic`) and the stand one stands at (`id`).
#[component]
pub fn Fair() -> AnyView {
    let session = use_session();
    let has_catalog = Memo::new(move |_| session.current.with(Option::is_some));
    let body = move || if has_catalog.get() { view! { <Open /> }.into_any() } else { no_catalog() };
    view! { <div class="fair">{body}</div> }.into_any()
}

fn no_catalog() -> AnyView {
    view! {
        <Heading text=t(k::NAV_FAIR) />
        {empty_state(
            Icon::Fair,
            k::MATRIX_NONE_TITLE,
            k::FAIR_NONE_TEXT,
            view! { <a class="button primary" href=href(&Route::to(Screen::Start))>{t(k::NAV_START)}</a> },
        )}
    }
    .into_any()
}

#[component]
fn Open() -> AnyView {
    let route = use_route();
    let (who, weighing) = (use_who(), use_weighing());
    let own = Memo::new(move |_| who.institution());
    let filter = Memo::new(move |_| route.with(|route| route.filter.clone()));
    let at = Memo::new(move |_| route.with(|route| route.id));
    let answered = use_answer(move || {
        Some(FairOf {
            filter: filter.get(),
            institution: own.get(),
            stand: at.get(),
            since_ms: BrowserWorld.day_began_ms(),
            settings: weighing.settings(),
            lang: reader(),
        })
    });
    let agreeing = RwSignal::new(None::<agree::Subject>);
    let list = move |view: &FairView| stands::view(view, own.get_untracked().is_some(), at.get_untracked());
    let one = move || at.get().map(|id| visited(answered, id, own, agreeing));
    view! {
        <div class="fair-head" class:at-stand=move || at.get().is_some()>
            <Heading text=t(k::NAV_FAIR) lead=t(k::FAIR_LEAD) />
        </div>
        <div class="entries" class:with-detail=move || at.get().is_some()>
            <div class="entries-list">
                <div class="card fair-who">
                    {move || own.get().is_none().then(|| view! { <h2>{t(k::FAIR_WHO)}</h2> })}
                    <WhoAmI />
                </div>
                <Theme filter />
                {shown(answered, list)}
            </div>
            {one}
        </div>
        <agree::Agreeing subject=agreeing answered own />
    }
    .into_any()
}

/// The stand one stands at.
fn visited(
    answered: crate::ui::state::Answered<FairView>,
    id: Id,
    own: Memo<Option<Id>>,
    agreeing: RwSignal<Option<agree::Subject>>,
) -> AnyView {
    let body = move |view: &FairView| stand::view(view, id, own.get_untracked().is_some(), agreeing);
    view! { <div class="entries-detail"><section class="detail fair-stand">{shown(answered, body)}</section></div> }.into_any()
}

/// The theme, from a native list: one hand is enough for it.
#[component]
fn Theme(filter: Memo<Filter>) -> AnyView {
    let nav = use_nav();
    let choices =
        Topic::ALL.iter().map(|topic| Choice::new(topic.id(), label("topic", topic.id()))).collect();
    let chosen = Signal::derive(move || {
        filter.with(|filter| filter.topics.first().map(|topic| topic.id().to_owned()).unwrap_or_default())
    });
    let choose = move |id: String| {
        let topics = Topic::from_id(&id).into_iter().collect();
        nav.change(|route| Route { filter: Filter { topics, ..route.filter.clone() }, id: None, ..route });
    };
    view! {
        <div class="fair-theme">
            <Pick id="fair-theme" label=t(k::FAIR_THEME) choices chosen on_choose=choose none=t(k::FAIR_ALL_THEMES) />
        </div>
    }
    .into_any()
}
