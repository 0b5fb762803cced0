//! The command line: what to serve, where to listen, and when to end.

use std::{env, io, path::PathBuf, process::ExitCode, time::Duration};

use clap::Parser;
use sandbox::{
    connection::LoopbackListener,
    forward, server,
    upstream::{KEY_VARIABLE, MAX_TIME, Upstream},
};
use tokio::{signal, sync::oneshot, time};

/// Plays Dolfin and Stripe on this machine, for development and tests.
#[derive(Parser)]
struct Arguments {
    /// The port to listen on, 127.0.0.1 only; 0 takes any free one.
    #[arg(long, default_value_t = 9090)]
    port: u16,
    /// Where the app is served: what the scenario page links to.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8080")]
    app: String,
    /// Play nothing; forward three routes under /api to this Dolfin API, whose key is in DOLFIN_API_KEY.
    #[arg(long, value_name = "URL", conflicts_with = "app")]
    api: Option<String>,
    /// Serve the built app in this directory beside the API.
    #[arg(long, value_name = "DIRECTORY", requires = "api")]
    files: Option<PathBuf>,
    /// End after so many seconds.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// End when standard input closes, so that the sandbox never outlives the program that started it.
    #[arg(long)]
    with_stdin: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("sandbox: {sentence}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let key = env::var(KEY_VARIABLE).unwrap_or_default();
    let upstream = arguments
        .api
        .map(|address| Upstream::new(&address, &key, MAX_TIME))
        .transpose()?;
    let listener = LoopbackListener::open(arguments.port)
        .await
        .map_err(|error| refusal(arguments.port, &error))?;
    println!("sandbox: http://127.0.0.1:{}/", listener.port());

    let serving = async {
        match upstream {
            Some(upstream) => forward::serve(listener, upstream, arguments.files).await,
            None => server::serve(listener, &arguments.app).await,
        }
    };
    // Requests still being answered are not waited for: a live event stream would never finish by itself.
    tokio::select! {
        ended = serving => ended.map_err(|error| format!("the server ended: {error}")),
        () = asked_to_end() => Ok(()),
        () = elapsed(arguments.seconds) => Ok(()),
        () = stdin_closed(arguments.with_stdin) => Ok(()),
    }
}

fn refusal(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "port {port} is already taken; end the program that uses it, or choose another with --port."
        ),
        io::ErrorKind::PermissionDenied => format!(
            "port {port} may not be opened by this user; choose one above 1023 with --port."
        ),
        _ => format!("port {port} cannot be opened: {error}."),
    }
}

async fn asked_to_end() {
    #[cfg(unix)]
    {
        let terminated = signal::unix::signal(signal::unix::SignalKind::terminate());
        if let Ok(mut terminated) = terminated {
            tokio::select! {
                _ = signal::ctrl_c() => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = signal::ctrl_c().await;
}

async fn elapsed(seconds: Option<u64>) {
    match seconds {
        Some(seconds) => time::sleep(Duration::from_secs(seconds)).await,
        None => std::future::pending().await,
    }
}

async fn stdin_closed(watched: bool) {
    if !watched {
        return std::future::pending().await;
    }
    // A plain thread: tokio's own reader of standard input keeps the program from ending.
    let (closed, is_closed) = oneshot::channel();
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        let _ = closed.send(());
    });
    let _ = is_closed.await;
}
