import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleMissing, severalBundles } from './errors';

// Terraform takes any file whose name begins so, and Node needs the ending: with it a script stays CommonJS wherever it is copied.
const NAME = /^terraform-provider-docker_v(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\.cjs$/;

const PACKAGED = resolve(__dirname, '..', '..', 'dist', 'provider');

/** The provider as it is in this package: one executable file. */
export interface ProviderBundle {
  readonly fileName: string;
  readonly version: string;
  readonly content: Buffer;
  /** The hash by which a dependency lock file names a package that holds this file alone. */
  readonly packageHash: string;
}

const found = new Map<string, ProviderBundle>();

/**
 * Finds the bundled provider, whose name tells its version. It is read once in a process, however many stacks there are.
 *
 * @param folder where it is; by default, in this package
 */
export function findProviderBundle(folder: string = PACKAGED): ProviderBundle {
  let bundle = found.get(folder);
  if (!bundle) {
    bundle = readProviderBundle(folder);
    found.set(folder, bundle);
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
 * Terraform's `h1:` hash (Go's dirhash) of a folder with one file: the SHA-256 of a line with that file's own SHA-256 and its name.
 */
function hashPackage(fileName: string, content: Buffer): string {
  const file = createHash('sha256').update(content).digest('hex');
  return `h1:${createHash('sha256').update(`${file}  ${fileName}\n`).digest('base64')}`;
}
