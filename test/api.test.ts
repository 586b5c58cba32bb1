import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Docs { readonly summary?: string; readonly default?: string }
interface Member {
  readonly name: string;
  readonly docs?: Docs;
  readonly optional?: boolean;
  readonly immutable?: boolean;
  readonly type?: object;
}
interface Type {
  readonly fqn: string;
  readonly kind: string;
  readonly datatype?: boolean;
  readonly docs?: Docs;
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly members?: Member[];
}

/** Reads the types from the output of the last jsii compilation. */
function readAssembly(): Type[] {
  const path = join(__dirname, '..', '.jsii');
  if (!existsSync(path)) throw new Error('The file .jsii does not exist. Run `npx projen compile` first.');
  const assembly = JSON.parse(readFileSync(path, 'utf8'));
  if (assembly.schema !== 'jsii/file-redirect') return Object.values(assembly.types);
  const compressed = readFileSync(join(__dirname, '..', assembly.filename));
  return Object.values(JSON.parse(gunzipSync(compressed).toString()).types);
}

const types = readAssembly();
const membersOf = ({ fqn, properties = [], methods = [], members = [] }: Type) =>
  [...properties, ...methods, ...members].map((member) => ({ ...member, fqn: `${fqn}.${member.name}` }));
const props = types.filter(({ datatype }) => datatype).flatMap(membersOf);

test('every type and member has a docstring', () => {
  const undocumented = [...types, ...types.flatMap(membersOf)].filter(({ docs }) => !docs?.summary).map(({ fqn }) => fqn);
  expect(undocumented).toEqual([]);
});

test('every optional property documents its default, and no required property does', () => {
  expect(props.filter(({ optional, docs }) => optional && !docs?.default).map(({ fqn }) => fqn)).toEqual([]);
  expect(props.filter(({ optional, docs }) => !optional && docs?.default).map(({ fqn }) => fqn)).toEqual([]);
});

test('every documented default is a value, or a description after a dash', () => {
  const vague = props.filter(({ docs }) => docs?.default && /^-?\s*(undefined|null|-)?$/.test(docs.default)).map(({ fqn }) => fqn);
  expect(vague).toEqual([]);
});

test('every property is read-only, and no type is a union', () => {
  expect(props.filter(({ immutable }) => !immutable).map(({ fqn }) => fqn)).toEqual([]);
  const unions = types.flatMap(membersOf).filter(({ type }) => JSON.stringify(type)?.includes('"union"')).map(({ fqn }) => fqn);
  expect(unions).toEqual([]);
});

test('the bindings are public only as the escape hatch of a container', () => {
  const exposing = types.flatMap(membersOf).filter((member) => JSON.stringify(member).includes('@cdktf/provider-docker'));
  expect(exposing.map(({ fqn }) => fqn)).toEqual(['cdktf-berth.Container.resource', 'cdktf-berth.IContainer.resource']);
});
