//! The project's own commands: `cargo xtask …`.
//!
//! - `start`: the app and the sandbox on this machine, or the app against a real Dolfin API; `api_key`,
//!   `publishable_key`: the two keys this takes, and where each may go;
//! - `test`: everything that must hold before a change lands;
//! - `size`: what a visitor downloads, against the budgets;
//! - `package`: the npm package;
//! - `docs`: the guide, checked and built as a book;
//! - `gallery`: pictures of every state of the component, and what tests compare pictures and texts with;
//! - `sheets`: a page for each language, for a native reader to correct;
//! - `bench`: what watching an account costs the service, and how fresh it keeps a person; how long a visit takes;
//! - `tools`: what must be installed, and how; `progress`: long steps that a person can follow;
//! - `trunk`: how Trunk is asked to build, watch and serve; `guard`: children that end with this program;
//! - `shipped`: how what is shipped is compiled; `dist`: what a production build must and must not hold;
//! - `workspace`: where everything is.
//!
//! Whatever goes wrong is one sentence on stderr and exit code 1. Unix only: `guard` needs `sh`.

mod api_key;
mod bench;
mod dist;
mod docs;
mod gallery;
mod guard;
mod package;
mod progress;
mod publishable_key;
mod sheets;
mod shipped;
mod size;
mod start;
mod test;
mod tools;
mod trunk;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use gallery::Take;
use std::process::ExitCode;
use trunk::Edition;
use workspace::Workspace;

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
    /// Check the guide and build it as a book, in `target/docs`.
    Docs,
    /// Take pictures of every state of the component, for `target/gallery/index.html`.
    Gallery {
        /// The states to take anew; all of them if none is named.
        states: Vec<String>,
        /// Draw the pictures in `tests/e2e/references` anew instead, which a test holds the main states to.
        #[arg(long, conflicts_with = "states")]
        references: bool,
        /// Write the texts in `tests/e2e/journeys` and `tests/e2e/trees` anew instead: what a person reads in each
        /// journey, and what assistive technology is told in each state.
        #[arg(long, conflicts_with_all = ["states", "references"])]
        texts: bool,
    },
    /// Write a page for each language, for a native reader to correct, in `target/sheets`.
    Sheets,
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
    let workspace = Workspace::find()?;
    match arguments.command {
        Command::Start(arguments) => {
            start::run(&workspace, &arguments, api_key.as_deref()).map(|()| ExitCode::SUCCESS)
        }
        Command::Test(arguments) => test::run(&workspace, &arguments),
        Command::Package => package::run(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Docs => docs::run(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Gallery {
            states,
            references,
            texts,
        } => {
            let take = match (references, texts) {
                (true, _) => Take::References,
                (_, true) => Take::Texts,
                _ => Take::Pictures(&states),
            };
            gallery::run(&workspace, take).map(|()| ExitCode::SUCCESS)
        }
        Command::Sheets => sheets::run(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Bench(bench) => bench::run(&workspace, &bench),
        Command::Build => build(&workspace).map(|()| ExitCode::SUCCESS),
        Command::Size => {
            build(&workspace)?;
            package::make(&workspace)?;
            let app = size::report(&workspace.production(), size::APP);
            let element = size::report(&package::unpacked(&workspace), size::ELEMENT);
            let languages = size::languages(&workspace);
            app.and(element).and(languages).map(|()| ExitCode::SUCCESS)
        }
    }
}

/// The standalone app, as it is shipped.
fn build(workspace: &Workspace) -> Result<()> {
    tools::ensure(workspace, tools::TO_RELEASE)?;
    trunk::build(workspace, &workspace.production(), Edition::Production)
}
