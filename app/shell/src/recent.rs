//! What a node remembers: bounded, and what was not used for longest goes first. It never forgets everything at once.

use lru::LruCache;
use std::{
    borrow::Borrow,
    hash::Hash,
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};

pub struct Recent<K: Hash + Eq, V>(Mutex<LruCache<K, V>>);

impl<K: Hash + Eq, V: Clone> Recent<K, V> {
    /// Remembers so many. Room is taken as it is used: `LruCache::new` would take it for all of them at once.
    pub fn new(most: usize) -> Self {
        let mut kept = LruCache::unbounded();
        kept.resize(NonZeroUsize::new(most).unwrap_or(NonZeroUsize::MIN));
        Self(Mutex::new(kept))
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    pub fn put(&self, key: K, value: V) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes_and_the_rest_stays() {
        let recent = Recent::new(2);
        recent.put("a", 1);
        recent.put("b", 2);
        assert_eq!(recent.get("a"), Some(1));
        recent.put("c", 3);
        assert_eq!((recent.get("a"), recent.get("b"), recent.get("c")), (Some(1), None, Some(3)));
    }
}
