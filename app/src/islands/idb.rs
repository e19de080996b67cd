//! IndexedDB in a few words: texts under keys that are lists of texts. Never here: what is kept.
//!
//! Private windows refuse it, some browsers never answer, a full disk aborts: everything here fails after a few seconds at the latest.

use super::dom;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

/// An open database.
pub struct Idb(IdbDatabase);

/// One change: a text put under a key, or what is under it taken away.
#[derive(Clone)]
pub struct Change {
    pub store: &'static str,
    pub key: Array,
    /// The last part of the key.
    pub name: String,
    pub value: Option<String>,
}

const PATIENCE_MS: i32 = 4_000;

impl Idb {
    /// Opens a database, making the stores that it lacks.
    pub async fn open(name: &str, stores: &'static [&'static str]) -> Result<Self, JsValue> {
        let factory = dom::window().ok_or(JsValue::NULL)?.indexed_db()?.ok_or(JsValue::NULL)?;
        let request = factory.open_with_u32(name, 1)?;
        let own = request.clone();
        let upgrade = Closure::once_into_js(move || {
            let database = own.result().ok().and_then(|r| r.dyn_into::<IdbDatabase>().ok());
            for store in stores {
                let _ = database.as_ref().map(|d| d.create_object_store(store));
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database: IdbDatabase = done(request.unchecked_ref::<IdbOpenDbRequest>()).await?.dyn_into()?;
        // somebody deletes the database, or a newer page wants another form of it: this page lets go
        let own = database.clone();
        dom::listen(&database, "versionchange", move |_| own.close());
        Ok(Self(database))
    }

    /// Every text whose key begins with `prefix`, in the order of the keys.
    pub async fn all(&self, store: &str, prefix: &Array) -> Result<Vec<String>, JsValue> {
        let end = prefix.slice(0, prefix.length());
        // a list comes after every text
        end.push(&Array::new());
        let range = IdbKeyRange::bound(prefix, &end)?;
        let texts = done(&self.store(store)?.get_all_with_key(&range)?).await?;
        Ok(Array::from(&texts).iter().filter_map(|v| v.as_string()).collect())
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str(name)?.object_store(name)
    }

    /// Writes all changes or none.
    pub async fn write(&self, changes: &[Change]) -> Result<(), JsValue> {
        let names: Array = changes.iter().map(|c| JsValue::from_str(c.store)).collect();
        let transaction = self.0.transaction_with_str_sequence_and_mode(&names, IdbTransactionMode::Readwrite)?;
        for change in changes {
            let store = transaction.object_store(change.store)?;
            match &change.value {
                Some(text) => store.put_with_key(&JsValue::from_str(text), &change.key)?,
                None => store.delete(&change.key)?,
            };
        }
        let end = promise(|resolve, reject| {
            transaction.set_oncomplete(Some(resolve));
            transaction.set_onabort(Some(reject));
        });
        dom::within(end, PATIENCE_MS).await.map(|_| ())
    }
}

/// The result of a request.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let end = promise(|resolve, reject| {
        request.set_onsuccess(Some(resolve));
        request.set_onerror(Some(reject));
    });
    dom::within(end, PATIENCE_MS).await?;
    request.result()
}

fn promise(mut arm: impl FnMut(&Function, &Function)) -> Promise {
    Promise::new(&mut |resolve, reject| arm(&resolve, &reject))
}
