import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetsGuide } from './targets-guide';

writeFileSync(join(__dirname, '..', 'docs', 'guides', 'targets.md'), targetsGuide());
