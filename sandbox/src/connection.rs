//! The listening socket, and a TCP connection that can be reset on purpose.
//!
//! Decides nothing: a connection carries bytes until its [`ResetHandle`] is used, then fails every write and closes
//! with a TCP reset, which is what a browser sees when a load balancer or a Wi-Fi router drops it.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    time,
};

/// A listening socket on 127.0.0.1.
pub struct LoopbackListener {
    listener: TcpListener,
    port: u16,
}

impl LoopbackListener {
    /// Opens a port; 0 takes any free one.
    ///
    /// # Errors
    /// The operating system's: the port is taken or not allowed.
    pub async fn open(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// The port that was really opened.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Listener for LoopbackListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            if let Ok((stream, address)) = self.listener.accept().await {
                // Small answers leave at once: latency is part of what tests measure.
                let _ = stream.set_nodelay(true);
                let reset = ResetHandle::default();
                return (Connection { stream, reset }, address);
            }
            // Most likely there are no file descriptors left: wait for some to close.
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    reset: ResetHandle,
}

/// The handle that a request holds on the connection it arrived by.
#[derive(Clone, Default)]
pub struct ResetHandle(Arc<AtomicBool>);

impl ResetHandle {
    /// Resets the connection at its next write.
    pub fn reset(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the connection is reset, so that nothing can be answered on it.
    #[must_use]
    pub fn is_reset(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

impl Connected<IncomingStream<'_, LoopbackListener>> for ResetHandle {
    fn connect_info(stream: IncomingStream<'_, LoopbackListener>) -> Self {
        stream.io().reset.clone()
    }
}

impl Connection {
    fn check(&self) -> io::Result<()> {
        if self.reset.is_reset() {
            // Closing with nothing left to linger for sends RST instead of FIN.
            self.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
