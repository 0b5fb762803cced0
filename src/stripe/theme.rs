//! The page's theme, told to Stripe's form.
//!
//! Stripe takes plain colours and lengths: no `var()`, and of most colours no alpha. So a sample that nobody sees wears
//! each token as another of its properties, and what the browser computes of them is passed on: one theme, two
//! surfaces, with no second list of colours. A translucent colour becomes the one it makes on what it stands on.
//!
//! The sample's transitions, which move nothing, end whenever a token becomes another: by a class of the host's, by a
//! style sheet, by the system going dark. They are important and the sample's own, so that no sheet of the page's
//! overrules them. What is not rendered has no transitions, which goes for the sample's first moment too; what changes
//! then is seen as soon as the sample has a size, which is with the next frame
//! (<https://drafts.csswg.org/css-transitions/#before-change-style>).
//!
//! Limits: a token that is no length in pixels, such as a radius in per cent, is left to Stripe's default.

#[cfg(test)]
mod tests;

use gloo_events::EventListener;
use std::{cell::RefCell, fmt, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{CssStyleDeclaration, Element, HtmlElement, ResizeObserver};

/// A colour of the theme: Stripe's variable for it, the sample's property that wears it, its token, and the colour in
/// this list on which it stands. The first is what is below the component, and only that.
const COLOURS: [(&str, &str, &str, usize); 11] = [
    ("", "background-color", "Canvas", 0),
    ("colorBackground", "border-top-color", "var(--surface)", 0),
    ("colorText", "color", "var(--text)", 1),
    ("colorPrimary", "border-left-color", "var(--accent)", 1),
    ("colorBorder", "border-right-color", "var(--line)", 1),
    ("colorDanger", "border-bottom-color", "var(--danger)", 1),
    ("colorSecondaryText", "caret-color", "var(--muted)", 1),
    ("offsetBackgroundColor", "outline-color", "var(--sunken)", 1),
    (
        "buttonPrimaryColorBackground",
        "column-rule-color",
        "var(--fill)",
        1,
    ),
    (
        "buttonPrimaryColorBorder",
        "text-decoration-color",
        "var(--fill)",
        1,
    ),
    (
        "buttonPrimaryColorText",
        "text-emphasis-color",
        "var(--on-fill)",
        8,
    ),
];

/// Everything else: Stripe's variable for it, the sample's property, and what it wears.
const OTHERS: [(&str, &str, &str); 4] = [
    ("fontFamily", "font-family", "var(--font)"),
    ("fontSizeBase", "font-size", "var(--dolfin-font-size, 1rem)"),
    ("spacingUnit", "column-gap", "calc(var(--unit) * 1.25)"),
    ("borderRadius", "border-top-left-radius", "var(--corner)"),
];

/// What the page looks like at one moment, as Stripe's appearance variables.
#[derive(Clone)]
pub(crate) struct Theme {
    variables: Vec<(&'static str, String)>,
    /// What it was read off, for whoever goes on reading.
    sample: Option<Rc<Sample>>,
}

impl fmt::Debug for Theme {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.variables.fmt(formatter)
    }
}

impl PartialEq for Theme {
    fn eq(&self, other: &Self) -> bool {
        self.variables == other.variables
    }
}

impl Theme {
    /// The theme in force in `root` now. The browser computes what it has not computed yet, which takes its time: in a
    /// component that has just been drawn, its whole layout, for what a new element looks like may depend on the size
    /// of a container anywhere in the page.
    pub(crate) fn of(root: &Element) -> Self {
        let sample = Sample::put_in(root).map(Rc::new);
        Self {
            variables: sample.as_deref().and_then(Sample::read).unwrap_or_default(),
            sample,
        }
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }
}

/// Calls `changed` whenever the theme in `root` is another than before, until what is returned is dropped. Where it is
/// already another than `seen`, that is told with the next frame: nothing is computed within this call.
pub(crate) fn follow(
    root: &Element,
    seen: Theme,
    changed: impl Fn(&Theme) + 'static,
) -> Option<Following> {
    let sample = seen.sample.clone().filter(|sample| sample.is_in(root));
    let follower = Rc::new(Follower {
        sample: match sample {
            Some(sample) => sample,
            None => Rc::new(Sample::put_in(root)?),
        },
        seen: RefCell::new(seen.variables),
        changed: Box::new(changed),
    });
    let sample = &follower.sample.element;
    let (by_transition, by_size) = (follower.clone(), follower.clone());
    let transitions = EventListener::new(sample, "transitionend", move |event| {
        // None of the host's business.
        event.stop_propagation();
        by_transition.check();
    });
    let resized = Closure::<dyn Fn()>::new(move || by_size.check());
    let sizes = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
    sizes.observe(sample);
    Some(Following {
        _transitions: transitions,
        sizes,
        _resized: resized,
    })
}

/// The theme is followed for as long as this is kept.
#[must_use = "the theme is followed no longer once this is dropped"]
pub(crate) struct Following {
    _transitions: EventListener,
    sizes: ResizeObserver,
    _resized: Closure<dyn Fn()>,
}

impl Drop for Following {
    fn drop(&mut self) {
        self.sizes.disconnect();
    }
}

struct Follower {
    sample: Rc<Sample>,
    seen: RefCell<Vec<(&'static str, String)>>,
    changed: Box<dyn Fn(&Theme)>,
}

impl Follower {
    fn check(&self) {
        let Some(variables) = self.sample.read() else {
            return;
        };
        // Each property tells of its own change; after the first there is nothing new.
        let before = self.seen.replace(variables.clone());
        if before != variables {
            let sample = Some(self.sample.clone());
            (self.changed)(&Theme { variables, sample });
        }
    }
}

/// The element that wears the tokens, and how it is computed. Dropping it takes it out of the page.
struct Sample {
    element: HtmlElement,
    computed: CssStyleDeclaration,
}

impl Sample {
    fn put_in(root: &Element) -> Option<Self> {
        let element = root.owner_document()?.create_element("span").ok()?;
        let element: HtmlElement = element.dyn_into().ok()?;
        let style = element.style();
        // What a browser does not know it leaves out.
        let wear = |property: &str, value: &str| {
            _ = style.set_property_with_priority(property, value, "important");
        };
        let mut properties = Vec::new();
        for (_, property, token, _) in COLOURS {
            wear(
                property,
                &["color-mix(in srgb, ", token, ", ", token, ")"].concat(),
            );
            properties.push(property);
        }
        for (_, property, token) in OTHERS {
            wear(property, token);
            properties.push(property);
        }
        for (property, value) in [
            // Of some size, so that it can be seen to be rendered; in nobody's way; and in the theme's own colours.
            ("position", "absolute"),
            ("inline-size", "1px"),
            ("block-size", "1px"),
            ("overflow", "hidden"),
            ("pointer-events", "none"),
            ("forced-color-adjust", "none"),
            // Nobody sees the colour of what is below it.
            ("opacity", "0"),
            // At their end from the start, so that nothing in between is ever read.
            ("transition", "none 1ms step-start"),
            ("transition-property", &properties.join(", ")),
            // By itself, for a browser that does not know it: what cannot be interpolated changes with a transition too.
            ("transition-behavior", "allow-discrete"),
        ] {
            wear(property, value);
        }
        let computed = web_sys::window()?.get_computed_style(&element).ok()??;
        root.append_child(&element).ok()?;
        Some(Self { element, computed })
    }

    fn is_in(&self, root: &Element) -> bool {
        self.element.parent_element().as_ref() == Some(root)
    }

    /// What it wears; nothing while a colour is on its way to another, whose end will be told: until then browsers
    /// write it in another colour space.
    fn read(&self) -> Option<Vec<(&'static str, String)>> {
        let mut variables = Vec::new();
        let mut colours: Vec<[f64; 3]> = Vec::new();
        let read = |property| {
            self.computed
                .get_property_value(property)
                .unwrap_or_default()
        };
        for (variable, property, _, below) in COLOURS {
            let below = colours.get(below).copied().unwrap_or([255.0; 3]);
            let colour = on(below, channels(&read(property))?);
            colours.push(colour);
            variables.push((variable, css(colour)));
        }
        // A browser that does not know what the tokens are made of makes one colour of all of them.
        let is_legible = colours.get(1) != colours.get(2);
        let mut variables: Vec<_> = variables.drain(1..).filter(|_| is_legible).collect();
        for (variable, property, _) in OTHERS {
            let value = read(property);
            if property == "font-family" || value.ends_with("px") {
                variables.push((variable, value));
            }
        }
        Some(variables)
    }
}

impl Drop for Sample {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// Red, green and blue of `0..=255` and alpha of `0..=1`, from how browsers write a computed colour in sRGB:
/// `rgb(10, 100, 128)`, `rgba(0, 0, 0, 0.12)`, `color(srgb 0.04 0.39 0.5 / 0.12)`.
fn channels(css: &str) -> Option<[f64; 4]> {
    let (numbers, scale) = match css.strip_prefix("color(srgb ") {
        Some(numbers) => (numbers, 255.0),
        None => (css.strip_prefix("rgb")?.trim_start_matches(['a', '(']), 1.0),
    };
    let mut numbers = numbers
        .split([' ', ',', '/', ')'])
        .filter(|number| !number.is_empty())
        // What is missing is written `none`, and counts as nothing.
        .map(|number| js_sys::Number::parse_float(number).max(0.0));
    let mut channel = || Some((numbers.next()? * scale).min(255.0));
    let (red, green, blue) = (channel()?, channel()?, channel()?);
    Some([red, green, blue, numbers.next().unwrap_or(1.0).min(1.0)])
}

/// The colour that another makes on one that is opaque.
fn on(below: [f64; 3], [red, green, blue, alpha]: [f64; 4]) -> [f64; 3] {
    let mix = |above: f64, below: f64| (above * alpha + below * (1.0 - alpha)).round();
    let [below_red, below_green, below_blue] = below;
    [
        mix(red, below_red),
        mix(green, below_green),
        mix(blue, below_blue),
    ]
}

fn css(colour: [f64; 3]) -> String {
    let channels = colour.map(|channel| (channel as u8).to_string());
    ["rgb(", &channels.join(", "), ")"].concat()
}
