//! What part of the map is seen, and moving over it. Plain geometry: map units on the one side, pixels on the other.

/// A point: across, then down.
pub type Point = (f64, f64);

/// Width and height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

/// Map units a pixel shows at the deepest zoom: a small island is then as large as a thumb.
const NEAREST: f64 = 0.25;
/// Pixels left free around what the view is fitted to, so that figures at the edge are whole.
const MARGIN: f64 = 34.0;
/// Map units a pixel may show before figures of neighbours cover each other; a fitted view of a narrow screen
/// leaves out countries far away to stay below it.
const CROWDED: f64 = 13.0;
/// Share of the countries that a fitted view holds at least, however narrow the screen.
const LEAST_SHARE: f64 = 0.6;
/// A view around a single point shows this many map units across: a country and its neighbours.
const AROUND: f64 = 900.0;

/// A view: the point in its middle, and how many map units a pixel shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub middle: Point,
    pub unit: f64,
}

impl View {
    /// The nearest view that holds these points with room around them; the whole world where there are none.
    pub fn fit(points: &[Point], size: Size, world: Size) -> Self {
        let Some([left, top, right, bottom]) = bounds(points) else {
            let middle = (world.width / 2.0, world.height / 2.0);
            return Self { middle, unit: f64::MAX }.kept(size, world);
        };
        let room = |pixels: f64| (pixels - 2.0 * MARGIN).max(MARGIN);
        let wide = (right - left) / room(size.width);
        let high = (bottom - top) / room(size.height);
        let unit = wide.max(high).max(AROUND / room(size.width));
        Self { middle: ((left + right) / 2.0, (top + bottom) / 2.0), unit }.kept(size, world)
    }

    /// The same, but on a narrow screen it lets go of the countries farthest out, as long as most stay.
    pub fn fit_most(points: &[Point], size: Size, world: Size) -> Self {
        let mut left: Vec<Point> = points.to_vec();
        let least = (points.len() as f64 * LEAST_SHARE).ceil() as usize;
        let mut view = Self::fit(&left, size, world);
        while view.unit > CROWDED && left.len() > least.max(1) {
            let without = |at: usize| {
                let mut fewer = left.clone();
                fewer.swap_remove(at);
                (Self::fit(&fewer, size, world), fewer)
            };
            // Of the points on the four edges, the one whose leaving brings the rest nearest.
            let edges = edges(&left);
            let best = edges.into_iter().map(without).min_by(|a, b| a.0.unit.total_cmp(&b.0.unit));
            let Some((nearer, fewer)) = best else { break };
            (view, left) = (nearer, fewer);
        }
        view
    }

    /// The same view nearer (above 1) or farther, with the map under a pixel staying there.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: Point, size: Size, world: Size) -> Self {
        let fixed = self.to_map(at, size);
        let unit = Self { unit: self.unit / factor, ..self }.kept(size, world).unit;
        let middle =
            (fixed.0 - (at.0 - size.width / 2.0) * unit, fixed.1 - (at.1 - size.height / 2.0) * unit);
        Self { middle, unit }.kept(size, world)
    }

    /// The view with the map moved by so many pixels.
    #[must_use]
    pub fn moved(self, by: Point, size: Size, world: Size) -> Self {
        let middle = (self.middle.0 - by.0 * self.unit, self.middle.1 - by.1 * self.unit);
        Self { middle, ..self }.kept(size, world)
    }

    /// The nearest view that shows neither more than the world nor what lies outside it.
    fn kept(self, size: Size, world: Size) -> Self {
        let whole = (world.width / size.width).max(world.height / size.height);
        let unit = self.unit.clamp(NEAREST.min(whole), whole);
        let keep = |middle: f64, pixels: f64, all: f64| {
            let half = (pixels * unit / 2.0).min(all / 2.0);
            middle.clamp(half, all - half)
        };
        let middle =
            (keep(self.middle.0, size.width, world.width), keep(self.middle.1, size.height, world.height));
        Self { middle, unit }
    }

    /// The map point under a pixel.
    pub fn to_map(self, pixel: Point, size: Size) -> Point {
        (
            self.middle.0 + (pixel.0 - size.width / 2.0) * self.unit,
            self.middle.1 + (pixel.1 - size.height / 2.0) * self.unit,
        )
    }

    /// Where the map's upper left corner lies, in pixels.
    pub fn origin(self, size: Size) -> Point {
        (size.width / 2.0 - self.middle.0 / self.unit, size.height / 2.0 - self.middle.1 / self.unit)
    }

    /// Whether a map point is seen.
    pub fn shows(self, point: Point, size: Size) -> bool {
        let (x, y) = self.origin(size);
        let (x, y) = (x + point.0 / self.unit, y + point.1 / self.unit);
        (0.0..=size.width).contains(&x) && (0.0..=size.height).contains(&y)
    }
}

fn bounds(points: &[Point]) -> Option<[f64; 4]> {
    let first = *points.first()?;
    let around = |[left, top, right, bottom]: [f64; 4], point: &Point| {
        [left.min(point.0), top.min(point.1), right.max(point.0), bottom.max(point.1)]
    };
    Some(points.iter().fold([first.0, first.1, first.0, first.1], around))
}

/// Positions of the points farthest to each side.
fn edges(points: &[Point]) -> Vec<usize> {
    let along =
        |of: fn(&Point) -> f64| (0..points.len()).max_by(|a, b| of(&points[*a]).total_cmp(&of(&points[*b])));
    let sides: [fn(&Point) -> f64; 4] = [|p| p.0, |p| -p.0, |p| p.1, |p| -p.1];
    sides.into_iter().filter_map(along).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: Size = Size { width: 10_000.0, height: 4_867.0 };
    const DESK: Size = Size { width: 800.0, height: 500.0 };
    const PHONE: Size = Size { width: 328.0, height: 420.0 };

    fn near(a: Point, b: Point) -> bool {
        (a.0 - b.0).abs() < 1e-6 && (a.1 - b.1).abs() < 1e-6
    }

    #[test]
    fn a_fitted_view_shows_every_point_with_room_around_it() {
        let points = [(2_300.0, 1_500.0), (3_600.0, 3_800.0), (3_000.0, 2_000.0)];
        for size in [DESK, PHONE] {
            let view = View::fit(&points, size, WORLD);
            let (x, y) = view.origin(size);
            for point in points {
                let at = (x + point.0 / view.unit, y + point.1 / view.unit);
                assert!((MARGIN - 1.0..=size.width - MARGIN + 1.0).contains(&at.0), "{at:?}");
                assert!((MARGIN - 1.0..=size.height - MARGIN + 1.0).contains(&at.1), "{at:?}");
            }
        }
    }

    #[test]
    fn without_points_the_world_is_seen_and_one_point_has_neighbours() {
        let world = View::fit(&[], DESK, WORLD);
        assert!(world.shows((1.0, 1.0), DESK) && world.shows((9_999.0, 4_866.0), DESK));
        let one = View::fit(&[(3_000.0, 2_000.0)], DESK, WORLD);
        assert!(near(one.middle, (3_000.0, 2_000.0)));
        assert!((1.0..2.0).contains(&one.unit), "{}", one.unit);
    }

    #[test]
    fn a_narrow_screen_lets_go_of_who_is_far_away_but_keeps_most() {
        let mut points: Vec<Point> =
            (0..20).map(|n| (2_600.0 + 40.0 * f64::from(n), 1_700.0 + 20.0 * f64::from(n))).collect();
        points.extend([(8_400.0, 2_700.0), (8_800.0, 1_200.0), (5_200.0, 2_300.0)]);
        let wide = View::fit_most(&points, DESK, WORLD);
        assert_eq!(wide, View::fit(&points, DESK, WORLD));
        let narrow = View::fit_most(&points, PHONE, WORLD);
        let seen = points.iter().filter(|point| narrow.shows(**point, PHONE)).count();
        assert!(narrow.unit <= CROWDED && (20..points.len()).contains(&seen), "{narrow:?} {seen}");
        // Where everybody is far from everybody, most are seen all the same.
        let spread: Vec<Point> = (0..10).map(|n| (500.0 + 1_000.0 * f64::from(n), 2_000.0)).collect();
        let narrow = View::fit_most(&spread, PHONE, WORLD);
        assert!(spread.iter().filter(|point| narrow.shows(**point, PHONE)).count() >= 6);
    }

    #[test]
    fn zooming_keeps_the_place_under_the_finger_and_stays_within_limits() {
        let view = View { middle: (4_000.0, 2_400.0), unit: 6.0 };
        let at = (500.0, 120.0);
        let nearer = view.zoomed(2.0, at, DESK, WORLD);
        assert!((nearer.unit - 3.0).abs() < 1e-9);
        assert!(near(nearer.to_map(at, DESK), view.to_map(at, DESK)));
        assert_eq!(view.zoomed(1e9, at, DESK, WORLD).unit, NEAREST);
        let far = view.zoomed(1e-9, at, DESK, WORLD);
        assert!(far.shows((0.0, 0.0), DESK) && far.shows((10_000.0, 4_867.0), DESK));
    }

    #[test]
    fn the_map_moves_with_the_hand_and_never_out_of_sight() {
        let view = View { middle: (4_000.0, 2_400.0), unit: 2.0 };
        let moved = view.moved((30.0, -10.0), DESK, WORLD);
        assert!(near(moved.middle, (3_940.0, 2_420.0)));
        let corner = view.moved((1e9, 1e9), DESK, WORLD);
        assert!(near(corner.origin(DESK), (0.0, 0.0)));
    }
}
