import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { examplesIn } from './examples';
import { pages } from './pages';
import { policyGuide } from './policy-guide';
import { readStandard } from './standard';
import { provider } from '../provider';

const ROOT = path.resolve(__dirname, '../..');
const DOCS = path.join(ROOT, 'docs');

const reference = pages({
  provider,
  examples: examplesIn(path.join(ROOT, 'examples/provider')),
  standard: readStandard(readFileSync(path.join(ROOT, 'projenrc/l1/docker-provider-3.6.2.json'), 'utf8')),
});

// Removes all generated pages first, so that no page of a removed resource remains. The other guides are written by hand.
for (const generated of ['resources', 'data-sources']) rmSync(path.join(DOCS, generated), { recursive: true, force: true });
for (const [file, text] of Object.entries({ ...reference, 'guides/isolation-policy.md': policyGuide() })) {
  mkdirSync(path.dirname(path.join(DOCS, file)), { recursive: true });
  writeFileSync(path.join(DOCS, file), text);
}
