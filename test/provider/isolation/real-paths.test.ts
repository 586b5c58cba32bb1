import { existsSync, lstatSync, mkdirSync, mkdtempSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { resolve } from '../../../provider/isolation/real-paths';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'berth-links-')));
afterAll(() => rmSync(root, { recursive: true }));

/** Resolves a path as the provider does, with links that are read when they are asked for. */
function resolved(path: string): string {
  const links = new Map<string, string | null>();
  for (;;) {
    const missing = new Set<string>();
    const result = resolve(path, links, missing);
    if (missing.size === 0) return result;
    for (const each of missing) links.set(each, isLink(each) ? readlinkSync(each) : null);
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

test('resolves every path as the kernel does', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const parts = fc.array(fc.oneof(name, fc.constant('..'), fc.constant('.')), { minLength: 1, maxLength: 4 });
  const relative = parts.map((each) => each.join('/'));
  let number = 0;
  fc.assert(fc.property(
    fc.array(fc.array(name, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
    fc.array(fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), relative, fc.boolean()), { maxLength: 5 }),
    relative,
    (folders, links, path) => {
      const base = join(root, String(number++));
      mkdirSync(base);
      folders.forEach((folder) => { mkdirSync(join(base, ...folder), { recursive: true }); });
      for (const [at, target, isAbsolute] of links) {
        const link = join(base, ...at);
        const isFree = existsSync(join(link, '..')) && !lstatSync(link, { throwIfNoEntry: false });
        if (isFree) symlinkSync(isAbsolute ? `${base}/${target}` : target, link);
      }
      let expected: string;
      try {
        expected = realpathSync.native(`${base}/${path}`);
      } catch {
        return;
      }
      expect(resolved(`${base}/${path}`)).toBe(expected);
    },
  ), { numRuns: 500 });
});

test('keeps what does not exist', () => {
  expect(resolved(`${root}/nowhere/at/all`)).toBe(`${root}/nowhere/at/all`);
});

test('refuses a circle of links', () => {
  symlinkSync('two', join(root, 'one'));
  symlinkSync('one', join(root, 'two'));
  expect(() => resolved(join(root, 'one'))).toThrow('The symbolic links of a host path lead nowhere');
});
