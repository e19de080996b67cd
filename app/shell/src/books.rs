//! Courses as books that were made for a publication. All who read one share its bytes, and the bytes of all books that are held are bounded, those
//! of earlier publications that somebody still reads slowly among them. What nobody took for longest goes first.

use lru::LruCache;
use std::{
    collections::HashMap,
    sync::{
        Arc, LazyLock, Mutex, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};
use zhixing_domain::lang::Lang;

/// The most bytes of books that are kept while nobody reads them, and of all that this process holds.
const KEPT: usize = 64 << 20;
const HELD: usize = 192 << 20;

/// Course and language.
type BookOf = (String, Lang);

/// The bytes of a book, once for all who read it.
#[derive(Clone, Default)]
pub struct BookFile(Arc<HeldBytes>);

impl AsRef<[u8]> for BookFile {
    fn as_ref(&self) -> &[u8] {
        &self.0.bytes
    }
}

/// Bytes that are counted while anybody has them.
#[derive(Default)]
struct HeldBytes {
    bytes: Vec<u8>,
    held: Arc<AtomicUsize>,
}

impl Drop for HeldBytes {
    fn drop(&mut self) {
        self.held.fetch_sub(self.bytes.len(), Ordering::Relaxed);
    }
}

pub struct Books {
    shelf: Mutex<Shelf>,
    /// The bytes that are held, of all publications.
    held: Arc<AtomicUsize>,
}

struct Shelf {
    kept: LruCache<BookOf, BookFile>,
    /// Each that was made, while somebody has it, and how long it is.
    made: HashMap<BookOf, (Weak<HeldBytes>, usize)>,
}

impl Default for Books {
    fn default() -> Self {
        static OF_ALL: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);
        Self::counted(OF_ALL.clone())
    }
}

impl Books {
    fn counted(held: Arc<AtomicUsize>) -> Self {
        Self { shelf: Mutex::new(Shelf { kept: LruCache::unbounded(), made: HashMap::new() }), held }
    }

    pub fn get(&self, course: &str, lang: Lang) -> Option<BookFile> {
        let (of, mut shelf) = ((course.to_string(), lang), self.shelf.lock().unwrap_or_else(PoisonError::into_inner));
        let kept = shelf.kept.get(&of).cloned();
        kept.or_else(|| shelf.made.get(&of)?.0.upgrade().map(BookFile))
    }

    /// How long a book is, once it was made.
    pub fn length(&self, course: &str, lang: Lang) -> Option<usize> {
        let shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.made.get(&(course.to_string(), lang)).map(|(_, length)| *length)
    }

    /// Takes a book that was made; nothing where those that are read leave it no room.
    pub fn put(&self, course: &str, lang: Lang, bytes: Vec<u8>) -> Option<BookFile> {
        let (of, length) = ((course.to_string(), lang), bytes.len());
        let mut shelf = self.shelf.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.made.insert(of.clone(), (Weak::new(), length));
        while !self.takes(length) {
            shelf.kept.pop_lru()?;
        }
        let book = BookFile(Arc::new(HeldBytes { bytes, held: self.held.clone() }));
        shelf.made.insert(of.clone(), (Arc::downgrade(&book.0), length));
        if length <= KEPT {
            shelf.kept.put(of, book.clone());
        }
        while shelf.kept.iter().map(|(_, book)| book.as_ref().len()).sum::<usize>() > KEPT && shelf.kept.pop_lru().is_some() {}
        Some(book)
    }

    /// Counts bytes where there is room for them.
    fn takes(&self, length: usize) -> bool {
        let more = |held: usize| held.checked_add(length).filter(|sum| *sum <= HELD);
        self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(books: &Books, course: &str, length: usize) -> Option<BookFile> {
        books.put(course, Lang::Zh, vec![0; length])
    }

    #[test]
    fn books_are_kept_as_far_as_their_bytes_have_room() {
        let books = Books::counted(Arc::default());
        for course in ["a", "b", "c", "d"] {
            assert!(put(&books, course, KEPT / 4).is_some());
        }
        assert!(books.get("a", Lang::Zh).is_some() && books.get("a", Lang::En).is_none());
        assert!(put(&books, "e", 1).is_some());
        let kept = ["a", "b", "c", "d", "e"].map(|course| books.get(course, Lang::Zh).is_some());
        assert_eq!(kept, [true, false, true, true, true], "whoever was taken last stays");
        assert!(put(&books, "f", KEPT + 1).is_some());
        assert!(books.get("f", Lang::Zh).is_none() && books.get("a", Lang::Zh).is_some(), "one that is too large pushes nobody out");
        assert_eq!((books.length("f", Lang::Zh), books.length("f", Lang::En)), (Some(KEPT + 1), None));
    }

    #[test]
    fn all_who_read_a_book_share_its_bytes_however_large_it_is() {
        let books = Books::counted(Arc::default());
        let first = put(&books, "a", KEPT + 1).unwrap();
        let others: Vec<BookFile> = (0..100).filter_map(|_| books.get("a", Lang::Zh)).collect();
        assert!(others.len() == 100 && others.iter().all(|other| Arc::ptr_eq(&other.0, &first.0)));
        assert_eq!(books.held.load(Ordering::Relaxed), KEPT + 1);
        drop((first, others));
        assert_eq!(books.held.load(Ordering::Relaxed), 0, "nobody has it any more");
    }

    #[test]
    fn what_is_read_is_bounded_in_sum_over_publications_and_what_is_only_kept_gives_way() {
        let held = Arc::<AtomicUsize>::default();
        let (before, now) = (Books::counted(held.clone()), Books::counted(held.clone()));
        let read = put(&before, "a", HELD - KEPT).unwrap();
        assert!(put(&now, "b", KEPT).is_some());
        let other = put(&now, "c", KEPT).unwrap();
        assert!(now.get("b", Lang::Zh).is_none(), "nobody read it");
        assert!(put(&now, "d", KEPT).is_none() && now.length("d", Lang::Zh) == Some(KEPT));
        drop(other);
        assert!(put(&now, "d", KEPT).is_some());
        drop((read, before));
        assert_eq!(held.load(Ordering::Relaxed), KEPT);
    }
}
