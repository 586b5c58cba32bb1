import { Attribute, Block, Body, Schema } from '../../../provider/framework/schema/schema';
import { Type } from '../../../provider/framework/value/type';
import { container } from '../../../provider/resources/container/container';
import { network } from '../../../provider/resources/network';
import { volume } from '../../../provider/resources/volume';
import fixture from '../../fixtures/docker-provider-3.6.2.json';

interface Standard {
  readonly type: string;
  readonly elem?: string | { readonly [name: string]: Standard };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly max_items?: number;
}

const standard = fixture.resources as unknown as Record<string, { attributes: Record<string, Standard>; schema_version: number }>;

/** What ours has beyond the standard schema. */
const BEYOND: Readonly<Record<string, readonly string[]>> = { docker_container: ['memory_reservation', 'pids_limit'] };

const PRIMITIVES: Readonly<Record<string, Type>> = { string: 'string', int: 'number', bool: 'bool' };

const isBlock = ({ elem, optional, required }: Standard) => typeof elem === 'object' && (optional === true || required === true);

function typeOf({ type, elem }: Standard): Type {
  if (PRIMITIVES[type] !== undefined) return PRIMITIVES[type]!;
  const element: Type = typeof elem === 'object'
    ? ['object', Object.fromEntries(Object.entries(elem).map(([name, part]) => [name, typeOf(part)]))]
    : PRIMITIVES[elem ?? 'string']!;
  return [type as 'list' | 'set' | 'map', element];
}

function words({ required = false, optional = false, sensitive = false }: Pick<Attribute, 'required' | 'optional' | 'sensitive'>) {
  return { required, settable: required || optional, sensitive };
}

/** Every attribute and block below a body, by its path, in the same few words for both sides. */
function ofStandard(attributes: Record<string, Standard>, path = ''): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).flatMap(([name, one]) => isBlock(one) ? [
    [path + name, { nesting: one.type, maxItems: one.max_items }],
    ...Object.entries(ofStandard(one.elem as Record<string, Standard>, `${path}${name}.`)),
  ] : [
    [path + name, { type: typeOf(one), ...words(one) }],
  ]));
}

function ofOurs(body: Body, path = ''): Record<string, unknown> {
  const attributes = Object.entries<Attribute>(body.attributes).map(([name, one]) => [
    path + name, { type: one.type, ...words(one) },
  ]);
  const blocks = Object.entries<Block>(body.blocks ?? {}).flatMap(([name, block]) => [
    [path + name, { nesting: block.nesting, maxItems: block.maxItems }], ...Object.entries(ofOurs(block, `${path}${name}.`)),
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
}

test.each([container, network, volume].map(({ type, schema }) => [type, schema as Schema] as const))(
  '%s has every attribute and block of the standard schema, of the same type and nesting, under the same version', (type, schema) => {
    const { attributes, schema_version: version } = standard[type]!;
    const ours = ofOurs(schema);
    for (const name of ['id', ...BEYOND[type] ?? []]) {
      expect(ours).toHaveProperty(name);
      delete ours[name];
    }
    expect(ours).toEqual(ofStandard(attributes));
    expect(schema.version).toBe(version);
  });

test.each([container, network, volume].map(({ type, schema }) => [type, schema as Schema] as const))('%s says of every attribute what it is', (_, schema) => {
  const undescribed = (body: Body): string[] => [
    ...Object.entries<Attribute>(body.attributes).filter(([, { description }]) => !/\S.*\.$/s.test(description)).map(([name]) => name),
    ...Object.entries<Block>(body.blocks ?? {}).flatMap(([name, block]) => [...(/\.$/.test(block.description) ? [] : [name]), ...undescribed(block)]),
  ];
  expect(undescribed(schema)).toEqual([]);
});
