import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const SRC = join(__dirname, '..', 'src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const isErrors = (name: string) => ['errors.ts', 'berth-error.ts'].includes(basename(name));
const read = (name: string) => readFileSync(join(SRC, name), 'utf8');

test('creates every refusal in the errors.ts of a folder', () => {
  expect(sources.filter((name) => !isErrors(name) && /new (Berth)?Error\(|throw new /.test(read(name)))).toEqual([]);
});

test('uses every refusal, each with a code of its own', () => {
  const errors = sources.filter((name) => basename(name) === 'errors.ts').map(read).join('\n');
  const refusals = [...errors.matchAll(/^export const (\w+) = .*new BerthError\('([A-Z_]+)'/gm)].map(([, name, code]) => ({ name, code }));
  expect(refusals.length).toBeGreaterThan(40);
  expect(new Set(refusals.map(({ code }) => code)).size).toBe(refusals.length);
  const rest = sources.filter((name) => !isErrors(name)).map(read).join('\n');
  expect(refusals.filter(({ name }) => !new RegExp(`\\b${name}\\(`).test(rest))).toEqual([]);
});
