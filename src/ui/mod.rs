//! The page: screens, widgets, what they share.
//!
//! Reading order: [`app`] starts the page; [`route`] and [`nav`] are its addresses; [`words`] its languages;
//! [`state`] what the screens share; [`widgets`] the parts they are made of; [`shell`] what surrounds every
//! screen; [`screens`] the screens.
//!
//! Nothing here computes on a catalog: a screen asks the desk ([`state::use_answer`]) and shows the answer.

pub mod app;
mod broken;
pub mod nav;
pub mod route;
pub mod screens;
pub mod shell;
pub mod state;
pub mod widgets;
pub mod words;

pub use app::start;
