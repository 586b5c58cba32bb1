import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { example as schema } from './example-schema';
import { backendSource } from '../../projenrc/l1/backend-source';
import { FOLDERS, filesOf, generatedFiles } from '../../projenrc/l1/files';

const ROOT = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const files = generatedFiles();

// The files of the example are among them, so they show what the generator makes of each kind of attribute and block. Like all tests,
// they are compiled, which shows that they are valid.
test.each(Object.keys(files))('%s is up to date: run `npx projen generate:l1` if it is not', (path) => {
  expect(read(path)).toBe(files[path]);
});

test.each(FOLDERS)('%s has no other files', (folder) => {
  expect(readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`).filter((path) => !(path in files))).toEqual([]);
});

test('generates no class if none is asked for', () => {
  const { 'x/thing.ts': source } = filesOf({
    source: 'example/example', schema, folder: 'x', types: [{ kind: 'resource', type: 'example_thing', hasClass: false }],
  });
  expect(source).toContain('export interface ThingAttributes {');
  expect(source).toContain('export const THING_SCHEMA: TypeSchema = {');
  expect(source).not.toMatch(/class|Construct/);
});

test('refuses a type that the schema lacks', () => {
  expect(() => filesOf({
    source: 'example/example', schema, folder: 'x', types: [{ kind: 'data source', type: 'example_thing', hasClass: true }],
  })).toThrow('example/example has no data source "example_thing"');
});

test('lists the names of both back ends, and nested ones where they differ', () => {
  const block = (attributes: readonly string[]) => ({
    nesting_mode: 'list' as const, block: { attributes: Object.fromEntries(attributes.map((name) => [name, { type: 'string' as const }])) },
  });
  const ours = {
    ...schema,
    resource_schemas: {
      docker_a: { version: 0, block: { block_types: { both: block(['same', 'ours']), ours: block(['inner']) } } },
      docker_b: { version: 0, block: {} },
    },
  };
  const theirs = { provider: {}, dataSources: {}, resources: { docker_a: { both: { same: {}, theirs: {} }, id: {} }, docker_c: {} } };
  const source = backendSource(ours, theirs);
  expect(source).toContain('export const BERTH: ResourceTypes = { docker_a: [\'both\', \'ours\', \'both.ours\'], docker_b: [] };');
  expect(source).toContain('export const KREUZWERKER: ResourceTypes = { docker_a: [\'both\', \'id\', \'both.theirs\'], docker_c: [] };');
});
