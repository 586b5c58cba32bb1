import { JsonAttribute, JsonBlock, JsonType, ProviderSchema } from './provider-schema';
import { Names, Standard } from '../../provider/docs/standard';
import { docComment, literalSource } from '../source-text';

interface Types { readonly [type: string]: Names }

/** Returns the source of what the back ends' resources have, by which the library decides what a back end supports. */
export function backendSource(berth: ProviderSchema, kreuzwerker: Standard): string {
  const ours = Object.fromEntries(Object.entries(berth.resource_schemas).map(([type, { block }]) => [type, namesOfBlock(block)]));
  return [
    '// Generated from the schemas of the back ends by `npx projen generate:l1`. Do not edit.',
    '',
    ...docComment('The names of the attributes and blocks of each resource type. Nested ones, such as `mounts.bind_options`, are listed '
      + 'only if the other back end lacks them.'),
    'export interface ResourceTypes { readonly [type: string]: readonly string[] }',
    '',
    ...docComment('The resource types of `berth/docker`.'),
    constantSource('BERTH', ours, kreuzwerker.resources),
    '',
    ...docComment('The resource types of `kreuzwerker/docker` 3.6.2.'),
    constantSource('KREUZWERKER', kreuzwerker.resources, ours),
    '',
  ].join('\n');
}

function constantSource(name: string, types: Types, others: Types): string {
  const listed = Object.fromEntries(Object.entries(types).sort(byName).map(([type, each]) => {
    const nested = Object.entries(each).flatMap(([parent, names]) => missing(parent, names, others[type]?.[parent]));
    return [type, [...Object.keys(each).sort(), ...nested.sort()]];
  }));
  const start = `export const ${name}: ResourceTypes = `;
  return `${start}${literalSource(listed, '', start.length + 1)};`;
}

/** Returns the paths that the other schema lacks although it has their parent. */
function missing(path: string, names: Names, others: Names | undefined): string[] {
  if (others === undefined) return [];
  return Object.entries(names).flatMap(([name, nested]) => (
    others[name] === undefined ? [`${path}.${name}`] : missing(`${path}.${name}`, nested, others[name])
  ));
}

function namesOfBlock({ attributes = {}, block_types: blocks = {} }: JsonBlock): Names {
  return {
    ...namesOfAttributes(attributes),
    ...Object.fromEntries(Object.entries(blocks).map(([name, { block }]) => [name, namesOfBlock(block)])),
  };
}

function namesOfAttributes(attributes: { readonly [name: string]: JsonAttribute }): Names {
  return Object.fromEntries(Object.entries(attributes).map(([name, { type, nested_type: nested }]) => (
    [name, nested ? namesOfAttributes(nested.attributes) : namesOfType(type!)]
  )));
}

function namesOfType(type: JsonType): Names {
  if (typeof type === 'string' || type[0] === 'tuple') return {};
  if (type[0] !== 'object') return namesOfType(type[1] as JsonType);
  return Object.fromEntries(Object.entries(type[1]).map(([name, part]) => [name, namesOfType(part as JsonType)]));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
