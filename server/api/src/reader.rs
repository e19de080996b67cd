//! JSON as its schemas see it: an object is never a list of its values, and `2.0` is a whole number. What a type derives for itself takes the
//! one and refuses the other.

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, Error as _, IntoDeserializer, Unexpected, Visitor,
        value::{MapDeserializer, SeqDeserializer},
    },
    forward_to_deserialize_any,
};
use serde_json::{Error, Number, Value};

/// Reads a value; what does not fit is told with the way to its place, as in `roles[0]: …`.
pub fn read<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    serde_path_to_error::deserialize(Said(value)).map_err(|error| {
        let place = error.path().to_string();
        if place == "." { error.inner().to_string() } else { format!("{place}: {}", error.inner()) }
    })
}

/// What somebody said.
struct Said(Value);

/// The whole number that a JSON number is, however it is written.
fn whole(number: &Number) -> Option<i64> {
    let float = number.as_f64().filter(|n| number.is_f64() && n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_991.0)?;
    Some(float as i64)
}

impl<'de> Deserializer<'de> for Said {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(values) => SeqDeserializer::new(values.into_iter().map(Said)).deserialize_any(visitor),
            Value::Object(fields) => {
                MapDeserializer::new(fields.into_iter().map(|(name, value)| (name, Said(value)))).deserialize_any(visitor)
            }
            Value::Number(number) => match whole(&number) {
                Some(whole) => visitor.visit_i64(whole),
                None => number.deserialize_any(visitor),
            },
            plain => plain.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        if self.0.is_array() { Err(Error::invalid_type(Unexpected::Seq, &visitor)) } else { self.deserialize_any(visitor) }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, name: &'static str, words: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_enum(name, words, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map identifier
        ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Said {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde::Deserialize;
    use serde_json::json;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Named {
        zh: Option<String>,
        places: Vec<Option<u8>>,
    }

    #[test]
    fn an_object_is_no_list_of_its_values() {
        let named = || Named { zh: None, places: vec![Some(2), None] };
        assert_eq!(read::<Named>(json!({"zh": null, "places": [2.0, null]})), Ok(named()));
        assert_eq!(read::<Vec<Named>>(json!([{"places": [2, null]}])), Ok(vec![named()]));
        assert!(read::<Named>(json!([null, [2]])).is_err() && read::<Vec<Named>>(json!([[null, [2]]])).is_err());
    }

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        assert_eq!(read::<i64>(json!(9_007_199_254_740_991.0)), Ok(9_007_199_254_740_991));
        assert_eq!(read::<u8>(json!(255.0)), Ok(255));
        for wrong in [json!(2.5), json!(256.0), json!(-1.0), json!(1e300), json!("2")] {
            assert!(read::<u8>(wrong.clone()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let told = read::<Vec<Named>>(json!([{"places": [2]}, {"places": ["x"]}])).unwrap_err();
        assert!(told.starts_with("[1].places[0]: "), "{told}");
        let told = read::<Named>(json!({"zh": "知", "en": ""})).unwrap_err();
        assert!(told.contains("unknown field `en`"), "{told}");
    }
}
