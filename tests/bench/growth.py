"""Reads the points of growth.sh; prints a table and draws the plot. usage: growth.py POINTS SVG"""
import json
import math
import sys

points = []
for line in open(sys.argv[1]):
    events, before, after, result = line.split(" ", 3)
    result = json.loads(result)
    # the client measures six of its eight seconds: the share of the CPU that belongs to what it counted
    saves = result["per_second"] * 8
    points.append((int(events), (float(after) - float(before)) * 1000 / saves, result["per_second"], result["p99_ms"]))

print("| stored events | server CPU a save | saves/s | p99 |")
print("|---|---|---|---|")
for events, cpu, rate, p99 in points:
    print(f"| {events:,} | {cpu:.0f} µs | {rate:,.0f} | {p99:.0f} ms |")

W, H, L, B, T = 640, 280, 64, 44, 16
top = max(cpu for _, cpu, _, _ in points) * 1.4
lo, hi = math.log10(points[0][0]), math.log10(points[-1][0])
x = lambda events: L + (math.log10(events) - lo) / (hi - lo) * (W - L - 24)
y = lambda cpu: H - B - cpu / top * (H - B - T)
marks = "".join(f'<circle cx="{x(e):.1f}" cy="{y(c):.1f}" r="4"/><text x="{x(e):.1f}" y="{y(c) - 12:.1f}" text-anchor="middle">{c:.0f} µs</text>' for e, c, _, _ in points)
path = "M" + " L".join(f"{x(e):.1f} {y(c):.1f}" for e, c, _, _ in points)
ticks = "".join(f'<text x="{x(e):.1f}" y="{H - B + 20}" text-anchor="middle">{e:,}</text>' for e, _, _, _ in points)
svg = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" role="img" aria-label="Server CPU for one save, by stored events" font-family="system-ui, sans-serif" font-size="12">
<rect width="{W}" height="{H}" fill="#fdfefe"/>
<path d="M{L} {T} V{H - B} H{W - 16}" fill="none" stroke="#7a8a8c"/>
<path d="{path}" fill="none" stroke="#00575d" stroke-width="2"/>
<g fill="#00575d">{marks}</g>
<g fill="#41525a">{ticks}<text x="{(W + L) / 2}" y="{H - 8}" text-anchor="middle">stored events</text><text x="16" y="{(H - B) / 2}" transform="rotate(-90 16 {(H - B) / 2})" text-anchor="middle">server CPU a save</text></g>
</svg>
"""
open(sys.argv[2], "w").write(svg)
