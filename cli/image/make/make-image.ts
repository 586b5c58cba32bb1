import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { Assembled, assemble } from './assemble';
import { MinimalImageReport, MinimalImageSpec, PlatformReport } from '../../../src/shared/minimal-image';
import { Contents } from '../bom/contents';
import { cycloneDx } from '../bom/cyclonedx';
import { spdx } from '../bom/spdx';
import { Cache } from '../cache';
import { closureOf, layerOrder } from '../debian/dependencies';
import { download } from '../debian/download';
import { Lock, packageNamed, packagesFor, readLock } from '../debian/lock';
import { Pool } from '../debian/pool';
import { unpack } from '../debian/unpacked';
import { Layer, layerOf } from '../layers/layer';
import { OciImage, ociImage, writeArchive } from '../layers/oci';
import { architectureOf } from '../platform';
import { byPath } from '../tree/entry';

/** The files of an image in the cache. */
const ARCHIVE = 'image.tar';
const REPORT = 'report.json';

/** The most layers of an image. Docker's limit is 127. */
const MOST_LAYERS = 100;

/** The labels by which the bills of materials are known. */
const LABELS = {
  spdx: 'dev.berth.sbom.spdx', cycloneDx: 'dev.berth.sbom.cyclonedx', packages: 'dev.berth.packages',
} as const;

/** The layers of an image for one platform, and what is in them. */
interface Made {
  readonly assembled: Assembled;
  readonly layers: readonly Layer[];
  readonly contents: Contents;
}

/** Makes an image in the cache, or returns what is there. */
export async function makeImage(spec: MinimalImageSpec, cache: Cache, signal: AbortSignal): Promise<MinimalImageReport> {
  const lock = spec.lockFile === undefined ? undefined : readLock(spec.lockFile);
  const made: Made[] = [];
  for (const platform of spec.platforms) made.push(await makeFor(platform, spec, lock, cache, signal));
  const [name, contents] = [nameOf(spec), made.map((each) => each.contents)];
  const bills = { spdx: spdx(name, contents), cycloneDx: cycloneDx(name, contents) };
  const images = made.map(({ layers, assembled }, index) => (
    ociImage(spec.platforms[index]!, { ...spec.config, Labels: { ...labelsOf(assembled, bills), ...spec.config.Labels } }, layers)));
  const key = createHash('sha256').update(images.map(({ manifest }) => manifest.digest).join()).digest('hex');
  const folder = await cache.get('images', key, async (place) => {
    const hash = await writeArchive(join(place, ARCHIVE), images);
    fs.writeFileSync(join(place, REPORT), JSON.stringify({ hash }));
  });
  const { hash } = JSON.parse(fs.readFileSync(join(folder, REPORT), 'utf8')) as { readonly hash: string };
  return { archive: join(folder, ARCHIVE), hash, ...bills, platforms: made.map((each, index) => reportOf(each, images[index]!)) };
}

async function makeFor(
  platform: string, spec: MinimalImageSpec, lock: Lock | undefined, cache: Cache, signal: AbortSignal,
): Promise<Made> {
  const architecture = architectureOf(platform);
  const assembled = assemble(spec, architecture, lock && await poolOf(platform, spec, lock, cache, signal));
  const parts = assembled.parts.length <= MOST_LAYERS ? assembled.parts
    : [...assembled.parts.slice(0, MOST_LAYERS - 1), mergedParts(assembled.parts.slice(MOST_LAYERS - 1))];
  const layers: Layer[] = [];
  for (const part of parts) layers.push(await layerOf(part, cache));
  const unpacked = assembled.packages.map((report, index) => ({ ...report, unpacked: assembled.unpacked[index]! }));
  // That of the manifest depends on the labels, which have the digests of the bills of materials.
  const digest = `sha256:${createHash('sha256').update(layers.map((each) => each.digest).join('\n')).digest('hex')}`;
  return { assembled, layers, contents: { platform, digest, packages: unpacked, files: assembled.files, ...lock && { lock } } };
}

async function poolOf(
  platform: string, { packages, programs, lockFile }: MinimalImageSpec, lock: Lock, cache: Cache, signal: AbortSignal,
): Promise<Pool> {
  const locked = packagesFor(lock, platform, lockFile!);
  for (const name of packages) packageNamed(locked, name, lockFile!, lock);
  // Nobody knows which packages a program of this machine needs.
  const needed = programs.length > 0 ? locked : closureOf(packages, locked);
  const files = await download(needed, lock, cache, signal);
  const unpacked = await Promise.all(needed.map((each, index) => unpack(each, files[index]!, cache)));
  return new Pool(unpacked, layerOrder(locked));
}

function mergedParts(parts: Assembled['parts']): Assembled['parts'][number] {
  const entries = new Map(parts.flatMap((part) => part.entries.map((entry) => [entry.path, entry] as const)));
  return { title: parts.map(({ title }) => title).join(' '), entries: [...entries.values()].sort(byPath) };
}

/** Returns what an image tells about itself: the digests of its bills of materials, and its packages. */
function labelsOf({ packages }: Assembled, bills: Pick<MinimalImageReport, 'spdx' | 'cycloneDx'>): Record<string, string> {
  const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  return {
    [LABELS.spdx]: digest(bills.spdx),
    [LABELS.cycloneDx]: digest(bills.cycloneDx),
    ...packages.length > 0 && { [LABELS.packages]: packages.map(({ name, version }) => `${name}=${version}`).join(' ') },
  };
}

/** Returns how the image is called in its bill of materials. */
function nameOf({ config, packages }: MinimalImageSpec): string {
  return config.Labels?.['org.opencontainers.image.title'] ?? packages[0] ?? 'image';
}

function reportOf({ assembled, layers }: Made, { platform, manifest, config }: OciImage): PlatformReport {
  const { packages, leftOut, findings, excluded } = assembled;
  return {
    platform,
    digest: manifest.digest,
    id: config.digest,
    size: layers.reduce((sum, { size }) => sum + size, 0),
    files: layers.reduce((sum, { files }) => sum + files, 0),
    layers: layers.map(({ title, digest, size, files }) => ({ title, digest, size, files })),
    packages,
    leftOut,
    findings,
    excluded,
  };
}
