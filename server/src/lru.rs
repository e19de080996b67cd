//! A bounded memory of what was used last: when it is full, what was not used for longest goes.

use std::{collections::HashMap, hash::Hash};

pub struct Lru<K, V> {
    kept: HashMap<K, (V, u64)>,
    most: usize,
    uses: u64,
}

impl<K: Eq + Hash + Clone, V: Clone> Lru<K, V> {
    pub fn new(most: usize) -> Self {
        Self { kept: HashMap::new(), most, uses: 0 }
    }

    pub fn get(&mut self, key: &K) -> Option<V> {
        self.uses += 1;
        let uses = self.uses;
        self.kept.get_mut(key).map(|(value, used)| {
            *used = uses;
            value.clone()
        })
    }

    pub fn put(&mut self, key: K, value: V) {
        self.uses += 1;
        if self.kept.len() >= self.most && !self.kept.contains_key(&key) {
            // a search through all, which costs less than what is kept here costs to make
            let oldest = self.kept.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| key.clone());
            oldest.map(|key| self.kept.remove(&key));
        }
        self.kept.insert(key, (value, self.uses));
    }
}

#[cfg(test)]
mod tests {
    use super::Lru;

    #[test]
    fn what_was_not_used_for_longest_goes() {
        let mut lru = Lru::new(2);
        lru.put("a", 1);
        lru.put("b", 2);
        assert_eq!(lru.get(&"a"), Some(1));
        lru.put("c", 3);
        assert_eq!((lru.get(&"a"), lru.get(&"b"), lru.get(&"c")), (Some(1), None, Some(3)));
        lru.put("c", 4);
        assert_eq!((lru.get(&"a"), lru.get(&"c"), lru.kept.len()), (Some(1), Some(4), 2));
    }
}
