// Draws media/icon.png, the extension's icon, with the browser that the tests use: a clock of twelve steps, ten of them made.
// Its colours are a palette: what the antialiasing mixes beyond 256 colours takes the nearest one, for less than half of the bytes.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const size = 256;
const point = (radius, degrees) => {
  const radians = (degrees * Math.PI) / 180;
  return `${(128 + radius * Math.sin(radians)).toFixed(2)} ${(128 - radius * Math.cos(radians)).toFixed(2)}`;
};
const gap = 3;
const segments = Array.from({ length: 12 }, (_, step) => {
  const [from, to] = [step * 30 + gap, (step + 1) * 30 - gap];
  const colour = step < 10 ? `hsl(${212 - step * 3} 90% ${52 + step * 1.6}%)` : '#33475c';
  return `<path d="M${point(88, from)}A88 88 0 0 1 ${point(88, to)}" stroke="${colour}" stroke-width="22" fill="none"/>`;
});
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
<rect width="${size}" height="${size}" rx="52" fill="#16212c"/>${segments.join('')}
<path d="M${point(-16, 300)}L${point(54, 300)}" stroke="#fff" stroke-width="15" stroke-linecap="round"/>
<circle cx="128" cy="128" r="13" fill="#fff"/></svg>`;

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: size, height: size } });
const pixels = await page.evaluate(
  async ({ source, length }) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = length;
    canvas.height = length;
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('there is no canvas');
    context.drawImage(image, 0, 0);
    return [...new Uint32Array(context.getImageData(0, 0, length, length).data.buffer)];
  },
  { source: svg, length: size },
);
await browser.close();

/** Red, green, blue and alpha of a pixel. */
const channels = (pixel) => [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 255);
const counts = new Map();
for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
const palette = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one)).slice(0, 256);
const places = new Map();
for (const pixel of counts.keys()) {
  const distance = (other) => channels(other).reduce((sum, value, at) => sum + (value - channels(pixel)[at]) ** 2, 0);
  places.set(pixel, palette.indexOf(palette.reduce((best, one) => (distance(one) < distance(best) ? one : best))));
}

/** A PNG's chunk. */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
const rows = Array.from({ length: size }, (_, row) => [
  0,
  ...pixels.slice(row * size, (row + 1) * size).map((pixel) => places.get(pixel)),
]);
writeFileSync(
  'media/icon.png',
  Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((pixel) => channels(pixel).slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((pixel) => channels(pixel)[3]))),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]),
);
