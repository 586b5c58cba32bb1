import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SRC = join(__dirname, '..', 'src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const read = (name: string) => readFileSync(join(SRC, name), 'utf8');

test('every refusal is made in errors.ts', () => {
  expect(sources.filter((name) => name !== 'errors.ts' && /new (Berth)?Error\(|throw new /.test(read(name)))).toEqual([]);
});

test('every refusal has a code of its own, and is used', () => {
  const refusals = [...read('errors.ts').matchAll(/^export const (\w+) = .*new BerthError\('([A-Z_]+)'/gm)].map(([, name, code]) => ({ name, code }));
  expect(refusals.length).toBeGreaterThan(40);
  expect(new Set(refusals.map(({ code }) => code)).size).toBe(refusals.length);
  const rest = sources.filter((name) => name !== 'errors.ts').map(read).join('\n');
  expect(refusals.filter(({ name }) => !new RegExp(`\\b${name}\\(`).test(rest))).toEqual([]);
});
