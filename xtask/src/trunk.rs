//! How Trunk is asked to build and to serve.
//!
//! Its settings are those of `Trunk.toml`; only the proxies differ from run to run. Trunk takes no
//! headers for them on its command line, and must not get an API key there, so serving goes by a copy
//! of `Trunk.toml` under `target/`, readable by its owner alone and gone once Trunk has read it. Only
//! being killed while the app is built leaves it behind, until the next time.

use crate::{House, guard::Guarded, lean::lean, live::API_KEY};
use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use xshell::{Cmd, cmd};

/// Requests under `rewrite` go to `backend`.
#[derive(Serialize)]
pub struct Proxy {
    pub rewrite: &'static str,
    pub backend: String,
    /// Added to each request; an empty value removes what the browser sent.
    pub request_headers: BTreeMap<&'static str, String>,
    /// A redirect would carry the added headers to wherever it points.
    pub no_redirect: bool,
    /// A proxy of the machine's is not for its own addresses.
    pub no_system_proxy: bool,
}

/// Which of the two apps.
#[derive(Clone, Copy)]
pub enum Edition {
    /// What is shipped.
    Production,
    /// The one that may load the sandbox's stand-in for Connect.js.
    Sandbox,
}

/// What to serve, and where.
pub struct Serving<'a> {
    pub port: u16,
    pub edition: Edition,
    pub release: bool,
    pub publishable_key: Option<&'a str>,
    pub proxies: Vec<Proxy>,
}

/// Trunk, serving. Dropping it ends Trunk and what it runs.
pub struct Served {
    trunk: Guarded,
    settings: Option<PrivateFile>,
}

/// Builds an edition into `dist`, as it is to be shipped.
pub fn build(house: &House, dist: &Path, edition: Edition) -> Result<()> {
    let sh = &house.shell;
    let features = edition.features();
    let build = cmd!(
        sh,
        "trunk --quiet --skip-version-check build --release --dist {dist} {features...}"
    );
    lean(calm(build))
        .run()
        .map_err(|_| anyhow!("Trunk could not build the app; the reason stands above."))
}

/// Builds an example of a host as its developer does while working on it.
pub fn build_example(house: &House, dist: &Path, example: &str) -> Result<()> {
    let sh = &house.shell;
    let build = cmd!(
        sh,
        "trunk --quiet --skip-version-check build --dist {dist} {example}/index.html"
    );
    calm(build)
        .run()
        .map_err(|_| anyhow!("Trunk could not build {example}; the reason stands above."))
}

/// Builds the app, serves it, and builds it again whenever its source changes.
pub fn serve(house: &House, serving: &Serving) -> Result<Served> {
    let sh = &house.shell;
    let directory = house.target.join("xtask");
    let dist = directory.join(format!("serve-{}", serving.port));
    if dist.exists() {
        // What is left of the last time would hide that the app does not build.
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let ours = fs::read_to_string(house.root.join("Trunk.toml"))?;
    let settings = PrivateFile::write(
        directory.join(format!("serve-{}.toml", serving.port)),
        &settings_with(&ours, &house.root, &serving.proxies)?,
    )?;

    let path = &settings.0;
    let port = serving.port.to_string();
    let release = serving.release.then_some("--release");
    let features = serving.edition.features();
    let mut serve = cmd!(
        sh,
        "trunk --quiet --skip-version-check --config {path}
         serve --port {port} --dist {dist} {release...} {features...}"
    );
    if serving.release {
        serve = lean(serve);
    }
    if let Some(key) = serving.publishable_key {
        serve = serve.env("STRIPE_PUBLISHABLE_KEY", key);
    }
    Ok(Served {
        trunk: Guarded::watch(&calm(serve).into())?,
        settings: Some(settings),
    })
}

impl Edition {
    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Production => &["--features", "app"],
            Self::Sandbox => &["--features", "app,sandbox"],
        }
    }
}

impl Served {
    /// Whether Trunk has ended on its own.
    pub fn has_ended(&mut self) -> bool {
        self.trunk.has_ended()
    }

    /// To be called once Trunk answers: it has read its settings then.
    pub fn forget_settings(&mut self) {
        self.settings = None;
    }
}

/// Keeps out what makes Trunk talk (the headers of its proxies, among others), what makes it fail (it
/// wants `true` or `false` in NO_COLOR), and what is none of its business.
fn calm(command: Cmd) -> Cmd {
    command
        .quiet()
        .env_remove("RUST_LOG")
        .env("RUST_BACKTRACE", "0")
        .env_remove("NO_COLOR")
        .env_remove("TRUNK_CONFIG")
        .env_remove(API_KEY)
}

/// `Trunk.toml` with other proxies, and with its paths made absolute, as the copy stands elsewhere.
fn settings_with(ours: &str, root: &Path, proxies: &[Proxy]) -> Result<String> {
    let here = |path: &str| toml::Value::from(root.join(path).display().to_string());
    let mut settings: toml::Table = ours.parse().context("Trunk.toml cannot be read")?;
    settings.insert("proxy".to_owned(), toml::Value::try_from(proxies)?);
    // What is served while somebody works on it need not be small.
    settings.remove("hooks");
    if let Some(build) = settings
        .get_mut("build")
        .and_then(toml::Value::as_table_mut)
    {
        build.insert("target".to_owned(), here("index.html"));
    }
    let watched = settings
        .get_mut("watch")
        .and_then(|watch| watch.get_mut("watch")?.as_array_mut());
    for path in watched.into_iter().flatten() {
        *path = here(path.as_str().unwrap_or_default());
    }
    Ok(toml::to_string(&settings)?)
}

/// A file that only its owner can read, and that goes when this is dropped.
struct PrivateFile(PathBuf);

impl PrivateFile {
    fn write(path: PathBuf, text: &str) -> Result<Self> {
        // The mode holds for a new file only.
        if path.exists() {
            fs::remove_file(&path)?;
        }
        let mut file = fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path)?;
        let private = Self(path);
        file.write_all(text.as_bytes())?;
        Ok(private)
    }
}

impl Drop for PrivateFile {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = fs::remove_file(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../Trunk.toml");

    fn proxy() -> Proxy {
        Proxy {
            rewrite: "/api/",
            backend: "https://api.example".to_owned(),
            request_headers: BTreeMap::from([("x-key", "a\"b".to_owned())]),
            no_redirect: true,
            no_system_proxy: false,
        }
    }

    #[test]
    fn the_copy_has_our_proxies_alone_and_looks_for_the_app_where_it_is() {
        let copy = settings_with(OURS, Path::new("/somewhere"), &[proxy()]).unwrap();
        let copy: toml::Table = copy.parse().unwrap();
        assert_eq!(copy["proxy"].as_array().unwrap().len(), 1);
        assert!(copy.get("hooks").is_none());
        assert_eq!(
            copy["proxy"][0]["request_headers"]["x-key"].as_str(),
            Some("a\"b")
        );
        assert_eq!(
            copy["build"]["target"].as_str(),
            Some("/somewhere/index.html")
        );
        let watched = copy["watch"]["watch"].as_array().unwrap();
        assert!(watched.contains(&"/somewhere/src".into()), "{watched:?}");
    }

    #[test]
    fn a_plain_build_is_the_production_build() {
        let ours: toml::Table = OURS.parse().unwrap();
        assert_eq!(
            ours["build"]["features"].as_array().unwrap(),
            &["app".into()]
        );
    }

    #[test]
    fn only_the_owner_can_read_what_may_hold_a_key_and_not_for_long() {
        use std::os::unix::fs::PermissionsExt;
        let path = std::env::temp_dir().join(format!("xtask-private-{}", std::process::id()));
        fs::write(&path, "open to all").unwrap();
        let private = PrivateFile::write(path.clone(), "private").unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&path).unwrap(), "private");
        drop(private);
        assert!(!path.exists());
    }
}
