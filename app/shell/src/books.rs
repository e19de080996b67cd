//! Courses as books that were made for a publication: bounded by their bytes, and what nobody took for longest goes first.

use lru::LruCache;
use std::sync::{Arc, Mutex, PoisonError};
use zhixing_domain::lang::Lang;

/// The most bytes of all of them, and of one that is kept.
const ALL: usize = 32 << 20;
const ONE: usize = 8 << 20;

/// Course and language.
type BookOf = (String, Lang);

pub struct Books(Mutex<LruCache<BookOf, Arc<[u8]>>>);

impl Default for Books {
    fn default() -> Self {
        Self(Mutex::new(LruCache::unbounded()))
    }
}

impl Books {
    pub fn get(&self, course: &str, lang: Lang) -> Option<Arc<[u8]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(course.to_string(), lang)).cloned()
    }

    pub fn keep(&self, course: &str, lang: Lang, bytes: Arc<[u8]>) {
        if bytes.len() > ONE {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.put((course.to_string(), lang), bytes);
        while kept.iter().map(|(_, book)| book.len()).sum::<usize>() > ALL && kept.pop_lru().is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn books_are_kept_as_far_as_their_bytes_have_room() {
        let (books, large) = (Books::default(), Arc::<[u8]>::from(vec![0; ONE]));
        for course in ["a", "b", "c", "d"] {
            books.keep(course, Lang::Zh, large.clone());
        }
        assert!(books.get("a", Lang::Zh).is_some() && books.get("a", Lang::En).is_none());
        books.keep("e", Lang::Zh, Arc::from([1]));
        let kept = ["a", "b", "c", "d", "e"].map(|course| books.get(course, Lang::Zh).is_some());
        assert_eq!(kept, [true, false, true, true, true], "whoever was taken last stays");
        books.keep("a", Lang::En, vec![0; ONE + 1].into());
        assert!(books.get("a", Lang::En).is_none() && books.get("a", Lang::Zh).is_some(), "one that is too large pushes nobody out");
    }
}
