import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar-stream';
import { validateContext, hashContext, packContext } from '../../../../../provider/engine/image/build/context';

let folder: string;

function write(name: string, content = name): void {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
}

async function sent(dockerfile = 'Dockerfile'): Promise<string[]> {
  const names: string[] = [];
  const tar = packContext({ folder, dockerfile }).pipe(extract());
  for await (const entry of tar) {
    names.push(entry.header.name);
    entry.resume();
  }
  return names.sort();
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-context-'));
  ['Dockerfile', 'app.js', 'app.log', 'keep.log', 'node_modules/one/index.js', 'src/deep/file.ts'].forEach((name) => write(name));
});

afterEach(() => rmSync(folder, { recursive: true }));

const ALL = ['Dockerfile', 'app.js', 'app.log', 'keep.log', 'node_modules', 'node_modules/one', 'node_modules/one/index.js', 'src', 'src/deep', 'src/deep/file.ts'];
const SOURCE = ['src', 'src/deep', 'src/deep/file.ts'];

test.each<[string, string, readonly string[]]>([
  ['nothing', '', [...ALL, '.dockerignore']],
  ['a folder, with all that is in it', '# modules\nnode_modules\n', ['.dockerignore', ...ALL.filter((name) => !name.startsWith('node_modules'))]],
  ['files by a pattern, but one', '*.log\n!keep.log\nnode_modules', ['.dockerignore', 'Dockerfile', 'app.js', 'keep.log', ...SOURCE]],
  ['everything but one file below', '*\n!src/deep/file.ts', ['.dockerignore', 'Dockerfile', 'src/deep/file.ts']],
  ['what the engine needs, which is sent nonetheless', 'Dockerfile\n.dockerignore\nnode_modules\n**/*.log\nsrc', ['.dockerignore', 'Dockerfile', 'app.js']],
])('it leaves out %s', async (_what, rules, names) => {
  write('.dockerignore', rules);
  expect(await sent()).toEqual([...names].sort());
});

test('a Dockerfile in a folder that is left out is sent nonetheless', async () => {
  write('docker/Dockerfile');
  write('docker/other');
  write('.dockerignore', '*');
  expect(await sent('docker/Dockerfile')).toEqual(['.dockerignore', 'docker', 'docker/Dockerfile']);
});

test('its hash is of what is sent, and of nothing else', async () => {
  write('.dockerignore', 'node_modules\n*.log');
  const hash = () => hashContext({ folder, dockerfile: 'Dockerfile' });
  const before = await hash();
  write('node_modules/one/index.js', 'changed');
  write('new.log');
  utimesSync(join(folder, 'app.js'), 1, 1);
  expect(await hash()).toBe(before);
  write('app.js', 'changed');
  expect(await hash()).not.toBe(before);
});

test.each([
  ['none', 'There is no "none" in the build context'],
  ['../Dockerfile', 'The Dockerfile "../Dockerfile" is not in the build context'],
])('the Dockerfile "%s" is refused', (dockerfile, summary) => {
  const diagnostic = expect.objectContaining({ summary: expect.stringContaining(summary) });
  expect(() => validateContext({ folder, dockerfile })).toThrow(expect.objectContaining({ diagnostics: [diagnostic] }));
});
