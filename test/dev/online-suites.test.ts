import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ONLINE } from '../e2e/support/online-suites';

const ROOT = join(__dirname, '../..');
const E2E = 'test/e2e/';

/** The files that download. */
const DOWNLOADS = [
  'dev/cdktn/provide-cdktn.ts', 'dev/images/provide-images.ts', 'dev/machine/debian-packages.ts', 'dev/node/provide-node.ts',
  'dev/registry/registry-program.ts',
];
/** They import such files too, but use them before all tests. */
const BEFORE_ALL = ['test/e2e/support/busybox.ts', 'test/e2e/support/engine.ts'];

const suites = readdirSync(join(ROOT, E2E), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).sort();

/** Returns what each file of the suites imports. */
async function importsOfSuites(): Promise<Map<string, readonly string[]>> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: suites.map((suite) => E2E + suite),
    bundle: true,
    packages: 'external',
    platform: 'node',
    tsconfig: 'test/tsconfig.json',
    // What several suites import is then bundled once.
    splitting: true,
    format: 'esm',
    outdir: 'nowhere',
    write: false,
    metafile: true,
  });
  return new Map(Object.entries(metafile.inputs).map(([file, { imports }]) => [file, imports.map(({ path }) => path)]));
}

test('the suites that are listed as online are those that import what downloads', async () => {
  const imports = await importsOfSuites();
  const downloads = (suite: string) => {
    const reached = new Set([E2E + suite]);
    for (const file of reached) {
      if (!BEFORE_ALL.includes(file)) imports.get(file)?.forEach((imported) => reached.add(imported));
    }
    return DOWNLOADS.some((file) => reached.has(file));
  };
  expect(suites.filter((suite) => ONLINE.some((start) => suite.startsWith(start)))).toEqual(suites.filter(downloads));
});

test.each(ONLINE)('a suite begins with %s', (start) => {
  expect(suites.some((suite) => suite.startsWith(start))).toBe(true);
});
