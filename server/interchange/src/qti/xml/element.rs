//! An element and what is asked of it.

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
    pub line: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// What may stand within a word, or within Chinese, which has no spaces.
const WITHIN_A_WORD: [&str; 15] = ["a", "b", "big", "code", "em", "font", "i", "s", "small", "span", "strong", "sub", "sup", "tt", "u"];

impl Element {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute; empty where there is none.
    pub fn attr(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok().filter(|n: &f64| n.is_finite())
    }

    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |e| e.name == name)
    }

    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// Every element below, in the order of the text.
    pub fn below(&self) -> Vec<&Element> {
        let mut out = vec![];
        self.gather(&mut out);
        out
    }

    fn gather<'e>(&'e self, out: &mut Vec<&'e Element>) {
        for element in self.elements() {
            out.push(element);
            element.gather(out);
        }
    }

    /// Every element of the name below.
    pub fn named(&self, name: &str) -> Vec<&Element> {
        self.below().into_iter().filter(|e| e.name == name).collect()
    }

    pub fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if e.name == name { Some(e) } else { e.first(name) })
    }

    /// The text within, as it is.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.say(&mut out);
        out
    }

    fn say(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.say(out),
            }
        }
    }

    /// The text within, with single spaces, and one between what stands apart.
    pub fn spaced(&self) -> String {
        let mut out = String::new();
        self.say_spaced(&mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn say_spaced(&self, out: &mut String) {
        let apart = !WITHIN_A_WORD.contains(&self.name.as_str());
        if apart {
            out.push(' ');
        }
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.say_spaced(out),
            }
        }
        if apart {
            out.push(' ');
        }
    }

    /// The text within, with single spaces.
    pub fn plain(&self) -> String {
        self.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
