// Draws media/icon.png, the extension's icon, with the browser that the tests use: a clock of twelve steps, ten of them made.
import { writeFileSync } from 'node:fs';
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
await page.setContent(`<body style="margin:0">${svg}</body>`);
writeFileSync('media/icon.png', await page.screenshot({ omitBackground: true }));
await browser.close();
