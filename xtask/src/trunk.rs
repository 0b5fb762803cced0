//! How Trunk is asked to build, to watch and to serve.
//!
//! Its settings are those of `Trunk.toml`, but for what differs from run to run: the proxies go to the port that the
//! sandbox was given, and what is worked on is not shrunk. Such settings go into a copy under `target/xtask`. There is
//! no secret in them: a real API is not reached by Trunk's proxy, which asks nobody who they are.

use crate::{guard::Guarded, shipped::as_shipped, workspace::Workspace};
use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use xshell::{Cmd, cmd};

/// Requests under `rewrite` go to `backend`.
#[derive(Serialize)]
struct Proxy<'a> {
    rewrite: &'static str,
    backend: &'a str,
    /// The sandbox redirects on purpose, and the browser is to see it.
    no_redirect: bool,
    /// A proxy of the machine's is not for its own addresses.
    no_system_proxy: bool,
}

/// Which of the two apps.
#[derive(Clone, Copy)]
pub enum Edition {
    /// What is shipped.
    Production,
    /// The one that may load the sandbox's stand-in for Connect.js.
    Sandbox,
}

/// Builds an edition into `dist`, as it is to be shipped.
pub fn build(workspace: &Workspace, dist: &Path, edition: Edition) -> Result<()> {
    let sh = &workspace.shell;
    let features = edition.features();
    let build = cmd!(
        sh,
        "trunk --quiet --skip-version-check build --release --dist {dist} {features...}"
    );
    as_shipped(calm(build))
        .run()
        .map_err(|_| anyhow!("Trunk could not build the app; the reason stands above."))
}

/// Builds an example of a host as its developer does while working on it.
pub fn build_example(workspace: &Workspace, dist: &Path, example: &str) -> Result<()> {
    let sh = &workspace.shell;
    // In its own folder: our settings are the standalone app's.
    let _there = sh.push_dir(example);
    let build = cmd!(
        sh,
        "trunk --quiet --skip-version-check build --dist {dist} index.html"
    );
    calm(build)
        .run()
        .map_err(|_| anyhow!("Trunk could not build {example}; the reason stands above."))
}

/// Builds the app for the sandbox, serves it on `port` with the sandbox at `backend` behind it, and builds it again
/// whenever its source changes. Dropping what is returned ends Trunk and what it runs.
///
/// # Errors
/// Trunk cannot be started, or the directories under `target` cannot be written.
pub fn serve(workspace: &Workspace, port: u16, backend: &str, release: bool) -> Result<Guarded> {
    let sh = &workspace.shell;
    let dist = empty_directory(workspace, "serve", port)?;
    let proxy = |rewrite| Proxy {
        rewrite,
        backend,
        no_redirect: true,
        no_system_proxy: true,
    };
    let settings = settings_file(workspace, port, &[proxy("/api/"), proxy("/sandbox/")])?;
    let port = port.to_string();
    let release_flag = release.then_some("--release");
    let features = Edition::Sandbox.features();
    let serve = cmd!(
        sh,
        "trunk --quiet --skip-version-check --config {settings}
         serve --port {port} --dist {dist} {release_flag...} {features...}"
    );
    start(serve, release)
}

/// Builds the app for a real API into `dist`, and again whenever its source changes, without serving it.
///
/// # Errors
/// As [`serve`].
pub fn watch(
    workspace: &Workspace,
    dist: &Path,
    port: u16,
    publishable_key: &str,
    release: bool,
) -> Result<Guarded> {
    let sh = &workspace.shell;
    let settings = settings_file(workspace, port, &[])?;
    let release_flag = release.then_some("--release");
    let features = Edition::Production.features();
    let watch = cmd!(
        sh,
        "trunk --quiet --skip-version-check --config {settings}
         watch --dist {dist} {release_flag...} {features...}"
    );
    start(
        watch.env("STRIPE_PUBLISHABLE_KEY", publishable_key),
        release,
    )
}

/// A directory for what is built for a port. What is left of the last time would hide that the app does not build.
///
/// # Errors
/// It cannot be emptied or made.
pub fn empty_directory(workspace: &Workspace, what: &str, port: u16) -> Result<PathBuf> {
    let directory = workspace
        .target
        .join("xtask")
        .join(format!("{what}-{port}"));
    if directory.exists() {
        fs::remove_dir_all(&directory)?;
    }
    fs::create_dir_all(&directory)?;
    Ok(directory)
}

fn start(command: Cmd, release: bool) -> Result<Guarded> {
    let command = match release {
        true => as_shipped(command),
        false => command,
    };
    Guarded::watch(&calm(command).into())
}

fn settings_file(workspace: &Workspace, port: u16, proxies: &[Proxy]) -> Result<PathBuf> {
    let ours = fs::read_to_string(workspace.root.join("Trunk.toml"))?;
    let path = workspace.target.join(format!("xtask/trunk-{port}.toml"));
    fs::create_dir_all(workspace.target.join("xtask"))?;
    fs::write(&path, settings_with(&ours, &workspace.root, proxies)?)?;
    Ok(path)
}

impl Edition {
    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Production => &["--features", "app"],
            Self::Sandbox => &["--features", "app,sandbox"],
        }
    }
}

/// Keeps out what makes Trunk print more than errors, what makes it fail (it wants `true` or `false` in NO_COLOR), and
/// settings from the environment that would go before ours, such as the address it serves on.
fn calm(command: Cmd) -> Cmd {
    let theirs = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .filter(|name| name.starts_with("TRUNK_"));
    theirs
        .fold(command.quiet(), |command, name| command.env_remove(name))
        .env_remove("RUST_LOG")
        .env("RUST_BACKTRACE", "0")
        .env_remove("NO_COLOR")
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

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = include_str!("../../Trunk.toml");

    const PROXY: Proxy<'static> = Proxy {
        rewrite: "/api/",
        backend: "http://127.0.0.1:4321/",
        no_redirect: true,
        no_system_proxy: true,
    };

    #[test]
    fn the_copy_has_our_proxies_alone_and_looks_for_the_app_where_it_is() {
        let copy = settings_with(OURS, Path::new("/somewhere"), &[PROXY]).unwrap();
        let copy: toml::Table = copy.parse().unwrap();
        assert_eq!(copy["proxy"].as_array().unwrap().len(), 1);
        assert!(copy.get("hooks").is_none());
        assert_eq!(
            copy["proxy"][0]["backend"].as_str(),
            Some("http://127.0.0.1:4321/")
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
}
