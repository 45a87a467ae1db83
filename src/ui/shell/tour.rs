//! The tour: five stops through the open catalog, each a sentence or two beside the real screen. It can be left
//! at every stop, walked back, and begun again from Start or from the help.

use leptos::html::H2;
use leptos::prelude::*;

use crate::ui::nav::{Nav, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{Key, k, t, tf};

/// Where the document says at which stop the person is; `style/tour.css` draws a line around what the stop speaks
/// of. On the root and not on the spot itself, which is drawn anew whenever its answer comes.
const AT: &str = "data-tour";
/// How many frames a screen gets to draw what the stop points at: about two seconds.
const FRAMES: u8 = 120;

/// Where a stop leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// To a screen.
    To(Screen),
    /// Along the first link of the screen before that this finds.
    Along(&'static str),
}

/// A stop of the tour.
struct Stop {
    /// Its name in the style sheet.
    id: &'static str,
    way: Way,
    /// What it points at.
    spot: &'static str,
    title: Key,
    text: Key,
}

const STOPS: [Stop; 5] = [
    Stop {
        id: "matrix",
        way: Way::To(Screen::Matrix),
        spot: ".matrix-scroll",
        title: k::TOUR_MATRIX,
        text: k::TOUR_MATRIX_TEXT,
    },
    Stop {
        id: "request",
        way: Way::To(Screen::Requests),
        spot: ".card-list > li:first-child",
        title: k::TOUR_REQUEST,
        text: k::TOUR_REQUEST_TEXT,
    },
    Stop {
        id: "matches",
        way: Way::To(Screen::Matches),
        spot: ".overview > li:first-child",
        title: k::TOUR_MATCHES,
        text: k::TOUR_MATCHES_TEXT,
    },
    Stop {
        id: "why",
        way: Way::Along(".overview h2 a"),
        spot: ".match-list > li:first-child",
        title: k::TOUR_WHY,
        text: k::TOUR_WHY_TEXT,
    },
    Stop {
        id: "own",
        way: Way::To(Screen::Start),
        spot: ".for-you",
        title: k::TOUR_OWN,
        text: k::TOUR_OWN_TEXT,
    },
];

/// At which stop the person is; none while nobody walks.
#[derive(Clone, Copy)]
pub struct Tour(RwSignal<Option<usize>>);

/// The tour of this page.
pub fn use_tour() -> Tour {
    expect_context()
}

impl Tour {
    /// Nobody walks yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Begins at the first stop.
    pub fn begin(self, nav: Nav) {
        self.go(nav, 0);
    }

    fn go(self, nav: Nav, at: usize) {
        let Some(stop) = STOPS.get(at) else { return self.end() };
        mark(Some(stop.id));
        match stop.way {
            Way::To(screen) => nav.go(Route::to(screen)),
            Way::Along(link) => {
                let found = document().query_selector(link).ok().flatten();
                let query = found.and_then(|link| link.get_attribute("href"));
                nav.go(query.map_or_else(|| Route::to(Screen::Matches), |query| Route::read(&query)));
            }
        }
        self.0.set(Some(at));
        point_at(self, at, FRAMES);
    }

    fn end(self) {
        mark(None);
        self.0.set(None);
    }
}

impl Default for Tour {
    fn default() -> Self {
        Self::new()
    }
}

fn mark(stop: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // A plain name is always taken.
    let _ = match stop {
        Some(id) => root.set_attribute(AT, id),
        None => root.remove_attribute(AT),
    };
}

/// Brings what the stop points at into view as soon as it is drawn; gives up when it does not appear or the person
/// moved on.
fn point_at(tour: Tour, at: usize, frames: u8) {
    request_animation_frame(move || {
        if tour.0.try_get_untracked().flatten() != Some(at) {
            return;
        }
        match STOPS.get(at).and_then(|stop| document().query_selector(stop.spot).ok().flatten()) {
            Some(spot) => {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Start);
                spot.scroll_into_view_with_scroll_into_view_options(&options);
            }
            None if frames > 0 => point_at(tour, at, frames - 1),
            None => {}
        }
    });
}

/// The panel at the foot of the page while somebody walks. It is no dialog: the screen above stays alive.
#[component]
pub fn TourPanel() -> AnyView {
    let tour = use_tour();
    let nav = use_nav();
    let panel = move || {
        let at = tour.0.get()?;
        let stop = STOPS.get(at)?;
        let heading = NodeRef::<H2>::new();
        // The heading of the screen takes the focus first; the frame after, the panel does.
        heading.on_load(|heading| {
            request_animation_frame(move || {
                let _ = heading.focus();
            });
        });
        let last = at + 1 == STOPS.len();
        let count = tf(k::TOUR_COUNT, &[("n", &(at + 1).to_string()), ("of", &STOPS.len().to_string())]);
        let on_words = t(if last { k::TOUR_DONE } else { k::TOUR_NEXT });
        let skip = (!last).then(|| {
            view! { <Button label=t(k::TOUR_SKIP) look=Look::Quiet on_press=move |()| tour.end() /> }
        });
        let back = (at > 0).then(|| {
            view! {
                <Button label=t(k::TOUR_BACK) symbol=Icon::Back only_icon=true look=Look::Quiet
                    on_press=move |()| tour.go(nav, at - 1) />
            }
        });
        let on_key = move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" {
                tour.end();
            }
        };
        Some(view! {
            <section class="tour" aria-label=t(k::TOUR_TITLE) on:keydown=on_key>
                <p class="tour-count">{count}</p>
                <h2 tabindex="-1" node_ref=heading>{t(stop.title)}</h2>
                <p>{t(stop.text)}</p>
                <div class="actions">
                    {back}
                    {skip}
                    <Button label=on_words look=Look::Primary on_press=move |()| tour.go(nav, at + 1) />
                </div>
            </section>
        })
    };
    view! { {panel} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tour_ends_where_people_say_who_they_are() {
        assert_eq!(STOPS.last().map(|stop| stop.way), Some(Way::To(Screen::Start)));
        // A link can only be followed from the screen on which it stands.
        for pair in STOPS.windows(2) {
            if let Way::Along(link) = pair[1].way {
                assert_eq!((pair[0].way, link), (Way::To(Screen::Matches), ".overview h2 a"));
            }
        }
    }
}
