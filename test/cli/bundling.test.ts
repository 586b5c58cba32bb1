import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCli } from '../../cli/bundling/main';

const { version, bin } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string; bin: object };

test('the program is one executable file, which package.json names', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-cli-'));
  try {
    const file = await bundleCli(folder);
    expect(statSync(file).mode % 0o1000).toBe(0o755);
    expect(execFileSync(file, ['--version'], { cwd: folder }).toString()).toBe(`${version}\n`);
    expect(bin).toEqual({ berth: 'dist/cli/berth.cjs' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
