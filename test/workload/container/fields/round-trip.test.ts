import { Token } from 'cdktf';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { arbitraries } from './arbitrary-model';
import { Backend, ContainerOptions, Duration, NetworkLevel, Size } from '../../../../src';
import { ContainerModel } from '../../../../src/model/container';
import { CONTROL_NAMES, controlRow } from '../../../../src/shared/controls/table';
import {
  controlsDecidedBy, FieldName, FIELDS, isKept, readAttributes, toModel, toProps, writeAttributes,
} from '../../../../src/workload/container/fields/table';
import { anImage, testHost } from '../../../assertions';

const NAMES = Object.keys(FIELDS) as FieldName[];

const host = testHost();
const { target, stack } = host._placement;
const networks = [host.addNetwork('open', { level: NetworkLevel.OPEN }), host.addNetwork('closed', { level: NetworkLevel.CLOSED })];
const image = host.addImage(anImage);
const model = fc.record<ContainerModel>({ ...arbitraries(stack, networks, image), connections: fc.constant([]) } as never);

/** The fields of which the attributes say less than the model, and why. */
const LESS_IN_ATTRIBUTES: Partial<Record<FieldName, string>> = {
  image: 'The attribute is the id of an image, and not the image.',
  networks: 'The attribute is the name of a network, and not the network.',
  runtime: 'The attribute is the name of a runtime, without what it can do.',
  waitUntilHealthy: 'No waiting is written as no attribute, and so is the default without a health check.',
  healthyTimeout: 'It is only written if Terraform waits.',
  networkMode: 'Without networks, no network mode is written as "none".',
  dns: 'Without access outside its networks, a container has itself as its server.',
  noNewPrivileges: 'False is written as no option.',
  seccomp: 'The engine\'s own profile is written as no option.',
};

/** The fields of which the attributes for kreuzwerker/docker say less, because of their spelling. */
const LESS_IN_SPELLING: Partial<Record<FieldName, string>> = {
  memorySwap: 'None is written as twice the memory.',
  devices: 'No path in the container is written as the path on the host.',
  ports: 'They are written in the order of the container ports.',
};

/** The fields of which the props say less than the model, and why. */
const LESS_IN_PROPS: Partial<Record<FieldName, string>> = {
  networks: 'The aliases and addresses of a container are set with connectTo().',
  policy: 'It follows from the scopes around the container.',
};

test('the model comes back from its props, except for what they can\'t say', () => {
  const kept = NAMES.filter((name) => !(name in LESS_IN_PROPS));
  fc.assert(fc.property(model, (each) => {
    const again = toModel({ ...toProps(each), host, name: each.name }, {});
    expect(plain(pick(again, kept))).toEqual(plain(pick(each, kept)));
    expect(plain(again.networks)).toEqual(plain(each.networks.map(({ network }) => ({ network }))));
  }));
});

describe.each([Backend.BERTH, Backend.KREUZWERKER])('on %s', (backend) => {
  const { dialect } = testHost({ backend })._placement.target;
  const write = (each: ContainerModel) => {
    const attributes = writeAttributes(each, dialect);
    return dialect.spell?.(attributes) ?? attributes;
  };
  const less = { ...LESS_IN_ATTRIBUTES, ...(dialect.spell && LESS_IN_SPELLING) };

  test('attributes come back from the model that is read from them', () => {
    fc.assert(fc.property(model, (each) => {
      const attributes = write(each);
      const again = { ...readAttributes(attributes), networks: each.networks };
      expect(write(again)).toEqual(attributes);
    }));
  });

  test('the model comes back from its attributes, except for what they can\'t say', () => {
    const kept = NAMES.filter((name) => isKept(FIELDS[name], dialect) && !(name in less));
    fc.assert(fc.property(model, (each) => {
      const again = readAttributes(write(each));
      expect(plain(pick(again, kept))).toEqual(plain(pick(each, kept)));
    }));
  });
});

test('null attributes read like missing ones', () => {
  const nulls = Object.fromEntries(NAMES.flatMap((name) => FIELDS[name].attributes.map((attribute) => [attribute, null])));
  expect(readAttributes(nulls)).toEqual(readAttributes({}));
});

test('the defaults come back from their attributes', () => {
  const defaults = toModel({ host, image: anImage, name: 'web' } as ContainerOptions & { host: typeof host; name: string }, {});
  const kept = NAMES.filter((name) => !(name in LESS_IN_ATTRIBUTES));
  expect(plain(pick(readAttributes(writeAttributes(defaults, target.dialect)), kept))).toEqual(plain(pick(defaults, kept)));
});

test('berth/docker keeps every field, and kreuzwerker/docker loses seven', () => {
  const lost = (backend: Backend) => NAMES.filter((name) => !isKept(FIELDS[name], testHost({ backend })._placement.target.dialect));
  expect(lost(Backend.BERTH)).toEqual([]);
  expect(lost(Backend.KREUZWERKER).sort()).toEqual([
    'diskLimits', 'mustRunFor', 'onFileChange', 'pidsLimit', 'policy', 'secrets', 'utsMode',
  ]);
});

test('each isolation control is decided by a field', () => {
  const decided = new Set(NAMES.flatMap((name) => controlsDecidedBy(FIELDS[name])));
  expect(CONTROL_NAMES.filter((name) => !decided.has(name))).toEqual([]);
  expect(controlsDecidedBy(FIELDS.memory)).toEqual(['memory']);
  expect(controlsDecidedBy(FIELDS.mounts)).toEqual(CONTROL_NAMES.filter((name) =>
    controlRow(name).observation.attributes.some((attribute) => attribute === 'mounts' || attribute === 'tmpfs')));
});

/** Returns some fields. Mounts are sorted: those with an owner have an attribute of their own. */
function pick(each: ContainerModel, names: readonly FieldName[]): Partial<ContainerModel> {
  const mounts = [...each.mounts].sort((a, b) => (a.target < b.target ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, name === 'mounts' ? mounts : each[name]]));
}

/** Converts quantities to numbers, and leaves out what is undefined: both are equal if they mean the same. */
function plain(value: unknown): unknown {
  if (value instanceof Size) return amount(value.toBytes(), value);
  if (value instanceof Duration) return amount(value.toMilliseconds(), value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  if (Construct.isConstruct(value)) return value.node.path;
  const defined = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(defined.map(([name, each]) => [name, plain(each)]));
}

/** Returns a token as it was given, since each conversion of it makes another token. */
function amount(number: number, quantity: Size | Duration): unknown {
  return Token.isUnresolved(number) ? (quantity as unknown as { readonly amount: number }).amount : number;
}
