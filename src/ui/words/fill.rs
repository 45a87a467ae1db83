//! Placeholders of messages.

/// Replaces every `{name}` by what `value` gives for it; a name it does not know stays as it stands.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let tail = &rest[start..];
        let Some(end) = tail.find('}') else {
            out.push_str(tail);
            return out;
        };
        match value(&tail[1..end]) {
            Some(text) => out.push_str(&text),
            None => out.push_str(&tail[..=end]),
        }
        rest = &tail[end + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_and_nothing_else() {
        let value = |name: &str| match name {
            "title" => Some("Puente {n}".to_owned()),
            "n" => Some("3".to_owned()),
            _ => None,
        };
        let cases = [
            ("{n} offers", "3 offers"),
            ("{title} has {n}", "Puente {n} has 3"),
            ("no names", "no names"),
            ("an {unknown} name", "an {unknown} name"),
            ("an open { brace", "an open { brace"),
            ("", ""),
        ];
        for (template, expected) in cases {
            assert_eq!(fill(template, value), expected);
        }
    }
}
