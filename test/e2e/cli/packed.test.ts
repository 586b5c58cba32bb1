import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { archiveOf, entriesIn } from '../../cli/archives';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

const ROOT = resolve(__dirname, '../../..');
const NAME = 'e2e-packed-data';
const folder = mkdtempSync(join(tmpdir(), 'berth-packed-'));

beforeAll(() => removeNamed(NAME));
afterAll(async () => {
  await removeNamed(NAME);
  rmSync(folder, { recursive: true });
});

test('`npx berth` of the packed package moves data in and out', async () => {
  const tarball = (await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT })).trim();
  writeFileSync(join(folder, 'package.json'), '{}');
  // The program needs none of the packages that a stack needs.
  await run('npm', ['install', '--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', join(folder, tarball)], { cwd: folder });
  const berth = (...args: readonly string[]) => run('npx', ['--no-install', 'berth', 'volume', ...args, '--json'], { cwd: folder });

  writeFileSync(join(folder, 'in.tar'), await archiveOf({ name: './', type: 'directory' }, { name: './file', content: 'data' }));
  const imported = JSON.parse(await berth('import', NAME, 'in.tar', '--create')) as object;
  expect(imported).toMatchObject({ volume: NAME, file: 'in.tar', entries: 1, bytes: 4, warnings: [] });
  expect(JSON.parse(await berth('export', NAME, 'out.tar'))).toMatchObject({ volume: NAME, file: 'out.tar', entries: 1, bytes: 4 });
  const paths = (await entriesIn(readFileSync(join(folder, 'out.tar')))).map(({ path }) => path.toString());
  expect(paths).toEqual(['./', './file']);
});
