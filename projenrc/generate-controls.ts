import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { controlSource, isolationControlsSource } from './controls-source';

const folder = join(__dirname, '..', 'src', 'isolation', 'generated');
writeFileSync(join(folder, 'control.ts'), controlSource());
writeFileSync(join(folder, 'isolation-controls.ts'), isolationControlsSource());
