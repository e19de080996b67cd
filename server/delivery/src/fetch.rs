//! One question to another system that the operator named, or that such a one named, and its whole answer: bounded in size and time, without redirects.

use crate::webhook::Caller;
use hyper::{Method, Request, body::Body, client::conn::http1, header};
use hyper_util::rt::TokioIo;
use std::{future::poll_fn, pin::pin, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::JoinSet,
    time::timeout,
};
use zhixing_domain::message::endpoint::Endpoint;

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Inquiry {
    pub url: String,
    /// An address that the operator wrote: its host, and no other that it may name itself, is called behind the wall.
    pub named: String,
    /// A form to send; without one something is only read.
    pub form: Option<String>,
    /// What stands in the head to say who asks.
    pub authorization: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Fetched {
    pub status: u16,
    pub body: Vec<u8>,
}

/// How long a system may take for everything.
const PATIENCE: Duration = Duration::from_secs(10);
/// No answer of this kind is longer.
const MOST: usize = 256 << 10;

impl Caller {
    /// Asks.
    ///
    /// # Errors
    ///
    /// Why there is no whole answer.
    pub async fn fetch(&self, question: Inquiry) -> Result<Fetched, String> {
        let endpoint = self.endpoint(&question.url).ok_or("the address is not one that is called")?;
        let named = self.endpoint(&question.named).is_some_and(|named| named.host == endpoint.host);
        let asking = async {
            let stream = self.connect(&endpoint, named).await?;
            match endpoint.tls {
                true => ask(self.wrap(&endpoint, stream).await?, &endpoint, question).await,
                false => ask(stream, &endpoint, question).await,
            }
        };
        timeout(PATIENCE, asking).await.unwrap_or_else(|_| Err(format!("no answer within {} s", PATIENCE.as_secs())))
    }
}

async fn ask<S: AsyncRead + AsyncWrite + Send + Unpin + 'static>(
    stream: S,
    endpoint: &Endpoint,
    question: Inquiry,
) -> Result<Fetched, String> {
    let method = if question.form.is_some() { Method::POST } else { Method::GET };
    let mut request = Request::builder()
        .method(method)
        .uri(&endpoint.path)
        .header(header::HOST, endpoint.authority())
        .header(header::USER_AGENT, "Zhixing")
        .header(header::ACCEPT, "application/json")
        .header(header::CONNECTION, "close");
    if question.form.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    if let Some(who) = question.authorization {
        request = request.header(header::AUTHORIZATION, who);
    }
    let request = request.body(question.form.unwrap_or_default()).map_err(|e| e.to_string())?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|e| e.to_string())?;
    let mut running = JoinSet::new();
    running.spawn(connection);
    let answer = sender.send_request(request).await.map_err(|e| e.to_string())?;
    let (status, mut body) = (answer.status().as_u16(), pin!(answer.into_body()));
    let mut whole = vec![];
    while let Some(frame) = poll_fn(|cx| body.as_mut().poll_frame(cx)).await {
        let Ok(data) = frame.map_err(|e| e.to_string())?.into_data() else { continue };
        if whole.len() + data.len() > MOST {
            return Err(format!("the answer is longer than {MOST} bytes"));
        }
        whole.extend_from_slice(&data);
    }
    Ok(Fetched { status, body: whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn behind_the_wall_only_the_host_that_the_operator_wrote_is_called() {
        let caller = Caller::new(false).unwrap();
        let asks = |url: &str, named: &str| caller.fetch(Inquiry { url: url.into(), named: named.into(), ..Inquiry::default() });
        // nobody listens there: it is refused by whoever is called, or before by us
        let inside = "https://127.0.0.1:9/keys";
        let why = |said: Result<Fetched, String>| said.err().unwrap_or_default();
        assert!(!why(asks(inside, "https://127.0.0.1/realm").await).contains("not on the public network"));
        for named in ["", "https://id.example.org", "https://127.0.0.2", "https://127.0.0.1@id.example.org"] {
            assert!(why(asks(inside, named).await).contains("not on the public network"), "{named}");
        }
    }
}
