import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FOLDERS, generatedFiles } from './files';

const ROOT = join(__dirname, '..', '..');
const files = generatedFiles();

// Removes all generated files first, so that no file of a removed type remains.
for (const folder of FOLDERS) rmSync(join(ROOT, folder), { recursive: true, force: true });
for (const [path, source] of Object.entries(files)) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), source);
}
