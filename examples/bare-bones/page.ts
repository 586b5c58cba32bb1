import { BaseImage } from 'cdktf-berth';
import { Images } from './images';

/** Returns a page that shows what is in some images. */
export function page(images: Images): string {
  return [
    '<!doctype html>', '<html lang="en">', '<meta charset="utf-8">', '<title>Bare bones</title>',
    '<style>body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto } td, th { text-align: left; padding-right: 2em }</style>',
    '<h1>Bare bones</h1>', '<p>Visits: <b id="visits">…</b></p>',
    ...Object.entries(images).map(([name, image]) => section(name, image)),
    '<script>',
    'fetch("/api/visits").then((answer) => answer.text()).then((count) => { document.getElementById("visits").textContent = count });',
    '</script>',
  ].join('\n');
}

function section(name: string, image: BaseImage): string {
  const [{ size, files, digest, packages, leftOut }] = image.contents;
  const rows = packages.map(({ name: each, version, whole, license = 'see its copyright file' }) => (
    `<tr><td>${text(each)}<td>${text(version)}<td>${whole ? 'whole' : 'libraries'}<td>${text(license)}`));
  const missing = leftOut.map(({ what, neededBy }) => (
    `<li>${text(neededBy.length > 0 ? `${what}, for ${neededBy.join(', ')}` : what)}`));
  return [
    `<h2>${text(name)}</h2>`,
    `<p>${(size.toBytes() / 1024 / 1024).toFixed(1)} MiB, ${files} files, <code>${text(digest)}</code>`,
    `<br>Bill of materials: <a href="/${name}.spdx.json">SPDX</a>, <a href="/${name}.cdx.json">CycloneDX</a></p>`,
    `<table><tr><th>package<th>version<th>in the image<th>licence${rows.join('')}</table>`,
    `<details><summary>Left out</summary><ul>${missing.join('')}</ul></details>`,
  ].join('\n');
}

function text(value: string): string {
  return value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
