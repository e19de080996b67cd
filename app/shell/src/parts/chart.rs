//! Charts that the server draws: SVG with its numbers in a table beside it, so that they are for everybody, on paper too.
//!
//! The picture says in one sentence what it shows; the table is what a screen reader reads. Colours are names of `style/components/shell/chart.css`.

use crate::html::{IntoMarkup, Markup, escape};
use leptos::prelude::*;

/// The picture's own measure: as wide as a phone, so that its letters are never smaller than on one.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 190.0;
const LEFT: f64 = 34.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 30.0;

/// One bar: its label under it, how much it is, and its tone (`right`, `wrong` or nothing).
#[derive(Clone, Debug)]
pub struct ChartBar {
    pub label: String,
    /// Of the table, where it says more.
    pub row: String,
    pub count: i64,
    pub tone: &'static str,
}

/// A line across the bars, from 0 (left) to 1 (right).
#[derive(Clone, Debug)]
pub struct ChartLine {
    pub at: f64,
    pub label: String,
}

/// Bars side by side.
#[derive(Clone, Debug)]
pub struct Histogram {
    /// What it shows, in one sentence.
    pub summary: String,
    pub bars: Vec<ChartBar>,
    pub lines: Vec<ChartLine>,
    /// The headings of the table.
    pub heads: [String; 2],
    /// Labels stand at the edges of bars, with one more at the end.
    pub end: Option<String>,
    /// The table leaves out what is nothing.
    pub sparse: bool,
}

impl Histogram {
    pub fn view(self) -> Markup {
        let rows: Vec<_> = self
            .bars
            .iter()
            .filter(|bar| bar.count > 0 || !self.sparse)
            .map(|bar| view! { <tr><th scope="row">{bar.row.clone()}</th><td class="table__number">{bar.count}</td></tr> })
            .collect();
        let [label, count] = self.heads.clone();
        let picture = self.picture();
        view! {
            <div class="chart">
                <div class="chart__picture">
                    <svg class="chart__svg" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=self.summary inner_html=picture></svg>
                </div>
                <table class="table chart__table" data-dense="">
                    <thead><tr><th scope="col">{label}</th><th scope="col" class="table__number">{count}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_markup()
    }

    fn picture(&self) -> String {
        let most = self.bars.iter().map(|b| b.count).max().unwrap_or_default();
        let (top, step) = scale(most);
        let (wide, high) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
        let height = |count: i64| high * count as f64 / top as f64;
        let slot = wide / self.bars.len().max(1) as f64;
        let mut svg = String::new();
        for n in (0..=top).step_by(usize::try_from(step).unwrap_or(1).max(1)) {
            let y = HEIGHT - BOTTOM - height(n);
            svg.push_str(&format!("<path class=\"chart__grid\" d=\"M{LEFT} {y:.1}H{:.1}\"/>", WIDTH - RIGHT));
            svg.push_str(&text(LEFT - 5.0, y + 3.5, "end", "", &n.to_string()));
        }
        let under = |n: f64| if self.end.is_some() { LEFT + slot * n } else { LEFT + slot * (n + 0.5) };
        for (n, bar) in self.bars.iter().enumerate() {
            let (x, tall) = (LEFT + slot * n as f64, height(bar.count));
            svg.push_str(&format!(
                "<rect class=\"chart__bar\" data-tone=\"{}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"/>",
                bar.tone,
                x + 1.5,
                HEIGHT - BOTTOM - tall,
                (slot - 3.0).max(1.0)
            ));
            svg.push_str(&text(under(n as f64), HEIGHT - BOTTOM + 15.0, "middle", "", &bar.label));
        }
        if let Some(end) = &self.end {
            svg.push_str(&text(under(self.bars.len() as f64), HEIGHT - BOTTOM + 15.0, "middle", "", end));
        }
        for line in &self.lines {
            let x = LEFT + wide * line.at.clamp(0.0, 1.0);
            svg.push_str(&format!("<path class=\"chart__line\" d=\"M{x:.1} {:.1}V{:.1}\"/>", TOP - 6.0, HEIGHT - BOTTOM));
            let anchor = if line.at > 0.8 { "end" } else { "middle" };
            svg.push_str(&text(x, TOP - 10.0, anchor, " chart__text--strong", &line.label));
        }
        svg
    }
}

/// One dot: facility and discrimination of an item, with a number where it needs a look.
#[derive(Clone, Debug)]
pub struct ChartDot {
    /// From 0 to 1.
    pub x: f64,
    /// From -1 to 1.
    pub y: f64,
    pub title: String,
    pub number: Option<usize>,
}

/// Dots of facility against discrimination.
#[derive(Clone, Debug)]
pub struct DotPlot {
    pub summary: String,
    pub dots: Vec<ChartDot>,
    pub x_label: String,
    pub y_label: String,
    /// Below it an item tells too little.
    pub line: f64,
}

impl DotPlot {
    pub fn view(self) -> Markup {
        let picture = self.picture();
        view! {
            <svg class="chart__svg" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=self.summary inner_html=picture></svg>
        }
        .into_markup()
    }

    fn picture(&self) -> String {
        let lowest = self.dots.iter().map(|d| d.y).fold(-0.2, f64::min);
        let highest = self.dots.iter().map(|d| d.y).fold(0.6, f64::max);
        let (bottom, top) = ((lowest * 5.0).floor() / 5.0, (highest * 5.0).ceil() / 5.0);
        let (wide, high) = (WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM);
        let x = |share: f64| LEFT + wide * share.clamp(0.0, 1.0);
        let y = |value: f64| HEIGHT - BOTTOM - high * (value.clamp(bottom, top) - bottom) / (top - bottom);
        let mut svg = String::new();
        let mut value = bottom;
        while value < top + 0.01 {
            let at = y(value);
            svg.push_str(&format!("<path class=\"chart__grid\" d=\"M{LEFT} {at:.1}H{:.1}\"/>", WIDTH - RIGHT));
            let said = if value.abs() < 0.01 { "0".to_string() } else { format!("{value:.1}") };
            svg.push_str(&text(LEFT - 5.0, at + 3.5, "end", "", &said));
            value += if top - bottom > 1.3 { 0.4 } else { 0.2 };
        }
        for n in 0..=5 {
            let share = f64::from(n) / 5.0;
            svg.push_str(&text(x(share), HEIGHT - BOTTOM + 13.0, "middle", "", &format!("{}%", n * 20)));
        }
        svg.push_str(&format!("<path class=\"chart__line\" d=\"M{LEFT} {0:.1}H{1:.1}\"/>", y(self.line), WIDTH - RIGHT));
        svg.push_str(&text(WIDTH - RIGHT, HEIGHT - 4.0, "end", " chart__text--strong", &self.x_label));
        svg.push_str(&text(2.0, 12.0, "start", " chart__text--strong", &self.y_label));
        for dot in &self.dots {
            let (cx, cy, tone) = (x(dot.x), y(dot.y), if dot.number.is_some() { "wrong" } else { "" });
            svg.push_str(&format!(
                "<circle class=\"chart__dot\" data-tone=\"{tone}\" cx=\"{cx:.1}\" cy=\"{cy:.1}\" r=\"4\"><title>{}</title></circle>",
                escape(&dot.title)
            ));
            if let Some(number) = dot.number {
                let (at, anchor) = if dot.x > 0.9 { (cx - 6.0, "end") } else { (cx + 6.0, "start") };
                svg.push_str(&text(at, cy + 3.5, anchor, " chart__text--strong", &number.to_string()));
            }
        }
        svg
    }
}

fn text(x: f64, y: f64, anchor: &str, class: &str, said: &str) -> String {
    format!("<text class=\"chart__text{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>", escape(said))
}

/// The top of an axis of whole numbers and the step of its lines: four of them or fewer.
fn scale(most: i64) -> (i64, i64) {
    let mut ten = 1;
    loop {
        for step in [1, 2, 5].map(|n| n * ten) {
            if step * 4 >= most {
                let lines = ((most + step - 1) / step).max(1);
                return (lines * step, step);
            }
        }
        ten *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_has_few_whole_steps_and_room_for_the_highest() {
        for (most, wanted) in [(0, (1, 1)), (1, (1, 1)), (4, (4, 1)), (5, (6, 2)), (15, (15, 5)), (21, (30, 10)), (3_401, (4_000, 1_000))] {
            assert_eq!(scale(most), wanted, "{most}");
        }
    }

    #[test]
    fn what_an_author_wrote_is_text_in_the_picture() {
        let dot = ChartDot { x: 0.5, y: 0.3, title: "<script>".into(), number: Some(3) };
        let plot = DotPlot { summary: "x".into(), dots: vec![dot], x_label: "<i>".into(), y_label: "y".into(), line: 0.2 };
        let svg = plot.picture();
        assert!(svg.contains("&lt;script&gt;") && svg.contains("&lt;i&gt;") && !svg.contains("<i>"), "{svg}");
    }
}
