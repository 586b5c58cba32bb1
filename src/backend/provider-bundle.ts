import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleMissing, severalBundles } from './errors';
import { BUNDLE_PREFIX } from '../shared/provider';

// Terraform accepts any file name with this beginning. With the extension `.cjs`, Node runs the script as CommonJS in every folder.
const NAME = new RegExp(`^${BUNDLE_PREFIX}(\\d+\\.\\d+\\.\\d+(?:-[0-9A-Za-z.-]+)?)\\.cjs$`);

const DEFAULT_FOLDER = resolve(__dirname, '..', '..', 'dist', 'provider');

/** The provider that this package contains: one executable file. */
export interface ProviderBundle {
  readonly fileName: string;
  readonly version: string;
  readonly content: Buffer;
  /** The hash of a provider package that contains only this file, for the dependency lock file. */
  readonly packageHash: string;
}

const cache = new Map<string, ProviderBundle>();

/**
 * Finds the bundled provider and reads its version from its file name. The file is read once per process and folder.
 *
 * @param folder the folder of the bundle, by default the one in this package
 */
export function findProviderBundle(folder: string = DEFAULT_FOLDER): ProviderBundle {
  let bundle = cache.get(folder);
  if (!bundle) {
    bundle = readProviderBundle(folder);
    cache.set(folder, bundle);
  }
  return bundle;
}

function readProviderBundle(folder: string): ProviderBundle {
  const names = listFiles(folder).filter((name) => NAME.test(name));
  if (names.length === 0) throw bundleMissing(folder);
  if (names.length > 1) throw severalBundles(folder, names.sort());
  const [fileName] = names;
  const content = readFileSync(join(folder, fileName));
  return { fileName, version: NAME.exec(fileName)![1], content, packageHash: hashPackage(fileName, content) };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Returns the `h1:` hash that Terraform computes for a folder with one file (Go's dirhash): the SHA-256 of a line that holds the
 * file's own SHA-256 and its name.
 */
function hashPackage(fileName: string, content: Buffer): string {
  const file = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${file}  ${fileName}\n`).digest('base64')}`;
}
