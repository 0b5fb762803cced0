//! The command line: where to listen, and when to end.

use std::{io, process::ExitCode, time::Duration};

use clap::Parser;
use sandbox::{connection::LoopbackListener, server};
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
    /// End after so many seconds.
    #[arg(long = "for", value_name = "SECONDS")]
    seconds: Option<u64>,
    /// End when standard input closes, so that the sandbox never outlives the program that started it.
    #[arg(long)]
    with_stdin: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let listener = match LoopbackListener::open(arguments.port).await {
        Ok(listener) => listener,
        Err(error) => {
            eprintln!("{}", refusal(arguments.port, &error));
            return ExitCode::FAILURE;
        }
    };
    println!("sandbox: http://127.0.0.1:{}/", listener.port());

    // Requests still being answered are not waited for: a live event stream would never finish by itself.
    tokio::select! {
        ended = server::serve(listener, &arguments.app) => {
            if let Err(error) = ended {
                eprintln!("sandbox: the server ended: {error}");
                return ExitCode::FAILURE;
            }
        }
        () = asked_to_end() => {}
        () = elapsed(arguments.seconds) => {}
        () = stdin_closed(arguments.with_stdin) => {}
    }
    ExitCode::SUCCESS
}

fn refusal(port: u16, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AddrInUse => format!(
            "sandbox: port {port} is already taken; end the program that uses it, or choose another with --port."
        ),
        io::ErrorKind::PermissionDenied => format!(
            "sandbox: port {port} may not be opened by this user; choose one above 1023 with --port."
        ),
        _ => format!("sandbox: port {port} cannot be opened: {error}."),
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
