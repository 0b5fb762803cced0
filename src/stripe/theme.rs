//! The page's theme, told to Stripe's form.
//!
//! Stripe takes plain colours and lengths: no `var()`, and of most colours no alpha. So samples that nobody sees wear
//! one token each, and what the browser computes of them is passed on: one theme, two surfaces, with no second list
//! of colours. A translucent colour becomes the one it makes on what it stands on.
//!
//! A sample's transition, which moves nothing, ends whenever its token becomes another: by a class of the host's, by a
//! style sheet, by the system going dark. It is important and the sample's own, so that no sheet of the page's
//! overrules it. What is not rendered has no transitions, which goes for a sample's first moment too; what changes
//! then is seen as soon as the samples have a size, which is with the next frame
//! (<https://drafts.csswg.org/css-transitions/#before-change-style>).
//!
//! Limits: a token that is no length in pixels, such as a radius in per cent, is left to Stripe's default.

#[cfg(test)]
mod tests;

use gloo_events::EventListener;
use std::{cell::RefCell, fmt, rc::Rc};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{CssStyleDeclaration, Element, HtmlElement, ResizeObserver, Window};

/// A colour of the theme: Stripe's variable for it, its token, and the colour in this list on which it stands. The
/// first is what is below the component, and only that.
const COLOURS: [(&str, &str, usize); 11] = [
    ("", "Canvas", 0),
    ("colorBackground", "var(--surface)", 0),
    ("colorText", "var(--text)", 1),
    ("colorPrimary", "var(--accent)", 1),
    ("colorBorder", "var(--line)", 1),
    ("colorDanger", "var(--danger)", 1),
    ("colorSecondaryText", "var(--muted)", 1),
    ("offsetBackgroundColor", "var(--sunken)", 1),
    ("buttonPrimaryColorBackground", "var(--fill)", 1),
    ("buttonPrimaryColorBorder", "var(--fill)", 1),
    ("buttonPrimaryColorText", "var(--on-fill)", 8),
];

/// Everything else: Stripe's variable for it, the property that a sample wears, and what it wears.
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
    samples: Option<Rc<Samples>>,
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
    /// The theme in force in `frame` now. The browser computes what it has not computed yet, which takes its time.
    pub(crate) fn of(frame: &Element) -> Self {
        let samples = Samples::put_in(frame).map(Rc::new);
        Self {
            variables: samples
                .as_deref()
                .and_then(Samples::read)
                .unwrap_or_default(),
            samples,
        }
    }

    pub(super) fn variables(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
    }
}

/// Calls `changed` whenever the theme in `frame` is another than before, until what is returned is dropped. Where it is
/// already another than `seen`, that is told with the next frame: nothing is computed within this call.
pub(crate) fn follow(
    frame: &Element,
    seen: Theme,
    changed: impl Fn(&Theme) + 'static,
) -> Option<Following> {
    let samples = seen.samples.clone().filter(|samples| samples.are_in(frame));
    let follower = Rc::new(Follower {
        samples: match samples {
            Some(samples) => samples,
            None => Rc::new(Samples::put_in(frame)?),
        },
        seen: RefCell::new(seen.variables),
        changed: Box::new(changed),
    });
    let root = &follower.samples.root;
    let (by_transition, by_size) = (follower.clone(), follower.clone());
    let transitions = EventListener::new(root, "transitionend", move |event| {
        // None of the host's business.
        event.stop_propagation();
        by_transition.check();
    });
    let resized = Closure::<dyn Fn()>::new(move || by_size.check());
    let sizes = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
    sizes.observe(root);
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
    samples: Rc<Samples>,
    seen: RefCell<Vec<(&'static str, String)>>,
    changed: Box<dyn Fn(&Theme)>,
}

impl Follower {
    fn check(&self) {
        let Some(variables) = self.samples.read() else {
            return;
        };
        // Each sample tells of its own change; after the first there is nothing new.
        let before = self.seen.replace(variables.clone());
        if before != variables {
            let samples = Some(self.samples.clone());
            (self.changed)(&Theme { variables, samples });
        }
    }
}

/// Elements that wear the tokens, and how they are computed. Dropping them takes them out of the page.
struct Samples {
    root: HtmlElement,
    colours: Vec<CssStyleDeclaration>,
    others: Vec<CssStyleDeclaration>,
}

impl Samples {
    fn put_in(frame: &Element) -> Option<Self> {
        let window = web_sys::window()?;
        let root = sample(frame)?;
        // Of some size, so that it can be seen to be rendered; in nobody's way; and in the theme's own colours.
        for (property, value) in [
            ("position", "absolute"),
            ("inline-size", "1px"),
            ("block-size", "1px"),
            ("overflow", "hidden"),
            ("pointer-events", "none"),
            ("forced-color-adjust", "none"),
        ] {
            wear(&root, property, value);
        }
        let mix = |token: &str| ["color-mix(in srgb, ", token, ", ", token, ")"].concat();
        let colours = COLOURS.map(|(_, token, _)| ("color", mix(token)));
        let others = OTHERS.map(|(_, property, token)| (property, token.to_owned()));
        let colours = computed(&window, &root, &colours)?;
        let others = computed(&window, &root, &others)?;
        let samples = Self {
            root,
            colours,
            others,
        };
        frame.append_child(&samples.root).ok()?;
        Some(samples)
    }

    fn are_in(&self, frame: &Element) -> bool {
        self.root.parent_element().as_ref() == Some(frame)
    }

    /// What they wear; nothing while a colour is on its way to another, whose end will be told: until then browsers
    /// write it in another colour space.
    fn read(&self) -> Option<Vec<(&'static str, String)>> {
        let mut variables = Vec::new();
        let mut colours: Vec<[f64; 3]> = Vec::new();
        for ((variable, _, below), computed) in COLOURS.iter().zip(&self.colours) {
            let below = colours.get(*below).copied().unwrap_or([255.0; 3]);
            let value = computed.get_property_value("color").unwrap_or_default();
            let colour = on(below, channels(&value)?);
            colours.push(colour);
            variables.push((*variable, css(colour)));
        }
        // A browser that does not know what the tokens are made of makes one colour of all of them.
        let is_legible = colours.get(1) != colours.get(2);
        let mut variables: Vec<_> = variables.drain(1..).filter(|_| is_legible).collect();
        for ((variable, property, _), computed) in OTHERS.iter().zip(&self.others) {
            let value = computed.get_property_value(property).unwrap_or_default();
            if *property == "font-family" || value.ends_with("px") {
                variables.push((*variable, value));
            }
        }
        Some(variables)
    }
}

impl Drop for Samples {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn sample(like: &Element) -> Option<HtmlElement> {
    let element = like.owner_document()?.create_element("span").ok()?;
    element.dyn_into().ok()
}

/// Adds a sample for each property and what it wears, and answers with how they are computed.
fn computed(
    window: &Window,
    root: &HtmlElement,
    worn: &[(&str, String)],
) -> Option<Vec<CssStyleDeclaration>> {
    let sample = |(property, value): &(&str, String)| {
        let sample = sample(root)?;
        wear(&sample, property, value);
        // At its end from the start, so that nothing in between is ever read.
        wear(
            &sample,
            "transition",
            &[property, " 1ms step-start"].concat(),
        );
        // By itself, for a browser that does not know it: what cannot be interpolated changes with a transition too.
        wear(&sample, "transition-behavior", "allow-discrete");
        root.append_child(&sample).ok()?;
        window.get_computed_style(&sample).ok()?
    };
    worn.iter().map(sample).collect()
}

fn wear(element: &HtmlElement, property: &str, value: &str) {
    // What a browser does not know it leaves out.
    _ = element
        .style()
        .set_property_with_priority(property, value, "important");
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
