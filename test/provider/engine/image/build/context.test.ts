import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { extract } from 'tar-stream';
import { validateContext, hashContext, packContext, sentDockerfile } from '../../../../../provider/engine/image/build/context';

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

const ALL = [
  'Dockerfile', 'app.js', 'app.log', 'keep.log', 'node_modules', 'node_modules/one', 'node_modules/one/index.js', 'src', 'src/deep',
  'src/deep/file.ts',
];
const SOURCE = ['src', 'src/deep', 'src/deep/file.ts'];

test.each<[string, string, readonly string[]]>([
  ['nothing', '', [...ALL, '.dockerignore']],
  ['a folder with its content', '# modules\nnode_modules\n', ['.dockerignore', ...ALL.filter((name) => !name.startsWith('node_modules'))]],
  ['files by a pattern, except one', '*.log\n!keep.log\nnode_modules', ['.dockerignore', 'Dockerfile', 'app.js', 'keep.log', ...SOURCE]],
  ['everything except one file in a folder', '*\n!src/deep/file.ts', ['.dockerignore', 'Dockerfile', 'src/deep/file.ts']],
  [
    'files, but never those that the engine needs', 'Dockerfile\n.dockerignore\nnode_modules\n**/*.log\nsrc',
    ['.dockerignore', 'Dockerfile', 'app.js'],
  ],
])('excludes %s', async (_what, rules, names) => {
  write('.dockerignore', rules);
  expect(await sent()).toEqual([...names].sort());
});

test('refuses a line that is no pattern', async () => {
  write('.dockerignore', 'node_modules\n[a-\n');
  await expect(hashContext({ folder, dockerfile: 'Dockerfile' })).rejects.toThrow('has a line that is no pattern: "[a-"');
});

const TERRAFORM = [
  'terraform.tfstate', 'terraform.tfstate.backup', '.terraform.tfstate.lock.info', 'terraform.tfstate.d/dev/terraform.tfstate',
  '.terraform.lock.hcl', '.terraform/modules/modules.json', 'terraform.d/plugins/provider', 'stacks/one/terraform.tfstate',
  'stacks/one/.terraform/environment',
];

test('neither sends nor hashes Terraform\'s own files', async () => {
  write('main.tf');
  write('stacks/one/main.tf');
  const hash = () => hashContext({ folder, dockerfile: 'Dockerfile' });
  const before = await hash();
  TERRAFORM.forEach((name) => write(name));
  expect(await hash()).toBe(before);
  expect(await sent()).toEqual([...ALL, 'main.tf', 'stacks', 'stacks/one', 'stacks/one/main.tf'].sort());
  expect(await hashContext({ folder, dockerfile: 'Dockerfile', withTerraformFiles: true })).not.toBe(before);
});

test('sends those of Terraform\'s files that the .dockerignore re-includes', async () => {
  TERRAFORM.forEach((name) => write(name));
  write('.dockerignore', '*\n!terraform.d\n!**/*.lock.hcl');
  expect(await sent()).toEqual([
    '.dockerignore', '.terraform.lock.hcl', 'Dockerfile', 'terraform.d', 'terraform.d/plugins', 'terraform.d/plugins/provider',
  ]);
});

test('sends a Dockerfile in an excluded folder', async () => {
  write('docker/Dockerfile');
  write('docker/other');
  write('.dockerignore', '*');
  expect(await sent('docker/Dockerfile')).toEqual(['.dockerignore', 'docker', 'docker/Dockerfile']);
});

test('sends a Dockerfile from outside of the context, and excludes it from what the image can copy', async () => {
  write('.dockerignore', 'node_modules');
  const outside = `${folder}.dockerfile`;
  writeFileSync(outside, 'FROM one');
  try {
    const context = { folder, dockerfile: `../${basename(outside)}` };
    validateContext(context);
    expect(sentDockerfile(context)).toBe('.berth-dockerfile');
    const contents: Record<string, string> = {};
    for await (const entry of packContext(context).pipe(extract())) contents[entry.header.name] = await text(entry);
    const files = ALL.filter((name) => !name.startsWith('node_modules'));
    expect(Object.keys(contents).sort()).toEqual(['.berth-dockerfile', '.dockerignore', ...files].sort());
    expect(contents['.berth-dockerfile']).toBe('FROM one');
    expect(contents['.dockerignore']).toBe('node_modules\n.berth-dockerfile\n.dockerignore\n');
    const before = await hashContext(context);
    writeFileSync(outside, 'FROM two');
    expect(await hashContext(context)).not.toBe(before);
  } finally {
    rmSync(outside);
  }
});

test('hashes exactly what is sent', async () => {
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
  ['../none', 'There is no "../none" in the build context'],
])('refuses the Dockerfile "%s"', (dockerfile, summary) => {
  const diagnostic = expect.objectContaining({ summary: expect.stringContaining(summary) });
  expect(() => validateContext({ folder, dockerfile })).toThrow(expect.objectContaining({ diagnostics: [diagnostic] }));
});

test.each(['Dockerfile', '../outside'])('another text is sent in place of the Dockerfile %s, which stays the same', async (dockerfile) => {
  write(dockerfile, 'FROM a');
  const context = { folder, dockerfile };
  const other = { ...context, text: 'FROM ä\n' };
  const contents: Record<string, string> = {};
  for await (const entry of packContext(other).pipe(extract())) contents[entry.header.name] = await text(entry);
  expect(contents[sentDockerfile(other)]).toBe('FROM ä\n');
  expect(contents['app.js']).toBe('app.js');
  rmSync(join(folder, dockerfile));
});
