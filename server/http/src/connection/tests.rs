//! What a connection promises, over real sockets and a stopped clock: every answer once, in order, and nothing left of a body taken for a request.

use super::*;
use axum::routing::get;
use futures_util::stream;
use std::{io::Result, net::SocketAddr};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
};

struct Served {
    at: SocketAddr,
    count: Arc<Count>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

/// Answers `/` at once, `/slow` after three ticks, `/stream` in two pieces three ticks apart.
async fn served(count: Count) -> Result<Served> {
    let slow = || async {
        sleep(TICK * 3).await;
        "slow"
    };
    let pieces = || async {
        let later = stream::unfold(0, |n| async move {
            match n {
                0 => Some((Result::Ok(Bytes::from_static(b"first")), 1)),
                1 => {
                    sleep(TICK * 3).await;
                    Some((Ok(Bytes::from_static(b"second")), 2))
                }
                _ => None,
            }
        });
        Body::from_stream(later)
    };
    let app = Router::new().route("/", get(|| async { "hello" })).route("/slow", get(slow)).route("/stream", get(pieces));
    let app = app.route("/large", get(|| async { "x".repeat(32 << 20) + "end" }));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (at, count) = (listener.local_addr()?, Arc::new(count));
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(serve(listener, app, count.clone(), async { drop(stopped.await) }));
    Ok(Served { at, count, stop, serving })
}

async fn hears(peer: &mut TcpStream, end: &str) -> Result<String> {
    let (mut heard, mut buffer) = (String::new(), [0; 512]);
    while !heard.ends_with(end) {
        match peer.read(&mut buffer).await? {
            0 => break,
            n => heard.push_str(&String::from_utf8_lossy(&buffer[..n])),
        }
    }
    Ok(heard)
}

async fn asks(peer: &mut TcpStream, path: &str, end: &str) -> Result<String> {
    peer.write_all(format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n").as_bytes()).await?;
    hears(peer, end).await
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_waits_is_parked_and_answers_again() -> Result<()> {
    let it = served(Count::default()).await?;
    let mut peer = TcpStream::connect(it.at).await?;
    for _ in 0..2 {
        assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
        assert_eq!((it.count.open(), it.count.talking()), (1, 1));
        sleep(TICK * 5 / 2).await;
        assert_eq!((it.count.open(), it.count.talking()), (1, 0), "parked");
    }
    drop(peer);
    sleep(TICK / 4).await;
    assert_eq!(it.count.open(), 0, "who leaves is not waited for");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn in_a_crowd_a_connection_is_parked_with_its_answer() -> Result<()> {
    let it = served(Count::with_crowd(0)).await?;
    let mut peer = TcpStream::connect(it.at).await?;
    for (path, end) in [("/", "hello"), ("/slow", "slow"), ("/stream", "0\r\n\r\n"), ("/", "hello")] {
        assert!(asks(&mut peer, path, end).await?.starts_with("HTTP/1.1 200"), "{path}");
        sleep(TICK / 20).await;
        assert_eq!((it.count.open(), it.count.talking()), (1, 0), "{path}");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_does_not_wait_gets_every_answer() -> Result<()> {
    let it = served(Count::with_crowd(0)).await?;
    let mut peer = TcpStream::connect(it.at).await?;
    let request = "GET / HTTP/1.1\r\nhost: here\r\n\r\n";
    peer.write_all(format!("{request}{request}GET / HTTP/1.1\r\n").as_bytes()).await?;
    let mut heard = String::new();
    while heard.matches("hello").count() < 2 {
        heard += &hears(&mut peer, "hello").await?;
    }
    peer.write_all(b"host: here\r\n\r\n").await?;
    assert!(hears(&mut peer, "hello").await?.ends_with("hello"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_has_said_all_hears_its_answer_though_it_takes_a_while() -> Result<()> {
    for count in [Count::default(), Count::with_crowd(0)] {
        let it = served(count).await?;
        for (path, end) in [("/slow", "slow"), ("/stream", "0\r\n\r\n"), ("/", "hello")] {
            let mut peer = TcpStream::connect(it.at).await?;
            peer.write_all(format!("GET {path} HTTP/1.1\r\nhost: here\r\n\r\n").as_bytes()).await?;
            peer.shutdown().await?;
            let heard = hears(&mut peer, end).await?;
            assert!(heard.starts_with("HTTP/1.1 200") && heard.ends_with(end), "{path}: {heard}");
        }
        sleep(TICK / 4).await;
        assert_eq!(it.count.open(), 0, "and is not waited for");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn what_is_left_of_a_body_is_never_taken_for_a_request() -> Result<()> {
    for (count, pause) in [(Count::with_crowd(0), TICK / 20), (Count::default(), TICK * 5)] {
        let it = served(count).await?;
        for head in ["content-length: 100", "transfer-encoding: chunked", "content-length: 100\r\nexpect: 100-continue"] {
            let mut peer = TcpStream::connect(it.at).await?;
            peer.write_all(format!("POST / HTTP/1.1\r\nhost: here\r\n{head}\r\n\r\n").as_bytes()).await?;
            let refused = hears(&mut peer, "\r\n\r\n").await?;
            assert!(refused.starts_with("HTTP/1.1 405"), "{head}: {refused}");
            sleep(pause).await;
            // the connection may be at its end
            let _ = peer.write_all(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await;
            let more = hears(&mut peer, "slow").await.unwrap_or_default();
            assert!(!more.contains("200 OK"), "{head}: {more}");
        }
    }
    Ok(())
}

/// By the real clock, as below.
#[tokio::test]
async fn whose_head_is_too_large_reads_in_both_languages_what_to_do() -> Result<()> {
    for asked_before in [false, true] {
        let it = served(Count::default()).await?;
        let mut peer = TcpStream::connect(it.at).await?;
        if asked_before {
            assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
        }
        peer.write_all(format!("GET / HTTP/1.1\r\nhost: here\r\ncookie: {}", "x".repeat(HEAD_BYTES)).as_bytes()).await?;
        let said = hears(&mut peer, "</html>").await?;
        let (head, page) = said.split_once("\r\n\r\n").unwrap_or_default();
        assert!(head.starts_with("HTTP/1.1 431 ") && head.contains(&format!("content-length: {}\r\n", page.len())), "{said}");
        assert!(page.contains("请删除本站的 Cookie") && page.contains("delete the cookies of this site"), "{page}");
        assert_eq!(hears(&mut peer, "nothing").await.unwrap_or_default(), "", "and that was all");
    }
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn after_a_body_that_nobody_wanted_the_connection_is_parked_again() -> Result<()> {
    let it = served(Count::default()).await?;
    let mut peer = TcpStream::connect(it.at).await?;
    peer.write_all(b"POST / HTTP/1.1\r\nhost: here\r\ncontent-length: 5\r\n\r\n12345").await?;
    assert!(hears(&mut peer, "\r\n\r\n").await?.starts_with("HTTP/1.1 405"));
    assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
    sleep(TICK * 5 / 2).await;
    assert_eq!((it.count.open(), it.count.talking()), (1, 0));
    Ok(())
}

/// By the real clock: a paused one runs ahead of the bytes on their way, to the end of what a head may take.
#[tokio::test]
async fn what_is_being_said_is_never_cut_off() -> Result<()> {
    let it = served(Count::default()).await?;
    let (mut one, mut two, mut three) =
        (TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?);
    // half a request, an answer that takes long, and one that comes in pieces
    let half = async {
        asks(&mut one, "/", "hello").await?;
        one.write_all(b"GET / HTTP/1.1\r\nho").await?;
        sleep(TICK * 3).await;
        one.write_all(b"st: here\r\n\r\n").await?;
        hears(&mut one, "hello").await
    };
    let (half, slow, pieces) = tokio::join!(half, asks(&mut two, "/slow", "slow"), asks(&mut three, "/stream", "0\r\n\r\n"));
    let half = half?;
    assert!(half.ends_with("hello"), "{half}");
    assert!(slow?.ends_with("slow"));
    assert!(pieces?.contains("second"));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_closes_parked_connections_and_ends_the_others() -> Result<()> {
    let it = served(Count::default()).await?;
    let (mut parked, mut asking) = (TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?);
    asks(&mut parked, "/", "hello").await?;
    sleep(TICK * 5 / 2).await;
    asking.write_all(b"GET /slow HTTP/1.1\r\nhost: here\r\n\r\n").await?;
    sleep(TICK / 4).await;
    assert_eq!((it.count.open(), it.count.talking()), (2, 1));
    drop(it.stop);
    assert_eq!(hears(&mut parked, "nothing").await?, "");
    assert!(hears(&mut asking, "slow").await?.ends_with("slow"), "the answer still comes");
    it.serving.await?;
    assert_eq!(it.count.open(), 0);
    assert!(TcpStream::connect(it.at).await.is_err());
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn whoever_never_asks_anything_is_closed_soon() -> Result<()> {
    let it = served(Count::default()).await?;
    let (mut silent, mut asked) = (TcpStream::connect(it.at).await?, TcpStream::connect(it.at).await?);
    asks(&mut asked, "/", "hello").await?;
    sleep(SILENT + TICK * 5).await;
    assert_eq!(hears(&mut silent, "nothing").await?, "");
    assert_eq!(it.count.open(), 1);
    assert!(asks(&mut asked, "/", "hello").await?.ends_with("hello"));
    Ok(())
}

/// An answer larger than what the systems at both ends buffer.
#[tokio::test(start_paused = true)]
async fn whoever_does_not_read_an_answer_is_closed() -> Result<()> {
    let it = served(Count::default()).await?;
    let mut deaf = TcpStream::connect(it.at).await?;
    deaf.write_all(b"GET /large HTTP/1.1\r\nhost: here\r\n\r\n").await?;
    deaf.readable().await?;
    sleep(TICK * 5).await;
    assert_eq!(it.count.open(), 1);
    sleep(TICK * 40).await;
    assert_eq!(it.count.open(), 0);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn when_places_run_out_those_who_wait_make_room_and_the_server_goes_on() -> Result<()> {
    // eighty connections, of one address forty that have not signed in
    let it = served(Count::within(Lines::new(64 + 80, vec!["127.0.0.1".parse().map_err(Error::other)?]))).await?;
    let mut idle = vec![];
    for _ in 0..200 {
        idle.push(TcpStream::connect(it.at).await?);
        sleep(TICK / 100).await;
    }
    let mut peer = TcpStream::connect(it.at).await?;
    assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
    assert!(it.count.open() <= 80, "{}", it.count.open());
    let counts = it.count.lines.counts();
    assert!(counts.closed >= 100 && counts.refused == 0, "{counts:?}");
    Ok(())
}

/// Answers `/` at once, and `/held` when it is let go.
async fn with_a_question_that_waits() -> Result<(Served, Arc<tokio::sync::Notify>)> {
    let go = Arc::new(tokio::sync::Notify::new());
    let (told, let_go) = (go.clone(), Arc::new(std::sync::atomic::AtomicBool::new(false)));
    let held = move |axum::Extension(socket): axum::Extension<Arc<Socket>>| {
        let (told, let_go) = (told.clone(), let_go.clone());
        async move {
            if !let_go.swap(true, Ordering::Relaxed) {
                let head = b"GET /held HTTP/1.1\r\nhost: here\r\n\r\n".to_vec();
                socket.held.hold(head, async move { told.notified().await });
            }
            "let go"
        }
    };
    let app = Router::new().route("/", get(|| async { "hello" })).route("/held", get(held));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let (at, count) = (listener.local_addr()?, Arc::new(Count::default()));
    let (stop, stopped) = oneshot::channel();
    let serving = tokio::spawn(serve(listener, app, count.clone(), async { drop(stopped.await) }));
    Ok((Served { at, count, stop, serving }, go))
}

const HELD: &[u8] = b"GET /held HTTP/1.1\r\nhost: here\r\n\r\n";

#[tokio::test(start_paused = true)]
async fn a_question_that_waits_is_no_conversation_and_is_answered_once() -> Result<()> {
    let (it, go) = with_a_question_that_waits().await?;
    let mut peer = TcpStream::connect(it.at).await?;
    assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"));
    peer.write_all(HELD).await?;
    sleep(TICK * 20).await;
    assert_eq!((it.count.open(), it.count.talking()), (1, 0), "hyper has let go of it");
    go.notify_one();
    let said = hears(&mut peer, "let go").await?;
    assert_eq!(said.matches("HTTP/1.1 200").count(), 1, "{said}");
    assert!(asks(&mut peer, "/", "hello").await?.starts_with("HTTP/1.1 200"), "the connection goes on");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_question_that_waits_ends_with_its_peer_and_with_the_server() -> Result<()> {
    let (it, _go) = with_a_question_that_waits().await?;
    let mut peer = TcpStream::connect(it.at).await?;
    peer.write_all(HELD).await?;
    sleep(TICK).await;
    assert_eq!((it.count.open(), it.count.talking()), (1, 0));
    drop(peer);
    sleep(TICK / 4).await;
    assert_eq!(it.count.open(), 0);
    let (it, _go) = with_a_question_that_waits().await?;
    let mut peer = TcpStream::connect(it.at).await?;
    peer.write_all(HELD).await?;
    sleep(TICK).await;
    drop(it.stop);
    it.serving.await?;
    assert_eq!(hears(&mut peer, "nothing").await?, "");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn who_says_more_behind_a_question_that_waits_is_answered_in_order() -> Result<()> {
    let (it, _go) = with_a_question_that_waits().await?;
    let mut peer = TcpStream::connect(it.at).await?;
    peer.write_all(&[HELD, b"GET / HTTP/1.1\r\nhost: here\r\n\r\n"].concat()).await?;
    let said = hears(&mut peer, "hello").await?;
    assert!(said.find("let go") < said.find("hello") && said.matches("HTTP/1.1 200").count() == 2, "{said}");
    let (it, _go) = with_a_question_that_waits().await?;
    let mut peer = TcpStream::connect(it.at).await?;
    peer.write_all(HELD).await?;
    sleep(TICK).await;
    let said = asks(&mut peer, "/", "hello").await?;
    assert!(said.find("let go") < said.find("hello"), "{said}");
    Ok(())
}
