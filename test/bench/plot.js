// A picture of how time and memory grow with the number of states: two charts with logarithmic axes
// beside each other, as SVG.

const size = { width: 360, height: 300, left: 62, right: 16, top: 34, bottom: 44 };
const colours = ["#b3261e", "#1f5fa8", "#4b8b3b", "#8a6d00", "#6b4ca0"];

const powers = (values) => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(Math.log10);
  return [Math.floor(least), Math.ceil(most)];
};

const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" ${more}>${words}</text>`;

/** One chart: `lines` are `{ name, points: [[states, value]] }`. */
function chart(title, unit, lines, left) {
  const points = lines.flatMap((line) => line.points);
  const [fromX, toX] = powers(points.map(([x]) => x));
  const [fromY, toY] = powers(points.map(([, y]) => y));
  const [right, bottom] = [size.width - size.right, size.height - size.bottom];
  const scale = (value, from, to, start, end) =>
    start + ((Math.log10(value) - from) / (to - from)) * (end - start);
  const at = ([x, y]) => [
    scale(x, fromX, toX, size.left, right).toFixed(1),
    scale(y, fromY, toY, bottom, size.top).toFixed(1),
  ];
  const ticks = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const power = (exponent) => `10<tspan dy="-5" class="power">${exponent}</tspan>`;
  const grid = [
    ...ticks(fromX, toX).map((exponent) => {
      const x = scale(10 ** exponent, fromX, toX, size.left, right).toFixed(1);
      const label = text(x, bottom + 16, power(exponent), 'text-anchor="middle"');
      return `<path d="M${x} ${size.top}V${bottom}" class="grid"/>${label}`;
    }),
    ...ticks(fromY, toY).map((exponent) => {
      const y = scale(10 ** exponent, fromY, toY, bottom, size.top);
      const label = text(size.left - 6, (y + 4).toFixed(1), power(exponent), 'text-anchor="end"');
      return `<path d="M${size.left} ${y.toFixed(1)}H${right}" class="grid"/>${label}`;
    }),
  ];
  const drawn = lines.map(({ name, points }, index) => {
    const colour = colours[index % colours.length];
    const dots = points.map((point) => {
      const [x, y] = at(point);
      return `<circle cx="${x}" cy="${y}" r="3" fill="${colour}"/>`;
    });
    const key = text(size.left + 10, size.top + 16 + index * 15, name, `fill="${colour}"`);
    const line = `<polyline points="${points.map(at).join(" ")}" stroke="${colour}" class="line"/>`;
    return [line, ...dots, key].join("");
  });
  const middle = (size.left + right) / 2;
  return [
    `<g transform="translate(${left} 0)">`,
    text(middle, 18, `${title}, ${unit}`, 'text-anchor="middle" font-weight="bold"'),
    ...[...grid, ...drawn],
    text(middle, size.height - 8, "states", 'text-anchor="middle"'),
    "</g>",
  ].join("\n");
}

/** The picture of charts `{ title, unit, lines }`. */
export function pictureOf(charts) {
  const width = size.width * charts.length;
  const drawn = charts.map(({ title, unit, lines }, index) =>
    chart(title, unit, lines, index * size.width),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${size.height}">`,
    "<style>text { font: 11px sans-serif } text .power { font-size: 8px }",
    ".grid { stroke: #ddd } .line { fill: none; stroke-width: 1.5 }</style>",
    `<rect width="${width}" height="${size.height}" fill="white"/>`,
    ...drawn,
    "</svg>\n",
  ].join("\n");
}
