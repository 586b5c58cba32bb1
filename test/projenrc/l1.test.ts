import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { schema } from './thing-schema';
import { backendSource } from '../../projenrc/l1/backend-source';
import { FOLDERS, filesOf, generatedFiles } from '../../projenrc/l1/files';

const ROOT = join(__dirname, '..', '..');
const FOLDER = 'test/projenrc/generated';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const files = generatedFiles();

test.each(Object.keys(files))('%s is up to date: run `npx projen generate:l1` if it is not', (path) => {
  expect(read(path)).toBe(files[path]);
});

test.each(FOLDERS)('%s has no other files', (folder) => {
  expect(readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`).filter((path) => !(path in files))).toEqual([]);
});

// The tests are compiled, so these files also show that what the generator writes is valid TypeScript.
test('generates all kinds of attributes and blocks', () => {
  const generated = filesOf({
    source: 'example/example',
    schema,
    folder: FOLDER,
    types: [
      { kind: 'resource', type: 'example_thing', hasClass: true },
      { kind: 'data source', type: 'example_nothing', hasClass: true },
    ],
  });
  expect(generated).toEqual(Object.fromEntries(readdirSync(join(ROOT, FOLDER)).map((name) => [`${FOLDER}/${name}`, read(`${FOLDER}/${name}`)])));
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
