//! What hands do on the map: one pointer moves it, two bring it nearer or farther, a short touch chooses.

use super::view::Point;

/// Pixels a touch may slip and still be a touch.
const SLIP: f64 = 8.0;

/// Pointers that are down, the first two count.
#[derive(Clone, Debug, Default)]
pub struct Fingers {
    down: Vec<(i32, Point)>,
    /// Where the first came down; none once it has moved on, or a second came.
    touched: Option<Point>,
}

/// What a movement asks of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gesture {
    /// Pixels to move it.
    pub by: Point,
    /// How much nearer to bring it.
    pub factor: f64,
    /// The point that stays where it is.
    pub at: Point,
}

impl Fingers {
    pub fn is_none(&self) -> bool {
        self.down.is_empty()
    }

    pub fn down(&mut self, id: i32, at: Point) {
        self.lost(id);
        self.touched = self.down.is_empty().then_some(at);
        if self.down.len() < 2 {
            self.down.push((id, at));
        }
    }

    /// What a pointer's movement asks; none for one that is not down, or has not gone far enough to mean it.
    pub fn moved(&mut self, id: i32, at: Point) -> Option<Gesture> {
        let which = self.down.iter().position(|(known, _)| *known == id)?;
        if let Some(start) = self.touched {
            if (at.0 - start.0).hypot(at.1 - start.1) <= SLIP {
                return None;
            }
            self.touched = None;
        }
        let before = self.down[which].1;
        self.down[which].1 = at;
        let by = (at.0 - before.0, at.1 - before.1);
        let Some((_, other)) = self.down.get(1 - which.min(1)).filter(|_| self.down.len() == 2) else {
            return Some(Gesture { by, factor: 1.0, at });
        };
        let apart = |a: Point| (a.0 - other.0).hypot(a.1 - other.1).max(1.0);
        let middle = ((at.0 + other.0) / 2.0, (at.1 + other.1) / 2.0);
        Some(Gesture { by: (by.0 / 2.0, by.1 / 2.0), factor: apart(at) / apart(before), at: middle })
    }

    /// Takes a pointer away; whether it was a touch that chooses.
    pub fn up(&mut self, id: i32) -> bool {
        let is_touch = self.touched.is_some() && self.down.iter().any(|(known, _)| *known == id);
        self.lost(id);
        is_touch
    }

    /// Takes a pointer away that the browser uses for something else.
    pub fn lost(&mut self, id: i32) {
        self.down.retain(|(known, _)| *known != id);
        self.touched = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_touch_chooses_and_a_long_way_moves() {
        let mut fingers = Fingers::default();
        fingers.down(1, (100.0, 100.0));
        assert_eq!(fingers.moved(1, (104.0, 103.0)), None);
        assert!(fingers.up(1) && fingers.is_none());

        fingers.down(1, (100.0, 100.0));
        let gesture = fingers.moved(1, (120.0, 90.0)).expect("it went far");
        assert_eq!((gesture.by, gesture.factor), ((20.0, -10.0), 1.0));
        assert!(!fingers.up(1));
        assert_eq!(fingers.moved(1, (0.0, 0.0)), None);
    }

    #[test]
    fn two_fingers_apart_bring_nearer_and_never_choose() {
        let mut fingers = Fingers::default();
        fingers.down(1, (100.0, 100.0));
        fingers.down(2, (200.0, 100.0));
        let gesture = fingers.moved(2, (300.0, 100.0)).expect("two are down");
        assert!((gesture.factor - 2.0).abs() < 1e-9);
        assert_eq!((gesture.at, gesture.by), ((200.0, 100.0), (50.0, 0.0)));
        let closer = fingers.moved(1, (200.0, 100.0)).expect("two are down");
        assert!((closer.factor - 0.5).abs() < 1e-9);
        assert!(!fingers.up(1) && !fingers.up(2));
    }

    #[test]
    fn a_third_finger_and_a_lost_one_change_nothing() {
        let mut fingers = Fingers::default();
        fingers.down(1, (0.0, 0.0));
        fingers.down(2, (50.0, 0.0));
        fingers.down(3, (9.0, 9.0));
        assert_eq!(fingers.moved(3, (90.0, 90.0)), None);
        fingers.lost(1);
        assert!(!fingers.up(2) && fingers.is_none());
    }
}
