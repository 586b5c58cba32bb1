import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORK_RUNTIME } from '../src/bootstrap/fork-runtime';

const folder = join(__dirname, '..', 'docs', 'forks');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'berth-fork'), FORK_RUNTIME, { mode: 0o755 });
