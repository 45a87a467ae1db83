//! Numbers, dates, lists and names as the reader's language writes them, by the browser's `Intl`.
//!
//! `Intl` is reached by name: one small helper serves all its formatters, and what a browser lacks falls back
//! to the plain value.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Date as JsDate, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{k, reader_tag, t, tf};
use crate::primitive::{Date, Window};

const MS_A_DAY: f64 = 86_400_000.0;
const MINUTE_MS: f64 = 60_000.0;
const HOUR_MS: f64 = 3_600_000.0;

thread_local! {
    static MADE: RefCell<BTreeMap<&'static str, Option<Object>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Forgets the formatters of the former language.
pub(super) fn forget() {
    MADE.with(|made| made.borrow_mut().clear());
}

/// A formatter under a name of ours, made on first use.
fn formatter(name: &'static str, class: &str, options: &[(&str, &str)]) -> Option<Object> {
    if let Some(made) = MADE.with(|made| made.borrow().get(name).cloned()) {
        return made;
    }
    let new = construct(class, options);
    MADE.with(|made| made.borrow_mut().insert(name, new.clone()));
    new
}

fn construct(class: &str, options: &[(&str, &str)]) -> Option<Object> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let bag = Object::new();
    for (name, value) in options {
        let value = value.parse::<f64>().map_or_else(|_| JsValue::from_str(value), JsValue::from_f64);
        Reflect::set(&bag, &(*name).into(), &value).ok()?;
    }
    let args = Array::of2(&reader_tag().into(), &bag);
    Reflect::construct(&class, &args).ok()?.dyn_into().ok()
}

fn call(on: &Object, method: &str, args: &[&JsValue]) -> Option<String> {
    let function: Function = Reflect::get(on, &method.into()).ok()?.dyn_into().ok()?;
    let args: Array = args.iter().copied().collect();
    function.apply(on, &args).ok()?.as_string()
}

/// The plural category of a number (`one`, `many`, `other`).
pub(super) fn plural_form(n: f64) -> String {
    formatter("plural", "PluralRules", &[])
        .and_then(|rules| call(&rules, "select", &[&n.into()]))
        .unwrap_or_else(|| if n == 1.0 { "one" } else { "other" }.to_owned())
}

/// A number with at most one decimal.
pub fn number(n: impl Into<f64>) -> String {
    let n = n.into();
    formatter("number", "NumberFormat", &[("maximumFractionDigits", "1")])
        .and_then(|format| call(&format, "format", &[&n.into()]))
        .unwrap_or_else(|| n.to_string())
}

/// A share in `[0, 1]` in whole per cent.
pub fn share(part: f64) -> String {
    formatter("share", "NumberFormat", &[("style", "percent"), ("maximumFractionDigits", "0")])
        // Adding zero turns the negative zero of an empty sum into zero.
        .and_then(|format| call(&format, "format", &[&(part + 0.0).into()]))
        .unwrap_or_else(|| format!("{:.0} %", part * 100.0))
}

/// A size in bytes, in the largest unit of which there is one.
pub fn size(bytes: f64) -> String {
    let (name, unit, divisor): (&'static str, &str, f64) = match bytes {
        few if few < 1_000.0 => ("byte", "byte", 1.0),
        small if small < 1_000_000.0 => ("kilobyte", "kilobyte", 1_000.0),
        large if large < 1_000_000_000.0 => ("megabyte", "megabyte", 1_000_000.0),
        _ => ("gigabyte", "gigabyte", 1_000_000_000.0),
    };
    let shown = bytes / divisor;
    formatter(
        name,
        "NumberFormat",
        &[("style", "unit"), ("unit", unit), ("unitDisplay", "short"), ("maximumFractionDigits", "1")],
    )
    .and_then(|format| call(&format, "format", &[&shown.into()]))
    .unwrap_or_else(|| format!("{shown:.1} {unit}"))
}

fn js_day(day: Date) -> JsValue {
    JsDate::new(&(f64::from(day.days()) * MS_A_DAY).into()).into()
}

/// A day, written out: *3 March 2027*.
pub fn date(day: Date) -> String {
    dated("date", &[("year", "numeric"), ("month", "short"), ("day", "numeric")], day)
}

/// A day without its year: *3 March*.
pub fn day_and_month(day: Date) -> String {
    dated("day", &[("month", "long"), ("day", "numeric")], day)
}

fn dated(name: &'static str, parts: &[(&str, &str)], day: Date) -> String {
    let mut options = vec![("timeZone", "UTC")];
    options.extend_from_slice(parts);
    formatter(name, "DateTimeFormat", &options)
        .and_then(|format| call(&format, "format", &[&js_day(day)]))
        .unwrap_or_else(|| day.to_string())
}

/// Two days, as short as the language allows: *1–15 March 2027*.
pub fn range(from: Date, to: Date) -> String {
    let options = [("timeZone", "UTC"), ("year", "numeric"), ("month", "short"), ("day", "numeric")];
    formatter("date", "DateTimeFormat", &options)
        .and_then(|format| call(&format, "formatRange", &[&js_day(from), &js_day(to)]))
        .unwrap_or_else(|| format!("{from} – {to}"))
}

/// A window in words, also where an end is open.
pub fn window(window: Window) -> String {
    match (window.from(), window.to()) {
        (Some(from), Some(to)) => range(from, to),
        (Some(from), None) => tf(k::WINDOW_FROM, &[("date", &date(from))]),
        (None, Some(to)) => tf(k::WINDOW_UNTIL, &[("date", &date(to))]),
        (None, None) => t(k::WINDOW_UNSTATED),
    }
}

/// An instant, on the reader's clock.
pub fn instant(ms: f64) -> String {
    let options = [("dateStyle", "medium"), ("timeStyle", "short")];
    formatter("instant", "DateTimeFormat", &options)
        .and_then(|format| call(&format, "format", &[&JsDate::new(&ms.into()).into()]))
        .unwrap_or_default()
}

/// How long ago an instant was: *5 minutes ago*, *yesterday*; a date from a month on.
pub fn ago(ms: f64) -> String {
    let since = JsDate::now() - ms;
    let (amount, unit) = match since {
        s if s < HOUR_MS => ((s / MINUTE_MS).floor(), "minute"),
        s if s < MS_A_DAY => ((s / HOUR_MS).floor(), "hour"),
        s if s < 30.0 * MS_A_DAY => ((s / MS_A_DAY).floor(), "day"),
        _ => return instant(ms),
    };
    formatter("ago", "RelativeTimeFormat", &[("numeric", "auto")])
        .and_then(|format| call(&format, "format", &[&(-amount.max(0.0)).into(), &unit.into()]))
        .unwrap_or_else(|| instant(ms))
}

/// Values joined as the language joins them: *a, b and c*.
pub fn list(items: &[String]) -> String {
    let array: Array = items.iter().map(JsValue::from).collect();
    formatter("list", "ListFormat", &[("type", "conjunction")])
        .and_then(|format| call(&format, "format", &[&array.into()]))
        .unwrap_or_else(|| items.join(", "))
}

/// The name of a country by its alpha-2 code; the code where the browser has no name.
pub fn country(alpha2: &str) -> String {
    formatter("country", "DisplayNames", &[("type", "region")])
        .and_then(|names| call(&names, "of", &[&alpha2.into()]))
        .unwrap_or_else(|| alpha2.to_owned())
}

/// The name of a language by its BCP 47 tag; the tag where the browser has no name.
pub fn language(tag: &str) -> String {
    formatter("language", "DisplayNames", &[("type", "language")])
        .and_then(|names| call(&names, "of", &[&tag.into()]))
        .unwrap_or_else(|| tag.to_owned())
}

/// Orders two names as the reader's language does.
pub fn collate(a: &str, b: &str) -> std::cmp::Ordering {
    let compared = formatter("collate", "Collator", &[("sensitivity", "base")]).and_then(|collator| {
        let compare: Function = Reflect::get(&collator, &"compare".into()).ok()?.dyn_into().ok()?;
        compare.call2(&collator, &a.into(), &b.into()).ok()?.as_f64()
    });
    compared.map_or_else(|| a.cmp(b), |order| order.total_cmp(&0.0))
}
