//! The map itself: land, arcs and nodes in one drawing, and the hands and keys that move it.
//!
//! The drawing is for eyes and fingers; the table beside it is the same for everybody, and every country can be
//! chosen there. So the drawing is hidden from screen readers, and what can be focused is the frame around it,
//! which takes the keys.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::figures::{Node, nearest, nodes};
use super::fingers::Fingers;
use super::paint;
use super::sums::Sums;
use super::view::{Point, Size, View};
use super::world::World;
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{country_label, k, t, tn};

/// How much nearer a press on a button or a key brings.
const STEP: f64 = 1.5;
/// How much nearer a notch of the wheel brings; it sends many.
const NOTCH: f64 = 1.15;
/// The part of the map's width or height by which an arrow key moves it.
const STRIDE: f64 = 0.15;
/// How far beside a node a finger may fall: together with the node this makes a target of 44 pixels.
const REACH: f64 = 13.0;
/// The size assumed until the browser has told it.
const FIRST_SIZE: Size = Size { width: 640.0, height: 420.0 };

/// What the map holds while it is on the screen.
#[derive(Clone, Copy)]
pub struct Canvas {
    pub world: StoredValue<World>,
    pub sums: Memo<Sums>,
    pub chosen: Memo<Option<String>>,
    /// What the person moved to; none while the view is fitted to the catalog.
    moved_to: RwSignal<Option<View>>,
    size: RwSignal<Size>,
    pub view: Memo<View>,
    pub nodes: Memo<Vec<Node>>,
    /// Where the countries of the catalog are.
    here: Memo<Vec<Point>>,
    /// The country under the pointer.
    hover: RwSignal<Option<String>>,
    fingers: StoredValue<Fingers>,
    choose: Callback<String>,
}

impl Canvas {
    pub fn new(
        world: World,
        sums: Memo<Sums>,
        chosen: Memo<Option<String>>,
        choose: Callback<String>,
    ) -> Self {
        let points = StoredValue::new(world.points());
        let whole = world.size();
        let size = RwSignal::new(FIRST_SIZE);
        let moved_to = RwSignal::new(None::<View>);
        let here = Memo::new(move |_| {
            let has = |country: &str| points.with_value(|points| points.get(country).copied());
            sums.with(|sums| {
                let here = sums.places.iter().filter(|place| place.institutions > 0);
                here.filter_map(|place| has(&place.country)).collect::<Vec<Point>>()
            })
        });
        let fitted = Memo::new(move |_| here.with(|points| View::fit_most(points, size.get(), whole)));
        let view = Memo::new(move |_| moved_to.get().unwrap_or_else(|| fitted.get()));
        let unit = Memo::new(move |_| view.get().unit);
        let nodes = Memo::new(move |_| {
            let has = |country: &str| points.with_value(|points| points.get(country).copied());
            sums.with(|sums| nodes(&sums.places, has, unit.get()))
        });
        // A country chosen in the table comes into sight.
        Effect::new(move |_| {
            let country = chosen.get();
            let point = country.and_then(|id| points.with_value(|points| points.get(&id).copied()));
            let (now, size) = (view.get_untracked(), size.get_untracked());
            if let Some(middle) = point.filter(|point| !now.shows(*point, size)) {
                moved_to.set(Some(View { middle, ..now }.moved((0.0, 0.0), size, whole)));
            }
        });
        let world = StoredValue::new(world);
        let (hover, fingers) = (RwSignal::new(None), StoredValue::new(Fingers::default()));
        Self { world, sums, chosen, moved_to, size, view, nodes, here, hover, fingers, choose }
    }

    /// Where the drawing's upper left corner lies, in pixels.
    pub fn origin(self) -> Point {
        self.view.get().origin(self.size.get())
    }

    fn whole(self) -> Size {
        self.world.with_value(World::size)
    }

    fn zoom(self, factor: f64, at: Option<Point>) {
        let size = self.size.get_untracked();
        let at = at.unwrap_or((size.width / 2.0, size.height / 2.0));
        let view = self.view.get_untracked().zoomed(factor, at, size, self.whole());
        self.moved_to.set(Some(view));
    }

    fn shift(self, by: Point) {
        let size = self.size.get_untracked();
        self.moved_to.set(Some(self.view.get_untracked().moved(by, size, self.whole())));
    }

    fn key(self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let Size { width, height } = self.size.get_untracked();
        match event.key().as_str() {
            "+" | "=" => self.zoom(STEP, None),
            "-" => self.zoom(1.0 / STEP, None),
            "ArrowLeft" => self.shift((width * STRIDE, 0.0)),
            "ArrowRight" => self.shift((-width * STRIDE, 0.0)),
            "ArrowUp" => self.shift((0.0, height * STRIDE)),
            "ArrowDown" => self.shift((0.0, -height * STRIDE)),
            "Home" => self.moved_to.set(None),
            _ => return,
        }
        event.prevent_default();
    }

    /// The wheel zooms once the map has been pressed, or with the control key as two fingers on a touchpad send it;
    /// else it scrolls the page, as people expect who only pass over the map.
    fn wheel(self, event: &WheelEvent, frame: NodeRef<Div>) {
        let has_focus = frame.get_untracked().is_some_and(|frame| {
            let frame: &web_sys::Element = &frame;
            document().active_element().as_ref() == Some(frame)
        });
        if has_focus || event.ctrl_key() {
            event.prevent_default();
            let factor = if event.delta_y() < 0.0 { NOTCH } else { 1.0 / NOTCH };
            self.zoom(factor, Some(place(event, frame)));
        }
    }

    fn down(self, event: &PointerEvent, frame: NodeRef<Div>) {
        self.fingers.update_value(|fingers| fingers.down(event.pointer_id(), place(event, frame)));
        if let Some(frame) = frame.get_untracked() {
            // Without capture the hand only has to stay over the map.
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
    }

    fn moves(self, event: &PointerEvent, frame: NodeRef<Div>) {
        let at = place(event, frame);
        let id = event.pointer_id();
        let gesture = self.fingers.try_update_value(|fingers| fingers.moved(id, at)).flatten();
        match gesture {
            Some(gesture) => {
                self.shift(gesture.by);
                if gesture.factor != 1.0 {
                    self.zoom(gesture.factor, Some(gesture.at));
                }
            }
            None if self.fingers.with_value(Fingers::is_none) => self.hover.set(self.under(event, at)),
            None => {}
        }
    }

    fn up(self, event: &PointerEvent, frame: NodeRef<Div>) {
        let tapped = self.fingers.try_update_value(|fingers| fingers.up(event.pointer_id()));
        if tapped == Some(true)
            && let Some(country) = self.under(event, place(event, frame))
        {
            self.choose.run(country);
        }
    }

    /// The country a pointer means: that of the nearest node, else the land under it.
    fn under(self, event: &PointerEvent, at: Point) -> Option<String> {
        let (x, y) = self.view.get_untracked().origin(self.size.get_untracked());
        let at = (at.0 - x, at.1 - y);
        let node =
            self.nodes.with_untracked(|nodes| nearest(nodes, at, REACH).map(|node| node.country.clone()));
        node.or_else(|| {
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            document().element_from_point(x as f32, y as f32)?.get_attribute("data-country")
        })
    }

    /// How many countries of the catalog the view leaves out, in words.
    fn outside(self) -> Option<String> {
        let (view, size) = (self.view.get(), self.size.get());
        let out = self.here.with(|points| points.iter().filter(|point| !view.shows(**point, size)).count());
        (out > 0).then(|| tn(k::MAP_OUTSIDE, out as f64))
    }

    /// What is under the pointer, in words.
    fn caption(self) -> Option<String> {
        let country = self.hover.get()?;
        let mut words = vec![country_label(&country)];
        self.sums.with(|sums| {
            if let Some(place) = sums.places.iter().find(|place| place.country == country) {
                if place.offers > 0 {
                    words.push(tn(k::TALLY_OFFERS, place.offers));
                }
                if place.requests > 0 {
                    words.push(tn(k::TALLY_REQUESTS, place.requests));
                }
            }
        });
        Some(words.join(" · "))
    }
}

/// Where an event happened, in pixels from the frame's corner.
fn place(event: &web_sys::MouseEvent, frame: NodeRef<Div>) -> Point {
    let corner = frame.get_untracked().map(|frame| frame.get_bounding_client_rect());
    let (left, top) = corner.map_or((0.0, 0.0), |corner| (corner.left(), corner.top()));
    (f64::from(event.client_x()) - left, f64::from(event.client_y()) - top)
}

/// The map in its frame, with its buttons.
pub fn view(canvas: Canvas) -> AnyView {
    let frame = NodeRef::<Div>::new();
    follow_size(frame, canvas.size);
    let is_moved = move || canvas.moved_to.get().is_some();
    let Canvas { hover, .. } = canvas;
    view! {
        <div class="map-frame">
            <div
                class="map-view"
                class:moved=is_moved
                node_ref=frame
                role="group"
                tabindex="0"
                aria-label=t(k::MAP_LABEL)
                aria-describedby="map-keys"
                on:keydown=move |event| canvas.key(&event)
                on:wheel=move |event| canvas.wheel(&event, frame)
                on:pointerdown=move |event| canvas.down(&event, frame)
                on:pointermove=move |event| canvas.moves(&event, frame)
                on:pointerup=move |event| canvas.up(&event, frame)
                on:pointercancel=move |event| canvas.fingers.update_value(|fingers| fingers.lost(event.pointer_id()))
                on:pointerleave=move |_| hover.set(None)
            >
                {paint::drawing(canvas)}
            </div>
            <p class="map-caption" aria-hidden="true">{move || canvas.caption()}</p>
            <div class="map-buttons">
                <Button label=t(k::MAP_NEARER) symbol=Icon::Add only_icon=true on_press=move |()| canvas.zoom(STEP, None) />
                <Button label=t(k::MAP_FARTHER) symbol=Icon::Less only_icon=true on_press=move |()| canvas.zoom(1.0 / STEP, None) />
                <Button label=t(k::MAP_FIT) symbol=Icon::Fit only_icon=true on_press=move |()| canvas.moved_to.set(None) />
            </div>
        </div>
        <p class="hint" role="status">{move || canvas.outside()}</p>
        <p class="hint" id="map-keys">{t(k::MAP_KEYS)}</p>
    }
    .into_any()
}

/// Follows the size of the frame, from the first layout to every turn of the device.
fn follow_size(frame: NodeRef<Div>, size: RwSignal<Size>) {
    let held = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn FnMut()>)>);
    frame.on_load(move |node| {
        let of = node.clone();
        let measure = move || {
            let (width, height) = (f64::from(of.client_width()), f64::from(of.client_height()));
            if width > 0.0 && height > 0.0 {
                size.try_set(Size { width, height });
            }
        };
        measure();
        let closure = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&node);
            held.set_value(Some((observer, closure)));
        }
    });
    on_cleanup(move || {
        held.try_update_value(|held| {
            if let Some((observer, _)) = held.take() {
                observer.disconnect();
            }
        });
    });
}
