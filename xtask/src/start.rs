//! The app on this machine, in one command: with the sandbox playing Dolfin and Stripe, or with a real Dolfin API.
//!
//! Everything listens on this machine alone. With the sandbox, Trunk serves the app on the port that was asked for and
//! sends on to the sandbox, which takes any port that is free. With `--api`, the sandbox itself serves what Trunk builds
//! and forwards to the API, for only who is asked can say who may ask: the key goes to the sandbox and nowhere else.

use crate::{api_key, guard::Guarded, publishable_key, tools, trunk, workspace::Workspace};
use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    process::{Command, Stdio},
    sync::mpsc,
    time::Duration,
};
use ureq::{Agent, Body, http::Response};
use xshell::cmd;

/// How often to look whether the app builds again.
const SLOW: Duration = Duration::from_secs(1);

#[derive(clap::Args)]
pub struct Arguments {
    /// The port of this machine to serve the app on.
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// A real Dolfin API to use instead of the sandbox; its key comes from DOLFIN_API_KEY.
    #[arg(long, value_name = "URL", requires = "publishable_key")]
    api: Option<String>,
    /// Stripe's publishable key, for the real API.
    #[arg(long, value_name = "pk_…", requires = "api")]
    publishable_key: Option<String>,
    /// Build as for production.
    #[arg(long)]
    release: bool,
}

/// Serves until Ctrl-C. `api_key` is Dolfin's, for the real API.
///
/// # Errors
/// What was asked for cannot be served, in one sentence.
pub fn run(workspace: &Workspace, arguments: &Arguments, api_key: Option<&str>) -> Result<()> {
    free(arguments.port)?;
    match (&arguments.api, &arguments.publishable_key) {
        (Some(api), Some(publishable)) => {
            let publishable = publishable_key::check(publishable)?;
            with_api(workspace, arguments, api, &publishable, api_key)
        }
        _ => with_sandbox(workspace, arguments),
    }
}

fn with_sandbox(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    install(workspace, arguments)?;
    let app = format!("http://127.0.0.1:{}/", arguments.port);
    let sandbox = Sandbox::start(workspace, &["--port", "0", "--app", &app], None)?;
    let scenarios = sandbox.scenarios()?;
    let trunk = trunk::serve(
        workspace,
        arguments.port,
        &sandbox.address,
        arguments.release,
    )?;
    attend(trunk, &app, Waiting::ForTrunk, || {
        println!("\nThe app is at {app}\n");
        for scenario in scenarios {
            println!("  {}: {}", scenario.title, scenario.description);
            println!(
                "    {app}organisations/{}/payment-account",
                scenario.organisation
            );
        }
        println!("\nMake more, watch requests and let answers fail at {app}sandbox/");
        println!("Ctrl-C ends the app and the sandbox.");
    })
}

fn with_api(
    workspace: &Workspace,
    arguments: &Arguments,
    api: &str,
    publishable_key: &str,
    api_key: Option<&str>,
) -> Result<()> {
    // First of all, for it knows whether the address and the key can be right; the rest takes minutes.
    tools::ensure(workspace, &[])?;
    let port = arguments.port;
    let dist = trunk::empty_directory(workspace, "watch", port)?;
    let files = dist.display().to_string();
    let sandbox = Sandbox::start(
        workspace,
        &["--port", &port.to_string(), "--api", api, "--files", &files],
        api_key,
    )?;
    install(workspace, arguments)?;
    let trunk = trunk::watch(workspace, &dist, port, publishable_key, arguments.release)?;
    attend(trunk, &sandbox.address, Waiting::ForFiles, || {
        println!("\nThe app is at {}", sandbox.address);
        println!("It speaks to {api} through the sandbox server, and to Stripe itself.");
        println!("Reload the page after a change. Ctrl-C ends it.");
    })
}

fn install(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let needs = match arguments.release {
        true => tools::TO_RELEASE,
        false => tools::TO_SERVE,
    };
    tools::ensure(workspace, needs)
}

/// What answers at the app's address before the app is built.
#[derive(Clone, Copy, PartialEq)]
enum Waiting {
    /// Nothing; then Trunk, with a failure if the app does not build.
    ForTrunk,
    /// The sandbox, with a failure until the app is built.
    ForFiles,
}

/// Waits until Ctrl-C, or until Trunk ends; says hello once there is something to see.
fn attend(mut trunk: Guarded, app: &str, waiting: Waiting, hello: impl FnOnce()) -> Result<()> {
    let (ended, end) = mpsc::channel();
    ctrlc::set_handler(move || {
        // It fails when nobody listens any more, because we are ending.
        let _ = ended.send(());
    })?;
    println!("Building the app; the first time takes minutes, later times seconds.");
    let mut hello = Some(hello);
    let mut pause = Duration::from_millis(50);
    while end.recv_timeout(pause).is_err() {
        if trunk.has_ended() {
            bail!("Trunk has ended; the reason stands above.");
        }
        if hello.is_none() {
            continue;
        }
        match ask(app) {
            Ok(_) => {
                if let Some(hello) = hello.take() {
                    hello();
                }
            }
            Err(ureq::Error::StatusCode(_)) if pause < SLOW => {
                pause = SLOW;
                if waiting == Waiting::ForTrunk {
                    eprintln!(
                        "The app does not build: correct what stands above, and Trunk builds it again."
                    );
                }
            }
            Err(_) => {}
        }
    }
    Ok(())
}

/// Asks a server of this machine, which no proxy of the machine's can reach.
fn ask(address: &str) -> Result<Response<Body>, ureq::Error> {
    let agent: Agent = Agent::config_builder()
        .proxy(None)
        .timeout_global(Some(Duration::from_secs(10)))
        .build()
        .into();
    agent.get(address).call()
}

fn free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "Port {port} is taken: end what runs there, or choose another, such as --port {}.",
            port.checked_add(1).unwrap_or(8080)
        ),
        Err(error) => bail!("Port {port} cannot be used ({error}): choose another with --port."),
    }
}

/// The sandbox server; dropping it ends it.
struct Sandbox {
    address: String,
    _server: Guarded,
}

/// An organisation in a state that can be linked to.
#[derive(Deserialize)]
struct Scenario {
    title: String,
    organisation: String,
    description: String,
}

impl Sandbox {
    fn start(workspace: &Workspace, arguments: &[&str], api_key: Option<&str>) -> Result<Self> {
        let sh = &workspace.shell;
        println!("Building the sandbox server.");
        cmd!(sh, "cargo build --locked --package sandbox")
            .quiet()
            .run()
            .map_err(|_| anyhow!("The sandbox server does not build; the reason stands above."))?;
        let mut command = Command::new(workspace.sandbox());
        command
            .arg("--with-stdin")
            .args(arguments)
            .envs(api_key.map(|key| (api_key::VARIABLE, key)))
            .stdout(Stdio::piped());
        let mut server = Guarded::start(&mut command)?;
        let address = server
            .first_line()
            .and_then(|line| Some(line.strip_prefix("sandbox: ")?.to_owned()))
            .context("The sandbox server did not start; the reason stands above.")?;
        Ok(Self {
            address,
            _server: server,
        })
    }

    fn scenarios(&self) -> Result<Vec<Scenario>> {
        ask(&format!("{}control/scenarios", self.address))
            .and_then(|mut answer| answer.body_mut().read_json())
            .map_err(|_| anyhow!("The sandbox server did not name its scenarios."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_the_way_out() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let message = free(port).unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("Port {port} is taken")),
            "{message}"
        );
        assert!(message.contains("--port"), "{message}");
        drop(taken);
        assert!(free(port).is_ok());
    }
}
