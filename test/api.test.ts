import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

interface Docs { readonly summary?: string; readonly default?: string }
interface Member { readonly name: string; readonly docs?: Docs; readonly optional?: boolean; readonly immutable?: boolean; readonly type?: object }
interface Type {
  readonly fqn: string;
  readonly kind: string;
  readonly datatype?: boolean;
  readonly docs?: Docs;
  readonly properties?: Member[];
  readonly methods?: Member[];
  readonly members?: Member[];
}

/** What jsii made of the source the last time it was compiled. */
function readAssembly(): Type[] {
  const path = join(__dirname, '..', '.jsii');
  if (!existsSync(path)) throw new Error('There is no .jsii: run `npx projen compile` first.');
  const assembly = JSON.parse(readFileSync(path, 'utf8'));
  const whole = assembly.schema === 'jsii/file-redirect' ? JSON.parse(gunzipSync(readFileSync(join(__dirname, '..', assembly.filename))).toString()) : assembly;
  return Object.values(whole.types);
}

const types = readAssembly();
const membersOf = ({ fqn, properties = [], methods = [], members = [] }: Type) =>
  [...properties, ...methods, ...members].map((member) => ({ ...member, fqn: `${fqn}.${member.name}` }));
const props = types.filter(({ datatype }) => datatype).flatMap(membersOf);

test('every type and member says what it is', () => {
  const silent = [...types, ...types.flatMap(membersOf)].filter(({ docs }) => !docs?.summary).map(({ fqn }) => fqn);
  expect(silent).toEqual([]);
});

test('every optional prop says its default, and no other', () => {
  expect(props.filter(({ optional, docs }) => optional && !docs?.default).map(({ fqn }) => fqn)).toEqual([]);
  expect(props.filter(({ optional, docs }) => !optional && docs?.default).map(({ fqn }) => fqn)).toEqual([]);
});

test('a default is a value, or what happens after a dash', () => {
  const vague = props.filter(({ docs }) => docs?.default && /^-?\s*(undefined|null|-)?$/.test(docs.default)).map(({ fqn }) => fqn);
  expect(vague).toEqual([]);
});

test('every prop is read-only, and of one type', () => {
  expect(props.filter(({ immutable }) => !immutable).map(({ fqn }) => fqn)).toEqual([]);
  expect(types.flatMap(membersOf).filter(({ type }) => JSON.stringify(type)?.includes('"union"')).map(({ fqn }) => fqn)).toEqual([]);
});

test('the bindings are public only as the way out', () => {
  const leaks = types.flatMap(membersOf).filter((member) => JSON.stringify(member).includes('@cdktf/provider-docker')).map(({ fqn }) => fqn);
  expect(leaks).toEqual([
    'cdktf-berth.Container.resource',
    'cdktf-berth.ContainerHost.provider',
    'cdktf-berth.IContainer.resource',
    'cdktf-berth.IContainerHost.provider',
    'cdktf-berth.Network.resource',
    'cdktf-berth.Volume.resource',
  ]);
});
