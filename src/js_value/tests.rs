//! What is read of JavaScript values, and what becomes of Rust values in JavaScript.

use super::{own, read_as, write};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/page.js")]
extern "C" {
    fn evaluate(text: &str) -> JsValue;
    #[wasm_bindgen(js_name = asText)]
    fn text(value: &JsValue) -> String;
    fn pollute(name: &str, value: &JsValue);
    fn clean(name: &str);
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, rename_all = "camelCase")]
struct Host {
    name: Option<String>,
    is_open: bool,
    floors: u8,
    height: f64,
    rooms: Vec<String>,
    kind: Kind,
    inner: Option<Box<Host>>,
}

#[derive(Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    #[default]
    Small,
    VeryLarge,
}

#[wasm_bindgen_test]
fn a_struct_is_read_member_by_member() {
    let given = evaluate(
        r#"{ name: "a", isOpen: true, floors: 3, height: 2.5, rooms: ["x", "y"], kind: "very-large",
             inner: { name: "b" }, other: { any: [1, () => 1] } }"#,
    );
    let expected = Host {
        name: Some("a".into()),
        is_open: true,
        floors: 3,
        height: 2.5,
        rooms: vec!["x".into(), "y".into()],
        kind: Kind::VeryLarge,
        inner: Some(Box::new(Host {
            name: Some("b".into()),
            ..Host::default()
        })),
    };
    assert_eq!(read_as(&given), Some(expected));
}

#[wasm_bindgen_test]
fn null_and_undefined_are_as_good_as_absent_to_an_option() {
    for absent in ["{}", "{ name: null }", "{ name: undefined }"] {
        let read: Option<Host> = read_as(&evaluate(absent));
        assert_eq!(read, Some(Host::default()), "{absent}");
    }
}

#[wasm_bindgen_test]
fn the_first_letter_may_be_of_either_case_and_the_exact_name_comes_first() {
    for (given, name) in [
        (r#"{ Name: "a" }"#, Some("a")),
        (r#"{ Name: "a", name: "b" }"#, Some("b")),
        (r#"{ Name: "a", name: null }"#, None),
        (r#"{ NAME: "a" }"#, None),
    ] {
        let read: Host = read_as(&evaluate(given)).unwrap();
        assert_eq!(read.name.as_deref(), name, "{given}");
    }
    assert_eq!(own(&evaluate("{ name: 1 }"), "Name"), 1.0);
}

#[wasm_bindgen_test]
fn a_wrong_type_is_told_and_not_guessed() {
    for given in [
        "{ isOpen: 'true' }",
        "{ isOpen: 1 }",
        "{ floors: 300 }",
        "{ floors: 1.5 }",
        "{ floors: '3' }",
        "{ name: 7 }",
        "{ rooms: {} }",
        "{ rooms: ['x', 1] }",
        "{ kind: 'unheard-of' }",
        "{ kind: 1 }",
        "{ inner: [] }",
        "{ inner: 'x' }",
    ] {
        assert_eq!(read_as::<Host>(&evaluate(given)), None, "{given}");
    }
    for given in [
        "null",
        "undefined",
        "[]",
        "1",
        "'x'",
        "() => 1",
        "Symbol()",
        "1n",
    ] {
        assert_eq!(read_as::<Host>(&evaluate(given)), None, "{given}");
    }
}

#[wasm_bindgen_test]
fn only_own_members_count() {
    pollute("name", &"evil".into());
    let read: Option<Host> = read_as(&evaluate("{ rooms: [] }"));
    let of_none: Option<Host> = read_as(&evaluate("Object.create({ name: 'inherited' })"));
    let bare: Option<Host> = read_as(&evaluate(
        "Object.assign(Object.create(null), { name: 'a' })",
    ));
    clean("name");
    assert_eq!(read, Some(Host::default()));
    assert_eq!(of_none, Some(Host::default()));
    assert_eq!(bare.and_then(|bare| bare.name).as_deref(), Some("a"));
}

#[wasm_bindgen_test]
fn a_getter_that_throws_reads_as_absent() {
    let given = evaluate("{ get name() { throw 1 }, isOpen: true }");
    let read: Host = read_as(&given).unwrap();
    assert_eq!((read.name, read.is_open), (None, true));
}

#[wasm_bindgen_test]
fn what_is_nested_too_deep_is_not_followed() {
    #[derive(Deserialize)]
    struct Deep {
        deep: Option<Box<Deep>>,
    }
    let nested = |levels: usize| {
        let text = ["{ deep: ".repeat(levels), "null".into(), "}".repeat(levels)].concat();
        read_as::<Deep>(&evaluate(&text))
    };
    assert!(nested(16).is_some_and(|read| read.deep.is_some()));
    assert!(nested(17).is_none());
    let circle = evaluate("(() => { const a = {}; a.deep = a; return a })()");
    assert!(read_as::<Deep>(&circle).is_none());
}

#[wasm_bindgen_test]
fn a_map_has_every_own_member_in_order() {
    let read: BTreeMap<String, f64> = read_as(&evaluate("{ b: 2, a: -0.5 }")).unwrap();
    assert_eq!(
        read,
        BTreeMap::from([("a".into(), -0.5), ("b".into(), 2.0)])
    );
}

#[wasm_bindgen_test]
fn what_is_written_reads_the_same() {
    let host = Host {
        name: Some("é𝄞".into()),
        floors: 9,
        height: 0.5,
        rooms: vec![String::new(), "x".into()],
        kind: Kind::VeryLarge,
        inner: Some(Box::new(Host::default())),
        ..Host::default()
    };
    let written = write(&host);
    assert_eq!(read_as(&written), Some(host));
    assert_eq!(
        text(&write(&Host::default())),
        r#"{"name":null,"isOpen":false,"floors":0,"height":0,"rooms":[],"kind":"small","inner":null}"#
    );
}

#[wasm_bindgen_test]
fn maps_and_options_have_their_usual_shapes() {
    let map = BTreeMap::from([("__proto__", Some(1_u32)), ("a", None)]);
    assert_eq!(text(&write(&map)), r#"{"__proto__":1,"a":null}"#);
    assert!(write(&(1_i8, "x")).is_undefined(), "there are no tuples");
    assert_eq!(text(&write("x")), r#""x""#);
    assert!(write(&None::<u8>).is_null());
}

#[wasm_bindgen_test]
fn a_setter_on_the_prototype_is_not_called() {
    evaluate(
        "Object.defineProperty(Object.prototype, 'name', { configurable: true, set() { throw 1 } })",
    );
    let written = text(&write(&Host::default()));
    clean("name");
    assert!(written.starts_with(r#"{"name":null,"#), "{written}");
}
