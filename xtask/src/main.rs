//! The project's own commands. Each file is one idea:
//!
//! - `start`: the app and the sandbox on this machine, or the app against a real Dolfin API; `api_key`,
//!   `publishable_key`: the two keys this takes, and where each may go;
//! - `test`: everything that must hold before a change lands;
//! - `size`: what a visitor downloads, against the budgets;
//! - `package`: the npm package;
//! - `gallery`: pictures of every state of the component;
//! - `bench`: what the watch costs the service, and how fresh it keeps a person;
//! - `tools`: what must be installed, and how; `progress`: long steps that a person can follow;
//! - `trunk`: how Trunk is asked to build and to serve; `guard`: children that end with us;
//! - `lean`: how what is shipped is compiled; `dist`: what a production build must and must not hold.
//!
//! Whatever goes wrong is one sentence on stderr and exit code 1. Unix only: `guard` needs `sh`.

mod api_key;
mod bench;
mod dist;
mod gallery;
mod guard;
#[cfg(test)]
mod imports;
mod lean;
mod package;
mod progress;
mod publishable_key;
mod size;
mod start;
mod test;
mod tools;
mod trunk;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::{
    env, iter,
    path::{Path, PathBuf},
    process::ExitCode,
};
use trunk::Edition;
use xshell::Shell;

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Dolfin's API key waits at standard input: this program's word to itself.
    #[arg(long, hide = true)]
    key_on_stdin: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the app, with the sandbox playing Dolfin and Stripe.
    Start(start::Arguments),
    /// Install what testing needs and run every test, or the parts named.
    Test(test::Arguments),
    /// Build the standalone app for production, in `dist`.
    Build,
    /// Build for production and weigh every file against the budgets.
    Size,
    /// Make the npm package in `target/package`.
    Package,
    /// Take pictures of every state of the component, for `target/gallery/index.html`.
    Gallery {
        /// The states to take anew; all of them if none is named.
        states: Vec<String>,
        /// Draw the pictures in `tests/e2e/references` anew instead, which a test holds the main states to.
        #[arg(long, conflicts_with = "states")]
        references: bool,
    },
    /// Measure what the project promises.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    // Before anything else: no program that is started below inherits the key.
    let api_key = api_key::take(arguments.key_on_stdin)?;
    let house = House::find()?;
    match arguments.command {
        Command::Start(arguments) => {
            start::run(&house, &arguments, api_key.as_deref()).map(|()| ExitCode::SUCCESS)
        }
        Command::Test(arguments) => test::run(&house, &arguments),
        Command::Package => package::run(&house).map(|()| ExitCode::SUCCESS),
        Command::Gallery { states, references } => {
            gallery::run(&house, &states, references).map(|()| ExitCode::SUCCESS)
        }
        Command::Bench(bench) => Ok(bench::run(&bench)),
        Command::Build => build(&house).map(|()| ExitCode::SUCCESS),
        Command::Size => {
            build(&house)?;
            package::make(&house)?;
            let app = size::report(&house.production(), size::APP);
            let element = size::report(&package::unpacked(&house), size::ELEMENT);
            let languages = size::languages(&house);
            app.and(element).and(languages).map(|()| ExitCode::SUCCESS)
        }
    }
}

/// The standalone app, as it is shipped.
fn build(house: &House) -> Result<()> {
    tools::ensure(house, tools::TO_RELEASE)?;
    trunk::build(house, &house.production(), Edition::Production)
}

/// Where everything is.
struct House {
    /// The repository.
    root: PathBuf,
    /// Cargo's target directory, wherever the machine's configuration puts it.
    target: PathBuf,
    /// Stands in `root`, and finds what `tools` installs before anything else.
    shell: Shell,
}

impl House {
    fn find() -> Result<Self> {
        let manifest = env::var("CARGO_MANIFEST_DIR")
            .context("Run this as `cargo xtask`: cargo says where the project is.")?;
        let root = Path::new(&manifest)
            .parent()
            .context("The project's directory has no parent: run this as `cargo xtask`.")?
            .to_path_buf();
        // target/debug/xtask
        let target = env::current_exe()?
            .ancestors()
            .nth(2)
            .context("This program is not where cargo builds it: run it as `cargo xtask`.")?
            .to_path_buf();

        let shell = Shell::new()?;
        shell.change_dir(&root);
        let searched = env::var_os("PATH").unwrap_or_default();
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        // npm's wasm-opt before the system's, which may be too old for what rustc emits.
        let path = iter::once(root.join("tests/e2e/node_modules/.bin"))
            .chain(env::split_paths(&searched))
            .chain(cargo_home.map(|home| home.join("bin")));
        shell.set_var("PATH", env::join_paths(path)?);
        Ok(Self {
            root,
            target,
            shell,
        })
    }

    /// The production build: where Trunk puts it without being told.
    fn production(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The sandbox server, once built: cargo puts it beside this program.
    fn sandbox(&self) -> PathBuf {
        self.target.join("debug/sandbox")
    }
}
