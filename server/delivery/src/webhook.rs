//! Connections to other systems, and one call of one. It is connected to where its name leads at this moment, and only on the public network unless the
//! operator named it; no redirect is followed, and nothing of the answer to a call is read but the status.

use hyper::{Request, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    task::JoinSet,
    time::timeout,
};
use tokio_rustls::{
    TlsConnector,
    client::TlsStream,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};
use zhixing_domain::message::{
    delivery::Delivered,
    endpoint::{Endpoint, may_call},
};

/// What is told.
#[derive(Clone, Debug)]
pub struct Call {
    /// The same at every try.
    pub id: String,
    /// Seconds since 1970 of this try.
    pub at: i64,
    pub signature: String,
    /// JSON.
    pub body: String,
}

/// Calls other systems.
pub struct Caller {
    tls: TlsConnector,
    /// Whether systems on this machine may be called.
    local: bool,
    /// Whether they may stand behind the same wall: those that the operator named, and nobody in a browser.
    inside: bool,
}

/// How long a system may take for everything.
const PATIENCE: Duration = Duration::from_secs(15);

impl Caller {
    /// For systems that somebody named in a browser: on the public network alone.
    ///
    /// # Errors
    ///
    /// Why no TLS client can be made, in words for the operator.
    pub fn new(local: bool) -> Result<Self, String> {
        Self::trusting(local, false)
    }

    /// For systems that the operator named.
    ///
    /// # Errors
    ///
    /// Why no TLS client can be made, in words for the operator.
    pub fn for_the_operator(local: bool) -> Result<Self, String> {
        Self::trusting(local, true)
    }

    /// Trusts whom the machine trusts.
    fn trusting(local: bool, inside: bool) -> Result<Self, String> {
        let mut roots = RootCertStore::empty();
        // a certificate of the machine's store that cannot be read is one that nobody is trusted by
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self { tls: TlsConnector::from(Arc::new(config)), local, inside })
    }

    /// Makes one call; whatever is not answered with success within 15 seconds has failed.
    pub async fn call(&self, url: &str, call: Call) -> Delivered {
        let Some(endpoint) = self.endpoint(url) else {
            return Delivered::Refused("the address is not one that is called".into());
        };
        match timeout(PATIENCE, self.make(&endpoint, call)).await {
            Ok(Ok(status)) if (200..300).contains(&status) => Delivered::Done,
            Ok(Ok(status)) => Delivered::Failed(format!("HTTP {status}")),
            Ok(Err(why)) => Delivered::Failed(why),
            Err(_) => Delivered::Failed(format!("no answer within {} s", PATIENCE.as_secs())),
        }
    }

    /// Whether a system can be connected to; nothing is said to it.
    ///
    /// # Errors
    ///
    /// Why the address cannot be called, in words for the operator.
    pub async fn reaches(&self, url: &str) -> Result<(), String> {
        let endpoint = self.endpoint(url).ok_or("the address is not one that is called")?;
        let reached = async {
            let stream = self.connect(&endpoint, self.inside).await?;
            if endpoint.tls { self.wrap(&endpoint, stream).await.map(drop) } else { Ok(()) }
        };
        timeout(PATIENCE, reached).await.map_err(|_| format!("no answer within {} s", PATIENCE.as_secs()))?
    }

    /// The status of the answer.
    async fn make(&self, endpoint: &Endpoint, call: Call) -> Result<u16, String> {
        let stream = self.connect(endpoint, self.inside).await?;
        if !endpoint.tls {
            return send(stream, endpoint, call).await;
        }
        send(self.wrap(endpoint, stream).await?, endpoint, call).await
    }

    pub(crate) fn endpoint(&self, url: &str) -> Option<Endpoint> {
        Endpoint::read(url, self.local)
    }

    pub(crate) async fn wrap(&self, endpoint: &Endpoint, stream: TcpStream) -> Result<TlsStream<TcpStream>, String> {
        let name = ServerName::try_from(endpoint.host.clone()).map_err(|_| "the host's name is none".to_string())?;
        self.tls.connect(name, stream).await.map_err(|e| format!("TLS: {e}"))
    }

    /// Connects to an address that was looked at: a name that leads elsewhere a moment later leads nowhere. Behind the wall only where it was `named` by the
    /// operator.
    pub(crate) async fn connect(&self, endpoint: &Endpoint, named: bool) -> Result<TcpStream, String> {
        let found: Vec<SocketAddr> =
            lookup_host((endpoint.host.as_str(), endpoint.port)).await.map_err(|e| format!("the host is not found: {e}"))?.collect();
        if let Some(inside) = found.iter().find(|at| !named && !may_call(at.ip(), self.local)) {
            return Err(format!("{} is not on the public network", inside.ip()));
        }
        let mut why = "the host is not found".to_string();
        for at in found {
            match TcpStream::connect(at).await {
                Ok(stream) => return Ok(stream),
                Err(error) => why = error.to_string(),
            }
        }
        Err(why)
    }
}

async fn send<S: AsyncRead + AsyncWrite + Send + Unpin + 'static>(stream: S, endpoint: &Endpoint, call: Call) -> Result<u16, String> {
    let request = Request::post(&endpoint.path)
        .header(header::HOST, endpoint.authority())
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, "Zhixing")
        .header(header::CONNECTION, "close")
        .header("webhook-id", &call.id)
        .header("webhook-timestamp", call.at.to_string())
        .header("webhook-signature", &call.signature)
        .body(call.body)
        .map_err(|e| e.to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
    // it ends with this call: what comes after the head of the answer is for nobody
    let mut running = JoinSet::new();
    running.spawn(connection);
    sender.send_request(request).await.map(|answer| answer.status().as_u16()).map_err(|e| e.to_string())
}
