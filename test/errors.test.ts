import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const SRC = join(__dirname, '..', 'src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const isErrors = (name: string) => ['errors.ts', 'berth-error.ts'].includes(basename(name));
const read = (name: string) => readFileSync(join(SRC, name), 'utf8');

test('every error is created in the errors.ts of a folder', () => {
  expect(sources.filter((name) => !isErrors(name) && /new (Berth)?Error\(|throw new /.test(read(name)))).toEqual([]);
});

test('every error is used, and has its own code', () => {
  const definitions = sources.filter((name) => basename(name) === 'errors.ts').map(read).join('\n');
  const matches = [...definitions.matchAll(/^export const (\w+) = .*new BerthError\('([A-Z_]+)'/gm)];
  const factories = matches.map(([, name, code]) => ({ name, code }));
  expect(factories.length).toBeGreaterThan(40);
  expect(new Set(factories.map(({ code }) => code)).size).toBe(factories.length);
  const rest = sources.filter((name) => !isErrors(name)).map(read).join('\n');
  expect(factories.filter(({ name }) => !new RegExp(`\\b${name}\\(`).test(rest))).toEqual([]);
});
