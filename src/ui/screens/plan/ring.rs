//! A swap or a ring of three as a drawing: who gives to whom. The words beside it say the same.

use std::f64::consts::TAU;

use leptos::prelude::*;

/// Width of the drawing.
const WIDTH: f64 = 300.0;
/// Height of the drawing.
const HEIGHT: f64 = 190.0;
/// Half the width of the ring on which the institutions stand.
const REACH_X: f64 = 95.0;
/// Half its height.
const REACH_Y: f64 = 62.0;
/// How far an arrow keeps from the middle of a name, sideways and upwards: names are wider than high.
const CLEAR: (f64, f64) = (56.0, 24.0);
/// How far an arrow bends to the side, so that the two arrows of a swap stand apart.
const BEND: f64 = 26.0;
/// Letters of a name that fit.
const LETTERS: usize = 12;

/// Where the institutions stand: the first at the left of a swap, on top of a ring.
fn places(count: usize) -> Vec<(f64, f64)> {
    let start = if count == 2 { 0.5 } else { -0.25 };
    let place = |at: usize| {
        let angle = TAU * (start + at as f64 / count.max(1) as f64);
        (WIDTH / 2.0 + REACH_X * angle.cos(), HEIGHT / 2.0 + REACH_Y * angle.sin())
    };
    (0..count).map(place).collect()
}

/// A bent line from one place to another that keeps clear of both names.
fn arrow(from: (f64, f64), to: (f64, f64)) -> String {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    // To the right of the way: arrows that run in opposite directions bend away from each other.
    let middle = ((from.0 + to.0) / 2.0 + uy * BEND, (from.1 + to.1) / 2.0 - ux * BEND);
    let clear = |place: (f64, f64)| {
        let (tx, ty) = (middle.0 - place.0, middle.1 - place.1);
        // Where the line to the middle leaves the oval around the name.
        let scale = 1.0 / (tx / CLEAR.0).hypot(ty / CLEAR.1).max(1.0);
        (place.0 + tx * scale, place.1 + ty * scale)
    };
    let (start, end) = (clear(from), clear(to));
    format!("M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}", start.0, start.1, middle.0, middle.1, end.0, end.1)
}

/// A name as it fits beside the others.
fn fitting(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let head: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", head.trim_end())
}

/// The drawing; `givers` in the order of giving, the last gives to the first. `number` tells its arrowheads from
/// those of other drawings on the page.
pub fn drawing(givers: &[String], number: usize, words: String) -> AnyView {
    let places = places(givers.len());
    let head = format!("plan-head-{number}");
    let marker = format!("url(#{head})");
    let lines = places.iter().enumerate().map(|(at, from)| {
        let to = places[(at + 1) % places.len()];
        view! { <path class="ring-arrow" d=arrow(*from, to) marker-end=marker.clone() /> }
    });
    let names = givers.iter().zip(&places).map(|(name, (x, y))| {
        view! { <text x=format!("{x:.1}") y=format!("{y:.1}") class="ring-name">{fitting(name)}</text> }
    });
    view! {
        <svg class="ring" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=words>
            <defs>
                <marker id=head viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" markerHeight="9" orient="auto">
                    <path class="ring-head" d="M0 0 8 4 0 8z" />
                </marker>
            </defs>
            {lines.collect_view()}
            {names.collect_view()}
        </svg>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn institutions_stand_apart_and_inside_the_drawing() {
        for count in [2, 3] {
            let places = places(count);
            for (at, (x, y)) in places.iter().enumerate() {
                assert!(
                    (CLEAR.0 - 10.0..=WIDTH - CLEAR.0 + 10.0).contains(x)
                        && (15.0..=HEIGHT - 15.0).contains(y)
                );
                for (ox, oy) in &places[at + 1..] {
                    assert!((x - ox).hypot(y - oy) > 2.0 * CLEAR.1);
                }
            }
        }
        assert!(places(2)[0].0 < places(2)[1].0, "a swap is read from left to right");
    }

    #[test]
    fn the_two_arrows_of_a_swap_bend_away_from_each_other() {
        let places = places(2);
        let (there, back) = (arrow(places[0], places[1]), arrow(places[1], places[0]));
        assert_ne!(there, back);
        let bend = |path: &str| -> f64 {
            let control =
                path.split('Q').nth(1).and_then(|rest| rest.split(' ').nth(1)).and_then(|y| y.parse().ok());
            control.unwrap_or(f64::NAN)
        };
        assert!((bend(&there) - bend(&back)).abs() > BEND, "{there} {back}");
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(fitting("FOSIS"), "FOSIS");
        assert_eq!(fitting("Ministerio de Desarrollo"), "Ministerio…");
    }
}
