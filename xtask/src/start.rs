//! The app on this machine, in one command: with the sandbox behind Trunk's proxy, or with a real
//! Dolfin API behind it.
//!
//! Everything listens on this machine alone. The app is served on the port that was asked for; the
//! sandbox on any that is free, as only the proxy needs to know it. With `--api`, whatever reaches this
//! port of this machine is sent on with the API key: it is for development, not for serving others.

use crate::{
    House,
    guard::Guarded,
    live::Live,
    tools,
    trunk::{self, Edition, Proxy, Serving},
};
use anyhow::{Context, Result, anyhow, bail};
use serde::Deserialize;
use std::{
    collections::BTreeMap,
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

pub fn run(house: &House, arguments: Arguments) -> Result<()> {
    let live = match (&arguments.api, &arguments.publishable_key) {
        (Some(api), Some(key)) => Some(Live::new(api, key)?),
        _ => None,
    };
    free(arguments.port)?;
    tools::ensure(
        house,
        if arguments.release {
            tools::TO_RELEASE
        } else {
            tools::TO_SERVE
        },
    )?;
    match live {
        Some(live) => with_api(house, &arguments, &live),
        None => with_sandbox(house, &arguments),
    }
}

fn with_sandbox(house: &House, arguments: &Arguments) -> Result<()> {
    let app = format!("http://127.0.0.1:{}/", arguments.port);
    let sandbox = Sandbox::start(house, &app)?;
    let proxy = |rewrite| Proxy {
        rewrite,
        backend: sandbox.address.clone(),
        request_headers: BTreeMap::new(),
        no_redirect: true,
        no_system_proxy: true,
    };
    let serving = Serving {
        port: arguments.port,
        release: arguments.release,
        edition: Edition::Sandbox,
        publishable_key: None,
        proxies: vec![proxy("/api/"), proxy("/sandbox/")],
    };
    let scenarios = sandbox.scenarios()?;
    attend(house, &serving, || {
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

fn with_api(house: &House, arguments: &Arguments, live: &Live) -> Result<()> {
    let serving = Serving {
        port: arguments.port,
        release: arguments.release,
        edition: Edition::Production,
        publishable_key: Some(&live.publishable_key),
        proxies: vec![Proxy {
            rewrite: "/api/",
            backend: live.api.clone(),
            // Cookies of this machine's other pages on other ports are none of Dolfin's business.
            request_headers: BTreeMap::from([
                ("x-dolfin-api-key", live.api_key.clone()),
                ("cookie", String::new()),
            ]),
            no_redirect: true,
            no_system_proxy: false,
        }],
    };
    attend(house, &serving, || {
        println!("\nThe app is at http://127.0.0.1:{}/", arguments.port);
        println!(
            "It speaks to {} through Trunk, and to Stripe itself.",
            live.api
        );
        println!("Ctrl-C ends it.");
    })
}

/// Serves until Ctrl-C; says hello once there is something to see.
fn attend(house: &House, serving: &Serving, hello: impl FnOnce()) -> Result<()> {
    let (ended, end) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more once we are ending.
        let _ = ended.send(());
    })?;
    println!("Building the app; the first time takes minutes, later times seconds.");
    let mut served = trunk::serve(house, serving)?;
    let app = format!("http://127.0.0.1:{}/", serving.port);
    let mut hello = Some(hello);
    let mut pause = Duration::from_millis(50);
    while end.recv_timeout(pause).is_err() {
        if served.has_ended() {
            bail!("Trunk has ended; its last words stand above.");
        }
        if hello.is_none() {
            continue;
        }
        match ask(&app) {
            Ok(_) => {
                served.forget_settings();
                if let Some(hello) = hello.take() {
                    hello();
                }
            }
            // Trunk serves even what it could not build, and builds it again when the source changes.
            Err(ureq::Error::StatusCode(_)) if pause < SLOW => {
                served.forget_settings();
                pause = SLOW;
                eprintln!(
                    "The app does not build: mend what stands above, and Trunk builds it again."
                );
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

/// An organisation in a state that one can link to.
#[derive(Deserialize)]
struct Scenario {
    title: String,
    organisation: String,
    description: String,
}

impl Sandbox {
    fn start(house: &House, app: &str) -> Result<Self> {
        let sh = &house.shell;
        println!("Building the sandbox server.");
        cmd!(sh, "cargo build --locked --package sandbox")
            .quiet()
            .run()
            .map_err(|_| anyhow!("The sandbox server does not build; the reason stands above."))?;
        let mut command = Command::new(house.sandbox());
        command.args([
            "--port",
            "0",
            "--with-stdin",
            "--app",
            app.trim_end_matches('/'),
        ]);
        let mut server = Guarded::start(command.stdout(Stdio::piped()))?;
        let address = server
            .first_line()
            .and_then(|line| Some(line.strip_prefix("sandbox: ")?.to_owned()))
            .context("The sandbox server did not start; its last words stand above.")?;
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
