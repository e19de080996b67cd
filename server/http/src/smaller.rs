//! Smaller versions of pictures: made when somebody asks for one first, one at a time and so many in a minute, and held as long as there is room.

use crate::clock::monotonic;
use lru::LruCache;
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;
use zhixing_domain::{
    library::MediaFile,
    media::{WIDTHS, has_sizes},
};
use zhixing_shell::site::Site;

/// Beyond so many bytes those that were not asked for longest are forgotten.
const HELD: usize = 64 << 20;

/// So many are made in a minute, whoever asks: a node that reads large pictures all the time has no time for an exam.
const A_MINUTE: u32 = 24;
const MINUTE: Duration = Duration::from_secs(60);

/// How many were made since a moment.
struct Pace {
    since: Instant,
    made: u32,
}

impl Pace {
    /// Whether one more may be made now.
    fn takes(&mut self, now: Instant) -> bool {
        if now.duration_since(self.since) >= MINUTE {
            *self = Self { since: now, made: 0 };
        }
        self.made += 1;
        self.made <= A_MINUTE
    }
}

/// Those that were made, by hash and width; nothing where none was to be made.
struct Made {
    all: LruCache<(String, u32), Option<Arc<MediaFile>>>,
    bytes: usize,
}

pub struct SmallerPictures {
    made: Mutex<Made>,
    /// Whoever makes one.
    making: tokio::sync::Mutex<Pace>,
}

impl Default for SmallerPictures {
    fn default() -> Self {
        Self {
            made: Mutex::new(Made { all: LruCache::unbounded(), bytes: 0 }),
            making: tokio::sync::Mutex::new(Pace { since: monotonic(), made: 0 }),
        }
    }
}

/// What is sent where a picture of some width is asked for.
pub enum SizedPicture {
    Smaller(Arc<MediaFile>),
    /// The picture itself: there is no smaller one.
    Itself,
    /// The picture itself, while others are made: whoever asks again gets a smaller one.
    ItselfForNow,
}

impl From<Option<Arc<MediaFile>>> for SizedPicture {
    fn from(made: Option<Arc<MediaFile>>) -> Self {
        made.map_or(Self::Itself, Self::Smaller)
    }
}

impl SmallerPictures {
    /// A version of a picture that is so wide; the picture itself while another one is made, or enough were.
    pub async fn of(&self, site: &Site, name: &str, file: &MediaFile, width: &str) -> SizedPicture {
        let width = width.parse().ok().filter(|width| WIDTHS.contains(width) && has_sizes(name));
        let Some((width, bytes)) = width.zip(file.bytes.clone()) else { return SizedPicture::Itself };
        let key = (file.hash.clone(), width);
        if let Some(made) = self.known(&key) {
            return made.into();
        }
        let Ok(mut turn) = self.making.try_lock() else { return SizedPicture::ItselfForNow };
        if !turn.takes(monotonic()) {
            return SizedPicture::ItselfForNow;
        }
        let Ok(small) = site.ports.smaller_picture(bytes, width).await else { return SizedPicture::ItselfForNow };
        let small = small.map(|bytes| Arc::new(MediaFile::of(&bytes)));
        self.keep(key, small.clone());
        small.into()
    }

    fn known(&self, key: &(String, u32)) -> Option<Option<Arc<MediaFile>>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).all.get(key).cloned()
    }

    fn keep(&self, key: (String, u32), small: Option<Arc<MediaFile>>) {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let length = |file: &Option<Arc<MediaFile>>| file.as_ref().map_or(64, |file| usize::try_from(file.length).unwrap_or(HELD));
        made.bytes += length(&small);
        if let Some(before) = made.all.put(key, small) {
            made.bytes = made.bytes.saturating_sub(length(&before));
        }
        while made.bytes > HELD
            && let Some((_, old)) = made.all.pop_lru()
        {
            made.bytes = made.bytes.saturating_sub(length(&old));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_are_made_in_a_minute_and_no_more_whoever_asks() {
        let begin = monotonic();
        let mut pace = Pace { since: begin, made: 0 };
        let made = |pace: &mut Pace, seconds| (0..100).filter(|_| pace.takes(begin + Duration::from_secs(seconds))).count();
        assert_eq!(made(&mut pace, 0), A_MINUTE as usize);
        assert_eq!(made(&mut pace, 59), 0);
        assert_eq!(made(&mut pace, 60), A_MINUTE as usize, "and then as many again");
    }
}
